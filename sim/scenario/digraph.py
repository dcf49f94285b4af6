"""Ways and circles in a directed graph, given as the nodes that each node leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


def reach(starts: Iterable[T], edges: Mapping[T, Iterable[T]]) -> set[T]:
    """Everything that can be reached, the starts included."""
    seen: set[T] = set()
    todo = list(starts)
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo.extend(edges.get(name, ()))
    return seen


def components(edges: Mapping[str, Iterable[str]]) -> list[set[str]]:
    """The nodes in groups that lead to each other (Tarjan 1972, without recursion), each group after those it leads to.

    In time proportional to nodes and edges.
    """
    found: list[set[str]] = []
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    open_nodes: list[str] = []
    is_open: set[str] = set()
    for start in edges:
        way: list[tuple[str, Iterator[str]]] = [] if start in index else [(start, iter(edges[start]))]
        while way:
            name, ahead = way[-1]
            if name not in index:
                index[name] = low[name] = len(index)
                open_nodes.append(name)
                is_open.add(name)
            target = next(ahead, None)
            if target is not None and target not in index:
                way.append((target, iter(edges.get(target, ()))))
            elif target is not None:
                low[name] = min(low[name], index[target]) if target in is_open else low[name]
            else:
                way.pop()
                if way:
                    low[way[-1][0]] = min(low[way[-1][0]], low[name])
                if low[name] == index[name]:
                    group = set()
                    while name not in group:
                        group.add(open_nodes.pop())
                    is_open -= group
                    found.append(group)
    return found


def loops(edges: Mapping[str, Iterable[str]]) -> list[set[str]]:
    """The groups of nodes that lead to each other, without single nodes that do not lead to themselves."""
    return [group for group in components(edges) if len(group) > 1 or group & set(edges.get(next(iter(group)), ()))]


def cycles(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """One cycle for each group of nodes that lead to each other, the least name first."""
    return [_cycle_through(start, edges) for start in sorted(map(min, loops(edges)))]


def _cycle_through(start: str, edges: Mapping[str, Iterable[str]]) -> list[str]:
    """A shortest way from ``start`` back to itself."""
    before: dict[str, str] = {}
    todo = [start]
    while todo:
        following = []
        for name in todo:
            for target in sorted(edges.get(name, ())):
                if target == start:
                    way = [name]
                    while way[-1] != start:
                        way.append(before[way[-1]])
                    return way[::-1]
                if target not in before:
                    before[target] = name
                    following.append(target)
        todo = following
    return []
