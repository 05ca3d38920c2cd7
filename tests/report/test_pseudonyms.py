import re
import zipfile

import numpy as np
import pytest

from coopnet.measures.cohesion import pole_density
from coopnet.measures.degrees import actor_degree
from coopnet.network import network_of
from coopnet.pole import Pole
from coopnet.referentiel.profile import profile_of
from coopnet.report.pseudonyms import pseudonymous
from tests.report.conftest import Read, Writing


def _names(pole: Pole) -> set[str]:
    """Return every text that names an actor or a structure."""
    tables = (pole.actors, pole.structures)
    names = {str(name) for table in tables for name in (*table["name"].dropna(), *table.index)}
    codes = {str(code) for column in ("siren", "siret") for code in pole.actors[column].dropna()}
    return {name for name in names | codes if len(name) > 3}


def _texts(report: Read) -> str:
    with zipfile.ZipFile(report.workbook) as book:
        return report.html + " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


@pytest.mark.parametrize("option", ["pseudonyms", "public"])
def test_no_name_nor_code_is_left_in_the_page_or_the_workbook(sud: Pole, written: Writing, option: str) -> None:
    texts = _texts(written(sud, **{option: True}))
    vendored = texts.index("Cytoscape Consortium")  # nobody of the pole, but a name all the same
    assert vendored
    labels = {word.fr for words in sud.vocabulary.lists.values() for word in words.values()}
    left = {name for name in _names(sud) - labels if name in texts}
    assert left == set()


def test_links_roles_and_sources_do_not_tell_either(public: Read, sud: Pole) -> None:
    sources = {str(text) for table in (sud.actors, sud.links) for text in table["evidence"].dropna()}
    assert not [text for text in sources if text in public.html]


def test_measures_are_those_of_the_pole(sud: Pole) -> None:
    hidden = pseudonymous(sud, "fr")
    assert pole_density(network_of(hidden)) == pole_density(network_of(sud))
    assert sorted(actor_degree(network_of(hidden))) == sorted(actor_degree(network_of(sud)))


@pytest.mark.parametrize("at", ["", "2024", "2024-06", "2024-06-15"])
def test_of_dates_the_year_is_left_unless_the_day_decides_whether_a_row_counts(at: str) -> None:
    """A day of foundation can be looked up in a register; the measures stay those of the file."""
    since = ["2009-07-13", "2024-06-15", "2024-06-16", "2024-07", None]
    until = [None, "2024-06-20", None, "2025-01-02", "2024-06-14"]
    ids = list("abcdef")
    pole = Pole.from_tables(
        {
            "about": {"reference_date": at},
            "actors": {"id": ids, "joined": ["2011-02-03"] * 6},
            "structures": {"id": ["s"], "kind": ["scic"], "founded": ["2009-07-13"]},
            "memberships": {"actor": ["a"], "structure": ["s"], "since": ["2012-05"]},
            "links": {
                "source": ids[:-1], "target": ids[1:], "kind": ["convention"] * 5, "since": since, "until": until
            },
        }
    )  # fmt: skip
    hidden = pseudonymous(pole, "fr")

    assert hidden.actors["joined"].tolist() == ["2011"] * 6
    assert hidden.structures["founded"].tolist() == ["2009"]
    assert hidden.memberships["since"].tolist() == ["2012"]
    assert sorted(actor_degree(network_of(hidden))) == sorted(actor_degree(network_of(pole)))
    left = {date for column in ("since", "until") for date in hidden.links[column].dropna()}
    if len(at) < 10:
        assert not [date for date in left if len(date) > max(len(at), 4)]
    else:
        assert left == {"2009", "2024", "2024-06-16", "2024-07", "2025", "2024-06-14"}


@pytest.mark.parametrize("option", ["pseudonyms", "public"])
def test_addresses_and_telephones_in_what_the_pole_says_of_itself_are_not_published(
    sud: Pole, written: Writing, option: str
) -> None:
    said = "Enquête 2024, écrire à jeanne.dupré@pole.fr ou au 06 12 34 56 78."
    about = {"name": "Pôle de l’Adour", "source": said, "notice": said, "territory": "Pays d’Orthe"}
    tables = {name: getattr(sud, name) for name in ("actors", "structures", "memberships", "links")}
    texts = _texts(written(Pole.from_tables({**tables, "about": about}), **{option: True}))

    assert "dupré" not in texts
    assert "06 12 34" not in texts.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Enquête 2024, écrire à … ou au …." in texts


def test_the_profile_of_a_pseudonymous_pole_is_that_of_the_pole_communes_included(sud: Pole) -> None:
    """Who is in the commune of whom is kept, its code is not."""
    own, hidden = (
        profile_of(one, rng=np.random.default_rng(1), n_draws=19).table for one in (sud, pseudonymous(sud, "fr"))
    )
    assert hidden["observed"].tolist() == pytest.approx(own["observed"].tolist(), nan_ok=True)
    assert hidden.loc[hidden["by"] == "commune", "observed"].notna().all()
    codes = pseudonymous(sud, "fr").actors["commune"].dropna()
    assert not set(codes) & set(sud.actors["commune"].dropna())
    assert sorted(codes.value_counts()) == sorted(sud.actors["commune"].value_counts())


def test_a_pseudonymous_pole_is_a_pole_of_the_same_size_without_findings(sud: Pole) -> None:
    hidden = pseudonymous(sud, "fr")
    for name in ("actors", "structures", "memberships", "links"):
        assert len(getattr(hidden, name)) == len(getattr(sud, name))
    assert hidden.findings == ()
    assert set(hidden.memberships["actor"]) <= set(hidden.actors.index)
    assert set(hidden.links["source"]) <= set(hidden.actors.index)


def test_pseudonyms_do_not_follow_the_order_of_the_file(sud: Pole) -> None:
    """Sectors in the order of pseudonyms are not in the order of the file: the numbering was dealt anew."""
    hidden = pseudonymous(sud, "fr")
    assert hidden.actors["sector"].tolist() != sud.actors["sector"].tolist()


def test_one_changed_link_deals_other_pseudonyms(sud: Pole) -> None:
    """The order depends on the whole file, so that knowing the names alone does not give it back."""
    fewer = Pole.from_tables(
        {**{name: getattr(sud, name) for name in ("actors", "structures", "memberships")}, "links": sud.links.iloc[1:]}
    )
    assert pseudonymous(fewer, "fr").actors["sector"].tolist() != pseudonymous(sud, "fr").actors["sector"].tolist()


def test_the_fingerprint_of_the_file_is_not_told(public: Read, french: Read) -> None:
    fingerprint = re.search("[0-9a-f]{64}", french.html)
    assert fingerprint is not None
    assert fingerprint[0] not in public.html
    assert not re.search(r"\b[0-9a-f]{64}\b", public.html)


def test_the_public_report_has_no_finding_and_singles_nobody_out(public: Read, french: Read) -> None:
    assert 'id="findings"' in french.html
    assert 'id="findings"' not in public.html
    assert "le plus de partenaires" in french.html
    assert "le plus de partenaires" not in public.html


def test_the_public_report_warns_that_a_small_pole_can_be_recognised(public: Read) -> None:
    assert "suffire à reconnaître un acteur" in public.html


def test_the_public_table_of_actors_ranks_nobody(public: Read) -> None:
    table = public.html[public.html.index('id="table-actors"') :]
    names = re.findall(r"<tr><td[^>]*>(Acteur \d+)</td>", table[: table.index("</table>")])
    assert len(names) == 30
    assert names == sorted(names)


def test_every_number_against_chance_and_every_measure_of_the_pole_is_the_same_with_pseudonyms(
    french: Read, public: Read
) -> None:
    """Draws follow rows: they are made on the rows of the file, whatever names are shown."""
    told = re.compile(r"[pq] [=<≤] .*? tirages|(?<=<span class=\"verdict\">)[^<]+")
    assert len(told.findall(french.html)) >= 20
    assert told.findall(public.html) == told.findall(french.html)
    for key in ("profile", "mixing", "measures"):
        shown = [one.html[one.html.index(f'id="table-{key}"') :] for one in (french, public)]
        cells = [re.findall(r'<td class="n"[^>]*>([^<]*)', text[: text.index("</table>")]) for text in shown]
        assert cells[0] == cells[1], key
        assert len(cells[0]) > 20


def test_a_profile_already_measured_brings_no_name_into_a_report_with_pseudonyms(sud: Pole, written: Writing) -> None:
    measured = profile_of(sud, rng=np.random.default_rng(1), n_draws=19)
    assert "Comité de bassin d’emploi" in measured.notable_sentence("fr")
    assert "Comité de bassin d’emploi" not in _texts(written(sud, profile=measured, pseudonyms=True))
