"""Does the random walk of a null model walk far enough: how much one draw moves, against how much many do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from coopnet.chance import known_draws, known_generator
from coopnet.errors import Language, NullRefused, UnknownWord
from coopnet.layers import Csr
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.nulls.declaration import Null, Walking
from coopnet.nulls.links import pair_codes
from coopnet.nulls.listed import null_named
from coopnet.pole import Pole
from coopnet.printing.result import Result, flat
from coopnet.printing.words import said
from coopnet.vocabulary import vocabulary

Reals = npt.NDArray[np.float64]
# one draw has walked far enough when it is as far from the data as many draws are, within noise or this share of links
TOLERANCE = 0.02


@dataclass(frozen=True, eq=False, repr=False)
class MixingDiagnostics(Result):
    """How far the draws of a null model walk from the data.

    Attributes
    ----------
    null : Null
    table : DataFrame
        One row per part that walks (a kind, or kinds that walk together): ``links`` (direct links, or memberships),
        ``attempts`` (steps tried in one draw), ``acceptance`` (share of them that changed something), ``moved`` (share
        of the links of the data that one draw has moved, on average), ``plateau`` (the same after many draws in a
        row), ``autocorrelation`` (of that share, from one draw in a row to the next; near 0 when a draw forgets the
        one before), ``mixes`` (whether ``moved`` has reached ``plateau``).
    distances : float64 array (draws in a row × parts)
        Share of the links of the data that have moved, draw after draw.
    of_memberships : bool
        Whether what walks is memberships, not links.
    """

    null: Null
    table: pd.DataFrame
    distances: Reals
    of_memberships: bool = False

    @property
    def mixes(self) -> bool:
        """Whether every part walks far enough in one draw."""
        return bool(self.table["mixes"].all())

    @property
    def key(self) -> str:
        """``mixing`` and the name of the null model."""
        return f"mixing-{self.null.name}"

    def title(self, language: Language) -> str:
        """Return the null model, and whether one of its draws walks far enough."""
        verdict = said(
            f"un tirage {'s’éloigne' if self.mixes else 'ne s’éloigne pas'} assez des données",
            f"one draw {'walks' if self.mixes else 'does not walk'} far enough from the data",
            language,
        )
        colon = "\u202f: " if language == "fr" else ": "
        return f"{self.null.label(language)}{colon}{verdict}"

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return the sentence of the null model, and how to read the columns."""
        fr, en, change = ("liens", "links", "déplacés")
        if self.of_memberships:
            fr, en, change = ("adhésions", "memberships", "changées")
        reading = said(
            f"{change.capitalize()} : part des {fr} qu’un tirage a {change} ; plateau : la même après bien des tirages "
            "à la suite.",
            f"Moved: share of the {en} that one draw moved; plateau: the same after many draws in a row.",
            language,
        )
        return self.null.sentence(language), reading

    def tidy(self) -> pd.DataFrame:
        """Return one row per part that walks: ``part``, and the columns of ``table``."""
        return flat(self.table)

    def shown(self, language: Language) -> pd.DataFrame:
        """Return the columns under their names in words."""
        table = self.tidy()
        if language == "fr":
            kinds = vocabulary().kind_label
            table["part"] = [" + ".join(kinds(kind, "fr") for kind in part.split(" + ")) for part in table["part"]]
        yes, no = ("oui", "non") if language == "fr" else ("yes", "no")
        columns = _COLUMNS[language]
        if self.of_memberships:
            named = _OF_MEMBERSHIPS[language]
            columns = [named.get(column, column) for column in columns]
        return table.assign(mixes=[yes if one else no for one in table["mixes"]]).set_axis(columns, axis=1)


_OF_MEMBERSHIPS: dict[Language, dict[str, str]] = {
    "fr": {"liens": "adhésions", "déplacés": "changées"},
    "en": {"links": "memberships"},
}
_COLUMNS: dict[Language, list[str]] = {
    "fr": ["nature", "liens", "essais", "acceptés", "déplacés", "plateau", "autocorrélation", "assez loin"],
    "en": ["part", "links", "attempts", "acceptance", "moved", "plateau", "autocorrelation", "mixes"],
}


def mixing_of(
    null: str | Null | Callable[..., Multiplex],
    pole: Pole | Multiplex,
    *,
    rng: np.random.Generator,
    n_draws: int = 40,
    **options: Any,
) -> MixingDiagnostics:
    """Return how far the draws of a null model walk from a pole.

    Parameters
    ----------
    null : str, Null or function of ``coopnet.nulls``
        One whose draws are ends of random walks: ``rewire_links``, ``rewire_memberships`` or ``shuffle_kinds``.
    pole : Pole or Multiplex
    rng : numpy.random.Generator
    n_draws : int
        Draws made from the data, then draws made in a row, each from the one before.
    **options
        Further arguments of the null model (``attempts_per_link=50``).

    Returns
    -------
    MixingDiagnostics

    Raises
    ------
    UnknownWord
        When draws of this null model are made afresh: there is no walk to look at.
    NullRefused
        When something could be exchanged and no draw did.

    Notes
    -----
    p-values of :func:`coopnet.inference.comparison.compare_to_null` are right however far a draw walks, since draws and
    data are made exchangeable (Besag & Clifford 1989); a walk that is too short costs power, not validity.

    Examples
    --------
    >>> from coopnet.synthetic import homophilous_pole
    >>> pole = homophilous_pole(rng=np.random.default_rng(1))
    >>> mixing_of("rewire_links", pole, rng=np.random.default_rng(2)).mixes
    True
    """
    chosen, multiplex, n_draws = null_named(null), multiplex_of(pole), known_draws(n_draws, 40)
    if not chosen.walks:
        raise UnknownWord(
            f"{chosen.name} draws afresh each time: there is no walk whose length could matter.",
            f"{chosen.name} refait chaque tirage de zéro : il n’y a pas de marche dont la longueur importe.",
        )
    ready = cast(Walking, chosen.drawing_from(multiplex, **options))
    attempts = pd.Series({part: tried for part, tried in ready.attempts.items() if tried}, dtype=np.float64)
    parts = list(attempts.index)
    data = {part: _cells(multiplex, part, ready.moves_memberships) for part in parts}

    def moved_by(drawn: Multiplex) -> list[float]:
        return [_share_moved(was, _cells(drawn, part, ready.moves_memberships)) for part, was in data.items()]

    known_generator(rng)
    single = [ready.drawn(rng) for _ in range(n_draws)]
    made = np.array([[steps[part] for part in parts] for _, steps in single], dtype=np.float64)
    _refuse_standstill(chosen, [part for part, steps in zip(parts, made.T, strict=True) if not steps.any()])
    moved = np.array([moved_by(drawn) for drawn, _ in single])
    distances = np.array([moved_by(one) for one in _row(ready, rng, n_draws)])
    late = distances[n_draws // 2 :]
    noise = 3 * np.sqrt(moved.var(axis=0) / len(moved) + late.var(axis=0) / len(late))
    table = pd.DataFrame(
        {
            "links": [cells.size for cells in data.values()],
            "attempts": attempts.to_numpy(),
            "acceptance": made.mean(axis=0) / attempts.to_numpy(),
            "moved": moved.mean(axis=0),
            "plateau": late.mean(axis=0),
            "autocorrelation": [_lagged(column) for column in distances.T],
            "mixes": late.mean(axis=0) - moved.mean(axis=0) <= np.maximum(noise, TOLERANCE),
        },
        index=pd.Index(parts, name="part"),
    )
    return MixingDiagnostics(chosen, table, distances, ready.moves_memberships)


def _row(ready: Walking, rng: np.random.Generator, n_draws: int) -> list[Multiplex]:
    """Return draws each made from the one before."""
    row: list[Multiplex] = []
    for _ in range(n_draws):
        drawn, _ = ready.drawn(rng)
        row.append(drawn)
        ready = ready.starting_from(drawn)
    return row


def _cells(multiplex: Multiplex, part: str, of_memberships: bool) -> npt.NDArray[np.int64]:
    """Return one number per link (or membership) of a part, the same wherever the same stands."""
    kinds = part.split(" + ")
    codes = [
        _membership_codes(multiplex.affiliations[kind].incidence)
        if of_memberships
        else pair_codes(multiplex.links[kind])
        for kind in kinds
    ]
    return np.concatenate([(number << 56) + code for number, code in enumerate(codes)])


def _membership_codes(incidence: Csr) -> npt.NDArray[np.int64]:
    rows = np.repeat(np.arange(incidence.shape[0]), np.diff(incidence.indptr))
    return np.asarray(rows * incidence.shape[1] + incidence.indices, dtype=np.int64)


def _share_moved(before: npt.NDArray[np.int64], after: npt.NDArray[np.int64]) -> float:
    """Return the share of what stood somewhere before that stands there no more, repetitions counted."""
    cells, place = np.unique(np.concatenate((before, after)), return_inverse=True)
    was = np.bincount(place[: before.size], minlength=cells.size)
    is_now = np.bincount(place[before.size :], minlength=cells.size)
    return float(np.maximum(was - is_now, 0).sum() / before.size)


def _lagged(series: Reals) -> float:
    deviations = series - series.mean()
    total = float(deviations @ deviations)
    return float(deviations[1:] @ deviations[:-1]) / total if total > 0 else float("nan")


def _refuse_standstill(null: Null, parts: list[str]) -> None:
    if parts:
        raise NullRefused(
            f"{null.name} does not walk: in {', '.join(parts)} something could be exchanged, and no draw did. Give "
            "more attempts.",
            f"{null.name} n’avance pas : dans {', '.join(parts)}, un échange serait possible et aucun tirage ne l’a "
            "fait. Augmentez le nombre d’essais.",
        )
