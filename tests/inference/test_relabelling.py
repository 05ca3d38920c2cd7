"""Many labellings at once give the numbers of one labelling at a time, to the last bit."""

from dataclasses import replace

import numpy as np
import pytest

from coopnet.catalogue import MEASURES
from coopnet.errors import UndefinedMeasure
from coopnet.inference.ensemble import Batch
from coopnet.inference.evaluation import Layout, asked
from coopnet.inference.redrawing import ready_to_redraw
from coopnet.inference.relabelling import BATCHED, WHOLE_NUMBERS, LabelDraws, batched, with_groups
from coopnet.multiplex import Multiplex, multiplex_of
from coopnet.nulls import NULLS, Relabelling
from coopnet.synthetic import simulated_pole
from tests.nulls.conftest import built_multiplex

SIMULATED = multiplex_of(simulated_pole(rng=np.random.default_rng(2), n_actors=60, n_ess=8))
UNLABELLED = built_multiplex(
    [("a", "b"), ("a", "b", "joint_bid"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "a"), ("f", "g"), ("g", "a")],
    structures={"G": "abcd", "H": "efg"},
    sectors={"a": "housing", "b": "housing", "c": "food", "d": "food", "e": "food", "f": "culture"},
    types={"a": "ess", "b": "firm", "c": "ess", "d": "firm", "e": "ess"},
    actors="abcdefgh",
)
POLES = {"simulated": SIMULATED, "some without label": UNLABELLED}
BY_GROUP = [measure for measure in MEASURES.values() if measure.by]


def labellings(multiplex, by, n=40):
    null = NULLS["shuffle_sectors"].drawing_from(multiplex, by=by)
    assert isinstance(null, Relabelling)
    return null, null.codes(np.random.default_rng(3), n)


@pytest.mark.parametrize("by", ["sector", "type"])
@pytest.mark.parametrize("pole", POLES)
@pytest.mark.parametrize("name", BATCHED)
def test_a_batch_gives_the_numbers_of_one_labelling_at_a_time(name, pole, by):
    multiplex = POLES[pole]
    null, codes = labellings(multiplex, by)
    for view in MEASURES[name].views:
        question = asked(name, view=view, by=by)
        network = question.given(multiplex)
        layout = Layout.of(question.result(network))
        found = batched(question, LabelDraws(network, null.groups, codes), layout)
        if view not in WHOLE_NUMBERS:
            assert found is None  # sums of fractions depend on the order of terms
            continue
        one_by_one = [question.values(network_with(network, null.relabelled(one)), layout) for one in codes]
        np.testing.assert_array_equal(found, np.array(one_by_one))


def network_with(network, multiplex):
    return replace(network, attributes=multiplex.attributes)


@pytest.mark.parametrize("measure", BY_GROUP, ids=lambda measure: measure.name)
def test_labels_handed_over_as_codes_count_as_labels_in_the_table(measure):
    """Every measure by group of the catalogue must ask groups(by), and never look at the table itself."""
    question = asked(measure)
    null, codes = labellings(SIMULATED, "sector", 3)
    given = question.given(SIMULATED)
    chance = np.random.default_rng(1)
    layout = Layout.of(question.result(given, chance))
    for one in codes:
        rebuilt = question.relabelled(given, null.relabelled(one))
        if isinstance(given, Multiplex):
            continue  # those get the rebuilt table
        handed = with_groups(given, replace(null.groups, codes=one.astype(np.int64)))
        expected, found = (question.values(two, layout, np.random.default_rng(1)) for two in (rebuilt, handed))
        np.testing.assert_array_equal(found, expected)


def test_groups_by_another_column_are_read_from_the_table():
    network = asked("pole_ei").given(SIMULATED)
    known = with_groups(network, SIMULATED.groups("type"))
    assert known.groups("type") is known.known
    np.testing.assert_array_equal(known.groups("sector").codes, SIMULATED.groups("sector").codes)


def test_measures_with_and_without_batched_form_look_at_the_same_draws():
    """Blau's index has no batched form; sharing draws with one that has changes nothing of either."""
    names = ["pole_ei", "actor_blau", "sector_mixing", "pole_assortativity"]
    questions = [asked(name) for name in names]
    together = ready_to_redraw(
        questions, SIMULATED, NULLS["shuffle_sectors"], {"by": "sector"}, rng=np.random.default_rng(4)
    )
    batch = Batch(20, (np.random.default_rng(6),))
    parts = together.split(together(batch))
    for question, part in zip(questions, parts, strict=True):
        alone = replace(
            together, questions=(question,), layouts=(together.layouts[names.index(question.measure.name)],)
        )
        np.testing.assert_array_equal(alone(Batch(20, (np.random.default_rng(6),))), part)


def test_links_moved_by_a_draw_are_seen_by_measures_by_group():
    questions = [asked("pole_ei"), asked("actor_blau")]
    redrawing = ready_to_redraw(questions, SIMULATED, NULLS["rewire_links"], {}, rng=np.random.default_rng(4))
    values = redrawing(Batch(1, (np.random.default_rng(6),)))
    drawn = redrawing.draw(np.random.default_rng(6))
    expected = [question.values(question.given(drawn), layout) for question, layout in
                zip(questions, redrawing.layouts, strict=True)]  # fmt: skip
    np.testing.assert_array_equal(values[0], np.concatenate(expected))


def test_a_measure_undefined_on_the_data_is_refused_before_any_draw():
    empty = built_multiplex([("a", "b")], sectors={"a": "food", "c": "culture"}, actors="abc")
    with pytest.raises(UndefinedMeasure):
        ready_to_redraw([asked("pole_ei")], empty, NULLS["shuffle_sectors"], {}, rng=np.random.default_rng(4))
