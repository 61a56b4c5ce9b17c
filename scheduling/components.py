"""Find the strongly connected components of a directed graph."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def components(arcs: Mapping[Node, Iterable[Node]]) -> list[set[Node]]:
    """Give the largest sets of nodes that can all reach each other, after Kosaraju and Sharir.

    Every node is a key of `arcs`.

    >>> sorted(map(sorted, components({1: [2], 2: [1, 3], 3: []})))
    [[1, 2], [3]]
    """
    backwards: dict[Node, list[Node]] = {node: [] for node in arcs}
    for node, others in arcs.items():
        for other in others:
            backwards[other].append(node)
    seen: set[Node] = set()
    finished = [node for root in arcs for node in _finishing(root, arcs, seen)]
    seen = set()
    parts = (set(_finishing(root, backwards, seen)) for root in reversed(finished))
    return [part for part in parts if part]


def _finishing(root: Node, arcs: Mapping[Node, Iterable[Node]], seen: set[Node]) -> Iterator[Node]:
    """Give the unseen nodes that can be reached, each after all that are reached through it."""
    path: list[tuple[Node, Iterator[Node]]] = []
    if root not in seen:
        seen.add(root)
        path.append((root, iter(arcs[root])))
    while path:
        node, others = path[-1]
        for other in others:
            if other not in seen:
                seen.add(other)
                path.append((other, iter(arcs[other])))
                break
        else:
            path.pop()
            yield node
