"""The best of several options, with a chance that is promised beforehand.

The procedure of Kim and Nelson (2001, ACM TOMACS 11, 251-273): options are simulated side by side and fall out as soon
as another one is surely better; it needs no equal variances and gains from common random numbers, which replications
with the same number have (contract R1).  If the best option is better than every other one by at least ``worth``, it
is chosen with at least the promised chance; else what is chosen is, with that chance, at most ``worth`` from the best.

Its variances are those of the differences between single replications, taken anew at every look (as in the version
of Kim and Nelson 2006, *Operations Research* 54, 475-488).  The first replications may all agree although options
differ, because a chance is rare or the options seldom part; then a variance of what was seen is 0 and the first to lead
would win.  So to every difference three pseudo-replications are added that differ by as much as the figure can: by 1
for a chance, else by the spread of the values seen, or by 20 times ``worth`` if that is more.  Their weight falls with
the replications; of a rare difference they keep options in until it would have been seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from sim.scenario.words import said
from sim.studies.asked import Asked, NotUnderstood, columns_of
from sim.studies.frames import Framed, Row, estimated
from sim.studies.intervals import CONFIDENCE
from sim.studies.option import Option
from sim.studies.runs import Runs
from sim.studies.samples import Floats, Sample
from sim.studies.shown import Tabulated
from sim.studies.statistics import Estimate

FIRST = 50  # replications of each option before the first look
GROWTH = 1.25  # from one look to the next; looking less often only makes the promise safer
MOST = 20_000  # replications of an option
PSEUDO = 3  # pseudo-replications that differ
LEAST_JUMP = 20  # by so many times ``worth`` they differ at least, unless the figure is a chance
ENOUGH_APART = 10  # replications that differ show by themselves how large differences are


@dataclass(frozen=True)
class Course:
    """How a selection went, options by their place.

    ``left``: those that did not fall out, the best first.  ``values``: how many replications each option was given.
    ``tied``: those left are more than one and were the same in every single replication.
    """

    left: tuple[int, ...]
    values: tuple[int, ...]
    tied: bool = False

    @property
    def best(self) -> int | None:
        return self.left[0] if len(self.left) == 1 else None


def choose_best(
    more: Callable[[Sequence[int], int], Sequence[Sample]],
    options: int,
    worth: float,
    confidence: float = CONFIDENCE,
    most: int = MOST,
) -> Course:
    """Select the option with the largest mean (ratio of sums, contract C3).

    ``more(left, n)`` gives the first n replications of the options left; replication i of all options may share its
    random numbers.  Raises ValueError unless ``worth`` > 0, there are two options, and ``most`` allows the first look.
    """
    if worth <= 0 or options < 2 or most < FIRST:
        raise ValueError("a selection needs two options, a difference that is worth something, and enough replications")
    left, given, n = list(range(options)), [FIRST] * options, FIRST
    while True:
        samples = more(left, n)
        for option in left:
            given[option] = n
        means = np.array([sample.mean() for sample in samples])
        apart = np.array([sample.deviations() + sample.mean() for sample in samples])
        # replications after which the pair is settled; how far means may lie apart until then falls to 0
        enough = _times(n, 2 * (1 - confidence) / (options - 1)) * _variances(samples, apart, worth) / worth**2
        slack = worth / 2 * np.maximum(enough / n - 1, 0.0)
        stays = np.all(means[:, None] >= means[None] - slack, axis=1)
        order = [int(i) for i in np.argsort(-means, kind="stable") if stays[i]]
        settled = n >= enough[np.ix_(order, order)].max()
        same = [i for i in order if np.array_equal(apart[i], apart[order[0]])]
        if settled or (len(same) == len(order) and n >= most):
            return Course(tuple(left[i] for i in same), tuple(given), len(same) > 1)
        left, n = [left[i] for i in (order if n >= most else sorted(order))], min(int(n * GROWTH), most)
        if len(left) == 1 or given[left[0]] >= most:
            return Course(tuple(left), tuple(given))


def _times(n: int, error: float) -> float:
    """h^2 of Kim and Nelson: (n - 1) (error^(-2 / (n - 1)) - 1) with as many degrees of freedom as there are by now."""
    return float((n - 1) * (error ** (-2 / (n - 1)) - 1))


def _variances(samples: Sequence[Sample], apart: Floats, worth: float) -> Floats:
    """Variance of the difference of one replication between each two options, with the pseudo-replications."""
    options, n = apart.shape
    result = np.zeros((options, options))
    spread = max(float(np.ptp(sample.values[~np.isnan(sample.values)])) for sample in samples)
    jump = 1.0 if samples[0].law == "chance" else max(spread, LEAST_JUMP * worth)
    for i in range(options):
        for j in range(i):
            difference = apart[i] - apart[j]
            size = jump
            if samples[0].law != "chance" and np.count_nonzero(difference) >= ENOUGH_APART:
                size = max(float(np.abs(difference).max()), LEAST_JUMP * worth)
            squares = float(((difference - difference.mean()) ** 2).sum())
            result[i, j] = result[j, i] = (squares + PSEUDO * size**2) / (n + PSEUDO - 1)
    return result


@dataclass(frozen=True, repr=False)
class Selection(Framed, Tabulated):
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
        """None if the replications ran out before it was sure, or no difference was seen."""
        return None if self.course.best is None else self.options[self.course.best]

    @property
    def replications(self) -> tuple[int, ...]:
        """How many each option was given."""
        return self.course.values

    def rows(self) -> Iterator[Row]:
        """One for each option: its estimate, and whether it is the best, or one of those left if there are several."""
        for place, (option, estimate) in enumerate(zip(self.options, self.estimates, strict=True)):
            yield {
                "option": option.name, "figure": self.asked.text, "replications": self.replications[place],
                **estimated(estimate), "left": place in self.course.left, "best": place == self.course.best,
            }  # fmt: skip

    def __repr__(self) -> str:
        best = "open" if self.best is None else self.best.name
        figures = ", ".join(f"{one.mean:.3g}" for one in self.estimates)
        return f"<Selection by {self.asked.text}: {best}; {figures} of {len(self.options)} options>"


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
    does not exist or is not measured.
    """
    for option in options:
        runs.check(option, (asked,))
    runs.announce(FIRST * len(options))
    samples: dict[int, Sample] = {}

    def more(places: Sequence[int], n: int) -> list[Sample]:
        done = len(samples[places[0]]) if samples else 0
        runs.expect(runs.simulated + runs.from_disk + (n - done) * len(places))
        sheets = runs.each([options[place] for place in places], n, columns_of((asked,)), done)
        for place, sheet in zip(places, sheets, strict=True):
            new = asked.sample(sheet)
            samples[place] = new if not done else samples[place].and_then(new)
        return [judged(place, n) for place in places]

    def judged(place: int, n: int) -> Sample:
        if isnan(samples[place].mean()):
            raise NotUnderstood(
                said(
                    "{text}: there is nothing to measure in {n} replications, so nothing to choose by",
                    text=asked.text,
                    n=n,
                )
            )
        return samples[place].negative() if smallest else samples[place]

    course = choose_best(more, len(options), worth, confidence, most)
    estimates = tuple(samples[place].estimate(asked.text) for place in range(len(options)))
    return Selection(tuple(options), asked, worth, smallest, confidence, course, estimates, runs.seed)
