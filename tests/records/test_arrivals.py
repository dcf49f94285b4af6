"""The people that a stream is expected to bring are those that it brings, whatever its rate follows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.engines import choose
from sim.log.events import Event
from sim.records.arrivals import expected_people
from sim.scenario.schema import DAY

FIRST = date(2021, 3, 3)  # a Wednesday
STREAM = """
format = 1
[run]
start = 2021-03-03
years = 1
[arrivals.referred]
to = "talk"
from = 2021-04-06T12:00:00
{rate}
[stage.talk]
lasts = "1 day"
next = "done"
[exit.done]
[[change]]
from = 2021-07-10
to = 2021-08-05
stop = ["arrivals.referred"]
"""


@pytest.mark.parametrize(
    "rate",
    [
        'rate = 400\nmonths = { 6 = 3 }\nprofile = { period = "1 week", factors = [1, 2, 3, 0, 0, 0, 1] }',
        'rate = "3 per working day"',
    ],
)
def test_as_many_as_the_engine_makes(tmp_path: Path, rate: str) -> None:
    """Days with gaps between them, of a stream that begins late, rests, and follows a profile or working days."""
    (tmp_path / "stream.toml").write_text(STREAM.replace("{rate}", rate), "utf-8")
    model = sim.load(tmp_path / "stream.toml").model
    days = [FIRST.toordinal() + day for day in range(20, 300) if day % 7 != 2 and not 90 < day < 100]
    expected = expected_people(model.scenario.arrivals[0], FIRST, days)
    log, replications = choose("reference", model, 20).run(model, 3, range(20)), 20
    came = log.time[log.code == Event.ARRIVE] // DAY + FIRST.toordinal()
    found = np.isin(came, days).sum() / replications
    assert expected > 100
    assert abs(found - expected) < 3.3 * (expected / replications) ** 0.5
