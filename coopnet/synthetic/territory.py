"""Where simulated actors live and what they do: communes, mixes of sectors and of kinds, in figures of our own."""

from __future__ import annotations

from dataclasses import dataclass

SEIGNANX = "244000659"


@dataclass(frozen=True, slots=True)
class Commune:
    """A real commune, with a rounded position in degrees and the share of simulated actors that it receives."""

    code: str
    longitude: float
    latitude: float
    share: float
    epci: str = ""


# The eight communes of the Seignanx come first: simulated communes that are actors take their codes in this order.
COMMUNES = (
    Commune("40312", -1.46, 43.54, 0.40, SEIGNANX),
    Commune("40209", -1.44, 43.56, 0.10, SEIGNANX),
    Commune("40273", -1.39, 43.54, 0.12, SEIGNANX),
    Commune("40248", -1.35, 43.57, 0.03, SEIGNANX),
    Commune("40251", -1.32, 43.52, 0.01, SEIGNANX),
    Commune("40044", -1.29, 43.55, 0.02, SEIGNANX),
    Commune("40042", -1.27, 43.56, 0.01, SEIGNANX),
    Commune("40268", -1.26, 43.53, 0.01, SEIGNANX),
    Commune("40133", -1.43, 43.59, 0.04),
    Commune("40065", -1.43, 43.64, 0.03),
    Commune("40284", -1.31, 43.66, 0.04),
    Commune("40310", -1.33, 43.75, 0.02),
    Commune("40088", -1.05, 43.71, 0.03),
    Commune("40192", -0.50, 43.89, 0.03),
    Commune("64102", -1.47, 43.49, 0.07),
    Commune("64140", -1.49, 43.52, 0.04),
)

# The first organisation leads; the next ones are also structures (see coopnet.synthetic.structures).
ESS_SECTORS = (
    "support",
    "construction",
    "employment",
    "employment",
    "catering",
    "training",
    "business_services",
    "housing",
    "food",
    "reuse",
    "culture",
    "energy_environment",
    "personal_services",
    "social_action",
    "mobility",
)

SECTORS: dict[str, dict[str, float]] = {
    "firm": {
        "construction": 0.30,
        "industry": 0.15,
        "business_services": 0.13,
        "trade": 0.11,
        "aeronautics": 0.08,
        "food": 0.06,
        "mobility": 0.05,
        "catering": 0.05,
        "digital": 0.03,
        "energy_environment": 0.02,
        "tourism_sport": 0.01,
        "finance": 0.01,
    },
    "local_authority": {"administration": 1.0},
    "research": {"research": 1.0},
    "training": {"training": 1.0},
    "other": {"employment": 0.5, "social_action": 0.3, "support": 0.2},
}

LEGAL_FORMS: dict[str, dict[str, float]] = {
    "ess": {"association": 0.6, "SCIC": 0.2, "SCOP": 0.15, "mutuelle": 0.05},
    "firm": {"SARL": 0.5, "SAS": 0.4, "SA": 0.1},
    "local_authority": {"commune": 1.0},
    "research": {"établissement public": 1.0},
    "training": {"association": 0.6, "SARL": 0.4},
    "other": {"association": 0.5, "GIP": 0.5},
}

# Which kinds a direct link takes, by the more particular of its two ends; authorities come before everyone else.
LINK_KINDS: dict[str, dict[str, float]] = {
    "local_authority": {"funding": 0.30, "political_support": 0.20, "convention": 0.32, "common_project": 0.18},
    "research": {"joint_training": 0.35, "common_project": 0.40, "convention": 0.25},
    "training": {"joint_training": 0.55, "common_project": 0.20, "convention": 0.25},
    "ess": {
        "convention": 0.30,
        "common_project": 0.26,
        "joint_governance": 0.14,
        "contract": 0.14,
        "joint_training": 0.10,
        "shared_premises": 0.06,
    },
    "other": {"convention": 0.60, "common_project": 0.40},
    "firm": {
        "contract": 0.36,
        "joint_bid": 0.24,
        "convention": 0.16,
        "common_project": 0.16,
        "shared_premises": 0.08,
    },
}

PREFIXES = {
    "ess": ("ESS", "Organisation ESS"),
    "firm": ("ENT", "Entreprise"),
    "local_authority": ("COL", "Collectivité"),
    "research": ("REC", "Laboratoire"),
    "training": ("FOR", "Organisme de formation"),
    "other": ("AUT", "Autre organisme"),
}
