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
    ``cut_points(indptr, indices)``, those alone
    ``core_numbers(indptr, indices)``
triangles
    ``actor_triangles(indptr, indices)``; ``link_triangles(indptr, indices)``;
    ``triangle_blocks(indptr, indices) -> iterator of Triangles(ab, ac, bc)``
    ``clustering(indptr, triangles)``; ``transitivity(indptr, triangles)``
departures
    ``component_sizes_without(indptr, indices, gone)``; ``inverse_distances_without(indptr, indices, gone)``;
    ``distances_from_set(indptr, indices, chosen)``; ``largest_as_actors_leave(indptr, indices, order)``
    ``most_linked_first(indptr, indices)``
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
connectivity
    ``cohesive_blocks(indptr, indices, budget) -> Cohesion(cohesion, upper, blocks, exact)``, blocks being
    ``Block(members, lowest, highest, parent)``; ``members_at(cohesion, k, n)``
    ``node_connectivity(indptr, indices, budget) -> least, most``
cuts
    ``small_cuts(indptr, indices, k, every, budget) -> outcome, side, smallest, work``
spectra
    ``eigenvector_centrality(indptr, indices, weights) -> Eigenvector(unit, relative, eigenvalue)``
    ``pagerank(indptr, indices, weights, damping)``; ``katz_centrality(indptr, indices, weights, share)``;
    ``spectral_radius(indptr, indices, weights)``; ``weighted_degrees(indptr, weights)``
    ``algebraic_connectivity(indptr, indices, weights)``; ``current_flow_betweenness(indptr, indices, weights)``
communities
    ``communities(indptr, indices, weights, rng, n_starts) -> labels, modularity``;
    ``modularity(indptr, indices, weights, labels)``
core_periphery
    ``core_periphery(indptr, indices, LINKED | APART | IGNORED, rng, n_starts) -> core, fit``
mixing
    ``ends_between(indptr, indices, weights, groups, n_groups) -> (groups, groups)``
    ``ends_of_draws(source, target, weights, groups (draws, n), n_groups) -> (draws, groups, groups)``
    ``own_ends_of_draws(indptr, indices, weights, groups (draws, n)) -> own, known``
assortativity
    ``assortativity(ends)``; ``assortativity_error(ends)``; ``degree_assortativity(indptr, indices, weights)``
diversity
    ``shares(amounts)``; ``blau(amounts)``; ``simpson_without_replacement(amounts)``; ``shannon(amounts)``
moments
    ``brokerage_moments(sizes, density) -> Moments``; ``brokerage_total_moments(sizes, density) -> Moments``
bridging
    ``bridging_coefficient(indptr, indices)``
loss
    ``pieces_without_each(indptr, indices)``; ``pairs_only_through(indptr, indices, links, member_of, n_structures,
    limit)``
affiliation
    ``shared_members(indptr, indices, n_structures)``; ``redundancy(indptr, indices, n_structures)``
overlap
    ``kinds_as_bits(layers, n) -> KindsAsBits(indptr, indices, bits)``
    ``kinds_of_pairs(layers, n)``; ``shared_items(present)``; ``jaccard(shared)``; ``coverage(shared)``;
    ``degrees_by_kind(layers, n)``; ``degree_correlations(degrees, ranks, active)``; ``average_ranks(values)``
kind_triangles
    ``closed_across_kinds(layers, n)``
kinds_together
    ``shared_pairs(source, target, kind, n, n_kinds) -> (kinds, kinds)``; ``fits(n, n_kinds)``
reducibility
    ``normalised_laplacian_eigenvalues(layer)``; ``von_neumann_entropy(layer)``; ``layer_distances(layers, entropies)``;
    ``reduction(layers)``
rewiring
    ``exchanged_ends(source, target, n, directed, once, picks, chances) -> source, target, accepted``;
    ``first_exchange(source, target, n, directed, once, budget)``
simple_rewiring
    ``exchanged_ends_of_simple(source, target, n, picks) -> source, target, accepted``; ``fits(n)``
curveball
    ``traded_rows(indptr, indices, n_columns, first, second, chances) -> indices, trades``;
    ``rows_are_nested(indptr, indices, n_columns)``
turning
    ``turned(indptr, indices, n_columns) -> indptr, indices``
dealing
    ``dealt_labels(labels, chances)``
resampling
    ``resampled_graph(indptr, indices, weights, copies, one, other) -> indptr, indices, weights``
induced
    ``induced_subgraph(indptr, indices, weights, kept) -> indptr, indices, weights``
qap
    ``upper_triangle(n)``; ``least_squares(design, response)``; ``semi_partialled_t(design, response, term,
    permutations)``; ``permuted_correlations(first, second, permutations)``
agreement
    ``krippendorff_alpha(ratings, scale)``; ``coincidences(ratings, values)``; ``squared_differences(values, margins,
    scale)``
"""
