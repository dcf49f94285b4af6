"""All combinations of some parameter values, one after another: bounded memory, and nothing computed twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import tee
from typing import TYPE_CHECKING, Any, BinaryIO

from sim.loaded import Value
from sim.measures.names import FigureName
from sim.scenario.problems import ProblemsFound
from sim.studies.asked import Asked, columns_of, place_of, stated
from sim.studies.frames import FIELDS, Framed, Row, apart, estimated
from sim.studies.grid import BadGrid, Grid
from sim.studies.option import Option
from sim.studies.precision import Measured, Precision, run_to_precision
from sim.studies.runs import Runs
from sim.studies.samples import Difference, Sample, difference
from sim.studies.shown import Shown
from sim.studies.statistics import Estimate, summarise

if TYPE_CHECKING:
    from sim.measures.sheet import Sheet
    from sim.scenario.schema import Target
    from sim.store.chunks import Pick


@dataclass(frozen=True)
class Point:
    """One combination: ``estimates`` and ``steps`` are parallel to what was asked.

    ``steps`` are the paired differences from the neighbour before it on the axis across; None for the first.
    """

    values: tuple[Value, ...]
    estimates: tuple[Estimate, ...]
    steps: tuple[Difference | None, ...]
    replications: int


@dataclass(frozen=True, repr=False)
class Sweep(Framed, Shown):
    """What a sweep has found; frozen.  Points are in the order of the grid, the axis across varying fastest."""

    option: Option
    grid: Grid
    asked: tuple[Asked, ...]
    points: tuple[Point, ...] = field(repr=False)
    seed: int

    def __len__(self) -> int:
        return len(self.points)

    def values(self, asked: str) -> list[float]:
        """The mean of a figure at every point; raises KeyError."""
        place = place_of(self.asked, asked)
        return [point.estimates[place].mean for point in self.points]

    def __getitem__(self, asked: str) -> tuple[Estimate, ...]:
        """The estimates of a figure at every point; raises KeyError."""
        place = place_of(self.asked, asked)
        return tuple(point.estimates[place] for point in self.points)

    def _ipython_key_completions_(self) -> list[str]:
        return [one.text for one in self.asked]

    def rows(self) -> Iterator[Row]:
        """One for each point and figure: what was set, its estimate, and the paired ``step`` from the point before."""
        for point in self.points:
            for one, estimate, step in zip(self.asked, point.estimates, point.steps, strict=True):
                yield {
                    **_named(self.grid, point.values), "figure": one.text, "replications": point.replications,
                    **estimated(estimate), **apart(step, "step"),
                }  # fmt: skip

    def __repr__(self) -> str:
        axes = ", ".join(f"{axis.name} {axis.values[0]} to {axis.values[-1]}" for axis in self.grid.axes)
        means = self.values(self.asked[0].text) if self.asked and self.points else []
        figures = f": {self.asked[0].text} {min(means):.3g} to {max(means):.3g}" if means else ""
        return f"<Sweep of {self.option.name} over {axes}, {len(self)} points{figures}>"


def sweep(
    option: Option,
    grid: Grid,
    runs: Runs,
    replications: int,
    asked: Sequence[Asked] = (),
    precision: Precision | None = None,
    table: TidyTable | None = None,
) -> Sweep:
    """Run every point with the same people and the same luck.

    ``table`` is handed every figure of every point.  Raises :class:`BadGrid` if a combination is not allowed, before
    anything is simulated.
    """
    figures = tuple(asked) or stated(option.scenario)
    check_points(option, grid)
    runs.check(option, figures)
    if precision is not None:
        precision.check(figures, option.scenario)
    runs.announce(len(grid) * (precision.least if precision else replications))
    comparisons = max(1, (len(grid) - len(grid) // len(grid.axes[grid.across].values)) * len(figures))
    points: list[Point] = []
    before: list[Sample] | None = None
    pick = columns_of(figures) if table is None else columns_of_window(figures)
    at = (option.set(**_named(grid, values)) for values in grid.points())
    sheets = runs.each(at, replications, pick) if precision is None else _precise(at, runs, figures, precision, pick)
    for values, sheet in zip(grid.points(), sheets, strict=True):
        samples = [one.sample(sheet) for one in figures]
        if values[grid.across] == grid.axes[grid.across].values[0]:
            before = None
        points.append(_point(values, figures, samples, before, comparisons))
        if table is not None:
            table.add(_named(grid, values), figures, points[-1].estimates, sheet)
        before = samples
    return Sweep(option, grid, figures, tuple(points), runs.seed)


def _point(
    values: tuple[Value, ...],
    asked: Sequence[Asked],
    samples: Sequence[Sample],
    before: Sequence[Sample] | None,
    comparisons: int,
) -> Point:
    estimates = tuple(sample.estimate(one.text) for one, sample in zip(asked, samples, strict=True))
    steps: list[Difference | None] = [None] * len(samples)
    if before is not None:
        for j, (old, new) in enumerate(zip(before, samples, strict=True)):
            n = min(len(old), len(new))
            steps[j] = difference(old.first(n), new.first(n), comparisons)
    return Point(values, estimates, tuple(steps), len(samples[0]) if samples else 0)


class BadPoint(BadGrid):
    """A combination of values with which the scenario makes no sense: ``settings``, and what was ``found`` wrong."""

    def __init__(self, settings: str, found: ProblemsFound) -> None:
        super().__init__(f"{settings} is not allowed:\n{found}")
        self.settings, self.found = settings, found


def check_points(option: Option, grid: Grid) -> None:
    """See whether every combination is a scenario; raises :class:`BadPoint` for the first one that is not."""
    for values in grid.points():
        try:
            option.set(**_named(grid, values))
        except ProblemsFound as found:
            settings = ", ".join(f"{name}={value}" for name, value in _named(grid, values).items())
            raise BadPoint(settings, found) from None


def columns_of_window(asked: Sequence[Asked]) -> Any:
    """Picks what was asked and every figure over the window, without years and alternative definitions."""
    wanted = columns_of(asked)

    def pick(names: Sequence[str]) -> tuple[str, ...]:
        plain = (name for name in names if FigureName.of(name).plain)
        return tuple(dict.fromkeys((*wanted(names), *plain)))

    return pick


def _precise(
    options: Iterable[Option], runs: Runs, asked: Sequence[Asked], precision: Precision, pick: Pick
) -> Iterator[Sheet]:
    """The figures of the options, each in as many replications as it needs."""
    options, again = tee(options)
    for option, _ in zip(options, runs.each(again, precision.least, columns_of(asked)), strict=True):
        yield runs.sheet(option, _enough(option, runs, asked, precision), pick)


def _enough(option: Option, runs: Runs, asked: Sequence[Asked], precision: Precision) -> int:
    """How many replications an option needs."""

    def look(replications: int) -> list[Measured]:
        sheet = runs.sheet(option, replications, columns_of(asked))
        found = []
        for one in asked:
            wanted = precision.wanted(one, option.scenario)
            if wanted is not None:
                found.append(Measured.of(one.text, wanted, one.sample(sheet)))
        return found

    return run_to_precision(look, precision).replications


def _named(grid: Grid, values: Sequence[Value]) -> dict[str, Value]:
    return {axis.name: value for axis, value in zip(grid.axes, values, strict=True)}


class TidyTable:
    """Writes one Parquet row for each point and figure while a sweep goes on; a point at a time is in memory."""

    def __init__(self, stream: BinaryIO, grid: Grid, targets: Sequence[Target] = ()) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        kinds = [(axis.name, pa.float64() if axis.numeric else pa.string()) for axis in grid.axes]
        fields = [(name, pa.int64() if name == "n" else pa.float64()) for name in FIELDS]
        self._schema = pa.schema([*kinds, ("figure", pa.dictionary(pa.int32(), pa.string())), *fields])
        self._writer = parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._axes = grid.axes
        self._targets = targets

    def add(
        self, settings: Mapping[str, Value], asked: Sequence[Asked], estimates: Sequence[Estimate], sheet: Sheet
    ) -> None:
        """All figures of one point: what was asked first, then every other one that the sheet has."""
        import pyarrow as pa

        summary = summarise(sheet, self._targets)
        rows = {one.name if one.kind == "mean" else one.text: e for one, e in zip(asked, estimates, strict=True)}
        rows |= {name: summary[name] for name in sheet.names if name not in rows and not FigureName.of(name).year}
        columns: dict[str, Any] = {
            axis.name: [float(settings[axis.name]) if axis.numeric else str(settings[axis.name])] * len(rows)
            for axis in self._axes
        }
        columns["figure"] = pa.array(list(rows)).dictionary_encode()
        for name in FIELDS:
            columns[name] = [getattr(estimate, name) for estimate in rows.values()]
        self._writer.write_table(pa.table(columns, schema=self._schema))

    def close(self) -> None:
        self._writer.close()


__all__ = ["BadGrid", "Point", "Sweep", "TidyTable", "check_points", "sweep"]
