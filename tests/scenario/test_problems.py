"""Every problem is found, with its code and line, and nothing else is reported beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.scenario import ProblemsFound, load, read
from sim.scenario.assemble import assemble
from sim.scenario.problems import CODES, Problem
from tests.scenario.snippets import GROUP, HEAD, PATHWAY, marked, write

pytestmark = pytest.mark.unit
PAGE = Path(__file__).parents[2] / "docs" / "problems.md"
STEPS = '[arrivals.search]\nto = "a"\nrate = 100\n[exit.out]\n'
STAFF = "[staff.caseworker]\npeople = 1\nhours = 37\n"

# the expected problems stand in the text: "#! code" on the line where they belong
CASES = {
    "unknown part": HEAD + PATHWAY + "[resources.place]  #! unknown-key\ncapacity = 1\n",
    "unknown key": HEAD + PATHWAY + "[resource.place]\ncapacity = 1\nturnarond = '1 day'  #! unknown-key\n",
    "unknown parameter": HEAD + PATHWAY.replace('"5 days"', '"$lenght"  #! unknown-name'),
    "unknown step": HEAD + PATHWAY.replace('next = "out"', "next = { out = 0.5, ou = 'rest' }  #! unknown-name"),
    "unknown resource": HEAD + PATHWAY.replace('next = "out"', "uses = ['place']  #! unknown-name\nnext = 'out'"),
    "unknown property": HEAD + PATHWAY.replace('"5 days"', "{ by = 'grop', x = '1 day' }  #! unknown-name"),
    "budget unknown": HEAD + PATHWAY.replace('next = "out"', "spends = { pool = 100 }  #! unknown-name\nnext = 'out'"),
    "nothing to turn off": HEAD + PATHWAY + "[set]\nslots = 3  #! unknown-name\n",
    "a number for a length": HEAD + PATHWAY.replace('"5 days"', "5  #! wrong-unit"),
    "a target for a cost where nothing costs": HEAD
    + PATHWAY
    + "[target.price]\nfigure = 'cost_own'  #! no-cost\nat_most = 1000\n",
    "a target for the cost of a step that costs nothing": HEAD
    + PATHWAY
    + "[target.price]\nfigure = 'cost.a'  #! no-cost\nat_most = 1000\n[cost.team]\nper_year = 1\n",
    "a target for a figure that there is not": HEAD
    + PATHWAY
    + "[target.x]\nfigure = 'fortune'  #! bad-grammar\nat_most = 1000\n",
    "a length for a number": HEAD + PATHWAY + "[resource.place]\ncapacity = '5 days'  #! wrong-unit\n",
    "a length parameter for a number": HEAD
    + PATHWAY
    + "[parameters.n]\nvalue = 3\nunit = 'days'\n[resource.place]\ncapacity = '$n'  #! wrong-unit\n",
    "a risk without unit": HEAD + PATHWAY + "[risk.leave]\nin = 'a'\nrate = 0.1  #! wrong-unit\nto = 'out'\n",
    "a date where a length stands": HEAD + PATHWAY.replace('"5 days"', "2021-02-01  #! wrong-unit"),
    "mixed working days": HEAD
    + PATHWAY.replace('"5 days"', "{ uniform = ['1 working days', '2 weeks'] }  #! wrong-unit"),
    "wrong type": HEAD + PATHWAY.replace('"5 days"', "true  #! wrong-type"),
    "text for a number": HEAD + PATHWAY + "[resource.place]\ncapacity = 'twelve'  #! wrong-type\n",
    "property where none can be": HEAD
    + GROUP
    + PATHWAY
    + "[resource.place]\ncapacity = { by = 'group', jobparat = 1, other = 2 }  #! wrong-type\n",
    "named ends without a limit": HEAD
    + PATHWAY.replace('next = "out"', "next = { found = 'out', not_found = 'out' }  #! wrong-type"),
    "shares above 1": HEAD
    + PATHWAY.replace('next = "out"', "next = { out = 0.7, b = 0.4, c = 'rest' }  #! share-sum")
    + "[exit.b]\n[exit.c]\n",
    "shares above 1 for one group": HEAD
    + GROUP
    + PATHWAY.replace(
        'next = "out"',
        "next = { out = { by = 'group', jobparat = 0.9, other = 0.1 }, b = 0.2, c = 'rest' }  #! share-sum",
    )
    + "[exit.b]\n[exit.c]\n",
    "shares above 1 by a change": HEAD
    + PATHWAY.replace('next = "out"', "next = { out = 0.6, b = 'rest' }")
    + "[exit.b]\n[[change]]\nfrom = 2021-03-01\ntimes = { 'next.a.out' = 2 }  #! share-sum\n",
    "no rest": HEAD + PATHWAY.replace('next = "out"', "next = { out = 0.5, b = 0.4 }  #! no-rest") + "[exit.b]\n",
    "change of the rest": HEAD
    + PATHWAY.replace('next = "out"', "next = { out = 0.5, b = 0.5 }")
    + "[exit.b]\n[[change]]\nfrom = 2021-03-01\ntimes = { 'next.a.out' = 1.1 }  #! no-rest\n",
    "unreachable step": HEAD + PATHWAY + "[stage.b]  #! unreachable-step\nlasts = '1 day'\nnext = 'out'\n",
    "no way out": HEAD
    + STEPS
    + "[stage.a]  #! step-without-exit\nlasts = '1 day'\nnext = { b = 1, out = 'rest' }\n"
    + "[stage.b]  #! step-without-exit\nlasts = '1 day'\nnext = 'a'\n",
    "decisions in a circle": HEAD
    + STEPS
    + "[decision.a]\nnext = { b = 0.5, out = 'rest' }  #! decision-cycle\n[decision.b]\nnext = 'a'\n",
    "a loop without time": HEAD
    + STEPS
    + "[pool.token]\nrate = 1\n[decision.a]  #! loop-without-time\nnext = { b = 0.5, out = 'rest' }\n"
    + "[wait.b]\ntakes = 'token'\npatience = '0 days'\nelse = 'a'\nnext = 'out'\n",
    "negative capacity": HEAD + PATHWAY + "[resource.place]\ncapacity = { start = 2, 2021-03-01 = -1 }  #! negative\n",
    "negative length": HEAD + PATHWAY.replace('"5 days"', '"-5 days"  #! negative'),
    "half a place": HEAD + PATHWAY + "[resource.place]\ncapacity = 1.5  #! not-whole\n",
    "share above 1": HEAD
    + PATHWAY
    + "[gate.g]\nfirst = 2021-02-01\nevery = '1 week'\nseats = 3\ncancelled = 1.2  #! out-of-range\n",
    "interval of nothing": HEAD
    + PATHWAY
    + "[gate.g]\nfirst = 2021-02-01\nevery = '0 days'  #! out-of-range\nseats = 3\n",
    "nan": HEAD + PATHWAY.replace("100", "nan  #! not-finite"),
    "inf": HEAD + PATHWAY + "[resource.place]\ncapacity = inf  #! not-finite\n",
    "1e400": HEAD + PATHWAY.replace('"5 days"', '"1e400 days"  #! not-finite'),
    "date outside the run": HEAD
    + PATHWAY
    + "[gate.g]\ndates = [2021-02-01, 2031-02-01]  #! date-outside-run\nseats = 3\n",
    "change outside the run": HEAD
    + PATHWAY
    + "[[change]]\nfrom = 2019-01-01\nto = 2020-01-01  #! date-outside-run\nstop = ['stage.a']\n",
    "impossible moments": HEAD
    + PATHWAY.replace('"5 days"', "{ lognormal = { median = '9 days', p90 = '3 days' } }  #! impossible-law"),
    "unused parameter": HEAD + PATHWAY + "[parameters.slots]  #! unused-parameter\nvalue = 3\n",
    "step name in two kinds": HEAD + PATHWAY + "[exit.a]  #! defined-twice\n",
    "missing key": HEAD + PATHWAY.replace('lasts = "5 days"\n', "").replace("[stage.a]", "[stage.a]  #! missing-key"),
    "no years": HEAD.replace("years = 1\n", "").replace("[run]", "[run]  #! conflicting-keys") + PATHWAY,
    "two ways to arrive": HEAD + PATHWAY.replace("rate = 100", "rate = 100\na_year = 20  #! conflicting-keys"),
    "limit without else": HEAD
    + PATHWAY.replace('next = "out"', "next = { a = 0.5, out = 'rest' }\nlimit.a = { visits = 2 }  #! missing-else"),
    "patience without else": HEAD
    + PATHWAY.replace('next = "out"', "uses = 'place'\npatience = '3 days'\nnext = 'out'").replace(
        "[stage.a]", "[stage.a]  #! missing-else"
    )
    + "[resource.place]\ncapacity = 1\n",
    "token can refuse": HEAD
    + STEPS
    + "[pool.token]\nrate = 1\n[wait.a]  #! missing-else\ntakes = 'token'\npatience = '0 days'\nnext = 'out'\n",
    "session can refuse": HEAD
    + PATHWAY.replace("[stage.a]", "[stage.a]  #! missing-else\ngate = 'g'")
    + "[gate.g]\nfirst = 2021-02-01\nevery = '1 week'\nseats = 3\nminimum = 2\nbelow = 'send_away'\n",
    "case not covered": HEAD
    + GROUP
    + PATHWAY.replace('"5 days"', "{ by = 'group', jobparat = '1 day' }  #! case-not-covered"),
    "choice not covered": HEAD
    + "[parameters.mode]\nvalue = 'x'\nchoices = ['x', 'y']\n"
    + PATHWAY.replace('"5 days"', "{ by = '$mode', x = '1 day' }  #! case-not-covered"),
    "unknown category": HEAD
    + GROUP
    + PATHWAY.replace('"5 days"', "{ by = 'group', jobparate = '1 day', other = '2 days' }  #! unknown-category"),
    "category of a number": HEAD
    + "[attribute.age]\nuniform = [18, 60]\n"
    + PATHWAY.replace('"5 days"', "{ by = 'age', young = '1 day', other = '2 days' }  #! unknown-category"),
    "used before it is drawn": HEAD
    + STEPS
    + "[stage.a]\nlasts = '1 day'\nnext = { b = 0.5, c = 'rest' }\n"
    + "[stage.b]\nlasts = '1 day'\nmarks = { paid = { yes = 0.2, no = 'rest' } }\nnext = 'c'\n"
    + "[stage.c]\nlasts = { by = 'paid', yes = '1 day', no = '2 days' }  #! not-drawn-yet\nnext = 'out'\n",
    "own mark before entry": HEAD
    + STEPS
    + "[stage.a]\nlasts = '1 day'\nmarks = { paid = { yes = 0.2, no = 'rest' } }\n"
    + "priority = { by = 'paid', yes = 1, no = 2 }  #! not-drawn-yet\nnext = 'out'\n",
    "wait without holding": HEAD
    + STEPS
    + "[resource.place]\ncapacity = 3\n[pool.token]\nrate = 1\n"
    + "[stage.a]\nlasts = '1 day'\nnext = { b = 0.5, w = 'rest' }\n"
    + "[stage.b]\nuses = 'place'\nlasts = '1 day'\nnext = 'w'\n"
    + "[wait.w]\nuses = 'place'  #! not-held\ntakes = 'token'\nnext = 'out'\n",
    "a parameter that cannot change on a date": HEAD
    + "[parameters]\nn = { value = 20 }\nm = { value = 3 }\n[resource.place]\ncapacity = '$m'\n"
    + PATHWAY
    + "[target.many]\ncount = 'entered a'\nat_least = '$n'\n"
    + "[[change]]\nfrom = 2021-03-01\n[change.set]\nm = 4\nn = 30  #! fixed-for-the-run\n",
    "a value that does not fit from a date on": HEAD
    + "[parameters]\nn = { value = 3 }\nk = { formula = '3 - n' }\n[resource.place]\ncapacity = '$n'\n"
    + PATHWAY.replace("rate = 100", "rate = '$k'  #! negative")
    + "[[change]]\nfrom = 2021-03-01\nset = { n = 5 }\n",
    "a choice that there is not, from a date on": HEAD
    + "[parameters]\nmode = { value = 'x', choices = ['x', 'y'] }\n"
    + PATHWAY.replace('"5 days"', "{ by = '$mode', x = '1 day', other = '2 days' }")
    + "[[change]]\nfrom = 2021-03-01\nset = { mode = 'z' }  #! choice-not-allowed\n",
    "a month that there is not": HEAD
    + PATHWAY.replace("rate = 100", "rate = 100\nmonths = { 13 = 2 }  #! unknown-key"),
    "a profile that begins within a day": HEAD
    + PATHWAY.replace(
        "rate = 100",
        "rate = 100\nprofile = { period = '1 week', begins = 'monday', factors = [1, 2, 3, 4] }  #! out-of-range",
    ),
    "rates of two kinds of days": HEAD
    + PATHWAY.replace("rate = 100", "rate = { start = '1 per working day', 2021-06-01 = 100 }  #! wrong-unit"),
    "half a working day between sessions": HEAD
    + PATHWAY.replace("rate = 100", "every = '1.5 working days'  #! not-whole"),
    "working days counted from long ago": HEAD
    + PATHWAY.replace("rate = 100", "every = '2 working days'\nfirst = 2010-01-01  #! date-outside-run"),
    "a hazard per working day": HEAD
    + PATHWAY.replace('"5 days"', "{ hazard = [{ rate = '0.1 per working day' }] }  #! wrong-type"),
    "closed steps that send people round": HEAD
    + PATHWAY.replace(
        'next = "out"',
        "next = 'out'\ncloses = { on = 2021-06-01, to = 'b' }\n"
        "[stage.b]\nlasts = '1 day'\nnext = 'out'\ncloses = { on = 2021-07-01, to = 'a' }",
    ).replace("[stage.a]", "[stage.a]  #! loop-without-time"),
    "a day that there is not": HEAD
    + PATHWAY
    + "[resource.place]\ncapacity = 1\ndays = ['monday', 'mon']  #! choice-not-allowed\n",
    "a policy for closings that never come": HEAD
    + PATHWAY
    + "[resource.place]\ncapacity = 1\nwhen_closed = 'pause'  #! conflicting-keys\n",
    "borrowing from itself": HEAD
    + PATHWAY
    + "[resource.place]\ncapacity = 1\nborrows = 'place'  #! conflicting-keys\n",
    "months of rows of a file": HEAD
    + PATHWAY.replace("rate = 100", "csv = 'people.csv'  #! missing-file\nmonths = { 7 = 2 }  #! conflicting-keys"),
    "factors on a composition": HEAD
    + GROUP
    + PATHWAY.replace(
        "rate = 100",
        "dates = [2021-02-01]\nmonths = { 7 = 2 }\n"
        "attributes = { group = { exactly = { jobparat = 1 } } }  #! conflicting-keys",
    ),
    "a case by a time with a bound that is none": HEAD
    + PATHWAY.replace('"5 days"', "{ by = 'last wait', '< 5' = '1 day', other = '2 days' }  #! unknown-category"),
    "a case by a time without the longest": HEAD
    + PATHWAY.replace('"5 days"', "{ by = 'last wait', '< 5 days' = '1 day' }  #! case-not-covered"),
    "a case by two bounds that are one": HEAD
    + PATHWAY.replace(
        '"5 days"',
        "{ by = 'last wait', '< 7 days' = '1 day', '< 1 week' = '2 days', other = '1 day' }  #! defined-twice",
    ),
    "a time of a step that there is not": HEAD
    + PATHWAY.replace('"5 days"', "{ by = 'stay in out', '< 5 days' = '1 day', other = '2 days' }  #! unknown-name"),
    "an event that there is not": HEAD
    + PATHWAY
    + GROUP
    + "[event.e]\nwhen = 'begun a'  #! bad-grammar\nset = { group = 'jobparat' }\n",
    "an event of a risk that there is not": HEAD
    + PATHWAY
    + GROUP
    + "[event.e]\nwhen = 'risk r'  #! unknown-name\nset = { group = 'jobparat' }\n",
    "an event that changes what there is not": HEAD
    + PATHWAY
    + "[event.e]\nwhen = 'left a'\nset = { grup = 'x' }  #! unknown-name\n",
    "an event that changes to what there is not": HEAD
    + PATHWAY
    + GROUP
    + "[event.e]\nwhen = 'left a'\nset = { group = 'jobpart' }  #! unknown-category\n",
    "an event that changes nothing": HEAD + PATHWAY + "[event.e]\nwhen = 'left a'\nset = {}  #! missing-key\n",
    "a limit since an event by a rate": HEAD
    + PATHWAY
    + "[risk.r]\nin = ['a']\nrate = '1 per week'  #! conflicting-keys\nsince = 'arrival'\nto = 'out'\n",
    "a limit since what is no event": HEAD
    + PATHWAY
    + "[risk.r]\nin = ['a']\ntime = '1 week'\nsince = 'leaving a'  #! bad-grammar\nto = 'out'\n",
    "a limit since a stage that there is not": HEAD
    + PATHWAY
    + "[risk.r]\nin = ['a']\ntime = '1 week'\nsince = 'entering b'  #! unknown-name\nto = 'out'\n",
    "a limit that is a law": HEAD
    + PATHWAY
    + "[risk.r]\nin = ['a']\ntime = { exponential = '1 week' }  #! wrong-type\nsince = 'arrival'\nto = 'out'\n",
    "a queue that is no number of people": HEAD
    + "[resource.place]\ncapacity = 1\n"
    + PATHWAY.replace(
        'next = "out"',
        "uses = ['place']\nelse = 'out'\nqueue = { '< many' = 1, other = 0 }  #! unknown-key\nnext = 'out'",
    ),
    "a queue without a way past it": HEAD
    + "[resource.place]\ncapacity = 1\n"
    + PATHWAY.replace("[stage.a]", "[stage.a]  #! missing-else").replace(
        'next = "out"', "uses = ['place']\nqueue = 4\nnext = 'out'"
    ),
    "formulas in a circle": HEAD
    + "[parameters.x]\nformula = 'y + 1'  #! formula-cycle\n[parameters.y]\nformula = '2 * x'\n"
    + PATHWAY
    + "[resource.place]\ncapacity = '$x'\n",
    "division by zero": HEAD
    + "[parameters.x]\nformula = '1 / (2 - 2)'  #! bad-formula\n"
    + PATHWAY
    + "[resource.place]\ncapacity = '$x'\n",
    "code in a formula": HEAD
    + "[parameters.x]\nformula = '().__class__'  #! bad-formula\n"
    + PATHWAY
    + "[resource.place]\ncapacity = '$x'\n",
    "a power in a formula": HEAD
    + "[parameters.x]\nformula = '9 ** 9 ** 9'  #! bad-formula\n"
    + PATHWAY
    + "[resource.place]\ncapacity = '$x'\n",
    "weeks plus days": HEAD
    + "[parameters.d]\nvalue = '3 days'\n[parameters.w]\nvalue = '2 weeks'\n"
    + "[parameters.x]\nformula = 'd + w'  #! wrong-unit\nunit = 'days'\n"
    + PATHWAY.replace('"5 days"', "'$x'"),
    "choice not allowed": HEAD
    + "[parameters.mode]\nvalue = 'z'  #! choice-not-allowed\nchoices = ['x', 'y']\n"
    + PATHWAY.replace('"5 days"', "{ by = '$mode', x = '1 day', other = '2 days' }"),
    "word not allowed": HEAD + PATHWAY.replace('next = "out"', "support = 'selv'  #! choice-not-allowed\nnext = 'out'"),
    "value outside its range": HEAD
    + "[parameters.n]\nvalue = 30  #! out-of-range\nlow = 8\nhigh = 20\n"
    + PATHWAY
    + "[resource.place]\ncapacity = '$n'\n",
    "hours of work in months": HEAD
    + PATHWAY.replace('next = "out"', "work = { by = 'adviser', time = '1 month' }  #! wrong-unit\nnext = 'out'")
    + "[staff.adviser]\npeople = 1\nhours = 37\n",
    "a dated factor on a risk with atoms": HEAD
    + PATHWAY
    + "[risk.r]\nin = ['a']\ntime = '3 days'\nto = 'out'\n"
    + "[[change]]\nfrom = 2021-03-01\ntimes = { 'risk.r' = 2 }  #! wrong-type\n",
    "fraction of a month": HEAD + PATHWAY.replace('"5 days"', '"1.5 months"  #! fraction-of-month'),
    "follow-up missing": HEAD.replace("[run]", "[run]  #! follow-up-missing")
    + PATHWAY.replace('next = "out"', "next = 'b'")
    + "[resource.place]\ncapacity = 1\n[stage.b]\nuses = 'place'\nlasts = '1 week'\nnext = 'out'\n"
    + "[target.share]\nshare_of = 'entered a'\nreach = 'entered b'\nat_least = 0.5\n",
    "follow-up missing for work": HEAD.replace("[run]", "[run]  #! follow-up-missing")
    + STAFF
    + PATHWAY.replace('next = "out"', "work = { by = 'caseworker', time = '1 hour' }\nnext = 'out'")
    + "[target.share]\nshare_of = 'entered a'\nreach = 'entered out'\nat_least = 0.5\n",
    "grammar of an event": HEAD + PATHWAY + "[target.t]\ncount = 'enters a'  #! bad-grammar\nat_least = 3\n",
    "cost of nothing": HEAD + PATHWAY + "[target.t]\nfigure = 'cost_own'  #! no-cost\nat_most = 3\n",
    "a session tried again at once": HEAD + PATHWAY + "[gate.g]\ndates = ['5 days']\nseats = 1\n"
    "below = 'try_again'\ntries = 2\nagain_after = '0 days'  #! out-of-range\n",
    "grammar of closed weeks": HEAD + PATHWAY + "[calendar]\nclosed = ['summer']  #! bad-grammar\n",
    "a name with a capital": HEAD + PATHWAY + "[resource.Place]  #! bad-name\ncapacity = 1\n",
    "composition": HEAD
    + GROUP
    + PATHWAY.replace(
        "rate = 100",
        "every = '91 days'\nsize = 20\nattributes = { group = { exactly = { jobparat = 6 } } }  #! composition",
    ),
    "attributes in a circle": HEAD
    + "[attribute.x]  #! attribute-cycle\np = { by = 'y', r = 0.1, s = 0.2 }\nq = 'rest'\n"
    + "[attribute.y]\nr = { by = 'x', p = 0.1, q = 0.2 }\ns = 'rest'\n"
    + PATHWAY,
    "too many sessions": HEAD + PATHWAY + "[gate.g]\nfirst = 2021-02-01\nevery = '1 second'  #! too-many\nseats = 3\n",
    "too many people a month": HEAD + PATHWAY.replace("rate = 100", "rate = 12e6  #! too-many"),
    "too many people a month by a factor": HEAD
    + PATHWAY.replace("rate = 100", "rate = 1e6  #! too-many")
    + "[[change]]\nfrom = '10 days'\nto = '20 days'\ntimes = { 'arrivals.search' = 20 }\n",
    "too many people a month by a profile": HEAD
    + PATHWAY.replace("rate = 100", "rate = 1e6  #! too-many\nprofile = { period = '2 days', factors = [0, 20] }"),
    "too many tokens a month": HEAD + PATHWAY + "[pool.p]\nrate = '40000 per day'  #! too-many\n",
    "CSV without the column": HEAD + PATHWAY.replace("rate = 100", "csv = 'rows.csv'  #! csv"),
    "CSV that is not there": HEAD + PATHWAY.replace("rate = 100", "csv = 'none.csv'  #! missing-file"),
    "no format": "[run]  #! missing-key\nyears = 1\n" + PATHWAY,
    "format 2": HEAD.replace("format = 1", "format = 2  #! wrong-format") + PATHWAY,
    "not TOML": HEAD + PATHWAY + "[stage.b\n  #! not-toml\n".replace("\n  #!", "  #!"),
    "the same key twice": HEAD + PATHWAY.replace('to = "a"', 'to = "a"\nto = "a"  #! defined-twice'),
    "the file that is extended is missing": "format = 1\nextends = 'rengoring.toml'  #! missing-file\n",
    "circular extends": "format = 1\nextends = 'case.toml'  #! circular-extends\n",
}


@pytest.mark.parametrize("name", CASES)
def test_problem_is_found_where_it_is(name, tmp_path):
    write(tmp_path, "day,group\n2021-02-01,jobparat\n", "rows.csv")
    text = CASES[name]
    expected = marked(text)
    assert expected, "the case expects nothing"
    with pytest.raises(ProblemsFound) as found:
        load(write(tmp_path, text))
    assert {(problem.code, problem.line) for problem in found.value.problems} == expected, str(found.value)
    assert all(problem.file.endswith("case.toml") for problem in found.value.problems)


def test_a_correct_file_has_no_problems(tmp_path):
    assert load(write(tmp_path, HEAD + PATHWAY)).warnings == ()


def test_every_code_is_tested_and_documented():
    tested = {code for text in CASES.values() for code, _ in marked(text)} | {"not-utf8", "too-large", "not-allowed"}
    documented = re.findall(r"^\| `([a-z0-9-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    of_records = {code for code in CODES if code.startswith("record-")} | {"personal-number"}  # tests/records
    assert set(CODES) == tested | of_records
    assert sorted(CODES) == documented


def test_not_utf8(tmp_path):
    path = tmp_path / "case.toml"
    path.write_bytes((HEAD + PATHWAY).encode() + "[exit.slut] # på".encode("latin-1"))
    with pytest.raises(ProblemsFound) as found:
        load(path)
    (problem,) = found.value.problems
    assert (problem.code, problem.line) == ("not-utf8", (HEAD + PATHWAY).count("\n") + 1)


def test_too_large(tmp_path):
    with pytest.raises(ProblemsFound) as found:
        load(write(tmp_path, "#" * 1_000_001))
    (problem,) = found.value.problems
    assert problem.code == "too-large"
    assert problem.allowed == "at most 1000000 bytes"


def test_missing_file_names_the_nearest(tmp_path):
    write(tmp_path, HEAD + PATHWAY, "rengoering.toml")
    with pytest.raises(ProblemsFound) as found:
        load(write(tmp_path, "format = 1\nextends = 'rengoring.toml'\n"))
    (problem,) = found.value.problems
    assert problem.nearest == "rengoering.toml"


def test_all_problems_are_reported_at_once_in_order_of_line(tmp_path):
    text = (
        HEAD
        + PATHWAY.replace('"5 days"', "5  #! wrong-unit").replace('"out"', '"uot"  #! unknown-name')
        + "[resource.place]\ncapacity = -1  #! negative\nturnarund = 3  #! unknown-key\n"
        + "[parameters.x]  #! unused-parameter\nvalue = 1\n"
    )
    with pytest.raises(ProblemsFound) as found:
        load(write(tmp_path, text))
    assert {(problem.code, problem.line) for problem in found.value.problems} == marked(text)
    lines = [problem.line for problem in found.value.problems]
    assert lines == sorted(lines)


def test_a_problem_in_an_inherited_file_names_that_file(tmp_path):
    write(tmp_path, HEAD + PATHWAY.replace('"5 days"', '"5 dayz"'), "base.toml")
    child = write(tmp_path, "format = 1\nextends = 'base.toml'\n[arrivals.search]\nrate = -1\n")
    with pytest.raises(ProblemsFound) as found:
        load(child)
    places = [(Path(problem.file).name, problem.line, problem.code) for problem in found.value.problems]
    assert places == [("case.toml", 4, "negative"), ("base.toml", 9, "wrong-type")]


def test_what_a_problem_says():
    problem = Problem(
        "f.toml", 7, "stage.a.next.uot", "unknown-name", "There is no step of that name", '"uot"', "a, out", "out"
    )
    assert str(problem) == (
        "f.toml:7: unknown-name: stage.a.next.uot: There is no step of that name. "
        'Found "uot", allowed a, out. Did you mean out?'
    )
    assert problem.meaning("da") == "navnet findes ikke"


def test_a_value_beyond_the_range_of_its_source_is_answered_with_a_warning(tmp_path):
    text = HEAD + "[parameters.slots]\nvalue = 12\nlow = 8\nhigh = 20\n" + PATHWAY
    (tmp_path / "f.toml").write_text(text + "[resource.place]\ncapacity = '$slots'\n")
    assert not any("slots" in warning for warning in load(tmp_path / "f.toml").warnings)
    [warning] = [text for text in load(tmp_path / "f.toml", {"slots": "30"}).warnings if "slots" in text]
    assert warning == "slots = 30 lies outside the range that its source supports, 8 to 20"


@pytest.mark.parametrize(
    ("values", "code", "nearest"),
    [
        ({"slot": "14"}, "unknown-name", "slots"),
        ({"slots": "many"}, "wrong-type", ""),
        ({"slots": "3 days"}, "wrong-unit", ""),
        ({"slots": "nan"}, "not-finite", ""),
        ({"slots": 13.5}, "not-whole", ""),
        ({"mode": "quik"}, "choice-not-allowed", "quick"),
    ],
)
def test_values_given_on_the_command_line_are_checked(values, code, nearest, tmp_path):
    text = (
        HEAD
        + "[parameters.slots]\nvalue = 12\nlow = 8\nhigh = 20\n"
        + "[parameters.mode]\nvalue = 'slow'\nchoices = ['slow', 'quick']\n"
        + PATHWAY.replace('"5 days"', "{ by = '$mode', slow = '5 days', quick = '1 day' }")
        + "[resource.place]\ncapacity = '$slots'\n"
    )
    with pytest.raises(ProblemsFound) as found:
        assemble(read(write(tmp_path, text)), values)
    (problem,) = found.value.problems
    assert (problem.code, problem.nearest) == (code, nearest)
    if code != "not-whole":  # that shows where the value is used
        assert (problem.file, problem.line) == ("--set", 0)


def test_warnings(tmp_path):
    text = (
        HEAD
        + "[arrivals.search]\nto = 'a'\nrate = 100\n[resource.x]\ncapacity = 3\n[resource.y]\ncapacity = 3\n"
        + "[stage.a]\nuses = 'x'\nlasts = '1 day'\nnext = { b = 0.5, c = 'rest' }\n"
        + "[stage.b]\nuses = ['x', 'y']\nlasts = '1 day'\nnext = { a = 0.5, out = 'rest' }\n"
        + "[stage.c]\nuses = 'y'\nlasts = '1 day'\nelse = 'out'\nnext = 'b'\n[exit.out]\n"
    )
    assert load(write(tmp_path, text)).warnings == (
        "nothing limits how often people go round: a -> b -> a",
        "stage.c has `else`, but nothing ever turns anybody away",
        "people can block each other: while they keep one they wait for the next, x -> y -> x",
    )


def test_a_value_that_was_set_is_reported_where_it_was_written(tmp_path: Path) -> None:
    """Not where the parameter is used, which may be in a file that somebody else keeps."""
    base = write(tmp_path, HEAD + PATHWAY + '[parameters.n]\nvalue = 2\n[resource.room]\ncapacity = "$n"\n')
    mine = tmp_path / "mine.toml"
    mine.write_text(f'format = 1\nextends = "{base.name}"\n[set]\nn = -3\n', "utf-8")
    source = read(mine)
    with pytest.raises(ProblemsFound) as found:
        assemble(source)
    (problem,) = found.value.problems
    assert (problem.file, problem.line, problem.key) == (str(mine), 4, "set.n")
    assert "resource.room.capacity" in problem.message
    with pytest.raises(ProblemsFound) as found:
        assemble(source, {"n": -2})
    (problem,) = found.value.problems
    assert (problem.file, problem.line, problem.key) == ("--set", 0, "n")
