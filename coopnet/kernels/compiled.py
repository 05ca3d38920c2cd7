"""One source, two speeds: a kernel is a plain Python function that numba compiles on its first call.

The plain function is the definition and stays within reach (``kernel.plain``), so that a test can compare it with what
was compiled. numba is imported by the first call of the first kernel, never before; where it is missing, or where the
environment says ``COOPNET_PLAIN=1``, the same source runs uncompiled.

The annotations of a kernel are its door: an argument annotated ``Indices`` arrives as a read-only contiguous int32
array whatever integers the caller held, so that each kernel is compiled once and can change nothing it was given.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import os
import pickle
import threading
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeAlias, TypeVar, cast, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

P = ParamSpec("P")
R = TypeVar("R")

if TYPE_CHECKING:  # callers may hold integers of any width: they are brought to the one below at the door
    Pointers: TypeAlias = NDArray[Any]
    Indices: TypeAlias = NDArray[Any]
else:
    Pointers = NDArray[np.int64]
    """Row starts of a CSR, one more than there are rows; also counts and positions in its arrays."""
    Indices = NDArray[np.int32]
    """Numbers of actors, structures or groups; a group of −1 is unknown."""
Reals: TypeAlias = NDArray[np.float64]
"""Weights and results."""
Flags: TypeAlias = NDArray[np.bool_]
"""One truth value per actor, link or draw."""

PLAIN_VARIABLE = "COOPNET_PLAIN"
_plain_here: ContextVar[bool] = ContextVar("plain_here", default=False)
_lock = threading.RLock()
_announcements: list[Callable[[], None]] = []
_CACHE_FAILURES = (OSError, EOFError, pickle.UnpicklingError)


class Kernel(Generic[P, R]):
    """A function of arrays with two speeds, called like the function it was made from."""

    def __init__(self, function: Callable[P, R]) -> None:
        functools.update_wrapper(self, function)
        self.function = cast(types.FunctionType, function)
        self._doors: tuple[Callable[[Any], Any], ...] = ()
        self._fast: Callable[..., R] | None = None
        self._slow: Callable[..., R] | None = None
        self._jitted: Callable[..., R] | None = None
        self._cached = True

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run compiled where numba is, plain where it is not."""
        arguments = self._received(args, kwargs)
        if _plain_here.get():
            return self._plainly()(*arguments)
        fast = self._fast
        if fast is None:
            fast = self._compiled()
        try:
            return fast(*arguments)
        except _CACHE_FAILURES:
            # no kernel touches the disk: only the cache of compiled code can fail so (full, damaged, taken away)
            if not self._cached:
                raise
            self._without_cache()
            return self._compiled()(*arguments)

    def plain(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the same source uncompiled, and every kernel it calls uncompiled too."""
        return self._plainly()(*self._received(args, kwargs))

    def kernels_called(self) -> dict[str, Kernel[..., Any]]:
        """Return the other kernels that the source of this one calls, by name."""
        scope = self.function.__globals__
        found = {name: scope.get(name) for name in sorted(_names_in(self.function.__code__))}
        return {name: value for name, value in found.items() if isinstance(value, Kernel)}

    def _received(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> tuple[Any, ...]:
        if not self._doors:
            self._doors = _doors_of(self.function)
        if kwargs or len(args) != len(self._doors):
            bound = inspect.signature(self.function).bind(*args, **kwargs)
            bound.apply_defaults()
            args = tuple(bound.arguments.values())
        return tuple(door(value) for door, value in zip(self._doors, args, strict=True))

    def _plainly(self) -> Callable[..., R]:
        if self._slow is None:
            inner = {name: kernel._plainly() for name, kernel in self.kernels_called().items()}
            self._slow = _rebound(self.function, inner)
        return self._slow

    def _compiled(self) -> Callable[..., R]:
        with _lock:
            numba = None if os.environ.get(PLAIN_VARIABLE, "") not in ("", "0") else _numba()
            self._fast = self._plainly() if numba is None else self._dispatcher(numba)
            return self._fast

    def _dispatcher(self, numba: Any) -> Callable[..., R]:
        if self._jitted is None:  # one for all who call this kernel, so that nothing is compiled twice
            inner = {name: kernel._dispatcher(numba) for name, kernel in self.kernels_called().items()}
            self._jitted = self._decorated(numba, _rebound(self.function, inner))
        return self._jitted

    def _decorated(self, numba: Any, function: Callable[..., Any]) -> Callable[..., R]:
        options: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
        if self._cached:
            try:
                return cast("Callable[..., R]", numba.njit(cache=True, **options)(function))
            except RuntimeError:  # numba found no directory where it may keep compiled code
                self._cached = False
        return cast("Callable[..., R]", numba.njit(**options)(function))

    def _without_cache(self) -> None:
        """Forget compiled code that cannot be kept or read, here and in the kernels called."""
        self._cached, self._jitted, self._fast = False, None, None
        for kernel in self.kernels_called().values():
            kernel._without_cache()


def compiled(function: Callable[P, R]) -> Kernel[P, R]:
    """Make a kernel of a plain function.

    The function may use loops, numbers, numpy arrays and other kernels of the same file (numba's cache of compiled code
    watches the file a kernel is written in, and no other). Its arguments are annotated ``Pointers``, ``Indices``,
    ``Reals``, ``Flags``, ``int``, ``float`` or ``bool``.

    Parameters
    ----------
    function : callable
        What the kernel does, in plain Python.

    Returns
    -------
    Kernel
        The same, compiled by numba on its first call.
    """
    return Kernel(function)


@contextmanager
def plainly() -> Iterator[None]:
    """Run every kernel called inside the ``with`` block uncompiled (what tests compare with)."""
    token = _plain_here.set(True)
    try:
        yield
    finally:
        _plain_here.reset(token)


def announce_compilation(announcement: Callable[[], None]) -> None:
    """Ask to be called once, just before this process first compiles a kernel (loading compiled code is silent).

    Parameters
    ----------
    announcement : callable
        Takes nothing; says on the terminal, for instance, that the first run is slower.
    """
    _announcements.append(announcement)


@functools.cache
def _numba() -> Any:
    """Import numba, or None where it is missing."""
    try:
        numba: Any = importlib.import_module("numba")
        event: Any = importlib.import_module("numba.core.event")
    except ImportError:
        return None

    class _First(event.Listener):  # type: ignore[misc]
        def on_start(self, _event: Any) -> None:
            while _announcements:
                _announcements.pop()()

        def on_end(self, _event: Any) -> None:
            return None

    event.register("numba:compile", _First())
    return numba


def _names_in(code: types.CodeType) -> set[str]:
    """Return the names a function's code looks up, its inner functions included."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            names |= _names_in(constant)
    return names


def _rebound(function: types.FunctionType, inner: Mapping[str, Callable[..., Any]]) -> Callable[..., Any]:
    """Return the function, looking up the kernels it calls in ``inner`` instead of its module."""
    if not inner:
        return function
    scope = {**function.__globals__, **inner}
    copy = types.FunctionType(function.__code__, scope, function.__name__, function.__defaults__, function.__closure__)
    copy.__module__, copy.__qualname__ = function.__module__, function.__qualname__
    return copy


def _doors_of(function: types.FunctionType) -> tuple[Callable[[Any], Any], ...]:
    """Return one converter per argument, read from its annotation."""
    hints = get_type_hints(function)
    return tuple(_door(hints[name]) for name in inspect.signature(function).parameters)


def _door(hint: Any) -> Callable[[Any], Any]:
    """Return what brings a value to the one type that an annotation promises."""
    if hint in (int, float, bool):
        return cast("Callable[[Any], Any]", hint)
    dtype = np.dtype(get_args(get_args(hint)[1])[0])

    def enter(value: Any) -> NDArray[Any]:
        array = np.asarray(value)
        if array.dtype != dtype or not array.flags.c_contiguous:
            if array.size:  # an empty list is float to numpy, and is nobody's mistake
                array = array.astype(dtype, order="C", casting="same_kind", copy=False)
            else:
                array = np.zeros(array.shape, dtype)
        view = array.view()
        view.flags.writeable = False
        return view

    return enter
