"""Files and their chain: extends, set, off, overrides, hash, positions, order of keys."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sim.scenario import ProblemsFound, load, read
from sim.scenario.assemble import assemble
from sim.scenario.positions import lines
from sim.scenario.schema import DAY, Case, Law, Route, Search, Span, Steps, Titles
from tests.scenario.snippets import GROUP, HEAD, PATHWAY, write

pytestmark = pytest.mark.unit
SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.toml"))
BASE = (
    HEAD.replace("[run]", "title = 'Base'\n[run]")
    + GROUP
    + "[parameters.slots]\nvalue = 12\nlow = 8\nhigh = 20\n[parameters.twice]\nformula = '2 * slots'\n"
    + "[parameters.share]\nvalue = 0.35\n[parameters.stay]\nvalue = '4 weeks'\n"
    + "[resource.place]\ncapacity = '$slots'\n[resource.more]\ncapacity = '$twice'\n"
    + "[arrivals.search]\nto = 'a'\nrate = 100\n"
    + "[stage.a]\nuses = 'place'\nlasts = '$stay'\nnext = { b = '$share', c = 0.1, out = 'rest' }\n"
    + "[stage.b]\nuses = 'more'\nlasts = { lognormal = { median = '7 days', p90 = '21 days' } }\nnext = 'out'\n"
    + "[stage.c]\nlasts = { by = 'group', jobparat = '1 day', aktivitetsparat = '2 days' }\nnext = 'out'\n"
    + "[exit.out]\n"
)


def only(things, name):
    (found,) = (thing for thing in things if thing.name == name)
    return found


@pytest.fixture
def child(tmp_path):
    """Load a file that extends the base."""
    write(tmp_path, BASE, "base.toml")

    def read_child(text, name="child.toml", overrides=None):
        extends = "" if "extends" in text else "extends = 'base.toml'\n"
        return load(write(tmp_path, f"format = 1\n{extends}{text}", name), overrides)

    return read_child


def test_tables_are_merged_key_by_key(child):
    found = child("title = 'Child'\n[stage.a.next]\nb = 0.5\n[stage.a]\nuses = 'more'\n")
    assert only(found.steps, "a").route == Route((("b", 0.5), ("c", 0.1)), "out")
    assert only(found.steps, "a").uses == (("more", 1),)
    assert (found.titles, found.name) == (Titles("Child", "Child"), "child")


def test_a_route_of_another_kind_replaces_the_inherited_one(child):
    text = "[stage.a]\nlasts = { exponential = '3 days', limit = '9 days' }\nnext = { found = 'b', not_found = 'c' }\n"
    found = only(child(text).steps, "a")
    assert found.route == Route(ends=(("found", "b"), ("not_found", "c")))
    assert found.lasts == Search(Law("exponential", (("mean", 3.0 * DAY),)), 1.0, Span(9 * DAY, "seconds"))


def test_a_law_or_case_is_replaced_as_a_whole_unless_a_part_of_it_is_restated(child):
    found = child("[stage.b]\nlasts = { exponential = '3 days' }\n[stage.c]\nlasts = { jobparat = '5 days' }\n")
    assert only(found.steps, "b").lasts == Law("exponential", (("mean", 3.0 * DAY),))
    assert only(found.steps, "c").lasts == Case(
        "group", (("aktivitetsparat", Span(2 * DAY, "seconds")), ("jobparat", Span(5 * DAY, "seconds")))
    )
    found = child("[stage.c]\nlasts = { lognormal = { mean = '7 days', sd = '7 days' } }\n")
    assert only(found.steps, "c").lasts.name == "lognormal"
    found = child("[stage.b]\nlasts = { lognormal = { mean = '7 days', cv = 0 } }\n[stage.c]\nlasts = '1 day'\n")
    assert only(found.steps, "b").lasts["value"] == pytest.approx(7 * DAY)


def test_off_removes_what_is_inherited(child):
    found = child("[stage]\nc = 'off'\n[stage.a.next]\nc = 'off'\n[resource]\nmore = 'off'\n[stage.b]\nuses = 'off'\n")
    assert [step.name for step in found.steps] == ["a", "b", "out"]
    assert only(found.steps, "a").route == Route((("b", 0.35),), "out")
    assert only(found.steps, "b").uses == ()
    assert "parameter twice is used nowhere" in found.warnings


def test_off_for_something_that_is_not_inherited(child):
    with pytest.raises(ProblemsFound) as found:
        child("[stage]\nd = 'off'\n")
    (problem,) = found.value.problems
    assert (problem.code, problem.line) == ("unknown-name", 4)


def test_set_is_applied_last_along_the_chain(child, tmp_path):
    child("[set]\nslots = 14\nshare = 0.4\n", "first.toml")
    found = child("extends = 'first.toml'\n[set]\nslots = 16\n", "second.toml")
    assert only(found.resources, "place").capacity == Steps(16.0)
    assert only(found.resources, "more").capacity == Steps(32.0)
    assert only(found.parameters, "share").value == 0.4
    found = child("extends = 'first.toml'\n[set]\nslots = 16\n", "second.toml", {"slots": "20"})
    assert only(found.resources, "place").capacity == Steps(20.0)


def test_set_replaces_a_formula(child):
    found = child("[set]\ntwice = 5\n")
    twice = only(found.parameters, "twice")
    assert (twice.value, twice.formula) == (5.0, "")


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("slots", "14", 14.0),
        ("slots", 14, 14.0),
        ("share", "0,6", 0.6),
        ("share", "0.6", 0.6),
        ("share", "60 %", 0.6),
        ("share", "62,5 %", 0.625),
        ("stay", "8", 8.0),
        ("stay", "14 days", 2.0),
        ("stay", "1,5 weeks", 1.5),
    ],
)
def test_values_as_typed(name, given, value, tmp_path):
    found = assemble(read(write(tmp_path, BASE)), {name: given})
    assert only(found.parameters, name).value == pytest.approx(value, abs=1e-15)


def test_overriding_reads_no_file_again(tmp_path):
    path = write(tmp_path, BASE)
    source = read(path)
    path.unlink()
    assert only(assemble(source, {"slots": 9}).resources, "place").capacity == Steps(9.0)
    assert only(assemble(source).resources, "place").capacity == Steps(12.0)


def test_a_circle_of_two_files_is_named(tmp_path):
    write(tmp_path, "format = 1\nextends = 'two.toml'\n", "one.toml")
    write(tmp_path, "format = 1\n\nextends = 'one.toml'\n", "two.toml")
    with pytest.raises(ProblemsFound) as found:
        load(tmp_path / "one.toml")
    (problem,) = found.value.problems
    assert (Path(problem.file).name, problem.line, problem.code) == ("two.toml", 3, "circular-extends")
    assert problem.found == '"one.toml -> two.toml -> one.toml"'


def test_inherited_leftovers_are_warnings(child):
    found = child("[stage.a]\nnext = 'out'\n")
    assert found.warnings == (
        "stage.b is inherited, and no way leads to it now",
        "stage.c is inherited, and no way leads to it now",
        "parameter share is used nowhere",
    )


# --- choices ---------------------------------------------------------------------------------------------------------


MODES = (
    HEAD
    + "[parameters.mode]\nvalue = 'cohort'\nchoices = ['cohort', 'rolling']\n"
    + "[parameters.size]\nvalue = 12\n"
    + "[gate.hold]\nfirst = 2021-02-01\nevery = '13 weeks'\nseats = '$size'\n"
    + PATHWAY.replace("[stage.a]", "[stage.a]\ngate = { by = '$mode', cohort = 'hold', rolling = 'none' }")
)


def test_a_choice_is_resolved_when_the_file_is_read(tmp_path):
    source = read(write(tmp_path, MODES))
    assert only(assemble(source).steps, "a").gate == "hold"
    assert only(assemble(source, {"mode": "rolling"}).steps, "a").gate is None


def test_steps_of_a_branch_that_is_not_chosen_are_reachable(tmp_path):
    text = MODES.replace('next = "out"', "next = { by = '$mode', cohort = 'out', rolling = 'b' }")
    source = read(write(tmp_path, text + "[stage.b]\nlasts = '1 day'\nnext = 'out'\n"))
    assert only(assemble(source).steps, "a").route == Route(rest="out")
    assert only(assemble(source, {"mode": "rolling"}).steps, "a").route == Route(rest="b")
    assert assemble(source).warnings == ()


# --- hash, order, positions ------------------------------------------------------------------------------------------


def test_the_hash_identifies_the_question(tmp_path):
    base = load(write(tmp_path, BASE))
    wording = BASE.replace("title = 'Base'", "title = 'Another'\nnotes = ['said otherwise']").replace(
        "[stage.b]", "[stage.b]\ntext = 'L87'\ntitle = 'B'"
    )
    reworded = load(
        write(tmp_path, wording.replace("high = 20", "high = 20\nsource = 'somewhere'\nlever = true"), "other.toml")
    )
    assert reworded.hash == base.hash
    assert assemble(read(tmp_path / "case.toml"), {"slots": "14"}).hash != base.hash
    assert assemble(read(tmp_path / "case.toml"), {"slots": "12"}).hash == base.hash
    set_in_file = load(write(tmp_path, BASE.replace("value = 12", "value = 13") + "[set]\nslots = 12.0\n", "set.toml"))
    assert set_in_file.hash == base.hash
    assert len(base.hash) == 16


def test_the_hash_follows_the_content_of_csv_files(tmp_path):
    text = HEAD + PATHWAY.replace("rate = 100", "csv = 'rows.csv'")
    write(tmp_path, "date\n2021-02-01\n", "rows.csv")
    first = load(write(tmp_path, text)).hash
    assert load(write(tmp_path, text)).hash == first
    write(tmp_path, "date\n2021-02-02\n", "rows.csv")
    assert load(write(tmp_path, text)).hash != first


def test_csv_files_are_found_beside_the_file_that_names_them(tmp_path):
    (tmp_path / "data").mkdir()
    write(tmp_path / "data", "date\n2021-02-01\n", "rows.csv")
    write(tmp_path / "data", HEAD + PATHWAY.replace("rate = 100", "csv = 'rows.csv'"), "base.toml")
    found = load(write(tmp_path, "format = 1\nextends = 'data/base.toml'\n"))
    assert found.arrivals[0].times == (31 * DAY,)


def shuffled(value, rng):
    if isinstance(value, dict):
        keys = sorted(value, key=lambda _: rng.random())
        return {key: shuffled(value[key], rng) for key in keys}
    return value


@pytest.mark.parametrize(
    "path", [path for path in SCENARIOS if path.name in ("rengoering.toml", "08-corona-2021.toml")], ids=str
)
def test_the_order_of_keys_is_irrelevant(path):
    source = read(path)
    straight = assemble(source)
    for seed in range(3):
        tables = shuffled(source.tables, random.Random(seed))
        other = assemble(replace(source, tables=tables))
        assert replace(other, warnings=()) == replace(straight, warnings=())
        assert sorted(other.warnings) == sorted(straight.warnings)
        assert other.resolved == straight.resolved


def test_the_order_of_changes_is_irrelevant(tmp_path):
    tables = [
        "[[change]]\nfrom = 2021-02-01\nto = 2021-06-01\ntimes = { 'arrivals.search' = 0.1 }\n",
        "[[change]]\nfrom = 2021-03-01\nto = 2021-08-01\ntimes = { 'arrivals.search' = 0.7 }\n",
        "[[change]]\nfrom = 2021-04-01\nto = 2021-07-01\ntimes = { 'arrivals.search' = 1.3 }\n",
    ]
    forward = load(write(tmp_path, HEAD + PATHWAY + "".join(tables)))
    backward = load(write(tmp_path, HEAD + PATHWAY + "".join(tables[::-1])))
    assert forward.arrivals == backward.arrivals


def test_positions():
    text = (
        'format = 1\n"a b".c = 2\n[stage.a]\nnext = { b = 0.3,\n c = "rest" }\nlist = [ { x = 1 },\n  { y = 2 }]\n'
        "[[change]]\nfrom = 2021-01-01\n[[change]]\n# nothing\n"
        "set = { 'resource.place.capacity' = 14 }\n[change.sub]\nq = 1\n"
    )
    found = lines(text.encode())
    assert found == {
        (): 1,
        ("format",): 1,
        ("a b",): 2,
        ("a b", "c"): 2,
        ("stage",): 3,
        ("stage", "a"): 3,
        ("stage", "a", "next"): 4,
        ("stage", "a", "next", "b"): 4,
        ("stage", "a", "next", "c"): 5,
        ("stage", "a", "list"): 6,
        ("stage", "a", "list", 0): 6,
        ("stage", "a", "list", 0, "x"): 6,
        ("stage", "a", "list", 1): 7,
        ("stage", "a", "list", 1, "y"): 7,
        ("change",): 8,
        ("change", 0): 8,
        ("change", 0, "from"): 9,
        ("change", 1): 10,
        ("change", 1, "set"): 12,
        ("change", 1, "set", "resource.place.capacity"): 12,
        ("change", 1, "sub"): 13,
        ("change", 1, "sub", "q"): 14,
    }


# --- the files of the project ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", [path for path in SCENARIOS if path.name != "parametre.toml"], ids=lambda path: path.stem
)
def test_every_scenario_file_can_be_read(path):
    assert load(path).steps


@pytest.mark.benchmark
def test_a_value_is_changed_fast():
    source = read(next(path for path in SCENARIOS if path.name == "rengoering.toml"))
    assemble(source)
    best = min(_seconds(source) for _ in range(3))
    assert best < 0.1


def _seconds(source):
    start = time.perf_counter()
    assemble(source)
    return time.perf_counter() - start


def test_a_note_is_a_text_or_one_in_each_language(tmp_path):
    notes = "notes = ['begge', { da = 'dansk', en = 'English' }]"
    scenario = load(write(tmp_path, BASE.replace("title = 'Base'", f"title = 'Base'\n{notes}")))
    assert scenario.notes == (Titles("begge", "begge"), Titles("dansk", "English"))
