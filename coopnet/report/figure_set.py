"""The figures of a pole, each with the numbers that it draws: one call for the command line and for the analyses."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from coopnet.drawing.layout import layout_of
from coopnet.drawing.picture import picture_of
from coopnet.drawing.saving import save
from coopnet.errors import Language, UnknownWord, WriteRefused
from coopnet.inference.comparison import NullComparison, NullComparisons, compare_to_null
from coopnet.multiplex import multiplex_of
from coopnet.pole import Pole
from coopnet.referentiel.profile import profile_of
from coopnet.report.figures import mixing_figure, multigraph_figure, null_figure, profile_figure
from coopnet.report.method import method_of

FORMS = ("svg", "pdf", "png")
MANIFEST = "MANIFEST.json"


@dataclass(frozen=True, eq=False)
class Drawn:
    """A figure and its twin: exactly the numbers drawn.

    Attributes
    ----------
    figure : Figure
    numbers : DataFrame
    """

    figure: Figure
    numbers: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Order:
    """What a figure is asked to be: language, number of draws, and its own generator."""

    language: Language
    n_draws: int
    rng: np.random.Generator


def _multigraph(pole: Pole, order: Order) -> Drawn:
    picture = picture_of(pole)
    layout = layout_of(picture)
    nodes = picture.nodes[["what", "id", "sector", "kind"]].join(layout.nodes[["x", "y"]]).reset_index(names="node")
    edges = picture.edges[["what", "source", "target", "kind", "nature"]]
    return Drawn(multigraph_figure(picture, layout, language=order.language), pd.concat([nodes, edges]))


def _profile(pole: Pole, order: Order) -> Drawn:
    profile = profile_of(pole, rng=order.rng, n_draws=order.n_draws)
    return Drawn(profile_figure(profile, language=order.language), profile.printed_table(order.language))


def _mixing(pole: Pole, order: Order) -> Drawn:
    found = compare_to_null("sector_mixing", pole, "shuffle_sectors", rng=order.rng, n_draws=order.n_draws)
    assert isinstance(found, NullComparisons)  # mixing is a table, one number per pair of sectors
    notice = pole.about.printed_notice(order.language)
    figure = mixing_figure(found, pole.vocabulary, notice, language=order.language)
    return Drawn(figure, found.table.reset_index())


def _openness(pole: Pole, order: Order) -> Drawn:
    found = compare_to_null("pole_ei", pole, "shuffle_sectors", rng=order.rng, n_draws=order.n_draws)
    assert isinstance(found, NullComparison)  # one number of the pole
    draws = pd.DataFrame({"what": "draw", "pole_ei": found.draws})
    observed = pd.DataFrame({"what": ["observed"], "pole_ei": [found.observed]})
    notice = pole.about.printed_notice(order.language)
    return Drawn(null_figure(found, notice, language=order.language), pd.concat([observed, draws]))


FIGURES: Mapping[str, Callable[[Pole, Order], Drawn]] = MappingProxyType(
    {"multigraph": _multigraph, "profile": _profile, "sector_mixing": _mixing, "openness_of_sectors": _openness}
)


def drawn_of(pole: Pole, name: str, *, language: Language = "fr", seed: int, n_draws: int = 999) -> Drawn:
    """Return one figure of a pole with its numbers.

    Parameters
    ----------
    pole : Pole
    name : str
        A name of ``FIGURES``.
    language : {"fr", "en"}
    seed : int
        Each figure draws from a generator of its own, so that one can be made again without the others.
    n_draws : int

    Raises
    ------
    UnknownWord
        When there is no figure of that name.
    UndefinedMeasure, NullRefused
        When what the figure shows has no value on the pole.
    """
    if name not in FIGURES:
        raise UnknownWord(
            f"Unknown figure “{name}”. Figures: {', '.join(FIGURES)}.",
            f"Figure inconnue « {name} ». Figures : {', '.join(FIGURES)}.",
        )
    sequence = np.random.SeedSequence(seed, spawn_key=(list(FIGURES).index(name),))
    return FIGURES[name](pole, Order(language, n_draws, np.random.default_rng(sequence)))


def write_figures(
    pole: Pole,
    folder: str | Path,
    *,
    names: Iterable[str] | None = None,
    language: Language = "fr",
    seed: int,
    n_draws: int = 999,
    forms: Iterable[str] = FORMS,
    command: str = "",
) -> list[Path]:
    """Write the figures of a pole, each with its twin ``.csv``, and a manifest of how they were made.

    Parameters
    ----------
    pole : Pole
    folder : str or Path
        Made where it does not exist; files of the same names are replaced.
    names : iterable of str, optional
        All figures when not given.
    language, seed, n_draws
        As for :func:`drawn_of`.
    forms : iterable of {"svg", "pdf", "png"}
    command : str
        What to type to obtain the same files; kept in the manifest.

    Returns
    -------
    list of Path
        Files written, the manifest last; the same bytes every time.
    """
    target = Path(folder)
    wanted = list(FIGURES) if names is None else list(names)
    written: dict[str, list[Path]] = {}
    for name in wanted:
        drawn = drawn_of(pole, name, language=language, seed=seed, n_draws=n_draws)
        paths = [save(drawn.figure, target / f"{name}.{form}") for form in forms]
        paths.append(_put(target / f"{name}.csv", _csv(drawn.numbers)))
        written[name] = paths
    method = method_of(pole, scope=multiplex_of(pole).scope.name, seed=seed, n_draws=n_draws)
    content: dict[str, Any] = {
        **asdict(method),
        "versions": dict(method.versions),
        "language": language,
        "command": command,
        "figures": {name: {path.name: _sha256(path) for path in paths} for name, paths in written.items()},
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    manifest = _put(target / MANIFEST, text.encode())
    return [*(path for paths in written.values() for path in paths), manifest]


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
            f"{path} ne peut pas être écrit ({error.strerror}) ; choisissez un autre endroit.",
        ) from None
    return path


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
