import hashlib
import json
import re
import shutil
import zipfile
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from coopnet.drawing.profile import drawn_indicators
from coopnet.errors import Language, WriteRefused
from coopnet.exchange import read_pole
from coopnet.pole import Pole
from coopnet.referentiel.profile import profile_of
from coopnet.report.content import FINDINGS_SHOWN
from coopnet.report.cooperation_report import write_report
from coopnet.report.figure_set import drawn_of
from coopnet.report.page import script_hash
from coopnet.report.words import texts, view_label
from coopnet.synthetic import homophilous_pole, simulated_tables
from tests.report.conftest import DRAWS, HOSTILE, Read, Writing

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Page(HTMLParser):
    """A page as a reader of HTML sees it: elements, ids, headings, scripts, addresses."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.scripts: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.anchors: list[str] = []
        self.language = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "html":
            self.language = str(known.get("lang"))
        if known.get("id"):
            self.ids.append(str(known["id"]))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "script" and known.get("type") != "application/json":
            self.scripts.append("")
        for name in ("src", "href", "xlink:href", "action", "data"):
            if known.get(name) is not None:
                self.addresses.append(str(known[name]))
        self.handlers += [name for name in known if name.startswith("on")]
        if tag == "a" and str(known.get("href", "")).startswith("#"):
            self.anchors.append(str(known["href"])[1:])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script" and self.scripts:
            self.scripts[-1] += data


@pytest.fixture(scope="module", params=["french", "english", "public", "hostile"])
def page(request: pytest.FixtureRequest) -> _Page:
    return _Page(request.getfixturevalue(request.param).html)


def test_every_element_is_closed(page: _Page) -> None:
    assert page.open == []


def test_every_id_is_borne_by_one_element(page: _Page) -> None:
    assert len(page.ids) == len(set(page.ids))


def test_every_link_of_the_contents_leads_somewhere(page: _Page) -> None:
    assert set(page.anchors) <= set(page.ids)


def test_headings_never_skip_a_level(page: _Page) -> None:
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))


def test_nothing_is_fetched_from_anywhere(page: _Page) -> None:
    assert all(address.startswith(("#", "data:")) for address in page.addresses)


def test_no_element_carries_a_script_of_its_own(page: _Page) -> None:
    assert page.handlers == []


def test_the_policy_allows_the_scripts_of_the_page_and_nothing_else(french: Read) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', french.html)
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].replace("&#39;", "'").split(";"))
    assert rules["default-src"] == "'none'"
    assert "connect-src" not in rules
    assert "unsafe" not in rules["script-src"]
    scripts = re.findall(r"<script>(.*?)</script>", french.html, re.DOTALL)
    assert [script_hash(script) for script in scripts] == rules["script-src"].split()


def test_the_language_of_the_page_is_said(french: Read, english: Read) -> None:
    assert _Page(french.html).language == "fr"
    assert _Page(english.html).language == "en"


def test_every_fixed_text_exists_in_both_languages_and_differs_unless_it_is_the_same_word() -> None:
    french, english = texts("fr"), texts("en")
    assert set(french) == set(english)
    same = {key for key in french if french[key] == english[key]}
    assert same <= {
        "confidence",
        "graph_structure",
        "group_structures",
        "moment_label",
        "method_versions",
        "about_source",
        "method_reference",
    }


def test_no_template_mark_is_left_in_the_page(french: Read) -> None:
    body = french.html[: french.html.index('<script type="application/json"')]
    assert "{{" not in body
    assert "{%" not in body
    assert not re.search(r"\{[a-z_]+\}", re.sub(r"<style>.*?</style>", "", body, flags=re.DOTALL))


def test_french_marks_are_never_preceded_by_a_plain_space(french: Read) -> None:
    """Text of the page itself; addresses and the values of files are left as they are."""
    body = french.html[french.html.index("<main") : french.html.index("</main>")]
    shown = re.sub(r"<(style|script|svg|option).*?</\1>", "", body, flags=re.DOTALL)
    shown = re.sub(r"<[^>]+>", "\n", shown)
    assert re.findall(r"[^\n]{0,30}\w [;:!?»%](?!\w)", shown) == []
    assert re.findall("« [^\n]{0,30}", shown) == []


def test_english_pages_hold_no_french_sentence(english: Read) -> None:
    body = english.html[english.html.index("<main") : english.html.index("</main>")]
    for text in texts("fr").values():
        if len(text) > 25 and "{" not in text:
            assert text not in body


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_same_pole_and_seed_give_the_same_bytes_wherever_the_file_is(
    language: str, french: Read, english: Read, written: Writing, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "far" / "away" / "sud_aquitaine"
    shutil.copytree("datasets/sud_aquitaine", elsewhere)
    again = written(read_pole(elsewhere), language=language)
    first = french if language == "fr" else english
    assert again.page.read_bytes() == first.page.read_bytes()
    assert again.workbook.read_bytes() == first.workbook.read_bytes()


def test_another_seed_is_printed_and_changes_the_draws(sud: Pole, written: Writing, french: Read) -> None:
    other = written(sud, seed=12345)
    assert "12345" in other.html
    assert other.html != french.html


def test_no_path_of_the_machine_is_told(french: Read) -> None:
    assert str(Path.cwd()) not in french.html
    assert str(Path.home()) not in french.html.replace("/root", str(Path.home())) or Path.home() == Path("/root")


def test_the_notice_stands_before_everything_else_and_on_the_drawing(french: Read) -> None:
    notice = "Graphe reconstruit à partir de sources publiques"
    assert french.html.index(notice) < french.html.index("<main")
    figure = french.html[french.html.index('class="drawing multigraph"') :]
    assert notice in figure[: figure.index("</svg>")]


def test_hostile_texts_are_shown_as_texts(hostile: Read) -> None:
    markup = re.sub(r'<script type="application/json".*?</script>', "", hostile.html, flags=re.DOTALL)
    for text in HOSTILE[:4]:
        assert text not in markup
        assert "</script><script>window" not in hostile.html
    assert "&lt;/script&gt;&lt;script&gt;window.harmed=1" in hostile.html
    assert "{{ 7 * 7 }}" in hostile.html
    data = re.search(r'id="graph-data">(.*?)</script>', hostile.html, re.DOTALL)
    assert data is not None
    assert {node["name"] for node in json.loads(data[1])["nodes"]} == set(HOSTILE)


def test_rejected_rows_come_first(written: Writing) -> None:
    pole = Pole.from_tables(
        {
            "actors": {"id": ["a", "b"], "name": ["A", "B"]},
            "links": {"source": ["a", "a"], "target": ["b", "zzz"], "kind": ["convention", "convention"]},
        },
        on_error="drop",
    )
    html = written(pole).html
    body = html[html.index("<main") :]
    assert body.index('id="rejected"') < body.index('id="summary"')
    rejected = body[: body.index('id="summary"')]
    assert "zzz" in rejected
    assert ">3<" in rejected  # the row as a spreadsheet numbers it


def test_many_rejected_rows_do_not_fill_the_first_screens(written: Writing) -> None:
    pole = Pole.from_tables(
        {
            "actors": {"id": ["a", "b"], "name": ["A", "B"]},
            "links": {
                "source": ["a"] * 31,
                "target": ["b", *(f"z{n}" for n in range(30))],
                "kind": ["convention"] * 31,
            },
        },
        on_error="drop",
    )
    html = written(pole).html
    first = html[html.index('id="rejected"') : html.index('id="summary"')]
    assert "Lignes écartées\u202f: 30 sur 33 lues." in first
    assert first.count("<tr>") == 1 + 20
    assert "Ce sont les 20 premières erreurs sur 30" in first
    assert "z29" not in first
    assert "z29" in html[html.index('id="findings"') :]


def test_a_published_report_says_how_many_rows_were_rejected_and_quotes_none(written: Writing) -> None:
    pole = Pole.from_tables(
        {
            "actors": {"id": ["a", "b"], "name": ["A", "B"]},
            "links": {"source": ["a", "a"], "target": ["b", "Jean Dupont"], "kind": ["convention", "convention"]},
        },
        on_error="drop",
    )
    html = written(pole, public=True).html
    assert "parce qu’elles contiennent une erreur\u202f: 1 sur 4." in html[: html.index("<main")]
    assert "Dupont" not in html


def test_a_pole_without_error_has_no_section_of_rejected_rows(french: Read) -> None:
    assert 'id="rejected"' not in french.html


@pytest.mark.parametrize(
    "tables",
    [
        {"actors": {"id": ["seul"]}},
        {"actors": {"id": ["a", "b", "c"], "name": ["A", "B", "C"]}},
        {"actors": {"id": ["a", "b"]}, "links": {"source": ["a"], "target": ["b"], "kind": ["convention"]}},
        {"actors": {"id": ["a", "b"]}, "links": {"source": ["a"], "target": ["b"], "kind": ["funding"]}},
        {"actors": {"id": ["a"]}, "structures": {"id": ["s"], "kind": ["geiq"], "size": [40]}},
    ],
    ids=["one actor", "no link", "one link", "no cooperation", "a structure without members"],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_smallest_poles_have_a_report(tables: dict[str, object], language: str, written: Writing) -> None:
    report = written(Pole.from_tables(tables), language=language)  # type: ignore[arg-type]
    assert _Page(report.html).open == []
    assert "nan" not in re.sub(r"<(style|script|svg).*?</\1>", "", report.html, flags=re.DOTALL).lower().split()


def test_a_pole_of_300_actors_has_a_report_under_two_megabytes(written: Writing) -> None:
    """Long names, and as many faulty rows as a page shows findings."""
    tables = simulated_tables(n_actors=300, rng=np.random.default_rng(1))
    tables["actors"]["name"] = [f"{name}, société coopérative du territoire" for name in tables["actors"]["name"]]
    for column in tables["links"].values():
        column += column[:320]
    tables["links"]["target"][-320:] = [f"nobody {row}" for row in range(320)]
    report = written(Pole.from_tables(tables, on_error="drop"), n_draws=9)
    assert "Lignes écartées" in report.html
    assert report.html.count("nobody") >= FINDINGS_SHOWN
    assert report.page.stat().st_size < 1_950_000


def test_a_folder_that_cannot_be_written_is_refused_in_one_sentence(sud: Pole, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(WriteRefused) as refusal:
        write_report(sud, blocked / "report", seed=1, n_draws=DRAWS)
    assert "impossible d’écrire" in refusal.value.fr


def test_the_sector_map_is_read_from_its_dots_where_there_are_some_and_says_so_where_there_is_none(
    french: Read, written: Writing
) -> None:
    assert "Aucune case ne se distingue ici du hasard" in french.html
    assert "lisez d’abord les cases marquées d’un point" not in french.html
    apart = written(homophilous_pole(sizes=(8, 8), p_in=0.9, p_out=0.02, rng=np.random.default_rng(1)))
    assert "lisez d’abord les cases marquées d’un point" in apart.html
    assert "●" in apart.html


def test_a_style_of_the_machine_changes_no_byte_of_the_page(written: Writing) -> None:
    pole = homophilous_pole(sizes=(3, 3), p_in=0.9, p_out=0.4, rng=np.random.default_rng(1))
    pages = []
    for style in ({}, {"axes.facecolor": "black", "xtick.color": "red", "savefig.bbox": "tight"}):
        with mpl.rc_context(style):
            pages.append(written(pole).html)
    assert pages[0] == pages[1]


def test_what_is_counted_has_no_decimals_among_the_measures(french: Read) -> None:
    table = french.html[french.html.index('id="table-measures"') :]
    assert re.search(r"Nombre de composantes</td>.*?<td class=\"n\"[^>]*>11</td>", table, re.DOTALL)
    assert re.search(r"Distance moyenne</td>.*?<td class=\"n\"[^>]*>1,83</td>", table, re.DOTALL)


def test_the_figures_the_report_and_a_notebook_have_one_set_of_numbers(sud: Pole, french: Read) -> None:
    """Same seed, same draws: one profile, and one sector map."""
    profile = profile_of(sud, rng=np.random.default_rng(1), n_draws=DRAWS)
    mixing = drawn_of(sud, "sector_mixing", seed=1, n_draws=DRAWS).numbers
    figure = drawn_of(sud, "profile", language="en", seed=1, n_draws=DRAWS).numbers
    same = ["criterion", "indicator", "observed", "expected", "low", "high", "p", "q", "verdict", "null_model"]
    pd.testing.assert_frame_equal(figure[same], drawn_indicators(profile)[same])

    with zipfile.ZipFile(french.workbook) as book:
        sheets = " ".join(book.read(name).decode() for name in book.namelist() if "worksheets" in name)
    reported = np.array(sorted({float(number) for number in re.findall(r"<v>([-0-9.eE]+)</v>", sheets)}))
    columns = [profile.table[name].dropna() for name in ("expected", "low", "high", "q")]
    numbers = pd.concat([*columns, mixing.loc[mixing["expected"] > 0, "expected"]]).to_numpy()
    assert len(numbers) > 90
    assert np.abs(numbers[:, None] - reported[None, :]).min(axis=1).max() < 1e-9


def test_without_any_sector_the_report_says_which_column_to_fill_in(written: Writing) -> None:
    pole = Pole.from_tables(
        {"actors": {"id": ["a", "b"]}, "links": {"source": ["a"], "target": ["b"], "kind": ["convention"]}}
    )
    page = written(pole).html
    section = page[page.index('id="mixing"') :].split("</section>")[0]
    assert "aucun acteur n’a de secteur dans le fichier" in section
    assert "« secteur »" in unescape(section).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_method_says_of_every_indicator_its_view_and_the_chance_it_was_compared_with(
    sud: Pole, written: Writing, language: Language
) -> None:
    """Each label once, after its null sentence or among what is only described, with its view in brackets."""
    page = written(sud, language=language).html
    method = unescape(page[page.index('<section id="method">') :].split("</section>")[0]).replace("\u202f", " ")
    lines = re.findall(r"<p>(.*?)</p>", method)
    table = profile_of(sud, rng=np.random.default_rng(1), n_draws=19).table
    for row in table[table["indicator"] != ""].to_dict("records"):
        named = f"{row[f'label_{language}']} [{view_label(row['view'], language)}".replace("\u202f", " ")
        holding = [line for line in lines if named in line]
        null = row[f"null_{language}"].replace("\u202f", " ")
        assert holding, named
        assert not null or any(line.startswith(null) for line in holding), named


def test_what_is_vendored_is_what_was_published() -> None:
    folder = Path("coopnet/report/vendored")
    listed = dict(reversed(line.split()) for line in (folder / "SHA256SUMS").read_text().splitlines())
    scripts = {path.name for path in folder.iterdir()} - {"SHA256SUMS", "README.md"}
    assert set(listed) == scripts
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_without_links_the_report_says_why_there_is_no_sector_map_without_code(written: Writing) -> None:
    pole = Pole.from_tables({"actors": {"id": ["A", "B", "C"], "sector": ["food", "food", "training"]}})
    page = written(pole).html
    assert "redistribuer les secteurs au hasard n’y changerait rien" in page
    assert not re.search(r"shuffle_|pole_[a-z]|sector_mixing inchang", page.split("<script")[0])


def test_the_method_says_how_often_the_map_was_drawn_and_how_doubts_were_obtained_where_the_report_has_any(
    french: Read, public: Read, written: Writing
) -> None:
    method = french.html[french.html.index('id="method"') :]
    assert "Qui coopère avec qui, par secteur\u202f: 9\u202f767, pour qu’un couple" in method
    assert "on retire au hasard un dixième des acteurs" in method
    assert "la même mesure sans l’acteur" in method
    assert "la même mesure sans l’acteur" not in public.html
    alone = written(Pole.from_tables({"actors": {"id": ["a"]}}))
    assert "on retire au hasard" not in alone.html
    assert "pour qu’un couple" not in alone.html
