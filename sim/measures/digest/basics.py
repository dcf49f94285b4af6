"""Slices of the window, seconds by slice, and the class of a person in a case."""

from __future__ import annotations

from sim.measures.digest import layout as m
from sim.measures.digest.layout import Memory


def move_clock(memory: Memory, now: int) -> None:
    """The time of the next row, and its slice: 0 before the window, 1 .. slices in it, slices + 1 behind it."""
    memory[m.NOW] = now
    place = memory[m.SLICE]
    while place <= memory[m.SLICES] and now >= memory[memory[m.CUTS] + place]:
        place += 1
    memory[m.SLICE] = place


def slice_of(memory: Memory, time: int) -> int:
    """The slice of a time that is not later than now."""
    place = memory[m.SLICE]
    while place > 0 and time < memory[memory[m.CUTS] + place - 1]:
        place -= 1
    return place


def cell(memory: Memory, first: int, width: int, thing: int, place: int) -> int:
    """The ``width`` counters of a thing in a slice; ``first`` is the header word of the cells of such things."""
    return memory[first] + (thing * memory[m.BINS] + place) * width


def add_seconds(memory: Memory, into: int, width: int, start: int, end: int, weight: int) -> None:
    """Weight times the seconds of [start, end) to the slices that they lie in; ``start`` is not later than now.

    ``into`` is the counter of slice 0; that of the next slice stands ``width`` words further on.
    """
    place = slice_of(memory, start)
    while start < end:
        until = end
        if place <= memory[m.SLICES]:
            until = min(end, memory[memory[m.CUTS] + place])
        memory[into + place * width] += weight * (until - start)
        start = until
        place += 1


def class_of(memory: Memory, case: int, time: int) -> int:
    """Which class of a case (``sim.measures.digest.cases``) the person is in, by the time and what has been drawn."""
    found = 0
    at = case + 1
    for _ in range(memory[case]):
        name = memory[at]
        drawn = time if name == -1 else memory[memory[m.PROPERTY] + (name if name >= 0 else -2 - name)]
        if name < -1 and drawn != m.UNSET:
            drawn = time - drawn
        bounds = memory[at + 2]
        if drawn != m.UNSET:
            if bounds < 0:
                found += memory[at + 1] * (drawn + 1)
            else:
                interval = 0
                while interval < bounds and drawn >= memory[at + m.CASE_ROW + interval]:
                    interval += 1
                found += memory[at + 1] * (interval + 1)
        at += m.CASE_ROW + max(bounds, 0)
    return found
