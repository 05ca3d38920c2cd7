"""Table Schema and data package files, generated from the vocabulary: documentation that validators can run.

A schema describes a file as it is: its headers in their order, canonical or French. Titles and descriptions are French,
as those of French public data are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from coopnet.errors import Language, UnknownWord, WriteRefused, cause
from coopnet.tables.checking import check_tables
from coopnet.tables.headers import claims_of
from coopnet.tables.reading import read_tables
from coopnet.vocabulary import Column, Vocabulary, folded, vocabulary

Descriptor = dict[str, Any]
TABLE_SCHEMA = "https://specs.frictionlessdata.io/schemas/table-schema.json"
_TYPES = {"integer": "integer", "number": "number"}
_PATTERNS = {
    "date": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
    "siren": r"^\d{9}$",
    "siret": r"^\d{14}$",
    "naf": r"^\d{2}\.?\d{2}[A-Z]$",
    "commune": r"^([013-9]\d|2[AB1-9])\d{3}$",
}
_LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


def table_schema(
    table: str,
    headers: Sequence[str] | None = None,
    *,
    words: Vocabulary | None = None,
    language: Language = "en",
) -> Descriptor:
    """Return the Table Schema of one table.

    Parameters
    ----------
    table : str
        ``actors``, ``structures``, ``memberships``, ``links`` or ``about``.
    headers : sequence of str, optional
        Headers of the file in their order; by default every column of the vocabulary, in its own order.
    words : Vocabulary, optional
        Words in force; a pole that declares sectors or kinds has its own.
    language : {"en", "fr"}
        ``"en"``: canonical headers and codes, decimal point; ``"fr"``: French headers and labels, decimal comma.

    Returns
    -------
    dict
        A descriptor that JSON can carry.

    Examples
    --------
    >>> table_schema("memberships")["foreignKeys"][1]
    {'fields': 'structure', 'reference': {'resource': 'structures', 'fields': 'id'}}
    >>> [field["name"] for field in table_schema("about", language="fr")["fields"]]
    ['rubrique', 'valeur']
    """
    words = words or vocabulary()
    if table not in words.tables:
        raise UnknownWord(
            f"Unknown table “{table}”. Tables: {', '.join(words.tables)}.",
            f"Table inconnue « {table} ». Tables : {', '.join(words.tables)}.",
        )
    known = words.tables[table]
    headers = [column.header(language) for column in known.columns.values()] if headers is None else headers
    named = {header: _column_of(table, header, words) for header in headers}
    schema: Descriptor = {
        "$schema": TABLE_SCHEMA,
        "name": known.file,
        "title": known.title_fr,
        "fields": [_field(table, header, column, words, language) for header, column in named.items()],
        "missingValues": [""],
    }
    header_of = {column.name: header for header, column in named.items() if column}
    key = [header_of[name] for name in known.key if name in header_of]
    if key:
        schema["primaryKey"] = key
    references = [
        {
            "fields": header,
            "reference": {"resource": column.to, "fields": words.tables[column.to].columns["id"].header(language)},
        }
        for header, column in named.items()
        if column and column.format == "reference"
    ]
    if references:
        schema["foreignKeys"] = references
    return schema


def data_package(
    name: str,
    headers: Mapping[str, Sequence[str]],
    about: Mapping[str, str],
) -> Descriptor:
    """Return the data package of a folder of canonical CSV files, each with its schema in a file beside it.

    Parameters
    ----------
    name : str
        Name of the folder.
    headers : mapping of table name to sequence of str
        Headers of each file present.
    about : mapping of str to str
        What the pole says of itself.
    """
    package: Descriptor = {
        "profile": "tabular-data-package",
        "name": name.lower().replace("_", "-"),
        "title": about.get("name", name),
        "description": about.get("notice", ""),
    }
    if about.get("licence"):
        licence = {"name": about["licence"]}
        path = _LICENCES.get(about["licence"])
        package["licenses"] = [{**licence, "path": path} if path else licence]
    if about.get("source"):
        package["sources"] = [{"title": about["source"]}]
    package["resources"] = [
        {
            "profile": "tabular-data-resource",
            "name": table,
            "title": vocabulary().tables[table].title_fr,
            "path": f"{vocabulary().tables[table].file}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": schema_name(table),
        }
        for table in vocabulary().tables
        if table in headers
    ]
    return package


def schema_name(table: str) -> str:
    """Return the name of the schema file of a table.

    >>> schema_name("actors")
    'actors.schema.json'
    """
    return f"{vocabulary().tables[table].file}.schema.json"


def schema_files(folder: str | Path) -> dict[str, str]:
    """Return, by file name, the schemas and the ``datapackage.json`` of a folder of canonical CSV files, as text."""
    checked = check_tables(read_tables(folder))
    headers = {name: table.headers for name, table in read_tables(folder).tables.items()}
    files = {
        schema_name(table): table_schema(table, headers[table], words=checked.vocabulary)
        for table in vocabulary().tables
        if table in headers
    }
    files["datapackage.json"] = data_package(Path(folder).resolve().name, headers, checked.about)
    return {name: json.dumps(content, ensure_ascii=False, indent=2) + "\n" for name, content in files.items()}


def write_schemas(folder: str | Path) -> list[Path]:
    """Write the schemas and the ``datapackage.json`` of a folder of canonical CSV files into it; return their paths.

    Raises
    ------
    WriteRefused
        When the folder cannot be written to.
    """
    paths = []
    for name, text in schema_files(folder).items():
        path = Path(folder) / name
        try:
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise WriteRefused(
                f"{path} cannot be written ({error.strerror}).", f"Impossible d’écrire {path} ({cause(error)})."
            ) from error
        paths.append(path)
    return paths


def _column_of(table: str, header: str, words: Vocabulary) -> Column | None:
    columns = words.tables[table].columns
    exact = next(
        (column for column in columns.values() if folded(header) in (folded(column.name), folded(column.fr))), None
    )
    claims = claims_of(table, header)
    return exact or (columns[claims[0][1]] if claims else None)


def _field(table: str, header: str, column: Column | None, words: Vocabulary, language: Language) -> Descriptor:
    if column is None:  # an attribute of the pole's own
        return {"name": header, "type": "string"}
    field: Descriptor = {
        "name": header,
        "title": column.fr,
        "description": column.about_fr,
        "type": _TYPES.get(column.format, "string"),
    }
    if column.format == "number":
        field["decimalChar"] = "," if language == "fr" else "."
    constraints = _constraints(table, column, words, language)
    if constraints:
        field["constraints"] = constraints
    return field


def _constraints(table: str, column: Column, words: Vocabulary, language: Language) -> Descriptor:
    found: Descriptor = {}
    if column.required:
        found["required"] = True
    if (column.name,) == words.tables[table].key:
        found["unique"] = True
    if column.words:
        listed = words.words(column.words).items()
        found["enum"] = [word.fr if language == "fr" else code for code, word in listed]
    if table == "about" and column.name == "key":
        found["enum"] = [item.header(language) for item in words.about.values()]
    for bound in ("minimum", "maximum"):
        limit = getattr(column, bound)
        if limit is not None:
            found[bound] = limit
    if column.above is not None:  # validators of today know no strict bound: the description says it
        found["minimum"] = column.above
    if column.format in _PATTERNS:
        found["pattern"] = _PATTERNS[column.format]
    return found
