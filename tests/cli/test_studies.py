"""compare, sweep, size, bottleneck and results as a user meets them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sim.cli import main
from sim.engines import CONTRACT
from sim.store.sealed import sealed
from tests.studies.clinic import CLINIC, write_clinic

FAST = ("--engine", "auto", "--workers", "1")


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(write_clinic(tmp_path))


class Said:
    """What one call has printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def rengsim(capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: str, code: int = 0) -> Said:
        capsys.readouterr()
        found = main([*arguments, *(FAST if arguments[0] != "results" else ())])
        said = Said(found, *capsys.readouterr())
        assert found == code, said.err
        return said

    return call


# --- one after the other ---------------------------------------------------------------------------------------------


def test_compare(rengsim: Any, path: str, tmp_path: Path, own_results: Path) -> None:
    figure = tmp_path / "figure.svg"
    command = ("compare", path, "--with", "places=3,days=15", "--replications", "8", "--lang", "en")
    said = rengsim(*command, "--figure", str(figure))
    assert "A: Clinic (baseline)" in said.out
    assert "B: Clinic: places = 3, days = 15" in said.out
    assert re.search(r"Places +2 places +3 places\nDage|Days +20 days +15 days", said.out)
    assert re.search(
        r"Started: B gives [\d.]+ against [\d.]+ in A, \+[\d.]+ \(.* to .*\)\. B is better in \d+ of 100", said.out
    )
    assert "together (interaction)" in said.out
    assert "32 runs simulated" in said.err  # A, B, places alone, days alone
    assert figure.read_text("utf-8").startswith("<?xml")
    [answer] = own_results.glob("clinic/*/answer.txt")
    assert {file.name for file in answer.parent.iterdir()} == {
        "answer.txt", "compare.svg", "manifest.json", "summary.json", "waterfall.svg"
    }  # fmt: skip


def test_the_same_question_is_answered_from_disk_and_says_so(rengsim: Any, path: str) -> None:
    command = ("compare", path, "--with", "places=3", "--replications", "6", "--lang", "en")
    first, again = rengsim(*command), rengsim(*command)
    assert again.out == first.out
    assert "Asked before: the answer was read from" in again.err
    more = rengsim(*command[:5], "9", *command[6:])
    assert "6 runs simulated, 12 were on disk already" in more.err
    fewer = rengsim(*command[:5], "5", *command[6:])
    assert "Answered from disk: all 10 runs were there already" in fewer.err
    fresh = rengsim(*command, "--fresh")
    assert "12 runs simulated" in fresh.err
    assert fresh.out == first.out


def test_another_title_is_another_answer_from_the_same_runs(rengsim: Any, path: str) -> None:
    command = ("bottleneck", path, "--only", "places", "--replications", "2", "--lang", "en")
    assert "\nClinic:" in rengsim(*command).out
    Path(path).write_text(CLINIC.replace('en = "Clinic"', 'en = "Surgery"'), encoding="utf-8")
    renamed = rengsim(*command)
    assert "\nSurgery:" in renamed.out
    assert "Answered from disk: all 6 runs were there already" in renamed.err


def test_run_is_stored_too(rengsim: Any, path: str) -> None:
    first, again = (rengsim("run", path, "--replications", "4", "--json", "--lang", "en") for _ in range(2))
    assert "Answered from disk: all 4 runs were there already" in again.err
    assert again.json["measures"] == first.json["measures"]
    assert again.json["run"]["rows"] == first.json["run"]["rows"]


def test_run_to_a_precision(rengsim: Any, path: str) -> None:
    command = ("run", path, "--precision", "0.1", "--min-replications", "10", "--lang", "en")
    said = rengsim(*command)
    assert re.search(
        r"All figures are as precise as wanted after \d+ runs \(the data were looked at after 10", said.out
    )
    short = rengsim(*command, "--max-replications", "11", "--json")
    assert short.json["run"]["replications"] == 11
    assert not short.json["precision"]["reached"]
    assert short.json["precision"]["looks"] == [10, 11]


def test_a_run_looks_at_what_is_to_be_precise(rengsim: Any, path: str) -> None:
    command = ("run", path, "--precision", "mean(queue.stay)=100", "--min-replications", "10", "--lang", "en")
    lines = rengsim(*command, "--json").json["precision"]["figures"]
    assert [line["figure"] for line in lines] == ["mean(queue.stay)"]


def test_identical_scenarios(rengsim: Any, path: str) -> None:
    said = rengsim("compare", path, path, "--replications", "3", "--json").json
    assert said["contract"] == str(CONTRACT)
    assert said["inputs"] == {"parameters": {}, "other": []}
    for one in said["differences"]:
        assert (one["mean"], one["low"], one["high"]) == (0, 0, 0)


def test_sweep(rengsim: Any, path: str, tmp_path: Path) -> None:
    import pyarrow.parquet as parquet

    table = tmp_path / "table.parquet"
    said = rengsim("sweep", path, "--vary", "places=1..3", "--vary", "line=*", "--replications", "4", "--lang", "en",
                   "--table", str(table), "--measure", "P(many)", "--measure", "queue.stay")  # fmt: skip
    assert "Clinic: 6 combinations" in said.out
    assert len(re.findall(r"^\d places? +(?:waits|leaves)", said.out, re.MULTILINE)) == 6
    read = parquet.read_table(table)
    assert read.column_names[:3] == ["places", "line", "figure"]
    assert len(set(zip(read["places"].to_pylist(), read["line"].to_pylist(), strict=True))) == 6
    points = rengsim("sweep", path, "--vary", "places=1..3", "--vary", "line=*", "--replications", "4", "--json").json
    assert [point["values"] for point in points["points"]][:2] == [
        {"places": 1, "line": "waits"}, {"places": 2, "line": "waits"}
    ]  # fmt: skip


def test_size(rengsim: Any, path: str, tmp_path: Path) -> None:
    figure = tmp_path / "figure.png"
    said = rengsim("size", path, "--find", "places", "--range", "1..5", "--until", "P(many) >= 50%", "--lang", "en",
                   "--max-replications", "40", "--min-replications", "10", "--figure", str(figure))  # fmt: skip
    start = "Answer: 2 places. It is the smallest value of Places (1–5 places) for which Started is met in at least 50"
    assert " ".join(said.out.split()).startswith(start)
    assert "fresh runs" in said.out
    assert figure.read_bytes().startswith(b"\x89PNG")


def test_it_cannot_be_reached(rengsim: Any, path: str) -> None:
    said = rengsim("size", path, "--find", "places", "--until", "target.many >= 1000", "--replications", "5")
    start = (
        "Svar: nej. Pladser alene kan ikke sørge for, at Startede i gennemsnit er mindst 1.000: "
        "ingen værdi i 1–12 pladser er nok"
    )
    assert " ".join(said.out.split()).startswith(start)
    answer = rengsim(
        "size", path, "--find", "places", "--until", "target.many >= 1000", "--replications", "5", "--json"
    )
    assert answer.json["answer"]["impossible"]
    assert answer.json["answer"]["value"] is None


def test_by_definition(rengsim: Any, path: str) -> None:
    said = rengsim("size", path, "--find", "job_chance", "--range", "0..1:0.5", "--until", "P(good) >= 0.5", "--lang",
                   "en", "--replications", "6", "--by", "definition")  # fmt: skip
    assert "Smallest value under every definition, self-supporting" in said.out
    assert re.search(r"^started Stay +\d+%\?? +\d+%\??$", said.out, re.MULTILINE)


def test_bottleneck(rengsim: Any, path: str) -> None:
    said = rengsim("bottleneck", path, "--replications", "5", "--lang", "en")
    assert "Clinic: 9 small changes, 5 runs each" in said.out
    harm = said.out.partition("What harms Started (now ")[2]
    assert re.search(r"Places: 2 → 1 place +−", harm)
    assert not re.search(r"Places: 2 → 1 place +−", said.out.partition("What harms Started (now ")[0])
    assert "Without effect in any run:" in said.out
    assert "Chairs" in said.out.partition("Without effect in any run:")[2]


def test_danish_is_the_language_unless_asked(rengsim: Any, path: str) -> None:
    said = rengsim("bottleneck", path, "--replications", "3", "--only", "places")
    assert "Klinik: 2 små ændringer" in said.out


# --- what is wrong ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("compare", "{path}"), "a comparison needs two scenarios"),
        (("compare", "{path}", "--with", "place=3"), "place"),
        (("compare", "{path}", "{path}", "--baseline", "other"), "--baseline other"),
        (("compare", "{path}", "{path}", "--measure", "P(nobody)"), "there is no target nobody"),
        (("compare", "{path}", "{path}", "--measure", "queue.nowhere"), "queue.nowhere"),
        (("compare", "{path}", "{path}", "--precision", "0.1", "--replications", "9"), "either"),
        (("compare", "{path}", "{path}", "--precision", "0"), "half-width"),
        (("compare", "{path}", "{path}", "--precision", "x"), "x is not a number"),
        (("compare", "{path}", "{path}", "--precision", "mean(queue.stay)=1"), "is not looked at here"),
        (("run", "{path}", "--precision", "mean(queue.nowhere)=1"), "queue.nowhere"),
        (("sweep", "{path}", "--vary", "places=2,3", "--precision", "mean(queue.stay)=1"), "is not looked at here"),
        (("compare", "{path}", "{path}", "--measure", "mean(queue.stay)", "--precision", "1"), "has a half-width"),
        (("compare", "{path}", "{path}", "--min-replications", "9"), "goes with --precision"),
        (("compare", "{path}", "{path}", "--figure", "a.gif"), ".svg, .png, .pdf"),
        (("compare", "{path}", "{path}", "--figure", "/no/where/a.svg"), "no such directory"),
        (("sweep", "{path}", "--vary", "slots=1..3"), "there is no parameter slots"),
        (("sweep", "{path}", "--vary", "places=3..1"), "smaller"),
        (("sweep", "{path}", "--vary", "places=1", "--vary", "places=2"), "varied twice"),
        (("sweep", "{path}", "--vary", "places=1..3", "--table", "a.csv"), ".parquet"),
        (("sweep", "{path}", "--vary", "line=stands"), "line=stands is not allowed"),
        (("size", "{path}", "--find", "places", "--until", "P(many) > 1"), "expected for example"),
        (("size", "{path}", "--find", "job_days", "--until", "P(many) >= 0.5"), "states no range"),
        (("size", "{path}", "--find", "places", "--until", "P(many) >= 0.5", "--by", "definition"), "--by definition"),
        (("size", "{path}", "--find", "nothing", "--until", "P(many) >= 0.5"), "there is no parameter"),
        (("bottleneck", "{path}", "--only", "sofa"), "--only: nothing to change is called sofa"),
        (("bottleneck", "nowhere.toml"), "nowhere.toml"),
        (("run", "{path}", "--precision", "0.1", "--log", "x.csv"), "--log"),
    ],
)
def test_what_the_user_can_mend(arguments: tuple[str, ...], message: str, rengsim: Any, path: str) -> None:
    said = rengsim(*(part.format(path=path) for part in arguments), "--lang", "en", code=2)
    assert message in said.err
    assert said.out == ""


def test_a_scenario_without_targets_says_what_to_do(rengsim: Any, tmp_path: Path) -> None:
    text = CLINIC[: CLINIC.index("[target.many]")].replace(
        '[parameters.wanted]\nvalue = 22\nbasis = "assumption"\n', ""
    )
    plain = str(write_clinic(tmp_path, "plain", re.sub(r"title = .*Wanted.*\n", "", text)))
    assert "--measure" in rengsim("compare", plain, plain, code=2).err
    said = rengsim(
        "compare", plain, "--with", "places=1", "--measure", "queue.stay", "--replications", "4", "--lang", "en"
    )
    assert "B is higher in" in said.out


# --- the store -------------------------------------------------------------------------------------------------------


def test_results(rengsim: Any, path: str, own_results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no results" in rengsim("results", "--lang", "en").out
    rengsim("compare", path, "--with", "places=3", "--replications", "4")
    listed = rengsim("results", "--json").json
    assert sorted(one["kind"] for one in listed) == ["compare", "replications", "replications"]
    assert [one["replications"] for one in listed if one["kind"] == "replications"] == [4, 4]
    assert len(re.findall(r"^clinic ", rengsim("results").out, re.MULTILINE)) == 3
    answer = next(one["id"] for one in listed if one["kind"] == "compare")
    shown = rengsim("results", "show", answer[:6]).out
    assert "kind: compare" in shown
    assert "2 scenarier" in shown
    rengsim("results", "remove", answer)
    assert not (own_results / "clinic" / answer).exists()
    assert len(rengsim("results", "--json").json) == 2
    rengsim("results", "remove", "--all")
    assert list(own_results.iterdir()) == []


def test_old_results_are_named_and_removed(
    rengsim: Any, path: str, own_results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rengsim("run", path, "--replications", "2")
    [manifest] = own_results.glob("clinic/*/manifest.json")
    said = json.loads(manifest.read_text("utf-8"))
    said["program"]["source"] = "an older one"
    del said["sha256"]
    manifest.write_bytes(sealed(said))
    rengsim("run", path, "--replications", "2", "--set", "places=5")
    assert "older program" in rengsim("results", "--lang", "en").out
    rengsim("results", "remove", "--old")
    assert not manifest.exists()
    assert len(rengsim("results", "--json").json) == 1


def test_what_is_half_written_or_foreign_is_not_listed(rengsim: Any, own_results: Path) -> None:
    for name, content in ((".x.part", '{"id": ".x.part"}'), ("a", "{"), ("b", "[]"), ("c", '{"id": "d"}')):
        directory = own_results / "clinic" / name
        directory.mkdir(parents=True)
        (directory / "manifest.json").write_text(content, encoding="utf-8")
    assert rengsim("results", "--json").json == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show",), "which one"),
        (("show", "f"), "no result begins so"),
        (("remove",), "say what to remove"),
        (("remove", "--all", "--old"), "say what to remove"),
        (("list", "--all"), "go with remove"),
        (("list", "x"), "show x"),
        (("query",), "in SQL"),
    ],
)
def test_results_that_cannot_be_meant(arguments: tuple[str, ...], message: str, rengsim: Any) -> None:
    assert message in rengsim("results", *arguments, "--lang", "en", code=2).err


def test_everything_can_be_asked_with_sql(rengsim: Any, path: str) -> None:
    pytest.importorskip("duckdb")
    rengsim("compare", path, "--with", "places=3", "--replications", "4")
    rengsim("compare", path, "--with", "places=3", "--replications", "6")  # some replications lie in two files
    question = (
        "select id, count(*) as n, round(sum(numerator) / sum(denominator), 9) as mean from replications "
        "where figure = 'target.many' group by id order by mean"
    )
    rows = rengsim("results", "query", question, "--json").json
    assert [row["n"] for row in rows] == [6, 6]
    compared = rengsim("compare", path, "--with", "places=3", "--replications", "6", "--json").json
    means = sorted(one["mean(target.many)"]["mean"] for one in compared["results"])
    assert [row["mean"] for row in rows] == pytest.approx(means, abs=1e-9)
    assert "Parser Error" in rengsim("results", "query", "selec", code=2).err


def test_help_loads_nothing_heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess
    import sys

    code = (
        "import sys\nfrom sim.cli import main\n"
        "for name in ('compare', 'sweep', 'size', 'bottleneck', 'results'):\n"
        "    try:\n        main([name, '--help'])\n    except SystemExit as stop:\n        assert stop.code == 0\n"
        "heavy = {'numpy', 'scipy', 'numba', 'matplotlib', 'pandas', 'simpy', 'pyarrow', 'holidays', 'duckdb'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_kind_of_study_is_listed_and_shown(lang: str, rengsim: Any, path: str, own_results: Path) -> None:
    from sim.cli.studies import STUDIES
    from sim.store.answers import Answer, answer_place

    for kind in STUDIES:
        answer_place(own_results, "clinic", kind, {"titles": [kind]}).write(Answer(f"ANSWER {kind}", {}, {}), kind, 0.1)
    rengsim("run", path, "--replications", "1")
    listed = rengsim("results", "--lang", lang).out
    assert len([line for line in listed.splitlines() if " clinic" in f" {line}"]) >= len(STUDIES) + 1
    for one in rengsim("results", "--json").json:
        shown = rengsim("results", "show", one["id"], "--lang", lang).out
        assert one["kind"] == "replications" or f"ANSWER {one['kind']}" in shown
    spoilt = next(own_results.glob("*/*/answer.txt"))
    spoilt.write_text("another answer", encoding="utf-8")
    said = rengsim("results", "show", spoilt.parent.name, "--lang", lang).out
    assert ("Beskadiget" if lang == "da" else "Damaged") in said
    assert "another answer" not in said
    (spoilt.parent / "manifest.json").write_text("{}", encoding="utf-8")
    assert ("beskadiget" if lang == "da" else "damaged") in rengsim("results", "--lang", lang).out


def test_a_percentage_of_what_is_no_share_is_told_as_it_was_read(rengsim: Any, path: str) -> None:
    said = rengsim("compare", path, "--with", "places=3,days=2000 %", "--replications", "3", "--lang", "da")
    assert "Læst sådan: days = 2000 % er Dage: 20 dage." in said.err.replace("\u00a0", " ")
    quiet = rengsim("compare", path, "--with", "job_chance=60 %", "--replications", "3", "--lang", "da")
    assert "Læst sådan" not in quiet.err
