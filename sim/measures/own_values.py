"""The own figures of a batch of replications: their functions are asked, and what they give is checked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.measures.civil import Floats
from sim.measures.one_log import ReplicationLog
from sim.measures.own import OWN, OwnKpi
from sim.measures.spans import Spans
from sim.scenario.words import Spoken, said, text_of

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.measures.figures import Figures
    from sim.measures.wanted import Wanted
    from sim.model.model import Model


class KpiFailed(Spoken, ValueError):
    """The function of an own figure raised an error, or gave what is no figure."""


class Reading:
    """The own figures that somebody wants, read from logs as they come."""

    def __init__(self, model: Model, wanted: Wanted | None) -> None:
        self.model, self.spans = model, Spans.of(model)
        self.kpis = [one for name, one in OWN.items() if wanted is None or name in wanted.kpis]
        targets = {target.figure.partition(".")[0] for target in model.scenario.targets}
        self._of_groups = [one for one in self.kpis if one.by_group or one.entry.name in targets]
        self._read: dict[int, dict[str, list[Floats]]] = {}

    def read(self, log: Log, group: int = 0) -> None:
        """The figures of every replication of a log, that of everybody (0) or of a group (1, 2, ...)."""
        found = self._read.setdefault(group, {})
        for own in self._of_groups if group else self.kpis:
            values = found.setdefault(own.entry.name, [])
            values += [self._values(own, log.one(row)) for row in range(len(log.replications))]

    def add(self, figures: Figures, group: int = 0) -> None:
        """Add the figures of everybody, or of a group."""
        for own in self._of_groups if group else self.kpis:
            name, things = own.entry.name, things_of(own.of, self.model) if own.of else ("",)
            if things:
                table = np.stack(self._read[group][name])  # (replications, 2, things, spans)
                if own.by_year:
                    figures.add(name, things, table[:, 0], table[:, 1])
                else:
                    figures.add_whole(name, things, table[:, 0, :, 0], table[:, 1, :, 0])

    def _values(self, own: OwnKpi, log: Log) -> Floats:
        """Numerators and denominators of one replication, shape (2, things, spans)."""
        things = things_of(own.of, self.model) if own.of else ()
        spans = self.spans.bounds if own.by_year else self.spans.bounds[:1]
        found = np.zeros((2, len(things) if own.of else 1, len(spans)))
        for span, (start, end) in enumerate(spans):
            view = ReplicationLog(log, self.model, things, start, end, int(log.owner.max(initial=-1)) + 1)
            found[:, :, span] = self._asked(own, view)
            if view.replication == 0 and _differ(found[:, :, span], self._asked(own, view)):
                raise self._failed(own, view, said("gave two answers to the same log; it may depend on nothing else"))
        return found

    def _asked(self, own: OwnKpi, view: ReplicationLog) -> Floats:
        try:
            given = own.function(view)
        except Exception as error:
            raise self._failed(own, view, said("raised {error}", error=f"{type(error).__name__}: {error}")) from error
        try:
            return fraction(own, given, view.things)
        except NotAFigure as problem:
            raise self._failed(own, view, text_of(problem)) from None

    def _failed(self, own: OwnKpi, view: ReplicationLog, problem: str) -> KpiFailed:
        text = "the function of the figure {name} ({where}) {problem} ({scenario}, replication {n})"
        return KpiFailed(said(text, name=repr(own.entry.name), where=own.where, problem=problem,
                              scenario=self.model.scenario.name, n=view.replication))  # fmt: skip


NOT_A_NUMBER = "gave {given}; a number is expected, NaN where nothing was measured"


class NotAFigure(ValueError):
    """What a function gave is no number, or not as many as there are things."""


def fraction(own: OwnKpi, given: Any, things: Sequence[str]) -> Floats:
    """Numerators and denominators from what a function gave, shape (2, things).  Raises :class:`NotAFigure`."""
    if own.entry.kind != "ratio":
        values = _numbers(given, own, things)
        known = ~np.isnan(values)
        if own.entry.kind == "total" and not known.all():
            raise NotAFigure(said("gave NaN, and a total is always known; kind='value' may be missing"))
        return np.array([np.where(known, values, 0.0), known])
    if not isinstance(given, tuple | list) or len(given) != 2:
        raise NotAFigure(said("gave {given}; a ratio is numerator and denominator", given=_short(given)))
    numerator, denominator = (_numbers(part, own, things) for part in given)
    if np.isnan(denominator).any() or (denominator < 0).any():
        text = "gave the denominator {given}; where nothing was measured it is 0, never NaN"
        raise NotAFigure(said(text, given=_short(given[1])))
    if np.isnan(numerator[denominator > 0]).any():
        text = "gave the numerator {given}, which is unknown although the denominator is not 0"
        raise NotAFigure(said(text, given=_short(given[0])))
    if own.entry.unit == "share" and ((numerator < 0) | (numerator > denominator))[denominator > 0].any():
        raise NotAFigure(said("gave {given}; a share lies between 0 and 1", given=_short(given)))
    return np.array([np.where(denominator > 0, numerator, 0.0), denominator])


def _numbers(given: Any, own: OwnKpi, things: Sequence[str]) -> Floats:
    """A number for each thing (for nothing: one number); NaN where a dictionary does not name one."""
    if not own.of:
        return np.array([_number(given)])
    if isinstance(given, Mapping):
        for name in given:
            if name not in things:
                near = get_close_matches(str(name), things, 3)
                named = {"name": repr(name), "of": own.of}
                if near:
                    text = "gave a number for {name}, which is no {of}; did you mean {near}?"
                    raise NotAFigure(said(text, **named, near=", ".join(near)))
                text = "gave a number for {name}, which is no {of}; there is {known}"
                raise NotAFigure(said(text, **named, known=", ".join(things)))
        return np.array([_number(given[name]) if name in given else math.nan for name in things])
    if isinstance(given, str) or np.ndim(given) != 1 or len(given) != len(things):
        text = "gave {given}; {n} numbers are expected, one for each {of}"
        raise NotAFigure(said(text, given=_short(given), n=len(things), of=own.of))
    return np.array([_number(one) for one in given])


def _number(given: Any) -> float:
    if isinstance(given, str | bytes) or given is None or isinstance(given, complex):
        raise NotAFigure(said(NOT_A_NUMBER, given=_short(given)))
    try:
        if np.ndim(given) != 0:
            raise TypeError
        number = float(given)
    except (TypeError, ValueError):
        raise NotAFigure(said(NOT_A_NUMBER, given=_short(given))) from None
    if math.isinf(number):
        raise NotAFigure(
            said("gave {given}; a finite number is expected, NaN where nothing was measured", given=number)
        )
    return number


def _short(given: Any) -> str:
    shape = f" of shape {np.shape(given)}" if isinstance(given, np.ndarray) else ""
    text = repr(given)
    return f"{text if len(text) <= 60 else text[:57] + '...'} (a {type(given).__name__}{shape})"


def _differ(one: Floats, other: Floats) -> bool:
    return not np.array_equal(one, other)


def things_of(kind: str, model: Model) -> tuple[str, ...]:
    """The names of a kind of things, in the order of the figures."""
    return tuple(_things(kind, model))


def _things(kind: str, model: Model) -> Iterator[str]:
    if kind == "resource":  # those that are given back; budgets are money
        yield from (item.name for item in model.scenario.resources if not item.consumable)
    elif kind in ("gate", "pool"):
        yield from model.names.gates if kind == "gate" else model.names.pools
    else:
        kinds = {step.name: step.kind for step in model.scenario.steps}
        yield from (name for name in model.names.steps if kind == "step" or kinds[name] == kind)
