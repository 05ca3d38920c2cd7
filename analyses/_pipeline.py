"""Everything that is regenerated, only where something changed; or all of it elsewhere, to compare byte by byte.

The tasks are doit's: a task is done again when the content of what it depends on has changed (the tables that it reads,
the sources of the package, its script), or when what it wrote is no longer there as it was. Sources are taken whole,
command line and templates apart: more than a figure needs, and never less.
"""

from __future__ import annotations

import importlib
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from doit.cmd_base import ModuleTaskLoader
from doit.doit_cmd import DoitMain
from doit.tools import config_changed

from analyses import make_pole_simule
from analyses._making import FIGURES, ROOT, Making, Record, put_json, sha256

SCRIPTS = ("figures", "measures", "committee")
RECORDS = ROOT / "build" / "analyses"
MANIFEST = "MANIFEST.json"
LIBRARIES = ("coopnet", "matplotlib", "networkx", "numba", "numpy", "pandas", "scipy")
SIMULATED = "pole_simule"
_NOT_SOURCES = ("cli", "templates", "vendored", "__pycache__")
_IGNORED = "bench"


def makings() -> list[Making]:
    """Return all that is regenerated below ``figures/``."""
    return [one for name in SCRIPTS for one in importlib.import_module(f"analyses.{name}").makings()]


def regenerate(scripts: Iterable[str] = (), *, simulated: bool = True) -> int:
    """Do again what changed, of all scripts or of some; return doit's status, 0 when all went well."""
    wanted = set(scripts)
    chosen = [one for one in makings() if not wanted or one.script in wanted]
    tasks = {
        "DOIT_CONFIG": {"backend": "json", "dep_file": str(RECORDS.parent / "analyses.json"), "verbosity": 2},
        "task_figures": lambda: _tasks(chosen, simulated=simulated),
    }
    RECORDS.mkdir(parents=True, exist_ok=True)
    return int(DoitMain(ModuleTaskLoader(tasks)).run(["run"]))


def differing() -> list[str]:
    """Make everything in a temporary folder; return one line per file of the clone that is not the same."""
    with tempfile.TemporaryDirectory() as place:
        fresh = Path(place)
        make_pole_simule.write_dataset(fresh / SIMULATED)
        wrong = _compared(fresh / SIMULATED, ROOT / "datasets" / SIMULATED, _files(fresh / SIMULATED))
        figures = fresh / "figures"
        records = {one.name: one.made(figures) for one in makings()}
        put_json(figures / MANIFEST, manifest_of(records))
        wrong += _compared(figures, FIGURES, _files(figures))
    wanted = {name for record in records.values() for name in record["outputs"]} | {MANIFEST}
    stray = [name for name in _files(FIGURES) if name not in wanted and not name.startswith(f"{_IGNORED}/")]
    return [*wrong, *(f"figures/{name}: nothing regenerates it" for name in stray)]


def manifest_of(records: dict[str, Record]) -> Record:
    """Return what ``figures/MANIFEST.json`` holds: versions, and for each figure how it was made."""
    return {"versions": _versions(), "figures": records}


def _versions() -> dict[str, str]:
    """Return the versions of the libraries that compute and draw: with others, everything is made again."""
    return {name: version(name) for name in LIBRARIES}


@cache
def sources() -> tuple[Path, ...]:
    """Return the files of the package on which figures may depend."""
    package = ROOT / "coopnet"
    found = (path for ending in ("py", "toml", "csv") for path in package.rglob(f"*.{ending}"))
    return tuple(sorted(path for path in found if not set(path.relative_to(package).parts) & set(_NOT_SOURCES)))


def _tasks(chosen: Sequence[Making], *, simulated: bool) -> Iterator[dict[str, Any]]:
    if simulated:
        yield {
            "name": f"datasets/{SIMULATED}",
            "actions": [make_pole_simule.write_dataset],
            "file_dep": [str(path) for path in (*sources(), Path(make_pole_simule.__file__))],
            "targets": [str(path) for path in _tables_of(SIMULATED)],
        }
    for one in chosen:
        script = ROOT / "analyses" / f"{one.script}.py"
        yield {
            "name": one.name,
            "actions": [(_make, [one])],
            "file_dep": [str(path) for path in (*sources(), *one.reads, script)],
            "targets": [str(_record_path(one))],
            "uptodate": [partial(_as_recorded, one), config_changed(_versions())],
        }
    yield {
        "name": MANIFEST,
        "actions": [_write_manifest],
        "file_dep": [str(_record_path(one)) for one in chosen],
        "targets": [str(FIGURES / MANIFEST)],
    }


def _make(one: Making) -> None:
    record = one.made(FIGURES)
    put_json(_record_path(one), record)
    print(record.get("left_out", ", ".join(record["outputs"])))


def _as_recorded(one: Making, *_: Any) -> bool:
    """Return whether the files that something made are there, as it made them."""
    path = _record_path(one)
    if not path.exists():
        return False
    outputs = json.loads(path.read_text(encoding="utf-8"))["outputs"]
    return all((FIGURES / name).exists() and sha256(FIGURES / name) == known for name, known in outputs.items())


def _write_manifest() -> None:
    """Write the manifest from all records; remove what the manifest before listed and nothing makes any more."""
    before = json.loads((FIGURES / MANIFEST).read_text(encoding="utf-8")) if (FIGURES / MANIFEST).exists() else {}
    known = before.get("figures", {})
    records: dict[str, Record] = {}
    for one in makings():
        path = _record_path(one)
        if path.exists():
            records[one.name] = json.loads(path.read_text(encoding="utf-8"))
        elif one.name in known:
            records[one.name] = known[one.name]
    kept = {name for record in records.values() for name in record["outputs"]}
    for gone in {name for record in known.values() for name in record["outputs"]} - kept:
        (FIGURES / gone).unlink(missing_ok=True)
    put_json(FIGURES / MANIFEST, manifest_of(records))


def _record_path(one: Making) -> Path:
    return RECORDS / f"{one.name.replace('/', '.')}.json"


def _tables_of(pole: str) -> list[Path]:
    return sorted((ROOT / "datasets" / pole).glob("*.csv"))


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _compared(fresh: Path, kept: Path, names: Iterable[str]) -> list[str]:
    where = kept.relative_to(ROOT).as_posix()
    wrong = []
    for name in names:
        if not (kept / name).exists():
            wrong.append(f"{where}/{name}: missing")
        elif (kept / name).read_bytes() != (fresh / name).read_bytes():
            wrong.append(f"{where}/{name}: not what would be regenerated")
    return wrong


def check() -> int:
    """Say which files are not what would be regenerated; return 1 when there are some, 0 otherwise."""
    wrong = differing()
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{len(makings())} checked, {len(wrong)} files differ", flush=True)
    return 1 if wrong else 0
