"""Where a measure has no value: the sentences that say so. Undefined is refused, never 0."""

from __future__ import annotations

from coopnet.errors import UndefinedMeasure
from coopnet.network import Network

WIDEST = 1e9  # largest weight over the smallest: of 16 digits, linear equations keep what this leaves


def undefined(name: str, why_en: str, why_fr: str) -> UndefinedMeasure:
    """Return the refusal of a measure without value, the reason being the end of a sentence.

    The name is said in English only: a French sentence stands beside the label of its measure.

    Examples
    --------
    >>> print(undefined("pole_density", "there is a single actor", "il n’y a qu’un acteur"))
    pole_density has no value: there is a single actor.
    """
    return UndefinedMeasure(f"{name} has no value: {why_en}.", f"Cette mesure n’a pas de valeur : {why_fr}.")


def needs_actors(name: str, network: Network, least: int) -> None:
    """Refuse a network of too few actors."""
    if network.n_actors < least:
        raise undefined(
            name,
            f"it needs at least {least} actors, and the pole has {network.n_actors}",
            f"il faut au moins {least} acteurs, et le pôle en compte {network.n_actors}",
        )


def needs_links(name: str, network: Network) -> None:
    """Refuse a network without link."""
    if not network.n_pairs:
        raise undefined(
            name,
            f"no two actors are linked on the view “{network.view.name}”",
            "aucun acteur n’est lié à un autre par ce qui est compté ici",
        )


def refuse_wide_weights(name: str, network: Network) -> None:
    """Refuse weights so far apart that rounding would drown the small ones."""
    weights = network.weights
    if weights.size and weights.max() > WIDEST * weights.min():
        raise undefined(
            name,
            f"weights from {weights.min():.3g} to {weights.max():.3g} are too far apart for it to be worked out; "
            "correct them, or read it on the view pairs",
            f"des poids de {weights.min():.3g} à {weights.max():.3g} sont trop éloignés pour qu’elle se calcule ; "
            "corrigez-les, ou lisez-la sur la vue pairs",
        )
