"""What the commands of totals share: saying what is wrong with those of a scenario."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sim.cli import BadInputError
from sim.report.texts import Texts


@contextmanager
def totals_of(file: str, texts: Texts) -> Iterator[None]:
    """Raises :class:`BadInputError`, in words, for totals that cannot be used."""
    from sim.knowledge.worlds import NoWorldPossible
    from sim.records.totals import NoSuchFigure, NothingObserved
    from sim.records.totals_fit import FEWEST_WORLDS, MOST_TOTALS, TooFewWorlds, TooManyTotals
    from sim.scenario.problems import nearest_name

    try:
        yield
    except NothingObserved:
        raise BadInputError(texts("totals.nothing", file=file)) from None
    except NoSuchFigure as problem:
        nearest = nearest_name(problem.name, problem.names)
        key = "totals.no_figure.nearest" if nearest else "totals.no_figure"
        raise BadInputError(texts(key, file=file, name=problem.name, nearest=nearest)) from None
    except TooManyTotals as problem:
        raise BadInputError(texts("totals.too_many", file=file, n=problem, most=MOST_TOTALS)) from None
    except NoWorldPossible as problem:
        raise BadInputError(texts("knowledge.no_world", text=problem)) from None
    except TooFewWorlds as problem:
        raise BadInputError(texts("totals.too_few_worlds", file=file, n=problem, least=FEWEST_WORLDS)) from None
