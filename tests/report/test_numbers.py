"""Numbers as Danes and others write them."""

from __future__ import annotations

from datetime import date
from math import inf, nan

import pytest

from sim.report.numbers import Numbers

DA, EN = Numbers("da"), Numbers("en")


@pytest.mark.parametrize(
    ("value", "decimals", "danish", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1_234_567, 0, "1.234.567", "1,234,567"),
        (0.5, 0, "1", "1"),
        (2.5, 0, "3", "3"),  # half away from zero, not to even
        (1.005, 2, "1,01", "1.01"),  # as it is written, not as it is stored
        (-3.25, 1, "−3,3", "−3.3"),
        (-0.04, 1, "0,0", "0.0"),
        (nan, 1, "–", "–"),
        (inf, 0, "∞", "∞"),
        (1e20, 0, "100.000.000.000.000.000.000", "100,000,000,000,000,000,000"),
    ],
)
def test_number(value: float, decimals: int, danish: str, english: str) -> None:
    assert DA.number(value, decimals) == danish
    assert EN.number(value, decimals) == english


def test_percent_has_a_space_that_does_not_break() -> None:
    assert DA.percent(0.345) == "35\u00a0pct."
    assert EN.percent(0.345, 1) == "34.5%"
    assert DA.percent(nan) == "–"


def test_nearly_never_is_not_never() -> None:
    assert EN.percent(0.004) == "under 1%"
    assert EN.percent(0.996) == "over 99%"
    assert (EN.percent(0.0), EN.percent(1.0)) == ("0%", "100%")
    assert [EN.of_hundred(share) for share in (0, 0.001, 0.83, 0.999, 1)] == ["0", "under 1", "83", "over 99", "100"]


def test_spans_dates_money() -> None:
    assert DA.span(44, 51.2) == "44–51"
    assert DA.percent_span(0.18, 0.34) == "18–34\u00a0pct."
    assert DA.date(date(2021, 2, 1)) == "1.\u00a0februar 2021"
    assert EN.date(date(2021, 2, 1)) == "1\u00a0February 2021"
    assert DA.money(11698.4) == "11.698\u00a0kr."
