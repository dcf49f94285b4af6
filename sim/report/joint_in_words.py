"""Why all targets are met at once as often as they are: one is met seldom, or they are in each other's way."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from sim.report.phrases import Phrases
from sim.studies.result_view import JOINT, Reading

NOTICEABLE = 0.03  # of all years: a difference between chances that is worth a word


def joint_in_words(reading: Reading, say: Phrases) -> Iterator[str]:
    """``Ingen år, fordi Selvforsørgende i 3 måneder ikke nås i noget.``; nothing where all are met in every year.

    Where no single target decides it, the chance is held against that of targets that have nothing to do with each
    other, the product of their chances.
    """
    chances = {target: reading.chance(target.name).mean for target in reading.bounded}
    joint = reading.chance(JOINT).mean if len(chances) > 1 else 1.0
    if not joint < 1:
        return
    texts, write = say.texts, say.texts.write
    window = "" if reading.yearly(JOINT) else ".window"
    unit = texts(f"screen.unit{window or '.year'}")
    least = min(chances, key=lambda target: chances[target])
    never = [say.of(target) for target, chance in chances.items() if chance == 0]
    if never:
        yield texts(f"joint.never{window}", titles=texts.listing(never), unit=unit)
        return
    parts = [f"{say.of(target)} {write.of_hundred(chance)}" for target, chance in chances.items()]
    if chances[least] - joint < NOTICEABLE:
        yield texts("joint.least", title=say.of(least), n=write.of_hundred(chances[least]), unit=unit)
        return
    apart = joint - prod(chances.values())
    key = "against" if apart < -NOTICEABLE else "together" if apart > NOTICEABLE else "chance"
    yield texts(f"joint.{key}", parts=texts.listing(parts), unit=unit)
