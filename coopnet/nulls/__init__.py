"""Null models: hold one thing, break one thing. A pole, or its Multiplex, goes in, a random Multiplex comes out.

Every docstring begins “Hold …; break …”: that sentence is the hypothesis, and reports print it. What is held is held
exactly. A null that can reach a single arrangement only refuses to be drawn.
"""

from coopnet.nulls.declaration import Draw, Null, Walking
from coopnet.nulls.kinds import shuffle_kinds
from coopnet.nulls.labels import Relabelling, shuffle_sectors, shuffle_sectors_within
from coopnet.nulls.links import rewire_links
from coopnet.nulls.listed import NULLS, null_named
from coopnet.nulls.memberships import rewire_memberships
from coopnet.nulls.mixing import MixingDiagnostics, mixing_of
from coopnet.nulls.placement import random_links, random_links_between_sectors

__all__ = [
    "NULLS",
    "Draw",
    "MixingDiagnostics",
    "Null",
    "Relabelling",
    "Walking",
    "mixing_of",
    "null_named",
    "random_links",
    "random_links_between_sectors",
    "rewire_links",
    "rewire_memberships",
    "shuffle_kinds",
    "shuffle_sectors",
    "shuffle_sectors_within",
]
