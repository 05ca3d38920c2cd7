"""Run the whole script of one tool in a process that imports nothing else, and print its peak memory.

    python analyses/_alone.py TOOL TABLES.json

TOOL is a peer that has a script in ``plain``; ``coopnet``, the whole battery; or ``coopnet:NAME,NAME``, some measures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from _peak import megabytes_so_far, say_peak


def peer_job(tool: str) -> Callable[[Any], None]:
    """Return what runs a peer's script, its library imported."""
    script = import_module(f"plain.{tool}_battery")

    def job(tables: Any) -> None:
        graph = script.graph_of(tables)
        for measure in script.MEASURES.values():
            measure(graph)

    return job


def own_job(names: list[str]) -> Callable[[Any], None]:
    """Return what runs coopnet's battery, or some of its measures, coopnet imported."""
    import numpy as np

    from coopnet.catalogue import MEASURES
    from coopnet.catalogue.battery import measure_all
    from coopnet.multiplex import multiplex_of
    from coopnet.network import network_of
    from coopnet.pole import Pole

    def job(tables: Any) -> None:
        multiplex = multiplex_of(Pole.from_tables(tables), natures="all", at=None)
        if not names:
            measure_all(multiplex, rng=np.random.default_rng(1))
        network = network_of(multiplex)
        for name in names:
            MEASURES[name].function(network)

    return job


def main() -> None:
    """Import, note the memory, read, run, print."""
    tool, path = sys.argv[1:]
    own, _, names = tool.partition(":")
    job = own_job([name for name in names.split(",") if name]) if own == "coopnet" else peer_job(tool)
    imported = megabytes_so_far()
    job(json.loads(Path(path).read_text(encoding="utf-8")))
    say_peak(imported=imported)


if __name__ == "__main__":
    main()
