"""The pathway in words: what the scenario file says, step by step in the order in which people go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sim.report.background_in_words import background_in_words
from sim.report.changes_in_words import calendar_in_words, changes_in_words
from sim.report.lines_in_words import patience_in_words, queue_in_words
from sim.report.money_in_words import costs_of_step, other_costs
from sim.report.parameters_in_words import parameters_in_words
from sim.report.phrases import Phrases
from sim.report.shares_in_words import shares_in_words
from sim.report.targets_in_words import target_in_words
from sim.report.texts import Texts
from sim.report.things_in_words import a_year, quote, season, things_in_words
from sim.scenario.cases import map_leaves
from sim.scenario.schema import (
    DAY,
    REST,
    WEEK,
    Arrivals,
    Case,
    FollowUp,
    Law,
    Risk,
    Scenario,
    StateEvent,
    Step,
    Work,
)

MOST_DATES = 5  # that are named one by one


def explain(scenario: Scenario, texts: Texts, stated: Mapping[str, object] | None = None) -> str:
    """The whole scenario in words, plain text with indented details; ``stated`` are the tables of its files, merged."""
    stated = stated or {}
    say = Phrases(scenario, texts)
    lines = [*_head(scenario, say), ""]
    parts = {
        "people": list(_people(scenario, say)),
        "pathway": list(_pathway(scenario, say)),
        "background": list(background_in_words(scenario, say)),
        "things": list(things_in_words(scenario, say)),
        "costs": list(other_costs(scenario, say)),
        "calendar": [f"- {line}" for line in calendar_in_words(stated.get("calendar"), say)],
        "changes": [f"- {line}" for line in changes_in_words(stated.get("change"), say)],
        "targets": list(_targets(scenario, say)),
        "parameters": list(parameters_in_words(scenario, say)),
        "notes": [f"- {say.texts.title(note, '')}" for note in scenario.notes],
    }
    for part, body in parts.items():
        if body:
            title = texts(f"explain.{part}")
            lines += [title, "=" * len(title), *body, ""]
    return "\n".join(lines).rstrip() + "\n"


def _head(scenario: Scenario, say: Phrases) -> Iterator[str]:
    yield say.texts.title(scenario.titles, scenario.name)
    asks = say.texts.title(scenario.asks, "")
    if asks:
        yield say.texts("explain.question", text=asks)
    own = sorted({one.own.source_file for one in scenario.parameters if one.own is not None})
    if own:
        yield say.texts("basis.quotes", file=say.texts.listing(own))
    run = scenario.run
    yield say.texts("explain.period", first=say.date(run.start), last=say.date(run.end - 1), start=say.date(0))


# --- people ----------------------------------------------------------------------------------------------------------


MOST_DATES_SAID = 8


def _dates(times: Sequence[int], say: Phrases) -> str:
    """The dates, or of many of them how many there are from the first to the last."""
    if len(times) <= MOST_DATES_SAID:
        return say.texts.listing([say.moment(time) for time in times])
    first, last = (say.moment(time) for time in (times[0], times[-1]))
    return say.texts("explain.on.many", n=len(times), first=first, last=last)


def _people(scenario: Scenario, say: Phrases) -> Iterator[str]:
    for stream in scenario.arrivals:
        yield "- " + _stream(stream, say) + "."
        yield from season(stream, say)
        if stream.pause_while:
            where = [say.texts(f"explain.where.{kind}", step=say.name(step)) for kind, step in stream.pause_while]
            people = say.steps(stream.pause_at_least)
            yield "  " + say.texts("explain.arrivals.pause", n=people, where=say.texts.listing(where, "list.or"))
        yield from quote(stream.text, say)
    for group in scenario.backlog:
        key = "explain.backlog.inside" if group.inside else "explain.backlog.line"
        yield "- " + say.texts(key, people=group.people, step=say.name(group.at))
    if scenario.report.on:
        yield "- " + say.texts("explain.on", dates=_dates(scenario.report.on, say))
    if scenario.report.monthly:
        steps = [say.name(step) for step in scenario.report.monthly]
        yield "- " + say.texts("explain.monthly", steps=say.texts.listing(steps))
    if scenario.report.by:
        by = [say.by(grouping.by) for grouping in scenario.report.by]
        yield "- " + say.texts("explain.by", by=say.texts.listing(by))
    for prop in scenario.properties:
        if prop.draw is not None:
            yield (
                "- "
                + say.texts("explain.attribute", name=say.name(prop.name), values=_draw(prop.name, prop.draw, say))
                + "."
            )
    for event in scenario.events:
        yield "- " + _event(event, say)
        yield from quote(event.text, say)


def _event(event: StateEvent, say: Phrases) -> str:
    """What changes of people, and when."""
    names = {"names": say.names(list(event.names)), "date": "" if event.time is None else say.date(event.time)}
    values = [
        say.texts("explain.attribute", name=say.name(name), values=_draw(name, draw, say)) for name, draw in event.sets
    ]
    when = say.texts(f"explain.event.{event.at}", **names)
    return say.texts("explain.event", name=say.of(event), when=when, values="; ".join(values))


def _stream(stream: Arrivals, say: Phrases) -> str:
    names = {"name": say.of(stream), "to": say.name(stream.to)}
    if stream.rate is not None:
        people = say.number(a_year(stream, stream.rate, say))
        return say.texts("explain.arrivals.rate", people=people, **names)
    if stream.a_year is not None:
        return say.texts("explain.arrivals.a_year", people=say.steps(stream.a_year), **names)
    if stream.between is not None:
        return say.texts("explain.arrivals.between", law=say.length(stream.between), **names)
    size = say.length(stream.size) if isinstance(stream.size, Law) else say.number(stream.size)
    return say.texts.count("explain.arrivals.times", len(stream.times), size=size, **names)


def _draw(prop: str, draw: Any, say: Phrases) -> str:
    if draw.category:
        return say.category(prop, draw.category)
    if draw.composition:
        return say.texts.listing([f"{count} {say.category(prop, name)}" for name, count in draw.composition])
    if draw.law is not None:
        return say.length(draw.law)
    return shares_in_words(draw.shares, None, lambda category: say.category(prop, category), say)


# --- steps -----------------------------------------------------------------------------------------------------------


def flow_order(scenario: Scenario) -> list[Step]:
    """Steps in the order of the way: each after what leads to it, loops apart; the likelier way first, exits last."""
    steps = {step.name: step for step in scenario.steps}
    starts = [stream.to for stream in scenario.arrivals] + [group.at for group in scenario.backlog]
    left: list[str] = []  # in the order in which a depth-first walk leaves them: the last step of the way first
    seen: set[str] = set()
    for start in reversed(starts):
        walk = [(start, iter(_unlikely_first(scenario, steps[start])))] if start not in seen else []
        seen.add(start)
        while walk:
            name, ahead = walk[-1]
            target = next((target for target in ahead if target in steps and target not in seen), None)
            if target is None:
                left.append(name)
                walk.pop()
            else:
                seen.add(target)
                walk.append((target, iter(_unlikely_first(scenario, steps[target]))))
    found = [steps[name] for name in reversed(left)] + [step for step in scenario.steps if step.name not in seen]
    return [step for step in found if step.kind != "exit"] + [step for step in found if step.kind == "exit"]


def _unlikely_first(scenario: Scenario, step: Step) -> list[str]:
    return list(reversed(leads_to(scenario, step)))


def leads_to(scenario: Scenario, step: Step) -> list[str]:
    """Steps that can follow: the routes by their shares (those that depend on a property count half), then refusals."""
    named = [(share if isinstance(share, float) else 0.5, name) for name, share in step.route.shares if name != REST]
    left = 1 - sum(share for share, _ in named)
    routes = [*named, *((left, name) for name in _all_of(step.route.rest))]
    targets = [name for _, name in sorted(routes, key=lambda pair: -pair[0])]
    targets += [target for _, target in step.route.ends] + [target for _, target in _pairs(step.meanwhile)]
    targets += [name for limit in step.limits for name in _all_of(limit.to)] + _all_of(step.otherwise)
    targets += [step.closes.to] if step.closes else []
    return targets + [risk.to for risk in scenario.risks if step.name in risk.stages]


def _all_of(value: Any) -> list[str]:
    if isinstance(value, Case):
        return [name for _, inner in value.cases for name in _all_of(inner)] + _all_of(value.other)
    return [value] if value else []


def _pairs(value: Any) -> list[tuple[str, str]]:
    if isinstance(value, Case):
        return [pair for _, inner in value.cases for pair in _pairs(inner)] + _pairs(value.other or ())
    return list(value)


def _pathway(scenario: Scenario, say: Phrases) -> Iterator[str]:
    for number, step in enumerate(flow_order(scenario), 1):
        waits_for = {"thing": say.by_case(step.takes or step.gate, say.name)} if step.kind == "wait" else {}
        kind = say.texts(f"explain.kind.{step.kind}", **waits_for)
        yield f"{number}. {say.name(step.name)} ({kind})"
        yield from quote(step.text, say)
        for sentence in _about(scenario, step, say):
            yield "   " + sentence


def _about(scenario: Scenario, step: Step, say: Phrases) -> Iterator[str]:
    t = say.texts
    if step.gate is not None and step.kind == "stage":
        yield t("explain.gate", gate=say.by_case(step.gate, say.name))
    joint = {item.joint for item in scenario.resources}  # what is used of it is said of the two that it is made of
    if step.uses:
        own = map_leaves(step.uses, lambda uses: tuple(pair for pair in uses if pair[0] not in joint))
        yield t("explain.uses", things=say.by_case(own, lambda uses: _uses(uses, say)))
    if step.holds:
        yield t("explain.holds", things=say.names([name for name in step.holds if name not in joint]))
    if step.patience is not None:
        yield patience_in_words(step, say)
    if step.queue is not None:
        yield queue_in_words(step, say)
    if step.closes is not None:
        yield t("explain.closes", date=say.date(step.closes.on), step=say.name(step.closes.to))
    if step.setup is not None:
        yield t("explain.setup", length=say.length(step.setup))
    if step.kind == "stage":
        yield t("explain.lasts", length=say.length(step.lasts))
    if step.starts_on_opening_days:
        yield t("explain.opening")
    for work in step.work:
        yield _work(work, say)
    if step.marks:
        yield t(
            "explain.marks",
            marks="; ".join(f"{say.name(name)}: {_draw(name, draw, say)}" for name, draw in step.marks),
        )
    for pool, target in _pairs(step.meanwhile):
        yield t("explain.meanwhile", step=say.name(target), pool=say.name(pool))
    by_closing = {f"{item.name}_closed" for item in scenario.resources if item.closures.inside == "send"}
    for risk in scenario.risks:
        if step.name in risk.stages and risk.name not in by_closing:
            yield _risk(risk, say)
            yield from season(risk, say)
    for follow_up in scenario.follow_ups:
        if step.name in follow_up.stages:
            yield _follow_up(follow_up, say)
            if follow_up.first is not None:
                yield "  " + t("explain.followup.first", length=say.length(follow_up.first))
    yield from costs_of_step(step, say)
    if isinstance(step.support, Case):
        support = say.by_case(step.support, lambda word: t(f"explain.support.word.{word}"))
        yield t("explain.support.case", support=support)
    elif step.support != "benefit":
        yield t(f"explain.support.{step.support}")
    if step.kind != "exit":
        yield _next(step, say)
    never = {name for name, share in step.route.shares if share == 0}
    for limit in (limit for limit in step.limits if limit.target not in never):
        names = {"target": say.name(limit.target), "step": say.by_case(limit.to, say.name)}
        if isinstance(limit.visits, Case):
            yield t("explain.limit.case", n=say.by_case(limit.visits, say.number), **names)
        else:
            yield t.count("explain.limit", limit.visits, **names)


def _uses(uses: tuple[tuple[str, int], ...], say: Phrases) -> str:
    if not uses:
        return say.texts("explain.none")
    return say.texts.listing([say.name(name) if units == 1 else f"{units} {say.name(name)}" for name, units in uses])


def _work(work: Work, say: Phrases) -> str:
    names = {"staff": say.name(work.by), "length": say.length(work.time)}
    if work.ahead:
        ahead = say.by_case(work.ahead, say.span)
        return say.texts("explain.work.ahead", ahead=ahead, **names)
    return say.texts("explain.work", **names)


def _risk(risk: Risk, say: Phrases) -> str:
    """A constant risk as a share a week (of those still there), any other law as a time, a limit by its event."""
    from math import exp

    if risk.since:
        names = {"name": say.of(risk), "since": say.since(risk.since), "step": say.name(risk.to)}
        return say.texts("explain.risk.since", length=say.length(risk.limit), **names)
    if risk.dates:
        dates = [say.date(time) for time in risk.dates[:MOST_DATES]]
        more = [say.texts("explain.risk.more", n=len(risk.dates) - MOST_DATES)] * (len(risk.dates) > MOST_DATES)
        names = {"name": say.of(risk), "step": say.name(risk.to)}
        return say.texts("explain.risk.dates", dates=say.texts.listing([*dates, *more]), **names)
    rate = _constant_rate(risk.law)
    if rate is not None:
        week = 5 * DAY if risk.working_days else WEEK
        share = say.texts.write.percent(1 - exp(-rate * week), 1)
        return say.texts("explain.risk.share", name=say.of(risk), share=share, step=say.name(risk.to))
    return say.texts("explain.risk", name=say.of(risk), length=say.length(risk.law), step=say.name(risk.to))


def _constant_rate(law: Any) -> float | None:
    """Leaving a second, if the law has the same hazard at every age."""
    if not isinstance(law, Law) or law.unit != "seconds" or law.early_factor != 1.0:
        return None
    if law.name == "exponential":
        return 1 / law["mean"]
    return law.pieces[0].rate if law.name == "hazard" and len(law.pieces) == 1 else None


def _follow_up(follow_up: FollowUp, say: Phrases) -> str:
    names = {"name": say.of(follow_up), "length": say.length(follow_up.time), "staff": say.name(follow_up.by)}
    if follow_up.every is not None:
        if follow_up.every.unit == "working days":
            return say.texts("explain.followup.every_working", every=say.number(follow_up.every.amount), **names)
        return say.texts("explain.followup.every", every=say.number(follow_up.every.amount / DAY), **names)
    week = 5 * DAY if follow_up.working_days else WEEK
    calls = say.by_case(follow_up.rate, lambda rate: say.number(rate * week))
    return say.texts("explain.followup.rate", calls=calls, **names)


def _next(step: Step, say: Phrases) -> str:
    t, route = say.texts, step.route
    if route.ends:
        return t(
            "explain.next", routes=t.listing([t(f"explain.route.{end}", step=say.name(to)) for end, to in route.ends])
        )
    named = [(name, share) for name, share in route.shares if name != REST and share != 0]
    if not named and not isinstance(route.rest, Case):
        return t("explain.next.all", step=say.by_case(route.rest, say.name) if route.rest else "")
    return t("explain.next", routes=shares_in_words(named, route.rest or None, say.name, say))


# --- things, targets, parameters -------------------------------------------------------------------------------------


def _targets(scenario: Scenario, say: Phrases) -> Iterator[str]:
    for target in scenario.targets:
        yield "- " + target_in_words(target, say)
        yield from quote(target.text, say)
