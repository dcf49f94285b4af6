"""The flow arithmetic as a planner reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from math import floor, isfinite, isinf
from textwrap import fill

from sim.analysis.arithmetic import ENOUGH, Arithmetic, Enough, Load, arithmetic
from sim.analysis.meeting import Meeting
from sim.report.background_in_words import background_weighed
from sim.report.explain import flow_order
from sim.report.numbers import Numbers
from sim.report.phrases import Phrases
from sim.report.table import Table
from sim.report.terminal import paragraph, table_text, terminal_width, within
from sim.report.texts import Texts
from sim.scenario.schema import Scenario

OVER, TIGHT = 1.0, 0.9  # loads from which something is too little, or tight


def arithmetic_in_words(scenario: Scenario, texts: Texts) -> str:
    """Arrivals, stages, loads and the ``enough for 48?`` line; each part followed by an empty line."""
    say, sums = Phrases(scenario, texts), arithmetic(scenario)
    first, last = say.date(scenario.run.start), say.date(scenario.run.end - 1)
    width = terminal_width()
    parts = [paragraph(texts("check.intro", period=f"{first} – {last}"), width)]
    parts += [paragraph(_enough(line, scenario, say), width) for line in sums.enough]
    if sums.enough:
        parts.append(_bound(sums, texts))
    elif {"durations", "events"} & set(sums.left_aside):  # the flows themselves are not what they seem
        parts.append(fill(_left_aside(sums, texts), terminal_width()))
    parts.append(within("\n".join([texts("check.arrivals"), *_arrivals(scenario, sums, say)]), width))
    parts.append(table_text(_stages(scenario, sums, say), width))
    if sums.background is not None:
        parts.append(fill(background_weighed(sums.background, texts), width))
    for kind in ("gates", "resources", "pools", "staff"):
        loads = getattr(sums, kind)
        if loads:
            apart = {meeting.pool for meeting in sums.meetings if is_apart(meeting)} if kind == "pools" else set()
            parts.append(table_text(_loads(texts(f"check.{kind}"), loads, say, apart), width))
            parts += [paragraph(line, width) for line in meetings_in_words(sums.meetings, say) if kind == "pools"]
    return "\n\n".join(parts) + "\n"


def _enough(line: Enough, scenario: Scenario, say: Phrases) -> str:
    t, write = say.texts, say.texts.write
    target = next(target for target in scenario.targets if target.name == line.target)
    seats = "" if isinf(line.seats) else t("check.enough.seats", seats=_people(line.seats, line.wanted, write))
    places = (
        ""
        if isinf(line.places)
        else t("check.enough.places", name=say.name(line.tightest), places=_people(line.places, line.wanted, write))
    )
    return t(
        "check.enough",
        wanted=say.number(line.wanted),
        target=t.title(target.titles, target.name),
        verdict=t(f"check.enough.{line.verdict}"),
        span=t("check.enough.window" if target.per == "window" else "check.enough.a_year"),
        people=_people(line.people, line.wanted, write),
        seats=seats,
        places=places,
    )


def _people(people: float, wanted: float, write: Numbers) -> str:
    """Whole from 100 on, else with one decimal unless that is 0; too few are never rounded up to what is wanted."""
    digits = 1 if people >= 100 else 10
    shown = round(people * digits) / digits if isfinite(people) else people
    if people < ENOUGH * wanted <= shown:
        shown = floor(people * digits) / digits
    return write.number(shown, 0 if not isfinite(shown) or shown == int(shown) else 1)


def _bound(sums: Arithmetic, texts: Texts) -> str:
    """That a yes is only a bound, and what has been left aside."""
    said = texts("check.bound")
    return fill(f"{said} {_left_aside(sums, texts)}" if sums.left_aside else said, terminal_width())


def _left_aside(sums: Arithmetic, texts: Texts) -> str:
    things = "; ".join(texts(f"check.left_aside.{thing}") for thing in sums.left_aside)
    return texts("check.left_aside", things=things)


def _arrivals(scenario: Scenario, sums: Arithmetic, say: Phrases) -> Iterator[str]:
    paused = {stream.name for stream in scenario.arrivals if stream.pause_while}
    for name, people in sums.arrivals:
        key = "check.arrivals.paused" if name in paused else "check.arrivals.plain"
        yield "  " + say.texts(key, name=say.name(name), people=say.texts.write.number(people, 1))


def _stages(scenario: Scenario, sums: Arithmetic, say: Phrases) -> Table:
    t, write = say.texts, say.texts.write
    by_name = {line.name: line for line in sums.stages}
    lines = [by_name[step.name] for step in flow_order(scenario) if step.name in by_name]
    rows = tuple(
        (say.name(line.name), write.number(line.flow, 1), write.number(line.stay_days, 1), write.number(line.inside, 1))
        for line in lines
    )
    header = ("column.step", "check.column.flow", "check.column.stay", "check.column.inside")
    return Table(t("check.stages"), tuple(t(key) for key in header), rows)


def is_apart(meeting: Meeting) -> bool:
    """Whether so many people meet none that the load alone would mislead."""
    return meeting.missed > (1 - TIGHT) * meeting.wanted


def meetings_in_words(meetings: Iterable[Meeting], say: Phrases) -> Iterator[str]:
    """Where tokens expire and people meet none, although or because neither waits for the other."""
    write = say.texts.write
    for one in meetings:
        if is_apart(one):
            yield say.texts("check.meeting", pool=say.name(one.pool), tokens=write.number(one.tokens),
                            wanted=write.number(one.wanted), taken=write.number(one.taken),
                            expired=write.number(one.expired), missed=write.number(one.missed))  # fmt: skip


def _loads(title: str, loads: tuple[Load, ...], say: Phrases, apart: Set[str] = frozenset()) -> Table:
    t, write = say.texts, say.texts.write
    rows = []
    for load in loads:
        status = "over" if load.share > OVER else "tight" if load.share > TIGHT else "fine"
        status = "apart" if load.name in apart and status != "over" else status
        share = write.number(load.share) if isinf(load.share) else write.percent(load.share)
        cells = (write.number(load.offered, 1), write.number(load.capacity, 1), share, t(f"check.status.{status}"))
        rows.append((say.name(load.name), *cells))
    header = ("", t("check.column.offered"), t("check.column.capacity"), t("check.column.load"), "")
    return Table(title, header, tuple(rows))
