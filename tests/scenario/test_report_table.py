"""``[report]`` and ``--by``: what can be asked for, and what is said about the rest."""

from __future__ import annotations

import json

import pytest

import sim
from sim.cli import BAD_INPUT, DONE, main
from tests.scenario.snippets import write

pytestmark = pytest.mark.unit

BASE = """\
format = 1
[run]
start = 2021-01-01
length = "100 days"
[attribute.group]
one = 0.5
two = "rest"
[attribute.age]
uniform = [20, 60]
[arrivals.people]
to = "a"
every = "5 days"
[resource.place]
capacity = 1
[stage.a]
uses = ["place"]
lasts = "4 days"
next = "out"
[exit.out]
[target.volume]
count = "entered a"
at_least = 10
"""


@pytest.mark.parametrize(("by", "code", "said"), [
    ('"grup"', "unknown-name", "group"),
    ('"age"', "missing-key", "{ age = [30, 50] }"),
    ("{ group = [1] }", "wrong-type", '"group"'),
    ("{ age = [50, 30] }", "out-of-range", "ascend"),
    ("3", "wrong-type", "group"),
    ("{ age = [" + ", ".join(map(str, range(60))) + "] }", "out-of-range", "at most 50"),
])  # fmt: skip
def test_what_cannot_be_a_group_is_said(tmp_path, by, code, said):
    with pytest.raises(sim.ProblemsFound) as found:
        sim.load(write(tmp_path, BASE + f"[report]\nby = [{by}]\n"))
    (problem,) = found.value.problems
    assert problem.code == code
    assert problem.key.startswith("report.by")
    assert said in str(problem)


def test_the_command_line_asks_for_groups_of_any_file(tmp_path, capsys):
    path = write(tmp_path, BASE)
    arguments = ["run", str(path), "--by", "group", "--by", "age=30,50", "--replications", "3",
                 "--results", str(tmp_path / "results")]  # fmt: skip
    assert main([*arguments, "--lang", "en"]) == DONE
    words = capsys.readouterr().out
    assert "30–50" in words
    assert "(n " not in words.partition("By group")[0]
    assert max(len(line) for line in words.partition("By group")[2].splitlines()[:-2]) <= 80
    assert main([*arguments, "--json"]) == DONE
    measures = json.loads(capsys.readouterr().out)["measures"]
    groups = [measures[f"arrivals.people{{group={label}}}"]["mean"] for label in ("one", "two")]
    assert sum(groups) == pytest.approx(measures["arrivals.people"]["mean"])
    assert measures["wait_mean.a{age=<30}"]["unit"] == "days"


def test_an_unknown_group_on_the_command_line_is_bad_input(tmp_path, capsys):
    assert main(["run", str(write(tmp_path, BASE)), "--by", "grop"]) == BAD_INPUT
    assert "group" in capsys.readouterr().err


def test_compare_shows_each_target_in_each_group(tmp_path, capsys):
    path = write(
        tmp_path, BASE + '[parameters.days]\nvalue = 4\nunit = "days"\nbasis = "text"\n'.replace("basis", "basis")
    )
    path.write_text(path.read_text().replace('lasts = "4 days"', 'lasts = "$days"'))
    arguments = ["compare", str(path), "--with", "days=30", "--by", "group", "--replications", "5", "--json",
                 "--no-waterfall", "--results", str(tmp_path / "results")]  # fmt: skip
    assert main(arguments) == DONE
    assert "target.volume{group=two}" in capsys.readouterr().out


def test_groups_and_cases_are_called_by_their_titles_and_titles_change_no_result(tmp_path):
    from sim.report.explain import explain
    from sim.report.texts import Texts

    marked = BASE.replace('next = "out"', 'next = "out"\nmarks = { paid = { yes = 0.5, no = "rest" } }')
    plain = sim.load(write(tmp_path, marked, "plain.toml"))
    titled = (
        marked.replace(
            "[attribute.group]\n",
            """[attribute.group]
title = { da = "Målgruppe", en = "Kind" }
category_titles.one = { da = "de første", en = "the first" }
""",
        )
        + """
[mark.paid]
title = { da = "Løn", en = "Pay" }
category_titles.yes = { da = "ja", en = "yes indeed" }
"""
    )
    called = sim.load(write(tmp_path, titled, "titled.toml"))
    assert called.scenario.hash == plain.scenario.hash
    danish, english = (explain(called.scenario, Texts(lang)).replace("\u00a0", " ") for lang in ("da", "en"))
    assert "Målgruppe: 50 pct. de første" in danish
    assert "Løn: 50 pct. ja" in danish
    assert "Kind: 50% the first" in english
    assert "yes indeed" in english


@pytest.mark.parametrize(("added", "code"), [
    ("[mark.age]\n", "unknown-name"),
    ("[mark.nothing]\n", "unknown-name"),
    ('[attribute.group.category_titles]\nthree = "tre"\n', "unknown-category"),
    ('[attribute.group.category_titles]\none = 3\n', "wrong-type"),
])  # fmt: skip
def test_a_title_of_nothing_is_refused(tmp_path, added, code):
    with pytest.raises(sim.ProblemsFound) as found:
        sim.load(write(tmp_path, BASE + added))
    assert [problem.code for problem in found.value.problems] == [code]


def test_a_paper_shows_dates_and_groups_and_says_how_to_get_them_again(tmp_path, capsys):
    path, paper = write(tmp_path, BASE + "[report]\non = [2021-02-01]\n"), tmp_path / "paper.html"
    arguments = ["report", str(path), "--by", "age=30,50", "--replications", "3", "--lang", "en",
                 "--out", str(paper), "--results", str(tmp_path / "results")]  # fmt: skip
    assert main(arguments) == DONE
    html = paper.read_text(encoding="utf-8")
    assert "On certain dates and by group" in html
    assert "30–50" in html
    assert "--by age=30,50" in html
