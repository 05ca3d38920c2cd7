"""Small worlds: ratios against their draws, and the three canonical graphs of Watts and Strogatz."""

from functools import partial

import numpy as np
import pytest

from coopnet.errors import CostRefused, NullRefused, UndefinedMeasure, UnknownWord
from coopnet.inference import small_world
from coopnet.inference.comparison import compare_to_null
from coopnet.inference.small_world import lattice_clustering, small_world_of
from coopnet.kernels.adjacency import links_of
from coopnet.kernels.lattice import latticised_ends
from coopnet.measures.clustering import pole_mean_clustering
from coopnet.measures.examples import example_network, example_pole
from coopnet.multiplex import multiplex_of
from coopnet.network import network_of
from coopnet.nulls import rewire_links
from coopnet.numbers import p_written
from coopnet.pole import Pole
from coopnet.printing.words import VERDICT_LABELS
from coopnet.synthetic import random_pole, two_component_pole

N, REACH = 60, 3  # a ring on which each actor knows the three nearest on both sides


def _rng(seed=20261123):
    return np.random.default_rng(seed)


def _ring(rewired, seed=1):
    """Watts and Strogatz: a share of the links of a ring lattice has an end drawn again."""
    rng = _rng(seed)
    pairs = {frozenset((i, (i + step) % N)) for i in range(N) for step in range(1, REACH + 1)}
    for pair in sorted(tuple(sorted(pair)) for pair in pairs):
        if rng.random() < rewired:
            ends = [other for other in range(N) if other != pair[0] and frozenset((pair[0], other)) not in pairs]
            pairs.remove(frozenset(pair))
            pairs.add(frozenset((pair[0], int(rng.choice(ends)))))
    links = [tuple(sorted(pair)) for pair in pairs]
    ids = [f"a{k:02d}" for k in range(N)]
    return Pole.from_tables(
        {
            "actors": {"id": ids},
            "links": {
                "source": [ids[a] for a, _ in links],
                "target": [ids[b] for _, b in links],
                "kind": ["convention"] * len(links),
            },
        }
    )


@pytest.fixture(scope="module")
def canonical():
    """A lattice, a small world and a random graph, with the same number of links."""
    return {share: small_world_of(_ring(share), rng=_rng(), n_draws=499) for share in (0.0, 0.1, 1.0)}


def test_draws_of_both_are_those_of_the_null_model():
    pole = _ring(0.1)
    found = small_world_of(pole, rng=_rng(), n_draws=20, n_lattices=0)

    for name, draws in (("pole_mean_clustering", found.clustering_draws), ("pole_mean_distance", found.distance_draws)):
        alone = compare_to_null(name, pole, "rewire_links", rng=_rng(), n_draws=20)
        np.testing.assert_array_equal(draws, alone.draws)


def test_ratios_are_those_of_the_papers(canonical):
    found = canonical[0.1]
    c, length = found.clustering_draws.mean(), found.distance_draws.mean()

    assert found.clustering_ratio == pytest.approx(found.clustering / c)
    assert found.sigma == pytest.approx((found.clustering / c) / (found.distance / length))
    assert found.omega == pytest.approx(length / found.distance - found.clustering / found.lattice_draws.max())
    np.testing.assert_allclose(found.sigma_draws, (found.clustering_draws / c) / (found.distance_draws / length))


def test_a_few_links_drawn_again_make_a_small_world(canonical):
    """Clustering far above chance, distance close to it: between the lattice, which is long, and the random graph.

    499 draws are too few to be sure that p ≤ 0.01: the word is “above”.
    """
    lattice, small, chance = (canonical[share] for share in (0.0, 0.1, 1.0))

    assert small.table.loc["clustering", "verdict"] == "above"
    assert small.distance_ratio < 1.5 < 2 < lattice.distance_ratio
    assert small.table.loc["sigma", "verdict"] == "above"
    assert small.sigma > 2
    assert chance.table.loc["sigma", "verdict"] == "as_expected"
    assert lattice.omega < -0.35
    assert -0.35 < small.omega < 0.35
    assert chance.omega > 0.5


def test_the_table_says_what_the_draws_say(canonical):
    found = canonical[1.0]
    row = found.table.loc["distance"]

    low, high = np.quantile(found.distance_draws, [0.025, 0.975])
    assert [row["observed"], row["expected"], row["low"], row["high"]] == pytest.approx(
        [found.distance, found.distance_draws.mean(), low, high]
    )


@pytest.mark.parametrize("seed", range(3))
def test_lattices_hold_degrees_double_no_link_and_shorten_the_ring(seed):
    network = network_of(multiplex_of(random_pole(rng=_rng(seed), n_actors=30, n_links=80)))
    source, target, _ = links_of(network.indptr, network.indices)
    rng = _rng(seed)
    place = rng.permutation(30).astype(np.int32)
    picks = rng.integers(2 * len(source) ** 2, size=4000)

    ends, others, accepted = latticised_ends(source, target, place, picks, len(source))

    def degrees(*both):
        return np.bincount(np.concatenate(both), minlength=30)

    def length(a, b):
        apart = np.abs(place[a] - place[b])
        return np.minimum(apart, 30 - apart).sum()

    np.testing.assert_array_equal(degrees(ends, others), degrees(source, target))
    assert (ends != others).all()
    assert len({frozenset(pair) for pair in zip(ends.tolist(), others.tolist(), strict=True)}) == len(source)
    assert length(ends, others) < 0.6 * length(source, target)
    assert accepted > 0


def test_the_compiled_kernel_gives_what_its_plain_source_gives():
    source, target, _ = links_of(*(lambda n: (n.indptr, n.indices))(network_of(_ring(0.5))))
    given = (source, target, np.arange(N, dtype=np.int32), _rng().integers(2 * len(source) ** 2, size=500), len(source))

    for fast, slow in zip(latticised_ends(*given), latticised_ends.plain(*given), strict=True):
        np.testing.assert_array_equal(fast, slow)


def test_a_regular_random_graph_becomes_nearly_a_ring_lattice():
    """Where everybody knows the three nearest on both sides, C = 3(k − 2)/(4(k − 1)) with k = 6: 0.6."""
    ring = multiplex_of(_ring(0.0))
    shuffled = network_of(rewire_links(ring, rng=_rng()))

    found = lattice_clustering(shuffled, 5, rng=_rng())

    assert pole_mean_clustering(network_of(ring)) == pytest.approx(0.6)
    assert pole_mean_clustering(shuffled) < 0.2
    assert found.max() > 0.45


def test_harmonic_distance_counts_the_pairs_that_nothing_joins():
    pole = two_component_pole(rng=_rng(), sizes=(14, 8), extra=8)
    mean, harmonic = (
        small_world_of(pole, rng=_rng(), n_draws=30, n_lattices=0, distance=distance)
        for distance in ("mean", "harmonic")
    )

    alone = compare_to_null("pole_global_efficiency", pole, "rewire_links", rng=_rng(), n_draws=30)
    np.testing.assert_allclose(harmonic.distance_draws, 1 / alone.draws)
    assert harmonic.distance == pytest.approx(1 / alone.observed)
    assert not mean.same_pairs
    assert harmonic.same_pairs
    assert "harmonic" in mean.summary()
    assert "harmonic" in mean.summary("fr")


def test_transitivity_may_stand_for_clustering():
    found = small_world_of(_ring(0.1), rng=_rng(), n_draws=9, n_lattices=2, clustering="transitivity")

    assert (
        found.clustering
        == compare_to_null("pole_transitivity", _ring(0.1), "rewire_links", rng=_rng(), n_draws=9).observed
    )
    assert np.isfinite(found.omega)


def test_without_lattice_there_is_no_omega():
    assert np.isnan(small_world_of(_ring(0.1), rng=_rng(), n_draws=9, n_lattices=0).omega)


def test_any_null_model_of_links_will_do():
    found = small_world_of(_ring(0.1), rng=_rng(), n_draws=30, n_lattices=0, null="random_links")

    assert found.null.name == "random_links"
    assert found.clustering_ratio > 3


def test_where_chance_gives_no_triangle_there_is_no_ratio():
    found = small_world.SmallWorld(
        **{
            **small_world_of(_ring(0.1), rng=_rng(), n_draws=5, n_lattices=0).__dict__,
            "clustering_draws": np.zeros(5),
        }
    )

    assert np.isnan(found.clustering_ratio)
    assert np.isnan(found.sigma)
    assert found.table.loc["sigma", "verdict"] == "cannot_tell"


@pytest.mark.parametrize(
    ("asking", "refusal", "named"),
    [
        (partial(small_world_of, example_pole("ab cd")), UndefinedMeasure, "two partners"),
        (partial(small_world_of, example_pole("ab ac ad")), NullRefused, "single graph"),
        (partial(small_world_of, _ring(0.1), clustering="local"), UnknownWord, "transitivity"),
        (partial(small_world_of, _ring(0.1), n_draws=0), UnknownWord, "n_draws"),
    ],
)
def test_what_has_no_small_world_is_refused_in_both_languages(asking, refusal, named):
    with pytest.raises(refusal, match=named) as caught:
        asking(rng=_rng())
    assert caught.value.fr != caught.value.en


def test_lattices_of_very_large_poles_are_refused(monkeypatch):
    monkeypatch.setattr(small_world, "LARGEST_LATTICE", 3)
    with pytest.raises(CostRefused, match="n_lattices=0"):
        lattice_clustering(example_network("ab bc cd"), 1, rng=_rng())


def test_the_summary_speaks_both_languages(canonical):
    found = canonical[0.1]

    assert "times chance" in found.summary()
    french = found.summary("fr")
    assert "fois le hasard" in french
    assert "Petit monde\u202f:" in french


def test_the_summary_names_view_draws_p_and_verdict_of_each_quantity(canonical):
    found = canonical[0.1]
    english, french = found.summary(), found.summary("fr")

    assert english.startswith("Small world [pairs] — cooperation")
    assert "499 draws; seed 20261123." in english
    for name, start in (("clustering", "Clustering:"), ("distance", "Distance:"), ("sigma", "Small world:")):
        (line,) = [one for one in english.splitlines() if one.startswith(start)]
        word = found.table.loc[name, "verdict"]
        assert line.endswith(f"; {p_written(found.table.loc[name, 'p'], 'en')}; {VERDICT_LABELS[word]['en']}")
        assert VERDICT_LABELS[word]["fr"] in french


def test_kinds_kept_are_named_with_the_view():
    found = small_world_of(_ring(0.1), rng=_rng(), n_draws=5, n_lattices=0, kinds=["convention"])

    assert found.title("en") == "Small world [pairs: convention]"
    assert "pairs: convention" in found.notes("en")[0]


def test_a_value_beyond_all_draws_is_told_however_often_these_repeat_themselves():
    """Of 499 draws 40 are the largest: a value above them all is reached by none, as in any comparison."""
    draws = np.concatenate([np.zeros(459), np.ones(40)])
    found = small_world.SmallWorld(
        **{
            **small_world_of(_ring(0.1), rng=_rng(), n_draws=5, n_lattices=0).__dict__,
            "clustering": 2.0,
            "clustering_draws": draws,
            "distance_draws": np.linspace(2, 3, 499),
        }
    )

    assert found.table.loc["clustering", "p"] == pytest.approx(2 / 500)
    assert found.table.loc["clustering", "verdict"] == "above"
