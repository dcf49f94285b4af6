"""``--uncertain [N]``: the answer again in N possible sets of assumptions, chance and knowledge apart."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import BadInputError
from sim.cli.joint_draws import joint_draws
from sim.cli.progress import progress_line
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.cluster.machines import Machines
    from sim.knowledge.points import Points
    from sim.knowledge.uncertain import Uncertain
    from sim.knowledge.worlds import Progress
    from sim.loaded import LoadedScenario
    from sim.studies.asked import Asked
    from sim.studies.option import Option


def in_worlds(
    options: argparse.Namespace, scenarios: Sequence[LoadedScenario], texts: Texts, machines: Machines | None = None
) -> tuple[Uncertain, ...]:
    """The scenarios in the same worlds, with progress; what cannot be done is told in the reader's language."""
    from sim.knowledge.uncertain import uncertain

    with telling(texts) as show:
        return uncertain(
            *scenarios,
            worlds=options.uncertain,
            seed=options.seed,
            engine=options.engine,
            workers=options.workers,
            progress=show,
            joint=joint_draws(options, scenarios[0].scenario),
            cluster=machines,
            results=kept_in(options),
        )


def stated_priors(options: Iterable[Option]) -> list[list[object]]:
    """What the priors are made of: a scenario's hash says nothing of ranges, but an answer depends on them."""
    from sim.knowledge.priors import why_none

    return [
        [one.name, one.value, one.low, one.high, one.step, one.unit, repr(one.law), *one.rank_correlation]
        for option in options
        for one in option.scenario.parameters
        if not why_none(one)
    ]


def points_of(
    options: argparse.Namespace,
    at: Sequence[Option],
    asked: Sequence[Asked],
    decided: Sequence[str],
    texts: Texts,
    machines: Machines | None = None,
) -> Points:
    """The points of a study in the same possible sets of assumptions, with progress."""
    from sim.knowledge.points import points_in_worlds

    with telling(texts) as show:
        return points_in_worlds(
            at, asked, decided, options.uncertain, seed=options.seed, engine=options.engine, workers=options.workers,
            progress=show, joint=joint_draws(options, at[0].scenario), machines=machines,
            results=kept_in(options),
        )  # fmt: skip


def kept_in(options: argparse.Namespace) -> Path | None:
    """Where a command keeps the sets of assumptions that are computed until it has its answer; None: nowhere."""
    from sim.cli.study import results_directory

    return None if options.fresh else results_directory(options)


@contextmanager
def telling(texts: Texts) -> Iterator[Progress | None]:
    """Progress on the terminal; what cannot be drawn becomes a sentence."""
    from sim.knowledge.uncertain import NothingUncertain
    from sim.knowledge.worlds import NoWorldPossible

    with progress_line(texts) as show:
        try:
            yield show
        except NothingUncertain:
            raise BadInputError(texts("knowledge.nothing")) from None
        except NoWorldPossible as problem:
            raise BadInputError(texts("knowledge.no_world", text=problem)) from None
