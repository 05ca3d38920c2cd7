"""``coopnet measures`` and ``coopnet measure``: what they list, show, write and refuse."""

import re

import numpy as np
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from coopnet.catalogue import MEASURES
from coopnet.catalogue.battery import measure_all
from coopnet.cli import main
from coopnet.exchange import read_pole
from coopnet.measures.cohesion import pole_density
from coopnet.measures.directed import actor_directed_degree_table
from coopnet.multiplex import multiplex_of
from coopnet.network import network_of

POLE = "datasets/sud_aquitaine"


@pytest.fixture
def run(monkeypatch, capsys):
    """Return what runs a command here: its exit status, what it printed, what it complained of."""

    def ran(*words):
        monkeypatch.setenv("LANGUAGE", "")
        with pytest.raises(SystemExit) as done:
            main([str(word) for word in words])
        out, err = capsys.readouterr()
        return done.value.code, out, err

    return ran


class TestMeasures:
    def test_names_every_measure_of_the_catalogue(self, run):
        out = run("measures")[1]
        assert all(f"  {name} [" in out for name in MEASURES)
        assert "Cohésion du pôle" in out
        assert "Cohesion of the pole" in run("measures", "--langue", "en")[1]

    def test_says_of_each_its_level_its_bounds_and_that_no_direction_is_agreed(self, run):
        told = {
            block.split(" [")[0]: block.splitlines()[2].strip()
            for block in re.split(r"\n  (?=\w)", run("measures", "--langue", "en")[1])[1:]
        }

        assert list(told) == list(MEASURES)
        assert told["pole_targeted_robustness"] == "one value for the pole; from 0 to 0.5; no agreed direction"
        assert told["actor_katz"] == "one value per actor; 1 or more; no agreed direction"
        assert told["pole_reduction_table"].startswith("several values for the pole; 1 or less")
        assert told["actor_multiplex_table"].startswith("several values per actor; no bound")
        french = run("measures", "--langue", "fr")[1]
        assert "une valeur pour le pôle\u202f; de 0 à 0,5\u202f; pas de sens convenu" in french


class TestMeasure:
    def test_shows_the_measures_of_the_pole_with_their_view_and_the_notice(self, run):
        out = run("measure", POLE, "--langue", "en")[1]
        density = pole_density(network_of(read_pole(POLE)))
        assert f"Density [pairs]: {density:.2f}" in out.replace("Pair density", "Density")
        assert read_pole(POLE).about.printed_notice("en") in out

    def test_writes_every_value_as_one_row(self, run, tmp_path):
        run("measure", POLE, "--sortie", tmp_path / "m.csv", "--langue", "en")
        rows = pd.read_csv(tmp_path / "m.csv", keep_default_na=False)
        battery = measure_all(read_pole(POLE), rng=np.random.default_rng(2012))
        degrees = rows[(rows["measure"] == "actor_degree") & (rows["view"] == "pairs")].set_index("of")["value"]
        assert degrees.astype(float).to_dict() == battery.actors["actor_degree[pairs]"].to_dict()
        mixing = rows[(rows["measure"] == "sector_mixing") & (rows["by"] == "sector")]
        wanted = battery.others["sector_mixing[pairs]"]
        assert len(mixing) == wanted.size
        for row in mixing.itertuples():
            assert float(row.value) == wanted.loc[row.of, row[6]]
        assert len(rows) == (
            len(battery.pole)
            + battery.actors.size
            + battery.structures.size
            + sum(result.size for result in battery.others.values())
            + (~battery.left_out["measure"].isin(battery.pole["measure"])).sum()
        )

    def test_writes_french_numbers_for_a_french_excel(self, run, tmp_path):
        run("measure", POLE, "--sortie", tmp_path / "m.csv")
        rows = pd.read_csv(tmp_path / "m.csv", sep=";", dtype=str)
        density = rows.loc[rows["measure"] == "pole_density", "value"].item()
        assert float(density.replace(",", ".")) == pytest.approx(pole_density(network_of(read_pole(POLE))))

    def test_says_in_french_why_a_measure_has_no_value_in_a_french_file(self, run, tmp_path):
        run("measure", POLE, "--sortie", tmp_path / "m.csv")
        rows = pd.read_csv(tmp_path / "m.csv", sep=";", dtype=str).set_index("measure")
        assert "n’a pas de valeur" in rows.loc["pole_closeness_centralisation", "undefined"]
        assert not rows["undefined"].dropna().str.contains("has no value").any()

    def test_takes_the_links_that_have_a_direction_whatever_their_nature_and_says_so(self, run, tmp_path):
        _, out, _ = run("measure", POLE, "--langue", "en")
        assert "Directed links, whatever their nature: Funding, Political support." in out
        run("measure", POLE, "--sortie", tmp_path / "m.csv", "--langue", "en")
        rows = pd.read_csv(tmp_path / "m.csv", keep_default_na=False)
        wanted = actor_directed_degree_table(multiplex_of(read_pole(POLE), natures="all"))
        found = rows[rows["measure"] == "actor_directed_degree_table"]
        assert set(found["view"]) == {"directed"}
        for column, values in wanted.items():
            given = found[found["column"] == column].set_index("of")["value"].astype(float)
            assert given.to_dict() == values.to_dict()

    def test_says_how_many_actors_have_no_label_and_are_left_out(self, run):
        unknown = multiplex_of(read_pole(POLE)).groups("sector").n_unknown
        assert unknown > 0
        assert f"hors des mesures par secteur\u202f: {unknown} sur" in run("measure", POLE)[1]

    def test_takes_each_measure_on_every_view_where_asked(self, run):
        out = run("measure", POLE, "--toutes-les-vues", "--langue", "en")[1]
        for view in ("pairs", "links"):
            assert f"Openness of sectors (E–I index) [{view}, sector]:" in out

    def test_shows_what_counts_without_decimals(self, run):
        assert re.search(r"Nombre de composantes \[paires\]\u202f: \d+\n", run("measure", POLE)[1])

    def test_writes_one_sheet_per_table(self, run, tmp_path):
        run("measure", POLE, "--sortie", tmp_path / "m.xlsx", "--langue", "en")
        book = CalamineWorkbook.from_path(tmp_path / "m.xlsx")
        battery = measure_all(read_pole(POLE), rng=np.random.default_rng(2012))
        assert book.sheet_names[1:4] == ["Pole", "Actors", "Structures"]
        assert len(book.sheet_names) == 5 + len(battery.others) + 1
        assert book.sheet_names[4] == "Codebook"
        assert book.sheet_names[-1] == "Without value"
        assert len(book.get_sheet_by_name("Actors").to_python()) == 1 + len(battery.actors)

    def test_writes_a_table_for_latex(self, run, tmp_path):
        run("measure", POLE, "--sortie", tmp_path / "m.tex")
        text = (tmp_path / "m.tex").read_text(encoding="utf-8")
        assert r"\toprule" in text
        assert "Densité" in text
        assert "\u202f" not in text
        assert "n'a pas de valeur" in text  # why a measure has none stands under the table

    def test_writes_beside_it_every_table_of_roles_sectors_and_kinds_whose_caption_names_the_view(self, run, tmp_path):
        run("measure", POLE, "--sortie", tmp_path / "m.tex")
        battery = measure_all(read_pole(POLE), rng=np.random.default_rng(2012))
        paged = [name for name in battery.others if name.startswith(("pole_", "sector_", "kind_"))]
        files = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "m_tables").iterdir()}
        assert len(files) == len(paged)
        assert r"Liens entre secteurs (vue\,: paires)" in files["sector_mixing_pairs.tex"].replace(
            r"\,; par secteur", ""
        )
        assert r"par type d'acteur)" in files["sector_mixing_pairs_type.tex"]
        assert "nature & valeur" in files["kind_density_each_multiplex.tex"]
        counts = [line for line in files["sector_mixing_pairs_type.tex"].splitlines() if line.endswith(r"\\")][1:]
        assert all(cell.strip().isdigit() for line in counts for cell in line.removesuffix(r"\\").split("&")[1:])
        assert all("pas le pôle" in text for text in files.values())  # the notice of the pole

    def test_writes_files_for_stata_whose_variables_bear_the_full_name_with_the_view(self, run, tmp_path):
        assert run("measure", POLE, "--sortie", tmp_path / "m.dta", "--langue", "en")[0] == 0
        battery = measure_all(read_pole(POLE), rng=np.random.default_rng(2012))
        with pd.io.stata.StataReader(tmp_path / "m_actors.dta") as file:
            labels, actors = file.variable_labels(), file.read()
        assert labels["actor_degree_pairs"].startswith("actor_degree[pairs] — ")
        assert dict(zip(actors["actor"], actors["actor_degree_pairs"], strict=True)) == (
            battery.actors["actor_degree[pairs]"].to_dict()
        )
        assert len(pd.read_stata(tmp_path / "m.dta")) == len(battery.tidy())
        assert len(pd.read_stata(tmp_path / "m_structures.dta")) == len(battery.structures)

    @pytest.mark.parametrize("ending", [".csv", ".xlsx", ".tex", ".dta"])
    def test_writes_the_same_bytes_every_time(self, run, tmp_path, ending):
        for name in ("one", "other"):
            run("measure", POLE, "--sortie", tmp_path / f"{name}{ending}")
        assert (tmp_path / f"one{ending}").read_bytes() == (tmp_path / f"other{ending}").read_bytes()

    def test_refuses_an_ending_before_it_reads_anything(self, run, tmp_path):
        status, _, err = run("measure", "nulle_part", "--sortie", tmp_path / "m.docx")
        assert status == 1
        assert ".docx" in err

    def test_refuses_in_one_sentence_to_write_tables_where_a_file_stands(self, run, tmp_path):
        (tmp_path / "m_tables").write_text("", encoding="utf-8")
        status, _, err = run("measure", POLE, "--sortie", tmp_path / "m.tex")
        assert status == 1
        assert len(err.splitlines()) == 1
        assert "m_tables" in err

    def test_refuses_an_ending_that_names_no_format(self, run, tmp_path):
        status, _, err = run("measure", POLE, "--sortie", tmp_path / "m.docx")
        assert status == 1
        assert ".xlsx, .csv, .tex, .dta" in err

    def test_says_why_there_is_no_value_where_it_shows_one(self, run):
        out = run("measure", POLE, "--langue", "en")[1]
        assert "Closeness centralisation [pairs]: pole_closeness_centralisation has no value: the network is in" in out

    def test_takes_a_column_named_twice_once(self, run):
        assert run("measure", POLE, "--par", "secteur", "--par", "sector") == run("measure", POLE, "--par", "sector")

    def test_refuses_a_column_that_cannot_play_the_sector(self, run):
        status, _, err = run("measure", POLE, "--par", "couleur")
        assert status == 1
        assert "couleur" in err
