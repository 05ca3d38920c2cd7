"""What a null model is: a function that draws, its hypothesis in words, and how its draws are made."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import signature
from typing import Any, ClassVar, Protocol

import numpy as np

from coopnet.errors import Language, UnknownWord
from coopnet.multiplex import Multiplex

_TYPE: dict[Language, tuple[str, str]] = {
    "fr": ("type d’acteur", "types d’acteur"),
    "en": ("type", "types"),
}
_GROUP: dict[Language, tuple[str, str]] = {
    "fr": ("groupe (« {} »)", "groupes (« {} »)"),
    "en": ("group ({})", "groups ({})"),
}


_STRATA: dict[Language, tuple[tuple[str, str], ...]] = {
    "fr": (("chaque type d’acteur", "chaque groupe (« {} »)"), ("du même type", "du même groupe")),
    "en": (("each type of actor", "each group ({})"), ("of a type", "of a group")),
}


class Draw(Protocol):
    """A null model made ready for one multiplex: draws as often as called, and travels to worker processes."""

    def __call__(self, rng: np.random.Generator) -> Multiplex:
        """Return one draw."""


class Walking(Draw, Protocol):
    """A null model made ready whose draws are ends of random walks."""

    moves_memberships: ClassVar[bool]

    @property
    def attempts(self) -> Mapping[str, int]:
        """Steps tried in one draw, for each part that walks."""

    def drawn(self, rng: np.random.Generator) -> tuple[Multiplex, dict[str, int]]:
        """Return one draw, and the steps that each part made."""

    def starting_from(self, multiplex: Multiplex) -> Walking:
        """Return the same null, whose walks start from one of its draws.

        What the data allows (a pair linked twice, say) stays allowed, even where the draw has none.
        """


@dataclass(frozen=True, slots=True)
class Null:
    """A null model of the list: the function that draws, and its hypothesis in words.

    Attributes
    ----------
    function : callable
        ``function(multiplex, *, rng, …) -> Multiplex``; its name says what is broken.
    fr, en : str
        Label in each language.
    sentence_fr, sentence_en : str
        The hypothesis, “Hold …; break …”.
    moves_labels : bool
        Whether only the labels of actors move, so that measures by group can be drawn in batches.
    by : bool
        Whether it takes ``by=``, the categorical column that plays the sector.
    walks : bool
        Whether a draw is the end of a random walk that starts from what it is given, rather than drawn afresh.
    ready : callable, optional
        ``ready(multiplex, …) -> Draw``, where something is the same for all draws and is better found once.
    """

    function: Callable[..., Multiplex]
    fr: str
    en: str
    sentence_fr: str
    sentence_en: str
    moves_labels: bool = False
    by: bool = False
    walks: bool = False
    ready: Callable[..., Draw] | None = None

    @property
    def name(self) -> str:
        """Name of the function, which is the name of the null."""
        return self.function.__name__

    def label(self, language: Language) -> str:
        """Return the label in the language asked for."""
        return self.fr if language == "fr" else self.en

    def sentence(self, language: Language, by: str = "sector", strata: str = "type", within_kinds: bool = True) -> str:
        """Return the hypothesis in the language asked for, in terms of what the null model was given.

        >>> from coopnet.nulls import NULLS
        >>> NULLS["shuffle_sectors"].sentence("en", by="type")
        'Hold every link and the size of each type; break which actor is of which type.'
        """
        text = self.sentence_fr if language == "fr" else self.sentence_en
        if not within_kinds:
            text = text.replace(", nature par nature", "").replace(", kind by kind", "")
        if strata != "type":
            for said, instead in _STRATA[language]:
                text = text.replace(said, instead.format(strata))
        if not self.by or by == "sector":
            return text
        one, many = {"type": _TYPE}.get(by, _GROUP)[language]
        sector, sectors = ("secteur", "secteurs") if language == "fr" else ("sector", "sectors")
        return re.sub(rf"\b{sector}\b", one.format(by), re.sub(rf"\b{sectors}\b", many.format(by), text))

    def drawing_from(self, multiplex: Multiplex, **options: Any) -> Draw:
        """Return the null made ready for a multiplex.

        Raises
        ------
        NullRefused
            When a single arrangement satisfies what is held; here where the null looks before drawing, else at the
            first draw.
        UnknownWord
            For an argument that the null model does not take.
        """
        self._refuse_unknown(options)
        return _Drawing(self.function, multiplex, options) if self.ready is None else self.ready(multiplex, **options)

    def _refuse_unknown(self, options: Mapping[str, Any]) -> None:
        takes = signature(self.function).parameters
        if any(one.kind is one.VAR_KEYWORD for one in takes.values()):
            return
        known = [name for name in takes if name not in ("multiplex", "rng")]
        for name in options:
            if name not in known:
                raise UnknownWord(
                    f"{self.name} takes no argument “{name}”; it takes {', '.join(known) or 'none'}.",
                    f"{self.name} ne prend pas d’argument « {name} » ; arguments possibles : "
                    f"{', '.join(known) or 'aucun'}.",
                )


@dataclass(frozen=True, eq=False)
class _Drawing:
    function: Callable[..., Multiplex]
    multiplex: Multiplex
    options: Mapping[str, Any]

    def __call__(self, rng: np.random.Generator) -> Multiplex:
        return self.function(self.multiplex, rng=rng, **self.options)
