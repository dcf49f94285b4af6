"""The address is the state: file, levers, what is compared and the language; so reload, back and sharing come free."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from sim.report.texts import LANGUAGES

MOST_SET, MOST_COMPARED, LONGEST_VALUE, LONGEST_NAME = 120, 4, 60, 80
PARTED = "adskilt"
"""In the address where parameters that usually move together were parted."""


@dataclass(frozen=True)
class Address:
    """What is looked at; ``given`` are parameters as they were typed, ``compared`` the queries of other scenarios."""

    file: str = ""
    given: tuple[tuple[str, str], ...] = ()
    parted: bool = False
    compared: tuple[str, ...] = ()
    card: str = ""
    language: str = "da"

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Address:
        """From the parts of a query; what is unknown, too much or too long is left out."""
        found: dict[str, str] = {}
        given: dict[str, str] = {}
        compared: dict[str, None] = {}
        for name, value in pairs:
            value = value.strip()
            if name.startswith("p.") and len(name) <= LONGEST_NAME:
                given[name[2:]] = value[:LONGEST_VALUE]
            elif name == "med" and len(value) <= 4_000:
                compared[value] = None
            elif name in ("fil", PARTED, "kort", "sprog"):
                found[name] = value[:LONGEST_NAME]
        language = found.get("sprog", "")
        return cls(
            file=found.get("fil", ""),
            given=tuple((name, text) for name, text in list(given.items())[:MOST_SET] if text),
            parted=found.get(PARTED, "") not in ("", "0"),
            compared=tuple(compared)[:MOST_COMPARED],
            card=found.get("kort", ""),
            language=language if language in LANGUAGES else "da",
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parts of its query."""
        return parse_qsl(self.query(), keep_blank_values=True)

    @classmethod
    def read(cls, query: str) -> Address:
        """From the text of a query."""
        return cls.of(parse_qsl(query, keep_blank_values=True, max_num_fields=2 * MOST_SET))

    @property
    def subject(self) -> Address:
        """Only which scenario it is, without what is looked at in it and beside it."""
        return replace(self, compared=(), card="", language="da")

    def query(self, **changes: object) -> str:
        """The query, with some fields changed; defaults are left out."""
        one = replace(self, **changes)  # type: ignore[arg-type]
        pairs = [("fil", one.file)] if one.file else []
        pairs += [(f"p.{name}", text) for name, text in one.given]
        pairs += [(PARTED, "1")] * one.parted
        pairs += [("med", query) for query in one.compared]
        pairs += [("kort", one.card)] * bool(one.card)
        pairs += [("sprog", one.language)] * (one.language != "da")
        return urlencode(pairs)

    def keeping(self) -> Address:
        """The same with what is looked at now among what is compared."""
        own = self.subject.query(language="da")
        return replace(self, compared=tuple(dict.fromkeys((*self.compared, own)))[-MOST_COMPARED:])

    def leaving(self, other: Address) -> Address:
        """The same without one of what is compared."""
        gone = other.subject.query(language="da")
        return replace(self, compared=tuple(query for query in self.compared if query != gone))

    def without(self, name: str) -> Address:
        """The same with one parameter as the file has it."""
        return replace(self, given=tuple(pair for pair in self.given if pair[0] != name))

    def with_value(self, name: str, text: str) -> Address:
        """The same with one parameter set."""
        return replace(self, given=(*self.without(name).given, (name, text)))
