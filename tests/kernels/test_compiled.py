import importlib
import inspect
import os
import pkgutil
import subprocess
import sys

import numpy as np
import pytest

import coopnet.kernels
from coopnet.kernels.compiled import Indices, Kernel, Reals, compiled, plainly


@compiled
def twice(x: float) -> float:
    return 2.0 * x


@compiled
def twice_the_sum(values: Reals, times: int = 1) -> float:
    total = 0.0
    for i in range(values.size):
        total += values[i]
    for _ in range(times):
        total = twice(total)
    return total


@compiled
def first_write(indices: Indices) -> int:
    return int(indices[0])


DOUBLING = """
from coopnet.kernels.compiled import Reals, compiled

@compiled
def twice(x: float) -> float:
    return 2.0 * x

@compiled
def twice_the_sum(values: Reals) -> float:
    total = 0.0
    for i in range(values.size):
        total += values[i]
    return twice(total)
"""
CALL = "import sys, numpy as np, doubling; print(doubling.twice_the_sum(np.ones(3)), 'numba' in sys.modules)"


@pytest.fixture
def python(tmp_path):
    """Run code in a fresh process, beside a module of kernels whose compiled code is kept in ``kept``."""
    (tmp_path / "doubling.py").write_text(DOUBLING)

    def run(code: str, **environment: str) -> str:
        environment = {**os.environ, "COOPNET_PLAIN": "0", "NUMBA_CACHE_DIR": str(tmp_path / "kept"), **environment}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


def test_a_kernel_that_calls_a_kernel_gives_the_same_compiled_and_plain():
    values = np.array([1.0, 2.5])
    assert twice_the_sum(values) == twice_the_sum.plain(values) == 7.0
    assert twice_the_sum(values, times=2) == twice_the_sum.plain(values, 2) == 14.0
    with plainly():
        assert twice_the_sum(values) == 7.0


def test_plain_runs_no_compiled_code_at_any_depth():
    assert twice_the_sum._plainly().__globals__["twice"] is twice.function


def test_arguments_are_brought_to_their_annotated_type_so_that_each_kernel_compiles_once(monkeypatch):
    monkeypatch.delenv("COOPNET_PLAIN", raising=False)
    kernel = compiled(first_write.function)
    kernel(np.array([3], dtype=np.int64))
    kernel([4])
    kernel(np.array([5, 6], dtype=np.int32)[::2])
    assert len(kernel._fast.signatures) == 1


def test_arguments_arrive_read_only_and_the_caller_keeps_a_writable_array():
    values = np.array([7], dtype=np.int32)
    assert first_write._received((values,), {})[0].flags.writeable is False
    assert values.flags.writeable


def test_an_array_of_reals_is_refused_where_numbers_of_actors_are_due():
    with pytest.raises(TypeError, match="same_kind"):
        first_write(np.array([1.5]))


def test_an_empty_list_is_accepted_whatever_its_type():
    assert twice_the_sum([]) == 0.0


def test_importing_every_kernel_imports_no_numba(python):
    code = (
        "import sys, pkgutil, importlib, coopnet.kernels as k\n"
        "for m in pkgutil.iter_modules(k.__path__): importlib.import_module('coopnet.kernels.' + m.name)\n"
        "print('numba' in sys.modules)"
    )
    assert python(code) == "False"


def test_the_environment_variable_keeps_numba_out(python):
    assert python(CALL, COOPNET_PLAIN="1") == "6.0 False"
    assert python(CALL, COOPNET_PLAIN="0") == "6.0 True"


def test_kernels_run_where_numba_is_missing(python):
    assert python("import sys; sys.modules['numba'] = None;" + CALL.replace(", 'numba' in sys.modules", "")) == "6.0"


def test_kernels_run_where_no_compiled_code_can_be_kept(python, tmp_path):
    """A file stands wherever numba would make a directory."""
    blocked = tmp_path / "__pycache__"
    blocked.write_text("")
    nowhere = str(blocked)
    assert python(CALL, NUMBA_CACHE_DIR=nowhere, XDG_CACHE_HOME=nowhere, HOME=nowhere) == "6.0 True"


def test_kernels_run_when_the_compiled_code_kept_is_damaged(python, tmp_path):
    assert python(CALL) == "6.0 True"
    kept = list((tmp_path / "kept").rglob("*twice_the_sum*.nb?"))
    assert len(kept) == 2
    for path in kept:
        path.write_bytes(path.read_bytes()[:20])
    assert python(CALL) == "6.0 True"


def test_compilation_is_announced_once_and_loading_compiled_code_is_not(python):
    code = (
        "import numpy as np, doubling\n"
        "from coopnet.kernels.compiled import announce_compilation\n"
        "announce_compilation(lambda: print('compiling'))\n"
        "doubling.twice(1.0); doubling.twice_the_sum(np.ones(2))"
    )
    assert python(code) == "compiling"
    assert python(code) == ""


def all_kernels() -> list[Kernel]:
    names = [f"coopnet.kernels.{module.name}" for module in pkgutil.iter_modules(coopnet.kernels.__path__)]
    modules = [importlib.import_module(name) for name in names]
    return [value for module in modules for value in vars(module).values() if isinstance(value, Kernel)]


def test_compiled_code_calls_only_kernels_of_its_own_file():
    """Numba's cache watches the file a kernel is written in: a kernel elsewhere could change unseen."""
    for kernel in all_kernels():
        for inner in kernel.kernels_called().values():
            assert inspect.getfile(inner.function) == inspect.getfile(kernel.function), (kernel, inner)
