"""A pole without some of its actors, links, memberships or structures. Arrays are cut, no table is read again.

What is left is what the same file would give without those rows: a structure that loses its last named member leaves
with it, and so does a kind that loses its last link or structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from coopnet.errors import UnknownWord
from coopnet.kernels.adjacency import Projected, projected_memberships
from coopnet.kernels.induced import induced_subgraph
from coopnet.layers import AffiliationLayer, Csr, LinkLayer, csr, refuse_costly_projection
from coopnet.multiplex import Groups, Multiplex
from coopnet.network import Network

Positions = npt.ArrayLike
Flags = npt.NDArray[np.bool_]
Declared = Literal["fewer", "same"]


@dataclass(frozen=True, eq=False)
class CutAffiliationLayer(AffiliationLayer):
    """An affiliation layer that lost members, in which structures left two-mode before stay so.

    Attributes
    ----------
    two_mode : bool array (structures)
        Structures that were above the projection limit: losing a member must not suddenly join all the others.
    """

    two_mode: Flags

    def projected(self, limit: int) -> Flags:
        """Whether each structure is projected to pairs: small enough, and already so before."""
        return np.asarray((self.named <= limit) & ~self.two_mode)

    def _projected_pairs(self, limit: int) -> Projected:
        small = self.projected(limit)
        refuse_costly_projection(self.named[small])
        members = self.incidence[:, np.flatnonzero(small)]
        return projected_memberships(members.indptr, members.indices, int(small.sum()), self.declared[small], limit)


def without_actors(multiplex: Multiplex, positions: Positions, *, declared: Declared = "fewer") -> Multiplex:
    """Return the multiplex without some actors, their links and their memberships.

    Parameters
    ----------
    multiplex : Multiplex
    positions : int array
        Positions of the actors that leave.
    declared : {"fewer", "same"}
        Whether they are gone, so that structures declare fewer members (``fewer``), or only not observed, and the
        structures still declare them (``same``).

    Returns
    -------
    Multiplex
        The others, in the same order. A structure left two-mode because of its size stays so.

    Raises
    ------
    UnknownWord
        When no actor would be left, or when there is no such position.

    Notes
    -----
    A structure that an actor carries (column ``actor`` of the structures) outlives it: its members still share it. Take
    it away with :func:`without_structures` if it would not.

    Examples
    --------
    >>> from coopnet.measures.examples import example_multiplex
    >>> left = without_actors(example_multiplex("ab bc", structures={"G": "bcd", "H": "a"}), [0])
    >>> list(left.actors), left.links["convention"].source.size, list(left.affiliations["employers_group"].structures)
    (['b', 'c', 'd'], 1, ['G'])
    """
    kept = _kept(positions, multiplex.n_actors)
    if not kept.any():
        raise UnknownWord(
            "No actor would be left; keep at least one.", "Il ne resterait aucun acteur ; gardez-en au moins un."
        )
    number = np.cumsum(kept, dtype=np.int32) - np.int32(1)
    links = {}
    for kind, layer in multiplex.links.items():
        inside = kept[layer.source] & kept[layer.target]
        cut = _some_links(layer, inside)
        links[kind] = replace(cut, source=number[cut.source], target=number[cut.target], n_actors=int(kept.sum()))
    rows = np.flatnonzero(kept)
    return replace(
        multiplex,
        actors=multiplex.actors[rows],
        attributes=multiplex.attributes.take(rows),
        links=_present_links(links),
        affiliations=_present_structures(
            {
                kind: _cut(layer, layer.incidence[rows], multiplex.scope.limit, declared)
                for kind, layer in multiplex.affiliations.items()
            }
        ),
    )


def without_structures(multiplex: Multiplex, structures: Iterable[str]) -> Multiplex:
    """Return the multiplex without some structures and their memberships; direct links stay.

    Raises
    ------
    UnknownWord
        When there is no such structure.

    Examples
    --------
    >>> from coopnet.measures.examples import example_multiplex
    >>> left = without_structures(example_multiplex("ab", structures={"G": "abc", "H": "bc"}), ["G"])
    >>> list(left.affiliations["employers_group"].structures), left.n_actors
    (['H'], 3)
    """
    leaving = {structures} if isinstance(structures, str) else set(structures)
    present = {name for layer in multiplex.affiliations.values() for name in layer.structures}
    unknown = sorted(leaving - present)
    if unknown:
        raise UnknownWord(
            f"No structure “{unknown[0]}” counts here ({multiplex.scope.name}).",
            f"Aucune structure « {unknown[0]} » ne compte ici ({multiplex.scope.name}).",
        )
    return replace(
        multiplex,
        affiliations=_present_structures(
            {
                kind: _some_structures(layer, ~np.asarray(layer.structures.isin(list(leaving))))
                for kind, layer in multiplex.affiliations.items()
            }
        ),
    )


def without_links(multiplex: Multiplex, positions: Positions) -> Multiplex:
    """Return the multiplex without some direct links; actors and memberships stay.

    Parameters
    ----------
    multiplex : Multiplex
    positions : int array
        Positions of the links that leave, counted through all kinds in the order of ``multiplex.links``.

    Examples
    --------
    >>> from coopnet.measures.examples import example_multiplex
    >>> left = without_links(example_multiplex({"convention": "ab bc", "joint_bid": "ab"}), [1, 2])
    >>> left.kinds, left.links["convention"].source.size
    (('convention',), 1)
    """
    kept = _kept(positions, n_links(multiplex))
    ends = np.cumsum([0, *(layer.source.size for layer in multiplex.links.values())])
    return replace(
        multiplex,
        links=_present_links(
            {
                kind: _some_links(layer, kept[ends[rank] : ends[rank + 1]])
                for rank, (kind, layer) in enumerate(multiplex.links.items())
            }
        ),
    )


def without_memberships(multiplex: Multiplex, positions: Positions, *, declared: Declared = "fewer") -> Multiplex:
    """Return the multiplex without some memberships; actors and direct links stay.

    Parameters
    ----------
    multiplex : Multiplex
    positions : int array
        Positions of the memberships that leave, counted through all kinds of structure in the order of
        ``multiplex.affiliations``, and in each kind by actor, then structure.
    declared : {"fewer", "same"}
        As in :func:`without_actors`.

    Examples
    --------
    >>> from coopnet.measures.examples import example_multiplex
    >>> left = without_memberships(example_multiplex(structures={"G": "abc", "H": "bc"}), [0])
    >>> left.affiliations["employers_group"].incidence.toarray().tolist()
    [[0.0, 0.0], [1.0, 1.0], [1.0, 1.0]]
    """
    kept = _kept(positions, n_memberships(multiplex))
    ends = np.cumsum([0, *(layer.incidence.nnz for layer in multiplex.affiliations.values())])
    return replace(
        multiplex,
        affiliations=_present_structures(
            {
                kind: _cut(
                    layer, _some_entries(layer.incidence, kept[ends[r] : ends[r + 1]]), multiplex.scope.limit, declared
                )
                for r, (kind, layer) in enumerate(multiplex.affiliations.items())
            }
        ),
    )


def network_without_actors(network: Network, positions: Positions) -> Network:
    """Return a network without some actors: the same as collapsing the reduced multiplex, where sizes play no part.

    Under ``pairs``, ``links`` and ``kinds`` a pair does not depend on who else is there, so that the collapsed network
    can be cut itself, which is much faster. Under ``newman`` a structure that loses a member weighs more, and under
    ``structures`` it may leave: cut the multiplex there.

    Raises
    ------
    UnknownWord
        On the views ``newman`` and ``structures``.
    """
    if network.view.collapse in ("newman", "structures"):
        raise UnknownWord(
            f"On the view “{network.view.collapse}” sizes of structures count: use without_actors on the multiplex.",
            f"Dans la vue « {network.view.collapse} », la taille des structures compte : utilisez without_actors sur "
            "le multiplexe.",
        )
    kept = _kept(positions, network.n_actors)
    rows = np.flatnonzero(kept)
    indptr, indices, weights = induced_subgraph(network.indptr, network.indices, network.weights, kept)
    cut = replace(
        network,
        nodes=network.nodes[rows],
        n_actors=rows.size,
        matrix=csr(indptr, indices, weights, rows.size),
        attributes=network.attributes.take(rows),
    )
    # groups that the whole network knows are cut as well: no label is looked at again
    cut.known_groups.update({by: _some_groups(groups, rows) for by, groups in network.known_groups.items()})
    return cut


def _some_groups(groups: Groups, rows: npt.NDArray[np.intp]) -> Groups:
    """Return the groups of some actors; a group that lost its last one is none."""
    codes = groups.codes[rows]
    present = np.flatnonzero(np.bincount(codes[codes >= 0], minlength=len(groups.labels)))
    place = np.full(len(groups.labels) + 1, -1, dtype=np.int64)  # the last one serves the code −1
    place[present] = np.arange(len(present))
    return Groups(groups.by, place[codes], tuple(groups.labels[k] for k in present))


def n_links(multiplex: Multiplex) -> int:
    """Return the number of direct links, parallel ones included."""
    return sum(int(layer.source.size) for layer in multiplex.links.values())


def n_memberships(multiplex: Multiplex) -> int:
    """Return the number of memberships."""
    return sum(int(layer.incidence.nnz) for layer in multiplex.affiliations.values())


def _kept(positions: Positions, n: int) -> Flags:
    leaving = np.asarray(positions, dtype=np.int64).ravel()
    if leaving.size and not (leaving.min() >= 0 and leaving.max() < n):
        wrong = int(leaving.max() if leaving.max() >= n else leaving.min())
        raise UnknownWord(
            f"There is no position {wrong}: positions go from 0 to {n - 1}.",
            f"Il n’y a pas de position {wrong} : les positions vont de 0 à {n - 1}.",
        )
    kept = np.ones(n, dtype=np.bool_)
    kept[leaving] = False
    return kept


def _some_links(layer: LinkLayer, kept: Flags) -> LinkLayer:
    return replace(
        layer, source=layer.source[kept], target=layer.target[kept], weight=layer.weight[kept], row=layer.row[kept]
    )


def _some_entries(incidence: Csr, kept: Flags) -> Csr:
    indptr = np.concatenate(([0], np.cumsum(kept)))[incidence.indptr]
    return csr(indptr, incidence.indices[kept], incidence.data[kept], *incidence.shape)


def _cut(layer: AffiliationLayer, incidence: Csr, limit: int, declared: Declared) -> AffiliationLayer:
    """Return the layer with fewer memberships; structures that lost their last one leave."""
    named = np.bincount(incidence.indices, minlength=len(layer.structures))
    lost = layer.named - named
    sizes = np.where(np.isnan(layer.declared), np.nan, layer.sizes - lost) if declared == "fewer" else layer.declared
    left_out = ~layer.projected(limit)
    cut = replace(layer, incidence=incidence, declared=np.asarray(sizes, dtype=np.float64))
    if left_out.any() and not isinstance(cut, CutAffiliationLayer):
        cut = CutAffiliationLayer(cut.kind, cut.nature, cut.structures, incidence, cut.declared, left_out)
    return _some_structures(cut, (named > 0) | (lost == 0))


def _some_structures(layer: AffiliationLayer, kept: Flags) -> AffiliationLayer:
    if kept.all():
        return layer
    columns = np.flatnonzero(kept)
    changed = {
        "structures": layer.structures[columns],
        "incidence": layer.incidence[:, columns],
        "declared": layer.declared[columns],
    }
    if isinstance(layer, CutAffiliationLayer):
        changed["two_mode"] = layer.two_mode[columns]
    return replace(layer, **changed)


def _present_links(layers: Mapping[str, LinkLayer]) -> Mapping[str, LinkLayer]:
    return MappingProxyType({kind: layer for kind, layer in layers.items() if layer.source.size})


def _present_structures(layers: Mapping[str, AffiliationLayer]) -> Mapping[str, AffiliationLayer]:
    return MappingProxyType({kind: layer for kind, layer in layers.items() if len(layer.structures)})
