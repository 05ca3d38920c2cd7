"""The door of the command line: choose the language, run one command, turn whatever is refused into one line."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import traceback
import warnings
from collections.abc import Sequence
from importlib import import_module

import click

from coopnet.cli.options import language_option
from coopnet.cli.wording import Say, language_asked, speak
from coopnet.errors import CoopnetError, Language, cause

COMMANDS = ("template", "check", "report", "profile", "figures", "measures", "measure", "convert")


class Commands(click.Group):
    """The commands, each made when it is needed, in the language chosen."""

    def __init__(self, say: Say, language: Language) -> None:
        super().__init__(
            "coopnet",
            subcommand_metavar=say("COMMANDE [ARGUMENTS]…", "COMMAND [ARGUMENTS] …"),
            help=say(
                "Mesure la coopération dans un pôle territorial de coopération économique (PTCE), à partir d’un "
                "classeur Excel. Pour commencer : coopnet template mon_pole.xlsx, puis coopnet check mon_pole.xlsx, "
                "puis coopnet report mon_pole.xlsx.",
                "Measure cooperation in a French territorial economic cooperation pole (PTCE), from an Excel workbook. "
                "To begin: coopnet template my_pole.xlsx, then coopnet check my_pole.xlsx, then coopnet report "
                "my_pole.xlsx.",
            ),
        )
        self._say, self._language = say, language
        language_option(say)(self)
        click.version_option(package_name="coopnet")(self)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, or None."""
        if cmd_name not in COMMANDS:
            return None
        made: click.Command = import_module(f"coopnet.cli.{cmd_name}").command(self._say, self._language)
        return made


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit: 0 when it is done, 1 when it is refused, 2 when it was not understood."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    for stream in (sys.stdout, sys.stderr):  # a terminal without accents shows them as it can
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if not sys.warnoptions:  # a library's warning says nothing to who types a command
        warnings.simplefilter("ignore")
    language = language_asked(given, os.environ)
    sys.exit(_status(given, speak(language), language))


def _status(arguments: Sequence[str], say: Say, language: Language) -> int:
    try:
        done = Commands(say, language).main(list(arguments), prog_name="coopnet", standalone_mode=False)
        sys.stdout.flush()
        return done if isinstance(done, int) else 0
    except click.ClickException as mistake:
        mistake.show()
        return mistake.exit_code
    except CoopnetError as refusal:
        click.echo(re.sub(r"\s*\n\s*", " ", refusal.sentence(language)), err=True)
    except (KeyboardInterrupt, click.Abort):
        click.echo(say("Interrompu.", "Interrupted."), err=True)
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except MemoryError:
        click.echo(
            say("Mémoire insuffisante pour un pôle de cette taille.", "Not enough memory for a pole of that size."),
            err=True,
        )
    except OSError as error:
        place = error.filename or "coopnet"
        click.echo(say(f"{place} : {cause(error)}.", f"{place}: {error.strerror or error}"), err=True)
    except Exception as error:
        click.echo(_own_fault(error, say), err=True)
    return 1


def _own_fault(error: Exception, say: Say) -> str:
    """Return the sentence for what coopnet did not foresee; the details go to a file, for who will correct it."""
    details = "".join(traceback.format_exception(error))
    try:
        handle, path = tempfile.mkstemp(prefix="coopnet-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(details)
    except OSError:
        path = say("nulle part (disque plein ?)", "nowhere (disk full?)")
    name = type(error).__name__
    return say(
        f"Défaut de coopnet ({name}) : votre fichier n’est pas en cause. Les détails sont dans {path} ; "
        "joignez ce fichier à votre signalement.",
        f"A fault of coopnet ({name}): your file is not to blame. The details are in {path}; "
        "join that file to your report of the fault.",
    )
