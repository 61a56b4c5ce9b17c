"""Split a node of the search in two."""

from collections import Counter

from scheduling.collisions.chains import Chain
from scheduling.collisions.prices import MUST, Node
from scheduling.collisions.timeline import Offer


def unsettled(node: Node, chains: list[Chain]) -> list[int]:
    """Return the invitees that can be branched on, those first on whom the chains agree least.

    What counts is how often somebody is met, twice here and not at all there; then, when.
    """
    choices = Counter(invitee for offers in node.timeline.offers for invitee, _ in offers)
    meetings = [Counter(invitee for _, invitee in chain) for chain in chains]
    favourite: dict[int, int] = {}
    for (_, invitee), often in Counter(meeting for chain in chains for meeting in chain).items():
        favourite[invitee] = max(often, favourite.get(invitee, 0))

    def agreement(invitee: int) -> tuple[int, int, int]:
        times = [met[invitee] for met in meetings]
        variance = len(times) * sum(time * time for time in times) - sum(times) ** 2
        return -variance, favourite.get(invitee, 0) - sum(times), invitee

    can = [invitee for invitee in choices if choices[invitee] > 1 or node.floors[invitee] != MUST]
    return sorted(can, key=agreement)


def split(node: Node, invitee: int, chains: list[Chain]) -> list[Node]:
    """Return two nodes: the invitee is met early or not at all, or must be met late.

    Early is up to the middle one of the starts that the chains use; with a single start, never.
    """
    timeline = node.timeline
    starts = [timeline.starts[position] for position in timeline.positions(invitee)]
    used = sorted(start for chain in chains for start, who in chain if who == invitee)
    middle = used[(len(used) - 1) // 2] if used else starts[0]
    cut = max([start for start in starts[:-1] if start <= middle] or [starts[0] - (len(starts) == 1)])
    early, late = [], []
    for start, offers in zip(timeline.starts, timeline.offers, strict=True):
        others = [offer for offer in offers if offer[0] != invitee]
        early.append(offers if start <= cut else others)
        late.append(others if start <= cut else offers)
    floors = node.floors.copy()
    floors[invitee] = MUST
    return [_child(node, early, node.floors), _child(node, late, floors)]


def _child(node: Node, offers: list[list[Offer]], floors: list[int]) -> Node:
    return Node(node.timeline.only(offers), floors, node.prices, node.charge, node.bound)
