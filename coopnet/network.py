"""Networks: a multiplex collapsed to one weighted simple graph by a named view, and its two-mode side.

No measure, and no library, ever receives raw parallel edges: what a measure gets is a :class:`Network` (pairs, links,
kinds or Newman weights), a Network whose structures are nodes, or an :class:`Affiliation`. Every result names its view.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from coopnet.errors import UnknownWord
from coopnet.kernels.adjacency import combined_kinds
from coopnet.layers import Csr, FloatArray, csr
from coopnet.multiplex import PROJECTION_LIMIT, Groups, Multiplex, Scope, groups_of, multiplex_of
from coopnet.pole import Pole
from coopnet.vocabulary import Nature, Vocabulary

ViewName = Literal["pairs", "links", "kinds", "newman", "structures"]
Result = TypeVar("Result", pd.Series, pd.DataFrame)
VIEWS: tuple[ViewName, ...] = get_args(ViewName)


@dataclass(frozen=True, slots=True)
class View:
    """How a multiplex was collapsed: the name that results carry.

    Attributes
    ----------
    collapse : str
        ``pairs``: 1 where two actors have any link; ``links``: number of parallel links; ``kinds``: number of distinct
        kinds; ``newman``: sum of weights; ``structures``: structures kept as nodes, links and memberships are pairs.
    kinds : tuple of str
        Kinds kept, empty when all are.
    scope : Scope
    symmetrised : bool
        Whether some directed kind lost its direction.
    """

    collapse: ViewName
    kinds: tuple[str, ...]
    scope: Scope
    symmetrised: bool = False

    @property
    def name(self) -> str:
        """Short name, for columns: ``pairs``, or ``pairs: convention + geiq``."""
        return f"{self.collapse}: {' + '.join(self.kinds)}" if self.kinds else self.collapse

    @property
    def full_name(self) -> str:
        """The view with its scope, so that nobody has to guess."""
        return f"{self.name} ({self.scope.name}{', directions dropped' if self.symmetrised else ''})"


@dataclass(frozen=True, eq=False)
class Network:
    """One weighted simple undirected graph over actors, with the name of the view that made it; frozen.

    Attributes
    ----------
    nodes : Index of str (nodes)
        The actors; under the view ``structures``, the structures follow them.
    n_actors : int
        Number of actors, the first of the nodes.
    matrix : csr_array (nodes × nodes)
        Symmetric float64 weights, sorted indices, no diagonal, no stored zero. All ones under ``pairs``.
    view : View
    attributes : DataFrame (actors)
    vocabulary : Vocabulary
    """

    nodes: pd.Index
    n_actors: int
    matrix: Csr
    view: View
    attributes: pd.DataFrame
    vocabulary: Vocabulary

    @property
    def actors(self) -> pd.Index:
        """The actors, in order."""
        return self.nodes if self.n_actors == len(self.nodes) else self.nodes[: self.n_actors]

    @property
    def n_nodes(self) -> int:
        """Number of nodes: actors, and structures under the view ``structures``."""
        return len(self.nodes)

    @property
    def n_pairs(self) -> int:
        """Number of linked pairs."""
        return len(self.matrix.data) // 2

    @property
    def indptr(self) -> npt.NDArray[np.int32]:
        """Row pointers of the matrix, for kernels."""
        pointers: npt.NDArray[np.int32] = self.matrix.indptr
        return pointers

    @property
    def indices(self) -> npt.NDArray[np.int32]:
        """Column indices of the matrix, for kernels."""
        columns: npt.NDArray[np.int32] = self.matrix.indices
        return columns

    @property
    def weights(self) -> FloatArray:
        """Weights of the matrix, aligned with ``indices``, for kernels."""
        values: FloatArray = self.matrix.data
        return values

    @cached_property
    def degrees(self) -> npt.NDArray[np.int64]:
        """Number of neighbours of each node."""
        return np.asarray(np.diff(self.matrix.indptr), dtype=np.int64)

    def groups(self, by: str = "sector") -> Groups:
        """Return the groups of actors by a categorical column."""
        found = self.known_groups.get(by)
        if found is None:
            found = self.known_groups[by] = groups_of(self.attributes, by, self.vocabulary)
        return found

    @cached_property
    def known_groups(self) -> dict[str, Groups]:
        """Groups already looked for, by column."""
        return {}

    def actor_series(self, values: npt.ArrayLike, name: str) -> pd.Series:
        """Return per-node values as a Series over actors that carries the view in its name and ``attrs``."""
        return carrying_view(pd.Series(np.asarray(values)[: self.n_actors], self.actors, copy=False), name, self.view)

    def __repr__(self) -> str:
        return f"<Network [{self.view.full_name}]: {self.n_nodes} nodes, {self.n_pairs} linked pairs>"


@dataclass(frozen=True, eq=False)
class Affiliation:
    """The two-mode side: actors × structures; frozen. Not a projection.

    Attributes
    ----------
    actors : Index of str (actors)
    structures : Index of str (structures)
    kinds : tuple of str (structures)
        Kind of each structure.
    incidence : csr_array (actors × structures)
        1 where the actor is a named member.
    sizes : int64 array (structures)
        Size of each structure: declared where larger than its named members.
    view : View
    attributes : DataFrame (actors)
    vocabulary : Vocabulary
    """

    actors: pd.Index
    structures: pd.Index
    kinds: tuple[str, ...]
    incidence: Csr
    sizes: npt.NDArray[np.int64]
    view: View
    attributes: pd.DataFrame
    vocabulary: Vocabulary

    @cached_property
    def named(self) -> npt.NDArray[np.int64]:
        """Number of named members of each structure."""
        return np.bincount(self.incidence.indices, minlength=len(self.structures)).astype(np.int64)

    def groups(self, by: str = "sector") -> Groups:
        """Return the groups of actors by a categorical column."""
        return groups_of(self.attributes, by, self.vocabulary)

    def actor_series(self, values: npt.ArrayLike, name: str) -> pd.Series:
        """Return per-actor values as a Series that carries the view."""
        return carrying_view(pd.Series(np.asarray(values), index=self.actors), name, self.view)

    def structure_series(self, values: npt.ArrayLike, name: str) -> pd.Series:
        """Return per-structure values as a Series that carries the view."""
        return carrying_view(pd.Series(np.asarray(values), index=self.structures), name, self.view)

    def __repr__(self) -> str:
        shape = f"{len(self.actors)} actors × {len(self.structures)} structures"
        return f"<Affiliation: {shape}, {self.incidence.nnz} memberships>"


def carrying_view(result: Result, name: str, view: View) -> Result:
    """Return a result named after its measure and its view."""
    result.attrs.update(measure=name, view=view.full_name)
    if isinstance(result, pd.Series):
        result.name = f"{name}[{view.name}]"
    return result


def network_of(
    pole: Pole | Multiplex,
    *,
    view: ViewName = "pairs",
    kinds: Iterable[str] | None = None,
    natures: Iterable[Nature] | Literal["all"] = ("cooperation",),
    at: str | None = "reference",
    limit: int = PROJECTION_LIMIT,
) -> Network:
    """Return a pole seen as one simple graph, by a named view.

    Parameters
    ----------
    pole : Pole or Multiplex
    view : {"pairs", "links", "kinds", "newman", "structures"}
        ``pairs``: is there any link (the default of structural measures); ``links``: number of parallel links;
        ``kinds``: number of distinct kinds; ``newman``: sum of weights, a structure of size k counting 1 / (k − 1);
        ``structures``: two-mode picture, structures are nodes and nothing is projected.
    kinds : iterable of str, optional
        Keep these kinds only, before collapsing.
    natures, at, limit
        See :func:`coopnet.multiplex_of`; they concern a Pole, a Multiplex has its scope already.

    Returns
    -------
    Network

    Raises
    ------
    UnknownWord
        For a view or a kind that is not there; the sentence lists those that are.
    """
    collapse = known_view(view)
    multiplex = multiplex_of(pole, natures=natures, at=at, limit=limit)
    kept = (kinds,) if isinstance(kinds, str) else None if kinds is None else tuple(kinds)
    if kept is not None:
        multiplex = multiplex.restricted(kept)
    nodes, matrix = (
        _two_mode(multiplex) if collapse == "structures" else (multiplex.actors, _collapsed(multiplex, collapse))
    )
    return Network(
        nodes=nodes,
        n_actors=multiplex.n_actors,
        matrix=matrix,
        view=view_of(multiplex, collapse, kept),
        attributes=multiplex.attributes,
        vocabulary=multiplex.vocabulary,
    )


def affiliation_of(
    pole: Pole | Multiplex,
    *,
    kinds: Iterable[str] | None = None,
    natures: Iterable[Nature] | Literal["all"] = ("cooperation",),
    at: str | None = "reference",
) -> Affiliation:
    """Return the two-mode side of a pole: which actor takes part in which structure.

    Parameters are those of :func:`network_of`; structures of every size are there, since nothing is projected.
    """
    multiplex = multiplex_of(pole, natures=natures, at=at)
    kept = (kinds,) if isinstance(kinds, str) else None if kinds is None else tuple(kinds)
    if kept is not None:
        multiplex = multiplex.restricted(kept)
    layers = list(multiplex.affiliations.values())
    return Affiliation(
        actors=multiplex.actors,
        structures=pd.Index([name for layer in layers for name in layer.structures], dtype="str"),
        kinds=tuple(layer.kind for layer in layers for _ in layer.structures),
        incidence=_incidence(multiplex),
        sizes=np.concatenate([layer.sizes for layer in layers]) if layers else np.zeros(0, dtype=np.int64),
        view=view_of(multiplex, "structures", kept),
        attributes=multiplex.attributes,
        vocabulary=multiplex.vocabulary,
    )


def known_view(view: str) -> ViewName:
    """Return a view's name, or refuse with the list of views."""
    for known in VIEWS:
        if view == known:
            return known
    raise UnknownWord(
        f"Unknown view “{view}”. Views: {', '.join(VIEWS)}.", f"Vue inconnue « {view} ». Vues : {', '.join(VIEWS)}."
    )


def view_of(multiplex: Multiplex, collapse: ViewName, kinds: tuple[str, ...] | None = None) -> View:
    """Return the name of a collapse of this multiplex."""
    return View(collapse, kinds or (), multiplex.scope, multiplex.has_directed_links)


def _incidence(multiplex: Multiplex) -> Csr:
    layers = [layer.incidence for layer in multiplex.affiliations.values()]
    return sparse.csr_array(sparse.hstack(layers)) if layers else sparse.csr_array((multiplex.n_actors, 0))


def _two_mode(multiplex: Multiplex) -> tuple[pd.Index, Csr]:
    members = _incidence(multiplex)
    layers = combined_kinds([layer.pairs for layer in multiplex.links.values()], multiplex.n_actors)
    direct = csr(layers.indptr, layers.indices, layers.links, multiplex.n_actors)
    names = [name for layer in multiplex.affiliations.values() for name in layer.structures]
    # a structure that is also an actor may bear the same id: nodes must stay distinct
    taken = set(multiplex.actors)
    labels = [f"structure:{name}" if name in taken else name for name in names]
    block = sparse.block_array([[direct, members], [members.T, None]]) if names else direct
    return multiplex.actors.append(pd.Index(labels, dtype=multiplex.actors.dtype)), _simple(block)


def _collapsed(multiplex: Multiplex, collapse: str) -> Csr:
    pairs = multiplex.combined
    n = multiplex.n_actors
    values = {"links": pairs.links, "kinds": pairs.kinds, "newman": pairs.weights}.get(collapse)
    data = np.ones(len(pairs.indices)) if values is None else values.copy()
    matrix = csr(pairs.indptr, pairs.indices, data, n)
    matrix.eliminate_zeros()  # a link of weight 0 links nobody where weights are summed
    return matrix


def _simple(matrix: Any) -> Csr:
    """Return a float64 CSR of ones with sorted indices."""
    simple = sparse.csr_array(matrix, dtype=np.float64, copy=True)
    simple.eliminate_zeros()
    simple.sort_indices()
    simple.data[:] = 1.0
    return simple
