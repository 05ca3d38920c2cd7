"""The words of the report, each in a sentence or two."""

from __future__ import annotations

from collections.abc import Mapping

from coopnet.errors import Language

Term = tuple[str, str]

GLOSSARY: Mapping[Language, tuple[Term, ...]] = {
    "fr": (
        ("Acteur", "Une organisation du pôle : association, entreprise, collectivité, organisme de formation…"),
        (
            "Structure",
            "Ce à quoi plusieurs acteurs participent ensemble : groupement d’employeurs, SCIC, locaux partagés, projet "
            "commun, comité…",
        ),
        ("Lien direct", "Une coopération entre deux acteurs seulement : une convention, par exemple."),
        (
            "Coopération",
            "Un engagement réciproque qui va au-delà d’un contrat. Un contrat, un financement ou un soutien politique "
            "seuls n’en sont pas : ils sont dessinés à part et ne sont pas mesurés.",
        ),
        (
            "Multigraphe",
            "Un graphe où deux acteurs peuvent être reliés par plusieurs traits, un par lien et par structure "
            "partagée.",
        ),
        (
            "Vue",
            "La façon de réduire le multigraphe pour le mesurer : paires, liens, natures, natures séparées ou "
            "structures. Chaque nombre du rapport porte la sienne.",
        ),
        (
            "Participation, adhésion",
            "Le fait, pour un acteur, de prendre part à une structure : une ligne de la feuille Adhésions.",
        ),
        (
            "Membres nommés, membres déclarés",
            "Nommés : ceux qui ont une ligne dans le fichier. Déclarés : le nombre que la structure annonce. "
            "Ceux qui manquent entre les deux manquent au graphe.",
        ),
        (
            "Paire, projection",
            "Une paire est faite de deux acteurs ; liée, elle compte une fois, quel que soit le nombre de ses liens. "
            "Projeter une structure, c’est lier ses membres deux à deux.",
        ),
        ("Partenaire", "Un acteur avec lequel on a au moins une coopération, directe ou par une structure partagée."),
        (
            "Composante",
            "Un ensemble d’acteurs qui peuvent tous s’atteindre de proche en proche, et qui n’ont aucun lien avec le "
            "reste.",
        ),
        ("Densité", "La part des paires d’acteurs possibles qui coopèrent. Plus dense ne veut pas dire mieux."),
        (
            "Centralisation",
            "À quel point les liens se concentrent sur un seul acteur : 0 si tous en ont autant, 1 si tous passent "
            "par lui.",
        ),
        (
            "Position d’intermédiaire",
            "La part des chemins les plus courts entre les autres acteurs qui passent par celui-ci.",
        ),
        (
            "Indice E–I",
            "(liens externes − liens internes) / tous les liens : de −1, chacun reste dans son secteur, à +1, tous les "
            "liens en sortent. Avec beaucoup de secteurs il est souvent positif sans rien dire : comparez-le à "
            "l’attendu.",
        ),
        (
            "Entremise",
            "La place d’un acteur qui coopère avec deux autres, lesquels ne coopèrent pas entre eux.",
        ),
        ("Multiplexité", "Le fait, pour deux acteurs, de coopérer de plusieurs façons à la fois."),
        (
            "Hasard, attendu",
            "Ce que vaudrait la mesure si l’on gardait une partie du pôle telle quelle et si l’on tirait le reste au "
            "sort, "
            "un grand nombre de fois. La phrase « Hasard » dit ce qui est gardé et ce qui est tiré.",
        ),
        (
            "p et q",
            "La part des tirages au moins aussi extrêmes que l’observé (p), corrigée du nombre de comparaisons (q). "
            "Petit : "
            "le hasard l’explique mal. Cela ne dit pas si l’écart est important, ni s’il est souhaitable.",
        ),
        (
            "Tirage, graine",
            "Un tirage est un pôle imaginaire où une partie est laissée au hasard ; on en fait des centaines. La "
            "graine est le nombre de départ : la même graine redonne les mêmes tirages.",
        ),
        (
            "Écart-type, z",
            "L’écart-type dit de combien les tirages s’écartent d’ordinaire de leur moyenne ; z compte à combien "
            "d’écarts-types de cette moyenne se trouve l’observé.",
        ),
        (
            "95 fois sur 100",
            "Les bornes entre lesquelles tombent 95 tirages sur 100 : entre elles, l’observé n’a rien d’étonnant.",
        ),
        (
            "On ne peut pas dire",
            "Ni oui, ni non : le pôle est trop petit, les tirages trop peu nombreux, ou quelques acteurs absents du "
            "fichier suffiraient à changer la réponse.",
        ),
        (
            "Constat",
            "Un nombre donné sans comparaison au hasard, parce que rien de ce qu’on tirerait au sort ne le changerait.",
        ),
        (
            "Charnière",
            "Un acteur, ou un lien, dont le départ couperait une partie du pôle du reste.",
        ),
        (
            "Coopération entre partenaires",
            "À quel point les partenaires d’un même acteur coopèrent aussi entre eux (transitivité).",
        ),
        (
            "Nature de lien",
            "Ce que deux acteurs font ensemble : une convention, un projet commun, des locaux partagés…",
        ),
        (
            "Groupe",
            "Une structure avec les acteurs nommés qui y participent ; ou, pour l’indice E–I, les acteurs d’un même "
            "secteur, type ou commune.",
        ),
        (
            "Référentiel, critère, indicateur",
            "Le référentiel est la grille que les pôles se sont donnée ; un critère en est une ligne ; un indicateur "
            "est un nombre qui en dit quelque chose, jamais tout.",
        ),
        (
            "Co-évaluation, médiane",
            "Plusieurs membres notent chacun les critères. La médiane est la note du milieu : autant de notes "
            "au-dessus qu’en dessous.",
        ),
        (
            "Alpha de Krippendorff",
            "À quel point les évaluateurs sont d’accord : 1, toujours ; 0, pas plus que s’ils notaient au hasard ; en "
            "dessous de 0, ils se contredisent.",
        ),
    ),
    "en": (
        ("Actor", "An organisation of the pole: association, firm, local authority, training body …"),
        (
            "Structure",
            "What several actors take part in together: employers’ group, SCIC, shared premises, common project, "
            "committee …",
        ),
        ("Direct link", "Cooperation between two actors only: a convention, for example."),
        (
            "Cooperation",
            "A mutual commitment beyond a contract. A contract, a funding or political support alone is not: they "
            "are drawn "
            "apart and not measured.",
        ),
        (
            "Multigraph",
            "A graph in which two actors may be joined by several lines, one per link and per structure that they "
            "share.",
        ),
        (
            "View",
            "How the multigraph is collapsed to be measured: pairs, links, kinds, kinds kept apart or structures. Each "
            "number of the report bears its own.",
        ),
        ("Membership", "An actor taking part in a structure: one row of the sheet of memberships."),
        (
            "Named members, declared members",
            "Named: those who have a row in the file. Declared: the number of members that the structure announces. "
            "Those missing between the two are missing from the graph.",
        ),
        (
            "Pair, projection",
            "A pair is two actors; linked, it counts once, however many its links. To project a structure is to link "
            "its members two by two.",
        ),
        (
            "Partner, degree",
            "An actor with whom one has at least one cooperation, direct or through a shared structure; the degree of "
            "an actor is how many partners it has.",
        ),
        ("Component", "A set of actors who can all reach each other step by step, and have no link to the rest."),
        ("Density", "The share of possible pairs of actors that cooperate. Denser is not better as such."),
        (
            "Centralisation",
            "How far links concentrate on one actor: 0 when all have as many, 1 when all run through it.",
        ),
        ("Betweenness", "The share of shortest paths between the other actors that pass through this one."),
        (
            "E–I index",
            "(external links − internal links) / all links: from −1, all stay within their sector, to +1, all leave "
            "it. "
            "With many sectors it is often positive without saying anything: compare it with its expectation.",
        ),
        ("Brokerage", "The place of an actor who cooperates with two others, who do not cooperate with each other."),
        ("Multiplexity", "Two actors cooperating in several ways at once."),
        (
            "Chance, expected",
            "What the measure would be if part of the pole were kept as it is and the rest drawn at random, many "
            "times. The "
            "sentence “Chance” says what is held and what is drawn.",
        ),
        (
            "p and q",
            "The share of draws at least as extreme as the observed value (p), corrected for the number of "
            "comparisons (q). "
            "Small: chance explains it badly. It does not say whether the difference is large, nor whether it is "
            "wanted.",
        ),
        (
            "Draw, seed",
            "A draw is an imaginary pole part of which is left to chance; hundreds are made. The seed is the number "
            "they start from: the same seed gives the same draws again.",
        ),
        (
            "Standard deviation, z",
            "The standard deviation says how far draws usually are from their mean; z counts at how many standard "
            "deviations from that mean the observed value is.",
        ),
        (
            "95 times in 100",
            "The bounds between which 95 draws in 100 fall: between them the observed value is nothing surprising.",
        ),
        (
            "Cannot tell",
            "Neither yes nor no: the pole is too small, draws are too few, or a few actors missing from the file could "
            "change the answer.",
        ),
        (
            "Descriptive",
            "A number given without comparison to chance, since nothing that could be drawn at random would change it.",
        ),
        (
            "Articulation, bridge",
            "An actor, or a link, whose departure would cut part of the pole off from the rest.",
        ),
        ("Transitivity", "How far the partners of the same actor also cooperate with each other."),
        ("Kind of link", "What two actors do together: a convention, a common project, shared premises …"),
        (
            "Group",
            "A structure with the named actors who take part in it; or, for the E–I index, the actors of one sector, "
            "type or commune.",
        ),
        (
            "Référentiel, criterion, indicator",
            "The référentiel is the grid that poles gave themselves; a criterion is one line of it; an indicator is a "
            "number that says something about it, never everything.",
        ),
        (
            "Co-evaluation, median",
            "Several members each rate the criteria. The median is the rating in the middle: as many are above as "
            "below.",
        ),
        (
            "Krippendorff’s alpha",
            "How far evaluators agree: 1, always; 0, no more than if they rated at random; below 0, they contradict "
            "each other.",
        ),
    ),
}
