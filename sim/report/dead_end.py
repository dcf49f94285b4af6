"""What is left to say where a condition is met nowhere, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.measures.targets import definitions
from sim.report.as_json import estimate_as_json
from sim.report.bottleneck import change_in_words
from sim.report.phrases import Phrases
from sim.report.study_json import difference_json
from sim.report.targets_in_words import bound_in_words, gap_in_words, status_in_words, when_in_words
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.scenario.schema import Target
from sim.studies.asked import Asked, target_of
from sim.studies.binding_pairs import Effect
from sim.studies.dead_end import DeadEnd

MOST_NAMED = 2  # definitions that are named; the others are counted


def dead_end_sentences(found: DeadEnd, nearest: str, texts: Texts) -> Iterator[str]:
    """What comes nearest, what would help most, and whether the target is met when it is read otherwise.

    ``nearest`` is the name of the option that comes nearest.
    """
    wording = Wording(found.option.scenario, texts)
    title, value = wording.subject(found.asked), wording.value(found.asked, found.nearest.mean)
    wanted = _wanted(found, wording)
    key = "deadend.nearest.wanted" if wanted else "deadend.nearest"
    yield texts(key, nearest=nearest, title=title, value=value, wanted=wanted)
    yield from _levers(found, wording)
    yield from _definitions(found, wording)


def alone_sentences(found: DeadEnd, texts: Texts) -> Iterator[str]:
    """The same of a scenario that nothing was compared with: what it takes, beginning with what is missed."""
    wording = Wording(found.option.scenario, texts)
    title, value = wording.subject(found.asked), wording.value(found.asked, found.nearest.mean)
    yield texts(
        f"deadend.alone.{wording.counted(found.condition.asked)}",
        title=title,
        value=value,
        wanted=_wanted(found, wording),
    )
    yield from _levers(found, wording, "deadend.alone.levers")
    yield from _definitions(found, wording)


def _wanted(found: DeadEnd, wording: Wording) -> str:
    """``mindst 60 pct.``: what the target demands of the figure."""
    target = target_of(found.asked, wording.scenario)
    if found.condition.asked.kind == "chance" and not found.condition.asked.sign and target is not None:
        return bound_in_words(target, wording.say)
    return ""


def _levers(found: DeadEnd, wording: Wording, key: str = "deadend.levers") -> Iterator[str]:
    texts, levers = wording.texts, found.levers
    if levers.together is None:
        yield texts("deadend.levers.none", title=wording.subject(found.asked))
        return
    named = [_lever(found, effect, wording) for effect in levers.effects]
    value = wording.value(found.asked, levers.together.mean)
    yield texts.count(key, len(named), levers=texts.listing(named), value=value)
    for other, before, after in levers.harmed:
        never = "" if after.mean > 0 else "never."
        yield texts(f"deadend.harm.{never}{wording.counted(other)}", title=wording.subject(other),
                    before=texts.write.of_hundred(before.mean), after=texts.write.of_hundred(after.mean))  # fmt: skip


def _lever(found: DeadEnd, effect: Effect, wording: Wording) -> str:
    """``Deltagere pr. hold: 12 -> 8 personer (+4,4 procentpoint, men 6,1 færre borgere når målet)``."""
    share, *people = effect.differences
    change = change_in_words(found.option, effect.change, wording.texts)
    said = wording.difference(found.asked, share, unit=True)
    if not people:
        return wording.texts("deadend.lever", change=change, effect=said)
    key = "deadend.lever.fewer" if people[0].mean < 0 else "deadend.lever.more"
    number = wording.write.number(abs(people[0].mean), 1)
    return wording.texts(key, change=change, effect=said, people=number)


def _definitions(found: DeadEnd, wording: Wording) -> Iterator[str]:
    texts = wording.texts
    target = target_of(found.condition.asked, wording.scenario)
    if not found.definitions or target is None:
        return
    count = texts.write.number(found.definitions)
    if found.met:
        named = [_reading(one.asked, target, wording.say) for one in found.met[:MOST_NAMED]]
        more = len(found.met) - len(named)
        tail = texts.count("deadend.met.more", more) if more else ""
        chance = found.condition.asked.kind == "chance"
        key = f"deadend.met.{wording.counted(found.condition.asked)}" if chance else "deadend.met"
        bound = wording.bound(found.condition.asked, found.condition.bound)
        yield texts(key, k=texts.write.number(len(found.met)), n=count, bound=bound, readings="; ".join(named) + tail)
    elif found.best is not None:
        asked, estimate = found.best
        often = _enough_on_average(found, estimate.mean, target)
        said = {"value": wording.value(found.asked, estimate.mean), "bound": bound_in_words(target, wording.say)}
        key = "deadend.met.none.average" if often else "deadend.met.none"
        yield texts(key, n=count, reading=_reading(asked, target, wording.say), **said)


def _enough_on_average(found: DeadEnd, mean: float, target: Target) -> bool:
    """Whether a chance is asked for, and the mean lies beyond the bound: met on average is not met often enough."""
    least, most = target.at_least, target.at_most
    met = (least is None or mean >= least) and (most is None or mean <= most)
    return found.condition.asked.kind == "chance" and met


def _reading(asked: Asked, target: Target, say: Phrases) -> str:
    """``af dem, der fuldførte Praktik, senest 28 dage efter, selvforsørgende``."""
    name = asked.name.removeprefix("target.").removeprefix(target.name)
    one = next(one for one in definitions(target) if one.option == name)
    parts = [f"{say.texts('column.of')} {when_in_words(one.share_of, say)}", gap_in_words(one.within, say)]
    if one.who_are is not None:
        parts.append(status_in_words(one.who_are, say))
    return ", ".join(parts)


def dead_end_json(found: DeadEnd | None) -> dict[str, Any] | None:
    """``figure``, ``nearest``, ``levers``, ``together`` and ``met`` (conditions under other definitions)."""
    if found is None:
        return None
    return {
        "condition": found.condition.text,
        "figure": found.asked.text,
        "option": found.option.name,
        "nearest": estimate_as_json(found.nearest),
        "levers": [
            {"name": one.change.name, "after": one.change.after, "units": one.change.units,
             **difference_json(one.differences[0])}
            for one in found.levers.effects
        ],
        "together": None if found.levers.together is None else estimate_as_json(found.levers.together),
        "definitions": found.definitions,
        "met": [one.text for one in found.met],
        "replications": found.replications,
    }  # fmt: skip
