"""Write a figure so that the same drawing always gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from coopnet.errors import UnknownWord, WriteRefused, cause

# a date, a random identifier or the name of the library would make two runs differ
_METADATA: Mapping[str, Mapping[str, None]] = {
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
    "png": {"Software": None},
}
_SETTINGS: Mapping[Any, Any] = {
    "svg.hashsalt": "coopnet",
    "pdf.compression": 6,
    "pdf.fonttype": 42,  # TrueType: many journals refuse files whose letters are drawn one by one (Type 3)
    "path.simplify": False,
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
}
DPI = 150


@contextmanager
def shipped_style() -> Iterator[None]:
    """Draw with the settings that matplotlib comes with, whatever a style sheet or a file of the machine asks for.

    >>> with mpl.rc_context({"axes.facecolor": "black"}), shipped_style():
    ...     mpl.rcParams["axes.facecolor"]
    'white'
    """
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield


def figure_bytes(figure: Figure, form: str, *, dpi: int = DPI, outlines: bool = True) -> bytes:
    """Return a figure as the bytes of an SVG, a PDF or a PNG, the same from run to run.

    Parameters
    ----------
    figure : Figure
    form : {"svg", "pdf", "png"}
    dpi : int
        Dots per inch of a PNG, and of what an SVG or a PDF holds as an image.
    outlines : bool
        Whether the letters of an SVG are drawn, the same on every machine, or stay text: lighter, searchable, written
        with the nearest font of the reader.

    Raises
    ------
    UnknownWord
        For another form.
    """
    if form not in _METADATA:
        raise UnknownWord(
            f"Figures are not written as “{form}”; use svg, pdf or png.",
            f"Les figures ne s’écrivent pas au format « {form} » ; utilisez svg, pdf ou png.",
        )
    options: dict[str, Any] = {"format": form, "dpi": dpi, "metadata": dict(_METADATA[form])}
    buffer = io.BytesIO()
    with shipped_style(), mpl.rc_context({"svg.fonttype": "path" if outlines else "none"}):
        FigureCanvasAgg(figure)
        figure.savefig(buffer, **options)
    return buffer.getvalue()


def save(figure: Figure, path: str | Path, *, dpi: int = DPI) -> Path:
    """Write a figure to a file whose ending says the form: ``.svg``, ``.pdf`` or ``.png``.

    Parameters
    ----------
    figure : Figure
    path : str or Path
        The folder is made where it does not exist; an existing file is replaced.
    dpi : int
        Dots per inch of a PNG.

    Returns
    -------
    Path
        Where the figure is.

    Raises
    ------
    UnknownWord
        When the ending is none of the three.
    WriteRefused
        When the place cannot be written.
    """
    target = Path(path)
    content = figure_bytes(figure, target.suffix.lstrip(".").lower(), dpi=dpi)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    except OSError as error:
        raise WriteRefused(
            f"{target}: this figure cannot be written ({error.strerror}); choose another place, or close the file.",
            f"{target} : impossible d’écrire cette figure ({cause(error)}) ; choisissez un autre emplacement, "
            "ou fermez le fichier.",
        ) from error
    return target
