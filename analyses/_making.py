"""One thing that is regenerated: what it reads, how it is made, and the record of what came out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from coopnet.errors import CoopnetError
from coopnet.exchange import read_pole
from coopnet.pole import Pole
from coopnet.report.figure_set import LACKS

ROOT = Path(__file__).resolve().parents[1]
FIGURES = ROOT / "figures"
SEED = 2012
POLES = ("sud_aquitaine", "pole_simule")
Record = dict[str, Any]


@dataclass(frozen=True)
class Making:
    """One thing to regenerate below ``figures/``.

    Attributes
    ----------
    name : str
        Where it goes, without ending: ``sud_aquitaine/multigraph``.
    script : str
        Name of the script that says the question.
    pole : str
        The dataset read.
    make : callable
        Writes below the folder that it is given, and returns the files.
    parameters : mapping
        What was chosen, the seed apart.
    seed : int or None
        None where nothing is drawn at random.
    """

    name: str
    script: str
    pole: str
    make: Callable[[Path], Sequence[Path]]
    parameters: Mapping[str, Any]
    seed: int | None = None

    @property
    def reads(self) -> list[Path]:
        """The files that it is made from: the tables of its pole."""
        return sorted((ROOT / "datasets" / self.pole).glob("*.csv"))

    def made(self, folder: Path) -> Record:
        """Make it below a folder; return the record of how, and of what came out."""
        written: Sequence[Path] = ()
        refusal: CoopnetError | None = None
        try:
            written = self.make(folder)
        except LACKS as found:
            refusal = found
        record: Record = {
            "command": f"python -m analyses {self.script}",
            "parameters": {"pole": self.pole, **self.parameters},
            "seed": self.seed,
            "inputs": {path.relative_to(ROOT).as_posix(): sha256(path) for path in self.reads},
            "outputs": {path.relative_to(folder).as_posix(): sha256(path) for path in written},
        }
        return record if refusal is None else {**record, "left_out": refusal.sentence("en")}


@cache
def pole_named(name: str) -> Pole:
    """Return a shipped pole, read once."""
    return read_pole(ROOT / "datasets" / name)


def sha256(path: Path) -> str:
    """Return the fingerprint of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def put(path: Path, content: str) -> Path:
    """Write a text file with Unix line ends, its folder made where needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())
    return path


def put_json(path: Path, content: Any) -> Path:
    """Write JSON that people can read."""
    return put(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
