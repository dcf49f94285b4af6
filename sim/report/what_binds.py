"""What the bottleneck is, and why: the same sentences on the command line, on the page and in papers."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import TYPE_CHECKING

from sim.analysis.arithmetic import arithmetic
from sim.analysis.binding import Binding, bindings
from sim.report.arithmetic_in_words import meetings_in_words
from sim.report.phrases import Phrases
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.analysis.arithmetic import Load
    from sim.scenario.schema import Scenario

MOST_LOADS = 3


def what_binds(scenario: Scenario, texts: Texts) -> Iterator[str]:
    """For each count and share what holds it back most, what else there is too little of, and what is met too late."""
    say = Phrases(scenario, texts)
    found, others = bindings(scenario)
    for one in found:
        yield _sentence(one, say)
    if others:
        parts = [_short(load, say) for load in others[:MOST_LOADS]]
        yield texts("binds.besides" if found else "binds.loads", loads=texts.listing(parts))
    meetings = arithmetic(scenario).meetings
    yield from meetings_in_words([one for one in meetings if one.tokens >= one.wanted], say)  # the others are named


def _sentence(one: Binding, say: Phrases) -> str:
    texts, title = say.texts, say.of(one.target)
    if one.loads:
        first, *next_ones = one.loads
        said = texts("binds.is", title=title, name=say.name(first.name), why=_because(first, say))
        parts = [_short(load, say) for load in next_ones[: MOST_LOADS - 1]]
        return f"{said} {texts('binds.next', loads=texts.listing(parts))}" if parts else said
    if isfinite(one.people):
        return texts("binds.people", title=title, people=_people(one.people, say))
    return texts("binds.nothing", title=title)


def _because(load: Load, say: Phrases) -> str:
    return say.texts(f"binds.because.{_unit(load)}", **_numbers(load, say))


def _short(load: Load, say: Phrases) -> str:
    return say.texts(f"binds.load.{_unit(load)}", name=say.name(load.name), **_numbers(load, say))


def _unit(load: Load) -> str:
    return load.unit.replace(" ", "_")


def _numbers(load: Load, say: Phrases) -> dict[str, str]:
    return {"offered": _people(load.offered, say), "capacity": _people(load.capacity, say)}


def _people(number: float, say: Phrases) -> str:
    """Whole from ten on: these are sums without queues, and no promise of tenths."""
    return say.texts.write.number(number, 0 if number >= 10 else 1)
