"""Records are read as case systems write them; what cannot be used is named by its line and never repeated."""

from __future__ import annotations

import csv
from contextlib import suppress
from datetime import date
from io import StringIO
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.cli import main
from sim.records import read_mapping, read_records
from sim.records.writing import as_csv
from sim.scenario.problems import CODES, ProblemsFound
from tests.records.project import HEAD, MAPPING, project, recorded, write_project

GOOD = "7;Samtale;04-01-2021;12-01-2021;Jobparat\n7;Praktik;15-01-2021;;Jobparat\n"


def without_rows(episodes):
    found = [
        (tuple((spell.step, spell.begin, spell.end) for spell in one.spells), tuple(one.properties.items()), one.until)
        for one in episodes
    ]
    return sorted(found, key=str)


@pytest.mark.parametrize("end_is", ["last day", "first day after"])
def test_what_is_observed_of_a_run_is_read_back_as_it_is(tmp_path: Path, end_is: str) -> None:
    text = MAPPING.replace("[spells.steps]", f'end_is = "{end_is}"\n[spells.steps]')
    mapping = read_mapping(write_project(tmp_path, mapping=text))
    for replication in range(3):
        episodes = recorded(mapping, replication)
        assert len(episodes) > 50
        (tmp_path / "forloeb.csv").write_text(as_csv(episodes, mapping), encoding="utf-8")
        found = read_records(mapping)
        assert without_rows(found.episodes) == without_rows(episodes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_letters_and_marks_of_danish_systems(tmp_path: Path, encoding: str, mark: str) -> None:
    path = write_project(tmp_path, (HEAD + GOOD).replace(";", mark).replace("\n", "\r\n").encode(encoding))
    (episode,) = read_records(read_mapping(path)).episodes
    assert [(spell.step, spell.begin, spell.end) for spell in episode.spells] == [
        ("talk", date(2021, 1, 4), date(2021, 1, 12)),
        ("work", date(2021, 1, 15), None),
    ]
    assert episode.properties == {"group": "ready"}


def test_spreadsheets_and_parquet_say_the_same(tmp_path: Path) -> None:
    path = write_project(tmp_path, HEAD + GOOD)
    wanted = without_rows(read_records(read_mapping(path)).episodes)
    rows = list(csv.reader(StringIO(HEAD + GOOD), delimiter=";"))
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([date(2021, 1, int(cell[:2])) if cell[2:3] == "-" else cell or None for cell in row])
    book.save(tmp_path / "forloeb.xlsx")
    table = pa.table({name: [row[place] for row in rows[1:]] for place, name in enumerate(rows[0])})
    pyarrow.parquet.write_table(table, tmp_path / "forloeb.parquet")
    for ending in ("xlsx", "parquet"):
        path.write_text(MAPPING.replace("forloeb.csv", f"forloeb.{ending}"), encoding="utf-8")
        assert without_rows(read_records(read_mapping(path)).episodes) == wanted


DIRT = {
    "no person": (";Samtale;04-01-2021;;Jobparat", "record-value"),
    "no beginning": ("7;Samtale;;12-01-2021;Jobparat", "record-value"),
    "another order of day and month": ("7;Samtale;2021-01-04;;Jobparat", "record-value"),
    "a day that is none": ("7;Samtale;31-02-2021;;Jobparat", "record-value"),
    "an unknown activity": ("7;Samtalle;04-01-2021;;Jobparat", "record-word"),
    "an unknown group": ("7;Samtale;04-01-2021;;Jobklar", "record-word"),
    "the end before the beginning": ("7;Samtale;04-01-2021;03-01-2021;Jobparat", "record-order"),
    "begun after the window": ("7;Samtale;04-01-2022;;Jobparat", "record-window"),
    "ended before the window": ("7;Samtale;04-01-2020;05-01-2020;Jobparat", "record-window"),
    "an end that is planned": ("7;Samtale;04-12-2021;05-02-2022;Jobparat", "record-window"),
    "the same row twice": ("7;Samtale;04-01-2021;;Jobparat\n7;Samtale;04-01-2021;;Jobparat", "record-order"),
    "two places at once": (
        "7;Samtale;04-01-2021;12-01-2021;Jobparat\n7;Praktik;10-01-2021;;Jobparat",
        "record-order",
    ),
    "no way from one to the next": (
        "7;Kursus;04-01-2021;12-01-2021;Jobparat\n7;Samtale;13-01-2021;;Jobparat",
        "record-path",
    ),
    "a number of the civil register": ("0101901234;Samtale;04-01-2021;;Jobparat", "personal-number"),
    "such a number with a hyphen": ("010190-1234;Samtale;04-01-2021;;Jobparat", "personal-number"),
}


@pytest.mark.parametrize("name", DIRT)
def test_dirt_is_found_with_its_line_and_not_repeated(tmp_path: Path, name: str, capsys) -> None:
    rows, code = DIRT[name]
    path = write_project(tmp_path, HEAD + GOOD.replace("7;", "8;") + rows + "\n")
    with pytest.raises(ProblemsFound) as found:
        read_records(read_mapping(path))
    assert {problem.code for problem in found.value.problems} == {code}
    last = 3 + rows.count("\n") + 1
    assert {problem.line for problem in found.value.problems} == {last}
    for lang in ("da", "en"):
        assert main(["records", "check", str(path), "--lang", lang]) == 2
        said = capsys.readouterr().err
        for row in rows.split("\n"):
            for cell in (row.split(";")[0] * (code == "personal-number"), *row.split(";")[2:4]):
                assert not cell or cell not in said, said


def test_everything_is_reported_at_once_and_put_together(tmp_path: Path, capsys) -> None:
    rows = "".join(f"{n};Praktk;04-01-2021;;Jobparat\n" for n in range(40)) + "9;Samtale;;;Jobparat\n"
    path = write_project(tmp_path, HEAD + rows)
    assert main(["records", "check", str(path), "--lang", "da"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert '"Praktk"' in lines[0]  # 40 rows hold it: a word of the system, not of a person
    assert "(40)" in lines[0]
    assert "Mente du Praktik?" in lines[0]
    assert lines[1].startswith("forloeb.csv:42: record-value: Fra: ")


def test_a_word_that_few_rows_hold_is_not_repeated(tmp_path: Path, capsys) -> None:
    path = write_project(tmp_path, HEAD + "9;Karen Hansens samtale;04-01-2021;;Jobparat\n" * 4)
    assert main(["records", "check", str(path)]) == 2
    assert "Karen" not in capsys.readouterr().err


def test_a_way_that_is_allowed_by_name(tmp_path: Path) -> None:
    rows = "7;Kursus;04-01-2021;12-01-2021;Jobparat\n7;Samtale;13-01-2021;;Jobparat\n"
    mapping = MAPPING.replace("[spells]", 'allowed = ["course -> talk"]\n[spells]', 1)
    path = write_project(tmp_path, HEAD + rows, mapping)
    assert len(read_records(read_mapping(path)).episodes) == 1


def test_a_person_who_comes_again_after_an_exit_is_a_new_episode(tmp_path: Path) -> None:
    rows = "7;Samtale;04-01-2021;12-01-2021;\n7;Retur;12-01-2021;;\n7;Samtale;03-05-2021;;\n"
    found = read_records(read_mapping(write_project(tmp_path, HEAD + rows)))
    assert [[spell.step for spell in one.spells] for one in found.episodes] == [["talk", "sent_back"], ["talk"]]
    assert all(one.properties == {} for one in found.episodes)


MAPPING_FAULTS = {
    "unknown step": (MAPPING.replace('"Kursus" = "course"', '"Kursus" = "kursus"'), "unknown-name", '"Kursus"'),
    "unknown key": (MAPPING.replace("begin =", "start ="), "unknown-key", "start ="),
    "unknown column": (MAPPING.replace('"Fra"', '"Start"'), "unknown-name", "begin ="),
    "window": (MAPPING.replace("2021-12-31", "2020-12-31"), "out-of-range", "window ="),
    "who": (MAPPING.replace("[spells.steps]", 'who = "all"\n[spells.steps]'), "bad-grammar", "who ="),
    "no format": (MAPPING.replace("format = 1", ""), "wrong-format", "\n"),
    "scenario": (MAPPING.replace("pathway.toml", "pathwy.toml"), "missing-file", "scenario ="),
    "outside": (MAPPING.replace('"forloeb.csv"', '"../x.csv"'), "not-allowed", "file ="),
    "no file": (MAPPING.replace('"forloeb.csv"', '"x.csv"'), "missing-file", "file ="),
    "category": (MAPPING.replace('= "far"', '= "fra"'), "unknown-category", "group ="),
    "allowed": (MAPPING.replace("[spells]", 'allowed = ["course"]\n[spells]', 1), "bad-grammar", "allowed ="),
}


@pytest.mark.parametrize("name", MAPPING_FAULTS)
def test_faults_of_a_mapping_are_found_where_they_were_written(tmp_path: Path, name: str) -> None:
    text, code, beginning = MAPPING_FAULTS[name]
    path = write_project(tmp_path, HEAD + GOOD, text)
    with pytest.raises(ProblemsFound) as found:
        read_records(read_mapping(path))
    assert code in {problem.code for problem in found.value.problems}
    problem = next(problem for problem in found.value.problems if problem.code == code)
    assert text.splitlines()[max(problem.line - 1, 0)].startswith(beginning.strip("\n"))


@settings(max_examples=60, deadline=None)
@given(rows=st.binary(max_size=400))
def test_no_bytes_break_the_reading(tmp_path_factory, rows: bytes) -> None:
    path = write_project(tmp_path_factory.mktemp("p"), HEAD.encode() + rows)
    with suppress(ProblemsFound):
        assert read_records(read_mapping(path)).rows >= 0


def test_a_new_mapping_reads_what_a_run_recorded(tmp_path: Path, capsys) -> None:
    write_project(tmp_path)
    target = tmp_path / "egne.toml"
    assert main(["records", "new", str(tmp_path / "pathway.toml"), "--out", str(target)]) == 0
    mapping = read_mapping(target)
    assert set(mapping.spells.words) == {"Samtale", "Kursus", "Praktik", "Job", "Retur"}
    (tmp_path / "forloeb.csv").write_text(as_csv(recorded(mapping), mapping), encoding="utf-8")
    assert main(["records", "check", str(target), "--lang", "da"]) == 0
    assert "Samtale" in capsys.readouterr().out
    assert main(["records", "new", str(tmp_path / "pathway.toml"), "--out", str(target)]) == 2


def test_codes_of_records_are_all_tested() -> None:
    codes = {code for code in CODES if code.startswith("record-")} | {"personal-number"}
    assert codes == {code for _, code in DIRT.values()}


def test_the_project_is_a_mapping(tmp_path: Path) -> None:
    assert project(tmp_path).spells.words["Fravær"] == "-"
