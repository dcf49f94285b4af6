"""Tables -> event log: one contract, two engines, chosen here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sim.kernels.known import ENGINE
from sim.kernels.usable import trouble_with, usable
from sim.scenario.words import said

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.model.model import Model

NAMES = ("auto", "reference", "compiled")
CONTRACT = 2
"""Version of docs/engine-contract.md: with equal versions equal tables give equal logs, with others they need not."""


@dataclass(frozen=True)
class Engine:
    """``run(model, seed, replications)`` gives the log of the replications named, the same however they are batched.

    ``threads``: the engine lets go of the interpreter lock, so replications may run in threads.  ``prepare`` does what
    is done once, before the first replication: compiling, or loading what was compiled.
    """

    name: str
    run: Callable[[Model, int, Sequence[int]], Log]
    threads: bool
    prepare: Callable[[], None] = lambda: None


class NoSuchEngine(ValueError):
    """The engine asked for does not exist in this installation."""


def available() -> tuple[str, ...]:
    """Names of the engines that are there and complete (a folder without ``__init__.py`` has no origin)."""
    specs = {name: find_spec(f"sim.engines.{name}") for name in NAMES[1:]}
    return tuple(name for name, spec in specs.items() if spec is not None and spec.origin is not None)


def choose(name: str, model: Model, replications: int) -> Engine:
    """The engine for a run of so many replications; ``auto`` takes the fastest that is installed.

    Raises :class:`NoSuchEngine`.
    """
    if name == "auto":
        name = _fastest(model, replications)
    elif name == "compiled" and name in available():
        reason = trouble_with(ENGINE)
        if reason is not None:
            raise NoSuchEngine(
                said("engine 'compiled' cannot be used here ({reason}); there is reference", reason=reason)
            )
    if name not in available():
        raise NoSuchEngine(
            said("engine '{name}' is not installed; there is {known}", name=name, known=", ".join(available()))
        )
    run = partial(_run, name)
    if name == "reference":
        return Engine(name, run, threads=False)
    prepare: Callable[[], None] = import_module(f"sim.engines.{name}").prepare
    return Engine(name, run, threads=True, prepare=prepare)


def _run(name: str, model: Model, seed: int, replications: Sequence[int]) -> Log:
    """The log by an engine, which knows steps by number; a loop without progress is told by the name of its step."""
    from sim.engines.order import LoopWithoutProgress

    run: Callable[[Model, int, Sequence[int]], Log] = import_module(f"sim.engines.{name}").run
    try:
        return run(model, seed, replications)
    except LoopWithoutProgress as loop:
        step = model.names.steps[int(loop.step)]
        raise LoopWithoutProgress(loop.number, loop.now, step, model.scenario.path) from None


def planned(name: str, model: Model, replications: int) -> str:
    """The name of the engine that a run of so many replications takes where it can be used; nothing is compiled.

    The compiled engine says itself whether a run is long enough to make up for compiling.
    """
    if name != "auto" or "compiled" not in available():
        return "reference" if name == "auto" else name
    pays_off: Callable[[Model, int], bool] = import_module("sim.engines.compiled").pays_off
    return "compiled" if pays_off(model, replications) else "reference"


def _fastest(model: Model, replications: int) -> str:
    name = planned("auto", model, replications)
    return name if name == "reference" or usable(ENGINE) else "reference"
