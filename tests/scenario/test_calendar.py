"""Danish public holidays and closed weeks against the published calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sim.scenario.calendar import closed_windows, danish_holidays

pytestmark = pytest.mark.unit

FIRST = date(2021, 1, 1)
YEARS = (date(2026, 1, 1) - FIRST).days


def as_dates(windows):
    return [(str(FIRST + timedelta(start)), str(FIRST + timedelta(end))) for start, end in windows]


@pytest.mark.parametrize(
    ("year", "on_weekdays", "working_days"),
    [(2021, 7, 254), (2022, 7, 253), (2023, 8, 252), (2024, 8, 254), (2025, 8, 253)],
)
def test_weekday_holidays_and_working_days_of_each_year(year, on_weekdays, working_days):
    free = {FIRST + timedelta(day) for day in danish_holidays(FIRST, 0, YEARS)}
    days = [date(year, 1, 1) + timedelta(i) for i in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    weekdays = [day for day in days if day.weekday() < 5]
    assert len(free.intersection(weekdays)) == on_weekdays
    assert len(weekdays) - on_weekdays == working_days


def test_the_holidays_of_2021_and_the_last_store_bededag():
    assert [str(FIRST + timedelta(day)) for day in danish_holidays(FIRST, 0, 365)] == [
        "2021-01-01", "2021-04-01", "2021-04-02", "2021-04-04", "2021-04-05", "2021-04-30", "2021-05-13", "2021-05-23",
        "2021-05-24", "2021-12-25", "2021-12-26",
    ]  # fmt: skip
    free = {FIRST + timedelta(day) for day in danish_holidays(FIRST, 0, YEARS)}
    assert date(2023, 5, 5) in free
    assert date(2024, 4, 26) not in free
    assert not {date(2021, 6, 5), date(2021, 12, 24), date(2021, 12, 31)} & free


def test_holidays_are_cut_to_the_half_open_range_and_may_lie_before_the_first_day():
    assert danish_holidays(FIRST, -7, 1) == (-7, -6, 0)
    assert danish_holidays(FIRST, -6, 0) == (-6,)
    assert danish_holidays(FIRST, 5, 5) == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["weeks 28-30"], [("2021-07-12", "2021-08-02"), ("2022-07-11", "2022-08-01"), ("2023-07-10", "2023-07-31"),
                           ("2024-07-08", "2024-07-29"), ("2025-07-07", "2025-07-28")]),
        (["week 53"], [("2021-01-01", "2021-01-04")]),
        (["weeks 52-53"], [("2021-01-01", "2021-01-04"), ("2021-12-27", "2022-01-03"), ("2022-12-26", "2023-01-02"),
                           ("2023-12-25", "2024-01-01"), ("2024-12-23", "2024-12-30"), ("2025-12-22", "2025-12-29")]),
        (["weeks 52-1"], [("2021-01-01", "2021-01-11"), ("2021-12-27", "2022-01-10"), ("2022-12-26", "2023-01-09"),
                          ("2023-12-25", "2024-01-08"), ("2024-12-23", "2025-01-06"), ("2025-12-22", "2026-01-01")]),
        (["2021-10-18 to 2021-10-25"], [("2021-10-18", "2021-10-25")]),
        (["2021-10-20 to 2021-11-01", "2021-10-18 to 2021-10-25"], [("2021-10-18", "2021-11-01")]),
    ],
)  # fmt: skip
def test_closed_periods_are_sorted_disjoint_and_cut(words, expected):
    assert as_dates(closed_windows(words, FIRST, 0, YEARS)) == expected


def test_week_52_does_not_include_week_53_and_week_53_exists_in_2020_and_2026_only():
    (start, end), *_ = closed_windows(["week 52"], FIRST, -30, 400)
    assert as_dates([(start, end)]) == [("2020-12-21", "2020-12-28")]
    start_of_53 = [start for start, _ in as_dates(closed_windows(["week 53"], FIRST, -30, 8 * 365))]
    assert start_of_53 == ["2020-12-28", "2026-12-28"]


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("week 54", "no week 54"),
        ("weeks 0-3", "no week 0"),
        ("weeks 30-28", 'did you mean "weeks 28-30"'),
        ("july", "is not a closed period"),
        ("2021-10-25 to 2021-10-18", "must be later"),
        ("2021-02-29 to 2021-03-05", "no such date"),
    ],
)
def test_a_wrong_closed_period_is_explained(word, says):
    with pytest.raises(ValueError, match=says):
        closed_windows([word], FIRST, 0, 365)
