"""Key path -> line of a TOML file (``tomllib`` keeps no positions).  Used only when there is something to report."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING

from sim.scenario.problems import KeyPath

if TYPE_CHECKING:
    from tree_sitter import Node


@lru_cache(maxsize=64)
def lines(content: bytes) -> dict[KeyPath, int]:
    """The line (from 1) on which each key path of the file is stated first; () is line 1."""
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    tree = Parser(Language(tree_sitter_toml.language())).parse(content)
    scanner = _Scanner()
    for node in tree.root_node.named_children:
        scanner.top_level(node)
    return scanner.lines


def nearest_line(known: dict[KeyPath, int], path: KeyPath) -> tuple[int, int]:
    """(length of the longest known beginning of ``path``, its line)."""
    for length in range(len(path), -1, -1):
        if path[:length] in known:
            return length, known[path[:length]]
    return 0, 1


class _Scanner:
    def __init__(self) -> None:
        self.lines: dict[KeyPath, int] = {(): 1}
        self.counts: dict[KeyPath, int] = {}  # elements of each array of tables so far

    def top_level(self, node: Node) -> None:
        if node.type == "pair":
            self.pair((), node)
        elif node.type in ("table", "table_array_element"):
            names = self.key(node.named_children[0])
            base: KeyPath = ()
            for name in names[:-1]:
                base = self.within((*base, name))
            path = (*base, names[-1])
            if node.type == "table_array_element":
                self.counts[path] = self.counts.get(path, 0) + 1
                self.note(path, node)
            path = self.within(path)
            self.note_parents(path, node)
            for child in node.named_children[1:]:
                if child.type == "pair":
                    self.pair(path, child)

    def within(self, path: KeyPath) -> KeyPath:
        """The path, or its last element so far if it is an array of tables."""
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def pair(self, base: KeyPath, node: Node) -> None:
        key, value = node.named_children[0], node.named_children[-1]
        path = (*base, *self.key(key))
        self.note_parents(path, node, len(base))
        self.value(path, value)

    def value(self, path: KeyPath, node: Node) -> None:
        if node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    self.pair(path, child)
        elif node.type == "array":
            for i, child in enumerate(child for child in node.named_children if child.type != "comment"):
                self.note((*path, i), child)
                self.value((*path, i), child)

    def note(self, path: KeyPath, node: Node) -> None:
        self.lines.setdefault(path, node.start_point[0] + 1)

    def note_parents(self, path: KeyPath, node: Node, start: int = 0) -> None:
        for length in range(start + 1, len(path) + 1):
            self.note(path[:length], node)

    def key(self, node: Node) -> tuple[str, ...]:
        if node.type == "dotted_key":
            return tuple(part for child in node.named_children for part in self.key(child))
        text = (node.text or b"").decode()
        if node.type == "quoted_key":
            try:
                return (next(iter(tomllib.loads(f"{text} = 0"))),)
            except tomllib.TOMLDecodeError:
                return (text.strip("\"'"),)
        return (text,)
