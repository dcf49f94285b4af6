"""A scenario that was set many times is the one that is read afresh.

What is kept from one setting to the next (``sim/scenario/remembered.py``, tables of laws and days) must never show:
scenario, warnings, canonical text, all tables and all problems are those of a file of which nothing is kept.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import sim
from sim.knowledge.draws import draw, priors_of
from sim.loaded import LoadedScenario
from sim.scenario.problems import Problem, ProblemsFound
from sim.scenario.schema import Parameter
from tests.scenario.snippets import HEAD, PATHWAY, write

pytestmark = pytest.mark.property

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FILES = [
    *(SCENARIOS / name for name in ("rengoering.toml", "neighbours/smaajob.toml", "neighbours/uddannelsespulje.toml")),
    SCENARIOS / "10b-seks-ugers-sygdom.toml",  # with changes on dates
    SCENARIOS / "16-lavkonjunktur.toml",
]
ALL = [
    path
    for path in sorted(SCENARIOS.rglob("*.toml"))
    if path.parent.name != "registreringer" and path.name != "parametre.toml"
]
WORLDS = 64
STRANGE = (0.0, -0.0, -1.0, 1.0, 1e300, float("nan"), "nonsense", "12 parsecs", "2022-02-30")


@cache
def loaded(path: Path) -> LoadedScenario:
    """One for all examples, so that each follows on any of the others."""
    return sim.load(path)


@cache
def worlds(path: Path) -> Any:
    return draw(priors_of(loaded(path).scenario.parameters), WORLDS, 7)


def some_values(path: Path, generator: np.random.Generator) -> dict[str, Any]:
    """Values for one, some or all parameters: drawn from their priors, at will, and now and then impossible."""
    world = dict(worlds(path).world(int(generator.integers(WORLDS))))
    parameters = loaded(path).scenario.parameters
    chosen = generator.permutation(len(parameters))[: generator.choice([1, 2, 5, len(parameters)])]
    values = {}
    for number in chosen:
        parameter = parameters[number]
        if generator.random() < 0.02:
            values[parameter.name] = STRANGE[generator.integers(len(STRANGE))]
        elif parameter.name in world and generator.random() < 0.9:
            values[parameter.name] = world[parameter.name]
        elif not parameter.formula and len(chosen) < 10:
            values[parameter.name] = at_will(parameter, generator)
    return values


def at_will(parameter: Parameter, generator: np.random.Generator) -> Any:
    """A value as it stands, an end of its range, one beside it, or another choice."""
    if parameter.choices:
        return parameter.choices[generator.integers(len(parameter.choices))]
    if isinstance(parameter.value, str):
        return ["2021-03-01", "2022-01-03", parameter.value][generator.integers(3)]
    ends = [end for end in (parameter.low, parameter.high) if end is not None]
    return [parameter.value, *ends, parameter.value + 1, 2 * parameter.value][generator.integers(3 + len(ends))]


@cache
def caches() -> list[Any]:
    """Every function of the reader and of the tables that keeps what it has found."""
    rooms = ("sim.scenario.", "sim.model.", "sim.distributions.", "sim.random_keys")
    modules = [module for name, module in sys.modules.items() if name.startswith(rooms)]
    return [found for module in modules for found in vars(module).values() if hasattr(found, "cache_clear")]


def forget() -> None:
    for function in caches():
        function.cache_clear()


def made(scenario: LoadedScenario, values: dict[str, Any], afresh: bool) -> tuple[str, Any] | tuple[Problem, ...]:
    """Everything that follows from the values, or the problems."""
    try:
        scenario = LoadedScenario(replace(scenario.source), values) if afresh else scenario.set(**values)
        found = scenario.scenario
        text = f"{found!r} {found.resolved} {found.hash}"  # the words tell 0.0 and -0.0 apart
        model = scenario.model
        return text, [np.asarray(table).tobytes() for table in model.tables]
    except ProblemsFound as problems:
        return tuple(problems.problems)
    except ValueError as refused:
        return str(refused), None


def same_again(path: Path, seed: int) -> None:
    values = some_values(path, np.random.default_rng(seed))
    again = made(loaded(path), values, afresh=False)
    forget()
    assert again == made(loaded(path), values, afresh=True)


@given(st.sampled_from(FILES), st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None, phases=(Phase.generate,))
def test_set_again_is_the_same_as_read_afresh(path: Path, seed: int) -> None:
    same_again(path, seed)


@pytest.mark.slow
@given(st.sampled_from(ALL), st.integers(0, 2**32 - 1))
@settings(max_examples=4_000, deadline=None, phases=(Phase.generate,))
def test_thousands_of_settings_of_all_files(path: Path, seed: int) -> None:
    same_again(path, seed)


def test_what_a_part_is_made_of_besides_its_own_table(tmp_path: Path) -> None:
    """Dated changes that depend on a parameter act on elements that do not look at it; so does the start of the run."""
    dated = PATHWAY.replace("rate = 100", "rate = 100\nuntil = 2021-11-01")
    text = f"""{HEAD.replace("2021-01-01", '"$start"')}{dated}
[parameters.factor]
value = 2
[parameters.start]
value = "2021-01-01"
[[change]]
from = 2021-07-01
times = {{ "arrivals.search" = "$factor" }}
"""
    path = write(tmp_path, text)
    again = sim.load(path)
    for values in ({"factor": 3}, {"factor": 0.5}, {"start": "2020-12-01"}, {"factor": 3, "start": "2021-02-01"}, {}):
        assert made(again, values, afresh=False) == made(again, values, afresh=True)


def test_a_value_that_is_wrong_leaves_nothing_behind() -> None:
    """A 0 that is set after it has an owner of its own; what stood for the wrong value had none."""
    scenario = loaded(FILES[0])
    for wrong in ("nonsense", float("nan")):
        assert isinstance(made(scenario, {"aftercare_calls": wrong}, afresh=False)[0], Problem)
        again, afresh = (made(scenario, {"aftercare_calls": 0.0}, afresh=one) for one in (False, True))
        assert again == afresh


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_problem_is_reported_every_time(path: Path) -> None:
    name = next(iter(worlds(path).names))
    reports = []
    for _ in range(2):
        with pytest.raises(ProblemsFound) as found:
            loaded(path).set(**{name: "nonsense"})
        reports.append(str(found.value))
    assert reports[0] == reports[1]
