"""All cases, in the order in which they are shown."""

from __future__ import annotations

from sim.verify.case import Case
from sim.verify.cases import gates, lines, losses, stays, streams, tokens, work

CASES: tuple[Case, ...] = (
    *lines.CASES, *losses.CASES, *tokens.CASES, *gates.CASES, *work.CASES, *stays.CASES, *streams.CASES,
)  # fmt: skip
