"""Searches that pause before a session can be filled: its seats then stay empty for want of people."""

from __future__ import annotations

from sim.scenario.cases import targets_of
from sim.scenario.reader import Reader
from sim.scenario.schema import Arrivals, Gate, Scenario
from sim.scenario.words import said


def check(reader: Reader, scenario: Scenario) -> None:
    """Warns where a search pauses at fewer people than a session has seats that those people wait for."""
    if len(reader.findings):
        return
    for stream in scenario.arrivals:
        for gate in scenario.gates:
            ready, seats = stream.pause_at_least.first, gate.seats.first
            if _waits_for(scenario, stream, gate) and 0 < ready < seats:
                message = (
                    "{stream} pauses at {ready} ready, and {gate} has {seats} seats: the limit should move with them"
                )
                reader.findings.warn(
                    said(message, stream=f"[arrivals.{stream.name}]", ready=f"{ready:g}", gate=f"[gate.{gate.name}]",
                         seats=f"{seats:g}")
                )  # fmt: skip


def _waits_for(scenario: Scenario, stream: Arrivals, gate: Gate) -> bool:
    """Whether the search looks at the line for a step that people enter at the sessions of a gate."""
    lines = {step for kind, step in stream.pause_while if kind == "line"}
    return any(step.name in lines and gate.name in targets_of(step.gate) for step in scenario.steps)
