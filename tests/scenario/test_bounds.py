"""One bound for every count, amount, priority, rate and length, whatever key it stands under; runs of 135 years."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

import sim
from sim.bounds import LARGEST, LONGEST_YEARS
from sim.scenario import ProblemsFound, Source, load, read
from sim.scenario.assemble import assemble
from tests.scenario.snippets import GROUP, HEAD, PATHWAY, write
from tests.scenario.test_robust import places

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[2] / "scenarios"
HUGE = (9_300_000_000_000_000_000, -9_000_000_000_000_000_000, 1e308, LARGEST + 1, 16**5000, -(10**400))
RANGES = ("low", "high", "law", "step")  # of a parameter: they bound the value and go nowhere themselves


def at(tables, path):
    for key in path:
        tables = tables[key]
    return tables


def numbers(tables):
    """Every place of a plain number that is simulated."""
    return [path for path in places(tables)
            if isinstance(at(tables, path), int | float) and not isinstance(at(tables, path), bool)
            and not (path[0] == "parameters" and path[2] in RANGES) and path[0] != "format"]  # fmt: skip


@pytest.mark.parametrize("name", ["rengoering.toml", "neighbours/smaajob.toml", "neighbours/uddannelsespulje.toml"])
def test_no_number_of_a_file_is_beyond_the_bound(name):
    source = read(ROOT / name)
    found = numbers(source.tables)
    assert len(found) > 15
    for i, path in enumerate(found):
        tables = copy.deepcopy(source.tables)
        at(tables, path[:-1])[path[-1]] = HUGE[i % len(HUGE)]
        with pytest.raises(ProblemsFound):
            assemble(Source(source.files, tables, source.given))


CLAIM = PATHWAY.replace('next = "out"', 'uses = { place = 1 }\nnext = "out"') + "[resource.place]\ncapacity = 3\n"
GATE = "[gate.g]\nfirst = 2021-02-01\nevery = '1 week'\nseats = 3\n"
BEYOND = {
    "priority": HEAD + CLAIM.replace("uses", "priority = -9e18\nuses"),
    "capacity": HEAD + CLAIM.replace("capacity = 3", "capacity = 1e12"),
    "uses": HEAD + CLAIM.replace("place = 1", "place = 576460752303423488"),
    "a hexadecimal number of 5000 digits": HEAD + CLAIM.replace("capacity = 3", f"capacity = 0x{'f' * 5000}"),
    "rate": HEAD + PATHWAY.replace("rate = 100", "rate = '1e300 per day'"),
    "rate of a risk": HEAD + PATHWAY + "[risk.r]\nin = 'a'\nrate = '1e12 per day'\nto = 'out'\n",
    "length": HEAD + PATHWAY.replace("5 days", "500 years"),
    "length in a law": HEAD + PATHWAY.replace('"5 days"', "{ exponential = '1e300 days' }"),
    "patience": HEAD + CLAIM.replace("uses", "else = 'out'\npatience = { exponential = '1000 years' }\nuses"),
    "normal number": HEAD + PATHWAY + "[attribute.hours]\nnormal = { mean = 5, sd = 1e300 }\n",
    "case of a number": HEAD
    + PATHWAY.replace('"5 days"', "{ by = 'age', '< 99999999999' = '5 days', other = '1 day' }")
    + "[attribute.age]\nuniform = [0, 10]\n",
    "status": HEAD + PATHWAY
    + "[attribute.age]\nuniform = [0, 10]\n[target.t]\nshare_of = 'entered a'\nat_least = 0.5\n"
    "for = '1 month'\nwho_are = 'self with age >= 99999999999'\n",
    "budget in all": HEAD + PATHWAY + "[budget.b]\namounts = { 2021-01-01 = 9e8, 2021-06-01 = 9e8 }\n",
    "a change": HEAD + CLAIM + "[[change]]\nfrom = 2021-02-01\nset = { 'resource.place.capacity' = 1e12 }\n",
    "composition": HEAD + GROUP
    + PATHWAY.replace("rate = 100", "every = '1 week'\nattributes.group = { exactly = { jobparat = 1e12 } }"),
}  # fmt: skip


@pytest.mark.parametrize("text", BEYOND.values(), ids=BEYOND.keys())
def test_beyond_the_bound(tmp_path, text):
    with pytest.raises(ProblemsFound) as found:
        load(write(tmp_path, text))
    codes = {problem.code for problem in found.value.problems}
    assert codes <= {"out-of-range", "not-finite", "negative"}, found.value
    assert all(len(str(problem)) < 400 for problem in found.value.problems)


def test_what_lies_at_the_bound_is_read(tmp_path):
    text = HEAD + CLAIM.replace("capacity = 3", f"capacity = {LARGEST}").replace("uses", f"priority = -{LARGEST}\nuses")
    scenario = load(write(tmp_path, text))
    assert scenario.resources[0].capacity.first == LARGEST
    assert next(step.priority for step in scenario.steps if step.name == "a") == -LARGEST


TARGET = "[target.t]\nshare_of = 'entered a'\nreach = 'entered out'\nwithin = 'any'\nat_least = 0.5\n"
TOO_LONG = {
    "years": HEAD.replace("years = 1", "years = 1e308") + PATHWAY,
    "years within what a number can be": HEAD.replace("years = 1", f"years = {LONGEST_YEARS + 1}") + PATHWAY,
    "reporting that starts late": HEAD.replace("start = 2021-01-01", "recruit_from = 2021-01-01\nstart = 9999-01-01")
    + PATHWAY,
    "with the follow-up": HEAD.replace("years = 1", "years = 100\nfollow_up = '40 years'") + PATHWAY,
    "with the stays": HEAD.replace("years = 1", "years = 100") + PATHWAY.replace("5 days", "40 years") + TARGET,
    "before the calendar": HEAD.replace("2021-01-01", "0001-01-01") + PATHWAY,
    "after the calendar": HEAD.replace("2021-01-01", "9999-12-31") + PATHWAY,
    "recruiting before the calendar": HEAD + "recruit_from = 0001-01-01\n" + PATHWAY,
}


@pytest.mark.parametrize("text", TOO_LONG.values(), ids=TOO_LONG.keys())
def test_the_whole_horizon_is_limited(tmp_path, text):
    with pytest.raises(ProblemsFound) as found:
        load(write(tmp_path, text))
    assert [problem.code for problem in found.value.problems if problem.key.startswith("run")], found.value
    assert {problem.code for problem in found.value.problems} <= {"out-of-range", "date-outside-run"}


def test_the_longest_run_is_built(tmp_path):
    text = HEAD.replace("years = 1", f"years = {LONGEST_YEARS - 1}") + PATHWAY
    assert sim.load(write(tmp_path, text)).model.end > 4e9


@pytest.mark.parametrize("law", ['"0 days"', '"0.4 seconds"', '{ uniform = ["0 days", "0 days"] }',
                                 '{ discrete = { values = ["0 days"], shares = [1] } }'])  # fmt: skip
def test_people_do_not_all_come_at_one_instant(tmp_path, law):
    with pytest.raises(ProblemsFound, match=r"arrivals.search.between: .* longer than nothing"):
        load(write(tmp_path, HEAD + PATHWAY.replace("rate = 100", f"between = {law}")))


def test_none_is_no_value_of_a_parameter(tmp_path):
    text = HEAD + CLAIM.replace("capacity = 3", 'capacity = "$slots"') + "[parameters.slots]\nvalue = 3\n"
    question = sim.load(write(tmp_path, text))
    with pytest.raises(ProblemsFound, match="--set: wrong-type: slots: A number is expected"):
        question.set(slots=None)
