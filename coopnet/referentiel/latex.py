"""A table as LaTeX prints it."""

from __future__ import annotations

import pandas as pd

from coopnet.errors import Language

_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "≤": r"$\leq$"}


def latex_table(table: pd.DataFrame, caption: str, language: Language) -> str:
    """Return a table in LaTeX (booktabs), three decimals, a dash where there is no number."""
    styled = table.style.hide(axis="index").format(
        precision=3, decimal="," if language == "fr" else ".", na_rep="—", escape="latex"
    )
    return str(styled.to_latex(hrules=True, caption=escaped(caption.strip()), position="htbp"))


def escaped(text: str) -> str:
    r"""Return a text that LaTeX prints as it is.

    >>> print(escaped("50 % de A & B_1"))
    50 \% de A \& B\_1
    """
    return "".join(_SPECIAL.get(sign, f"\\{sign}" if sign in "&%$#_{}" else sign) for sign in text)
