"""A mapping is written from an export: columns, dates, window and words of the file; nothing of one person."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import sim
from sim.cli import main
from sim.records import read_mapping, read_records
from sim.records.export import export_of
from sim.records.rows import Rows, read_rows
from sim.report.new_mapping import new_mapping
from sim.report.texts import Texts
from sim.scenario.problems import ProblemsFound
from tests.records.project import SCENARIO

ROWS = (
    """# Udtræk
Nr;Borger-id;Slut;Aktivitet;Start;Målgruppe
"""
    + "".join(
        f"{n};X{n};{(f'{1 + n % 27:02d}.03.2021' if n % 3 else '')};{'Samtale' if n % 2 else 'Kursus A'};"
        f"{1 + n % 27:02d}.02.2021;{'Jobparat' if n < 15 else 'Andre'}\n"
        for n in range(40)
    )
    + "99;HEMMELIG;01.04.2021;Bo Bach;01.03.2021;Andre\n"
)


def rows_of(tmp_path: Path, text: str = ROWS, name: str = "udtraek.csv") -> Rows:
    (tmp_path / name).write_text(text, encoding="cp1252")
    return read_rows(tmp_path / name, name)


def test_columns_are_known_by_what_they_hold(tmp_path: Path) -> None:
    found = export_of(rows_of(tmp_path))
    assert (found.person, found.step, found.begin, found.end) == ("Borger-id", "Aktivitet", "Start", "Slut")
    assert found.dates == "DD.MM.YYYY"
    assert (found.first, found.last) == (date(2021, 3, 1), date(2021, 4, 1))
    assert found.words == (("Kursus A", 20), ("Samtale", 20))
    assert found.rare == ((43,),)
    assert found.others == {"Målgruppe": ("Andre", "Jobparat")}


@pytest.mark.parametrize("text", ["A\n", "A;B\n1;2\n", "Fra\n01-02-2021\n", "Fra;Til\n;\n", "id\nx\n"])
def test_an_export_that_tells_little_is_no_fault(tmp_path: Path, text: str) -> None:
    found = export_of(rows_of(tmp_path, text))
    assert found.words == () or found.step


def test_the_command_writes_a_mapping_to_be_filled_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pathway.toml").write_text(SCENARIO, encoding="utf-8")
    rows_of(tmp_path)
    target = tmp_path / "egne.toml"
    argv = ["records", "new", str(tmp_path / "pathway.toml"), "--records", str(tmp_path / "udtraek.csv"),
            "--out", str(target), "--lang", "da"]  # fmt: skip
    assert main(argv) == 0
    text = target.read_text(encoding="utf-8")
    assert "HEMMELIG" not in text
    assert "Bo Bach" not in text
    assert "linje 43" in text
    with pytest.raises(ProblemsFound) as found:
        read_mapping(target)
    assert [(one.code, one.key) for one in found.value.problems] == [("missing-key", 'spells.steps."Kursus A"')]
    target.write_text(text.replace('"Kursus A" = ""', '"Bo Bach" = "-"\n"Kursus A" = "course"'), encoding="utf-8")
    assert len(read_records(read_mapping(target)).episodes) == 40
    capsys.readouterr()
    assert main(["records", "check", str(target), "--records", "x.csv"]) == 2
    for bad in ("missing.csv", "pathway.toml"):
        assert main([*argv[:4], str(tmp_path / bad), "--out", str(tmp_path / "nyt.toml")]) == 2
    assert not (tmp_path / "nyt.toml").exists()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("Ready", "far"), 'group = { column = "Målgruppe", values = { "Ready" = "ready", "far" = "far" } }'),
        (("Ready", "Rea"), "# group ="),  # two words for one category: which is which is not guessed
        (("Ready", "Others"), "# group ="),
        (("re", "fa"), "# group ="),
    ],
)
def test_a_column_whose_words_are_the_categories_is_taken(tmp_path: Path, words: tuple[str, str], line: str) -> None:
    text = ROWS.replace("Jobparat", words[0]).replace("Andre", words[1])
    (tmp_path / "pathway.toml").write_text(SCENARIO, encoding="utf-8")
    found = export_of(rows_of(tmp_path, text))
    mapping = new_mapping(sim.load(tmp_path / "pathway.toml").scenario, "pathway.toml", Texts("da"), "f.csv", found)
    assert any(one.startswith(line) for one in mapping.split("\n"))
    assert ("andre kolonner" in mapping) == line.startswith("#")


def test_a_window_longer_than_the_records_is_remarked_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pathway.toml").write_text(SCENARIO, encoding="utf-8")
    spells = "".join(f"B{n};Samtale;{n:02d}-03-2021;{n + 2:02d}-03-2021\n" for n in range(1, 29))
    (tmp_path / "forloeb.csv").write_text(f"Borger-id;Aktivitet;Fra;Til\n{spells}", encoding="utf-8")
    target = tmp_path / "egne.toml"
    assert main(["records", "new", str(tmp_path / "pathway.toml"), "--records", str(tmp_path / "forloeb.csv"),
                 "--out", str(target)]) == 0  # fmt: skip
    assert main(["records", "check", str(target), "--lang", "en"]) == 0
    assert "Nothing was recorded" not in capsys.readouterr().out
    longer = target.read_text(encoding="utf-8").replace("until = 2021-03-30", "until = 2021-05-30")
    target.write_text(longer.replace("from = 2021-03-01", "from = 2021-01-01"), encoding="utf-8")
    assert main(["records", "check", str(target), "--lang", "en"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "last 61 days" in said
    assert "first 59 days" in said
