"""Arrays in, arrays out: what every measure and every null model is computed with.

A simple undirected graph is a CSR: ``indptr`` (int64, n + 1 row starts) and ``indices`` (int32, the neighbours of each
actor in ascending order, each link in both rows, no self-link, no duplicate), and where it matters ``weights``
(float64, one per entry of ``indices``). Values undefined for an actor are NaN. Nothing here changes what it is given,
and integers of any width are accepted.

compiled
    ``@compiled``, ``plainly()``, ``announce_compilation(announcement)``; types ``Pointers``, ``Indices``, ``Reals``,
    ``Flags``
adjacency
    ``directed_adjacency(source, target, weight, n_rows, n_columns) -> Gathered(indptr, indices, counts, sums)``
    ``undirected_adjacency(source, target, weight, n) -> Gathered``
    ``symmetric_adjacency(indptr, indices, counts, sums) -> Gathered``
    ``combined_kinds(kinds, n) -> Combined(indptr, indices, links, kinds, weights)``
    ``projected_memberships(indptr, indices, n_structures, sizes, limit) -> Projected(indptr, indices, shared, newman,
    left_out)``
    ``membership_pairs(indptr, indices, n_structures, limit) -> source, target, structure``
    ``transposed(indptr, indices, n_columns) -> indptr, indices``
    ``rows_of(indptr) -> rows``; ``links_of(indptr, indices) -> source, target, position``;
    ``mirrored_entries(indptr, indices) -> position of (j, i) for each (i, j)``
paths
    ``distances(indptr, indices) -> Distances(inverse_sum, sum, reached, eccentricity, pairs_at)``;
    ``distance_sums(indptr, indices, sources)``, the same fields for some sources
    ``harmonic_closeness(distances)``, ``wasserman_faust_closeness(distances)``, ``mean_distance(distances)``,
    ``global_efficiency(distances)``
betweenness
    ``betweenness(indptr, indices)``; ``group_betweenness(indptr, indices, groups, BETWEEN_GROUPS | WITHIN_GROUPS)``
    ``betweenness_sums(indptr, indices, sources, groups, pairs) -> sum, sum of squares over sources``
lengths
    ``length_sums(indptr, indices, lengths, sources) -> inverse_sum, sum, reached, eccentricity``
    ``length_betweenness_sums(indptr, indices, lengths, sources) -> sum, sum of squares over sources``
components
    ``component_labels(indptr, indices) -> labels, sizes``
    ``biconnected_blocks(indptr, indices) -> Blocks(of_entry, n_blocks, cut_points, bridges)``
    ``core_numbers(indptr, indices)``
triangles
    ``actor_triangles(indptr, indices)``; ``link_triangles(indptr, indices)``;
    ``triangle_blocks(indptr, indices) -> iterator of Triangles(ab, ac, bc)``
    ``clustering(indptr, triangles)``; ``transitivity(indptr, triangles)``
departures
    ``component_sizes_without(indptr, indices, gone)``; ``inverse_distances_without(indptr, indices, gone)``;
    ``distances_from_set(indptr, indices, chosen)``
twomode
    ``two_mode_graph(indptr, indices, n_structures) -> indptr, indices``
    ``two_mode_closeness(distances, labels, n_actors)``; ``two_mode_betweenness_maximum(n_own, n_other)``;
    ``two_mode_normalised_betweenness(betweenness, n_actors)``
    ``four_paths(indptr, indices, n_structures) -> FourPaths(total, closed)``
brokerage
    ``brokerage_counts(indptr, indices, groups, n_groups) -> (n, 5)``, columns ``ROLES``
    ``brokerage_counts_of_draws(indptr, indices, groups (draws, n), n_groups) -> (draws, n, 5)``
structural_holes
    ``constraint(indptr, indices, weights) -> Constraint(dyadic, total, hierarchy)``
    ``effective_size(indptr, indices, weights) -> EffectiveSize(size, efficiency)``
"""
