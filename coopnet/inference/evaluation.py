"""One measure asked on one view, evaluated on any multiplex: always the same items, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from coopnet.catalogue import MEASURES, measure_named
from coopnet.errors import UndefinedMeasure, UnknownWord, ViewRefused
from coopnet.measures.declaration import Measure
from coopnet.multiplex import Multiplex
from coopnet.network import Affiliation, Network, ViewName, affiliation_of, network_of

Reals = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]
Given = Network | Multiplex | Affiliation


@dataclass(frozen=True, eq=False)
class Layout:
    """Where the numbers of a measure stand in its result, fixed once on the data: draws are read at the same places.

    Attributes
    ----------
    items : Index or None
        One label per number, None where the measure is one number.
    table : tuple of two Index or None
        Rows and columns of the table that the measure returns, None where it is no table.
    places : tuple of two int arrays or None
        Row and column of each item of a table; None where every cell is an item, row by row.
    """

    items: pd.Index | None
    table: tuple[pd.Index, pd.Index] | None = None
    places: tuple[Positions, Positions] | None = None

    @property
    def can_follow(self) -> bool:
        """Whether items can be told apart, hence found again where their order or number has changed."""
        if self.table is not None:
            return bool(self.table[0].is_unique and self.table[1].is_unique)
        return self.items is None or bool(self.items.is_unique)

    @classmethod
    def of(cls, result: Any) -> Layout:
        """Return where the numbers of a result stand.

        A square symmetric table gives each unordered pair once; any other table each (row, column) of its numeric
        columns.
        """
        if isinstance(result, pd.Series):
            return cls(result.index)
        if not isinstance(result, pd.DataFrame):
            return cls(None)
        numbers = result.select_dtypes("number").astype(np.float64)
        matrix = numbers.to_numpy()
        symmetric = list(numbers.index) == list(numbers.columns) and np.array_equal(matrix, matrix.T, equal_nan=True)
        rows, columns = np.triu_indices(len(numbers)) if symmetric else np.indices(matrix.shape).reshape(2, -1)
        items = pd.MultiIndex.from_arrays([numbers.index[rows], numbers.columns[columns]], names=["row", "column"])
        return cls(items, (numbers.index, numbers.columns), (rows, columns) if symmetric else None)

    @property
    def size(self) -> int:
        """Number of items."""
        return 1 if self.items is None else len(self.items)

    def read(self, result: Any) -> Reals:
        """Return the items of a result, NaN for those it has not."""
        if self.items is None:
            return np.array([float(result)])
        if self.table is None:
            series = result if result.index.equals(self.items) else result.reindex(self.items)
            return np.asarray(series.to_numpy(dtype=np.float64, na_value=np.nan))
        rows, columns = self.table
        if not (result.index.equals(rows) and result.columns.equals(columns)):
            result = result.reindex(index=rows, columns=columns)
        values: Reals = self.picked(result.to_numpy(dtype=np.float64, na_value=np.nan)[None])[0]
        return values

    def picked(self, values: Reals) -> Reals:
        """Return the items of many results at once.

        Parameters
        ----------
        values : float64 array (draws), (draws × items) or (draws × rows × columns)

        Returns
        -------
        float64 array (draws × items)
        """
        if self.places is not None:
            values = values[:, self.places[0], self.places[1]]
        return np.asarray(values.reshape(len(values), -1))


def flattened(result: Any) -> float | pd.Series:
    """Return a measure's result as one number, or as a Series of numbers with one label per item.

    A square symmetric table gives each unordered pair once; any other table each (row, column).
    """
    layout = Layout.of(result)
    return float(result) if layout.items is None else pd.Series(layout.read(result), index=layout.items)


@dataclass(frozen=True)
class Asked:
    """A measure with everything that fixes its value on a multiplex.

    Attributes
    ----------
    measure : Measure
    view : str or None
        View of the network; None when the measure does not take a network.
    kinds : tuple of str or None
        Kinds kept, None for all.
    by : str
        Column that plays the sector, for measures by group.
    """

    measure: Measure
    view: ViewName | None
    kinds: tuple[str, ...] | None = None
    by: str = "sector"

    def given(self, multiplex: Multiplex) -> Given:
        """Return what the measure takes, made from a multiplex."""
        if self.measure.takes == "network":
            assert self.view is not None  # asked() gave it one
            return network_of(multiplex, view=self.view, kinds=self.kinds)
        if self.measure.takes == "affiliation":
            return affiliation_of(multiplex, kinds=self.kinds)
        return multiplex if self.kinds is None else multiplex.restricted(self.kinds)

    def result(self, given: Given, rng: np.random.Generator | None = None) -> Any:
        """Return the measure's own result; ``rng`` serves measures that take chance themselves."""
        by = {"by": self.by} if self.measure.by else {}
        chance = {"rng": rng} if self.measure.chance else {}
        return self.measure.function(given, **by, **chance)

    def values(self, given: Given, layout: Layout | None, rng: np.random.Generator | None = None) -> Reals:
        """Return the measure as a flat array: one number per item, NaN where undefined.

        ``layout`` is that of the data, None for a pole-level measure.
        """
        where = layout or Layout(None)
        try:
            return where.read(self.result(given, rng))
        except UndefinedMeasure:
            return np.full(where.size, np.nan)

    def relabelled(self, given: Given, multiplex: Multiplex) -> Given:
        """Return what was given with the actors' attributes of another multiplex: links stay, nothing is collapsed."""
        return replace(given, attributes=multiplex.attributes)

    @property
    def source(self) -> tuple[str, ViewName | None, tuple[str, ...] | None]:
        """What the measure is computed from: questions with the same one share it."""
        return self.measure.takes, self.view, self.kinds

    @property
    def view_name(self) -> str:
        """Short name of the view for tables."""
        short = self.view or {"affiliation": "structures", "multiplex": "kinds kept apart"}[self.measure.takes]
        return f"{short}: {' + '.join(self.kinds)}" if self.kinds else short


def asked(
    measure: str | Measure | Callable[..., Any],
    *,
    view: ViewName | None = None,
    kinds: Iterable[str] | None = None,
    by: str = "sector",
) -> Asked:
    """Return a measure with its view settled: the one asked for, else the measure's own default.

    Raises
    ------
    UnknownWord
        When the measure is not of the catalogue.
    ViewRefused
        When the measure does not accept the view.
    """
    found = resolved(measure)
    kept = (kinds,) if isinstance(kinds, str) else None if kinds is None else tuple(kinds)
    if found.takes != "network":
        if view is not None:
            raise ViewRefused(
                f"{found.name} takes the {found.takes} itself, not a view of it; leave out view=.",
                f"{found.name} porte sur l’objet {found.takes} lui-même et non sur une vue ; retirez view=.",
            )
        return Asked(found, None, kept, by)
    if view is not None and view not in found.views:
        raise ViewRefused(
            f"{found.name} has no meaning on the view “{view}”; it accepts {', '.join(found.views)}. "
            f"Type view={found.views[0]!r}.",
            f"{found.name} n’a pas de sens sur la vue « {view} » ; vues acceptées : {', '.join(found.views)}. "
            f"Écrivez view={found.views[0]!r}.",
        )
    return Asked(found, view or found.views[0], kept, by)


def resolved(measure: str | Measure | Callable[..., Any]) -> Measure:
    """Return a measure of the catalogue by its name or its function; a Measure of one's own is taken as it is."""
    if isinstance(measure, Measure):
        return measure
    if isinstance(measure, str):
        return measure_named(measure)
    name = getattr(measure, "__name__", repr(measure))
    if name in MEASURES and MEASURES[name].function is measure:
        return MEASURES[name]
    raise UnknownWord(
        f"{name} is not a measure of the catalogue; declare it as a coopnet.Measure, or name one that is.",
        f"{name} n’est pas une mesure du catalogue ; déclarez-la comme coopnet.Measure, ou donnez un nom que liste "
        "« coopnet measures ».",
    )
