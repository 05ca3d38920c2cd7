"""Clustering across kinds."""

from itertools import permutations

import numpy as np
import pytest

from coopnet.measures.multiplex_clustering import actor_multiplex_clustering
from coopnet.multiplex import multiplex_of


def test_is_the_share_of_pairs_of_partners_closed_in_each_other_kind(any_pole):
    multiplex = multiplex_of(any_pole)
    linked = {kind: multiplex.pair_counts(kind).toarray() > 0 for kind in multiplex.kinds}
    expected = []
    for i in range(multiplex.n_actors):
        closed = pairs = 0
        for one in multiplex.kinds:
            for j, h in permutations(np.flatnonzero(linked[one][i]), 2):
                for other in set(multiplex.kinds) - {one}:
                    pairs += 1
                    closed += linked[other][j, h]
        expected.append(closed / pairs if pairs else np.nan)
    found = actor_multiplex_clustering(multiplex)
    assert found.tolist() == pytest.approx(expected, rel=1e-12, nan_ok=True)
    assert found.attrs["n_undefined"] == np.isnan(expected).sum()


def test_is_nan_with_a_single_kind(f2):
    assert actor_multiplex_clustering(multiplex_of(f2)).isna().all()


def test_a_structure_alone_closes_nothing_and_a_second_kind_on_the_same_pairs_closes_all(pole_of):
    alone = pole_of([("a", "e", "convention")], structures={"G": "abcd"})
    doubled = pole_of([(a, b) for a in "abc" for b in "abc" if a < b], structures={"G": "abc"})
    assert actor_multiplex_clustering(multiplex_of(alone)).dropna().tolist() == [0, 0, 0, 0]
    assert actor_multiplex_clustering(multiplex_of(doubled)).tolist() == [1, 1, 1]
