"""The words of the template: how to fill it in, what its boxes say, one example per column."""

from __future__ import annotations

from coopnet.errors import Language

N = "\u202f"

GUIDE: dict[Language, tuple[str, ...]] = {
    "fr": (
        f"1. Remplissez d’abord la feuille «{N}Acteurs{N}»{N}: une ligne par organisation, avec un code court et "
        "unique dans la première colonne.",
        f"2. Si des acteurs partagent un groupement d’employeurs, une SCIC, des locaux, un projet…, remplissez "
        f"«{N}Structures{N}», puis «{N}Adhésions{N}»{N}: une ligne par acteur et par structure.",
        f"3. Remplissez «{N}Liens{N}»{N}: une ligne par lien direct entre deux acteurs. Un seul partenaire par "
        "cellule.",
        "4. Les colonnes bleu foncé, marquées d’une étoile, sont obligatoires. Les autres peuvent rester vides, comme "
        "les feuilles qui ne vous servent pas.",
        f"5. Ne saisissez ni courriel, ni téléphone, ni nom de personne{N}: ces colonnes seraient écartées à la "
        "lecture.",
        f"6. Vérifiez le fichier avec «{N}coopnet check{N}», puis demandez le rapport avec «{N}coopnet report{N}». "
        "Votre fichier n’est jamais modifié.",
    ),
    "en": (
        "1. Fill in the sheet “Actors” first: one row per organisation, with a short unique code in the first column.",
        "2. If actors share an employers’ group, a SCIC, premises, a project …, fill in “Structures”, then "
        "“Memberships”: one row per actor and structure.",
        "3. Fill in “Links”: one row per direct link between two actors. One partner per cell.",
        "4. Dark blue columns, marked with a star, are required. The others may stay empty, like the sheets that you "
        "do not need.",
        "5. Type neither e-mail addresses, nor telephone numbers, nor names of persons: such columns would be left "
        "out.",
        "6. Check the file with “coopnet check”, then ask for the report with “coopnet report”. Your file is never "
        "modified.",
    ),
}

SENTENCES: dict[str, dict[Language, str]] = {
    "title": {"fr": "Décrire les coopérations d’un pôle", "en": "Describe the cooperation of a pole"},
    "guide": {"fr": "Mode d’emploi", "en": "How to fill in"},
    "sheet": {"fr": f"Feuille «{N}{{name}}{N}».", "en": "Sheet “{name}”."},
    "column": {"fr": "Colonne", "en": "Column"},
    "required": {"fr": "Obligatoire", "en": "Required"},
    "explanation": {"fr": "Explication", "en": "Explanation"},
    "example": {"fr": "Exemple", "en": "Example"},
    "yes": {"fr": "oui", "en": "yes"},
    "no": {"fr": "non", "en": "no"},
    "repeated": {
        "fr": "Ajoutez une ligne par déclaration.",
        "en": "Add one row per declaration.",
    },
    "listed": {"fr": "À choisir dans la liste déroulante.", "en": "To be chosen from the drop-down list."},
    "wrong_word": {
        "fr": f"Ce mot n’est pas dans la liste déroulante{N}: choisissez-y une valeur. {{about}}",
        "en": "This word is not in the drop-down list: choose a value there. {about}",
    },
    "wrong_reference": {
        "fr": f"Cet identifiant n’est pas encore saisi dans sa feuille{N}: choisissez-le dans la liste. {{about}}",
        "en": "This identifier is not yet typed in its own sheet: choose it from the list. {about}",
    },
    "wrong_number": {"fr": "Un nombre est attendu ici. {about}", "en": "A number is expected here. {about}"},
    "wrong_date": {
        "fr": f"Écrivez une date{N}: AAAA, AAAA-MM, AAAA-MM-JJ ou JJ/MM/AAAA. {{about}}",
        "en": "Write a date: YYYY, YYYY-MM, YYYY-MM-DD or DD/MM/YYYY. {about}",
    },
    "wrong_siren": {"fr": "Un SIREN compte 9 chiffres. {about}", "en": "A SIREN has 9 digits. {about}"},
    "wrong_siret": {"fr": "Un SIRET compte 14 chiffres. {about}", "en": "A SIRET has 14 digits. {about}"},
    "wrong_commune": {
        "fr": "Un code INSEE de commune compte 5 caractères. {about}",
        "en": "An INSEE code of a commune has 5 characters. {about}",
    },
}

_EXAMPLES: dict[str, dict[str, dict[Language, str] | str]] = {
    "about": {
        "name": {"fr": "Pôle du Port", "en": "Harbour pole"},
        "territory": {"fr": "Communauté de communes du Port", "en": "Harbour community of communes"},
        "approach": {"fr": "pôle multi-activités", "en": "multi-activity"},
        "status": {"fr": "pôle existant", "en": "existing"},
        "reference_date": "2025",
        "source": {"fr": "enquête auprès des membres, printemps 2025", "en": "survey of the members, spring 2025"},
        "licence": {"fr": "usage interne", "en": "internal use"},
        "notice": "Données provisoires.",
        "notice_en": "Provisional data.",
        "simulated": {"fr": "non", "en": "no"},
        "sector": {"fr": "nautisme | Nautisme", "en": "boating | Boating"},
        "structure_kind": {"fr": "jardin | Jardin partagé | coopération", "en": "garden | Shared garden | cooperation"},
        "link_kind": {"fr": "pret | Prêt de matériel | coopération", "en": "loan | Loan of equipment | cooperation"},
    },
    "actors": {
        "id": "RESTO",
        "name": {"fr": "Restaurant du Port", "en": "Harbour restaurant"},
        "type": {"fr": "Organisation de l’ESS", "en": "ESS organisation"},
        "sector": {"fr": "Restauration", "en": "Catering"},
        "legal_form": "SCIC",
        "siren": "732829320",
        "siret": "73282932000074",
        "naf": "56.29A",
        "naf_nomenclature": {"fr": "NAF rév. 2", "en": "NAF rev. 2"},
        "commune": "40312",
        "epci": "244000659",
        "longitude": {"fr": "-1,46", "en": "-1.46"},
        "latitude": {"fr": "43,54", "en": "43.54"},
        "employees": "12",
        "authority_role": {"fr": "financeur", "en": "funder"},
        "joined": "2012",
        "left": "31/12/2024",
        "evidence": {"fr": "statuts, 2012", "en": "articles of association, 2012"},
        "date": "2025-03",
        "certainty": "certain",
    },
    "structures": {
        "id": "S_RESTO",
        "name": {"fr": "Sociétaires du Restaurant du Port", "en": "Members of the Harbour restaurant"},
        "kind": {"fr": "SCIC", "en": "SCIC (cooperative of collective interest)"},
        "actor": "RESTO",
        "size": "45",
        "founded": "2009",
        "closed": "2023-06",
        "evidence": {"fr": "rapport d’activité 2024", "en": "annual report 2024"},
        "date": "2024",
        "certainty": "certain",
    },
    "memberships": {
        "actor": "MAIRIE",
        "structure": "S_RESTO",
        "role": {"fr": "membre", "en": "member"},
        "since": "2012",
        "until": "31/12/2024",
        "evidence": {"fr": "liste des adhérents, 2024", "en": "list of members, 2024"},
        "date": "2024",
        "certainty": "certain",
        "reported_by": "RESTO",
    },
    "links": {
        "source": "RESTO",
        "target": "MAIRIE",
        "kind": {"fr": "Convention", "en": "Convention"},
        "weight": "2",
        "since": "15/09/2018",
        "until": "2026",
        "evidence": {"fr": "convention signée le 15/09/2018", "en": "convention signed on 15/09/2018"},
        "date": "2025-03",
        "certainty": "probable",
        "reported_by": "RESTO",
    },
    "ratings": {
        "evaluator": {"fr": "évaluatrice 1", "en": "evaluator 1"},
        "criterion": "e",
        "rating": "3",
        "comment": {"fr": "deux projets menés ensemble cette année", "en": "two joint projects this year"},
    },
}


def example_of(table: str, column: str, language: Language) -> str:
    """Return the example that the guide gives for a column, or for an item of the sheet about the pole.

    >>> example_of("actors", "type", "fr")
    'Organisation de l’ESS'
    """
    example = _EXAMPLES[table][column]
    return example if isinstance(example, str) else example[language]
