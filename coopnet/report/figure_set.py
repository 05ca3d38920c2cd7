"""The figures of a pole, each with the numbers that it draws: one call for the command line and for the analyses."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from coopnet.drawing.saving import save, shipped_style
from coopnet.errors import (
    CoopnetError,
    CostRefused,
    Language,
    NullRefused,
    UndefinedMeasure,
    UnknownWord,
    ViewRefused,
    WriteRefused,
    cause,
)
from coopnet.multiplex import multiplex_of
from coopnet.numbers import NARROW
from coopnet.pole import Pole
from coopnet.referentiel.grid import Grid, read_grid
from coopnet.report.figure_recipes import RECIPES, Drawn, Order
from coopnet.report.method import method_of

FORMS = ("svg", "pdf", "png")
MANIFEST = "MANIFEST.json"


# what a pole lacks leaves a figure out; a place that cannot be written, or a word that is unknown, stops everything
LACKS = (UndefinedMeasure, NullRefused, CostRefused, ViewRefused)


@dataclass(frozen=True)
class WrittenFigures:
    """The figures of a pole, as files.

    Attributes
    ----------
    paths : tuple of Path
        Files written, the manifest last.
    left_out : mapping of str to CoopnetError
        Figures that this pole cannot have, each with the sentence that says why.
    """

    paths: tuple[Path, ...]
    left_out: Mapping[str, CoopnetError]

    def sentences(self, language: Language) -> list[str]:
        """Return one sentence per figure left out."""
        said = {"fr": "Figure non dessinée", "en": "Figure left out"}[language]
        colon = f"{NARROW}:" if language == "fr" else ":"
        return [f"{said} ({name}){colon} {refusal.sentence(language)}" for name, refusal in self.left_out.items()]


def drawn_of(
    pole: Pole,
    name: str,
    *,
    language: Language = "fr",
    seed: int,
    n_draws: int = 999,
    referentiel: Grid | None = None,
) -> Drawn:
    """Return one figure of a pole with its numbers.

    Parameters
    ----------
    pole : Pole
    name : str
        A name of ``RECIPES``.
    language : {"fr", "en"}
    seed : int
        Each figure draws from ``numpy.random.default_rng(seed)``: one can be made again without the others, and the
        report, the profile and the same call in a notebook give the same numbers.
    n_draws : int
    referentiel : Grid, optional
        Followed by the profile and the co-evaluation, in the place of the référentiel of 2012.

    Raises
    ------
    UnknownWord
        When there is no figure of that name.
    UndefinedMeasure, NullRefused
        When what the figure shows has no value on the pole.
    """
    if name not in RECIPES:
        raise UnknownWord(
            f"Unknown figure “{name}”. Figures: {', '.join(RECIPES)}.",
            f"Figure inconnue « {name} ». Figures : {', '.join(RECIPES)}.",
        )
    # a generator of its own: a figure stays the same when others are added, and is what the report and a notebook have
    with shipped_style():
        return RECIPES[name](pole, Order(language, n_draws, seed, np.random.default_rng(seed), referentiel))


def write_figure(
    pole: Pole,
    name: str,
    folder: str | Path,
    *,
    language: Language = "fr",
    seed: int,
    n_draws: int = 999,
    forms: Iterable[str] = FORMS,
    referentiel: Grid | None = None,
) -> list[Path]:
    """Write one figure of a pole and its twin ``.csv``; return the files, the same bytes every time.

    Raises
    ------
    UnknownWord
        When there is no figure of that name, or no such form.
    UndefinedMeasure, NullRefused, CostRefused
        When what the figure shows has no value on the pole.
    WriteRefused
        When the place cannot be written.
    """
    target = Path(folder)
    drawn = drawn_of(pole, name, language=language, seed=seed, n_draws=n_draws, referentiel=referentiel)
    paths = [save(drawn.figure, target / f"{name}.{form}") for form in forms]
    return [*paths, _put(target / f"{name}.csv", _csv(drawn.numbers))]


def write_figures(
    pole: Pole,
    folder: str | Path,
    *,
    names: Iterable[str] | None = None,
    language: Language = "fr",
    seed: int,
    n_draws: int = 999,
    forms: Iterable[str] = FORMS,
    referentiel: Grid | None = None,
    command: str = "",
) -> WrittenFigures:
    """Write the figures of a pole, each with its twin ``.csv``, and a manifest of how they were made.

    Parameters
    ----------
    pole : Pole
    folder : str or Path
        Made where it does not exist; files of the same names are replaced.
    names : iterable of str, optional
        All figures that the pole can have when not given; those named must be possible.
    language, seed, n_draws, referentiel
        As for :func:`drawn_of`.
    forms : iterable of {"svg", "pdf", "png"}
    command : str
        What to type to obtain the same files; kept in the manifest.

    Returns
    -------
    WrittenFigures
        Files written, the same bytes every time, and the figures left out.

    Raises
    ------
    UndefinedMeasure, NullRefused, CostRefused
        When a figure named has no value on the pole.
    WriteRefused
        When the place cannot be written.
    """
    target = Path(folder)
    wanted, forms = list(RECIPES) if names is None else list(names), tuple(forms)
    asked: dict[str, Any] = {"language": language, "seed": seed, "n_draws": n_draws, "referentiel": referentiel}
    written: dict[str, list[Path]] = {}
    left_out: dict[str, CoopnetError] = {}
    for name in wanted:
        try:
            written[name] = write_figure(pole, name, target, forms=forms, **asked)
        except LACKS as refusal:
            if names is not None:
                raise
            left_out[name] = refusal
    method = method_of(pole, scope=multiplex_of(pole).scope.name, seed=seed, n_draws=n_draws)
    content: dict[str, Any] = {
        **asdict(method),
        "versions": dict(method.versions),
        "language": language,
        "referentiel": (referentiel or read_grid()).code,
        "command": command,
        "figures": {name: {path.name: _sha256(path) for path in paths} for name, paths in written.items()},
        "left_out": {name: refusal.sentence(language) for name, refusal in left_out.items()},
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    manifest = _put(target / MANIFEST, text.encode())
    return WrittenFigures((*(path for paths in written.values() for path in paths), manifest), left_out)


def _csv(numbers: pd.DataFrame) -> bytes:
    # twelve digits: the last bits of a float depend on the machine that summed them
    return numbers.to_csv(index=False, float_format="%.12g", lineterminator="\n").encode()


def _put(path: Path, content: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise WriteRefused(
            f"{path} cannot be written ({error.strerror}); choose another place.",
            f"{path} ne peut pas être écrit ({cause(error)}) ; choisissez un autre endroit.",
        ) from None
    return path


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
