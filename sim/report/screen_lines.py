"""The lines under the table of the first screen: why, under which definition, what it takes, what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, isnan, nan

from sim.analysis.basis import assumptions
from sim.analysis.cause import causes, most_seats
from sim.analysis.openings import scarcest
from sim.measures.targets import definitions
from sim.report.answer import cause_in_words, notes, part_years, places_in_words
from sim.report.distance_in_words import LEAST_WAIT, ROUNDING, distance_in_words, waiting_in_words
from sim.report.joint_in_words import joint_in_words
from sim.report.money_tables import cost_of_each
from sim.report.parameters_in_words import counts_in_words
from sim.report.phrases import Phrases
from sim.report.target_values import TargetValues
from sim.report.targets_in_words import bound_value
from sim.report.years_in_words import years_apart
from sim.scenario.schema import Target
from sim.studies.distance import OFTEN
from sim.studies.result_view import JOINT, Reading

MOST_EXITS = 2
MISSED, MET = 89, 79  # weights: why a target is missed comes before what another costs that is met

Weighed = tuple[str, str, int]  # label, text, weight: the lightest goes first where room is short


def lines(reading: Reading, say: Phrases) -> Iterator[Weighed]:
    """Every line that the scenario has something to say for."""
    yield from reasons(reading, say)
    for target in reading.targets:
        yield from ((say.texts("screen.label.places"), text, 25) for text in places_in_words(reading, target, say))
    yield from _wait(reading, say)
    yield from _money(reading, say)
    yield from _known(reading, say)


def reasons(reading: Reading, say: Phrases) -> Iterator[Weighed]:
    """What is noted, why each target is met or missed, and how far that depends on how it is read."""
    note = say.texts("screen.label.note")
    for text in (*part_years(reading, say), *notes(reading, say)):
        yield note, text, 90
    for i, target in enumerate(reading.targets):
        text = " ".join(_why(reading, target, say))
        if text:
            yield say.of(target), text, (MET if _often(reading, target) else MISSED) - i
    label = say.texts(f"screen.label.joint.{'both' if len(reading.bounded) == 2 else 'all'}")
    for text in joint_in_words(reading, say):
        yield label, text, 65 if reading.chance(JOINT).mean > 0 else 50
    for target in reading.targets:
        yield from _definition(reading, target, say)


def _why(reading: Reading, target: Target, say: Phrases) -> Iterator[str]:
    """What keeps a target from being met, in people."""
    if target.count is not None:
        yield from _missing(reading, target, say)
    elif target.share_of is not None and target in reading.bounded and reading.chance(target.name).mean < 1:
        yield from _attaining(reading, target, say)
        yield from distance_in_words(reading, target, say)
        yield from _openings(reading, target, say)
    elif target.figure:
        yield from distance_in_words(reading, target, say)


def people_missing(reading: Reading, target: Target, say: Phrases) -> Iterator[str]:
    """Of a share that is not met every year: how many people attain it, and what most of the others do not find."""
    if target.share_of is not None and target in reading.bounded and reading.chance(target.name).mean < 1:
        yield from _attaining(reading, target, say)
        yield from _openings(reading, target, say)


def _openings(reading: Reading, target: Target, say: Phrases) -> Iterator[str]:
    return _refused(reading, say) if target.who_are is not None else iter(())


def _missing(reading: Reading, target: Target, say: Phrases) -> Iterator[str]:
    """The most that can be had; what keeps a target from it, or what it costs in waiting where it is met often."""
    yield from years_apart(reading, target, say)
    found = causes(reading, target)
    gate, seats = most_seats(reading, target)
    if found and gate and target.at_least is not None and abs(seats - target.at_least) < 0.05:
        yield say.texts("screen.seats", seats=say.texts.write.number(seats), gate=say.name(gate))
    if _often(reading, target):
        yield from waiting_in_words(reading, target, say)
        return
    yield from distance_in_words(reading, target, say)
    if found:
        yield say.texts("screen.because", cause=cause_in_words(found[0], say))


def _often(reading: Reading, target: Target) -> bool:
    return target in reading.bounded and reading.chance(target.name).mean >= OFTEN


def _attaining(reading: Reading, target: Target, say: Phrases) -> Iterator[str]:
    """``12–13 af 48; 29 skal til.``"""
    share, people, write = reading.judged(target).mean, reading.attaining_a_year(target), say.texts.write
    if isnan(share) or not share > 0 or isnan(people):
        return
    of = reading.usual_people(target)
    low, high = floor(people + ROUNDING), ceil(people - ROUNDING)
    written = write.number(people) if low == high else write.span(low, high)
    wanted, key = target.at_least, "screen.attaining"
    if wanted is None:
        wanted, key = target.at_most, "screen.attaining.most"
    if wanted is None or isnan(of) or of < 1:
        return
    enough = ceil(wanted * of - ROUNDING) if key == "screen.attaining" else floor(wanted * of + ROUNDING)
    yield say.texts(key, people=written, of=write.number(of), wanted=write.number(enough))


def _refused(reading: Reading, say: Phrases) -> Iterator[str]:
    """Where most people find nothing of what they need; without such a place, how most of them end."""
    scarce, write = scarcest(reading), say.texts.write
    if scarce is not None:
        closed = ".closed" if scarce.offers - scarce.taken >= 1 else ""
        yield say.texts(f"screen.no_opening{closed}", pool=say.name(scarce.pool), offers=write.number(scarce.offers),
                        taken=write.number(scarce.taken), share=write.percent(scarce.refused_share))  # fmt: skip
        return
    exits = [step.name for step in reading.scenario.steps if step.kind == "exit"]
    ends = {name: reading.mean(f"exit_share.{name}") for name in exits}
    most = sorted((name for name in ends if ends[name] > 0), key=lambda name: -ends[name])[:MOST_EXITS]
    if most:
        parts = [say.texts("screen.ends.part", name=say.name(name), share=say.texts.write.percent(ends[name]))
                 for name in most]  # fmt: skip
        yield say.texts("screen.ends", exits=say.texts.listing(parts))


def _definition(reading: Reading, target: Target, say: Phrases) -> Iterator[Weighed]:
    """How far the answer depends on how the target is read."""
    readings = definitions(target) if target.share_of is not None else ()
    if len(readings) < 2:
        return
    values = TargetValues(target, say.texts.write)
    found = [reading.judged(target, one.option).mean for one in readings]
    found = [value for value in found if not isnan(value)]
    if found:
        words = {"value": values.mean(reading.judged(target).mean), "n": len(readings),
                 "low": say.texts.write.number(100 * min(found)), "high": values.value(max(found))}  # fmt: skip
        free = _without_benefit(reading, target)
        key = "screen.definition" if isnan(free) else "screen.definition.free"
        text = say.texts(key, free=say.texts.write.percent(free), **words) + _enough(target, found, say)
        label = say.texts("screen.label.definition")
        several = sum(len(definitions(one)) > 1 for one in reading.targets if one.share_of is not None) > 1
        yield f"{label}: {say.of(target)}" if several else label, text, 60


def _without_benefit(reading: Reading, target: Target) -> float:
    """The share who do without any benefit, counted in the same way; NaN where that is not asked for besides."""
    if target.who_are is None or target.who_are.free_of_benefit:
        return nan
    for one in definitions(target):
        same = one.share_of == target.share_of and one.within == target.within
        if same and one.who_are is not None and one.who_are.free_of_benefit:
            return reading.judged(target, one.option).mean
    return nan


def _enough(target: Target, found: list[float], say: Phrases) -> str:
    """Under how many of the definitions the mean is enough; nothing where that is seen from the largest."""
    if target.at_least is None:
        return ""
    enough = sum(value >= target.at_least - ROUNDING for value in found)
    bound = bound_value(target.at_least, target, say)
    return say.texts("screen.definition.enough", k=enough, bound=bound) if enough else ""


def _wait(reading: Reading, say: Phrases) -> Iterator[Weighed]:
    steps = {step.name: reading.mean(f"wait_mean.{step.name}") for step in reading.scenario.steps}
    steps = {name: days for name, days in steps.items() if days >= LEAST_WAIT}
    said = {target.count.steps for target in reading.targets if target.count is not None and _often(reading, target)}
    if steps and (max(sorted(steps), key=lambda name: steps[name]),) not in said:
        longest = max(sorted(steps), key=lambda name: steps[name])
        write = say.texts.write
        text = say.texts("screen.wait", step=say.name(longest), mean=write.number(steps[longest]),
                         most=write.number(reading.mean(f"wait_p90.{longest}")))  # fmt: skip
        yield say.texts("screen.label.wait"), text, 30


def _money(reading: Reading, say: Phrases) -> Iterator[Weighed]:
    total, write = reading.mean("cost_total"), say.texts.write
    if not total > 0:
        return
    parts = "".join(say.texts(f"screen.money.{key}", value=write.money(value))
                    for key, value in cost_of_each(reading).items())  # fmt: skip
    key = "screen.money" if reading.whole_years else "screen.money.window"
    yield say.texts("screen.label.money"), say.texts(key, total=write.money(total / (
        reading.years_covered if reading.whole_years else 1.0)), parts=parts), 20  # fmt: skip


def _known(reading: Reading, say: Phrases) -> Iterator[Weighed]:
    """How much of what goes in is a judgement; one decides about a lever, so it is none."""
    if assumptions(reading.scenario):
        yield say.texts("screen.label.known"), counts_in_words(reading.scenario, say.texts), 70
