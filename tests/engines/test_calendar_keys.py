"""Working days, closings, closures, borrowing and factors in one file: read aloud, and one log by both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.analysis.arithmetic import arithmetic
from sim.engines import choose
from sim.model.build import build
from sim.report.explain import explain
from sim.report.texts import Texts
from sim.scenario import load

FILE = Path(__file__).with_name("calendar_keys.toml")


def test_both_engines_write_one_log() -> None:
    model = build(load(FILE))
    logs = [choose(engine, model, 1).run(model, 3, [0, 1]) for engine in ("reference", "compiled")]
    assert list(logs[0].rows()) == list(logs[1].rows())


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "da",
            ("Kun på arbejdsdage.", "Lukker 1. september 2022", "Beholder room", "Må bruge det"),
        ),
        ("en", ("On working days only.", "Closes on 1 September 2022", "Keeps room", "May use what is free")),
    ],
)
def test_it_reads_aloud(lang: str, sentences: tuple[str, ...]) -> None:
    said = " ".join(explain(load(FILE), Texts(lang)).split())
    assert [sentence for sentence in sentences if sentence not in said] == []


def test_a_place_that_closes_cuts_stays_short() -> None:
    """From Monday to Thursday, entered at any of these instants: two days on average, of ten."""
    stages = {line.name: line for line in arithmetic(load(FILE)).stages}
    assert stages["course"].stay_days == pytest.approx(2, rel=0.05)
    assert stages["first"].stay_days == pytest.approx(12 / (5 / 7), rel=0.2)  # the clock of its room stands still
