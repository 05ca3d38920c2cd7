"""Two profiles side by side: what changed from one date or file to another, and whether that is more than doubt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from coopnet.errors import Language, UnknownWord
from coopnet.numbers import written
from coopnet.printing.result import Result
from coopnet.printing.views import grouping_label
from coopnet.printing.words import said
from coopnet.referentiel.grid import Grid
from coopnet.referentiel.profile import Profile
from coopnet.referentiel.wording import CHANGE_LABELS, LANGUAGES, printed
from coopnet.typography import typeset
from coopnet.vocabulary import vocabulary

KEYS = ["criterion", "indicator", "by", "view"]
SHOWN = ["label_fr", "label_en", "theme", "written"]


@dataclass(frozen=True, eq=False, repr=False)
class ProfileChange(Result):
    """The indicators of two profiles side by side.

    Attributes
    ----------
    table : DataFrame
        One row per indicator of either profile: ``before``, ``after``, ``difference``, the interval of each were a
        tenth of the actors missing, ``change`` (``up``, ``down``: the intervals do not meet; ``within_doubt``: they do;
        ``cannot_tell``: one of them is unknown), and a sentence in each language.
    before, after : Profile
        Made with the same grid.
    """

    table: pd.DataFrame
    before: Profile
    after: Profile

    @property
    def grid(self) -> Grid:
        """The grid of both profiles."""
        return self.after.grid

    def title(self, language: Language) -> str:
        """Return the name of the grid and of both poles, of one when they bear the same name."""
        names = dict.fromkeys(one.pole_name for one in (self.before, self.after))
        if names.keys() > {""}:
            unnamed = "pôle sans nom" if language == "fr" else "unnamed pole"
            names = dict.fromkeys(name or unnamed for name in names)
        return " — ".join(part for part in (self.grid.label.text(language), " → ".join(names)) if part)

    def notice(self, language: Language) -> str:
        """Return the sentences that every output prints: notices, names that differ, and whom both have in common."""
        notices = dict.fromkeys(one.notice(language) for one in (self.before, self.after) if one.notice(language))
        other = said(
            "Les deux fichiers ne portent pas le même nom de pôle.",
            "The two files do not name the same pole.",
            language,
        )
        named = [other] if self.before.pole_name != self.after.pole_name else []
        return " ".join([*notices, *named, self.actors_sentence(language)]).strip()

    def actors_sentence(self, language: Language) -> str:
        """Return how many actors are in both profiles and in one alone; that there is nobody in both, if so."""
        old, new = set(self.before.actors), set(self.after.actors)
        if not (old and new):
            return ""
        if not old & new:
            return said(
                "Aucun acteur n’est à la fois avant et après, sous le même identifiant : ces écarts séparent deux "
                "ensembles d’acteurs, ils ne disent pas qu’un pôle a changé.",
                "No actor is in both, under the same id: these differences separate two sets of actors, they do not "
                "say that a pole changed.",
                language,
            )
        both, gone, come = (written(n, language, 0) for n in (len(old & new), len(old - new), len(new - old)))
        return said(
            f"Acteurs présents avant et après : {both} ; avant seulement : {gone} ; après seulement : {come}.",
            f"Actors before and after: {both}; before only: {gone}; after only: {come}.",
            language,
        )

    def scope_sentence(self, language: Language) -> str:
        """Return the sentences that say which rows counted, before and after."""
        before, after = (one.scope_sentence(language) for one in (self.before, self.after))
        if language == "fr":
            return f"Avant — {before} Après — {after}"
        return f"Before — {before} After — {after}"

    def summary(self, language: Language = "en") -> str:
        """Return the changes as text."""
        first = (self.title(language), self.notice(language), self.scope_sentence(language))
        return "\n".join([*(line for line in first if line), "", *self.table[f"sentence_{language}"]])

    @property
    def key(self) -> str:
        """``profile-change``."""
        return "profile-change"

    def notes(self, language: Language) -> tuple[str, ...]:
        """Return notice and scopes, what counts as a change, and the seed."""
        how = said(
            "Changement : « en hausse » ou « en baisse » seulement si les valeurs que l’on lirait avec un acteur sur "
            "dix en moins (95 % du milieu), avant et après, ne se recoupent pas.",
            "Change: “up” or “down” only where the values read with one actor in ten missing (their central 95%), "
            "before and after, do not meet.",
            language,
        )
        seeds = " → ".join(dict.fromkeys(one.seed for one in (self.before, self.after) if one.seed))
        seed = said(f"Graine : {seeds}.", f"Seed: {seeds}.", language) if seeds else ""
        return tuple(note for note in (self.notice(language), self.scope_sentence(language), how, seed) if note)

    def tidy(self) -> pd.DataFrame:
        """Return the whole table: one row per indicator."""
        return self.table

    def shown(self, language: Language) -> pd.DataFrame:
        """Return the table that an article prints."""
        names = {
            "fr": ("critère", "indicateur", "selon", "avant", "après", "écart", "changement"),
            "en": ("criterion", "indicator", "by", "before", "after", "difference", "change"),
        }[language]
        cells = ["criterion", f"label_{language}", "by", "before", "after", "difference"]
        words = vocabulary()
        shown = self.table[cells].assign(
            by=[grouping_label(by, words, language) if by else "" for by in self.table["by"]],
            change=[CHANGE_LABELS[word][language] for word in self.table["change"]],
        )
        return shown.set_axis(list(names), axis=1).reset_index(drop=True)


def profile_change_of(before: Profile, after: Profile) -> ProfileChange:
    """Return what changed from one profile to another.

    Parameters
    ----------
    before, after : Profile
        Made with the same grid; of one pole at two dates, or of two versions of one file.

    Returns
    -------
    ProfileChange

    Raises
    ------
    UnknownWord
        When the two profiles do not follow the same grid.

    Notes
    -----
    An indicator is said to go up or down only when the intervals that a tenth of missing actors would give do not meet.
    That doubt is about the file, not about chance: each profile's own verdicts speak of chance.
    """
    if before.grid.code != after.grid.code:
        raise UnknownWord(
            f"The two profiles follow different grids ({before.grid.code}, {after.grid.code}); use the same one.",
            f"Les deux profils suivent des grilles différentes ({before.grid.code}, {after.grid.code}) ; utilisez la "
            "même.",
        )
    values = ["observed", "missing_low", "missing_high"]
    merged = _measured(before)[KEYS + SHOWN + values].merge(
        _measured(after)[KEYS + SHOWN + values], on=KEYS, how="outer", suffixes=("_before", "_after"), sort=False
    )
    order = {key: k for k, key in enumerate(_measured(after)[KEYS].itertuples(index=False, name=None))}
    found = sorted(merged.to_dict("records"), key=lambda row: order.get(tuple(row[key] for key in KEYS), len(order)))
    rows = [_row(row) for row in found]
    table = pd.DataFrame(rows)
    return ProfileChange(table, before, after)


def _measured(profile: Profile) -> pd.DataFrame:
    return profile.table[profile.table["indicator"] != ""]


def _row(row: dict[object, object]) -> dict[str, object]:
    def number(name: str) -> float:
        return float(row[name])  # type: ignore[arg-type]

    def text(name: str) -> str:
        one, other = row[f"{name}_before"], row[f"{name}_after"]
        return str(one if isinstance(one, str) else other)

    old, new = number("observed_before"), number("observed_after")
    ends = [number(f"missing_{end}_{side}") for side in ("before", "after") for end in ("low", "high")]
    change = _change(old, new, *ends)
    fr, en = _sentences(text("label_fr"), text("label_en"), old, new, text("written"), change)
    return {
        **{key: row[key] for key in KEYS},
        **{name: text(name) for name in SHOWN},
        "before": old,
        "after": new,
        "difference": new - old,
        **dict(zip(("before_low", "before_high", "after_low", "after_high"), ends, strict=True)),
        "change": change,
        "sentence_fr": fr,
        "sentence_en": en,
    }


def _change(old: float, new: float, old_low: float, old_high: float, new_low: float, new_high: float) -> str:
    if not np.isfinite([old, new, old_low, old_high, new_low, new_high]).all():
        return "cannot_tell"
    if new_low > old_high:
        return "up"
    return "down" if new_high < old_low else "within_doubt"


_TOLD = {
    "up": ("en hausse, au-delà du doute que laissent des acteurs manquants", "up, beyond the doubt of missing actors"),
    "down": (
        "en baisse, au-delà du doute que laissent des acteurs manquants",
        "down, beyond the doubt of missing actors",
    ),
    "within_doubt": (
        "l’écart tient dans le doute que laissent des acteurs manquants",
        "the difference is within the doubt of missing actors",
    ),
    "cannot_tell": ("on ne peut pas dire s’il y a changement", "one cannot tell whether it changed"),
}


# by whether there was a value, and there is one
_WAYS = {
    (True, True): ("de {0} à {1}", "from {0} to {1}"),
    (True, False): ("{0} avant, sans valeur après", "{0} before, no value after"),
    (False, True): ("sans valeur avant, {1} après", "no value before, {1} after"),
    (False, False): ("sans valeur, ni avant ni après", "no value, before or after"),
}


def _sentences(fr: str, en: str, old: float, new: float, form: str, change: str) -> tuple[str, str]:
    told_fr, told_en = ("sans changement", "no change") if old == new else _TOLD[change]
    values = {one: (printed(old, form, one), printed(new, form, one)) for one in LANGUAGES}
    known = bool(np.isfinite(old)), bool(np.isfinite(new))
    way_fr, way_en = _WAYS[known]
    return (
        typeset(f"{fr} : {way_fr.format(*values['fr'])} ; {told_fr}."),
        f"{en}: {way_en.format(*values['en'])}; {told_en}.",
    )
