"""Keyed random numbers, and values by person and date (contract R1): the same as ``sim.random_keys`` gives."""

from __future__ import annotations

import numpy as np

from sim.engines.arithmetic import FAR
from sim.engines.compiled import layout as m
from sim.engines.compiled.parts import apart, kernel
from sim.kernels.jit import Memory, reals
from sim.model.tables import UNSET, PropertyKind
from sim.random_keys import GOLDEN, INDEX, MIX_1, MIX_2, UNIT

CATEGORY, DATE = PropertyKind.CATEGORY.value, PropertyKind.DATE.value
G, H, M1, M2 = np.uint64(GOLDEN), np.uint64(INDEX), np.uint64(MIX_1), np.uint64(MIX_2)
S12, S27, S30, S31 = np.uint64(12), np.uint64(27), np.uint64(30), np.uint64(31)


# --- keyed random numbers --------------------------------------------------------------------------------------------


@kernel
def mix(z: np.uint64) -> np.uint64:
    z = (z ^ (z >> S30)) * M1
    z = (z ^ (z >> S27)) * M2
    return z ^ (z >> S31)


@kernel
def person_key(source_key: int, a: int, b: int) -> int:
    """``draws.person_key`` as a signed word."""
    z = mix(np.uint64(source_key) + np.uint64(a) * G)
    return np.int64(mix(z + np.uint64(b) * H))  # type: ignore[return-value]


@kernel
def first_round(memory: Memory, stream: int) -> int:
    """What the draws of a stream have in common in this replication."""
    return np.int64(mix(np.uint64(memory[m.KEY]) ^ np.uint64(stream)))  # type: ignore[return-value]


@kernel
def later_bits(begun: int, owner: int, visit: int, index: int) -> int:
    """The upper 52 bits of the hash for a draw of a stream whose first round is known."""
    k = mix(np.uint64(begun) + np.uint64(owner))
    k = mix(k + np.uint64(visit) * G + np.uint64(index) * H)
    return np.int64(k >> S12)  # type: ignore[return-value]


@kernel
def uniform_of(bits: int) -> float:
    return bits * (2 * UNIT) + UNIT


@kernel
def uniform(memory: Memory, stream: int, owner: int, visit: int, index: int) -> float:
    """``draws.draw`` under the key of this replication."""
    return uniform_of(later_bits(first_round(memory, stream), owner, visit, index))


# --- values that depend on the person --------------------------------------------------------------------------------


@kernel
def pick(memory: Memory, person: int, case: int) -> int:
    """The value of a case now, for a person with these properties."""
    if case > m.CONSTANT:
        return case
    return depending(memory, person, case + m.DEPENDS)


@kernel
def depending(memory: Memory, person: int, number: int) -> int:
    apart()
    case = memory[m.CASES] + number * m.CASE_WIDTH
    at: int = memory[case + m.CASE_BASE]
    for row in range(memory[case + m.SELECTOR_FIRST], memory[case + m.SELECTOR_LAST], m.SELECTOR_WIDTH):
        name = memory[row + m.SELECTOR_PROPERTY]
        kind = memory[memory[m.PROPERTY_KIND] + name]
        value = memory[m.NOW] if kind == DATE else memory[person + m.PROPERTIES + name]
        if kind > DATE and value != UNSET:
            value = memory[m.NOW] - value
        if value != UNSET:
            classes = 1
            if kind != CATEGORY:
                for cut in range(memory[row + m.SELECTOR_CUT_FIRST], memory[row + m.SELECTOR_CUT_LAST]):
                    if value >= memory[memory[m.CUTS] + cut]:
                        classes += 1
            else:
                classes += value
            at += classes * memory[row + m.SELECTOR_STRIDE]
    found: int = memory[memory[m.CASE_VALUES] + at]
    return found


@kernel
def share(memory: Memory, table: int, bits: int) -> int:
    """The target of a share table that a draw falls on: compared as a whole number, and counted without a branch."""
    entry = memory[m.SHARES] + table * m.SHARE_WIDTH
    at: int = memory[entry + m.SHARE_FIRST]
    limits = memory[m.SHARE_LIMITS]
    for place in range(limits + at, limits + memory[entry + m.SHARE_LAST] - 1):
        at += bits >= memory[place]
    target: int = memory[memory[m.SHARE_TARGETS] + at]
    return target


@kernel
def composed(memory: Memory, table: int, member: int) -> int:
    """The value that a composition in whole people gives the person at this place in a cohort."""
    floats = reals(memory[m.FLOATS])
    cumulative, entry = memory[m.SHARE_CUMULATIVE], memory[m.SHARES] + table * m.SHARE_WIDTH
    at: int = memory[entry + m.SHARE_FIRST]
    people = int(floats[cumulative + memory[entry + m.SHARE_LAST] - 1])
    while floats[cumulative + at] <= member % people:
        at += 1
    target: int = memory[memory[m.SHARE_TARGETS] + at]
    return target


# --- values that change on dates --------------------------------------------------------------------------------------


@kernel
def next_date(memory: Memory, number: int, now: int) -> int:
    """The first date of a dated value that is later than now."""
    apart()
    entry = memory[m.DATED] + number * m.DATED_WIDTH
    low, last = memory[entry + m.DATED_FIRST], memory[entry + m.DATED_LAST]
    high = last
    while low < high:
        middle = (low + high) // 2
        if memory[memory[m.DATED_TIME] + middle] <= now:
            low = middle + 1
        else:
            high = middle
    return int(memory[memory[m.DATED_TIME] + low]) if low < last else FAR


@kernel
def dated(memory: Memory, number: int, now: int) -> float:
    """A dated value at a time."""
    entry = memory[m.DATED] + number * m.DATED_WIDTH
    first = memory[entry + m.DATED_FIRST]
    at: int = memory[entry + m.DATED_LAST] - 1
    while at > first and memory[memory[m.DATED_TIME] + at] > now:
        at -= 1
    return float(reals(memory[m.FLOATS])[memory[m.DATED_VALUE] + at])
