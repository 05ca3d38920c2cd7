"""A pole's tables as text again, under canonical headers: what every writer starts from."""

from __future__ import annotations

from dataclasses import fields

import pandas as pd

from coopnet.pole import About, Pole
from coopnet.tables.columns import RawTable, RawTables, raw_table
from coopnet.vocabulary import Kind, Vocabulary, vocabulary


def text_tables_of(pole: Pole) -> RawTables:
    """Return the tables of a pole as text: reading them back makes the same pole.

    Columns that are empty throughout are left out, unless the table has columns of its own: those must not take the
    place of the missing ones.
    """
    tables = {
        name: _table(name, getattr(pole, name), pole) for name in ("actors", "structures", "memberships", "links")
    }
    return RawTables(pole.place, {"about": about_table(pole), **tables})


def _table(name: str, table: pd.DataFrame, pole: Pole) -> RawTable:
    frame = table.reset_index() if table.index.name == "id" else table
    known = vocabulary().tables[name].columns
    own = [column for column in frame.columns if column not in known]
    kept = [column for column in frame.columns if own or known[column].required or frame[column].notna().any()]
    return raw_table(
        name,
        pole.place,
        kept,
        [frame[column].tolist() for column in kept],
        range(2, 2 + len(frame)),
    )


def about_table(pole: Pole) -> RawTable:
    """Return what a pole says of itself, the words it declares included, as rows of item and value."""
    items = [
        (item.name, getattr(pole.about, item.name))
        for item in fields(About)
        if item.name != "simulated" and getattr(pole.about, item.name)
    ]
    if pole.about.simulated:
        items.append(("simulated", "yes"))
    items += declarations_of(pole.vocabulary)
    return raw_table("about", pole.place, ["key", "value"], [[key for key, _ in items], [value for _, value in items]])


def declarations_of(words: Vocabulary) -> list[tuple[str, str]]:
    """Return the sectors and kinds that a pole declares, as rows of its table about itself."""
    known = vocabulary()
    said = [
        ("sector", f"{word.code} | {word.fr}")
        for code, word in words.lists["sectors"].items()
        if code not in known.lists["sectors"]
    ]
    for kind in words.kinds.values():
        if kind.code not in known.kinds:
            said += [(f"{place}_kind", _declaration(kind)) for place in kind.stands_as]
    return said


def _declaration(kind: Kind) -> str:
    direction = " | directed" if kind.directed else ""
    return f"{kind.code} | {kind.fr} | {kind.nature}{direction}"
