"""Numbers as people type them: what is read is what was meant, and what could be two numbers is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.numbers import Numbers
from sim.studies.typed_numbers import Ambiguous, NotANumber, read_day, read_number

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("14", 14), ("0,6", 0.6), ("0.6", 0.6), (",5", 0.5), ("60 %", 0.6), ("60%", 0.6), ("60 pct.", 0.6),
        ("12,5\u00a0pct.", 0.125), ("12,5 procent", 0.125), ("-2", -2), ("\u22122", -2), ("0,007", 0.007),
        ("0.007", 0.007), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1.234.567", 1234567), ("1 234", 1234),
        ("12 500,75", 12500.75), ("1234", 1234), ("1,2340", 1.234), ("1234.567", 1234.567), ("1e3", 1000.0),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_was_meant(text: str, number: float) -> None:
    assert read_number(text) == pytest.approx(number, rel=1e-15)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.500", "999,999", "-1.000", "1.234 %"])
def test_what_could_be_two_numbers_is_refused_with_both_and_each_can_be_typed(text: str) -> None:
    with pytest.raises(Ambiguous) as found:
        read_number(text)
    assert read_number(found.value.thousands) == pytest.approx(1000 * read_number(found.value.decimal))


@pytest.mark.parametrize(
    "text", ["", "-", "%", "tolv", "12 13", "1,2,3", "1..2", "nan", "inf", "0x10", "1_000", "9" * 60]
)
def test_anything_else_is_no_number(text: str) -> None:
    with pytest.raises(NotANumber):
        read_number(text)


@given(st.floats(-1e9, 1e9), st.integers(0, 4), st.sampled_from(["da", "en"]))
def test_what_the_program_writes_is_read_back_or_refused(number: float, decimals: int, language: str) -> None:
    written = Numbers(language).number(number, decimals)
    try:
        assert read_number(written) == pytest.approx(number, abs=0.51 * 10.0**-decimals, rel=1e-12)
    except Ambiguous as two:
        readings = [read_number(two.decimal), read_number(two.thousands)]
        assert any(reading == pytest.approx(number, abs=0.51 * 10.0**-decimals) for reading in readings)


@pytest.mark.parametrize(
    "text",
    [
        "1.3.2027",
        "01.03.2027",
        "1. 3. 2027",
        "2027-03-01",
        "1. marts 2027",
        "1 March 2027",
        "1. mar. 2027",
        "1.  Marts 2027",
    ],
)
def test_a_day_is_read_as_it_is_written_by_people(text: str) -> None:
    assert read_day(text) == date(2027, 3, 1)


@pytest.mark.parametrize(
    "text", ["30. februar 2027", "1. martz 2027", "1. m 2027", "marts 2027", "3/1/2027", "i morgen", ""]
)
def test_what_is_no_day_or_can_be_read_in_two_ways_is_none(text: str) -> None:
    assert read_day(text) is None
