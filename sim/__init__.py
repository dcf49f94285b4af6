"""What a notebook imports.

>>> import sim
>>> scenario = sim.load("scenarios/rengoering.toml")
>>> result = sim.run(scenario.set(slots=16), replications=500, seed=1)
>>> volume = result["target.volume"].mean, result.column("target.volume"), result.frame("target.*")

Everything is loaded when it is first used, so ``import sim`` costs nothing.
"""

from __future__ import annotations

from sys import modules
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.distributions.own import law
    from sim.knowledge.decision import value
    from sim.knowledge.optimise import optimise
    from sim.knowledge.sensitivity import sensitivity
    from sim.knowledge.uncertain import uncertain
    from sim.limits import limit
    from sim.loaded import LoadedScenario as Scenario
    from sim.loaded import load
    from sim.measures.own import kpi, remove_kpi
    from sim.records.backtest import backtest
    from sim.records.fit import fit
    from sim.records.forecast import forecast
    from sim.records.mapping import read_mapping
    from sim.records.spells import read_records
    from sim.records.totals import validate_totals
    from sim.records.totals_fit import fit_totals
    from sim.records.validate import validate
    from sim.scenario.problems import ProblemsFound
    from sim.studies.api import bottleneck, compare, run, select, size, sweep
    from sim.studies.precision import Precision
    from sim.studies.replicate import replicate
    from sim.studies.result import Result
    from sim.studies.shown import language
    from sim.studies.statistics import Estimate

__all__ = [
    "Estimate",
    "Precision",
    "ProblemsFound",
    "Result",
    "Scenario",
    "backtest",
    "bottleneck",
    "compare",
    "fit",
    "fit_totals",
    "forecast",
    "kpi",
    "language",
    "law",
    "limit",
    "load",
    "optimise",
    "read_mapping",
    "read_records",
    "remove_kpi",
    "replicate",
    "run",
    "select",
    "sensitivity",
    "size",
    "sweep",
    "uncertain",
    "validate",
    "validate_totals",
    "value",
]

_HOME = {
    "backtest": "sim.records.backtest",
    "fit": "sim.records.fit",
    "fit_totals": "sim.records.totals_fit",
    "forecast": "sim.records.forecast",
    "read_mapping": "sim.records.mapping",
    "read_records": "sim.records.spells",
    "validate": "sim.records.validate",
    "validate_totals": "sim.records.totals",
    "bottleneck": "sim.studies.api",
    "compare": "sim.studies.api",
    "select": "sim.studies.api",
    "size": "sim.studies.api",
    "sweep": "sim.studies.api",
    "optimise": "sim.knowledge.optimise",
    "sensitivity": "sim.knowledge.sensitivity",
    "uncertain": "sim.knowledge.uncertain",
    "value": "sim.knowledge.decision",
    "Estimate": "sim.studies.statistics",
    "Precision": "sim.studies.precision",
    "ProblemsFound": "sim.scenario.problems",
    "Result": "sim.studies.result",
    "Scenario": "sim.loaded",
    "kpi": "sim.measures.own",
    "language": "sim.studies.shown",
    "law": "sim.distributions.own",
    "limit": "sim.limits",
    "load": "sim.loaded",
    "remove_kpi": "sim.measures.own",
    "replicate": "sim.studies.replicate",
    "run": "sim.studies.api",
}

_CALLED_THERE = {"Scenario": "LoadedScenario"}  # sim.scenario.schema.Scenario is what its ``scenario`` holds


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("rengsim")
        except PackageNotFoundError:
            return "0.1.0+checkout"
    if name == "Question":
        from warnings import warn

        warn("sim.Question is called sim.Scenario now", DeprecationWarning, stacklevel=2)
        name = "Scenario"
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), _CALLED_THERE.get(name, name))
    raise AttributeError(
        f"module 'sim' has no attribute {name!r}", name=name, obj=modules[__name__]
    )  # says what is near


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
