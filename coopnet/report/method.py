"""What is needed to obtain the same numbers again: data, scope, views, nulls, seed and versions. No clock."""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import PurePath

import pandas as pd

from coopnet.pole import Pole

LIBRARIES = ("coopnet", "networkx", "numba", "numpy", "pandas", "scipy", "matplotlib")


@dataclass(frozen=True, slots=True)
class Method:
    """How the report was made.

    Attributes
    ----------
    input_name : str
        Name of the file or folder read, without its path; empty where it is not told.
    data_sha256 : str
        Fingerprint of the checked tables; empty where it is not told.
    scope : str
        Which rows counted.
    seed : int
    n_draws : int
    versions : tuple of (name, version)
    """

    input_name: str
    data_sha256: str
    scope: str
    seed: int
    n_draws: int
    versions: tuple[tuple[str, str], ...]


def data_fingerprint(pole: Pole) -> str:
    """Return the SHA-256 of a pole's checked tables, the same wherever and in whatever format they were read."""
    digest = hashlib.sha256()
    for name in ("actors", "structures", "memberships", "links", "ratings"):
        table: pd.DataFrame = getattr(pole, name)
        digest.update(f"{name}\n{table.to_csv(lineterminator=chr(10))}".encode())
    digest.update(json.dumps(asdict(pole.about), sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()


def method_of(pole: Pole, *, scope: str, seed: int, n_draws: int, told: bool = True) -> Method:
    """Return how a report on a pole was made.

    Parameters
    ----------
    pole : Pole
        As read, before any pseudonym.
    scope : str
    seed, n_draws : int
    told : bool
        Whether the input may be identified; with pseudonyms it may not, or whoever holds the file could check a guess.
    """
    return Method(
        input_name=PurePath(pole.place).name if told else "",
        data_sha256=data_fingerprint(pole) if told else "",
        scope=scope,
        seed=seed,
        n_draws=n_draws,
        versions=(("Python", platform.python_version()), *((name, version(name)) for name in LIBRARIES)),
    )
