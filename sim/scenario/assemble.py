"""Merged tables -> Scenario: all readers in turn, then the checks of the whole, then all problems at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sim.bounds import LONGEST, LONGEST_YEARS
from sim.scenario import background, graph, resolved, searching, standing
from sim.scenario.backlog import read_backlog
from sim.scenario.calendartable import read_calendar
from sim.scenario.changes import Changes, Setting, read_changes, without_effect
from sim.scenario.closures import paused, pauses_nothing, sending
from sim.scenario.horizon import run_end
from sim.scenario.leaves import listed, titles
from sim.scenario.lending import lent
from sim.scenario.money import read_benefit, read_fixed_costs
from sim.scenario.observedtable import read_observed
from sim.scenario.parameters import read_parameters
from sim.scenario.periods import Merged, begins, settings_at
from sim.scenario.places import read_budgets, read_gates, read_resources, read_staff
from sim.scenario.problems import EnoughFound, Findings, ProblemsFound, dotted, listing
from sim.scenario.properties import all_properties, order_of_drawing, read_attributes, survey
from sim.scenario.reader import STEP_KINDS, Reader
from sim.scenario.reading import Source
from sim.scenario.remembered import remembered
from sim.scenario.reporttable import check_dates, read_report
from sim.scenario.runtable import read_run
from sim.scenario.schema import Parameter, Run, Scenario, Titles
from sim.scenario.sidework import read_follow_ups, read_risks
from sim.scenario.state_events import read_state_events
from sim.scenario.steps import read_steps
from sim.scenario.streams import read_arrivals, read_pools
from sim.scenario.targets import check_costs, read_targets
from sim.scenario.words import absence, said

HEAD = ("title", "asks", "notes")
NAMED_KINDS = (
    *("parameters", "attribute", "arrivals", "backlog", "resource", "staff", "pool", "gate"),
    *STEP_KINDS,
    *("risk", "event", "followup", "budget", "cost", "target", "mark"),
)
ALONE = ("background", "calendar", "change", "benefit", "report", "observed")
KINDS = ("format", "extends", "set", *HEAD, "run", *NAMED_KINDS, *ALONE)


def assemble(source: Source, overrides: Mapping[str, object] | None = None) -> Scenario:
    """The checked scenario of a source with some parameter values replaced; no file is read again.

    Raises :class:`ProblemsFound` with everything that is wrong.
    """
    base, changes = _resolved(source, overrides or {}, {})
    if not changes.settings:
        return base
    starts = begins(changes.settings)
    scenarios = [_at(source, overrides or {}, base, settings_at(changes.settings, start), start) for start in starts]
    return _merged(source, overrides or {}, starts, scenarios, changes.settings)


def _at(
    source: Source, overrides: Mapping[str, object], base: Scenario, dated: Mapping[str, Setting], start: int
) -> Scenario:
    """The scenario as it is with the values in force from ``start`` on; problems say from when."""
    if not dated:
        return base
    try:
        return _resolved(source, overrides, dated)[0]
    except ProblemsFound as found:
        since = base.run.first_day + timedelta(seconds=start)
        raise ProblemsFound(
            replace(problem, message=said("{message} (from {date} on)", message=problem.message, date=since))
            for problem in found.problems
        ) from None


def _merged(
    source: Source,
    overrides: Mapping[str, object],
    starts: Sequence[int],
    scenarios: Sequence[Scenario],
    settings: Sequence[Setting],
) -> Scenario:
    """One scenario of those of all periods; what cannot change on a date is reported where it is set."""
    merged = Merged(starts, scenarios)
    if not merged.conflicts:
        return merged.scenario
    findings = Findings()
    for setting in settings:
        with suppress(ProblemsFound):  # a value that fits only beside the others
            alone = _resolved(source, overrides, {setting.name: setting})[0]
            _report_conflicts(findings, setting, Merged((0, 1), (scenarios[0], alone)))
    for setting in () if len(findings) else settings:
        _report_conflicts(findings, setting, merged)
    raise source.problems(findings)


def _report_conflicts(findings: Findings, setting: Setting, merged: Merged) -> None:
    if merged.conflicts:
        keys = listing([dotted(path) for path in merged.conflicts])
        why = next(iter(merged.conflicts.values()))
        message = said("The parameter decides {keys}, which cannot change on a date: {why}", keys=keys, why=why)
        findings.add(setting.path, "fixed-for-the-run", message, setting.value)


def _resolved(
    source: Source, overrides: Mapping[str, object], dated: Mapping[str, Setting]
) -> tuple[Scenario, Changes]:
    """The checked scenario at one time, and the changes of the file."""
    findings = Findings()
    typed = {name: value for name, value in overrides.items() if name not in dated}
    try:
        return _assembled(source, overrides, dated, Reader(source, source.tables, findings, overrides=typed))
    except EnoughFound:
        raise source.problems(findings) from None


def _assembled(
    source: Source, overrides: Mapping[str, object], dated: Mapping[str, Setting], reader: Reader
) -> tuple[Scenario, Changes]:
    findings = reader.findings
    for finding in source.findings:
        findings.keep(finding)
    for key in source.tables:
        if key not in KINDS:
            reader.add((key,), "unknown-key", "There is no such part of a scenario", key, KINDS)
    reader.survey(NAMED_KINDS)
    parameters = read_parameters(reader, source.given, overrides, dated)
    run = read_run(reader)
    reader.calendar = remembered(reader, "calendar", partial(read_calendar, reader))
    survey(reader)
    changes = remembered(reader, "change", partial(read_changes, reader))
    draws, called = read_attributes(reader)
    budgets, money = remembered(reader, "budget", partial(read_budgets, reader))
    resources = sorted([*read_resources(reader, changes), *money], key=lambda one: one.name.encode())
    resources, steps = lent(reader, resources, read_steps(reader, changes))
    risks = [*read_risks(reader, changes), *sending(reader, resources, steps)]
    scenario = Scenario(
        path=source.path,
        name=Path(source.path).stem,
        titles=_head(reader, "title"),
        asks=_head(reader, "asks"),
        run=run,
        attributes=order_of_drawing(reader),
        arrivals=read_arrivals(reader, changes),
        backlog=read_backlog(reader),
        resources=tuple(resources),
        staff=read_staff(reader, changes),
        pools=read_pools(reader, changes),
        gates=read_gates(reader, changes),
        steps=paused(steps, resources),
        risks=tuple(sorted(risks, key=lambda risk: risk.name.encode())),
        background=remembered(reader, "background", partial(background.read_background, reader, changes), changes),
        events=remembered(reader, "event", partial(read_state_events, reader)),
        follow_ups=read_follow_ups(reader),
        calendar=reader.calendar,
        targets=read_targets(reader),
        budgets=budgets,
        fixed_costs=read_fixed_costs(reader),
        benefit=remembered(reader, "benefit", partial(read_benefit, reader)),
        report=remembered(reader, "report", partial(read_report, reader), run),
        observed=remembered(reader, "observed", partial(read_observed, reader)),
        properties=all_properties(reader, draws, called),
        notes=listed(titles)(reader, ("notes",), source.tables.get("notes", [])),
    )
    _check(reader, scenario, changes, run)
    parameters = [_marked(reader, parameter) for parameter in parameters]
    _check_times(reader, scenario)
    if len(findings):
        raise source.problems(findings)
    text = resolved.text(source, parameters)
    return replace(scenario, parameters=tuple(parameters), warnings=tuple(findings.warnings), resolved=text), changes


def _check(reader: Reader, scenario: Scenario, changes: Changes, run: Run) -> None:
    """What can only be seen of the whole pathway."""
    graph.check(reader, scenario)
    standing.check(reader, scenario)
    searching.check(reader, scenario)
    background.check(reader, scenario)
    check_costs(reader, scenario)
    without_effect(reader, changes, run)
    pauses_nothing(reader, scenario)


def _check_times(reader: Reader, scenario: Scenario) -> None:
    """Dates against the end of the run, and its length; only of a scenario without any other problem."""
    if not len(reader.findings):
        check_dates(reader, scenario)
    if not len(reader.findings) and run_end(scenario)[0] > LONGEST:
        message = "The longest stays and follow-ups make the run too long"
        reader.add(
            ("run", "follow_up"),
            "out-of-range",
            message,
            allowed=said("at most {years} years in all", years=LONGEST_YEARS),
        )


def check_parameters(source: Source, overrides: Mapping[str, object]) -> int:
    """The number of parameters of a file that holds nothing else.  Raises :class:`ProblemsFound`."""
    findings = Findings()
    reader = Reader(source, source.tables, findings)
    with suppress(EnoughFound):
        for finding in source.findings:
            findings.keep(finding)
        reader.survey(NAMED_KINDS)
        parameters = read_parameters(reader, source.given, overrides)
    if len(findings):
        raise source.problems(findings)
    return len(parameters)


def _head(reader: Reader, key: str) -> Titles:
    found: Any = titles(reader, (key,), reader.tables[key]) if key in reader.tables else Titles()
    return found or Titles()


def _marked(reader: Reader, parameter: Parameter) -> Parameter:
    """The parameter with ``used`` set; if it is not, an error, or a warning for an inherited one.

    One that is mentioned where something is wrong is not reported as well.
    """
    used = parameter.name in reader.used
    used = used or (len(reader.findings) > 0 and f"${parameter.name}" in reader.source.mentions)
    if not used and reader.source.inherited(("parameters", parameter.name)):
        reader.findings.warn(absence(said("parameter {name} is used nowhere", name=parameter.name)))
    elif not used:
        path = ("parameters", parameter.name)
        reader.add(
            path,
            "unused-parameter",
            "The parameter is used nowhere",
            allowed=said('"${name}" somewhere', name=parameter.name),
        )
    return parameter if parameter.used == used else replace(parameter, used=used)
