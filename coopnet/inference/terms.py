"""What two actors share or what sets them apart: the terms of a regression of dyads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from coopnet.errors import Language, UndefinedMeasure, UnknownWord
from coopnet.inference.pvalues import Reals
from coopnet.kernels.compiled import Indices
from coopnet.tables.communes import epci_of
from coopnet.vocabulary import vocabulary

EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, eq=False)
class Term:
    """Values of actors (actors × dimensions, NaN where unknown), and what two of them make (actors × actors)."""

    values: Reals
    between: Callable[[Indices], Reals]


def term_named(name: str, attributes: pd.DataFrame) -> Term:
    """Return a term of the actors: ``distance``, ``size_difference``, ``same_epci``, or ``same_X`` for a column X.

    Raises
    ------
    UnknownWord
        For an unknown term.
    UndefinedMeasure
        For a distance without any coordinates.
    """
    if name in _TERMS:
        return _TERMS[name](attributes)
    column = name.removeprefix("same_")
    if column != name and column in attributes.columns:
        return _same(attributes[column])
    known = [*_TERMS, *(f"same_{column}" for column in ("sector", "type", "commune"))]
    raise UnknownWord(
        f"Unknown term “{name}”. Terms: {', '.join(known)}, or same_X for a column X of actors.",
        f"Facteur inconnu « {name} ». Facteurs : {', '.join(known)}, ou same_X pour une colonne X des acteurs.",
    )


def term_label(name: str, language: Language) -> str:
    """Return a term in words.

    >>> term_label("same_sector", "fr"), term_label("distance", "en"), term_label("same_colour", "en")
    ('même secteur', 'distance (km)', 'same colour')
    """
    if name in _LABELS:
        return _LABELS[name][language]
    column = vocabulary().tables["actors"].columns.get(name.removeprefix("same_"))
    header = column.header(language) if column else name.removeprefix("same_").replace("_", " ")
    return f"même {header}" if language == "fr" else f"same {header}"


def _same(column: pd.Series) -> Term:
    codes = pd.Categorical(column.astype("str")).codes.astype(np.float64)
    codes[codes < 0] = np.nan
    return Term(codes[:, None], lambda actors: (codes[actors][:, None] == codes[actors][None, :]).astype(np.float64))


def _distance(attributes: pd.DataFrame) -> Term:
    degrees = attributes[["longitude", "latitude"]].to_numpy(dtype=np.float64)
    if not np.isfinite(degrees).all(axis=1).any():
        raise UndefinedMeasure(
            "No actor has coordinates, so there is no distance: fill in longitude and latitude, or leave the term out.",
            "Aucun acteur n’a de coordonnées, donc pas de distance : remplissez longitude et latitude, ou retirez ce "
            "facteur.",
        )

    def kilometres(actors: Indices) -> Reals:
        longitude, latitude = np.radians(degrees[actors]).T
        across = np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
        along = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
        haversine = along + np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * across
        return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(haversine, 0.0, 1.0))))

    return Term(degrees, kilometres)


def _size_difference(attributes: pd.DataFrame) -> Term:
    size = np.log1p(attributes["employees"].to_numpy(dtype=np.float64, na_value=np.nan))
    return Term(size[:, None], lambda actors: np.abs(size[actors][:, None] - size[actors][None, :]))


def _same_epci(attributes: pd.DataFrame) -> Term:
    given = attributes["epci"]
    deduced = attributes["commune"].map(lambda code: epci_of(code) or np.nan, na_action="ignore")
    return _same(given.fillna(deduced))


_TERMS: Mapping[str, Callable[[pd.DataFrame], Term]] = MappingProxyType(
    {"distance": _distance, "size_difference": _size_difference, "same_epci": _same_epci}
)
_LABELS: Mapping[str, Mapping[Language, str]] = MappingProxyType(
    {
        "intercept": {"fr": "constante", "en": "intercept"},
        "distance": {"fr": "distance (km)", "en": "distance (km)"},
        "size_difference": {
            "fr": "écart de taille, ln(1 + salariés)",
            "en": "difference of size, ln(1 + employees)",
        },
        "same_epci": {"fr": "même intercommunalité", "en": "same intercommunality"},
    }
)
