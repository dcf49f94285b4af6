"""The digest of a batch: its results under the names that the measures ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.measures.civil import Floats, Ints
from sim.measures.digest import layout
from sim.measures.digest.image import Image
from sim.measures.questions import Meter
from sim.measures.spans import Spans
from sim.model.model import Model
from sim.scenario.schema import Case, Status, When

NEVER = layout.NEVER
"""Stands where a time would be and there is none."""


@dataclass(frozen=True)
class Spells:
    """Spells in no particular order, but those of one person in order of time.

    ``person`` is a number in the batch; ``running``: not yet over at the end of the run.
    """

    person: Ints
    start: Ints
    end: Ints
    running: Ints


@dataclass(frozen=True)
class Digest:
    """Counters and people of a batch of replications.

    ``cells`` is (replications, words); ``people`` has one column for each person of the batch, ``replication`` and
    the other arrays of people one element.
    """

    image: Image
    replications: Ints  # numbers
    cells: Ints
    people: Ints
    replication: Ints  # place in the batch
    waits: Ints
    _spells: Ints
    levels: Ints  # on dates: see sim.measures.levels.levels_of
    in_circles: Ints  # people of each replication who wait for each other when the run ends

    @property
    def model(self) -> Model:
        return self.image.model

    @property
    def count(self) -> int:
        """Number of replications."""
        return len(self.replications)

    @property
    def spans(self) -> Spans:
        return self.image.spans

    # --- counters: all (replications, things, spans) -----------------------------------------------------------------

    def of_steps(self, counter: int, steps: Sequence[int]) -> Floats:
        return self._block(layout.STEP_CELLS, len(self.model.names.steps), layout.OF_STEP, counter)[:, steps]

    def of_sources(self, counter: int) -> Floats:
        return self._block(layout.SOURCE_CELLS, len(self.model.names.sources), layout.OF_SOURCE, counter)

    def of_system(self, counter: int) -> Floats:
        return self._block(layout.SYSTEM_CELLS, 1, layout.OF_SYSTEM, counter)

    def of_resources(self, counter: int, resources: Sequence[int]) -> Floats:
        names = self.model.names.resources
        return self._block(layout.RESOURCE_CELLS, len(names), layout.OF_RESOURCE, counter)[:, resources]

    def of_gates(self, counter: int) -> Floats:
        return self._block(layout.GATE_CELLS, len(self.model.names.gates), layout.OF_GATE, counter)

    def of_pools(self, counter: int) -> Floats:
        return self._block(layout.POOL_CELLS, len(self.model.names.pools), layout.OF_POOL, counter)

    def of_tasks(self, counter: int) -> Floats:
        return self._block(layout.TASK_CELLS, len(self.model.names.tasks), layout.OF_TASK, counter)

    def of_event(self, when: When) -> Floats:
        """Number of these events, all of everybody's, shape (replications, spans)."""
        events = self.image.questions.firsts
        return self._block(layout.EVENT_CELLS, len(events), 1, 0)[:, events.index(when)]

    def metered(self, meter: Meter) -> Floats:
        """What the meter has counted times the rate of each class of people, shape (replications, spans)."""
        if meter.counted_anyway and not isinstance(meter.rate, Case):
            counter = layout.ENTRIES if meter.kind == layout.STARTS else layout.INSIDE_SECONDS
            step = self.model.names.steps.index(meter.step)
            return self.of_steps(counter, [step])[:, 0] * meter.rate
        first, rates = self.image.meter_cells[self.image.questions.meters.index(meter)]
        cells = self._block(layout.METER_CELLS, first + len(rates), 1, 0)[:, first:]
        weights = np.array([0.0 if rate is None else float(rate) for rate in rates])
        return np.asarray(np.einsum("rcs,c->rs", cells, weights))

    def benefit(self, shares: dict[int, float], per_second: Floats) -> Floats:
        """Seconds of some counters of benefit, weighted with their shares and by rung, class and piece of time.

        ``per_second`` has the shape (amounts, rungs, classes, pieces), the result (amounts, replications, spans).
        """
        assert self.image.refund is not None
        first, slices = self.image[layout.BENEFIT_CELLS], self.image.refund.slices
        seconds = self.cells[:, first:].reshape(self.count, layout.OF_BENEFIT, *per_second.shape[1:])
        by_slice = np.zeros((len(per_second), self.count, self.spans.slices))
        for slice_ in range(self.spans.slices):
            here = slices == slice_ + 1
            weighted = sum(share * seconds[:, counter][..., here] for counter, share in shares.items())
            by_slice[..., slice_] = np.einsum("rgcp,mgcp->mr", weighted, per_second[..., here])
        return self.spans.over(by_slice)

    def benefit_by_piece(self, shares: dict[int, float], per_second: Floats) -> Floats:
        """As :meth:`benefit`, of one amount (rungs, classes, pieces) and in every piece of time up to the end of the
        run: shape (replications, pieces)."""
        first = self.image[layout.BENEFIT_CELLS]
        seconds = self.cells[:, first:].reshape(self.count, layout.OF_BENEFIT, *per_second.shape)
        weighted = sum(share * seconds[:, counter] for counter, share in shares.items())
        return np.asarray(np.einsum("rgcp,gcp->rp", weighted, per_second))

    def bins(self, header: int, things: int, width: int) -> Ints:
        """Cells as they are, with the bins before and behind the window: (replications, things, counters, bins)."""
        return self._cells(header, things, width).transpose(0, 1, 3, 2)

    def _cells(self, header: int, things: int, width: int) -> Ints:
        """Cells as they stand: (replications, things, bins, counters)."""
        first, size = self.image[header], self.image[layout.BINS]
        return self.cells[:, first : first + things * size * width].reshape(self.count, things, size, width)

    def _block(self, header: int, things: int, width: int, counter: int) -> Floats:
        return self._by_span[header][:, :things, counter]

    @cached_property
    def _by_span(self) -> dict[int, Floats]:
        """All cells added up over the slices of each span, shape (replications, things, counters, spans)."""
        groups = range(layout.STEP_CELLS, layout.METER_CELLS + 1)
        return {header: self._summed(header, self.image[layout.GROUPS] + 2 * n) for n, header in enumerate(groups)}

    def _summed(self, header: int, group: int) -> Floats:
        things, width = self.image[group], self.image[group + 1]
        cells = self._cells(header, things, width)
        table = np.empty((self.count, things, width, len(self.spans)))
        for span, (first, last) in enumerate(zip(self.spans.first, self.spans.last, strict=True)):
            total = cells[:, :, first + 1].copy()
            for slice_ in range(first + 2, last + 1):
                total += cells[:, :, slice_]
            table[..., span] = total
        return table

    # --- people ------------------------------------------------------------------------------------------------------

    @cached_property
    def arrived(self) -> Ints:
        """True time of arrival (before 0 for the backlog); NEVER for somebody who was not contacted."""
        return self._column(layout.ARRIVED)

    @cached_property
    def exit_time(self) -> Ints:
        """NEVER for those who have not left."""
        return self._column(layout.EXIT_TIME)

    @property
    def exit_step(self) -> Ints:
        """-1 for those who have not left."""
        return self._column(layout.EXIT_STEP)

    def first(self, when: When) -> Ints:
        """Time of the first such event of each person, NEVER where there is none."""
        return self._column(layout.EVENTS + self.image.questions.firsts.index(when))

    def reached(self, start: When, reach: When) -> Ints:
        """Time of the first ``reach`` at or after the first ``start`` of each person, NEVER where there is none."""
        return self._column(self.image[layout.PAIR] + self.image.questions.pairs.index((start, reach)))

    def last(self, when: When) -> Ints:
        """Time of the last such event of each person; NEVER for those who were never there or are still inside."""
        return self._column(self.image[layout.LAST] + self.image.questions.lasts.index(when))

    def _column(self, number: int) -> Ints:
        column: Ints = self.people[number - layout.RESULT]
        return column

    def spells(self, status: Status) -> Spells:
        """All spells of a status."""
        mine = self._spells[self._spells[:, layout.SPELL_STATUS] == self.image.questions.statuses.index(status)]
        columns = (layout.SPELL_PERSON, layout.SPELL_START, layout.SPELL_END, layout.SPELL_RUNNING)
        return Spells(*(np.ascontiguousarray(mine[:, column]) for column in columns))


def joined(digests: Sequence[Digest]) -> Digest:
    """Several batches as one, in the order given; people and replications are numbered on."""
    if len(digests) == 1:
        return digests[0]
    image = digests[0].image
    people = np.cumsum([0, *(len(one.replication) for one in digests)])
    before = np.cumsum([0, *(one.count for one in digests)])
    groups = len(image.model.names.steps) * image[layout.BINS]
    waits, spells = (np.concatenate([getattr(one, name) for one in digests]) for name in ("waits", "_spells"))
    waits[:, layout.WAIT_GROUP] += np.repeat(before[:-1] * groups, [len(one.waits) for one in digests])
    spells[:, layout.SPELL_PERSON] += np.repeat(people[:-1], [len(one._spells) for one in digests])
    return Digest(
        image=image,
        replications=np.concatenate([one.replications for one in digests]),
        cells=np.concatenate([one.cells for one in digests]),
        people=np.concatenate([one.people for one in digests], axis=1),
        replication=np.concatenate([one.replication + first for one, first in zip(digests, before, strict=False)]),
        waits=waits,
        _spells=spells,
        levels=np.concatenate([one.levels for one in digests]),
        in_circles=np.concatenate([one.in_circles for one in digests]),
    )
