"""A measure without each actor or structure: the same as on a pole read without it; the lead organisation shows."""

import re
from functools import partial

import numpy as np
import pytest
from scipy.stats import spearmanr

from coopnet import waiting
from coopnet.catalogue import MEASURES
from coopnet.errors import UndefinedMeasure, UnknownWord
from coopnet.inference.evaluation import Layout, asked
from coopnet.inference.leave_one_out import (
    LeaveOneOut,
    LeaveOneOutEach,
    Notable,
    leave_one_actor_out,
    leave_one_structure_out,
    notable_of,
    without_notable,
)
from coopnet.measures.declaration import Measure, on_views
from coopnet.measures.examples import example_pole
from coopnet.multiplex import multiplex_of
from coopnet.pole import Pole
from coopnet.reduction import without_actors, without_structures
from coopnet.synthetic import brokered_pole, lead_organisation_pole, simulated_pole

MULTIPLEX = multiplex_of(simulated_pole(rng=np.random.default_rng(4), n_actors=24, n_ess=6), natures="all")
WITHOUT_ITEMS_TO_FOLLOW = {"link_provenance_table"}
STEADY = sorted(
    name for name, measure in MEASURES.items() if not measure.chance and name not in WITHOUT_ITEMS_TO_FOLLOW
)


def _rng():
    return np.random.default_rng(20261123)


def _taken_again(question, multiplex, layout):
    """Evaluate on the cut multiplex itself, collapsed anew."""
    return question.values(question.given(multiplex), layout)


@pytest.mark.parametrize("name", STEADY)
def test_every_measure_without_an_actor_is_the_measure_of_the_pole_without_it(name):
    question = asked(name)
    try:
        result = question.result(question.given(MULTIPLEX))
    except UndefinedMeasure as refusal:
        with pytest.raises(UndefinedMeasure, match=re.escape(refusal.en)):
            leave_one_actor_out(name, MULTIPLEX)
        return
    layout = Layout.of(result)

    found = leave_one_actor_out(name, MULTIPLEX)

    values = found.without.to_numpy().reshape(MULTIPLEX.n_actors, -1)
    for position in (0, 7, 23):
        again = _taken_again(question, without_actors(MULTIPLEX, [position]), layout)
        np.testing.assert_allclose(values[position], again, rtol=1e-9)


@pytest.mark.parametrize("name", ["pole_density", "pole_edge_overlap", "actor_strength", "sector_mixing"])
def test_a_measure_without_a_structure_is_that_of_the_pole_without_it(name):
    question = asked(name)
    layout = Layout.of(question.result(question.given(MULTIPLEX)))

    found = leave_one_structure_out(name, MULTIPLEX)

    for structure, values in zip(found.without.index, found.without.to_numpy(), strict=True):
        again = _taken_again(question, without_structures(MULTIPLEX, [structure]), layout)
        np.testing.assert_allclose(np.atleast_1d(values), again, rtol=1e-9)


def test_without_the_lead_organisation_centralisation_collapses_and_the_pole_falls_apart():
    """25 actors led by one, the others in 6 pairs: without the lead 18 components, and hardly any centre."""
    pole = lead_organisation_pole(rng=_rng(), n_actors=25, n_pairs=6)
    degree, betweenness, components = (
        leave_one_actor_out(name, pole)
        for name in ("pole_degree_centralisation", "pole_betweenness_centralisation", "pole_components")
    )
    lead = degree.notable

    assert degree.names[lead] == "Tête de réseau"
    assert degree.most_influential == betweenness.most_influential == components.most_influential == lead
    assert degree.observed > 0.9 > 0.1 > degree.without[lead]
    assert betweenness.without[lead] == 0.0
    assert components.without[lead] == 25 - 1 - 6
    assert (components.without.drop(lead) == 1).all()


def test_without_the_broker_the_groups_cannot_reach_each_other():
    found = leave_one_actor_out("pole_connectedness", brokered_pole(rng=_rng(), n_groups=4, group_size=5))

    assert found.observed == 1.0
    assert found.names[found.most_influential] == "Courtier"
    assert found.without[found.most_influential] == pytest.approx(4 * 10 / 190)  # pairs within groups


def test_structures_are_called_by_their_names_where_the_pole_knows_them():
    pole = Pole.from_tables(
        {
            "actors": {"id": list("abcd")},
            "structures": {"id": ["G", "H"], "name": ["Les Halles", ""], "kind": ["employers_group"] * 2},
            "memberships": {"actor": list("abccd"), "structure": list("GGGHH")},
        }
    )
    left = leave_one_structure_out("pole_density", pole)
    assert left.names == {"G": "Les Halles", "H": "H"}
    assert "Without Les Halles (the structure with the most named members)" in left.summary()
    assert left.tidy()["name"].tolist() == ["Les Halles", "H"]
    assert leave_one_structure_out("pole_density", multiplex_of(pole)).names == {"G": "G", "H": "H"}


def test_the_largest_structure_is_the_one_with_the_most_named_members_as_in_a_profile():
    pole = simulated_pole(rng=_rng(), n_actors=120)
    found = leave_one_structure_out("pole_density", pole)

    multiplex = multiplex_of(pole)
    named = {
        name: n
        for layer in multiplex.affiliations.values()
        for name, n in zip(layer.structures, layer.named, strict=True)
    }
    assert named[found.notable] == max(named.values())
    assert found.notable == notable_of(multiplex).group
    assert found.without.index.size == len(found.names)


def test_a_measure_that_has_no_value_without_someone_is_nan_there_and_comes_first():
    """Two linked actors and an isolate: without either end there is no link, and no mean distance."""
    found = leave_one_actor_out("pole_mean_distance", example_pole("ab", actors="c"))

    assert found.without.isna().to_dict() == {"a": True, "b": True, "c": False}
    assert found.most_influential == "a"
    assert "no value" in found.summary()


def test_what_changes_among_the_others_is_told_for_each_one_left_out():
    """The path a–b–c–d: degrees 1, 2, 2, 1."""
    found = leave_one_actor_out("actor_degree", example_pole("ab bc cd"))

    assert isinstance(found, LeaveOneOutEach)
    assert np.isnan(found.without.loc["b", "b"])
    table = found.table
    assert table.loc["a", ["mean_change", "largest_change", "most_changed"]].tolist() == [1 / 3, 1.0, "b"]
    assert table.loc["b", ["mean_change", "largest_change", "most_changed"]].tolist() == [2 / 3, 1.0, "a"]
    assert (table["undefined"] == 0).all()  # losing one's own number is not counted


def test_rank_correlations_are_those_of_scipy():
    found = leave_one_actor_out("actor_degree", MULTIPLEX)
    for actor in found.table.index[:5]:
        others = found.observed.index != actor
        expected = spearmanr(found.observed[others], found.without.loc[actor][others]).statistic
        assert found.table.loc[actor, "rank_correlation"] == pytest.approx(expected)


def test_actors_that_lose_their_value_with_another_are_counted():
    """In a star, the openness of a leaf is that of its one link: without the hub, no leaf has one."""
    pole = example_pole("ab ac ad", sectors={"food": "ab", "housing": "cd"})

    assert leave_one_actor_out("actor_ei", pole).table.loc["a", "undefined"] == 3


def test_links_of_the_one_left_out_are_its_own():
    found = leave_one_actor_out("link_multiplexity", example_pole("ab bc cd"))

    assert (found.table["undefined"] == 0).all()


def test_a_kind_may_vanish_with_an_actor():
    pole = example_pole({"convention": "ab bc", "joint_bid": "ad"})
    found = leave_one_actor_out("pole_density", pole, kinds=["joint_bid"])

    assert isinstance(found, LeaveOneOut)
    assert found.view == "pairs: joint_bid"
    assert found.without.round(6).to_dict() == {"a": 0.0, "b": round(1 / 3, 6), "c": round(1 / 3, 6), "d": 0.0}


def test_groups_may_be_those_of_another_column():
    by_type = leave_one_actor_out("pole_ei", MULTIPLEX, by="type")
    by_sector = leave_one_actor_out("pole_ei", MULTIPLEX)

    assert not np.allclose(by_type.without, by_sector.without)
    with pytest.raises(UnknownWord, match="colour"):
        leave_one_actor_out("pole_ei", MULTIPLEX, by="colour")


def test_a_measure_of_one_s_own_reads_any_column():
    @on_views("pairs")
    def pole_named_share(network):
        return float(network.attributes["name"].notna().mean())

    own = Measure(
        pole_named_share, level="pole", fr="Part nommée", en="Named share", bounds=(0, 1), reading_fr="", reading_en="",
        source="none",
    )  # fmt: skip

    assert leave_one_actor_out(own, MULTIPLEX).observed == 1.0


def _chancy():
    @on_views("pairs")
    def pole_chance(network, *, rng):
        return float(rng.random() * network.n_pairs)

    labels = {"fr": "", "en": "", "bounds": (0, 1), "reading_fr": "", "reading_en": "", "source": ""}
    return Measure(pole_chance, level="pole", chance=True, **labels)


@pytest.mark.parametrize(
    ("asking", "refusal", "named"),
    [
        (partial(leave_one_actor_out, "pole_components", example_pole(actors="a")), UndefinedMeasure, "single actor"),
        (partial(leave_one_actor_out, "link_provenance_table", MULTIPLEX), UndefinedMeasure, "share labels"),
        (partial(leave_one_structure_out, "pole_density", example_pole("ab")), UndefinedMeasure, "No structure"),
        (partial(leave_one_actor_out, _chancy(), example_pole("ab")), UnknownWord, "Chance enters"),
        (
            partial(leave_one_actor_out, "pole_mean_distance", example_pole(actors="ab")),
            UndefinedMeasure,
            "no two actors",
        ),
    ],
)
def test_what_cannot_be_left_out_is_refused_in_both_languages(asking, refusal, named):
    with pytest.raises(refusal, match=named) as caught:
        asking()
    assert caught.value.fr
    assert caught.value.fr != caught.value.en


def test_summaries_name_the_lead_in_both_languages():
    found = leave_one_actor_out("pole_degree_centralisation", lead_organisation_pole(rng=_rng()))

    assert "Without Tête de réseau (the actor with the most partners): 0.02" in found.summary()
    assert "Sans Tête de réseau (l’acteur qui a le plus de partenaires)\u202f: 0,02" in found.summary("fr")
    assert "corrélation des rangs" in leave_one_actor_out("actor_degree", MULTIPLEX).summary("fr")


def test_a_bar_appears_on_a_terminal_only_for_those_who_wait(capsys, monkeypatch):
    pole = example_pole("ab bc cd de ef fg gh hi ij jk kl lm mn no op pq qr rs st")
    monkeypatch.setattr(waiting.sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    leave_one_actor_out("pole_density", pole)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    leave_one_actor_out("pole_density", pole)
    assert "/20" in capsys.readouterr().err


def test_whom_a_pole_rests_on_is_found_and_taken_away():
    """Actor a has four partners; G has three members, H one."""
    pole = example_pole("ab ac ad ae", structures={"G": "bcd", "H": "e"})
    multiplex = multiplex_of(pole)
    notable = notable_of(multiplex, {"G": "Les Halles"})
    questions = [asked("pole_density"), asked("pole_transitivity")]
    (density_lead, density_group), (closed_lead, closed_group) = without_notable(questions, multiplex, notable)

    assert notable == Notable("a", "a", "G", "Les Halles")
    assert (density_lead, density_group) == (3 / 6, 4 / 10)
    assert (closed_lead, closed_group) == (1, 0)
    alone = multiplex_of(example_pole(actors="ab"))
    assert notable_of(alone) == Notable()
    assert np.isnan(without_notable([asked("pole_density")], alone, Notable())).all()
