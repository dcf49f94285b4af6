"""Why a change made no difference: the value is not used, the holds do not grow along, or something else binds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.cause import causes
from sim.report.answer import cause_in_words
from sim.report.phrases import Phrases
from sim.studies.result_view import Reading

if TYPE_CHECKING:
    from sim.page.levers import Levers
    from sim.studies.result import Result

OUTCOMES = ("target.", "attained.", "entries.")
"""What happens to people and targets; the use of places is no outcome."""


def same_outcomes(one: Result, other: Result) -> bool:
    """Whether people and targets fare the same in every replication that both have."""
    n = min(len(one.sheet.replications), len(other.sheet.replications))
    names = [name for name in one.sheet.names if name.startswith(OUTCOMES)]
    if names != [name for name in other.sheet.names if name.startswith(OUTCOMES)]:
        return False
    a, b = one.sheet.rows(0, n), other.sheet.rows(0, n)
    ours, theirs = [a.index[name] for name in names], [b.index[name] for name in names]
    return bool(
        np.array_equal(a.numerator[:, ours], b.numerator[:, theirs])
        and np.array_equal(a.denominator[:, ours], b.denominator[:, theirs])
    )


def reasons(levers: Levers, result: Result) -> tuple[str, ...]:
    """A sentence for each change whose reason can be told, else what binds instead."""
    found = tuple(_reasons(levers))
    return found or tuple(_what_binds(levers, result))


def _reasons(levers: Levers) -> Iterator[str]:
    texts, own = levers.texts, levers.base.model.digest
    for change in levers.changes if not levers.understood else ():
        value = levers.settings[change.name]
        if levers.base.set(**{change.name: value}).model.digest == own:
            yield texts("page.no_effect.unused", title=change.title)
            continue
        seats = _seats_behind(levers, change.name)
        if seats and float(value) > float(levers.base.parameters[change.name]):
            yield texts("page.no_effect.seats", title=change.title, seats=levers.title_of(seats),
                        n=texts.write.number(float(levers.base.parameters[seats])))  # fmt: skip


def _seats_behind(levers: Levers, name: str) -> str:
    """The parameter that was left where it is although it usually moves along with this one."""
    followers = (one.name for one in levers.base.scenario.parameters if one.moves_with == name)
    return next((one for one in followers if one not in levers.settings), "")


def _what_binds(levers: Levers, result: Result) -> Iterator[str]:
    reading, say = Reading(result), Phrases(result.scenario, levers.texts)
    for target in reading.targets:
        for cause in causes(reading, target):
            yield levers.texts("page.no_effect.binds", cause=cause_in_words(cause, say))
            return
    yield levers.texts("page.no_effect.never")
