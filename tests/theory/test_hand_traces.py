"""Small deterministic cases with the time of every event written out, exactly, on every engine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.engines import available, choose
from sim.model.build import build
from sim.scenario import load
from sim.verify.case import FILES, path_of
from sim.verify.hand import TRACES
from sim.verify.traces import differences

pytestmark = pytest.mark.theory

by_name = pytest.mark.parametrize("trace", TRACES, ids=lambda trace: trace.file)


@by_name
@pytest.mark.parametrize("engine", available())
def test_the_log_is_what_was_calculated_by_hand(trace, engine):
    model = build(load(path_of(trace.file)))
    log = choose(engine, model, 1).run(model, 1, [0])
    assert differences(log, model, trace) == []


def test_every_file_by_hand_has_its_trace():
    assert {trace.file for trace in TRACES} == {path.stem for path in FILES.glob("hand-*.toml")}


def test_an_event_at_another_time_is_a_difference():
    trace = next(trace for trace in TRACES if trace.file == "hand-1-one-server")
    model = build(load(path_of(trace.file)))
    log = choose("reference", model, 1).run(model, 1, [0])
    later = replace(trace, events=trace.events.replace("3  6  9 15 19", "3  6  9 15 20"))
    fewer = replace(trace, events=trace.events.replace("* capacity server", "* turned server"))
    moved = ("end serve", "exit done", "release server")
    assert differences(log, model, later) == [f"{e}: by hand 3 6 9 15 20, in the log 3 6 9 15 19" for e in moved]
    assert differences(log, model, fewer) == [
        "* capacity server: by hand nothing, in the log 0",
        "* turned server: by hand 0, in the log nothing",
    ]


def test_a_place_freed_now_is_granted_after_the_leaving():
    """The rows of one instant: leave, release, exit, and only then the next one's admission (contract S2)."""
    model = build(load(path_of("hand-3-release-before-seize")))
    log = choose("reference", model, 1).run(model, 1, [0])
    from sim.log.events import Event

    third_day = [(Event(code).name, owner) for time, owner, code, *_ in log.rows() if time == 3 * 86_400]
    assert third_day == [
        ("END", 2), ("RELEASE", 2), ("EXIT", 2), ("ARRIVE", 3), ("JOIN", 3), ("ADMIT", 3), ("CLAIM", 3), ("START", 3),
    ]  # fmt: skip
