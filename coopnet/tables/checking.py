"""Raw tables → checked tables: every problem as a finding, every row accounted for."""

from __future__ import annotations

from coopnet.tables.about import About, read_about
from coopnet.tables.agreement import (
    check_actors,
    reject_second_ratings,
    reject_self_links,
    say_both_directions,
    say_repeated_memberships,
    say_small_sizes,
)
from coopnet.tables.cleaning import Field
from coopnet.tables.columns import CheckedTables, RawTables
from coopnet.tables.drafts import KEPT, Draft
from coopnet.tables.findings import Finding
from coopnet.tables.memory import collector_paused
from coopnet.tables.messages import Collector
from coopnet.tables.references import Index, check_ids, check_references, say_unknown_reporters
from coopnet.tables.rows import check_periods, merge_duplicates, read_columns
from coopnet.tables.sheets import both_names
from coopnet.vocabulary import TABLES, vocabulary
from coopnet.waiting import ProgressBar

POLE_TABLES = ("actors", "structures", "memberships", "links", "ratings")


def check_tables(raw: RawTables) -> CheckedTables:
    """Check the tables of a pole.

    Parameters
    ----------
    raw : RawTables
        As read from files, or made by :func:`coopnet.tables.columns.raw_table`.

    Returns
    -------
    CheckedTables
        The rows kept, as canonical values; every finding, in the order of tables and rows; per table, rows read =
        kept + merged + rejected. Rows with an error are rejected, exact duplicates are merged, the first one kept.

    Examples
    --------
    >>> from coopnet.tables.columns import raw_table
    >>> actors = raw_table("actors", "memory", ["id", "nom"], [["CBE", "Eole"], ["CBE du Seignanx", "Éole"]])
    >>> columns = [["CBE"], ["Éole"], ["convention"]]
    >>> links = raw_table("links", "memory", ["acteur 1", "acteur 2", "nature du lien"], columns)
    >>> checked = check_tables(RawTables("memory", {"actors": actors, "links": links}))
    >>> [(f.code, f.suggestion_en) for f in checked.findings if f.severity == "error"]
    [('unknown_actor', 'Write the id exactly as in its sheet: “Eole”.')]
    """
    with collector_paused():
        return _checked(raw)


def _checked(raw: RawTables) -> CheckedTables:
    found = Collector()
    fatal = {finding.table for finding in raw.findings if finding.severity == "fatal" and finding.table}
    drafts = {name: _draft(name, raw, found, fatal) for name in TABLES}
    about = read_about(drafts["about"])
    _say_missing(drafts, raw, found)
    readable = [drafts[name] for name in POLE_TABLES if drafts[name].readable]
    n_rows = sum(len(draft.rows) for draft in readable)
    with ProgressBar(
        sum(len(draft.rows) * (len(draft.known) + len(draft.unknown)) for draft in readable) + n_rows
    ) as bar:
        for draft in readable:
            read_columns(draft, about.words, bar)
            check_periods(draft)
            merge_duplicates(draft)
        _check_together(drafts, about)
        bar.advance(n_rows)
    _say_of_the_pole(drafts, about)
    return CheckedTables(
        place=raw.place,
        tables={name: drafts[name].checked() for name in POLE_TABLES},
        about=about.items,
        vocabulary=about.words,
        findings=_in_order((*raw.findings, *found.findings())),
        counts={
            name: drafts[name].counts()
            for name in TABLES
            if name in raw.tables or not vocabulary().tables[name].optional
        },
    )


def _draft(name: str, raw: RawTables, found: Collector, fatal: set[str]) -> Draft:
    table = raw.tables.get(name)
    if table is not None:
        return Draft(table, found, fatal=name in fatal)
    draft = Draft.absent(name, raw.place, found)
    draft.readable = name not in fatal
    return draft


def _say_missing(drafts: dict[str, Draft], raw: RawTables, found: Collector) -> None:
    """Say which table is missing that others cannot do without."""
    actors, structures, memberships = (drafts[name] for name in ("actors", "structures", "memberships"))
    needed = [actors] if "actors" not in raw.tables else []
    if "structures" not in raw.tables and len(memberships.rows):
        needed.append(structures)
    for draft in needed:
        if draft.readable:
            word = vocabulary().tables[draft.name]
            fields: dict[str, Field] = {"table": both_names(draft.name), "word_en": word.en, "word_fr": word.fr}
            found.add("missing_table", table=draft.name, place=raw.place, fields=fields)
            draft.readable = False
    if actors.readable and not len(actors.rows):
        found.add("no_actors", table="actors", place=actors.place)
        actors.readable = False


def _check_together(drafts: dict[str, Draft], about: About) -> None:
    """Check what binds the tables, each one after those it refers to, so that a rejection reaches what rests on it."""
    actors, structures, memberships, links, ratings = (drafts[name] for name in POLE_TABLES)
    actor_ids, structure_ids = Index(actors), Index(structures)
    check_ids(actors, actor_ids)
    check_ids(structures, structure_ids)
    check_references(structures, "actor", actor_ids)
    check_references(memberships, "actor", actor_ids, structure_ids)
    check_references(memberships, "structure", structure_ids, actor_ids)
    check_references(links, "source", actor_ids, structure_ids)
    check_references(links, "target", actor_ids, structure_ids)
    for draft in (memberships, links):
        say_unknown_reporters(draft, actor_ids)
    reject_self_links(links)
    reject_second_ratings(ratings)
    check_actors(actors)
    say_small_sizes(structures, memberships)
    say_repeated_memberships(memberships)
    say_both_directions(links, about.words)


def _say_of_the_pole(drafts: dict[str, Draft], about: About) -> None:
    draft = drafts["about"]
    if draft.readable:
        if not about.items.get("name"):
            draft.say_of("no_pole_name")
        if not about.items.get("reference_date"):
            draft.say_of("no_reference_date")
    tied = (drafts[name] for name in ("memberships", "links"))
    if drafts["actors"].readable and not any(draft.state.count(KEPT) or not draft.readable for draft in tied):
        drafts["links"].say_of("nothing_linked")


def _in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings by table, then by row; what concerns the whole input or a whole table comes first."""
    ranks = {name: rank for rank, name in enumerate(("", *TABLES))}
    return tuple(sorted(findings, key=lambda finding: (ranks[finding.table], finding.row or 0)))
