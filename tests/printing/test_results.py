"""Every result is a table, can be read in both languages, and leaves for LaTeX, Excel, Stata and R."""

import importlib
import inspect
import pkgutil
import re
import shutil
import subprocess

import numpy as np
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

import coopnet
from coopnet.errors import UnknownWord, WriteRefused
from coopnet.exchange import read_pole
from coopnet.inference.comparison import compare_to_null
from coopnet.printing.result import Result, Tabulated, stacked, tabulated
from coopnet.printing.words import HEADERS, VERDICT_LABELS, view_note

KINDS = (
    *("NullComparison", "NullComparisons", "stacked", "DyadicModel", "DyadicCorrelation", "LeaveOneOut"),
    *("LeaveOneOutEach", "MissingData", "MissingDataEach", "VertexBootstrap", "VertexBootstrapEach", "Ranks"),
    *("SmallWorld", "ExactMoments", "Profile", "ProfileChange", "Coevaluation", "Grid", "Battery", "Battery.actors"),
    *("Battery.structures", "Battery.pole", "Communities", "CorePeriphery", "KeyPlayers"),
    *("CohesiveBlocks", "tabulated", "CorpusMeasures", "CorpusProfiles", "MixingDiagnostics"),
)
every = pytest.mark.parametrize("kind", KINDS)
each_language = pytest.mark.parametrize("language", ["fr", "en"])
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}")


def test_every_class_of_results_is_among_those_tried(results):
    for module in pkgutil.walk_packages(coopnet.__path__, "coopnet."):
        if module.name.split(".")[1] in ("inference", "catalogue", "measures", "referentiel", "corpus", "nulls"):
            importlib.import_module(module.name)
    known = {Result, *Result.__subclasses__()}
    while more := {child for one in known for child in one.__subclasses__()} - known:
        known |= more
    made = {one for one in known if not inspect.isabstract(one) and one.__module__.startswith("coopnet.")}
    tried = {type(one).__qualname__ for one in results.values()}
    bases = {one for one in made if any(issubclass(other, one) and other is not one for other in made)}

    assert {one.__qualname__ for one in made - bases} <= tried
    assert set(results) == set(KINDS)


@every
def test_a_tidy_table_has_named_columns_and_no_index(results, kind):
    table = results[kind].tidy()

    assert isinstance(table, pd.DataFrame)
    assert len(table)
    assert table.columns.is_unique
    assert all(isinstance(name, str) and name for name in table.columns)
    assert table.index.tolist() == list(range(len(table)))


@every
@each_language
def test_a_summary_is_text_in_the_language(results, kind, language):
    text = results[kind].summary(language)

    assert text.strip()
    if language == "fr":
        assert not re.search(r" [;:?!»]", text), "French punctuation has narrow no-break spaces"


@every
def test_a_repr_is_one_short_line(results, kind):
    assert len(repr(results[kind])) < 200
    assert "\n" not in repr(results[kind])


@every
@each_language
def test_latex_has_rules_a_caption_a_label_and_notes_and_no_sign_that_breaks_it(results, kind, language):
    text = results[kind].to_latex(language, caption="50 % & more_", label="tab:mine")

    assert text.count(r"\toprule") == text.count(r"\midrule") == text.count(r"\bottomrule") == 1
    assert r"\caption{50 \% \& more\_}\label{tab:mine}" in text
    assert re.search(r"[\u202f\u2212≤—]", text) is None
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")


@every
def test_latex_compiles(results, kind, tmp_path):
    if not shutil.which("pdflatex"):
        pytest.skip("pdflatex is not installed: what LaTeX makes of the table was not tried")
    preamble = r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{booktabs,longtable,graphicx,array}"
    both = "\n".join(results[kind].to_latex(language) for language in ("fr", "en"))
    (tmp_path / "table.tex").write_text(f"{preamble}\\begin{{document}}\n{both}\\end{{document}}\n", encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-draftmode", "table.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="latin-1")

    assert done.returncode == 0, done.stdout[-1500:]
    if kind != "Battery.actors":  # of some fifty columns, among which the author chooses
        assert re.findall(r"Overfull \\hbox \([^)]*\)", done.stdout) == []


def test_in_latex_a_table_wider_than_the_page_is_shrunk_and_its_long_headers_stand_upright(tmp_path):
    names = ["Organisation de l’économie sociale et solidaire", "Autre entreprise", "Collectivité ou groupement"]
    wide = tabulated(pd.DataFrame(1.5, pd.Index(names, name="type"), names)).to_latex("fr")
    narrow = tabulated(pd.DataFrame(1.5, pd.Index(["a"], name="type"), ["x", "y"])).to_latex("fr")

    assert r"\resizebox" in wide
    assert r"\rotatebox{90}{Autre entreprise}" in wide
    assert r"\parbox" in wide
    assert r"\usepackage{graphicx}" in wide.splitlines()[0]
    long = tabulated(pd.DataFrame(1.5, pd.RangeIndex(60, name="step"), names)).to_latex("fr")
    assert r"\rotatebox{90}{Autre entreprise}" in long
    assert r"\resizebox" not in long
    assert all(package in long.splitlines()[0] for package in ("longtable", "graphicx"))
    assert r"\resizebox" not in narrow
    assert r"\rotatebox" not in narrow


@every
@each_language
def test_a_workbook_holds_the_printed_table_and_is_the_same_every_time(results, kind, language, tmp_path):
    result = results[kind]
    one, other = (result.to_excel(tmp_path / name, language) for name in ("one.xlsx", "other.xlsx"))
    book = CalamineWorkbook.from_path(one)
    sheets = result.sheets(language)

    assert one.read_bytes() == other.read_bytes()
    assert book.sheet_names[1:] == [sheet.sheet for sheet in sheets]
    assert len(book.get_sheet_by_index(1).to_python()) == 1 + len(sheets[0].rows)


@every
def test_a_stata_file_gives_back_every_number_and_text_under_legal_names(results, kind, tmp_path):
    result = results[kind]
    one, other = (result.to_stata(tmp_path / name, "fr") for name in ("one.dta", "other.dta"))
    with pd.io.stata.StataReader(one) as file:
        labels, read = file.variable_labels(), file.read()
    table = result.tidy()

    assert one.read_bytes() == other.read_bytes()
    assert all(VARIABLE.fullmatch(name) for name in read.columns)
    assert read.shape == table.shape
    assert all(label and len(label) <= 80 for label in labels.values())
    for place, name in enumerate(table.columns):
        if pd.api.types.is_numeric_dtype(table[name].dtype):
            wanted = table[name].to_numpy(dtype=np.float64, na_value=np.nan)
            wanted = np.where(np.isfinite(wanted), wanted, np.nan)  # Stata has no infinity: it is missing
            np.testing.assert_array_equal(read.iloc[:, place].to_numpy(dtype=np.float64), wanted)
        else:
            assert read.iloc[:, place].tolist() == ["" if pd.isna(v) else str(v) for v in table[name]]


@every
def test_numbers_are_written_as_the_language_does(results, kind):
    french, english = (results[kind].to_latex(language) for language in ("fr", "en"))
    if re.search(r"& (\$-\$)?\d+\.\d{2,}", english):
        assert re.search(r"& (\$-\$)?\d+,\d{2,}", french)
        assert re.search(r"& (\$-\$)?\d+\.\d{3,} (&|\\\\)", french) is None


@every
def test_a_french_reader_is_told_the_view_in_french(results, kind):
    result = results[kind]
    said = " ".join([result.title("fr"), *result.notes("fr"), result.summary("fr").split("\n")[0]])
    assert re.search(r"\bpairs\b|\bcooperation\b|\bat \d|≤ 500", said) is None
    if re.search(r"\[\w+", result.title("en")):
        assert re.search(r"\[paires|\[actor_degree", result.title("fr"))


def test_stata_labels_name_the_measure_and_its_view(results):
    assert results["NullComparison"].labels("en")["observed"] == "observed — pole_ei[pairs]"
    assert results["Battery.actors"].labels("fr")["actor_degree[pairs]"].startswith("actor_degree[pairs] — Nombre")


def test_notes_name_view_null_draws_and_seed(results):
    notes = " ".join(results["NullComparison"].notes("en"))
    assert notes.startswith("View: pairs (cooperation, at 2025, structures ≤ 500).")
    assert "Hold every link and the size of each sector" in notes
    assert "19 draws; seed 2012." in notes
    french = " ".join(results["NullComparison"].notes("fr"))
    assert "19 tirages\u202f; graine 2012." in french
    assert "coopération, à la date 2025" in french


@each_language
def test_a_verdict_is_said_in_the_same_words_in_text_and_in_tables(results, language):
    one = results["NullComparison"]
    word = VERDICT_LABELS[one.verdict][language]
    printed = stacked([one]).printed(language)

    assert word in one.summary(language)
    assert printed.rows[0][[column.header for column in printed.columns].index("verdict")] == word


def test_the_note_of_a_french_table_names_the_view_in_french(results):
    assert "Vue\u202f: paires (coopération" in " ".join(results["NullComparison"].notes("fr"))
    assert view_note("kinds", "", "fr") == "Vue\u202f: natures."
    assert view_note("kinds", "", "en") == "View: kinds."


def test_a_french_csv_is_what_a_french_excel_opens(results, tmp_path):
    result = results["NullComparison"]
    text = result.to_csv(tmp_path / "r.csv", "fr").read_bytes()
    assert text.startswith(b"\xef\xbb\xbfmeasure;view;")
    read = pd.read_csv(tmp_path / "r.csv", sep=";", decimal=",")
    assert read["observed"].item() == pytest.approx(result.observed, rel=1e-15)


def test_stacked_results_keep_all_rows_and_tell_refusals(results):
    both = results["stacked"]
    assert len(both.tidy()) == 1 + len(results["NullComparisons"].tidy())
    assert "Nothing moves." in both.notes("en")
    assert "Rien ne bouge." in both.notes("fr")
    with pytest.raises(UnknownWord, match="no result"):
        stacked([])


@each_language
def test_many_poles_are_printed_with_those_that_were_refused(results, language):
    for kind in ("CorpusMeasures", "CorpusProfiles"):
        text = results[kind].summary(language)
        assert ("2012" in text, "nulle part" in text, "ici" in text) == (True, True, True)
        assert "1 pole" in results[kind].title("en")


def test_any_series_or_table_can_be_tabulated():
    wide = tabulated(pd.DataFrame({"x": [1.0], 2: ["é"]}, index=pd.Index(["a"], name="actor")))
    assert isinstance(wide, Tabulated)
    assert wide.tidy().to_dict("list") == {"actor": ["a"], "x": [1.0], "2": ["é"]}


def test_another_decimal_sign_than_a_point_or_a_comma_is_refused(results):
    with pytest.raises(UnknownWord, match="decimal is"):
        results["NullComparison"].to_latex(decimal=";")


@pytest.mark.parametrize("verb", ["to_excel", "to_stata", "to_csv"])
def test_a_place_that_cannot_be_written_is_one_sentence(results, verb, tmp_path):
    with pytest.raises(WriteRefused, match="does not exist"):
        getattr(results["Ranks"], verb)(tmp_path / "nowhere" / "r.x")


def test_headers_are_in_both_languages():
    assert all(header.fr and header.en for header in HEADERS.values())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_table_over_pages_stays_within_the_text(tmp_path, language):
    """Sixty couples of sectors with seven numbers each, which no box can shrink."""
    if not shutil.which("pdflatex"):
        pytest.skip("pdflatex is not installed: what LaTeX makes of the table was not tried")
    pole = read_pole("datasets/sud_aquitaine")
    found = compare_to_null("sector_mixing", pole, "shuffle_sectors", rng=np.random.default_rng(1), n_draws=19)
    written = found.to_latex(language)
    preamble = r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{booktabs,longtable,array}"
    (tmp_path / "long.tex").write_text(f"{preamble}\\begin{{document}}\n{written}\\end{{document}}\n", "utf-8")
    for _ in range(3):  # such a table learns the widths of its columns from the run before
        command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "long.tex"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="latin-1")

    assert r"\begin{longtable}" in written
    assert done.returncode == 0, done.stdout[-1500:]
    assert "Overfull" not in done.stdout


def test_a_long_table_of_more_text_than_its_page_takes_smaller_letters_and_breaks_lines():
    numbers = pd.DataFrame(1234.5, pd.RangeIndex(60, name="step"), [f"n{place}" for place in range(9)])
    words = {f"text {place}": "several words of some length" for place in range(4)}
    written = tabulated(numbers.assign(**words)).to_latex("en")

    assert written.count(r">{\raggedright\arraybackslash}p{") == 4
    assert r"\begingroup\tiny" in written
    assert written.count(r"\begingroup") == written.count(r"\endgroup") == 1
    shares = [float(share) for share in re.findall(r"p\{([\d.]+)\\linewidth\}", written)]
    assert 0 < sum(shares) < 1
