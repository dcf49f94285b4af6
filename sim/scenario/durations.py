"""Times of a person's own that cases can read, where the name of a property stands: ``by = "last stay"``.

``last stay`` and ``last wait`` are the length of the latest stay and of the latest wait, ``stay in STAGE`` and
``wait for STEP`` those of one step; ``since arrival`` and ``since entering STAGE`` the time since then (for the stage,
since its first stay began).  The bounds of the cases are lengths: ``"< 28 days"``.
"""

from __future__ import annotations

import re

from sim.scenario.schema import MONTH, Duration, DurationKind, Span
from sim.scenario.values import Quantity, quantity, round_half_up

FORMS = ("last stay", "last wait", "stay in STAGE", "wait for STEP", "since arrival", "since entering STAGE")
_WHOLE = {
    "last stay": Duration("stay"),
    "last wait": Duration("wait"),
    "since arrival": Duration("arrival"),
}
_OF_STEP = re.compile(r"(stay in|wait for|since entering) ([a-z0-9_]+)")
_EVENTS: dict[str, DurationKind] = {"stay in": "stay", "wait for": "wait", "since entering": "entry"}
_BOUND = re.compile(r"<\s*(\S.*)")


def duration_of(by: str) -> Duration | None:
    """The duration that is called so; None if it is the name of a property."""
    if by in _WHOLE:
        return _WHOLE[by]
    match = _OF_STEP.fullmatch(by)
    return Duration(_EVENTS[match[1]], match[2]) if match else None


def bound(label: str) -> str | None:
    """What stands behind the "<" of a case; None if it is no bound."""
    match = _BOUND.fullmatch(label)
    return match[1].strip() if match else None


def bound_seconds(stated: Quantity) -> int | None:
    """Seconds of a bound; a month is the mean month.  None if it is no length above nothing, or in working days."""
    value = quantity(stated) if isinstance(stated, str) else stated
    if not isinstance(value, Span) or value.unit == "working days" or value.amount <= 0:
        return None
    return round_half_up(value.amount * MONTH if value.unit == "months" else value.amount)
