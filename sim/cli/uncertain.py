"""``--uncertain [N]``: the answer again in N possible sets of assumptions, chance and knowledge apart."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.cli import BadInputError
from sim.cli.progress import progress_line
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.knowledge.uncertain import Uncertain
    from sim.loaded import LoadedScenario


def in_worlds(options: argparse.Namespace, scenarios: Sequence[LoadedScenario], texts: Texts) -> tuple[Uncertain, ...]:
    """The scenarios in the same worlds, with progress; what cannot be done is told in the reader's language."""
    from sim.knowledge.uncertain import NothingUncertain, uncertain
    from sim.knowledge.worlds import NoWorldPossible

    with progress_line(texts) as show:
        try:
            return uncertain(
                *scenarios,
                worlds=options.uncertain,
                seed=options.seed,
                engine=options.engine,
                workers=options.workers,
                progress=show,
            )
        except NothingUncertain:
            raise BadInputError(texts("knowledge.nothing")) from None
        except NoWorldPossible as problem:
            raise BadInputError(texts("knowledge.no_world", text=problem)) from None
