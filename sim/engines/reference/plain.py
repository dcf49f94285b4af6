"""Codes as plain numbers: to look up a member of an enumeration takes ten times as long, and rows are written often."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sim.log.events import Event

Row: Any = SimpleNamespace(**{event.name: int(event) for event in Event})
"""Event codes of the log."""
