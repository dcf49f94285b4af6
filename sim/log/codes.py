"""Event codes as plain numbers, for what is compiled: see :class:`sim.log.events.Event` for their meaning."""

from __future__ import annotations

from sim.log.events import Event

# fmt: off
(ARRIVE, NOT_CONTACTED, ATTRIBUTE, MARK, JOIN, ADMIT, RENEGED, BALKED, SENT_AWAY, LIMITED, DECIDE, SETUP, START, END,
 OVERDUE, RISK, CALLED, CLAIM, RELEASE, TURNED, CAPACITY, TOKEN_IN, TOKEN_TAKEN, TOKEN_EXPIRED, TOKEN_LOST, SEATS,
 OTHERS, HELD, NOT_HELD, CANCELLED, BACKFILL, WORK_DUE, WORK_START, WORK_DONE, WORK_DROPPED, EXIT, INSIDE,
 IN_LINE, MOVE, WITHOUT_FOUND, WITHOUT_MARK, WITHOUT_LOST, AFTER_FOUND, AFTER_MARK,
 AFTER_LOST) = [int(event) for event in Event]
# fmt: on
