"""Codes as plain numbers: to look up a member of an enumeration takes ten times as long, and rows are written often."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sim.engines import order
from sim.log.events import Event

Row: Any = SimpleNamespace(**{event.name: int(event) for event in Event})
"""Event codes of the log."""

Phase: Any = SimpleNamespace(**{phase.name: int(phase) for phase in order.Phase})
"""Phases of an instant: plain numbers are also compared faster."""
