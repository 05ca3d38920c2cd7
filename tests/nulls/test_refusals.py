"""A null model refuses when what it holds leaves a single arrangement, and says what to do in both languages."""

import pytest

from coopnet.errors import NullRefused, UnknownWord
from coopnet.multiplex import Multiplex
from coopnet.nulls import (
    NULLS,
    Null,
    null_named,
    random_links,
    random_links_between_sectors,
    rewire_links,
    rewire_memberships,
    shuffle_kinds,
    shuffle_sectors,
    shuffle_sectors_within,
)
from coopnet.nulls import links as link_nulls

PAIRS = [(a, b) for a in "abcd" for b in "abcd" if a < b]


def refused(null, multiplex, rng, **options):
    with pytest.raises(NullRefused) as caught:
        null(multiplex, rng=rng, **options)
    assert caught.value.fr
    assert caught.value.en != caught.value.fr
    return caught.value


@pytest.mark.parametrize(
    "links", [[("a", other) for other in "bcde"], PAIRS, [("a", "b"), ("a", "b", "convention", 3)]], ids=str
)
def test_rewiring_refuses_a_star_a_complete_kind_and_a_single_pair(built, rng, links):
    assert "single graph" in refused(rewire_links, built(links), rng).en


def test_rewiring_is_drawn_where_one_kind_can_move_though_another_cannot(built, rng):
    multiplex = built([("a", "b"), ("a", "c"), ("a", "b", "joint_bid"), ("c", "d", "joint_bid")])
    drawn = rewire_links(multiplex, rng=rng)
    assert sorted(drawn.links["convention"].pair_counts.nonzero()[0]) == [0, 0, 1, 2]


def test_a_circle_of_three_is_alone_unless_it_has_a_direction(built, rng):
    circle = [("a", "b"), ("b", "c"), ("c", "a")]
    refused(rewire_links, built(circle), rng)
    directed = built([(*pair, "funding") for pair in circle])
    starts = {tuple(rewire_links(directed, rng=rng).links["funding"].counts.toarray()[0]) for _ in range(50)}
    assert starts == {(0.0, 1.0, 0.0), (0.0, 0.0, 1.0)}


@pytest.mark.parametrize("null", [rewire_links, random_links, random_links_between_sectors, shuffle_kinds])
def test_a_pole_without_direct_links_has_none_to_move(built, rng, null):
    assert "no direct link" in refused(null, built(structures={"G": "abc", "H": "bcd"}), rng).en


def test_a_search_given_up_is_refused_loudly(built, rng, monkeypatch):
    monkeypatch.setattr(link_nulls, "BUDGET", 2)
    assert "would not move" in refused(rewire_links, built([("a", other) for other in "bcdef"]), rng).en


@pytest.mark.parametrize(
    "structures",
    [{"G": "abc"}, {"G": "abc", "H": "ab"}, {"G": "abc", "H": "abc"}, {}],
    ids=["one", "nested", "same", "none"],
)
def test_rewiring_memberships_refuses_where_structures_cannot_exchange(built, rng, structures):
    refused(rewire_memberships, built([("a", "d")], structures=structures), rng)


def test_structures_of_different_kinds_exchange_only_if_asked(built, rng):
    multiplex = built(structures={"G": "abc", "H": "cde"}, structure_kinds={"H": "scic"})
    assert "within_kinds=False" in refused(rewire_memberships, multiplex, rng).en
    drawn = rewire_memberships(multiplex, rng=rng, within_kinds=False)
    assert [layer.named.tolist() for layer in drawn.affiliations.values()] == [[3], [3]]


@pytest.mark.parametrize(
    "links",
    [
        [("a", "b"), ("c", "d")],
        [("a", "b"), ("a", "b", "joint_bid")],
        [("a", "b", "convention"), ("a", "c", "funding")],
    ],
    ids=["one kind", "one pair", "different directions"],
)
def test_shuffling_kinds_refuses_where_none_can_be_exchanged(built, rng, links):
    refused(shuffle_kinds, built(links), rng)


def test_placing_refuses_where_every_pair_is_linked(built, rng):
    assert "all pairs" in refused(random_links, built(PAIRS), rng).en
    assert random_links(built([*PAIRS, ("a", "b")]), rng=rng)  # which pair is doubled can still be drawn


def test_placing_between_sectors_refuses_where_linked_sectors_are_linked_wholly(built, rng):
    multiplex = built([("a", "b"), ("a", "c")], sectors={"a": "housing", "b": "food", "c": "food"})
    assert "coarser" in refused(random_links_between_sectors, multiplex, rng).en


def test_shuffling_refuses_one_sector_and_strata_of_one_sector_each(built, rng):
    one = built([("a", "b")], sectors={"a": "food", "b": "food"})
    refused(shuffle_sectors, one, rng)
    layered = built([("a", "b")], sectors={"a": "food", "b": "housing"}, types={"a": "ess", "b": "firm"})
    assert "within type" in refused(shuffle_sectors_within, layered, rng).en


@pytest.mark.parametrize("null", NULLS.values(), ids=lambda null: null.name)
def test_every_null_says_what_it_holds_and_breaks(null):
    assert null.function.__doc__.startswith("Hold ")
    assert "; break " in null.function.__doc__.partition("\n")[0]
    assert null.sentence("en").startswith("Hold ")
    assert "; break " in null.sentence("en")
    assert null.sentence("fr").startswith("On garde ")
    assert "\u202f; on " in null.sentence("fr")
    assert null.label("fr") != null.label("en")
    assert null.name.startswith(("shuffle_", "rewire_", "random_"))


@pytest.mark.parametrize("null", [null for null in NULLS.values() if null.by], ids=lambda null: null.name)
def test_sentences_name_the_column_that_plays_the_sector(null):
    assert "sector" in null.sentence("en")
    assert "sector" not in null.sentence("en", by="type")
    assert "secteur" not in null.sentence("fr", by="type")
    assert "type d’acteur" in null.sentence("fr", by="type")
    assert "(commune)" in null.sentence("en", by="commune")
    assert "«\u202fcommune\u202f»" in null.sentence("fr", by="commune")


def test_sentences_name_the_strata():
    null = NULLS["shuffle_sectors_within"]
    assert "each group (commune)" in null.sentence("en", strata="commune")
    assert "type" not in null.sentence("en", strata="commune") + null.sentence("fr", strata="commune")


def test_the_sentence_of_memberships_tells_whether_kinds_are_held_apart():
    null = NULLS["rewire_memberships"]
    assert "kind by kind" in null.sentence("en")
    assert "nature par nature" in null.sentence("fr")
    assert "kind" not in null.sentence("en", within_kinds=False)
    assert "nature" not in null.sentence("fr", within_kinds=False)


def test_nulls_are_found_by_name_function_or_themselves():
    null = NULLS["rewire_links"]
    assert null_named("rewire_links") is null_named(rewire_links) is null_named(null) is null


def test_an_unknown_null_is_refused_with_the_list():
    with pytest.raises(UnknownWord, match="shuffle_kinds"):
        null_named("rewire_everything")


def test_a_null_of_one_s_own_needs_a_function_only(parallel, rng):
    def nothing(multiplex: Multiplex, *, rng):
        return multiplex

    own = Null(nothing, fr="rien", en="nothing", sentence_fr="On garde tout.", sentence_en="Hold all.")
    assert own.drawing_from(parallel)(rng) is parallel
