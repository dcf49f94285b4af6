"""What a project does to people, in words and tables: net of what would have happened without it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import isnan
from typing import Any

from sim.report.as_json import estimate_as_json
from sim.report.compare_sentences import letter
from sim.report.numbers import DASH, MINUS
from sim.report.phrases import Phrases
from sim.report.show import in_html
from sim.report.study_json import difference_json, option_json
from sim.report.table import Table
from sim.report.terminal import kept
from sim.report.texts import Texts
from sim.scenario.horizon import run_end
from sim.scenario.schema import DAY, Scenario
from sim.studies.samples import Difference
from sim.studies.statistics import Estimate
from sim.studies.without import Net, Without

MONTHS = (12, 24)
OWN_PAYERS = ("state", "municipality")


def without_text(found: Without, texts: Texts) -> str:
    """The whole answer as plain text: what comes of it, then each project with its tables, then how they differ."""
    return kept(_parts(found, texts))


def _parts(found: Without, texts: Texts) -> Iterator[str | Table]:
    several = len(found.projects) > 1
    if several:
        yield from (" ".join(_apart(found, texts)), apart_table(found, texts))
    for place, one in enumerate(found.projects):
        said = _Said(one, texts)
        head = [texts("without.of", letter=letter(place), title=said.title)] if several else []
        yield from ("\n".join([*head, said.conclusion(), *said.lines()]), said.people())
        yield from (table for table in (said.payers(),) if table.rows)
    n = texts.write.number(found.replications)
    yield f"{texts('without.assumed')}\n{texts('without.method', n=n, seed=found.seed)}"


class _Said:
    """One project in words."""

    def __init__(self, one: Net, texts: Texts) -> None:
        self.one, self.texts, self.write = one, texts, texts.write
        self.say = Phrases(one.option.scenario, texts)
        self.title = texts.title(one.option.titles, one.option.scenario.name)
        self.period = period(one.option.scenario, texts)
        end = run_end(one.option.scenario)[0]
        self.end = self.write.date(one.option.scenario.run.first_day + timedelta(seconds=end))

    def conclusion(self) -> str:
        """How many of 100 the project gives a job."""
        came, net = self.one.came, self.one.figures["net_jobs"]
        if not came > 0:
            return self.texts("without.nobody")
        of_hundred = {
            name: self.write.number(100 * self.one.figures[figure].mean / came)
            for name, figure in (("with_", "jobs_with"), ("without", "jobs_without"))
        }
        kind = "more" if net.low > 0 else "fewer" if net.high < 0 else "same"
        return self.texts(f"without.{kind}", net=self.write.number(abs(100 * net.mean / came)), **of_hundred)

    def lines(self) -> Iterator[str]:
        """Who is counted, chance, how it lasts, and money."""
        one, texts, write = self.one, self.texts, self.write
        yield texts("without.counted", n=write.number(one.came), period=self.period, end=self.end)
        more, fewer = (write.of_hundred(side["net_jobs"]) for side in (one.above, one.below))
        yield texts("without.chance", more=more, fewer=fewer)
        for months in MONTHS:
            shares = [one.figures[f"self_{life}.after[{months} months]"].mean for life in ("with", "without")]
            if not any(map(isnan, shares)):
                with_, without = (write.number(100 * share) for share in shares)
                yield texts("without.after", months=months, with_=with_, without=without)
        if "net_kroner" in one.figures.index:
            yield self._kroner()

    def _kroner(self) -> str:
        """Costs and savings, and when the project has paid for itself."""
        one, texts, write = self.one, self.texts, self.write
        amounts = {
            name: write.money(round(one.figures[figure].mean, -3))
            for name, figure in (("cost", "cost_total"), ("saved", "net_benefit"), ("net", "net_kroner"))
        }
        said = texts("without.kroner", period=self.period, **amounts)
        share = one.figures["net_breaks_even"].mean
        months = write.number(one.figures["net_break_even_months"].mean)
        even = texts("without.even.some", share=write.of_hundred(share), months=months)
        return f"{said} {even if share > 0 else texts('without.even.never')}"

    # --- tables -------------------------------------------------------------------------------------------------------

    def people(self) -> Table:
        """Jobs and self-support with the project, without it, and net with its interval and spread."""
        texts, figures = self.texts, self.one.figures
        rows = [self._row(texts("without.row.jobs"), "jobs{}", 1, 1)]
        for months in MONTHS:
            name = texts("without.row.self", months=months)
            if not isnan(figures[f"net_self.after[{months} months]"].mean):
                rows.append(self._row(name, f"self{{}}.after[{months} months]", 100, 1))
        rows.append(self._row(texts("without.row.months"), "self_months{}", 1, 0))
        columns = ("figure", "with", "without", "net", "interval", "spread")
        header = tuple(texts(f"without.column.{column}") for column in columns)
        return Table(texts("without.table", period=self.period), header, tuple(rows))

    def _row(self, title: str, figure: str, scale: int, decimals: int) -> tuple[str, ...]:
        with_, without = (self.one.figures[figure.format(f"_{life}")] for life in ("with", "without"))
        net = self.one.figures[f"net_{figure.format('')}"]
        means = (self.write.number(scale * one.mean, decimals) for one in (with_, without, net))
        return (title, *means, *self._spans(net, scale, decimals))

    def _spans(self, one: Estimate, scale: float, decimals: int) -> tuple[str, str]:
        """The interval of the mean, and what 8 of 10 runs lie between."""
        pairs = ((one.low, one.high), (one.p10, one.p90))
        low, high = (span_of(scale * a, scale * b, decimals, self.texts) for a, b in pairs)
        return low, high

    def payers(self) -> Table:
        """Net kroner of each payer, of all together, and of all when people are followed to the end of the run."""
        texts, figures = self.texts, self.one.figures
        lines = [(self._payer(name), f"net_paid.{name}") for name in self._payers()]
        lines += [(texts("without.row.all"), "net_kroner"),
                  (texts("without.row.followed", end=self.end), "net_kroner_followed")]  # fmt: skip
        rows = tuple(
            (title, self.write.number(figures[name].mean / 1000), *self._spans(figures[name], 1 / 1000, 0))
            for title, name in lines
            if name in figures.index and (name == "net_kroner" or figures[name].mean != 0)
        )
        header = tuple(texts(f"without.column.{column}") for column in ("payer", "net", "interval", "spread"))
        return Table(texts("without.table.payers", period=self.period), header, rows)

    def _payers(self) -> list[str]:
        """Who pays for the project, then who pays benefit."""
        named = self.one.things("net_paid")
        return sorted(named, key=lambda name: (name in OWN_PAYERS, name.encode()))

    def _payer(self, name: str) -> str:
        return self.texts(f"without.payer.{name}") if name in OWN_PAYERS else self.say.name(name)


def span_of(low: float, high: float, decimals: int, texts: Texts) -> str:
    """``−3 til 8``: with words between, because the ends may be below 0."""
    if isnan(low) or isnan(high):
        return DASH
    return texts("without.span", low=texts.write.number(low, decimals), high=texts.write.number(high, decimals))


def period(scenario: Scenario, texts: Texts) -> str:
    """The window: its years, or its first and last day where it is not made of whole years."""
    run = scenario.run
    first, after = (run.first_day + timedelta(seconds=time // DAY * DAY) for time in (run.start + run.warm_up, run.end))
    last = after - timedelta(days=1)
    if (first.month, first.day) == (1, 1) and (last.month, last.day) == (12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}{DASH}{last.year}"
    return _days(first, last, texts)


def _days(first: date, last: date, texts: Texts) -> str:
    return f"{texts.write.date(first)} {DASH} {texts.write.date(last)}"


# --- several projects -------------------------------------------------------------------------------------------------


def _apart(found: Without, texts: Texts) -> Iterator[str]:
    """Which of the projects gives more jobs net."""
    for place, apart in enumerate(found.apart, start=1):
        one = apart["net_jobs"]
        kind = "equal" if one.none else "more" if one.low > 0 else "fewer" if one.high < 0 else "same"
        low, high = (texts.write.number(end, 1) for end in (one.low, one.high))
        net = texts.write.number(abs(one.mean), 1)
        yield texts(f"without.apart.{kind}", letter=letter(place), base=letter(0), net=net, low=low, high=high)


def apart_table(found: Without, texts: Texts) -> Table:
    """The net figures of every project, and how the others differ from the first."""
    rows = []
    for title, name, scale, decimals in _net_rows(found, texts):
        means = [texts.write.number(scale * one.figures[name].mean, decimals) for one in found.projects]
        rows.append((title, *means, *(_difference(apart[name], scale, decimals, texts) for apart in found.apart)))
    letters = [letter(place) for place in range(len(found.projects))]
    header = (texts("without.column.net_figure"), *letters, *(f"{one} {MINUS} {letters[0]}" for one in letters[1:]))
    return Table(texts("without.table.apart", base=letters[0]), header, tuple(rows))


def _net_rows(found: Without, texts: Texts) -> Iterator[tuple[str, str, float, int]]:
    """(title, figure, scale, decimals) of what all projects have."""
    yield texts("without.row.jobs"), "net_jobs", 1, 1
    for months in MONTHS:
        yield texts("without.row.self", months=months), f"net_self.after[{months} months]", 100, 1
    yield texts("without.row.months"), "net_self_months", 1, 0
    if all("net_kroner" in one.figures.index for one in found.projects):
        yield texts("without.row.kroner"), "net_kroner", 1 / 1000, 0


def _difference(one: Difference, scale: float, decimals: int, texts: Texts) -> str:
    mean = texts.write.number(scale * one.mean, decimals)
    return f"{mean} ({span_of(scale * one.low, scale * one.high, decimals, texts)})"


# --- other forms ------------------------------------------------------------------------------------------------------


def html(result: Without, lang: str) -> str:
    """The answer in words and tables."""
    return in_html(_parts(result, Texts(lang)))


def table(result: Without, lang: str) -> Table:
    """What becomes of people with and without the first project; of several projects how they differ."""
    texts = Texts(lang)
    return apart_table(result, texts) if len(result.projects) > 1 else _Said(result.projects[0], texts).people()


def without_json(found: Without) -> dict[str, Any]:
    """``projects`` with their figures and the shares of runs above and below 0, and ``differences`` from the first."""
    return {
        "kind": "without",
        "replications": found.replications,
        "seed": found.seed,
        "projects": [
            {
                **option_json(one.option),
                "came": one.came,
                "figures": {name: estimate_as_json(one.figures[name]) for name in one.figures.names},
                "runs_above_0": dict(one.above),
                "runs_below_0": dict(one.below),
            }
            for one in found.projects
        ],
        "differences": [
            {"project": place, "figures": {name: difference_json(one) for name, one in apart.items()}}
            for place, apart in enumerate(found.apart, start=1)
        ],
    }
