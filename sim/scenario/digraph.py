"""Ways and circles in a directed graph, given as the nodes that each node leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def cycles(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """One cycle for each group of nodes that lead to each other, the least name first."""
    found = []
    seen: set[str] = set()
    for start in sorted(edges):
        if start in seen:
            continue
        circle = _cycle_through(start, edges)
        if circle:
            found.append(circle)
            ahead = reach([start], edges)
            seen.update(name for name in ahead if start in reach([name], edges))
    return found


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
