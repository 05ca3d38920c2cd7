"""The référentiel: criteria as data, and what links can say of them.

What a profile does not say:

- whether a pole is good. No indicator has a colour; where the literature agrees on no direction (density,
  centralisation, dependence on an intermediary …) the column ``direction`` is empty. There is no total and no grade:
  with one pole there is nothing to compare a total with.
- why. “More than chance would give” rejects one null model, whose sentence stands beside the number. Sectors that meet
  less than chance may be apart by choice, by distance, or because the file forgot their links.
- what no link shows: the quality of a partnership, who decides, values, jobs, watch, heritage. Those criteria keep
  their row, “not measurable from links”.
- what the file does not hold. The interval “were one actor in ten missing” hides actors at random from the file as it
  is; it cannot see who is missing already, and is the optimistic case.
- that nothing happens where it says “as expected”, still less where it says “cannot tell”: a small pole can only show
  large departures. Absence of evidence is not evidence of absence.
- anything in the référentiel's own words: labels are a reconstruction, each with its confidence, and the criteria of
  the grid are spoken to by *proxies*, each with its limit.

A change between two profiles is said to exceed doubt when the two intervals of missing actors do not meet. That is a
rule of caution about files, not a test: it says nothing of causes, and two files drawn up with more or less care differ
without anything having changed in the pole.
"""
