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
from sim.scenario.cases import targets_of
from sim.scenario.dated import largest

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
        yield from _search(scenario, one, say)
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
        if one.target.share_of is not None and first.unit == "tokens a year":
            said = f"{said} {texts('binds.not_enough')}"
        return f"{said} {texts('binds.next', loads=texts.listing(parts))}" if parts else said
    if isfinite(one.people):
        return texts("binds.people", title=title, people=_people(one.people, say))
    return texts("binds.nothing", title=title)


def _search(scenario: Scenario, one: Binding, say: Phrases) -> Iterator[str]:
    """Where seats are too few: that the search stops at so many ready, which more seats should take along."""
    gates = {load.name for load in one.loads[:1] if load.unit == "people a year"}
    steps = {step.name for step in scenario.steps if gates & set(targets_of(step.gate))}
    limits = {
        largest(stream.pause_at_least)
        for stream in scenario.arrivals
        if any(kind == "line" and step in steps for kind, step in stream.pause_while)
    }
    for ready in sorted(limits):
        titles = [say.texts.title(own.titles, own.name) for own in scenario.parameters
                  if own.decision and own.unit == "people" and own.value == ready]  # fmt: skip
        words = {"ready": say.texts.write.number(ready), "gate": say.name(min(gates)), "title": (*titles, "")[0]}
        yield say.texts("binds.search.named" if titles else "binds.search", **words)


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
