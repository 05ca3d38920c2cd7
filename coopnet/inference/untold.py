"""What must be read with p- and q-values: which side was tested, among how many, and of whom one cannot tell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from coopnet.errors import Language
from coopnet.inference.pvalues import Alternative, Reals, draws_needed, p_interval, sides_of
from coopnet.inference.telling import told, verdict_doubt
from coopnet.inference.verdict import PLAIN_Q
from coopnet.numbers import MISSING, written
from coopnet.printing.words import said

Flags = npt.NDArray[np.bool_]
NAMED = 5  # items named one by one
FEWEST_SHOWN = 1e-4


def side_tested(alternative: Alternative, language: Language) -> str:
    """Return which side a one-sided p-value looks at; empty when it is two-sided.

    >>> side_tested("less", "en"), side_tested("two-sided", "en")
    ('one-sided, below chance', '')
    """
    if alternative == "two-sided":
        return ""
    above = alternative == "greater"
    return said(
        f"unilatérale, {'plus' if above else 'moins'} que le hasard",
        f"one-sided, {'above' if above else 'below'} chance",
        language,
    )


def how_p(
    alternative: Alternative, language: Language, *, stop_after: int | None = None, most: int | None = None
) -> str:
    """Return how p-values were made.

    >>> how_p("two-sided", "en")
    'p: two-sided, twice the smaller tail; the data counts among the draws.'
    """
    side = side_tested(alternative, language) or said(
        "bilatérale, le double de la plus petite queue", "two-sided, twice the smaller tail", language
    )
    if stop_after is None or most is None:
        fr, en = "les données comptent parmi les tirages", "the data counts among the draws"
    else:
        fr = f"arrêt au {stop_after}e tirage aussi extrême que les données, sinon à {written(most, 'fr', 0)} tirages "
        fr += "(Besag et Clifford 1991)"
        en = (
            f"drawing stops at draw number {stop_after} as extreme as the data, else at {written(most, 'en', 0)} draws "
        )
        en += "(Besag & Clifford 1991)"
    return said(f"p : {side} ; {fr}.", f"p: {side}; {en}.", language)


def how_q(n_comparisons: int, smallest_q: float, language: Language) -> str:
    """Return among how many comparisons q-values correct, and how small one could be.

    >>> how_q(30, 0.6, "en")
    'q: Benjamini–Hochberg over 30 comparisons; the smallest that one item alone could reach is 0.6000.'
    """
    number = written(n_comparisons, language, 0)
    fr_s, en_s = ("s" if n_comparisons > 1 else ""), ("" if n_comparisons == 1 else "s")
    least = least_written(smallest_q, language)
    return said(
        f"q : Benjamini-Hochberg sur {number} comparaison{fr_s} ; la plus petite valeur qu’un seul élément pourrait "
        f"atteindre : {least}.",
        f"q: Benjamini–Hochberg over {number} comparison{en_s}; the smallest that one item alone could reach is "
        f"{least}.",
        language,
    )


def least_written(q: float, language: Language) -> str:
    """Return a smallest attainable q, never 0.

    >>> least_written(0.0249, "fr"), least_written(0.000002, "en"), least_written(float("nan"), "en")
    ('0,0249', '< 0.0001', '—')
    """
    if not np.isfinite(q):
        return MISSING
    return f"< {written(FEWEST_SHOWN, language, 4)}" if q < FEWEST_SHOWN else written(q, language, 4)


def error_written(error: float, language: Language) -> str:
    """Return the error of a p-value with four decimals, or with two figures that count where these would be zeros.

    >>> error_written(0.00141, "en"), error_written(0.0000014, "en")
    ('0.0014', '0.0000014')
    """
    return told(error, language) if 0 < error < FEWEST_SHOWN else written(error, language, 4)


def of_whom_one_cannot_tell(
    table: pd.DataFrame, items: Sequence[str], n_draws: int, alternative: Alternative, language: Language
) -> list[str]:
    """Return the sentences that say of how many items one cannot tell, and why.

    Parameters
    ----------
    table : DataFrame (items)
        Columns ``p``, ``q``, ``q_high`` and ``attainable_q`` of a comparison of many items.
    items : sequence of str
        Their labels.
    n_draws : int
    alternative : {"two-sided", "greater", "less"}
    language : {"fr", "en"}
    """
    compared = table["p"].notna().to_numpy()
    number = int(compared.sum())
    if not number:
        return []
    if number * sides_of(alternative) / (n_draws + 1) > PLAIN_Q:
        more = verdict_doubt("few_draws", language, p=0.0, ratio=float(number), alternative=alternative)
        return [
            said(f"On ne peut se prononcer sur aucun élément. {more}", f"Cannot tell for any item. {more}", language)
        ]
    attainable = table["attainable_q"].to_numpy()
    few = (attainable <= PLAIN_Q) & (table["q"].to_numpy() <= PLAIN_Q) & (table["q_high"].to_numpy() > PLAIN_Q)
    # how often the null itself gives the most extreme value is known from these draws only
    at_least = p_interval(attainable / number, n_draws, alternative)[0] * number
    shut = compared & (at_least > PLAIN_Q)
    perhaps = compared & (attainable > PLAIN_Q) & ~shut
    found = []
    if few.any():
        more = _more_draws(table[few], number, alternative, language)
        found.append(_cannot_tell_for(_named(items, few, language), more, language))
    if perhaps.any():
        more = verdict_doubt("few_draws", language, p=0.0, ratio=float(number), alternative=alternative)
        found.append(_cannot_tell_for(_counted(perhaps, language), more, language))
    if shut.any():
        among = written(number, language, 0)
        why = said(
            f"Même la valeur la plus extrême ne se distinguerait pas parmi {among} comparaisons.",
            f"Even the most extreme value would not stand out among {among} comparisons.",
            language,
        )
        found.append(_cannot_tell_for(_counted(shut, language), why, language))
    return found


def out_of_reach(names: Sequence[str], attainable: Reals, n_draws: int, language: Language) -> str:
    """Return of which quantities tested by permutation of actors no arrangement could say anything; empty for none.

    Parameters
    ----------
    names : sequence of str
        In words; empty for a single quantity that needs none.
    attainable : float64 array
        The smallest p-value that each could reach, NaN where there is none.
    n_draws : int
    language : {"fr", "en"}

    Examples
    --------
    >>> out_of_reach(["same sector", "distance"], np.array([0.67, 0.004]), 999, "en")
    'Cannot tell for same sector (p ≥ 0.670): no arrangement of these actors gives less.'
    """
    shut = [(name, least) for name, least in zip(names, attainable, strict=True) if least > PLAIN_Q]
    if not shut:
        return ""
    each = [f"{name} (p ≥ {written(least, language, 3)})".lstrip() for name, least in shut]
    who = ", ".join(each)
    if 2 / (n_draws + 1) > PLAIN_Q:
        more = verdict_doubt("few_draws", language, p=0.0)
        return said(f"On ne peut pas se prononcer sur {who}. {more}", f"Cannot tell for {who}. {more}", language)
    return said(
        f"On ne peut pas se prononcer sur {who} : aucun arrangement de ces acteurs ne donne moins.",
        f"Cannot tell for {who}: no arrangement of these actors gives less.",
        language,
    )


def _more_draws(few: pd.DataFrame, number: int, alternative: Alternative, language: Language) -> str:
    """Return how many draws would tell of all these items."""
    needed = []
    for p, q, attainable in few[["p", "q", "attainable_q"]].to_numpy():
        # beyond every draw: how rare it is these draws cannot say, and nothing says that it is near the limit
        share = 0.0 if p * number <= attainable else p
        needed.append((draws_needed(share, q / p, PLAIN_Q, alternative) or np.inf, share, q / p))
    _, share, ratio = max(needed)
    return verdict_doubt("few_draws", language, p=share, ratio=ratio, alternative=alternative)


def _cannot_tell_for(who: str, why: str, language: Language) -> str:
    return said(f"On ne peut pas se prononcer sur {who}. {why}", f"Cannot tell for {who}. {why}", language)


def _named(items: Sequence[str], which: Flags, language: Language) -> str:
    """Return a few labels, or how many items there are."""
    if which.sum() > NAMED:
        return _counted(which, language)
    return ", ".join(item for item, is_so in zip(items, which, strict=True) if is_so)


def _counted(which: Flags, language: Language) -> str:
    number = int(which.sum())
    item, items = ("élément", "éléments") if language == "fr" else ("item", "items")
    return f"{written(number, language, 0)} {item if number == 1 else items}"
