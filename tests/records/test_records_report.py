"""The paper of records: verdict, ranges, forecast; no small number of people, nobody by name."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from sim.cli import main
from sim.records import fit as fitting
from sim.report.small_numbers import can_tell, people
from sim.report.texts import Texts
from tests.records.project import SCENARIO
from tests.records.test_forecast import TARGET, records_until


@pytest.mark.parametrize(
    ("number", "of", "told"),
    [(0, None, True), (1, None, False), (4, None, False), (5, None, True), (12, 12, True), (12, 16, False),
     (0, 3, False), (0, 20, True), (12, 17, True)],
)  # fmt: skip
def test_a_number_is_told_if_neither_side_is_small(number: int, of: int | None, told: bool) -> None:
    assert can_tell(number, of) == told
    words = people(number, Texts("en"), True, of)
    assert (words == str(number)) == told
    assert people(number, Texts("en"), False, of) == str(number)


def test_a_paper_of_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fitting.fit, "__defaults__", (40, 1, None))  # draws, seed, progress
    records_until(tmp_path, SCENARIO + TARGET, date(2021, 9, 30))
    mapping, out = str(tmp_path / "map.toml"), tmp_path / "papir.html"
    argv = ["report", mapping, "--out", str(out), "--replications", "25", "--engine", "reference", "--lang", "da"]
    assert main(argv) == 0
    page = out.read_text(encoding="utf-8")
    assert re.findall(r'<section[^>]*id="(\w+)"', page) == ["resten", "passer", "laerer", "registreret", "bilag"]
    assert page.index('id="bilag"') < page.index('id="igen"')  # how to make it again is an annex
    words = unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<(style|svg).*?</\1>", "", page, flags=re.DOTALL)))
    assert "mulige forløb af resten af året" in words
    assert re.search(r"(?s)passed.*?\(\d+–\d+\) pct\.\s+\d+ \(\d+–\d+\) pct\.", words)  # before and now
    held = page[page.index('id="registreret"') :]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", held[: held.index("</table>")])
    assert len(cells) >= 12
    assert not set(cells) & {"1", "2", "3", "4"}
    assert not re.search(r"B0\d{4}", page)
    capsys.readouterr()
    assert main(argv) == 2  # it is there already
    for wrong in (["--set", "passed=0.5"], ["--format", "csv"], [str(tmp_path / "pathway.toml")]):
        assert main(["report", mapping, *wrong, "--lang", "da"]) == 2
    assert "Traceback" not in capsys.readouterr().err
