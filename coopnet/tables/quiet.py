"""Standard error set aside while a foreign library reads a damaged file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def standard_error_closed() -> Iterator[None]:
    """Send to nowhere what is written straight to the file descriptor of standard error.

    The reader of spreadsheets is written in Rust; on some damaged files it panics, which Python sees as an exception
    that becomes one sentence, but only after Rust has printed a trace of its own that would frighten a reader.
    """
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:  # no standard error to protect (a program without console)
        yield
        return
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
