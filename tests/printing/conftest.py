"""One small pole, and one result of every kind that coopnet gives."""

import numpy as np
import pandas as pd
import pytest

import coopnet as cn
from coopnet.referentiel.coevaluation import coevaluation_of
from coopnet.referentiel.grid import read_grid

POLE = "datasets/sud_aquitaine"


def _rng():
    return np.random.default_rng(2012)


@pytest.fixture(scope="session")
def pole():
    return cn.read_pole(POLE)


def _ratings():
    letters = [criterion.letter for criterion in read_grid().criteria]
    rows = [
        (who, letter, 1 + (place + k) % 4) for k, who in enumerate(("x", "y")) for place, letter in enumerate(letters)
    ]
    return pd.DataFrame(rows, columns=["evaluator", "criterion", "rating"])


@pytest.fixture(scope="session")
def results(pole):
    """Every kind of result, by name; few draws: what is tested is how they are written."""
    pairs = cn.network_of(pole)
    square = pd.DataFrame(pairs.matrix.toarray(), pairs.nodes, pairs.nodes)
    newman = pd.DataFrame(cn.network_of(pole, view="newman").matrix.toarray(), pairs.nodes, pairs.nodes)
    shuffled = {"null": "shuffle_sectors", "n_draws": 19}
    each = cn.vertex_bootstrap_of("actor_degree", pole, rng=_rng(), n_draws=45)
    profile = cn.profile_of(pole, rng=_rng(), n_draws=19)
    one = cn.compare_to_null("pole_ei", pole, rng=_rng(), **shuffled)
    many = cn.compare_to_null("actor_ei", pole, rng=_rng(), **shuffled)
    battery = cn.measure_all(pole, by="sector")
    return {
        "NullComparison": one,
        "NullComparisons": many,
        "stacked": cn.stacked([one, many, cn.NullRefused("Nothing moves.", "Rien ne bouge.")], title="Both"),
        "DyadicModel": cn.dyadic_model_of(pole, rng=_rng(), n_draws=19),
        "DyadicCorrelation": cn.dyadic_correlation_of(square, newman, rng=_rng(), n_draws=19),
        "LeaveOneOut": cn.leave_one_structure_out("pole_density", pole),
        "LeaveOneOutEach": cn.leave_one_actor_out("actor_degree", pole),
        "MissingData": cn.missing_data_of("pole_density", pole, rng=_rng(), n_draws=9),
        "MissingDataEach": cn.missing_data_of("actor_degree", pole, rng=_rng(), n_draws=9),
        "VertexBootstrap": cn.vertex_bootstrap_of("pole_density", pole, rng=_rng(), n_draws=9),
        "VertexBootstrapEach": each,
        "Ranks": each.ranks(),
        "SmallWorld": cn.small_world_of(pole, rng=_rng(), n_draws=9, n_lattices=1),
        "ExactMoments": cn.permutation_moments_of("sector_mixing", pole),
        "Profile": profile,
        "ProfileChange": cn.profile_change_of(profile, profile),
        "CorpusMeasures": cn.measure_corpus([("ici", pole), ("nulle part", "nowhere")], rng=_rng()),
        "CorpusProfiles": cn.profile_corpus([("ici", pole), ("nulle part", "nowhere")], rng=_rng(), n_draws=19),
        "MixingDiagnostics": cn.mixing_of("rewire_links", pole, rng=_rng(), n_draws=9),
        "Coevaluation": coevaluation_of(_ratings(), read_grid(), rng=_rng(), n_draws=19),
        "Grid": read_grid(),
        "Battery": battery,
        "Battery.actors": battery.part("actors"),
        "Battery.structures": battery.part("structures"),
        "Battery.pole": battery.part("pole"),
        "Communities": cn.communities_of(pairs, rng=_rng()),
        "CorePeriphery": cn.core_periphery_of(pairs, rng=_rng()),
        "KeyPlayers": cn.key_players(pairs, 2, rng=_rng()),
        "CohesiveBlocks": cn.cohesive_blocks_of(pairs),
        "tabulated": cn.tabulated(cn.actor_betweenness(pairs), title="Betweenness", title_fr="Intermédiarité"),
    }
