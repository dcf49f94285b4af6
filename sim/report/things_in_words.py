"""Streams by the calendar, and resources, gates, pools and staff, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sim.report.money_in_words import wages
from sim.report.phrases import Phrases
from sim.scenario.calendar import working_days_between
from sim.scenario.cases import leaves_of
from sim.scenario.schema import DAY, YEAR, Arrivals, Pool, Resource, Risk, Scenario, Steps, Week

QUOTES = re.compile(r" / (?=L\d+:)")  # several quotes of the source in one text


def season(thing: Arrivals | Pool | Risk, say: Phrases) -> Iterator[str]:
    """Working days only, and factors by calendar month."""
    if thing.working_days:
        yield "  " + say.texts("explain.working_days")
    if isinstance(thing, Arrivals) and thing.profile:
        yield "  " + _profile(thing.profile, thing.profile_period, say)
    if thing.months:
        factors = [
            say.texts("explain.month", month=say.texts.write.month(month), factor=say.number(factor))
            for month, factor in thing.months
        ]
        yield "  " + say.texts("explain.months", factors=say.texts.listing(factors))


def _profile(factors: Sequence[float], period: int, say: Phrases) -> str:
    """Factors of the days of the week, or of equal parts of another period, from the start of the run."""
    t = say.texts
    if period == len(factors) * DAY == 7 * DAY:
        first = say.scenario.run.first_day.weekday()
        by_day = sorted(((first + number) % 7, factor) for number, factor in enumerate(factors))
        days = [
            t("explain.month", month=t(f"explain.weekday.{day}"), factor=say.number(factor)) for day, factor in by_day
        ]
        return t("explain.by_weekday", factors=t.listing(days))
    return t(
        "explain.profile", period=say.span(period), n=len(factors), factors=t.listing([say.number(f) for f in factors])
    )


def a_year(thing: Arrivals | Pool, rate: Steps, say: Phrases) -> float:
    """How many come a year at the first rate, without factors; of a rate of working days, in a year of the run."""
    a_year = rate.first * YEAR
    if thing.working_days:
        days = max(1, say.scenario.run.end // DAY)
        working = working_days_between(say.scenario.calendar, say.scenario.run.first_day, 0, days)
        a_year = round(a_year * len(working) / days, 1)
    return round(a_year, 6)


def quote(text: str, say: Phrases) -> Iterator[str]:
    for part in QUOTES.split(text) if text else ():
        yield "   " + say.texts("explain.quote", text=part)


def things_in_words(scenario: Scenario, say: Phrases) -> Iterator[str]:
    t = say.texts
    for resource in scenario.resources:
        names = {"name": say.of(resource), "capacity": say.steps(resource.stated or resource.capacity)}
        if any(span.amount for span in leaves_of(resource.turnaround)):
            yield "- " + t("explain.resource.turnaround", length=say.length(resource.turnaround), **names)
        else:
            yield "- " + t("explain.resource.line", **names)
        if resource.borrows:
            yield "  " + t("explain.borrows", lender=say.name(resource.borrows))
        yield from _closures(resource, say)
        yield from quote(resource.text, say)
    for gate in scenario.gates:
        inside = sum(scenario.run.start <= time < scenario.run.end for time in gate.times)
        seats, minimum = say.steps(gate.seats), say.steps(gate.minimum)
        key = "explain.gate.line" if gate.minimum != Steps(0.0) else "explain.gate.line.any"
        yield "- " + t(key, name=say.of(gate), sessions=inside, seats=seats, minimum=minimum)
        if gate.below == "try_again":
            yield "  " + t.count("explain.gate.again", gate.tries, length=say.length(gate.again_after))
        yield from quote(gate.text, say)
    for pool in scenario.pools:
        tokens = a_year(pool, pool.rate, say) if pool.rate else float(pool.size * len(pool.times))
        names = {"name": say.of(pool), "tokens": say.number(tokens)}
        if pool.lifetime is not None:
            yield "- " + t("explain.pool.lifetime", length=say.length(pool.lifetime), **names)
        else:
            yield "- " + t("explain.pool.line", **names)
        if pool.newest:
            yield "  " + t("explain.pool.newest")
        yield from season(pool, say)
        yield from quote(pool.text, say)
    for group in scenario.staff:
        hours = say.steps(group.hours)
        key = f"explain.staff.line.{'one' if group.people == Steps(1.0) else 'other'}"
        yield "- " + t(key, name=say.of(group), people=say.steps(group.people), hours=hours)
        yield from (f"  {line}" for line in wages(group, say))
        yield from quote(group.text, say)


def _closures(resource: Resource, say: Phrases) -> Iterator[str]:
    """When a resource is closed, and what becomes of those inside."""
    t, shut, scenario_end = say.texts, resource.closures, say.scenario.run.end
    if not shut.windows:
        return
    if shut.week != Week():
        yield "  " + t("explain.open_days", days=say.by_case(shut.week, lambda week: _week(week, say)))
    if shut.closed_days:
        weeks = [t("explain.between", first=say.date(a * 86_400), last=say.date(b * 86_400 - 1))
                 for a, b in shut.closed_days if b > 0 and a * 86_400 < scenario_end]  # fmt: skip
        yield "  " + t("explain.closed_days", weeks=t.listing(weeks))
    to = {"step": say.name(shut.to)} if shut.to else {}
    inside = say.by_case(shut.inside, lambda inside: t(f"explain.inside.{inside}", **to))
    yield "  " + t("explain.inside", what=inside)


def _week(week: Week, say: Phrases) -> str:
    if week.working_days:
        return say.texts("explain.week.working")
    if len(week.days) == 7:
        return say.texts("explain.week.all")
    return say.texts.listing([say.texts(f"explain.weekday.{day}") for day in week.days])
