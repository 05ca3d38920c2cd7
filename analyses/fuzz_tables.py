"""Random and mutated inputs: reading and checking never fail otherwise than by one sentence, and rows always add up.

Makes cases from a seed: random bytes under every ending, and random mutations of a valid folder of CSV files, of an
.xlsx, an .ods and an .xls workbook (bytes of the file, and parts inside the archive). For each one: no exception but
``UnreadableInput``, its sentence on one line in both languages; rows read = kept + merged + rejected; every finding has
a sentence in both languages; and what was kept, once written and read again, is the same. Cases run in worker
processes, so that a crash of the process itself is caught too. Prints a summary, and exits 1 if anything failed.

    python analyses/fuzz_tables.py [--cases 20000] [--seed 20261123]
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from coopnet.errors import UnreadableInput
from coopnet.tables.checking import check_tables
from coopnet.tables.columns import CheckedTables, RawTables, raw_table
from coopnet.tables.folder import write_tables
from coopnet.tables.reading import read_tables
from coopnet.tables.workbook import write_workbook

SEED = 20261123
BATCH = 250
TABLES = {
    "acteurs": """\
identifiant;nom;type;secteur;SIRET;SIREN;NAF;commune;EPCI;longitude;latitude;effectif;entrée;sortie;quartier
CBE;CBE du Seignanx;ESS;support;73282932000074;;88.99B;40312;244000659;-1,46;43,54;12;1993;;nord
EOLE;SCIC Éole;ESS;restauration;;;;40312;;;;49;2006-05;;sud
TARNOS;Commune de Tarnos;collectivité;administration;;;;40312;;;;;;;nord
SAFRAN;Safran Helicopter Engines;entreprise;aéronautique;;;;40312;;;;1 550;01/05/1965;;
""",
    "structures": """\
identifiant;nom;nature de la structure;acteur correspondant;nombre de membres déclaré;création;fermeture
GEIQ;GEIQ BTP;GEIQ;;210;2001;
COOP;SCIC Éole (sociétariat);SCIC;EOLE;70;2006;
""",
    "adhesions": """\
acteur;structure;rôle;depuis;jusqu’à;certitude
SAFRAN;GEIQ;membre;2001;;certain
CBE;GEIQ;fondateur;2001;2015;certain
CBE;COOP;fondateur;2006;;probable
""",
    "liens": """\
acteur 1;acteur 2;nature du lien;poids;depuis;jusqu’à;certitude;source
CBE;EOLE;cofondation;;2006;;certain;presse
TARNOS;CBE;financement;1,5;1993;2012;certain;article
SAFRAN;EOLE;contrat;2;2025-04;;probable;presse
""",
    "pole": """\
rubrique;valeur
nom;Pôle d’essai
approche;multi-activités
date de référence;2012
secteur supplémentaire;textile | Textile et mode
nature de lien supplémentaire;prêt | Prêt | contrat | dirigé
""",
}
NASTY = [
    "", " ", "\u00a0", "\u202f", "#N/A", "#REF!", "=1+1", "+1", "@x", "-", "NC", "Total", "Totaux", "CBE;EOLE",
    "CBE/EOLE",
    "CBE et EOLE", "cbe", "É", "Ã‰ole", "\ufffd", "\u200b", "\ufeff", "1e999", "-0", "1 234,50", "1.234,50", "nan",
    "inf",
    "31/02/2024", "2012-13", "0000", "9999", "99999", "41032", "7,32829E+13", "35181600000000", "732829320", "a@b.fr",
    "05 59 64 00 12", "295109912611193", "'", '"', '""', "\n", "\r", "\t", "|", "identifiant", "acteur 1", "source",
    "x" * 5000,
    "😀", "e\u0301", "\u2028", "\x0b", "\x00", "\x03", "ß", "İ", "²", "١٢", "2A004", "Tarnos", "{value}", "{", "%s",
    "a | b", "|||",
]  # fmt: skip
ENDINGS = (".xlsx", ".xls", ".ods", ".csv", "", ".xlsm", ".txt")


def cells() -> dict[str, list[list[str]]]:
    """Return the valid pole as records."""
    return {name: [line.split(";") for line in text.splitlines()] for name, text in TABLES.items()}


def workbook() -> bytes:
    """Return the valid pole as an .xlsx workbook."""
    names = {
        "acteurs": "actors",
        "structures": "structures",
        "adhesions": "memberships",
        "liens": "links",
        "pole": "about",
    }
    tables = {
        names[name]: raw_table(names[name], "memory", rows[0], list(zip(*rows[1:], strict=True)))
        for name, rows in cells().items()
    }
    with tempfile.TemporaryDirectory() as folder:
        return write_workbook(check_tables(RawTables("memory", tables)), Path(folder) / "pole.xlsx").read_bytes()


def free_workbook() -> bytes:
    """Return the actors as a small .ods workbook."""
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    lines = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in row)
        + "</table:table-row>"
        for row in cells()["acteurs"]
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Acteurs">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return held.getvalue()


def mutated(rng: random.Random, data: bytes) -> bytes:
    """Return bytes with a few of them changed, removed, repeated or added."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        if not changed:
            break
        i = rng.randrange(len(changed))
        j = min(len(changed), i + rng.choice((1, 2, 8, 64)))
        what = rng.randrange(6)
        if what == 0:
            changed[i] = rng.randrange(256)
        elif what == 1:
            del changed[i:j]
        elif what == 2:
            changed[i:i] = changed[i:j]
        elif what == 3:
            changed[i:i] = rng.choice(NASTY).encode("utf-8", "surrogatepass")
        elif what == 4:
            changed[i:j] = rng.randbytes(j - i)
        else:
            del changed[i:]
    return bytes(changed)


def mutated_archive(rng: random.Random, data: bytes) -> bytes:
    """Return an archive with one of its parts mutated, or missing."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        hit = rng.choice(
            [name for name in names if "sheet" in name or "content" in name or rng.random() < 0.3] or names
        )
        for name in names:
            part = old.read(name)
            if name == hit:
                if rng.random() < 0.05:
                    continue
                part = numbers_changed(rng, part) if rng.random() < 0.4 else mutated(rng, part)
            new.writestr(name, part)
    return held.getvalue()


def numbers_changed(rng: random.Random, part: bytes) -> bytes:
    """Return XML with some numbers made huge, or the places of some cells changed to others, far ones included."""
    digits = list(re.finditer(rb"[0-9]+", part))
    if digits and rng.random() < 0.5:
        hit = rng.choice(digits)
        huge = rng.choice((b"4294967295", b"99999999", b"9223372036854775807", b"0", b"-1"))
        return part[: hit.start()] + huge + part[hit.end() :]
    for _ in range(rng.choice((1, 3))):
        i = part.find(b' r="', rng.randrange(len(part) + 1))
        if i >= 0:
            place = rng.choice((b"XFD1048576", b"A0", b"ZZZZ9", b"A99999999999", b"B2", b"", b"1", b"AAA1", b"C999999"))
            part = part[: i + 4] + place + part[part.find(b'"', i + 4) :]
    return part


def mutated_cells(rng: random.Random) -> dict[str, bytes]:
    """Return a folder of CSV files with cells, rows, headers, separators or encodings changed."""
    files = {}
    for name, rows in cells().items():
        if rng.random() < 0.08:
            continue
        for _ in range(rng.choice((0, 1, 1, 2, 6))):
            i = rng.randrange(len(rows))
            what = rng.randrange(7)
            if what <= 2 and rows[i]:
                rows[i][rng.randrange(len(rows[i]))] = rng.choice(NASTY)
            elif what == 3:
                rows.insert(i, list(rng.choice(rows)))
            elif what == 4 and len(rows) > 1:
                del rows[i]
            elif what == 5:
                rows[i].append(rng.choice(NASTY))
            elif rows[i]:
                j = rng.randrange(len(rows[i]))
                rows[i][j] = rng.choice(rng.choice(list(cells().values()))[rng.randrange(3)])
        files[f"{name}.csv"] = encoded(rng, rows)
    return files


def encoded(rng: random.Random, rows: list[list[str]]) -> bytes:
    """Return records as bytes, in one of the ways a spreadsheet may write them."""
    separator = rng.choice((";", ";", ",", "\t", "|"))
    quoted = rng.random() < 0.7
    lines = [
        separator.join('"' + c.replace('"', '""') + '"' if quoted and set(c) & set('";,\t|\n\r') else c for c in row)
        for row in rows
    ]
    text = rng.choice(("\n", "\r\n", "\r")).join(lines) + rng.choice(("", "\n"))
    encoding = rng.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16", "mac-roman"))
    return text.encode(encoding, "replace")


def made(rng: random.Random, folder: Path) -> tuple[str, Path]:
    """Make one case in a folder; return its family and the path to be read."""
    family = rng.choice(
        ("bytes", "bytes in a folder", "cells", "cells", "cells", "csv bytes", "xlsx", "xlsx parts", "ods", "xls")
    )
    if family == "bytes":
        start = rng.choice((b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"PK\x05\x06"))
        path = folder / f"pole{rng.choice(ENDINGS)}"
        path.write_bytes(start + rng.randbytes(rng.choice((0, 1, 30, 600, 5000))))
        return family, path
    if family in ("xlsx", "xlsx parts", "ods", "xls"):
        path = folder / f"pole.{family[:4].strip()}"
        path.write_bytes(mutated_book(rng, family))
        return family, path
    files = {f"{name}.csv": text.encode() for name, text in TABLES.items()}
    if family == "cells":
        files = mutated_cells(rng)
    elif family == "csv bytes":
        files = {name: mutated(rng, data) if rng.random() < 0.5 else data for name, data in files.items()}
    else:
        files[rng.choice(list(files))] = rng.randbytes(rng.choice((0, 1, 100, 3000)))
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return family, folder


_BOOKS: dict[str, bytes] = {}


def mutated_book(rng: random.Random, family: str) -> bytes:
    """Return a workbook with its bytes or its parts mutated."""
    if not _BOOKS:
        fixture = Path(__file__).parents[1] / "tests" / "tables" / "fixtures" / "pole.xls"
        _BOOKS.update(xlsx=workbook(), ods=free_workbook(), xls=fixture.read_bytes() if fixture.exists() else b"")
    if family == "xlsx parts" or (family == "ods" and rng.random() < 0.7):
        return mutated_archive(rng, _BOOKS["xlsx" if family == "xlsx parts" else "ods"])
    return mutated(rng, _BOOKS[family])


def content(pole: CheckedTables) -> object:
    """Return what must survive writing and reading again."""
    tables = {name: dict(table.columns) for name, table in pole.tables.items()}
    return tables, dict(pole.about), dict(pole.vocabulary.kinds), dict(pole.vocabulary.words("sectors"))


def promise(kept: bool, words: str) -> None:
    """Raise AssertionError when a promise is broken; unlike ``assert``, also under ``python -O``."""
    if not kept:
        raise AssertionError(words)


def examined(path: Path, again: Path) -> str:
    """Read, check, write and read again; return the outcome, or raise AssertionError."""
    try:
        checked = check_tables(read_tables(path))
    except UnreadableInput as refusal:
        promise(min(len(refusal.en), len(refusal.fr)) > 0, "a refusal without a sentence")
        promise(len((refusal.en + refusal.fr).splitlines()) == 1, "a refusal on several lines")
        return "refused"
    for counts in checked.counts.values():
        promise(counts.read == counts.kept + counts.merged + counts.rejected, "rows do not add up")
    for finding in checked.findings:
        promise(bool(finding.reason_en and finding.reason_fr), f"a finding without a sentence: {finding.code}")
        promise(finding.row is None or finding.row >= 1, f"a row before the first: {finding.code}")
    for name, table in checked.tables.items():
        promise(all(len(column) == len(table.rows) for column in table.columns.values()), f"a ragged table: {name}")
        kept = checked.counts[name].kept if name in checked.counts else 0  # an optional table that is not there
        promise(len(table.rows) == kept, f"kept rows do not agree: {name}")
    if checked.tables["actors"].rows and not any(finding.severity == "fatal" for finding in checked.findings):
        write_tables(checked, again)
        second = check_tables(read_tables(again))
        # once faulty rows are gone, what is left of a column may look like telephone numbers only
        personal = any(finding.code == "personal_column" for finding in second.findings)
        promise(personal or content(second) == content(checked), "what was written is not what is read again")
    return checked.severity or "no finding"


def run(seed: int, first: int, last: int, report: Callable[[dict[str, object]], None]) -> None:
    """Run the cases of a range; each one has its own seed, so that it can be run again alone."""
    for number in range(first, last):
        with tempfile.TemporaryDirectory() as place:
            case, again = Path(place) / "case", Path(place) / "again"
            case.mkdir()
            family, path = made(random.Random(f"{seed}/{number}"), case)
            try:
                outcome, failure = examined(path, again), ""
            except Exception:  # whatever it is, it is what this script looks for
                outcome, failure = "FAILED", traceback.format_exc()
        report({"number": number, "family": family, "outcome": outcome, "failure": failure})


def main() -> None:
    """Run the campaign in worker processes and print what came out."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cases", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument(
        "--range", type=int, nargs=2, metavar=("FIRST", "LAST"), help="run these cases in this process"
    )
    given = options.parse_args()
    if given.range:
        run(given.seed, *given.range, lambda said: print(json.dumps(said), flush=True))
        return
    start, outcomes, failures = time.perf_counter(), Counter[tuple[str, str]](), []
    first = 0
    while first < given.cases:
        last = min(first + BATCH, given.cases)
        command = [sys.executable, __file__, "--seed", str(given.seed), "--range", str(first), str(last)]
        worker = subprocess.run(command, capture_output=True, text=True, check=False)
        said = [json.loads(line) for line in worker.stdout.splitlines()]
        outcomes.update((one["family"], one["outcome"]) for one in said)
        failures += [one for one in said if one["failure"]]
        if worker.returncode:
            crash = f"the process ended with {worker.returncode}\n{worker.stderr[-2000:]}"
            failures.append({"number": first + len(said), "family": "crash", "failure": crash})
            last = first + len(said) + 1  # the case that crashed is passed over, those after it are not
        first = last
    print(f"seed {given.seed}, {given.cases:,} cases, {time.perf_counter() - start:.0f} s")
    for (family, outcome), number in sorted(outcomes.items()):
        print(f"  {family:18} {outcome:12} {number:6,}")
    print(f"{len(failures)} failures")
    for one in failures[:20]:
        print(f"--- case {one['number']} ({one['family']})\n{one['failure']}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
