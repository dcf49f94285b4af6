"""Which files are read, and what is said of one that is no scenario: its line, but nothing that stands in it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import sim
from sim.cli import main
from sim.scenario import ProblemsFound, read
from sim.scenario.assemble import assemble
from tests.scenario.snippets import HEAD, PATHWAY, write

pytestmark = pytest.mark.unit
SECRET = "hunter2"


def problems(path):
    with pytest.raises(ProblemsFound) as found:
        sim.load(path)
    return found.value.problems


def project(tmp_path, marker=".rengsim-root"):
    """A project with a scenario in a folder of it, and a scenario outside of it."""
    inner = tmp_path / "project" / "mine"
    inner.mkdir(parents=True)
    (tmp_path / "project" / marker).mkdir()
    write(tmp_path, HEAD + PATHWAY, "outside.toml")
    write(tmp_path / "project", HEAD + PATHWAY, "base.toml")
    return inner


def child(folder, extends, name="child.toml"):
    return write(folder, f'format = 1\nextends = "{extends}"\n', name)


@pytest.mark.parametrize("marker", [".rengsim-root", ".git"])
def test_a_file_extends_what_lies_in_its_project(tmp_path, marker):
    inner = project(tmp_path, marker)
    assert sim.load(child(inner, "../base.toml")).scenario.name == "child"
    (problem,) = problems(child(inner, "../../outside.toml"))
    assert (problem.code, problem.key, problem.line) == ("not-allowed", "extends", 2)
    assert sim.load(child(inner, "../../outside.toml"), allow_folders=[tmp_path]).scenario.name == "child"


def test_without_a_project_only_the_folder_of_the_file_counts(tmp_path):
    inner = project(tmp_path)
    (tmp_path / "project" / ".rengsim-root").rmdir()
    assert problems(child(inner, "../base.toml"))[0].code == "not-allowed"
    assert problems(child(inner, str(tmp_path / "outside.toml")))[0].code == "not-allowed"
    assert main(["check", str(child(inner, "../base.toml")), "--allow-folder", str(tmp_path / "project")]) == 0


def test_a_link_does_not_lead_out(tmp_path):
    inner = project(tmp_path)
    (inner / "link.toml").symlink_to(tmp_path / "outside.toml")
    assert problems(child(inner, "link.toml"))[0].code == "not-allowed"
    (inner / "round.toml").symlink_to(inner / "round.toml")
    assert problems(child(inner, "round.toml"))[0].code in ("not-allowed", "missing-file")


@pytest.mark.parametrize("name", ["../../gone.toml", "/etc/passwd", "\\u0000", "x" * 300])
def test_nothing_is_said_of_what_lies_outside_or_cannot_be(tmp_path, name):
    (problem,) = problems(child(project(tmp_path), name))
    assert problem.code in ("not-allowed", "missing-file")
    assert "outside.toml" not in str(problem)


@pytest.mark.parametrize("name", ["../../people.csv", "link.csv", "notes.txt"])
def test_a_csv_file_lies_in_the_project_too(tmp_path, name):
    inner = project(tmp_path)
    for path in (tmp_path / "people.csv", inner / "notes.txt"):
        path.write_text(f"{SECRET}\n2021-02-01\n", encoding="utf-8")
    (inner / "link.csv").symlink_to(tmp_path / "people.csv")
    text = HEAD + PATHWAY.replace("rate = 100", f'csv = "{name}"')
    found = problems(write(inner, text))
    assert [problem.code for problem in found] == ["csv" if name == "notes.txt" else "not-allowed"]
    assert SECRET not in str(found)


NO_SCENARIO = {
    "other tables": f"password = '{SECRET}'\n[{SECRET}]\nstage = '{SECRET}'\n",
    "another format": f"format = '{SECRET}'\nstage = '{SECRET}'\n",
    "twice": f"{SECRET} = 1\n{SECRET} = 2\n",
    "a table twice": f"[{SECRET}]\n[{SECRET}]\n",
    "in an inline table": f"a = {{ {SECRET} = 1, {SECRET} = 2 }}\n",
    "not TOML": f"user: {SECRET}\n",
    "not UTF-8": b"password = '" + SECRET.encode() + b"\xe6'\n",
}


@pytest.mark.parametrize("content", NO_SCENARIO.values(), ids=NO_SCENARIO.keys())
def test_what_is_no_scenario_is_not_repeated(tmp_path, content):
    (tmp_path / "other.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    found = problems(child(tmp_path, "other.toml"))
    assert len(found) == 1
    assert SECRET not in str(found)


LINES = {
    "nothing after =": ("a = 1\nb =", 2),
    "a text that does not end": ('a = 1\nb = "abc', 2),
    "a long text that does not end": ('b = """abc\n\nd\n', 3),
    "a list that does not end": ("a = 1\nb = [1,\n2\n", 3),
    "a table that does not end": ("a = 1\n[run", 2),
    "overwritten at the end": ("a.b = 1\na.b.c = 2", 2),
    "lists in lists": ("a = 1\nb = " + "[" * 3000, 2),
    "tables in tables": ("a = 1\nb = " + "{x = " * 3000, 2),
    "a number of many digits": ("a = 1\nb = " + "9" * 5000, 2),
    "a key of many parts": ("a = 1\n" + ".".join("b" * 100_000) + " = 1", 2),
    "a heading of many parts": ("a = 1\n[" + ".".join(["'b'"] * 100_000) + "]", 2),
}


@pytest.mark.parametrize(("text", "line"), LINES.values(), ids=LINES.keys())
def test_what_is_no_toml_has_a_line_and_plain_words(tmp_path, text, line):
    (problem,) = problems(write(tmp_path, "format = 1\n" + text))
    assert (problem.code in ("not-toml", "defined-twice"), problem.line) == (True, line + 1)
    assert not any(word in str(problem).lower() for word in ("recursion", "sys.", "python", "end of document"))
    assert len(str(problem)) < 300 + len(problem.file)


def test_all_shipped_files_lie_in_one_project():
    root = Path(__file__).parents[2] / "scenarios"
    upward = [path for path in sorted(root.rglob("*.toml")) if 'extends = "..' in path.read_text(encoding="utf-8")]
    assert upward
    for path in upward:
        assert len(read(path).files) > 1


# --- files that would take long --------------------------------------------------------------------------------------


def many(text, n):
    return "".join(text.format(i=i) for i in range(n))


HEAVY = {
    "unknown keys": HEAD + PATHWAY + many("k{i} = 1\n", 10_000),
    "unknown parts": "format = 1\n" + many("[stag.x{i}]\n", 8_000),
    "empty tables": HEAD + PATHWAY + many("[stage.x{i}]\n", 8_000),
    "empty parameters": HEAD + PATHWAY + many("[parameters.x{i}]\n", 7_000),
    "empty changes": HEAD + PATHWAY + "[[change]]\n" * 10_000,
    "unknown names": HEAD + PATHWAY + "[resource.r]\ncapacity = 1\n[stage.b]\nlasts = '1 day'\nnext = 'out'\nuses = ["
    + many("'x{i}', ", 10_000) + "]\n",
    "stages": HEAD + PATHWAY + many("[stage.s{i}]\nlasts = '1 day'\nnext = 'out'\n", 5_000),
    "decisions": HEAD + PATHWAY + many("[decision.s{i}]\nnext = 'out'\n", 12_000),
    "a name of a million letters": HEAD + PATHWAY.replace('to = "a"', f'to = "{"a" * 900_000}"'),
}  # fmt: skip


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY.keys())
def test_reading_stops_when_enough_is_wrong(tmp_path, text):
    """Counted in calls of functions, which do not depend on the machine."""
    path, calls = write(tmp_path, text), 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event == "call" and "scenario" in frame.f_code.co_filename

    sys.setprofile(count)
    try:
        found = problems(path)
    finally:
        sys.setprofile(None)
    assert len(found) <= 200
    assert sum(len(str(problem)) for problem in found) < 200 * 1500
    assert calls < 400_000


def test_it_is_said_that_reading_stopped(tmp_path, capsys):
    path = write(tmp_path, HEAVY["unknown keys"])
    assert main(["check", str(path)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 202
    assert "stoppede efter 200 fejl" in said[-1]


def row(text, n):
    """Steps of which each leads to the next, and the last one out."""
    steps = "".join(text.format(i=i, j=i + 1) for i in range(n))
    return (
        HEAD + PATHWAY.replace('next = "out"', 'next = "s0"') + steps + f"[stage.s{n}]\nlasts = '1 day'\nnext = 'out'\n"
    )


LONG = {
    "stages": row("[stage.s{i}]\nlasts = '1 day'\nnext = 's{j}'\n", 1_900),
    "decisions": row("[decision.s{i}]\nnext = 's{j}'\n", 1_900),
    "stages in circles": row("[stage.s{i}]\nlasts = '1 day'\nnext = {{ s{j} = 0.5, s0 = 'rest' }}\n", 1_900),
    "places and a target": row("[stage.s{i}]\nlasts = '1 day'\nuses = 'r'\nnext = 's{j}'\n", 1_900)
    + "[resource.r]\ncapacity = 3\n[target.t]\nshare_of = 'entered a'\nreach = 'entered out'\nat_least = 0.5\n",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_work_grows_with_the_pathway_and_not_with_its_square(tmp_path, text):
    """Calls and the lines of the searches through the pathway: about 200 for each step, not 2,000."""
    path, work = write(tmp_path, text), 0
    searches = ("digraph.py", "standing.py", "followup.py", "graph.py", "horizon.py")

    def count(frame, event, argument):
        nonlocal work
        work += 1
        return count if frame.f_code.co_filename.endswith(searches) else None

    sys.settrace(count)
    try:
        assemble(read(path))
    except ProblemsFound as found:
        assert {problem.code for problem in found.problems} == {"follow-up-missing"}  # noqa: PT017
    finally:
        sys.settrace(None)
    assert work < 1_900 * 700


@pytest.mark.parametrize("written", ["1.1.2022", "01-01-2022", "1/1/2022"])
def test_a_date_as_people_write_it_is_named(tmp_path, written):
    path = tmp_path / "own.toml"
    path.write_text(f"format = 1\n[run]\nstart = {written}  # a new year\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        read(path)
    (problem,) = found.value.problems
    assert (problem.line, problem.allowed) == (3, "the year first: 2022-01-01")


def test_a_file_is_not_called_what_the_file_that_it_extends_is_called(tmp_path):
    """It was headed by the title and the question of the base."""
    write(tmp_path, 'title = { da = "Grundmodellen" }\nasks = { da = "Hvad?" }\n' + HEAD + PATHWAY, "base.toml")
    scenario = sim.load(child(tmp_path, "base.toml", "mine.toml")).scenario
    assert (scenario.name, scenario.titles.da, scenario.asks.da) == ("mine", "", "")
    named = write(tmp_path, 'format = 1\nextends = "base.toml"\ntitle = { da = "Min" }\n', "named.toml")
    assert sim.load(named).scenario.titles.da == "Min"
