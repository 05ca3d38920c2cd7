"""XML files of graph tools, read element by element; whatever is hostile, damaged or something else is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from coopnet.errors import UnreadableInput, WriteRefused, cause
from coopnet.tables.cells import has_control_characters

Opened = Callable[[str, dict[str, str]], None]
Closed = Callable[[str, str], None]
LARGEST = 2**30
"""Bytes of the largest file read: a pole of a million links takes a third of that."""

_DEEPEST = 64
_LONGEST = 10**6


class _Hostile(Exception):
    """The file is XML that no graph tool writes; why, in English and in French."""


def read_markup(path: Path, root: str, *, opened: Opened, closed: Closed) -> None:
    """Read an XML file, calling ``opened(name, attributes)`` and ``closed(name, text)`` for each of its elements.

    Names are without their namespace. The text is what stands directly in the element.

    Raises
    ------
    UnreadableInput
        When the file is not XML, is damaged, has another root, declares entities, or is larger than any graph.
    """
    kind = {"graphml": "GraphML", "gexf": "GEXF"}[root]
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(256)
            _refuse_at_sight(path, kind, head, size)
            file.seek(0)
            _parser(root, opened, closed).ParseFile(file)
    except OSError as error:
        raise UnreadableInput(
            f"The file {path} cannot be read ({error.strerror}).",
            f"Le fichier {path} ne peut pas être lu ({cause(error)}).",
        ) from error
    except expat.ExpatError as error:
        raise UnreadableInput(
            f"{path.name} is damaged or truncated: its XML makes no sense at line {error.lineno}, column "
            f"{error.offset + 1}. Export it again.",
            f"{path.name} est abîmé ou tronqué : son XML n’a plus de sens à la ligne {error.lineno}, colonne "
            f"{error.offset + 1}. Exportez-le de nouveau.",
        ) from error
    except _Hostile as why:
        en, fr = why.args
        raise UnreadableInput(
            f"{path.name} is not a {kind} file that a graph tool writes: {en}.",
            f"{path.name} n’est pas un fichier {kind} tel qu’en écrit un logiciel de graphes : {fr}.",
        ) from why
    except (LookupError, ValueError) as error:  # an encoding that nobody knows
        raise UnreadableInput(
            f"{path.name} states an encoding that cannot be read ({error}). Export it in UTF-8.",
            f"{path.name} annonce un codage illisible ({error}). Exportez-le en UTF-8.",
        ) from error


def _refuse_at_sight(path: Path, kind: str, head: bytes, size: int) -> None:
    if not head:
        raise UnreadableInput(f"{path.name} is empty.", f"{path.name} est vide.")
    if size > LARGEST:
        raise UnreadableInput(
            f"{path.name} is {size / 2**30:.1f} GB; coopnet reads {kind} files up to {LARGEST / 2**30:.0f} GB.",
            f"{path.name} pèse {size / 2**30:.1f} Go ; coopnet lit les fichiers {kind} jusqu’à "
            f"{LARGEST / 2**30:.0f} Go.",
        )
    if b"<" not in head:
        raise UnreadableInput(
            f"{path.name} is not a {kind} file: it is not XML.",
            f"{path.name} n’est pas un fichier {kind} : ce n’est pas du XML.",
        )


def _parser(root: str, opened: Opened, closed: Closed) -> expat.XMLParserType:
    texts: list[list[str]] = []
    lengths: list[int] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if not texts and local != root:
            raise _Hostile(f"its root element is <{local[:40]}>", f"son élément racine est <{local[:40]}>")
        if len(texts) == _DEEPEST:
            raise _Hostile("its elements are nested too deep", "ses éléments sont imbriqués trop profondément")
        texts.append([])
        lengths.append(0)
        opened(local, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def end(name: str) -> None:
        lengths.pop()
        closed(name.rpartition(" ")[2], "".join(texts.pop()))

    def text(piece: str) -> None:
        lengths[-1] += len(piece)
        if lengths[-1] > _LONGEST:
            raise _Hostile("one of its values is a million characters long", "une valeur dépasse un million de signes")
        texts[-1].append(piece)

    def entity(*_: object) -> None:
        raise _Hostile("it declares entities", "il déclare des entités")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = entity
    return parser


def element_text(value: str) -> str:
    """Return a text as it is written between two tags."""
    return escape(_carried(value), {"\r": "&#13;"})


def attribute_text(value: str) -> str:
    """Return a text as it is written as an attribute, quotation marks included."""
    return quoteattr(_carried(value))


def _carried(value: str) -> str:
    if has_control_characters(value):
        shown = value.encode("unicode_escape").decode("ascii")[:80]
        raise WriteRefused(
            f"“{shown}” holds control characters, which XML cannot carry; remove them.",
            f"« {shown} » contient des caractères de contrôle, que le XML ne peut pas porter ; retirez-les.",
        )
    return value


def plain_number(text: str) -> str:
    """Return a number as tables write it: tools of graphs write 12 employees as 12.0, and 0.0000001 as 1.0E-7.

    >>> plain_number("12.0"), plain_number("0.50"), plain_number("1.0E-7"), plain_number("douze"), plain_number("NaN")
    ('12', '0.5', '1e-07', 'douze', '')
    """
    try:
        number = float(text)
    except ValueError:
        return text
    if number != number:
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
