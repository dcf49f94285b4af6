"""The best of several options, with a chance that is promised beforehand.

The procedure of Kim and Nelson (2001, ACM TOMACS 11, 251-273): options are simulated side by side and fall out as soon
as another one is surely better; it needs no equal variances and gains from common random numbers, which replications
with the same number have (contract R1).  If the best option is better than every other one by at least ``worth``, it
is chosen with at least the promised chance; else what is chosen is, with that chance, at most ``worth`` from the best.

The procedure asks for normal values.  A value is therefore the figure of ten replications together, as the ratio of
their sums (contract C3), which also serves chances and shares.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

import numpy as np

from sim.studies.asked import Asked, NotUnderstood, columns_of
from sim.studies.option import Option
from sim.studies.runs import Runs
from sim.studies.samples import Floats, Sample
from sim.studies.statistics import CONFIDENCE, Estimate

GROUP = 10  # replications that make one value
FIRST = 20  # values of each option before the first look
GROWTH = 1.25  # from one look to the next; looking less often only makes the promise safer
MOST = 20_000  # replications of an option


@dataclass(frozen=True)
class Course:
    """How a selection went, options by their place.

    ``left``: those that did not fall out, the best first; with more than one of them the values ran out.  ``values``:
    how many each option was given.
    """

    left: tuple[int, ...]
    values: tuple[int, ...]

    @property
    def best(self) -> int | None:
        return self.left[0] if len(self.left) == 1 else None


def choose_best(
    more: Callable[[int, int], Floats],
    options: int,
    worth: float,
    confidence: float = CONFIDENCE,
    most: int = MOST // GROUP,
) -> Course:
    """Select the option with the largest mean.

    ``more(option, n)`` gives the first n values of an option; value i of all options may share its random numbers.
    Raises ValueError unless ``worth`` > 0, there are two options, and ``most`` allows the first look.
    """
    if worth <= 0 or options < 2 or most < FIRST:
        raise ValueError("a selection needs two options, a difference that is worth something, and enough values")
    first = np.stack([more(option, FIRST) for option in range(options)])
    alpha = 1 - confidence
    eta = ((2 * alpha / (options - 1)) ** (-2 / (FIRST - 1)) - 1) / 2
    # (n0 - 1) S^2 of each difference; how far sums may lie apart falls by half of ``worth`` with every value
    spread = 2 * eta * (FIRST - 1) * np.var(first[:, None] - first[None], axis=2, ddof=1) / worth**2
    enough = floor(spread.max()) + 1
    left, given, n = list(range(options)), [FIRST] * options, FIRST
    sums = first.sum(axis=1)
    while True:
        slack = worth / 2 * np.maximum(spread - n, 0.0)
        left = [i for i in left if all(sums[i] >= sums[j] - slack[i, j] for j in left)]
        if n >= enough and len(left) > 1:
            left = [max(left, key=lambda i: sums[i])]
        if len(left) == 1 or n >= most:
            return Course(tuple(sorted(left, key=lambda i: -sums[i])), tuple(given))
        n = min(max(n + 1, int(n * GROWTH)), most, max(enough, n + 1))
        for i in left:
            sums[i], given[i] = float(more(i, n).sum()), n


@dataclass(frozen=True)
class Selection:
    """The best of some options by one figure; frozen.  ``estimates`` and ``replications`` are of each option."""

    options: tuple[Option, ...]
    asked: Asked
    worth: float
    smallest: bool  # the smallest value is the best
    confidence: float
    course: Course
    estimates: tuple[Estimate, ...]
    seed: int

    @property
    def best(self) -> Option | None:
        """None if the replications ran out before it was sure."""
        return None if self.course.best is None else self.options[self.course.best]

    @property
    def replications(self) -> tuple[int, ...]:
        return tuple(values * GROUP for values in self.course.values)


def select(
    options: Sequence[Option],
    runs: Runs,
    asked: Asked,
    worth: float,
    smallest: bool = False,
    confidence: float = CONFIDENCE,
    most: int = MOST,
) -> Selection:
    """The option with the best figure, ``worth`` being the smallest difference that matters.

    Raises ValueError for a selection that cannot be made, :class:`sim.studies.asked.NotUnderstood` for a figure that
    does not exist or is not always measured.
    """
    for option in options:
        runs.check(option, (asked,))
    runs.announce(FIRST * GROUP * len(options))
    samples: dict[int, Sample] = {}

    def more(place: int, values: int) -> Floats:
        done = len(samples[place]) if place in samples else 0
        if done < values * GROUP:
            runs.expect(runs.simulated + runs.from_disk + values * GROUP - done)
            sheet = runs.sheet(options[place], values * GROUP, columns_of((asked,)), done)
            new = asked.sample(sheet)
            samples[place] = new if not done else _joined(samples[place], new)
        return (-1.0 if smallest else 1.0) * _grouped(samples[place].first(values * GROUP), asked)

    course = choose_best(more, len(options), worth, confidence, most // GROUP)
    estimates = tuple(samples[place].estimate(asked.text) for place in range(len(options)))
    return Selection(tuple(options), asked, worth, smallest, confidence, course, estimates, runs.seed)


def _joined(one: Sample, other: Sample) -> Sample:
    numerator = np.concatenate((one.numerator, other.numerator))
    return Sample(numerator, np.concatenate((one.denominator, other.denominator)), one.law)


def _grouped(sample: Sample, asked: Asked) -> Floats:
    numerator, denominator = (part.reshape(-1, GROUP).sum(axis=1) for part in (sample.numerator, sample.denominator))
    if (denominator == 0).any():
        raise NotUnderstood(
            f"{asked.text}: there is nothing to measure in {GROUP} replications, so nothing to choose by"
        )
    return np.asarray(numerator / denominator)
