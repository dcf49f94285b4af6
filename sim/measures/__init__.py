"""Event log -> figures: each is defined once, here, whichever engine ran or whoever kept the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.measures.digest.digest import Digest
    from sim.measures.own_values import Reading
    from sim.measures.sheet import Sheet
    from sim.measures.wanted import Wanted
    from sim.model.model import Model

__all__ = ["measure", "measure_all", "prepare_measures"]


def prepare_measures(compiled: bool) -> None:
    """Compile the reading of logs, or load it from the cache, where it is to be compiled."""
    if compiled:
        from sim.kernels.known import DIGEST
        from sim.kernels.usable import usable

        usable(DIGEST)


def measure(log: Log, model: Model, compiled: bool | None = None) -> Sheet:
    """All figures of a batch of replications.

    One row a replication, one column a figure; the columns depend on the model alone.  What each figure means is in
    :mod:`sim.measures.registry` and, generated from it, in ``docs/measures.md``.  The log is read by compiled code or
    not, with the same result; None: whichever is sooner ready.
    """
    return measure_all([log], model, compiled)


def measure_all(logs: Iterable[Log], model: Model, compiled: bool | None = None, wanted: Wanted | None = None) -> Sheet:
    """All figures of several batches as one; a log is read before the next one is asked for, and then let go.

    ``wanted``: only these figures; each is the same as among all.
    """
    if compiled is not False:
        from sim.kernels.known import DIGEST

        DIGEST.digest  # noqa: B018  taken before they are loaded
    from sim.measures.digest.digest import joined
    from sim.measures.digest.image import image_of
    from sim.measures.digest.running import digest_of
    from sim.measures.own_values import Reading

    image = image_of(model)
    read_lives = _reading_lives(model, compiled, wanted)
    lives = 0 if read_lives is None else 2
    wanted = wanted and wanted.and_of_targets(model.scenario)
    own = Reading(model, wanted)
    digests: list[list[Digest]] = []  # of everybody, of both lives, and of each group
    for log in logs:
        own.read(log)
        digests.append([digest_of(log, image, compiled), *(() if read_lives is None else read_lives(log))])
        if model.scenario.report.by:
            from sim.measures.by_group import logs_by_group

            for group, rows in enumerate(logs_by_group(log, model), start=1):
                digests[-1].append(digest_of(rows, image, compiled))
                own.read(rows, group)
        del log  # its memory is used for the next one
    together = [joined(parts) for parts in zip(*digests, strict=True)]
    del digests  # they are as large as what they are joined to
    everybody = _sheet(together[0], wanted, own, lives=together[1 : 1 + lives])
    of_groups = [_sheet(digest, wanted, own, group) for group, digest in enumerate(together[1 + lives :], start=1)]
    if not of_groups:
        return everybody
    from sim.measures.by_group import with_groups

    return with_groups(everybody, model, of_groups)


def _reading_lives(model: Model, compiled: bool | None, wanted: Wanted | None) -> Callable[[Log], list[Digest]] | None:
    """What reads both lives from a log; None where there is no life outside, or nobody looks at its figures."""
    from sim.measures.registry import OF_LIVES

    if model.scenario.background is None or (wanted is not None and wanted.kpis.isdisjoint(OF_LIVES)):
        return None
    from sim.measures.digest.image import image_of
    from sim.measures.digest.running import digest_of
    from sim.measures.lives import lives, model_of_lives

    image = image_of(model_of_lives(model, model.scenario.background))
    return lambda log: [digest_of(life, image, compiled) for life in lives(log, model)]


def _sheet(digest: Digest, wanted: Wanted | None, own: Reading, group: int = 0, lives: Sequence[Digest] = ()) -> Sheet:
    from sim.measures.benefits import benefits
    from sim.measures.counted import counted
    from sim.measures.figures import Figures
    from sim.measures.flow import flow
    from sim.measures.money import money
    from sim.measures.on_dates import on_dates
    from sim.measures.outcomes import outcomes
    from sim.measures.registry import BENEFITS, MONEY, SECTIONS, STAFF
    from sim.measures.staff import staff
    from sim.measures.targets import targets
    from sim.measures.waiting import waiting

    figures = Figures(digest.replications, digest.spans, wanted)
    counted(figures, digest, *SECTIONS)
    flow(figures, digest)
    waiting(figures, digest)
    if figures.wants(*STAFF):
        staff(figures, digest)
    on_dates(figures, digest)
    outcomes(figures, digest)
    bill = money(figures, digest) if lives or figures.wants(*MONEY) else None
    if figures.wants(*BENEFITS):
        benefits(figures, digest, bill)
    own.add(figures, group)
    targets(figures, digest)
    if lives:
        from sim.measures.net import Lives, net

        net(figures, Lives(*lives), bill)
    return figures.sheet()
