"""Standing in line, in words: for how long, and in a line of what length."""

from __future__ import annotations

from itertools import pairwise

from sim.report.phrases import Phrases
from sim.scenario.schema import Law, Step, Steps


def patience_in_words(step: Step, say: Phrases) -> str:
    patience = step.patience
    otherwise = None if step.otherwise is None else say.by_case(step.otherwise, say.name)
    if getattr(patience, "amount", None) == 0 and otherwise:
        return say.texts("explain.patience.none", step=otherwise)
    if isinstance(patience, Law) and patience.name == "hazard":
        key = "explain.patience.hazard" if otherwise else "explain.patience.hazard.gone"
        return say.texts(key, length=say.length(patience), step=otherwise)
    if otherwise:
        return say.texts("explain.patience", length=say.length(patience), step=otherwise)
    return say.texts("explain.patience.gone", length=say.length(patience))


def queue_in_words(step: Step, say: Phrases) -> str:
    """Who joins, by the number in line, and where the others go."""
    joins = say.by_case(step.queue, lambda queue: _joins(queue, say))
    return say.texts("explain.queue", joins=joins, step=say.by_case(step.otherwise, say.name))


def _joins(queue: Steps, say: Phrases) -> str:
    """At most so many in line, or the share who join by the number who stand there."""
    t, changes = say.texts, queue.changes
    if not changes and queue.first == 1:
        return t("explain.queue.all")
    if not changes or (queue.first == 1 and len(changes) == 1 and changes[0][1] == 0):
        return t("explain.queue.most", n=changes[0][0] if changes else 0)
    edges = [0, *(people for people, _ in changes)]
    shares = [queue.first, *(chance for _, chance in changes)]
    said = [
        t(f"explain.queue.{_range(low, high)}", low=low, high=high - 1, share=_share(share, say))
        for (low, high), share in zip(pairwise(edges), shares, strict=False)
    ]
    return t.listing([*said, t("explain.queue.longer", low=edges[-1], share=_share(shares[-1], say))])


def _range(low: int, high: int) -> str:
    return "shorter" if low == 0 else "between" if high - low > 1 else "exactly"


def _share(share: float, say: Phrases) -> str:
    """All, nobody, or a share of those who come."""
    return say.texts(f"explain.queue.share.{share:g}") if share in (0, 1) else say.share(share)
