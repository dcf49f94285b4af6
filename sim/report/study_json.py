"""Studies as JSON objects (described in docs/studies.md); a value that does not exist is null."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from math import isfinite
from typing import Any

from sim.report.as_json import estimate_as_json
from sim.studies.bottleneck import Bottleneck
from sim.studies.compare import Comparison
from sim.studies.option import Option
from sim.studies.precision import Reached
from sim.studies.samples import Difference
from sim.studies.selection import Selection
from sim.studies.size import Found, Size
from sim.studies.sweep import Sweep
from sim.studies.waterfall import Waterfall


def comparison_json(found: Comparison) -> dict[str, Any]:
    """``options``, ``inputs``, ``results``, ``differences``, ``waterfalls``."""
    return {
        "kind": "compare",
        "replications": found.replications,
        "seed": found.seed,
        "baseline": found.baseline,
        "options": [option_json(option) for option in found.options],
        "inputs": {
            "parameters": {one.name: list(one.values) for one in found.inputs.parameters},
            "other": list(found.inputs.other),
        },
        "results": [
            {one.text: estimate_as_json(estimate) for one, estimate in zip(found.asked, row, strict=True)}
            for row in found.estimates
        ],
        "differences": [
            {
                "option": one.option,
                "figure": one.asked.text,
                **difference_json(one.difference),
                "years": asdict(one.years),
                "replications_to_settle": number(one.to_settle),
            }
            for one in found.contrasts
        ],
        "waterfalls": [waterfall_json(one) for one in found.waterfalls],
        "precision": reached_json(found.reached),
    }


def waterfall_json(found: Waterfall) -> dict[str, Any]:
    return {
        "from": found.a.name,
        "to": found.b.name,
        "rest": list(found.rest),
        "figures": {
            fall.asked.text: {
                "start": number(fall.start),
                "end": number(fall.end),
                "bars": [
                    {
                        "input": bar.name,
                        "before": bar.before,
                        "after": bar.after,
                        "alone": difference_json(bar.alone),
                        "in_order": difference_json(bar.in_order),
                    }
                    for bar in fall.bars
                ],
                "interaction": difference_json(fall.interaction),
            }
            for fall in found.falls
        },
    }


def sweep_json(found: Sweep) -> dict[str, Any]:
    """``points`` in the order of the table."""
    return {
        "kind": "sweep",
        "option": option_json(found.option),
        "seed": found.seed,
        "vary": {axis.name: list(axis.values) for axis in found.grid.axes},
        "points": [
            {
                "values": {axis.name: value for axis, value in zip(found.grid.axes, point.values, strict=True)},
                "replications": point.replications,
                "figures": {
                    one.text: {
                        **estimate_as_json(estimate),
                        "change": None if step is None else difference_json(step),
                    }
                    for one, estimate, step in zip(found.asked, point.estimates, point.steps, strict=True)
                },
            }
            for point in found.points
        ],
    }


def size_json(found: Size) -> dict[str, Any]:
    """``answer`` for the condition as stated, ``by_definition`` for the others."""
    return {
        "kind": "size",
        "option": option_json(found.option),
        "seed": found.seed,
        "find": found.axis.name,
        "largest": found.largest,
        "method": found.method,
        "values": len(found.axis.values),
        "answer": _found_json(found.found),
        "by_definition": [_found_json(one) for one in found.by_definition],
    }


def _found_json(one: Found) -> dict[str, Any]:
    return {
        "condition": one.condition.text,
        "value": one.value,
        "earliest": one.earliest,
        "latest": one.latest,
        "impossible": one.impossible,
        "fresh": None if one.fresh is None else estimate_as_json(one.fresh),
        "tried": [
            {"value": tried.value, "verdict": tried.verdict, **estimate_as_json(tried.estimate)} for tried in one.tried
        ],
    }


def bottleneck_json(found: Bottleneck) -> dict[str, Any]:
    """``effects`` of every change on everything that was asked."""
    return {
        "kind": "bottleneck",
        "option": option_json(found.option),
        "replications": found.replications,
        "seed": found.seed,
        "results": {one.text: estimate_as_json(e) for one, e in zip(found.asked, found.base, strict=True)},
        "effects": [
            {**asdict(effect.change), "figures": _figures(found, effect.differences)} for effect in found.effects
        ],
        "refused": [asdict(change) for change in found.refused],
        "pairs": {
            "effects": [
                {
                    "changes": [asdict(change) for change in pair.changes],
                    "figures": _figures(found, pair.differences),
                }
                for pair in found.pairs.effects
            ],
            "left_out": found.pairs.left_out,
            "refused": [[asdict(change) for change in pair] for pair in found.pairs.refused],
        },
    }


def _figures(found: Bottleneck, differences: Sequence[Difference]) -> dict[str, Any]:
    return {one.text: difference_json(apart) for one, apart in zip(found.asked, differences, strict=True)}


def option_json(option: Option) -> dict[str, Any]:
    scenario = option.scenario
    return {
        "scenario": scenario.name,
        "path": scenario.path,
        "hash": scenario.hash,
        "settings": {name: str(value) if not isinstance(value, int | float) else value
                     for name, value in option.settings.items()},
        "title": {"da": option.titles.da, "en": option.titles.en},
    }  # fmt: skip


def difference_json(one: Difference) -> dict[str, Any]:
    return {
        "mean": number(one.mean),
        "se": number(one.se),
        "low": number(one.low),
        "high": number(one.high),
        "settled": one.settled,
        "variance_reduction": number(one.reduction),
    }


def reached_json(reached: Reached | None) -> dict[str, Any] | None:
    if reached is None:
        return None
    return {
        "reached": reached.reached,
        "looks": list(reached.looks),
        "most": reached.most,
        "figures": [
            {"figure": line.text, "wanted": line.wanted, "half_width": number(line.half_width)}
            for line in reached.lines
        ],
    }


def number(value: float) -> float | None:
    return value if isfinite(value) else None


def selection_json(found: Selection) -> dict[str, Any]:
    """``figure``, ``best`` (the place of an option, or null), ``left``, ``tied``, ``options`` with estimates."""
    return {
        "kind": "select",
        "seed": found.seed,
        "figure": found.asked.text,
        "worth": found.worth,
        "best_is": "smallest" if found.smallest else "largest",
        "confidence": found.confidence,
        "best": found.course.best,
        "left": list(found.course.left),
        "tied": found.course.tied,
        "options": [
            {**option_json(option), "replications": replications, "estimate": estimate_as_json(estimate)}
            for option, estimate, replications in zip(found.options, found.estimates, found.replications, strict=True)
        ],
    }
