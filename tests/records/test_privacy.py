"""Nothing that stands in a row leaves the records: no message, file or traceback repeats a cell that few share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

import sim.records.spells
from sim.cli import main
from sim.records import read_mapping, read_records
from sim.scenario.problems import ProblemsFound
from tests.records.project import HEAD, MAPPING, write_project

SECRET = "Xhemmelig"
GOOD = "".join(f"{n};Samtale;04-01-2021;12-01-2021;Jobparat\n" for n in range(30, 40))


def refused(path: Path) -> set[tuple[str, int]]:
    with pytest.raises(ProblemsFound) as found:
        read_records(read_mapping(path))
    return {(problem.code, problem.line or 0) for problem in found.value.problems}


CPR = {
    "a column of another name": (HEAD.replace("\n", ";Note\n"), "7;Samtale;04-01-2021;;Jobparat;0101901234\n" * 12),
    "one cell of a note": (HEAD.replace("\n", ";Note\n"),
                           "7;Samtale;04-01-2021;;Jobparat;ringet til 010190-1234 igen\n"),
    "with a blank": (HEAD, "010190 1234;Samtale;04-01-2021;;Jobparat\n"),
    "with a dash of print": (HEAD, "010190–1234;Samtale;04-01-2021;;Jobparat\n"),
    "lent to somebody without one": (HEAD, "610190-1234;Samtale;04-01-2021;;Jobparat\n"),
    "with letters before it": (HEAD, "CPR 010190-1234;Samtale;04-01-2021;;Jobparat\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", CPR)
def test_numbers_of_the_civil_register_are_refused_in_odd_forms(tmp_path: Path, name: str, capsys) -> None:
    head, rows = CPR[name]
    good = GOOD.replace("\n", ";\n") if "Note" in head else GOOD
    path = write_project(tmp_path, head + rows + good)
    assert ("personal-number", 2) in refused(path)
    assert main(["records", "check", str(path), "--debug"]) == 2
    assert "1234" not in capsys.readouterr().err
    argv = ["records", "new", str(tmp_path / "pathway.toml"), "--records", str(tmp_path / "forloeb.csv"), "--out",
            str(tmp_path / "ny.toml")]  # fmt: skip
    assert main(argv) == 0
    assert "1234" not in (tmp_path / "ny.toml").read_text(encoding="utf-8")


def test_spreadsheets_lose_the_first_zero(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Id", "Aktivitet", "Fra", "Til", "Målgruppe"])
    for n in range(9):
        book.active.append([101901234 + n, "Samtale", date(2021, 1, 4), None, "Jobparat"])
    path = write_project(tmp_path, HEAD, MAPPING.replace("forloeb.csv", "forloeb.xlsx"))
    book.save(tmp_path / "forloeb.xlsx")
    assert refused(path) == {("personal-number", 2)}


@pytest.mark.parametrize("case", ["4711000001", "1234567890", "2021123456", "31.12.2021"])
def test_numbers_of_cases_are_no_such_numbers(tmp_path: Path, case: str) -> None:
    rows = f"7;Samtale;04-01-2021;;Jobparat;{case}\n"
    path = write_project(tmp_path, HEAD.replace("\n", ";Sag\n") + rows + GOOD.replace("\n", ";\n"))
    assert len(read_records(read_mapping(path)).episodes) == 11


def test_a_file_without_names_of_columns_is_not_shown(tmp_path: Path, capsys) -> None:
    """What stands where the names should be is about somebody."""
    path = write_project(tmp_path, f"{SECRET};Samtale;04-01-2021;12-01-2021;Jobparat\n{GOOD}")
    for command in ("records check", "fit", "validate", "forecast", "backtest"):
        assert main([*command.split(), str(path), "--debug"]) == 2
        said = "".join(capsys.readouterr())
        assert SECRET not in said
        assert "2021" not in said


def test_a_word_that_one_person_has_often_is_not_repeated(tmp_path: Path, capsys) -> None:
    rows = "".join(f"7;{SECRET};{day:02d}-01-2021;{day + 1:02d}-01-2021;Jobparat\n" for day in range(1, 20, 2))
    path = write_project(tmp_path, HEAD + rows + GOOD)
    assert main(["records", "check", str(path), "--debug"]) == 2
    assert SECRET not in "".join(capsys.readouterr())
    rows = "".join(f"{n};{SECRET};04-01-2021;;Jobparat\n" for n in range(5))
    write_project(tmp_path, HEAD + rows + GOOD)
    assert main(["records", "check", str(path)]) == 2
    assert SECRET in capsys.readouterr().err  # five people share it: a word of the system


@pytest.mark.parametrize("command", ["records check", "fit", "validate", "forecast", "backtest", "report"])
@pytest.mark.parametrize("debug", [(), ("--debug",)])
def test_a_fault_of_the_program_does_not_repeat_a_cell(
    tmp_path: Path, command: str, debug: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    def broken(mapping: object, rows: object, faults: object) -> None:
        raise KeyError(f"{SECRET};04-01-2021")

    monkeypatch.setattr(sim.records.spells, "_spells", broken)
    path = write_project(tmp_path, HEAD + GOOD)
    assert main([*command.split(), str(path), *debug]) == 1
    said = "".join(capsys.readouterr())
    assert "KeyError" in said
    assert SECRET not in said
    assert ("spells.py" in said) == bool(debug)


def test_uneven_lines_are_named_all_at_once(tmp_path: Path, capsys) -> None:
    path = write_project(tmp_path, HEAD + f"{SECRET};Samtale\n" + GOOD + f"{SECRET};a;b;c;d;e;f\n")
    assert main(["records", "check", str(path), "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "in line 2, 13 (2)" in said
    assert SECRET not in said


@pytest.mark.parametrize(
    ("encoding", "first"), [("utf-16", ""), ("utf-16-le", "\ufeff"), ("utf-16-be", "\ufeff"), ("utf-8", "sep=;\r\n")]
)
def test_what_spreadsheets_write(tmp_path: Path, encoding: str, first: str) -> None:
    rows = HEAD + "7;Samtale;04-01-2021 00:00:00;12-01-2021 00:00;Jobparat\n"
    path = write_project(tmp_path, (first + rows).encode(encoding))
    (episode,) = read_records(read_mapping(path)).episodes
    assert (episode.spells[0].begin, episode.spells[0].end) == (date(2021, 1, 4), date(2021, 1, 12))
    assert episode.properties == {"group": "ready"}
