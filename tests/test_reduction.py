"""Cutting a multiplex is the same as reading the file again without those rows."""

import numpy as np
import pytest

from coopnet.errors import UnknownWord
from coopnet.kernels.induced import induced_subgraph
from coopnet.measures.examples import example_multiplex, example_pole
from coopnet.multiplex import groups_of, multiplex_of
from coopnet.network import affiliation_of, network_of
from coopnet.pole import Pole
from coopnet.reduction import (
    n_links,
    n_memberships,
    network_without_actors,
    without_actors,
    without_links,
    without_memberships,
    without_structures,
)
from coopnet.synthetic import simulated_pole

VIEWS = ("pairs", "links", "kinds", "newman", "structures")
SIZES = {1: 12, 2: 30, 3: 60}  # actors, by seed
POLES = [simulated_pole(rng=np.random.default_rng(seed), n_actors=n, n_ess=6) for seed, n in SIZES.items()]


@pytest.fixture(params=POLES, ids=["12 actors", "30 actors", "60 actors"])
def pole(request):
    return request.param


@pytest.fixture
def rng():
    return np.random.default_rng(20261123)


def _read_again(pole, *, actors=(), structures=(), links=(), memberships=(), fewer=False):
    """Make the pole from its tables without some rows; structures that lose their last member are left out too."""
    members, ties = pole.memberships.drop(index=list(memberships)), pole.links.drop(index=list(links))
    members = members[~members["actor"].isin(actors) & ~members["structure"].isin(structures)]
    ties = ties[~ties["source"].isin(actors) & ~ties["target"].isin(actors)]
    named = pole.memberships.groupby("structure")["actor"].nunique()
    left = members.groupby("structure")["actor"].nunique().reindex(named.index, fill_value=0)
    kept = pole.structures.drop(index=[*structures, *(set(named.index[left == 0]) - set(structures))]).copy()
    kept["actor"] = kept["actor"].mask(kept["actor"].isin(actors))  # a structure outlives the actor that carries it
    if fewer:
        lost = (named - left).reindex(kept.index, fill_value=0)
        declared = np.fmax(kept["size"].astype(float), named.reindex(kept.index, fill_value=0))
        kept["size"] = np.where(kept["size"].isna(), np.nan, declared - lost)
    return Pole.from_tables(
        {
            "actors": pole.actors.drop(index=list(actors)),
            "structures": kept,
            "memberships": members,
            "links": ties,
            "about": {"name": pole.about.name, "reference_date": pole.about.reference_date},
        }
    )


def _assert_same(cut, pole):
    again = multiplex_of(pole)
    assert list(cut.actors) == list(again.actors)
    assert cut.kinds == again.kinds
    assert cut.attributes.equals(again.attributes)
    for kind, layer in again.links.items():
        for name in ("source", "target", "weight"):
            np.testing.assert_array_equal(getattr(cut.links[kind], name), getattr(layer, name))
        assert cut.links[kind].n_actors == layer.n_actors
    for kind, layer in again.affiliations.items():
        assert list(cut.affiliations[kind].structures) == list(layer.structures)
        np.testing.assert_array_equal(cut.affiliations[kind].incidence.toarray(), layer.incidence.toarray())
        np.testing.assert_array_equal(cut.affiliations[kind].sizes, layer.sizes)
    for view in VIEWS:
        mine, theirs = network_of(cut, view=view), network_of(again, view=view)
        assert list(mine.nodes) == list(theirs.nodes)
        np.testing.assert_allclose(mine.matrix.toarray(), theirs.matrix.toarray(), rtol=1e-12)
    np.testing.assert_array_equal(affiliation_of(cut).sizes, affiliation_of(again).sizes)


def _some(rng, n, share=0.3):
    return np.sort(rng.permutation(n)[: max(1, round(share * n))])


@pytest.mark.parametrize("declared", ["fewer", "same"])
def test_without_actors_is_the_pole_read_without_them(pole, rng, declared):
    multiplex = multiplex_of(pole)
    for share in (0.05, 0.3, 0.8):
        positions = _some(rng, multiplex.n_actors, share)

        cut = without_actors(multiplex, positions, declared=declared)

        _assert_same(cut, _read_again(pole, actors=multiplex.actors[positions], fewer=declared == "fewer"))


def test_without_structures_is_the_pole_read_without_them(pole, rng):
    multiplex = multiplex_of(pole)
    names = affiliation_of(multiplex).structures
    leaving = names[_some(rng, len(names))]

    _assert_same(without_structures(multiplex, leaving), _read_again(pole, structures=leaving))


def test_without_links_is_the_pole_read_without_them(pole, rng):
    multiplex = multiplex_of(pole)
    positions = _some(rng, n_links(multiplex))
    rows = np.concatenate([layer.row for layer in multiplex.links.values()])[positions]

    _assert_same(without_links(multiplex, positions), _read_again(pole, links=rows))


@pytest.mark.parametrize("declared", ["fewer", "same"])
def test_without_memberships_is_the_pole_read_without_them(pole, rng, declared):
    multiplex = multiplex_of(pole)
    positions = _some(rng, n_memberships(multiplex))
    pairs = [
        (multiplex.actors[actor], layer.structures[structure])
        for layer in multiplex.affiliations.values()
        for actor, structure in np.argwhere(layer.incidence.toarray())
    ]
    leaving = {pairs[position] for position in positions}
    table = pole.memberships
    rows = [row for row, key in zip(table.index, zip(table["actor"], table["structure"], strict=True), strict=True)
            if key in leaving]  # fmt: skip

    cut = without_memberships(multiplex, positions, declared=declared)

    _assert_same(cut, _read_again(pole, memberships=rows, fewer=declared == "fewer"))


@pytest.mark.parametrize("view", ["pairs", "links", "kinds"])
def test_cutting_a_network_is_collapsing_the_cut_multiplex(pole, rng, view):
    multiplex = multiplex_of(pole)
    for share in (0.1, 0.5):
        positions = _some(rng, multiplex.n_actors, share)

        cut = network_without_actors(network_of(multiplex, view=view), positions)

        again = network_of(without_actors(multiplex, positions, declared="same"), view=view)
        assert list(cut.nodes) == list(again.nodes)
        assert cut.n_actors == again.n_actors
        assert cut.attributes.equals(again.attributes)
        np.testing.assert_array_equal(cut.matrix.toarray(), again.matrix.toarray())
        assert cut.matrix.has_sorted_indices


def test_the_multiplex_given_is_left_as_it_was(pole, rng):
    multiplex = multiplex_of(pole)
    before = network_of(multiplex, view="newman").matrix.toarray()

    without_actors(multiplex, _some(rng, multiplex.n_actors))
    without_links(multiplex, _some(rng, n_links(multiplex)))

    np.testing.assert_array_equal(network_of(multiplex, view="newman").matrix.toarray(), before)


def test_a_structure_above_the_projection_limit_stays_two_mode_when_it_loses_a_member():
    multiplex = multiplex_of(example_pole("ab", structures={"G": "abcde", "H": "cde"}), limit=4)
    assert network_of(multiplex).n_pairs == 4  # ab, and the three pairs of H

    cut = without_actors(multiplex, [3])
    twice = without_memberships(without_actors(cut, [0]), [0])

    assert network_of(cut).n_pairs == 2  # ab and ce: the four of G are not suddenly six pairs
    assert cut.left_two_mode == ("G",)
    assert twice.left_two_mode == ("G",)
    assert list(without_structures(cut, ["H"]).affiliations["employers_group"].structures) == ["G"]


def test_declared_sizes_fall_only_when_actors_are_gone():
    pole = example_pole("ab", structures={"G": "abc"})
    tables = {name: getattr(pole, name) for name in ("actors", "memberships", "links")}
    structures = pole.structures.assign(size=10)
    multiplex = multiplex_of(Pole.from_tables({**tables, "structures": structures}))

    gone, unseen = (without_actors(multiplex, [2], declared=declared) for declared in ("fewer", "same"))

    assert network_of(gone, view="newman").matrix.toarray()[0, 1] == pytest.approx(1 + 1 / 8)
    assert network_of(unseen, view="newman").matrix.toarray()[0, 1] == pytest.approx(1 + 1 / 9)


def test_nothing_removed_changes_nothing(pole):
    multiplex = multiplex_of(pole)

    _assert_same(without_actors(multiplex, []), pole)
    _assert_same(without_links(multiplex, []), pole)
    _assert_same(without_memberships(multiplex, []), pole)
    _assert_same(without_structures(multiplex, []), pole)


@pytest.mark.parametrize(
    ("cut", "named"),
    [
        (lambda m: without_actors(m, [0, 1, 2]), "No actor would be left"),
        (lambda m: without_actors(m, [3]), "3"),
        (lambda m: without_links(m, [-1]), "-1"),
        (lambda m: without_structures(m, ["Z"]), "Z"),
        (lambda m: network_without_actors(network_of(m, view="newman"), [0]), "newman"),
    ],
)
def test_what_is_not_there_is_refused_by_name(cut, named):
    multiplex = example_multiplex("ab bc", structures={"G": "abc"})

    with pytest.raises(UnknownWord, match=named):
        cut(multiplex)


def test_the_compiled_kernel_gives_what_its_plain_source_gives(rng):
    network = network_of(multiplex_of(POLES[1]), view="newman")
    kept = rng.random(network.n_actors) < 0.6
    given = (network.indptr, network.indices, network.weights, kept)

    for fast, slow in zip(induced_subgraph(*given), induced_subgraph.plain(*given), strict=True):
        np.testing.assert_array_equal(fast, slow)


def test_groups_already_looked_for_are_cut_with_the_network():
    """The same groups as labels read again would give, a group that lost its last actor being none."""
    multiplex = multiplex_of(simulated_pole(rng=np.random.default_rng(4), n_actors=24, n_ess=6))
    whole = network_of(multiplex)
    for by in ("sector", "type", "commune"):
        whole.groups(by)
    for size in (1, 8, 20):
        cut = network_without_actors(whole, np.random.default_rng(size).choice(24, size, replace=False))
        assert set(cut.known_groups) == {"sector", "type", "commune"}
        for by, groups in cut.known_groups.items():
            afresh = groups_of(cut.attributes, by, cut.vocabulary)
            assert groups.labels == afresh.labels
            np.testing.assert_array_equal(groups.codes, afresh.codes)
