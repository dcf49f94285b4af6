"""Every test has a kind: by a marker of its own, or by the folder it stands in."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # workers are as many as processors; threads beside them only wait

settings.register_profile("any load", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any load")  # how fast examples are made is the machine's matter, and no fault

ROOT = Path(__file__).parent
KINDS = ("unit", "theory", "property", "regression", "page", "benchmark")
KIND_OF_FOLDER = {
    "analysis": "unit",
    "benchmarks": "benchmark",
    "browser": "page",
    "cli": "page",
    "cluster": "unit",
    "engines": "unit",
    "faults": "unit",
    "fuzz": "property",
    "house": "unit",
    "log": "unit",
    "measures": "unit",
    "model": "unit",
    "notebooks": "page",
    "properties": "property",
    "records": "unit",
    "report": "unit",
    "scenario": "unit",
    "scenarios": "unit",
    "site": "page",
    "studies": "unit",
    "theory": "theory",
}


@pytest.fixture(scope="session", autouse=True)
def results_directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test finds an answer that an earlier run has kept, or leaves one in the checkout."""
    before = os.environ.get("RENGSIM_RESULTS")
    os.environ["RENGSIM_RESULTS"] = str(tmp_path_factory.mktemp("results"))
    os.environ["RENGSIM_LANG"] = "da"  # however the machine is set up
    yield
    if before is None:
        del os.environ["RENGSIM_RESULTS"]
    else:
        os.environ["RENGSIM_RESULTS"] = before


@pytest.fixture(autouse=True)
def what_is_added_is_gone_again() -> Iterator[None]:
    """A law or a figure that a test or an example adds is there for that test alone."""
    from sim.distributions import FAMILIES
    from sim.measures.own import OWN, remove_kpi

    there = {*FAMILIES, *OWN}
    yield
    for name in set(FAMILIES) - there:
        del FAMILIES[name]
    for name in set(OWN) - there:
        remove_kpi(name)


def pytest_collection_finish() -> None:
    """What is there when the tests begin stays to the end, so looking through it for garbage again and again is in vain
    (a seventh of the time)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if any(item.get_closest_marker(kind) for kind in KINDS):
            continue
        folder = item.path.relative_to(ROOT).parts[0]
        if folder not in KIND_OF_FOLDER:
            raise pytest.UsageError(f"{item.nodeid} has no kind: mark it, or name its folder in tests/conftest.py")
        item.add_marker(KIND_OF_FOLDER[folder])
