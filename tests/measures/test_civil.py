"""Civil dates behind seconds."""

from datetime import date, timedelta

import numpy as np
import pytest

from sim.measures.civil import WorkingClock, months_later, span_later, year_start, years_covered
from sim.scenario.schema import DAY, FOREVER, Calendar, Span

pytestmark = pytest.mark.unit

FIRST = date(2020, 9, 1)


def second(day: str, hour: int = 0) -> int:
    return (date.fromisoformat(day) - FIRST).days * DAY + hour * 3600


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2021-01-31", 1, "2021-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2021-03-31", 3, "2021-06-30"),
        ("2021-10-15", 3, "2022-01-15"),
        ("2020-08-31", 6, "2021-02-28"),  # before time 0
        ("2021-05-31", 0, "2021-05-31"),
    ],
)
def test_whole_months_keep_the_day_or_take_the_last(start: str, months: int, end: str) -> None:
    found = months_later(np.array([second(start, 7)]), months, FIRST)
    assert found.tolist() == [second(end, 7)]


def test_years() -> None:
    assert year_start(2021, FIRST) == 122 * DAY
    assert years_covered(second("2021-01-01"), second("2024-01-01"), FIRST) == 3
    assert years_covered(second("2020-12-01"), second("2021-02-01"), FIRST) == pytest.approx(31 / 366 + 31 / 365)
    assert years_covered(second("2019-07-02"), second("2020-01-01"), FIRST) == pytest.approx(183 / 365)
    assert years_covered(0, 0, FIRST) == 0


def test_working_days() -> None:
    holidays = (second("2021-04-01") // DAY, second("2021-04-02") // DAY, second("2021-04-05") // DAY)  # Easter
    clock = WorkingClock(Calendar(holidays=holidays), FIRST, second("2021-06-01"))
    start = np.array([second("2021-03-31", 10), second("2021-04-03", 10)])  # Wednesday, Saturday
    assert clock.later(start, 1).tolist() == [second("2021-04-06", 10), second("2021-04-07", 10)]
    elapsed = clock.elapsed(np.array([second("2021-03-31", 12), second("2021-04-06", 12)]))
    assert elapsed[1] - elapsed[0] == pytest.approx(1)
    assert clock.later(np.array([second("2021-05-31")]), 30).tolist() == [FOREVER]
    assert span_later(start, Span(2, "working days"), FIRST, clock)[0] == second("2021-04-07", 10)
    assert span_later(start, Span(60.4, "seconds"), FIRST, clock).tolist() == (start + 60).tolist()


def test_the_working_clock_agrees_with_the_calendar_day_by_day() -> None:
    clock = WorkingClock(Calendar(), FIRST, 400 * DAY)
    days = np.arange(400) * DAY
    expected = np.cumsum([0] + [(FIRST + timedelta(days=i)).weekday() < 5 for i in range(399)])
    np.testing.assert_array_equal(clock.elapsed(days), expected)
