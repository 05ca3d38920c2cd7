"""Arrays in, arrays out: what every measure and every null model is computed with.

A simple undirected graph is a CSR: ``indptr`` (int64, n + 1 row starts) and ``indices`` (int32, the neighbours of each
actor in ascending order, each link in both rows, no self-link, no duplicate), and where it matters ``weights``
(float64, one per entry of ``indices``). Values undefined for an actor are NaN. Nothing here changes what it is given.
"""
