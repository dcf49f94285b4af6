"""What is worth finding out about one scenario, in words: what moves how often a target is reached."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, isnan
from typing import TYPE_CHECKING

from sim.knowledge.finding_out import finding_out
from sim.report.phrases import Phrases
from sim.report.wording import Wording

if TYPE_CHECKING:
    from sim.knowledge.ends import EndMean, Ends
    from sim.knowledge.on_average import Chance
    from sim.knowledge.uncertain import Uncertain
    from sim.report.texts import Texts
    from sim.scenario.schema import Target

MOST_SHOWN = 3
ROUNDING = 1e-9  # what lies so near to a whole number is one
SETTLED = 0.05
"""A target that is certainly reached, or missed, in all but so few years is not decided by what is not known."""


def worth_lines(found: Uncertain, target: Target, say: Phrases, unit: str) -> Iterator[str]:
    """The assumption to find out about first and what the answer would be then; or why there is none."""
    texts, title, chance = say.texts, say.of(target), found.chance(target.name)
    number = texts.write.number
    if chance.high <= SETTLED:
        yield texts("knowledge.worth.never", title=title, most=number(ceil(100 * chance.high)), unit=unit)
        return
    if chance.low >= 1 - SETTLED:
        yield texts("knowledge.worth.always", title=title, least=number(floor(100 * chance.low)), unit=unit)
        return
    swings, wording = finding_out(found, target.name)[:MOST_SHOWN], Wording(found.scenario, texts)
    if not swings:
        yield texts("knowledge.worth.none", title=title, worlds=number(len(found.figures.possible)))
        return
    first, *others = swings
    low, high = values_at_ends(first, wording)
    yield texts(
        "knowledge.worth", name=wording.parameter(first.parameter), title=title, unit=unit, low=low, high=high,
        at_low=of_hundred(first.at_low, texts), at_high=of_hundred(first.at_high, texts),
    )  # fmt: skip
    if others:
        parts = (
            texts(
                "knowledge.worth.part", name=wording.parameter(one.parameter),
                at_low=of_hundred(one.at_low, texts), at_high=of_hundred(one.at_high, texts),
            )
            for one in others
        )  # fmt: skip
        yield texts("knowledge.worth.more", title=title, parts="; ".join(parts))


def values_at_ends(one: Ends, wording: Wording) -> tuple[str, str]:
    """The 10 and 90 % points of a parameter with its unit and two digits."""
    parameter = next(each for each in wording.scenario.parameters if each.name == one.parameter)
    return (
        wording.setting(parameter, float(f"{one.low:.2g}")),
        wording.setting(parameter, float(f"{one.high:.2g}")),
    )


def of_hundred(one: EndMean | Chance, texts: Texts) -> str:
    """A chance as a count out of 100 with its interval: ``15 (8-22)``."""
    if isnan(one.mean):
        return texts.write.of_hundred(one.mean)
    span = texts.write.span(floor(100 * one.low + ROUNDING), ceil(100 * one.high - ROUNDING))
    return f"{texts.write.of_hundred(one.mean)} ({span})"
