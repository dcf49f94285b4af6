"""What a model asks of its log, laid out as the first words of the digest's memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from sim.log.events import Event
from sim.measures.circular import can_block
from sim.measures.digest import layout
from sim.measures.digest.cases import Classes, classes
from sim.measures.digest.refund import Refund, refund_of
from sim.measures.questions import ENTRY, STRUCK, Questions, codes_of, starting, used
from sim.measures.spans import Spans
from sim.model.clocks import working_flags
from sim.model.model import Model
from sim.model.tables import NUMERIC_SCALE
from sim.scenario.cases import leaves_of
from sim.scenario.horizon import earliest_time
from sim.scenario.schema import DAY, FOREVER, Property, Step, Supplement, When

SUPPORT = {"benefit": 0, "partly": 1, "self": 2}


@dataclass(frozen=True)
class Image:
    """``words`` is [header | tables]; ``*_CELLS`` in it are places among the cells of a replication.

    ``meter_cells``: of each meter of the questions the number of its first cell, and the rate of each class.
    """

    model: Model
    words: list[int]
    spans: Spans
    questions: Questions
    meter_cells: tuple[tuple[int, tuple[Any, ...]], ...]
    refund: Refund | None  # None: nothing is said of benefit

    def __getitem__(self, word: int) -> int:
        return self.words[word]

    @cached_property
    def can_block(self) -> bool:
        """Whether people can come to wait for each other."""
        return can_block(self.model.scenario)


def image_of(model: Model) -> Image:
    """The image of a model."""
    return _Builder(model).image()


class _Builder:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.scenario = model.scenario
        self.names = model.names
        self.spans = Spans.of(model)
        self.questions = Questions(self.scenario)
        self.steps = {step.name: step for step in self.scenario.steps}
        self.properties = properties_of(model)
        self.number = {item.name: place for place, item in enumerate(self.properties)}
        self.words = [0] * layout.HEADER_WIDTH
        self.cases: dict[tuple[int, ...], int] = {}
        self.meter_cells: list[tuple[int, tuple[Any, ...]]] = []

    def add(self, values: Sequence[int]) -> int:
        """The place of these words."""
        self.words.extend(values)
        return len(self.words) - len(values)

    def case(self, found: Classes) -> int:
        if found.words not in self.cases:
            self.cases[found.words] = self.add(found.words)
        return self.cases[found.words]

    def image(self) -> Image:
        self._people()
        self._clock()
        meters = self._meters()
        self._resources()
        self._steps(meters)
        self._matches()
        self._statuses()
        refund = self._benefit()
        self._kinds()
        self._cells(refund)
        return Image(self.model, self.words, self.spans, self.questions, tuple(self.meter_cells), refund)

    def _clock(self) -> None:
        words, model = self.words, self.model
        words[layout.END] = model.end
        words[layout.SLICES], words[layout.BINS] = self.spans.slices, self.spans.slices + 2
        words[layout.CUTS] = self.add(self.spans.cuts)
        if any(meter.kind == layout.WORKING_TIME or meter.working for meter in self.questions.meters):
            first, last = earliest_time(self.scenario) // DAY, model.end // DAY + 2
            working = working_flags(self.scenario.calendar, self.scenario.run.first_day, first, last)
            words[layout.WORKED] = self.add([0, *np.cumsum(working).tolist()])
            words[layout.WORKED_DAYS], words[layout.WORKED_FIRST] = last - first, first

    # --- records -----------------------------------------------------------------------------------------------------

    def _meters(self) -> dict[str, tuple[int, int]]:
        """The records of the meters; where those of each step begin and end."""
        cells, records = 0, {name: list[int]() for name in self.names.steps}
        for meter in self.questions.meters:
            found = classes(meter.rate, self.properties)
            until = FOREVER if meter.first is None else meter.first
            records[meter.step] += [meter.kind, self.case(found), cells, meter.every, until, meter.working]
            self.meter_cells.append((cells, found.values))
            cells += len(found.values)
        places = {}
        for name, record in records.items():
            first = self.add(record)
            places[name] = first, first + len(record)
        return places

    def _resources(self) -> None:
        tracked = {item.name: item for item in self.scenario.resources if not item.consumable}
        records = []
        for name in self.names.resources:
            turns = name in tracked and any(span.amount > 0 for span in leaves_of(tracked[name].turnaround))
            records += [int(name in tracked), int(turns)] + [0] * (layout.RESOURCE_WIDTH - 2)
        self.words[layout.RESOURCES] = self.add(records)
        self.words[layout.RESOURCE_COUNT] = len(self.names.resources)
        self.words[layout.GATES] = self.add([0] * (len(self.names.gates) * layout.GATE_WIDTH))
        self.words[layout.GATE_COUNT] = len(self.names.gates)
        self.words[layout.POOLS] = self.add([0] * (len(self.names.pools) * layout.POOL_WIDTH))
        self.words[layout.POOL_COUNT] = len(self.names.pools)

    def _steps(self, meters: dict[str, tuple[int, int]]) -> None:
        places = {item.name for item in self.scenario.resources if not item.consumable}
        budgets = {item.name for item in self.scenario.budgets}
        records: list[int] = []
        for name in self.names.steps:
            step = self.steps[name]
            uses = used(step.uses) if step.kind == "stage" else set()
            lines = [self.names.resources.index(resource) for resource in sorted(uses & places)]
            first = self.add(lines)
            records += [ENTRY[step.kind], first, first + len(lines), int(bool(uses & budgets)), *meters[name]]
            records += self._support(step)
        self.words[layout.STEPS], self.words[layout.STEP_COUNT] = self.add(records), len(self.names.steps)

    def _support(self, step: Step) -> tuple[int, int]:
        """The case of the support of a step and its levels; a decision has none."""
        if step.kind == "decision":
            return -1, -1
        found = classes(step.support, self.properties)
        return self.case(found), self.add([SUPPORT[word or "benefit"] for word in found.values])

    def _statuses(self) -> None:
        records = []
        for status in self.questions.statuses:
            mark = self.number[status.mark] if status.mark else -1
            at_least = _at_least(status.at_least) if status.mark else 0
            if status.free_of_benefit:
                assert self.scenario.benefit.supplement is not None
                mark, at_least = self.number[self.scenario.benefit.supplement.hours], -1
            records += [SUPPORT["partly" if status.partly else "self"], mark, at_least]
        self.words[layout.STATUSES], self.words[layout.STATUS_COUNT] = self.add(records), len(self.questions.statuses)

    def _benefit(self) -> Refund | None:
        """Pieces of time, rungs of the refund, and what a second is worth to each class of people in each piece."""
        benefit = self.scenario.benefit
        for word in (layout.RATE, layout.WEEKS, layout.BILLED, layout.HOURS, layout.LATER_HOURS):
            self.words[word] = -1
        if benefit.monthly is None:
            return None
        found = classes(benefit.monthly, self.properties)
        refund = refund_of(self.model, self.spans, found.values)
        self.words[layout.RATE], self.words[layout.RATE_CLASSES] = self.case(found), len(found.values)
        if benefit.weeks_before:
            self.words[layout.WEEKS] = self.number[benefit.weeks_before]
        self.words[layout.RESETS_AFTER] = benefit.resets_after
        start = starting(self.scenario)
        if benefit.starters_only and start is not None:
            self.words[layout.BILLED] = layout.EVENTS + self.questions.firsts.index(start)
        if benefit.supplement is not None:
            self._supplement(benefit.supplement, refund)
        self.words[layout.PIECES], self.words[layout.PIECE_COUNT] = self.add(refund.ends), len(refund.ends)
        blocks = np.arange(self.model.end // layout.BLOCK + 1) * layout.BLOCK
        self.words[layout.PIECE_OF_BLOCK] = self.add(np.searchsorted(refund.ends, blocks, side="right").tolist())
        self.words[layout.RUNGS], self.words[layout.RUNG_COUNT] = self.add(refund.rungs), len(refund.shares)
        return refund

    def _supplement(self, supplement: Supplement, refund: Refund) -> None:
        self.words[layout.HOURS] = self.number[supplement.hours]
        self.words[layout.LIMITS] = self.add(refund.limits)
        if supplement.later_hours:
            self.words[layout.LATER_HOURS] = self.number[supplement.later_hours]
            self.words[layout.LATER_AFTER] = supplement.later_after

    # --- events ------------------------------------------------------------------------------------------------------

    def _matches(self) -> None:
        """For every (code, step), every source and every risk, the list of the events that such a row is."""
        asked = self.questions
        count = len(self.names.steps)
        by_row: dict[int, tuple[list[int], list[int], list[int]]] = {}
        by_source: dict[int, tuple[list[int], list[int], list[int]]] = {}
        by_risk: dict[int, tuple[list[int], list[int], list[int]]] = {}

        def note(when: When, event: str, which: int, number: int, *more: Event) -> None:
            for name in when.steps:
                if event == STRUCK:
                    by_risk.setdefault(self.names.risks.index(name), ([], [], []))[which].append(number)
                elif name in self.steps:
                    step = self.names.steps.index(name)
                    for code in (*codes_of(event, self.steps[name].kind), *more):
                        by_row.setdefault(code * count + step, ([], [], []))[which].append(number)
                else:  # an arrival stream in place of a step means the arrivals of its people
                    source = self.names.sources.index(name)
                    by_source.setdefault(source, ([], [], []))[which].append(number)

        for number, when in enumerate(asked.firsts):
            note(when, when.event, 0, number)
        for number, (_, reach) in enumerate(asked.pairs):
            note(reach, reach.event, 1, number)
        for number, when in enumerate(asked.lasts):
            note(when, "left", 2, number, Event.INSIDE)
        self.words[layout.MATCHES] = self._lists(by_row, (max(Event) + 1) * count)
        self.words[layout.SOURCE_MATCHES] = self._lists(by_source, len(self.names.sources))
        self.words[layout.RISK_MATCHES] = self._lists(by_risk, len(self.names.risks))
        self.words[layout.PAIR_START] = self.add([asked.firsts.index(start) for start, _ in asked.pairs])

    def _lists(self, found: dict[int, tuple[list[int], list[int], list[int]]], length: int) -> int:
        places = [0] * length
        for place, lists in found.items():
            places[place] = self.add([word for numbers in lists for word in (len(numbers), *numbers)])
        return self.add(places)

    def _kinds(self) -> None:
        """Of every (code, step) whether it is a row of one person or says something of what all share."""
        count = len(self.names.steps)
        kinds = [[layout.PERSONAL] * (count + 1) for _ in range(max(Event) + 1)]
        for code in range(Event.CLAIM, Event.BACKFILL + 1):
            kinds[code] = [layout.SHARED] * (count + 1)
        for number, name in enumerate(self.names.steps):
            step = self.steps[name]
            if step.gate is not None or (step.kind == "stage" and step.uses):
                for code in (*range(Event.JOIN, Event.SENT_AWAY + 1), Event.IN_LINE):
                    kinds[code][number + 1] = layout.BOTH
                kinds[Event.MOVE][number + 1] = layout.SHARED
        self.words[layout.KINDS] = self.add([kind for row in kinds for kind in row]) + 1

    # --- people and cells --------------------------------------------------------------------------------------------

    def _people(self) -> None:
        words, asked = self.words, self.questions
        events = len(asked.firsts) + len(asked.pairs) + len(asked.lasts)
        words[layout.PAIR] = layout.EVENTS + len(asked.firsts)
        words[layout.LAST] = words[layout.PAIR] + len(asked.pairs)
        words[layout.FIRST_ENTRY] = words[layout.LAST] + len(asked.lasts)
        words[layout.SPELL] = words[layout.FIRST_ENTRY] + len(self.names.steps)
        words[layout.PROPERTY] = words[layout.SPELL] + 2 * len(asked.statuses)
        end = words[layout.PROPERTY] + len(self.properties)
        words[layout.RESULT_WIDTH], words[layout.PERSON_WIDTH] = (
            layout.EVENTS + events - layout.RESULT,
            end - layout.PERSON,
        )
        words[layout.SOURCE_PROPERTY] = self.number.get("source", -1)
        words += [0] * (end - len(words))
        person = [0] * end
        person[layout.ARRIVED], person[layout.SOURCE] = layout.NEVER, -1
        person[layout.EXIT_TIME], person[layout.EXIT_STEP] = layout.NEVER, -1
        person[layout.EVENTS : layout.EVENTS + events] = [layout.NEVER] * events
        person[layout.PERIOD_LEVEL] = -1
        person[layout.SUPPORTED] = layout.UNSET
        person[words[layout.SPELL] : words[layout.PROPERTY] : 2] = [layout.NEVER] * len(asked.statuses)
        person[words[layout.PROPERTY] :] = [layout.UNSET] * len(self.properties)
        words[layout.TEMPLATE] = self.add(person[layout.PERSON :])

    def _cells(self, refund: Refund | None) -> None:
        words, names = self.words, self.names
        meters = sum(len(values) for _, values in self.meter_cells)
        groups = (
            (layout.STEP_CELLS, len(names.steps), layout.OF_STEP),
            (layout.SOURCE_CELLS, len(names.sources), layout.OF_SOURCE),
            (layout.SYSTEM_CELLS, 1, layout.OF_SYSTEM),
            (layout.RESOURCE_CELLS, len(names.resources), layout.OF_RESOURCE),
            (layout.GATE_CELLS, len(names.gates), layout.OF_GATE),
            (layout.POOL_CELLS, len(names.pools), layout.OF_POOL),
            (layout.TASK_CELLS, len(names.tasks), layout.OF_TASK),
            (layout.EVENT_CELLS, len(self.questions.firsts), 1),
            (layout.METER_CELLS, meters, 1),
        )
        place = 0
        for header, things, width in groups:
            words[header] = place
            place += things * width * words[layout.BINS]
        words[layout.GROUPS] = self.add([word for _, *group in groups for word in group])
        words[layout.BENEFIT_CELLS] = place
        words[layout.CELLS_WIDTH] = place + (0 if refund is None else layout.OF_BENEFIT * refund.per_second.size)


def properties_of(model: Model) -> list[Property]:
    """The properties by number, and the built-in one that is the arrival stream."""
    names = model.names
    found = [Property(name, categories) for name, categories in zip(names.properties, names.categories, strict=True)]
    if "source" not in names.properties:
        found.append(Property("source", names.sources))
    return found


def _at_least(value: float) -> int:
    """The smallest number of millionths that is at least the value."""
    return int(np.ceil(value * NUMERIC_SCALE))
