"""Drawing actors again: pairs of copies have the links of the pairs they copy."""

from types import MappingProxyType

import numpy as np
import pytest

from coopnet.catalogue import MEASURES
from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.inference.evaluation import asked, flattened
from coopnet.kernels.resampling import resampled_graph
from coopnet.measures.examples import example_network, example_pole
from coopnet.multiplex import multiplex_of
from coopnet.network import network_of
from coopnet.pole import Pole
from coopnet.resampling import (
    Resample,
    projected_to_links,
    resample_of,
    resampled_multiplex,
    resampled_network,
)
from coopnet.synthetic import simulated_pole

VIEWS = ("pairs", "links", "kinds", "newman")
MULTIPLEX = multiplex_of(simulated_pole(rng=np.random.default_rng(2), n_actors=30, n_ess=6), natures="all")


@pytest.fixture
def rng():
    return np.random.default_rng(20261123)


@pytest.mark.parametrize("view", VIEWS)
def test_copies_have_the_links_of_the_actors_they_copy_or_of_the_pair_drawn(rng, view):
    """The definition in plain loops, on dense matrices."""
    network = network_of(MULTIPLEX, view=view)
    matrix = network.matrix.toarray()
    for _ in range(20):
        resample = resample_of(network.n_actors, rng=rng)
        wanted = matrix[np.ix_(resample.chosen, resample.chosen)]
        for low, high, one, other in zip(*resample.twins, resample.one, resample.other, strict=True):
            assert resample.chosen[low] == resample.chosen[high]
            wanted[low, high] = wanted[high, low] = matrix[one, other]

        drawn = resampled_network(network, resample)

        np.testing.assert_array_equal(drawn.matrix.toarray(), wanted)
        assert drawn.matrix.has_sorted_indices
        assert list(drawn.attributes["sector"].fillna("")) == list(
            network.attributes["sector"].fillna("").iloc[resample.chosen]
        )


def test_every_pair_of_copies_of_one_actor_is_drawn_once(rng):
    resample = resample_of(40, rng=rng)
    low, high = resample.twins

    same = {(a, b) for b in range(40) for a in range(b) if resample.chosen[a] == resample.chosen[b]}
    assert set(zip(low.tolist(), high.tolist(), strict=True)) == same
    assert len(resample.one) == len(resample.other) == len(same)
    assert (resample.one != resample.other).all()


@pytest.mark.parametrize("view", VIEWS)
def test_a_resampled_multiplex_collapses_to_the_resampled_network(rng, view):
    for _ in range(5):
        resample = resample_of(MULTIPLEX.n_actors, rng=rng)

        collapsed = network_of(resampled_multiplex(MULTIPLEX, resample), view=view)

        drawn = resampled_network(network_of(MULTIPLEX, view=view), resample)
        np.testing.assert_allclose(collapsed.matrix.toarray(), drawn.matrix.toarray(), rtol=1e-12)
        assert list(collapsed.nodes) == list(drawn.nodes)


def test_directions_are_kept_between_copies(rng):
    tables = {
        "actors": {"id": list("abc")},
        "links": {"source": ["a", "b"], "target": ["b", "c"], "kind": ["funding", "funding"]},
    }
    multiplex = multiplex_of(Pole.from_tables(tables), natures="all")
    resample = Resample(*(np.array(array, dtype=np.int32) for array in ([0, 1, 1], [2], [1])))

    layer = resampled_multiplex(multiplex, resample).links["funding"]

    # a → both copies of b; the copies of b take the pair (c, b) drawn for them: b → c, so the second → the first
    assert sorted(zip(layer.source.tolist(), layer.target.tolist(), strict=True)) == [(0, 1), (0, 2), (2, 1)]


@pytest.mark.parametrize("view", VIEWS)
def test_structures_turned_into_links_give_the_same_networks(view):
    np.testing.assert_allclose(
        network_of(projected_to_links(MULTIPLEX), view=view).matrix.toarray(),
        network_of(MULTIPLEX, view=view).matrix.toarray(),
        rtol=1e-12,
    )


def test_measures_of_a_multiplex_do_not_see_that_structures_became_links():
    """What makes the bootstrap of these measures legitimate: they look at pairs only."""
    dyadic = projected_to_links(MULTIPLEX)
    for measure in MEASURES.values():
        if "structure" in measure.name:  # it looks at structures, and refuses where none is left
            continue
        if measure.takes == "multiplex" and measure.level in ("pole", "actor", "kind") and not measure.chance:
            question = asked(measure)
            mine, theirs = (flattened(question.result(one)) for one in (dyadic, MULTIPLEX))
            np.testing.assert_allclose(mine, theirs, rtol=1e-9, err_msg=measure.name)


def test_a_kind_that_has_both_links_and_structures_keeps_both():
    pole = example_pole("ab")
    structures = {"id": ["P"], "kind": ["common_project"]}
    tables = {
        "actors": pole.actors,
        "structures": structures,
        "memberships": {"actor": ["a", "b"], "structure": ["P", "P"]},
        "links": {"source": ["a"], "target": ["b"], "kind": ["common_project"], "weight": [3]},
    }
    multiplex = multiplex_of(Pole.from_tables(tables))

    dyadic = projected_to_links(multiplex)

    assert dyadic.links["common_project"].weight.tolist() == [3.0, 1.0]
    assert dyadic.affiliations == MappingProxyType({})


def test_copies_are_labelled_apart(rng):
    resample = Resample(*(np.array(array, dtype=np.int32) for array in ([0, 2, 2, 2], [0, 0, 0], [1, 1, 1])))

    drawn = resampled_network(example_network("ab bc cd"), resample)

    assert list(drawn.nodes) == ["a", "c", "c (2)", "c (3)"]


def test_actors_are_drawn_evenly_and_with_replacement():
    """Each of 10 actors has 10 · 1/10 = 1 copy on average; the chance of none is 0.9 ** 10."""
    rng = np.random.default_rng(5)
    copies = np.array([resample_of(10, rng=rng).copies for _ in range(4000)])

    assert (copies.sum(axis=1) == 10).all()
    np.testing.assert_allclose(copies.mean(axis=0), 1.0, atol=4 * np.sqrt(0.9 / 4000))
    np.testing.assert_allclose((copies == 0).mean(axis=0), 0.9**10, atol=4 * np.sqrt(0.35 * 0.65 / 4000))


def test_the_expected_density_of_a_resample_is_the_density_of_the_pole():
    """Copied pairs and drawn pairs are both even over the pole's pairs."""
    network = network_of(MULTIPLEX)
    rng = np.random.default_rng(6)
    drawn = [resampled_network(network, resample_of(network.n_actors, rng=rng)).n_pairs for _ in range(3000)]

    assert abs(np.mean(drawn) - network.n_pairs) < 4 * np.std(drawn) / np.sqrt(len(drawn))


def test_the_compiled_kernel_gives_what_its_plain_source_gives(rng):
    network = network_of(MULTIPLEX, view="newman")
    resample = resample_of(network.n_actors, rng=rng)
    given = (network.indptr, network.indices, network.weights, resample.copies, resample.one, resample.other)

    for fast, slow in zip(resampled_graph(*given), resampled_graph.plain(*given), strict=True):
        np.testing.assert_array_equal(fast, slow)


def test_a_single_actor_and_structures_as_nodes_are_refused(rng):
    with pytest.raises(UndefinedMeasure, match="at least two"):
        resample_of(1, rng=rng)
    with pytest.raises(UnknownWord, match="view pairs"):
        resampled_network(network_of(MULTIPLEX, view="structures"), resample_of(MULTIPLEX.n_actors, rng=rng))
