"""Actors as rows for a regression: what the file says of them, and measures, under names that formulas take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from coopnet.catalogue import measure_named
from coopnet.errors import UnknownWord
from coopnet.measures.declaration import Measure
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.network import affiliation_of, network_of
from coopnet.pole import Pole
from coopnet.printing.naming import plain_names

USUAL = ("actor_degree", "actor_strength", "actor_betweenness", "actor_constraint", "actor_ei")


def actor_table_of(
    pole: Pole | Multiplex,
    measures: Sequence[str | Measure | Callable[..., Any]] = USUAL,
    *,
    columns: Iterable[str] | None = None,
    by: str = "sector",
    rng: np.random.Generator | None = None,
) -> pd.DataFrame:
    """Return the actors of a pole as rows: their columns and their measures, ready for formulas, Stata and R.

    Parameters
    ----------
    pole : Pole or Multiplex
    measures : sequence of str, Measure or function of the catalogue
        Of actors, each on its own default view; those of directed kinds on the links of every nature of a pole.
    columns : iterable of str, optional
        Columns of actors to keep; those that somebody fills when not given.
    by : str
        Column that plays the sector, for measures by group.
    rng : numpy.random.Generator, optional
        For measures in which chance enters.

    Returns
    -------
    DataFrame (actors)
        ``actor`` (id), columns of actors (texts, numbers as floats, NaN where unknown), then ``actor_degree_pairs`` and
        so on. ``attrs["labels"]`` gives the full name of each column, with its view.

    Raises
    ------
    UnknownWord
        For a measure that is not one of actors, or an unknown column.

    Notes
    -----
    Actors of one network are not independent: ordinary standard errors are wrong. Use the table to describe, and test
    with :func:`coopnet.compare_to_null` or :func:`coopnet.dyadic_model_of`.

    Examples
    --------
    >>> from coopnet.measures.examples import example_pole
    >>> actor_table_of(example_pole("ab bc"), ["actor_degree"], columns=[]).to_dict("list")
    {'actor': ['a', 'b', 'c'], 'actor_degree_pairs': [1.0, 2.0, 1.0]}
    """
    multiplex = multiplex_of(pole)
    table = _attributes(multiplex, columns)
    for one in measures:
        measure = one if isinstance(one, Measure) else measure_named(one if isinstance(one, str) else one.__name__)
        if measure.level != "actor":
            raise UnknownWord(
                f"{measure.name} does not speak of actors; take measures whose name begins with actor_.",
                f"{measure.name} ne parle pas des acteurs ; prenez des mesures dont le nom commence par actor_.",
            )
        given = multiplex_of(pole, natures="all") if measure.directed else multiplex
        for name, values in _measured(measure, given, by, rng).items():
            table[name] = values.reindex(multiplex.actors).to_numpy()
    full = [str(name) for name in table.columns]
    table.columns = pd.Index(plain_names(full))
    table.attrs.update(labels=dict(zip(table.columns, full, strict=True)), scope=multiplex.scope.name)
    return table


def _attributes(multiplex: Multiplex, columns: Iterable[str] | None) -> pd.DataFrame:
    known = multiplex.attributes
    wanted = list(known.columns[known.notna().any()]) if columns is None else list(columns)
    unknown = [name for name in wanted if name not in known.columns]
    if unknown:
        raise UnknownWord(
            f"Actors have no column “{unknown[0]}”; they have {', '.join(known.columns)}.",
            f"Les acteurs n’ont pas de colonne « {unknown[0]} » ; ils ont {', '.join(known.columns)}.",
        )
    kept = {name: _plain(known[name]) for name in wanted}
    return pd.DataFrame({"actor": multiplex.actors.astype("str").to_numpy(), **kept})


def _plain(column: pd.Series) -> Any:
    if pd.api.types.is_numeric_dtype(column.dtype):
        return column.to_numpy(dtype=np.float64, na_value=np.nan)
    return column.astype("object").where(column.notna(), np.nan).to_numpy()


def _measured(measure: Measure, multiplex: Multiplex, by: str, rng: np.random.Generator | None) -> dict[str, pd.Series]:
    given: Any = multiplex if measure.takes == "multiplex" else None
    view = "directed" if measure.directed else measure.takes if measure.takes != "network" else measure.views[0]
    if given is None:
        given = (
            affiliation_of(multiplex)
            if measure.takes == "affiliation"
            else network_of(multiplex, view=measure.views[0])
        )
    options: dict[str, Any] = {"by": by} if measure.by else {}
    if measure.chance:
        options["rng"] = rng
    found = measure.function(given, **options)
    ending = f"[{view}; {by}]" if measure.by and by != "sector" else f"[{view}]"
    if isinstance(found, pd.DataFrame):
        return {f"{measure.name.removesuffix('_table')}.{name}{ending}": found[name] for name in found}
    return {f"{measure.name}{ending}": found}
