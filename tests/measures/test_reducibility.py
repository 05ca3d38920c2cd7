"""Distances between kinds, and how far they can be merged."""

import json
from pathlib import Path

import numpy as np
import pytest

from coopnet.errors import CostRefused, UndefinedMeasure
from coopnet.measures import reducibility
from coopnet.measures.reducibility import kind_distance, pole_reducibility, pole_reduction_table
from coopnet.multiplex import multiplex_of

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "multired.json").read_text())
X, Y, Z = "convention", "joint_bid", "co_founding"


@pytest.fixture
def golden_multiplex(pole_of):
    by_kind = dict(zip(GOLDEN["kinds"], GOLDEN["links"], strict=True))
    return multiplex_of(
        pole_of([(f"actor{a:02d}", f"actor{b:02d}", kind) for kind, pairs in by_kind.items() for a, b in pairs])
    )


def test_distances_agree_with_the_code_of_the_authors_where_kinds_have_as_many_links(golden_multiplex):
    """That code counts entropies in nats, ours in bits: distances differ by a factor √ln 2."""
    found = kind_distance(golden_multiplex).loc[GOLDEN["kinds"], GOLDEN["kinds"]]
    assert found.to_numpy() * np.log(2) ** 0.5 == pytest.approx(np.array(GOLDEN["distances"]))


def test_quality_agrees_with_the_code_of_the_authors_as_long_as_both_merge_the_same(golden_multiplex):
    """It hands the square matrix to scipy's linkage, which takes rows for observations: its later merges may differ."""
    table = pole_reduction_table(golden_multiplex)
    kinds = GOLDEN["kinds"]
    first = {kinds[k] for k in GOLDEN["merged"][0]}
    assert set(table["merged"].iloc[1].split(" | ")) == first
    assert table["quality"].iloc[:2].tolist() == pytest.approx(GOLDEN["quality"][:2])
    assert table["quality"].iloc[-1] == pytest.approx(GOLDEN["quality"][-1], abs=1e-12)


def test_distance_of_a_link_and_a_path_by_hand(pole_of):
    """Link ab: entropy 0. Links ab, cd: 1 bit. Mixture: 3/4 on ab, 1/4 on cd."""
    multiplex = multiplex_of(pole_of([("a", "b", X), ("a", "b", Y), ("c", "d", Y)]))
    mixture = -(3 / 4 * np.log2(3 / 4) + 1 / 4 * np.log2(1 / 4))
    assert kind_distance(multiplex).loc[X, Y] == pytest.approx((mixture - 1 / 2) ** 0.5)


def test_kinds_are_reducible_wholly_when_equal_and_not_at_all_when_apart(pole_of):
    pairs = ["ab", "bc", "ca"]
    equal = multiplex_of(pole_of([(*pair, kind) for pair in pairs for kind in (X, Y, Z)]))
    apart = multiplex_of(pole_of([*((*pair, X) for pair in pairs), *((*pair, Y) for pair in ("de", "ef", "fd"))]))
    assert (kind_distance(equal).to_numpy() == 0).all()
    assert pole_reducibility(equal) == 1
    assert kind_distance(apart).loc[X, Y] == pytest.approx(1)
    assert pole_reducibility(apart) == 0


def test_two_equal_kinds_of_three_leave_half(pole_of):
    pairs = ["ab", "bc", "ca"]
    links = [(*pair, kind) for pair in pairs for kind in (X, Y)] + [(*pair, Z) for pair in ("de", "ef", "fd")]
    multiplex = multiplex_of(pole_of(links))
    assert pole_reducibility(multiplex) == 1 / 2
    assert pole_reduction_table(multiplex)["merged"].tolist() == ["", f"{X} | {Y}", f"{X} + {Y} | {Z}"]
    assert pole_reduction_table(multiplex).index.tolist() == [3, 2, 1]


def test_stays_between_0_and_1(any_pole):
    multiplex = multiplex_of(any_pole)
    assert 0 <= pole_reducibility(multiplex) <= 1
    distance = kind_distance(multiplex).to_numpy()
    assert ((distance >= 0) & (distance <= 1)).all()
    assert (distance == distance.T).all()


def test_isolates_and_parallel_links_change_nothing(pole_of):
    links = [("a", "b", X), ("b", "c", X), ("b", "c", Y)]
    plain, crowded = multiplex_of(pole_of(links)), multiplex_of(pole_of([*links, links[0]], actors="abcxyz"))
    np.testing.assert_allclose(kind_distance(plain), kind_distance(crowded), atol=1e-12)
    assert pole_reducibility(plain) == pole_reducibility(crowded)


def test_a_kind_that_joins_nobody_is_at_no_distance(pole_of):
    multiplex = multiplex_of(pole_of([("a", "b", X)], structures={"G": "a"}, structure_kinds={"G": "scic"}))
    found = kind_distance(multiplex)
    assert found.loc[X, X] == 0
    assert found.loc["scic"].isna().all()


@pytest.mark.parametrize("measure", [pole_reducibility, pole_reduction_table])
def test_fewer_than_two_kinds_cannot_be_merged(pole_of, isolates, measure):
    for pole in (isolates, pole_of([("a", "b", X), ("b", "c", X)])):
        with pytest.raises(UndefinedMeasure, match="compares kinds"):
            measure(multiplex_of(pole))


def test_a_single_pair_has_no_quality(pole_of):
    with pytest.raises(UndefinedMeasure, match="single pair"):
        pole_reducibility(multiplex_of(pole_of([("a", "b", X), ("a", "b", Y)])))


def test_too_many_actors_are_refused_before_any_work(f1, monkeypatch):
    monkeypatch.setattr(reducibility, "ENTROPY_LIMIT", 4)
    for measure in (kind_distance, pole_reducibility, pole_reduction_table):
        with pytest.raises(CostRefused, match="the limit is 4"):
            measure(multiplex_of(f1))
