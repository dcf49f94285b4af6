"""Studies as JSON objects (described in docs/studies.md); a value that does not exist is null."""

from __future__ import annotations

from math import isfinite
from typing import Any

from sim.studies.option import Option
from sim.studies.precision import Reached
from sim.studies.samples import Difference


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
