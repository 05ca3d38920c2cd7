"""A short run of the campaign of analyses/fuzz_tables.py."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

CASES = 250


def campaign() -> Any:
    path = Path(__file__).parents[2] / "analyses" / "fuzz_tables.py"
    spec = importlib.util.spec_from_file_location("fuzz_tables", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_random_and_mutated_inputs_never_fail_otherwise_than_by_one_sentence() -> None:
    said: list[dict[str, Any]] = []
    campaign().run(1, 0, CASES, said.append)
    assert len(said) == CASES
    assert [one for one in said if one["failure"]] == []
    assert {one["family"] for one in said} >= {"bytes", "cells", "xlsx parts", "ods", "xls", "csv bytes"}
