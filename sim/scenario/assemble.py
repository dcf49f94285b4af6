"""Merged tables -> Scenario: all readers in turn, then the checks of the whole, then all problems at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sim.bounds import LONGEST, LONGEST_YEARS
from sim.scenario import graph, resolved, standing
from sim.scenario.calendartable import read_calendar
from sim.scenario.changes import read_changes
from sim.scenario.horizon import run_end
from sim.scenario.leaves import texts, titles
from sim.scenario.money import read_benefit, read_fixed_costs
from sim.scenario.parameters import read_parameters
from sim.scenario.places import read_budgets, read_gates, read_resources, read_staff
from sim.scenario.problems import EnoughFound, Findings
from sim.scenario.properties import all_properties, order_of_drawing, read_attributes, survey
from sim.scenario.reader import STEP_KINDS, Reader
from sim.scenario.reading import Source
from sim.scenario.reporttable import check_dates, read_report
from sim.scenario.runtable import read_run
from sim.scenario.schema import Parameter, Scenario, Titles
from sim.scenario.sidework import read_follow_ups, read_risks
from sim.scenario.steps import read_steps
from sim.scenario.streams import read_arrivals, read_backlog, read_pools
from sim.scenario.targets import check_costs, read_targets
from sim.scenario.words import said

HEAD = ("title", "asks", "notes")
NAMED_KINDS = (
    *("parameters", "attribute", "arrivals", "backlog", "resource", "staff", "pool", "gate"),
    *STEP_KINDS,
    *("risk", "followup", "budget", "cost", "target", "mark"),
)
KINDS = ("format", "extends", "set", *HEAD, "run", *NAMED_KINDS, "calendar", "change", "benefit", "report")


def assemble(source: Source, overrides: Mapping[str, object] | None = None) -> Scenario:
    """The checked scenario of a source with some parameter values replaced; no file is read again.

    Raises :class:`ProblemsFound` with everything that is wrong.
    """
    findings = Findings()
    try:
        return _assembled(source, overrides or {}, Reader(source, source.tables, findings, overrides=overrides or {}))
    except EnoughFound:
        raise source.problems(findings) from None


def _assembled(source: Source, overrides: Mapping[str, object], reader: Reader) -> Scenario:
    findings = reader.findings
    for finding in source.findings:
        findings.keep(finding)
    for key in source.tables:
        if key not in KINDS:
            reader.add((key,), "unknown-key", "There is no such part of a scenario", key, KINDS)
    reader.survey(NAMED_KINDS)
    parameters = read_parameters(reader, source.given, overrides)
    run = read_run(reader)
    survey(reader)
    changes = read_changes(reader)
    draws, called = read_attributes(reader)
    budgets, money = read_budgets(reader)
    resources = sorted([*read_resources(reader, changes), *money], key=lambda one: one.name.encode())
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
        steps=read_steps(reader, changes),
        risks=read_risks(reader, changes),
        follow_ups=read_follow_ups(reader),
        calendar=read_calendar(reader),
        targets=read_targets(reader),
        budgets=budgets,
        fixed_costs=read_fixed_costs(reader),
        benefit=read_benefit(reader),
        report=read_report(reader),
        properties=all_properties(reader, draws, called),
        notes=texts(reader, ("notes",), source.tables.get("notes", [])),
    )
    graph.check(reader, scenario)
    standing.check(reader, scenario)
    check_costs(reader, scenario)
    mentioned = set(_mentions(source.tables))
    parameters = [_marked(reader, parameter, mentioned) for parameter in parameters]
    if not len(findings):
        check_dates(reader, scenario)
    if not len(findings) and run_end(scenario)[0] > LONGEST:
        message = "The longest stays and follow-ups make the run too long"
        reader.add(
            ("run", "follow_up"),
            "out-of-range",
            message,
            allowed=said("at most {years} years in all", years=LONGEST_YEARS),
        )
    if len(findings):
        raise source.problems(findings)
    return _with(scenario, tuple(parameters), tuple(findings.warnings), resolved.text(source, parameters))


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


def _with(scenario: Scenario, parameters: tuple[Parameter, ...], warnings: tuple[str, ...], text: str) -> Scenario:
    from dataclasses import replace

    return replace(scenario, parameters=parameters, warnings=warnings, resolved=text)


def _head(reader: Reader, key: str) -> Titles:
    found: Any = titles(reader, (key,), reader.tables[key]) if key in reader.tables else Titles()
    return found or Titles()


def _mentions(value: Any) -> Iterator[str]:
    """Every text in the tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _mentions(item)


def _marked(reader: Reader, parameter: Parameter, mentioned: set[str]) -> Parameter:
    """The parameter with ``used`` set; if it is not, an error, or a warning for an inherited one.

    One that is mentioned where something is wrong is not reported as well.
    """
    from dataclasses import replace

    used = parameter.name in reader.used or (len(reader.findings) > 0 and f"${parameter.name}" in mentioned)
    if not used and reader.source.inherited(("parameters", parameter.name)):
        reader.findings.warn(said("parameter {name} is used nowhere", name=parameter.name))
    elif not used:
        path = ("parameters", parameter.name)
        reader.add(
            path,
            "unused-parameter",
            "The parameter is used nowhere",
            allowed=said('"${name}" somewhere', name=parameter.name),
        )
    return replace(parameter, used=used)
