"""What rows must agree on: the ends of links, declared sizes and named members, numbers that actors share."""

from __future__ import annotations

from collections.abc import Sequence

from coopnet.tables.cleaning import Field
from coopnet.tables.communes import epci_name, epci_of
from coopnet.tables.drafts import KEPT, Draft
from coopnet.tables.messages import many
from coopnet.vocabulary import Vocabulary


def reject_self_links(links: Draft) -> None:
    """Reject the links of an actor with itself."""
    if "source" not in links.values or "target" not in links.values:
        return
    for i, (a, b) in enumerate(zip(links.values["source"], links.values["target"], strict=True)):
        if a and a == b:
            links.say("self_link", i, header=links.header("target"), value=a)


def reject_second_ratings(ratings: Draft) -> None:
    """Reject the ratings of a criterion that the same evaluator has already rated, in small letters or capitals."""
    if not {"evaluator", "criterion"} <= ratings.values.keys():
        return
    seen: dict[tuple[str, str], int] = {}
    pairs = zip(ratings.values["evaluator"], ratings.values["criterion"], ratings.state, strict=True)
    for i, (evaluator, criterion, state) in enumerate(pairs):
        if state != KEPT:
            continue
        first = seen.setdefault((evaluator.casefold(), criterion.rstrip(".)").casefold()), i)
        if first != i:
            ratings.say(
                "rated_twice",
                i,
                header=ratings.header("criterion"),
                value=criterion,
                fields={"first": str(ratings.rows[first])},
            )


def say_both_directions(links: Draft, words: Vocabulary) -> None:
    """Say which links without direction stand twice, once each way, with all else the same."""
    values = links.values
    if not {"source", "target", "kind"} <= values.keys():
        return
    sources, targets = values["source"], values["target"]
    there = set(map(hash, zip(sources, targets, strict=True)))
    back = map(hash, zip(targets, sources, strict=True))
    both = [i for i, pair in enumerate(back) if pair in there]  # a few too many, should two hashes agree by chance
    undirected = {code for code, kind in words.words("link_kinds").items() if not getattr(kind, "directed", False)}
    rest = [column for name, column in values.items() if name not in ("source", "target")]
    seen: dict[tuple[object, ...], int] = {}
    for i in both:
        if links.state[i] != KEPT or values["kind"][i] not in undirected:
            continue
        others = tuple(column[i] for column in rest)
        opposite = (targets[i], sources[i], *others)
        if opposite in seen:
            first = str(links.rows[seen[opposite]])
            links.say(
                "both_directions", i, header=links.header("source"), value=values["source"][i], fields={"first": first}
            )
        else:
            seen[(sources[i], targets[i], *others)] = i


def say_repeated_memberships(memberships: Draft) -> None:
    """Say how many rows name a member that the structure already has."""
    if not {"actor", "structure"} <= memberships.values.keys():
        return
    seen: set[tuple[str, str]] = set()
    again: list[int] = []
    for i, pair in enumerate(zip(memberships.values["actor"], memberships.values["structure"], strict=True)):
        if memberships.state[i] != KEPT:
            continue
        if pair in seen:
            again.append(i)
        seen.add(pair)
    if again:
        row = memberships.rows[again[0]]
        memberships.say_of("repeated_membership", row=row, rows=many(len(again), "row", "ligne"))


def say_small_sizes(structures: Draft, memberships: Draft) -> None:
    """Say which structures declare fewer members than are named."""
    if "size" not in structures.values or not {"actor", "structure"} <= memberships.values.keys():
        return
    pairs = zip(memberships.values["actor"], memberships.values["structure"], memberships.state, strict=True)
    members: dict[str, set[str]] = {}
    for actor, structure, state in pairs:
        if state == KEPT:
            members.setdefault(structure, set()).add(actor)
    for i, (key, size) in enumerate(zip(structures.values["id"], structures.values["size"], strict=True)):
        named = len(members.get(key, ()))
        if size is not None and size < named and structures.state[i] == KEPT:
            fields = {"number": named}
            structures.say("size_below_members", i, header=structures.header("size"), value=str(size), fields=fields)


def check_actors(actors: Draft) -> None:
    """Say what is odd among the codes and the places of actors, and how many have no type or no sector."""
    for column in ("siret", "siren"):
        _say_shared(actors, column)
    _say_disagreements(actors)
    _say_coordinates(actors)
    for column in ("type", "sector"):
        values = actors.values.get(column, [""] * len(actors.rows))
        number = sum(state == KEPT and not value for value, state in zip(values, actors.state, strict=True))
        if number:
            written = actors.header(column) if column in actors.known else None  # else the sentence alone names it
            actors.say_of(f"without_{column}", header=written, actors=many(number, "actor", "acteur"))


def _say_shared(actors: Draft, column: str) -> None:
    """Say which actors bear the same valid number, once per pair of numbers."""
    sirets = actors.values.get("siret", [""] * len(actors.rows))
    first: dict[str, int] = {}
    for i, number in enumerate(actors.values.get(column, ())):
        if not number or actors.state[i] != KEPT:
            continue
        j = first.setdefault(number, i)
        if j != i and not (column == "siren" and sirets[i] and sirets[i] == sirets[j]):
            fields = {"first": str(actors.rows[j])}
            actors.say(f"same_{column}", i, header=actors.header(column), value=number, fields=fields)


def _say_disagreements(actors: Draft) -> None:
    _say_groupings(actors)
    if not {"siret", "siren"} <= actors.values.keys():
        return
    for i, (siret, siren) in enumerate(zip(actors.values["siret"], actors.values["siren"], strict=True)):
        if siret and siren and not siret.startswith(siren):
            actors.say("siren_siret_disagree", i, header=actors.header("siret"), value=siret, fields={"siren": siren})


def _say_groupings(actors: Draft) -> None:
    if not {"commune", "epci"} <= actors.values.keys():
        return
    for i, (commune, epci) in enumerate(zip(actors.values["commune"], actors.values["epci"], strict=True)):
        own = epci_of(commune) if commune and epci else None
        if own and own != epci:
            names = {"name": epci_name(epci) or "", "own": epci_name(own) or ""}
            fields: dict[str, Field] = {"commune": commune, "epci": own, **names}
            actors.say("epci_commune_disagree", i, header=actors.header("epci"), value=epci, fields=fields)


def _say_coordinates(actors: Draft) -> None:
    """Say where one coordinate is missing, or where the two look swapped (a place in France read in Ethiopia)."""
    nothing: Sequence[float | None] = [None] * len(actors.rows)
    xs, ys = actors.values.get("longitude", nothing), actors.values.get("latitude", nothing)
    for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
        if x is None and y is None:
            continue
        if x is None or y is None:
            actors.say("single_coordinate", i, header=actors.header("longitude" if x is None else "latitude"))
        elif 41 <= x <= 52 and -6 <= y <= 10:
            value, fields = actors.written("longitude", i), {"latitude": actors.written("latitude", i)}
            actors.say("swapped_coordinates", i, header=actors.header("longitude"), value=value, fields=fields)
