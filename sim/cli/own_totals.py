"""What the commands of totals share: saying what is wrong with those of a scenario."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sim.cli import BadInputError
from sim.report.texts import Texts


@contextmanager
def totals_of(texts: Texts) -> Iterator[None]:
    """Raises :class:`BadInputError`, in words, for totals that cannot be used."""
    from sim.knowledge.worlds import NoWorldPossible
    from sim.records.totals import NoSuchFigure, NothingObserved
    from sim.records.totals_fit import TooFewWorlds, TooManyTotals
    from sim.scenario.words import text_of

    try:
        yield
    except (NothingObserved, NoSuchFigure, TooManyTotals, TooFewWorlds) as problem:
        raise BadInputError(text_of(problem)) from None
    except NoWorldPossible as problem:
        raise BadInputError(texts("knowledge.no_world", text=problem)) from None
