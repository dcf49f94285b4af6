"""A result as one JSON object (described in docs/json.md)."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING, Any

from sim.analysis.cause import causes
from sim.measures.names import FigureName
from sim.measures.questions import words
from sim.measures.registry import KPIS
from sim.measures.targets import definitions, length_words
from sim.report.target_values import unit_of_target
from sim.scenario.schema import Scenario, Target, Titles
from sim.studies.result_view import JOINT, Reading
from sim.studies.statistics import Estimate

if TYPE_CHECKING:
    from sim.studies.result import Result

FIELDS = ("mean", "se", "sd", "p10", "p50", "p90", "n", "low", "high")


def as_json(result: Result) -> dict[str, Any]:
    """``scenario``, ``run``, ``measures``, ``targets``, ``joint``; a value that does not exist is null."""
    reading = Reading(result)
    return {
        "scenario": _scenario(result),
        "run": asdict(result.manifest),
        "measures": _measures(reading),
        "targets": {target.name: _target(reading, target) for target in result.scenario.targets},
        "joint": _joint(reading),
    }


def unit_of(name: str, scenario: Scenario) -> str:
    """The unit of a figure by its registry entry; that of a target by what the target is."""
    figure = FigureName.of(name)
    if figure.kpi == "target":
        return unit_of_target(next(one for one in scenario.targets if one.name == figure.thing))
    return KPIS[figure.kpi].unit if figure.kpi in KPIS else ""


def estimate_as_json(estimate: Estimate) -> dict[str, Any]:
    return {key: _value(getattr(estimate, key)) for key in FIELDS}


def _value(value: Any) -> Any:
    return None if isinstance(value, float) and not isfinite(value) else value


def _titles(titles: Titles) -> dict[str, str]:
    return {"da": titles.da, "en": titles.en}


def _scenario(result: Result) -> dict[str, Any]:
    scenario = result.scenario
    return {
        "name": scenario.name,
        "path": scenario.path,
        "hash": scenario.hash,
        "title": _titles(scenario.titles),
        "asks": _titles(scenario.asks),
        "first_day": scenario.run.first_day.isoformat(),
        "parameters": {parameter.name: parameter.value for parameter in scenario.parameters},
        "warnings": list(scenario.warnings),
        "settled": result.model.settled,
    }


def _measures(reading: Reading) -> dict[str, Any]:
    """Every figure over the window, with its years beside it."""
    found: dict[str, Any] = {}
    for name in reading.summary.names:
        figure, estimate = FigureName.of(name), estimate_as_json(reading.summary[name])
        if figure.year:
            unit = unit_of(figure.window, reading.scenario)
            found.setdefault(figure.window, {"unit": unit}).setdefault("by_year", {})[figure.year] = estimate
        else:
            found[name] = {"unit": unit_of(name, reading.scenario), **estimate, **found.get(name, {})}
    return found


def _target(reading: Reading, target: Target) -> dict[str, Any]:
    options = definitions(target)
    return {
        "title": _titles(target.titles),
        "figure": target.figure or None,
        "per": target.per,
        "at_least": target.at_least,
        "at_most": target.at_most,
        "value": estimate_as_json(reading.summary[f"target.{target.name}"]),
        "attained": _attained(reading, target.name, target),
        "distance": _distance(reading, target),
        "causes": [
            {
                "kind": cause.kind,
                "people_a_year": _value(cause.size),
                **{key: _value(v) for key, v in cause.facts.items()},
            }
            for cause in causes(reading, target)
        ],
        "definitions": [
            {
                "share_of": words(option.share_of),
                "within": length_words(option.within),
                "who_are": option.who_are.words if option.who_are is not None else None,
                "figure": f"target.{target.name}{option.option if len(options) > 1 else ''}",
            }
            for option in options
        ],
    }


def _distance(reading: Reading, target: Target) -> dict[str, Any]:
    found = reading.distance(target)
    return {"standard_deviations": _value(found.deviations), "bound_met_in_80_of_100": _value(found.often)}


def _attained(reading: Reading, name: str, target: Target | None = None) -> dict[str, Any] | None:
    """Chance in a single year (years pooled), in each year, and in every year of a run."""
    if f"attained.{name}" not in reading.summary.index:
        return None
    whole = reading.summary[f"attained.{name}"]
    by_year = {str(year): estimate_as_json(estimate) for year, estimate in reading.by_year(f"attained.{name}").items()}
    chance = reading.chance(name)
    return {"a_year": estimate_as_json(chance), "whole_run": estimate_as_json(whole), "by_year": by_year}


def _joint(reading: Reading) -> dict[str, Any] | None:
    if not reading.bounded:
        return None
    return {"targets": [target.name for target in reading.bounded], "attained": _attained(reading, JOINT)}
