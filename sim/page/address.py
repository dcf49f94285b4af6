"""The address is the state: file, levers, what is compared and the language; so reload, back and sharing come free."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from sim.report.texts import LANGUAGES
from sim.report.typed_dates import ClosedPeriod, DatedValue, OnDates

MOST_DATED = 10
MOST_SET, MOST_COMPARED, LONGEST_VALUE, LONGEST_NAME = 120, 4, 60, 80
LONGEST_QUERY = 20_000
PARTED = "adskilt"
"""In the address where parameters that usually move together were parted."""
DATED, CLOSED, BETWEEN, PAUSES = "dato", "lukket", "~", "pause"
"""``dato=slots~1.1.2022~~15``: a value from a day on; ``lukket=1.3.2027~31.5.2027~pause``: a closed period."""


@dataclass(frozen=True)
class Address:
    """What is looked at; ``given`` are parameters as they were typed, ``compared`` the queries of other scenarios."""

    file: str = ""
    given: tuple[tuple[str, str], ...] = ()
    parted: bool = False
    on_dates: tuple[OnDates, ...] = ()
    compared: tuple[str, ...] = ()
    card: str = ""
    language: str = "da"

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Address:
        """From the parts of a query; what is unknown, too much or too long is left out."""
        found: dict[str, str] = {}
        given: dict[str, str] = {}
        compared: dict[str, None] = {}
        on_dates: dict[OnDates, None] = {}
        for name, value in pairs:
            value = value.strip()
            if name.startswith("p.") and len(name) <= LONGEST_NAME:
                given[name[2:]] = value[:LONGEST_VALUE]
            elif name in (DATED, CLOSED) and (one := _on_dates(name, value)) is not None:
                on_dates[one] = None
            elif name == "med" and len(value) <= 4_000:
                compared[value] = None
            elif name in ("fil", PARTED, "kort", "sprog"):
                found[name] = value[:LONGEST_NAME]
        language = found.get("sprog", "")
        return cls(
            file=found.get("fil", ""),
            given=tuple((name, text) for name, text in list(given.items())[:MOST_SET] if text),
            parted=found.get(PARTED, "") not in ("", "0"),
            on_dates=tuple(on_dates)[:MOST_DATED],
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
        return cls.of(parse_qsl(query[:LONGEST_QUERY], keep_blank_values=True))

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
        pairs += [_pair(typed) for typed in one.on_dates]
        pairs += [("med", query) for query in one.compared]
        pairs += [("kort", one.card)] * bool(one.card)
        pairs += [("sprog", one.language)] * (one.language != "da")
        return urlencode(pairs)

    @property
    def unchanged(self) -> Address:
        """The scenario as its file has it."""
        return replace(self, given=(), parted=False, on_dates=())

    def of_file(self, name: str) -> Address:
        """Another file, as it stands."""
        return replace(self.unchanged, file=name)

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

    def adding(self, typed: OnDates) -> Address:
        """The same with one more thing that holds on dates."""
        return replace(self, on_dates=tuple(dict.fromkeys((*self.on_dates, typed))))

    def leaving_out(self, typed: OnDates) -> Address:
        """The same without one of the things that hold on dates."""
        return replace(self, on_dates=tuple(one for one in self.on_dates if one != typed))


def _on_dates(name: str, value: str) -> OnDates | None:
    """What an address says of dates; None where it says nothing that could be read."""
    parts = [part.strip()[:LONGEST_VALUE] for part in value.split(BETWEEN)]
    if name == DATED:
        return DatedValue(parts[0], parts[3], parts[1], parts[2]) if len(parts) == 4 else None
    if len(parts) not in (2, 3):
        return None
    return ClosedPeriod(parts[0], parts[1], parts[2:] == [PAUSES])


def _pair(typed: OnDates) -> tuple[str, str]:
    if isinstance(typed, DatedValue):
        return DATED, BETWEEN.join((typed.name, typed.first, typed.last, typed.text))
    return CLOSED, BETWEEN.join((typed.first, typed.last, *([PAUSES] if typed.pause else [])))
