"""coopnet measures cooperation in French territorial economic cooperation poles (PTCE).

>>> import coopnet as cn
>>> pole = cn.read_pole("datasets/sud_aquitaine")
>>> 0 < cn.pole_density(cn.network_of(pole, view="pairs")) < 1
True

Names are imported from their module on first use, so that ``import coopnet`` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from coopnet.public_names import PUBLIC_NAMES

if TYPE_CHECKING:
    from coopnet.catalogue import measure_named as measure_named
    from coopnet.catalogue.actor_table import actor_table_of as actor_table_of
    from coopnet.catalogue.battery import Battery as Battery
    from coopnet.catalogue.battery import measure_all as measure_all
    from coopnet.corpus import CorpusMeasures as CorpusMeasures
    from coopnet.corpus import CorpusProfiles as CorpusProfiles
    from coopnet.corpus import measure_corpus as measure_corpus
    from coopnet.corpus import profile_corpus as profile_corpus
    from coopnet.drawing.brokerage import draw_brokerage as draw_brokerage
    from coopnet.drawing.coevaluation import draw_coevaluation as draw_coevaluation
    from coopnet.drawing.combinations import draw_kind_combinations as draw_kind_combinations
    from coopnet.drawing.combinations import kind_combinations_of as kind_combinations_of
    from coopnet.drawing.kinds import draw_kind as draw_kind
    from coopnet.drawing.layout import layout_of as layout_of
    from coopnet.drawing.mixing import draw_sector_mixing as draw_sector_mixing
    from coopnet.drawing.multigraph import draw_multigraph as draw_multigraph
    from coopnet.drawing.null_distribution import draw_null as draw_null
    from coopnet.drawing.picture import picture_of as picture_of
    from coopnet.drawing.profile import draw_profile as draw_profile
    from coopnet.drawing.ranks import draw_ranks as draw_ranks
    from coopnet.drawing.saving import save as save
    from coopnet.drawing.two_mode import draw_two_mode as draw_two_mode
    from coopnet.drawing.vulnerability import draw_vulnerability as draw_vulnerability
    from coopnet.errors import CoopnetError as CoopnetError
    from coopnet.errors import CostRefused as CostRefused
    from coopnet.errors import GridRefused as GridRefused
    from coopnet.errors import LibraryMissing as LibraryMissing
    from coopnet.errors import NullRefused as NullRefused
    from coopnet.errors import PoleRefused as PoleRefused
    from coopnet.errors import UndefinedMeasure as UndefinedMeasure
    from coopnet.errors import UnknownWord as UnknownWord
    from coopnet.errors import UnreadableInput as UnreadableInput
    from coopnet.errors import ViewRefused as ViewRefused
    from coopnet.errors import WriteRefused as WriteRefused
    from coopnet.exchange import multigraph_of as multigraph_of
    from coopnet.exchange import pole_from_networkx as pole_from_networkx
    from coopnet.exchange import read_pole as read_pole
    from coopnet.exchange import to_igraph as to_igraph
    from coopnet.exchange import to_networkx as to_networkx
    from coopnet.exchange import two_mode_graph_of as two_mode_graph_of
    from coopnet.exchange import vertices_and_edges_of as vertices_and_edges_of
    from coopnet.exchange import write_pole as write_pole
    from coopnet.inference.bootstrap import VertexBootstrap as VertexBootstrap
    from coopnet.inference.bootstrap import VertexBootstrapEach as VertexBootstrapEach
    from coopnet.inference.bootstrap import vertex_bootstrap_of as vertex_bootstrap_of
    from coopnet.inference.comparison import NullComparison as NullComparison
    from coopnet.inference.comparison import NullComparisons as NullComparisons
    from coopnet.inference.comparison import compare_to_null as compare_to_null
    from coopnet.inference.correlation import DyadicCorrelation as DyadicCorrelation
    from coopnet.inference.correlation import dyadic_correlation_of as dyadic_correlation_of
    from coopnet.inference.dyads import DyadicModel as DyadicModel
    from coopnet.inference.dyads import dyadic_model_of as dyadic_model_of
    from coopnet.inference.dyads import dyads_of as dyads_of
    from coopnet.inference.exact import permutation_moments_of as permutation_moments_of
    from coopnet.inference.gaps import MissingData as MissingData
    from coopnet.inference.gaps import MissingDataEach as MissingDataEach
    from coopnet.inference.hiding import hiding_of as hiding_of
    from coopnet.inference.leave_one_out import LeaveOneOut as LeaveOneOut
    from coopnet.inference.leave_one_out import LeaveOneOutEach as LeaveOneOutEach
    from coopnet.inference.leave_one_out import leave_one_actor_out as leave_one_actor_out
    from coopnet.inference.leave_one_out import leave_one_structure_out as leave_one_structure_out
    from coopnet.inference.missing import missing_data_of as missing_data_of
    from coopnet.inference.participation import (
        actor_participation_corrected_table as actor_participation_corrected_table,
    )
    from coopnet.inference.ranks import Ranks as Ranks
    from coopnet.inference.small_world import SmallWorld as SmallWorld
    from coopnet.inference.small_world import small_world_of as small_world_of
    from coopnet.inference.together import compare_all_to_null as compare_all_to_null
    from coopnet.measures.affiliation import actor_redundancy as actor_redundancy
    from coopnet.measures.affiliation import link_provenance_table as link_provenance_table
    from coopnet.measures.affiliation import pole_affiliation_density as pole_affiliation_density
    from coopnet.measures.affiliation import pole_named_share as pole_named_share
    from coopnet.measures.affiliation import structure_overlap as structure_overlap
    from coopnet.measures.affiliation import structure_redundancy as structure_redundancy
    from coopnet.measures.affiliation import structure_sizes_table as structure_sizes_table
    from coopnet.measures.assortativity import pole_assortativity as pole_assortativity
    from coopnet.measures.assortativity import pole_assortativity_error as pole_assortativity_error
    from coopnet.measures.assortativity import pole_degree_assortativity as pole_degree_assortativity
    from coopnet.measures.between import actor_between_sectors as actor_between_sectors
    from coopnet.measures.between import actor_between_sectors_sample_table as actor_between_sectors_sample_table
    from coopnet.measures.between import actor_bridging_centrality as actor_bridging_centrality
    from coopnet.measures.blocks import actor_core_number as actor_core_number
    from coopnet.measures.blocks import actor_is_articulation as actor_is_articulation
    from coopnet.measures.blocks import link_is_bridge as link_is_bridge
    from coopnet.measures.blocks import pole_articulation_share as pole_articulation_share
    from coopnet.measures.blocks import pole_bridge_share as pole_bridge_share
    from coopnet.measures.blocks import pole_core_table as pole_core_table
    from coopnet.measures.brokerage import actor_brokerage_expected_table as actor_brokerage_expected_table
    from coopnet.measures.brokerage import actor_brokerage_table as actor_brokerage_table
    from coopnet.measures.brokerage import actor_brokerage_z_table as actor_brokerage_z_table
    from coopnet.measures.brokerage import pole_brokerage as pole_brokerage
    from coopnet.measures.brokerage import pole_brokerage_table as pole_brokerage_table
    from coopnet.measures.cartography import actor_multiplex_participation as actor_multiplex_participation
    from coopnet.measures.cartography import actor_multiplex_table as actor_multiplex_table
    from coopnet.measures.centralisation import pole_betweenness_centralisation as pole_betweenness_centralisation
    from coopnet.measures.centralisation import pole_closeness_centralisation as pole_closeness_centralisation
    from coopnet.measures.centralisation import pole_degree_centralisation as pole_degree_centralisation
    from coopnet.measures.centrality import actor_betweenness as actor_betweenness
    from coopnet.measures.centrality import actor_betweenness_sample_table as actor_betweenness_sample_table
    from coopnet.measures.centrality import actor_closeness as actor_closeness
    from coopnet.measures.centrality import actor_harmonic_closeness as actor_harmonic_closeness
    from coopnet.measures.clustering import actor_barrat_clustering as actor_barrat_clustering
    from coopnet.measures.clustering import actor_clustering as actor_clustering
    from coopnet.measures.clustering import actor_onnela_clustering as actor_onnela_clustering
    from coopnet.measures.clustering import pole_clustering_undefined as pole_clustering_undefined
    from coopnet.measures.clustering import pole_mean_clustering as pole_mean_clustering
    from coopnet.measures.clustering import pole_transitivity as pole_transitivity
    from coopnet.measures.cohesion import pole_components as pole_components
    from coopnet.measures.cohesion import pole_connectedness as pole_connectedness
    from coopnet.measures.cohesion import pole_density as pole_density
    from coopnet.measures.cohesion import pole_efficiency as pole_efficiency
    from coopnet.measures.cohesion import pole_largest_component_share as pole_largest_component_share
    from coopnet.measures.cohesion import pole_link_intensity as pole_link_intensity
    from coopnet.measures.cohesion import pole_mean_multiplicity as pole_mean_multiplicity
    from coopnet.measures.core_periphery import core_periphery_of as core_periphery_of
    from coopnet.measures.core_periphery import pole_core_periphery_fit as pole_core_periphery_fit
    from coopnet.measures.declaration import Measure as Measure
    from coopnet.measures.degrees import actor_degree as actor_degree
    from coopnet.measures.degrees import actor_kinds as actor_kinds
    from coopnet.measures.degrees import actor_links as actor_links
    from coopnet.measures.degrees import actor_overlapping_degree as actor_overlapping_degree
    from coopnet.measures.degrees import actor_strength as actor_strength
    from coopnet.measures.degrees import actor_structures as actor_structures
    from coopnet.measures.degrees import pole_degree_gini as pole_degree_gini
    from coopnet.measures.directed import actor_directed_degree_table as actor_directed_degree_table
    from coopnet.measures.directed import kind_reciprocity_table as kind_reciprocity_table
    from coopnet.measures.distances import pole_diameter as pole_diameter
    from coopnet.measures.distances import pole_global_efficiency as pole_global_efficiency
    from coopnet.measures.distances import pole_mean_distance as pole_mean_distance
    from coopnet.measures.diversity import actor_blau as actor_blau
    from coopnet.measures.diversity import actor_blau_unbiased as actor_blau_unbiased
    from coopnet.measures.diversity import actor_participation as actor_participation
    from coopnet.measures.diversity import actor_participation_normalised as actor_participation_normalised
    from coopnet.measures.diversity import actor_sectors_reached as actor_sectors_reached
    from coopnet.measures.diversity import actor_shannon as actor_shannon
    from coopnet.measures.ei import actor_ei as actor_ei
    from coopnet.measures.ei import pole_ei as pole_ei
    from coopnet.measures.ei import pole_ei_expected as pole_ei_expected
    from coopnet.measures.ei import pole_ei_maximum as pole_ei_maximum
    from coopnet.measures.ei import pole_ei_minimum as pole_ei_minimum
    from coopnet.measures.ei import pole_ei_rescaled as pole_ei_rescaled
    from coopnet.measures.ei import sector_ei_each as sector_ei_each
    from coopnet.measures.ei_range import actor_ei_table as actor_ei_table
    from coopnet.measures.ei_range import sector_ei_table as sector_ei_table
    from coopnet.measures.holes import actor_constraint as actor_constraint
    from coopnet.measures.holes import actor_effective_size as actor_effective_size
    from coopnet.measures.holes import actor_efficiency as actor_efficiency
    from coopnet.measures.holes import actor_hierarchy as actor_hierarchy
    from coopnet.measures.holes import link_constraint as link_constraint
    from coopnet.measures.key_players import fragmentation_without as fragmentation_without
    from coopnet.measures.key_players import key_players as key_players
    from coopnet.measures.key_players import reach_of as reach_of
    from coopnet.measures.layers import kind_actor_overlap as kind_actor_overlap
    from coopnet.measures.layers import kind_centralisation_each as kind_centralisation_each
    from coopnet.measures.layers import kind_coverage as kind_coverage
    from coopnet.measures.layers import kind_degree_correlation as kind_degree_correlation
    from coopnet.measures.layers import kind_density_each as kind_density_each
    from coopnet.measures.layers import kind_overlap as kind_overlap
    from coopnet.measures.mixing import sector_density as sector_density
    from coopnet.measures.mixing import sector_mixing as sector_mixing
    from coopnet.measures.mixing import sector_mixing_ratio as sector_mixing_ratio
    from coopnet.measures.mixing import sector_mixing_shares as sector_mixing_shares
    from coopnet.measures.multiplex_clustering import actor_multiplex_clustering as actor_multiplex_clustering
    from coopnet.measures.multiplexity import link_multiplexity as link_multiplexity
    from coopnet.measures.multiplexity import pole_edge_overlap as pole_edge_overlap
    from coopnet.measures.multiplexity import pole_mean_kinds as pole_mean_kinds
    from coopnet.measures.multiplexity import pole_multiplex_share as pole_multiplex_share
    from coopnet.measures.multiplexity import pole_saturation as pole_saturation
    from coopnet.measures.partition import communities_of as communities_of
    from coopnet.measures.partition import pole_community_modularity as pole_community_modularity
    from coopnet.measures.partition import pole_sector_modularity as pole_sector_modularity
    from coopnet.measures.reducibility import kind_distance as kind_distance
    from coopnet.measures.reducibility import pole_reducibility as pole_reducibility
    from coopnet.measures.reducibility import pole_reduction_table as pole_reduction_table
    from coopnet.measures.spectral import actor_current_flow_betweenness as actor_current_flow_betweenness
    from coopnet.measures.spectral import actor_eigenvector as actor_eigenvector
    from coopnet.measures.spectral import actor_katz as actor_katz
    from coopnet.measures.spectral import actor_pagerank as actor_pagerank
    from coopnet.measures.spectral import actor_pagerank_versatility as actor_pagerank_versatility
    from coopnet.measures.structural_cohesion import actor_cohesion as actor_cohesion
    from coopnet.measures.structural_cohesion import cohesive_blocks_of as cohesive_blocks_of
    from coopnet.measures.structural_cohesion import pole_algebraic_connectivity as pole_algebraic_connectivity
    from coopnet.measures.structural_cohesion import pole_node_connectivity as pole_node_connectivity
    from coopnet.measures.structures_as_bridges import structure_bridging_loss_table as structure_bridging_loss_table
    from coopnet.measures.structures_as_bridges import structure_exclusivity as structure_exclusivity
    from coopnet.measures.structures_as_bridges import structure_sectors_joined as structure_sectors_joined
    from coopnet.measures.structures_as_bridges import structure_types_joined as structure_types_joined
    from coopnet.measures.twomode_centralisation import (
        pole_two_mode_betweenness_centralisation as pole_two_mode_betweenness_centralisation,
    )
    from coopnet.measures.twomode_centralisation import (
        pole_two_mode_closeness_centralisation as pole_two_mode_closeness_centralisation,
    )
    from coopnet.measures.twomode_centralisation import (
        pole_two_mode_degree_centralisation as pole_two_mode_degree_centralisation,
    )
    from coopnet.measures.twomode_centrality import actor_two_mode_betweenness as actor_two_mode_betweenness
    from coopnet.measures.twomode_centrality import actor_two_mode_closeness as actor_two_mode_closeness
    from coopnet.measures.twomode_centrality import actor_two_mode_degree as actor_two_mode_degree
    from coopnet.measures.twomode_centrality import structure_two_mode_betweenness as structure_two_mode_betweenness
    from coopnet.measures.twomode_centrality import structure_two_mode_closeness as structure_two_mode_closeness
    from coopnet.measures.twomode_centrality import structure_two_mode_degree as structure_two_mode_degree
    from coopnet.measures.twomode_clustering import actor_two_mode_clustering as actor_two_mode_clustering
    from coopnet.measures.twomode_clustering import pole_two_mode_clustering as pole_two_mode_clustering
    from coopnet.measures.vulnerability import pole_random_removal_table as pole_random_removal_table
    from coopnet.measures.vulnerability import (
        pole_random_structure_removal_table as pole_random_structure_removal_table,
    )
    from coopnet.measures.vulnerability import pole_structure_removal_table as pole_structure_removal_table
    from coopnet.measures.vulnerability import pole_targeted_removal_table as pole_targeted_removal_table
    from coopnet.measures.vulnerability import pole_targeted_robustness as pole_targeted_robustness
    from coopnet.measures.without_structure import pole_without_structure_table as pole_without_structure_table
    from coopnet.multiplex import Multiplex as Multiplex
    from coopnet.multiplex import Scope as Scope
    from coopnet.multiplex import multiplex_of as multiplex_of
    from coopnet.network import Affiliation as Affiliation
    from coopnet.network import Network as Network
    from coopnet.network import View as View
    from coopnet.network import affiliation_of as affiliation_of
    from coopnet.network import network_of as network_of
    from coopnet.nulls.declaration import Null as Null
    from coopnet.nulls.kinds import shuffle_kinds as shuffle_kinds
    from coopnet.nulls.labels import shuffle_sectors as shuffle_sectors
    from coopnet.nulls.labels import shuffle_sectors_within as shuffle_sectors_within
    from coopnet.nulls.links import rewire_links as rewire_links
    from coopnet.nulls.memberships import rewire_memberships as rewire_memberships
    from coopnet.nulls.mixing import MixingDiagnostics as MixingDiagnostics
    from coopnet.nulls.mixing import mixing_of as mixing_of
    from coopnet.nulls.placement import random_links as random_links
    from coopnet.nulls.placement import random_links_between_sectors as random_links_between_sectors
    from coopnet.pole import About as About
    from coopnet.pole import Pole as Pole
    from coopnet.printing.result import Result as Result
    from coopnet.printing.result import Tabulated as Tabulated
    from coopnet.printing.result import stacked as stacked
    from coopnet.printing.result import tabulated as tabulated
    from coopnet.reduction import without_actors as without_actors
    from coopnet.reduction import without_structures as without_structures
    from coopnet.referentiel.change import ProfileChange as ProfileChange
    from coopnet.referentiel.change import profile_change_of as profile_change_of
    from coopnet.referentiel.coevaluation import Coevaluation as Coevaluation
    from coopnet.referentiel.coevaluation import coevaluation_of as coevaluation_of
    from coopnet.referentiel.coevaluation import discussion_table as discussion_table
    from coopnet.referentiel.grid import Grid as Grid
    from coopnet.referentiel.grid import read_grid as read_grid
    from coopnet.referentiel.profile import Profile as Profile
    from coopnet.referentiel.profile import profile_of as profile_of
    from coopnet.report.cooperation_report import WrittenReport as WrittenReport
    from coopnet.report.cooperation_report import write_report as write_report
    from coopnet.report.figure_set import drawn_of as drawn_of
    from coopnet.report.figure_set import write_figures as write_figures
    from coopnet.report.profile_files import write_profile as write_profile
    from coopnet.tables.template import write_template as write_template

__version__ = "0.1.0"

_HOMES = {name: module for module, names in PUBLIC_NAMES.items() for name in names}
__all__ = ["__version__", *_HOMES]

if not TYPE_CHECKING:  # a type checker sees the imports above, and refuses any other name

    def __getattr__(name):
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return globals().setdefault(name, getattr(import_module(_HOMES[name]), name))

    def __dir__():
        return sorted({*globals(), *__all__})
