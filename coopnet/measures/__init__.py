"""Measures: short functions of a Network, a Multiplex or an Affiliation, one file per concept.

The name tells the shape of the result: ``actor_*`` a Series over actors, ``structure_*`` over structures, ``link_*``
over linked pairs, ``sector_*`` and ``kind_*`` a square DataFrame (a Series with ``_each``), ``*_table`` a DataFrame,
``pole_*`` a float, which raises ``UndefinedMeasure`` where it has no value.
"""
