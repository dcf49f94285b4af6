"""Every kind of element of the language is read into what the schema says."""

from __future__ import annotations

import math

import pytest

from sim.scenario import load
from sim.scenario.schema import (
    DAY,
    FOREVER,
    MONTH,
    REST,
    WEEK,
    YEAR,
    Benefit,
    Budget,
    Case,
    Cost,
    Dated,
    Draw,
    Factor,
    FixedCost,
    HazardPiece,
    Law,
    Limit,
    Route,
    Search,
    Span,
    Status,
    Steps,
    Titles,
    When,
    Work,
)
from tests.scenario.snippets import GROUP, HEAD, PATHWAY, write

pytestmark = pytest.mark.unit
JANUARY, FEBRUARY, MARCH, AUGUST, YEAR_2022 = 31 * DAY, 31 * DAY, 59 * DAY, 212 * DAY, 365 * DAY
PLACE = "[resource.place]\ncapacity = 3\n"


def scenario(tmp_path, text, head=HEAD):
    return load(write(tmp_path, head + text))


def only(things, name):
    (found,) = (thing for thing in things if thing.name == name)
    return found


def stage(tmp_path, lines, more=""):
    """Stage ``a`` with further lines."""
    text = PATHWAY.replace('lasts = "5 days"', lines if "lasts" in lines else 'lasts = "5 days"\n' + lines)
    return only(scenario(tmp_path, text + more).steps, "a")


# --- run and parameters ----------------------------------------------------------------------------------------------


def test_run_with_recruiting_before_reporting(tmp_path):
    head = HEAD.replace("years = 1", "years = 3\nrecruit_from = 2020-09-01\nfollow_up = '24 months'\nreplications = 50")
    run = scenario(tmp_path, PATHWAY, head).run
    assert run.first_day.isoformat() == "2020-09-01"
    assert (run.start, run.end) == (122 * DAY, (122 + 3 * 365) * DAY)
    assert (run.follow_up, run.replications, run.warm_up) == (Span(24, "months"), 50, 0)


def test_run_of_a_theory_file(tmp_path):
    head = HEAD.replace("years = 1", "length = '40000 days'\nwarm_up = '1000 days'")
    run = scenario(tmp_path, PATHWAY, head).run
    assert (run.start, run.end, run.warm_up) == (0, 40_000 * DAY, 1000 * DAY)


def test_parameters_of_every_kind(tmp_path):
    found = scenario(
        tmp_path,
        "[parameters.n]\nvalue = 12\nunit = 'places'\nlow = 8\nhigh = 20\nstep = 1\nbasis = 'text'\nsource = 's'\n"
        "lever = true\ntitle = { da = 'Pladser', en = 'Places' }\nlaw = { triangular = [8, 12, 20] }\n"
        "[parameters.stay]\nvalue = '4 weeks'\nlow = '1 week'\nhigh = '14 days'\nunit = 'days'\n".replace(
            "14 days", "70 days"
        )
        + "[parameters.months]\nvalue = 2\nunit = 'months'\n"
        "[parameters.often]\nvalue = '7 per week'\n"
        "[parameters.yearly]\nvalue = 120\nunit = 'per year'\n"
        "[parameters.from]\nvalue = 2021-03-01\n"
        "[parameters.mode]\nvalue = 'b'\nchoices = ['a', 'b']\n"
        "[parameters.twice]\nformula = 'max(2 * n, 10) - 1'\n"
        "[parameters.share]\nvalue = '35 %'\n"
        "[arrivals.x]\nto = 'a'\nrate = '$yearly'\nfrom = '$from'\n"
        "[resource.place]\ncapacity = '$n'\n[resource.more]\ncapacity = '$twice'\n"
        "[stage.a]\nlasts = '$stay'\nnext = { b = '$share', out = 'rest' }\n"
        "[stage.b]\nlasts = { by = '$mode', a = '1 day', b = '$months' }\nnext = 'out'\n"
        "[risk.r]\nin = 'a'\nrate = '$often'\nto = 'out'\n[exit.out]\n",
    )
    values = {parameter.name: (parameter.value, parameter.unit) for parameter in found.parameters}
    assert values == {
        "n": (12.0, "places"),
        "stay": (28.0, "days"),
        "months": (2.0, "months"),
        "often": (7.0, "per week"),
        "yearly": (120.0, "per year"),
        "from": ("2021-03-01", "date"),
        "mode": ("b", ""),
        "twice": (23.0, ""),
        "share": (0.35, ""),
    }
    n = only(found.parameters, "n")
    assert (n.low, n.high, n.step, n.basis, n.lever, n.used) == (8, 20, 1, "text", True, True)
    assert n.source == Titles("s", "s")
    assert n.titles == Titles("Pladser", "Places")
    assert n.law == Law("triangular", (("low", 8.0), ("mode", 12.0), ("high", 20.0)), "number")
    assert (only(found.parameters, "stay").low, only(found.parameters, "stay").high) == (7.0, 70.0)
    assert only(found.steps, "a").lasts == Span(28 * DAY, "seconds")
    assert only(found.steps, "b").lasts == Span(2, "months")
    assert only(found.arrivals, "x").start == 59 * DAY
    assert only(found.arrivals, "x").rate == Steps(120 / YEAR)
    assert only(found.resources, "more").capacity == Steps(23.0)
    assert only(found.risks, "r").law == Law("hazard", pieces=(HazardPiece(math.inf, 7 / WEEK),))


# --- properties ------------------------------------------------------------------------------------------------------


def test_attributes(tmp_path):
    text = GROUP + (
        "[attribute.age]\nuniform = [18, 60]\n"
        "[attribute.afraid]\nno = 'rest'\nyes = { by = 'group', jobparat = 0.1, other = 0.25 }\n"
    )
    found = scenario(tmp_path, text + PATHWAY)
    assert found.attributes == ("age", "group", "afraid")
    assert [one.name for one in found.properties] == ["afraid", "age", "group", "source"]
    assert only(found.properties, "group").categories == ("aktivitetsparat", "jobparat")
    assert only(found.properties, "group").draw == Draw(shares=(("jobparat", 0.3), ("aktivitetsparat", 0.7)))
    assert only(found.properties, "age").draw == Draw(law=Law("uniform", (("low", 18.0), ("high", 60.0)), "number"))
    yes = Case("group", (("jobparat", 0.1),), 0.25)
    no = Case("group", (("aktivitetsparat", 0.75), ("jobparat", 0.9)), 0.75)
    assert only(found.properties, "afraid").draw == Draw(shares=(("yes", yes), ("no", no)))
    assert only(found.properties, "source").categories == ("search",)


def test_marks(tmp_path):
    found = stage(tmp_path, "marks = { hours = { triangular = [8, 20, 37] }, paid = { yes = 0.2, no = 'rest' } }")
    assert found.marks == (
        ("hours", Draw(law=Law("triangular", (("low", 8.0), ("mode", 20.0), ("high", 37.0)), "number"))),
        ("paid", Draw(shares=(("yes", 0.2), ("no", 0.8)))),
    )


def test_cases_of_a_numeric_property_are_ascending_bounds(tmp_path):
    text = "[attribute.age]\nuniform = [18, 60]\n" + PATHWAY.replace(
        '"5 days"', "{ by = 'age', '< 45' = '2 days', other = '3 days', '<25' = '1 day' }"
    )
    day = {n: Span(n * DAY, "seconds") for n in (1, 2, 3)}
    assert only(scenario(tmp_path, text).steps, "a").lasts == Case("age", (("< 25", day[1]), ("< 45", day[2])), day[3])


def test_none_for_some_is_spelt_out(tmp_path):
    text = GROUP + PATHWAY.replace("[stage.a]", "[stage.a]\ngate = { by = 'group', jobparat = 'g', other = 'none' }")
    text += "[gate.g]\nfirst = 2021-02-01\nevery = '1 week'\nseats = 3\n"
    gate = only(scenario(tmp_path, text).steps, "a").gate
    assert gate == Case("group", (("aktivitetsparat", None), ("jobparat", "g")), None)


# --- streams ---------------------------------------------------------------------------------------------------------


def arrivals(tmp_path, lines, more=""):
    return only(scenario(tmp_path, PATHWAY.replace("rate = 100", lines) + more).arrivals, "search")


def test_poisson_arrivals_with_dates_profile_and_pause(tmp_path):
    found = arrivals(
        tmp_path,
        "rate = { start = 100, 2021-03-01 = '1 per 8 hours' }\nuntil = 2021-08-01\nnumber = 500\n"
        "profile = { period = '1 day', factors = [0, 2] }\npause = { while = ['line a', 'a'], at_least = 20 }\n"
        "title = 'Henvisninger'",
    )
    assert found.rate == Steps(100 / YEAR, ((59 * DAY, 1 / (8 * 3600)),))
    assert (found.start, found.end, found.number) == (0, AUGUST, 500)
    assert (found.profile_period, found.profile) == (DAY, (0.0, 2.0))
    assert (found.pause_while, found.pause_at_least) == ((("inside", "a"), ("line", "a")), Steps(20))
    assert found.titles == Titles("Henvisninger", "Henvisninger")


def test_fixed_number_a_year(tmp_path):
    found = arrivals(tmp_path, "a_year = 20\nspread = 'even'")
    assert (found.a_year, found.spread, found.rate) == (Steps(20), "even", None)


def test_cohorts_on_dates(tmp_path):
    found = arrivals(tmp_path, "every = '1 month'\nfirst = 2021-01-31\nuntil = 2021-06-01\nsize = { poisson = 4 }")
    assert [time // DAY for time in found.times] == [30, 58, 89, 119, 150]  # 31 Jan, 28 Feb, 31 Mar, 30 Apr, 31 May
    assert found.size == Law("poisson", (("mean", 4.0),), "number")
    found = arrivals(tmp_path, "dates = [2021-02-01, '2021-01-05T12:00', '3 days']\nsize = 12")
    assert found.times == (3 * DAY, 4 * DAY + DAY // 2, FEBRUARY)
    assert found.size == 12.0


def test_series_go_on_well_beyond_the_run(tmp_path):
    found = arrivals(tmp_path, "every = '91 days'")
    assert found.times[:3] == (0, 91 * DAY, 182 * DAY)
    assert found.times[-1] // DAY == (365 + 3 * 366) // 91 * 91


def test_composition_gives_the_size(tmp_path):
    text = PATHWAY.replace(
        "rate = 100", "every = '91 days'\nattributes = { group = { exactly = { jobparat = 6, aktivitetsparat = 14 } } }"
    )
    found = only(scenario(tmp_path, GROUP + text).arrivals, "search")
    assert found.size == 20.0
    assert found.attributes == (("group", Draw(composition=(("aktivitetsparat", 14), ("jobparat", 6)))),)


def test_intervals_and_fixed_attributes(tmp_path):
    text = PATHWAY.replace(
        "rate = 100", "between = { gamma = { shape = 2, scale = '3 days' } }\nattributes = { group = 'jobparat' }"
    )
    found = only(scenario(tmp_path, GROUP + text).arrivals, "search")
    assert found.between == Law("gamma", (("shape", 2.0), ("scale", 3.0 * DAY)))
    assert found.attributes == (("group", Draw(category="jobparat")),)


def test_arrivals_from_a_csv_file(tmp_path):
    write(tmp_path, "date;group;age\n2021-02-01;jobparat;30\n2021-01-05;;41.5\n", "rows.csv")
    text = GROUP + "[attribute.age]\nuniform = [18, 60]\n" + PATHWAY.replace("rate = 100", "csv = 'rows.csv'")
    found = only(scenario(tmp_path, text).arrivals, "search")
    assert found.times == (4 * DAY, FEBRUARY)
    assert found.rows == ((("age", "41.5"),), (("age", "30"), ("group", "jobparat")))


def test_people_who_are_there_already(tmp_path):
    write(tmp_path, "elapsed_days,group\n10,jobparat\n0.5,\n", "there.csv")
    text = (
        "[backlog.inside]\ninside = 'a'\npeople = 4\nelapsed = { uniform = ['0 days', '5 days'] }\n"
        "[backlog.line]\nwaiting_for = 'a'\ncsv = 'there.csv'\n"
    )
    inside, line = scenario(tmp_path, GROUP + PATHWAY + text).backlog
    assert (inside.at, inside.inside, inside.people) == ("a", True, 4)
    assert inside.elapsed == Law("uniform", (("low", 0.0), ("high", 5.0 * DAY)))
    assert (line.at, line.inside, line.people, line.elapsed) == ("a", False, 2, (10 * DAY, DAY // 2))
    assert line.rows == ((("group", "jobparat"),), ())


def test_pools(tmp_path):
    text = (
        "[pool.vacancy]\nrate = 18\nlifetime = { exponential = '6 weeks' }\nmax_open = 3\ninitial = 1\nserve = 'last'\n"
        "[pool.dated]\nevery = '30 days'\nfirst = 2021-02-01\nuntil = 2021-04-01\nsize = 2\n"
        "[stage.b]\nlasts = '1 day'\nmeanwhile = { vacancy = 'out', dated = 'out' }\nnext = 'out'\n"
    )
    found = scenario(tmp_path, PATHWAY.replace('next = "out"', "next = 'b'") + text)
    dated, vacancy = found.pools
    assert vacancy.rate == Steps(18 / YEAR)
    assert vacancy.lifetime == Law("exponential", (("mean", 6.0 * WEEK),))
    assert (vacancy.max_open, vacancy.initial, vacancy.serve) == (3, 1, "last")
    assert (dated.times, dated.size, dated.lifetime) == ((31 * DAY, 61 * DAY), 2, None)
    assert only(found.steps, "b").meanwhile == (("dated", "out"), ("vacancy", "out"))


# --- places, staff, sessions -----------------------------------------------------------------------------------------


def test_resources(tmp_path):
    text = (
        "[resource.place]\ncapacity = { start = 12, 2021-08-01 = 14, '30 days' = 13, 2020-01-01 = 11 }\n"
        "opens = 2021-02-01\n"
        "closes = 2022-01-01\nturnaround = '2 working days'\nunit = 'pladser'\ntext = 'L87'\n"
    )
    (place,) = scenario(tmp_path, PATHWAY + text).resources
    assert place.capacity == Steps(0.0, ((FEBRUARY, 13.0), (AUGUST, 14.0), (YEAR_2022, 0.0)))
    assert (place.turnaround, place.unit, place.text) == (Span(2, "working days"), "pladser", "L87")


def test_staff(tmp_path):
    text = (
        "[staff.s]\npeople = { start = 1, 2021-03-01 = 0.5 }\n"
        "hours = '24 hours'\nopens = '09:30'\ncost_per_hour = 420\n"
        "closed = ['2021-02-01 to 2021-02-08']\n[staff.all]\npeople = 2\nhours = 14\ndays = 'all'\n"
    )
    everyday, found = scenario(tmp_path, PATHWAY + text).staff
    assert found.people == Steps(1.0, ((MARCH, 0.5),))
    assert (found.hours, found.opens, found.cost_per_hour, found.closed_days) == (
        Steps(24),
        34_200,
        Steps(420),
        ((31, 38),),
    )
    assert (everyday.hours, everyday.opens, everyday.every_day) == (Steps(14), 28_800, True)


def test_gates(tmp_path):
    text = PLACE + (
        "[gate.hold]\nfirst = 2021-02-01\nevery = '13 weeks'\n"
        "at = '12:00'\nuntil = 2021-08-15\nseats = 12\nminimum = 4\n"
        "others = { poisson = 6 }\ncancelled = 0.1\nbelow = 'try_again'\n"
        "again_after = '1 week'\ntries = 2\nbackfill = 'place'\n"
        "[gate.dates]\ndates = ['2021-03-01T09:00', 2021-02-01]\nat = '10:00'\nseats = { start = 5, 2021-02-15 = 6 }\n"
        "days = 'all'\n"
    )
    dates, hold = scenario(tmp_path, PATHWAY + text).gates
    assert hold.times == tuple((31 + 91 * i) * DAY + DAY // 2 for i in range(3))
    assert (hold.seats, hold.minimum, hold.cancelled) == (Steps(12.0), Steps(4.0), Steps(0.1))
    assert hold.others == Law("poisson", (("mean", 6.0),), "number")
    assert (hold.below, hold.again_after, hold.tries, hold.backfill) == ("try_again", Span(WEEK, "seconds"), 2, "place")
    assert hold.opening_days
    assert dates.times == (FEBRUARY + 36_000, MARCH + 32_400)
    assert (dates.seats, dates.opening_days, dates.others) == (Steps(5.0, ((45 * DAY, 6.0),)), False, 0.0)


# --- steps -----------------------------------------------------------------------------------------------------------


def test_a_stage_with_everything(tmp_path):
    more = PLACE + (
        "[staff.s]\npeople = 1\nhours = 37\n[gate.g]\nfirst = 2021-02-01\nevery = '1 week'\nseats = 3\n"
        "[budget.b]\namounts = { 2021-02-01 = 1000 }\n[exit.no]\n"
    )
    found = stage(
        tmp_path,
        "uses = { place = 2 }\nspends = { b = 99.5 }\ngate = 'g'\nsetup = '3 days'\nstarts = 'opening days'\n"
        "work = [{ by = 's', time = '90 minutes' }, { by = 's', time = '1 hour', ahead = '7 days' }]\n"
        "patience = '1 month'\nelse = 'no'\npriority = 2\nsupport = 'partly'\n"
        "cost = { per_start = 10, per_day = 1, per_working_day = 700, funder_share = 0.8, funder = 'puljen' }\n"
        "text = 'L1'",
        more,
    )
    assert found.uses == (("b", 100), ("place", 2))
    assert (found.gate, found.setup, found.starts_on_opening_days) == ("g", Span(3 * DAY, "seconds"), True)
    hour = Span(3600, "seconds")
    assert found.work == (Work("s", hour, 7 * DAY), Work("s", Span(5400, "seconds"), None))
    assert (found.patience, found.otherwise, found.priority, found.support) == (Span(1, "months"), "no", 2, "partly")
    assert found.cost == Cost(10, 1, 700, funder_share=0.8, funder="puljen")
    assert (found.lasts, found.text, found.route) == (Span(5 * DAY, "seconds"), "L1", Route(rest="out"))


def test_claims_by_property(tmp_path):
    text = GROUP + PLACE + "[resource.colleague]\ncapacity = 2\n[budget.b]\namounts = { 2021-02-01 = 1000 }\n" + PATHWAY
    text = text.replace(
        "[stage.a]",
        "[stage.a]\nuses = { by = 'group', jobparat = ['place', 'colleague'], other = 'none' }\n"
        "spends = { b = { by = 'group', jobparat = 5, aktivitetsparat = 0 } }",
    )
    both = (("colleague", 1), ("place", 1))
    spent = Case("group", (("aktivitetsparat", both), ("jobparat", (("b", 5), *both))))
    nothing = Case("group", (("aktivitetsparat", ()), ("jobparat", (("b", 5),))))
    assert only(scenario(tmp_path, text).steps, "a").uses == Case("group", (("jobparat", spent),), nothing)


@pytest.mark.parametrize(
    ("written", "law"),
    [
        ("{ fixed = '2 months' }", Span(2, "months")),
        ("'0.5 years'", Span(6, "months")),
        ("'3 working days'", Span(3, "working days")),
        ("{ exponential = '1.5 months' }", Law("exponential", (("mean", 1.5 * MONTH),))),
        (
            "{ uniform = ['1 working day', '3 working days'] }",
            Law("uniform", (("low", 1.0), ("high", 3.0)), "working days"),
        ),
        (
            "{ weibull = { shape = 0.601, scale = '22.07 months' } }",
            Law("weibull", (("shape", 0.601), ("scale", 22.07 * MONTH))),
        ),
        (
            "{ lognormal = { median = '7 days', log_sd = 1 } }",
            Law("lognormal", (("log_mean", math.log(7 * DAY)), ("log_sd", 1.0))),
        ),
        (
            "{ normal = { mean = '10 days', sd = '2 days', low = '1 day', high = '20 days' } }",
            Law("normal", (("mean", 10.0 * DAY), ("sd", 2.0 * DAY), ("low", 1.0 * DAY), ("high", 20.0 * DAY))),
        ),
        (
            "{ empirical = ['5 days', '3 days', '5 days'] }",
            Law("empirical", values=(3.0 * DAY, 5.0 * DAY), shares=(1 / 3, 2 / 3)),
        ),
        (
            "{ discrete = { values = ['1 day', '2 days'], shares = [0.25, 0.75] } }",
            Law("discrete", values=(1.0 * DAY, 2.0 * DAY), shares=(0.25, 0.75)),
        ),
        (
            "{ hazard = [{ until = '3 months', rate = '0.1 per month' }, { rate = '0.05 per month' }] }",
            Law("hazard", pieces=(HazardPiece(3.0 * MONTH, 0.1 / MONTH), HazardPiece(math.inf, 0.05 / MONTH))),
        ),
        (
            "{ exponential = '2 months', early = { factor = 0.8, for = '3 months' } }",
            Law("exponential", (("mean", 2.0 * MONTH),), early_factor=0.8, early_until=3.0 * MONTH),
        ),
    ],
)
def test_laws(written, law, tmp_path):
    assert stage(tmp_path, f"lasts = {written}").lasts == law


def test_observed_lengths_from_a_csv_file(tmp_path):
    write(tmp_path, "days\n3\n5\n", "seen.csv")
    found = stage(tmp_path, "lasts = { empirical = { csv = 'seen.csv', column = 'days', unit = 'days' } }").lasts
    assert found == Law("empirical", values=(3.0 * DAY, 5.0 * DAY), shares=(0.5, 0.5))


def test_a_property_inside_a_law_gives_a_law_for_each_case(tmp_path):
    text = GROUP + PATHWAY.replace(
        '"5 days"',
        "{ exponential = { by = 'group', jobparat = '3 days', aktivitetsparat = '5 days' }, limit = '9 days' }",
    )
    text = text.replace('next = "out"', "next = { found = 'out', not_found = 'no' }") + "[exit.no]\n"
    found = only(scenario(tmp_path, text).steps, "a")

    def search(days):
        return Search(Law("exponential", (("mean", days * DAY),)), 1.0, Span(9 * DAY, "seconds"))

    assert found.lasts == Case("group", (("aktivitetsparat", search(5.0)), ("jobparat", search(3.0))))
    assert found.route == Route(ends=(("found", "out"), ("not_found", "no")))


def test_routes(tmp_path):
    more = "[exit.b]\n[exit.c]\n"
    text = GROUP + PATHWAY + more

    def route(written):
        return only(scenario(tmp_path, text.replace('next = "out"', f"next = {written}")).steps, "a").route

    assert route("{ b = 0.2, c = '30 %', out = 'rest' }") == Route((("b", 0.2), ("c", 0.3)), "out")
    assert route("{ b = 0.2, c = 0.3, out = 0.5 }") == Route((("b", 0.2), ("c", 0.3)), "out")  # the last by name
    share = Case("group", (("jobparat", 0.5),), 0.1)
    assert route("{ b = { by = 'group', jobparat = 0.5, other = 0.1 }, c = 0.2, out = 'rest' }") == Route(
        (("b", share), ("c", 0.2)), "out"
    )
    whole = route(
        "{ by = 'group', jobparat = { b = 0.4, c = 'rest' }, aktivitetsparat = { b = 0.1, c = 0.1, out = 'rest' } }"
    )
    assert whole == Route(
        (
            ("b", Case("group", (("aktivitetsparat", 0.1), ("jobparat", 0.4)))),
            ("c", Case("group", (("aktivitetsparat", 0.1), ("jobparat", 0.0)))),
        ),
        Case("group", (("aktivitetsparat", "out"), ("jobparat", "c"))),
    )


def test_limits(tmp_path):
    text = GROUP + PATHWAY.replace(
        'next = "out"',
        "next = { a = 0.5, out = 'rest' }\n"
        "limit.a = { visits = { by = 'group', jobparat = 1, aktivitetsparat = 2 }, else = 'out' }",
    )
    found = only(scenario(tmp_path, text).steps, "a")
    assert found.limits == (Limit("a", Case("group", (("aktivitetsparat", 2), ("jobparat", 1))), "out"),)


def test_decision_wait_and_exit(tmp_path):
    text = (
        PLACE
        + PATHWAY.replace('next = "out"', "uses = 'place'\nnext = 'd'")
        + (
            "[decision.d]\nnext = { w = 0.5, out = 'rest' }\nmarks = { paid = { yes = 0.2, no = 'rest' } }\n"
            "[wait.w]\ntakes = 'vacancy'\nuses = ['place']\n"
            "patience = '0 days'\nelse = 'out'\nnext = 'job'\npriority = 1\n"
            "[pool.vacancy]\nrate = 18\n"
            "[exit.job]\nsupport = 'self'\ncost = { per_start = 5000 }\ngroup = 'job'\npositive = true\n"
        )
    )
    found = scenario(tmp_path, text)
    decision, wait, job = (only(found.steps, name) for name in ("d", "w", "job"))
    assert (decision.kind, decision.route) == ("decision", Route((("w", 0.5),), "out"))
    assert decision.marks == (("paid", Draw(shares=(("yes", 0.2), ("no", 0.8)))),)
    assert (wait.kind, wait.takes, wait.uses, wait.priority) == ("wait", "vacancy", (("place", 1),), 1)
    assert (wait.patience, wait.otherwise) == (Span(0, "seconds"), "out")
    assert (job.kind, job.support, job.cost, job.group, job.positive) == ("exit", "self", Cost(5000), "job", True)


def test_risks_and_follow_ups(tmp_path):
    text = PATHWAY + (
        "[staff.s]\npeople = 1\nhours = 37\n[exit.dropout]\n"
        "[risk.rate]\nin = ['a']\nrate = '0.007 per week'\nto = 'dropout'\n"
        "[risk.never]\nin = ['a']\nrate = '0 per week'\nto = 'dropout'\n"
        "[risk.law]\nin = 'a'\ntime = { exponential = '3 months' }\nto = 'dropout'\n"
        "[followup.call]\nin = 'a'\nby = 's'\nrate = '0.25 per week'\ntime = '30 minutes'\nqueued = true\n"
        "[followup.visit]\nin = 'a'\nby = 's'\nevery = '1 week'\ntime = '1 hour'\nfor = '3 months'\n"
    )
    found = scenario(tmp_path, text)
    law, never, rate = found.risks
    assert rate.law == Law("hazard", pieces=(HazardPiece(math.inf, 0.007 / WEEK),))
    assert never.law == Law("hazard", pieces=(HazardPiece(math.inf, 0.0),))
    assert law.law == Law("exponential", (("mean", 3.0 * MONTH),))
    assert (law.stages, law.to) == (("a",), "dropout")
    call, visit = found.follow_ups
    assert (call.rate, call.every, call.queued, call.first) == (0.25 / WEEK, None, True, None)
    assert (visit.rate, visit.every, visit.queued, visit.first) == (
        None,
        Span(WEEK, "seconds"),
        False,
        Span(3 * MONTH, "seconds"),
    )
    assert (visit.time, visit.by) == (Span(3600, "seconds"), "s")


# --- calendar, money, targets ----------------------------------------------------------------------------------------


def test_calendar(tmp_path):
    text = "[calendar]\nholidays = 'DK'\nextra = ['12-24', '2021-06-07']\nclosed = ['weeks 28-30']\nstays = 'pause'\n"
    found = scenario(tmp_path, PATHWAY + text).calendar
    in_2021 = [day for day in found.holidays if 0 <= day < 365]
    # New Year, Easter (1, 2, 4, 5 April), store bededag, Ascension, Whit Sunday and Monday, 7 June, 24 to 26 December
    assert in_2021 == [0, 90, 91, 93, 94, 119, 132, 142, 143, 157, 357, 358, 359]
    assert [window for window in found.closed_days if 0 <= window[0] < 365] == [(192, 213)]
    assert found.paused_days == found.closed_days
    assert scenario(tmp_path, PATHWAY).calendar.holidays == ()


def test_money(tmp_path):
    text = (
        GROUP
        + "[attribute.weeks]\nuniform = [0, 100]\n"
        + PATHWAY
        + (
            "[budget.b]\namounts = { 2021-02-01 = 1000, 2021-08-01 = 500.4 }\nfunder = 'puljen'\n"
            "window = { from = 2021-03-01, to = 2022-01-01 }\n[cost.leader]\nper_year = 140000\n"
            "[benefit]\nmonthly = { start = 11698, 2022-01-01 = 11820 }\n"
            "refund = { 4 = 0.8, 26 = 0.4, 52 = 0.3, other = 0.2 }\n"
            "weeks_before = 'weeks'\npartly = 0.4\n"
        )
    )
    found = scenario(tmp_path, text)
    assert found.budgets == (Budget("b", ((FEBRUARY, 1000), (AUGUST, 500)), (MARCH, YEAR_2022), "puljen"),)
    (resource,) = found.resources
    assert resource.capacity == Steps(0.0, ((MARCH, 1000.0), (AUGUST, 1500.0), (YEAR_2022, 0.0)))
    assert resource.consumable
    assert found.fixed_costs == (FixedCost("leader", Steps(140000.0)),)
    monthly = Dated(((0, 11698.0), (YEAR_2022, 11820.0)))
    assert found.benefit == Benefit(monthly, ((4, 0.8), (26, 0.4), (52, 0.3), (FOREVER, 0.2)), "weeks", 0.4)


def test_benefit_by_attribute_and_by_dates_before_the_run(tmp_path):
    text = (
        GROUP
        + PATHWAY
        + "[benefit]\nmonthly = { by = 'group', jobparat = 100, other = { 2020-01-01 = 7, 2020-06-01 = 8 } }\n"
    )
    found = scenario(tmp_path, text).benefit.monthly
    assert found == Case("group", (("jobparat", Dated(((0, 100.0),))),), Dated(((0, 8.0),)))


def test_targets(tmp_path):
    text = PATHWAY.replace('next = "out"', "marks = { hours = { triangular = [8, 20, 37] } }\nnext = 'out'") + (
        "[target.volume]\ncount = 'entered a'\nper = 'window'\nat_least = 48\n"
        "[target.soon]\nshare_of = 'entered search'\nreach = 'entered out'\nwithin = '3 months'\nat_most = '40 %'\n"
        "[target.status]\nshare_of = 'left a'\n"
        "who_are = 'self or partly with hours >= 25'\nfor = '3 months'\nwithin = '28 days'\n"
        "after = 'last day in a'\nat_least = 0.6\n"
        "[target.status.also]\nshare_of = ['finished a', 'entered search']\n"
        "within = ['0 days', 'any']\nwho_are = 'self'\n"
    )
    soon, status, volume = scenario(tmp_path, text).targets
    assert (volume.count, volume.per, volume.at_least) == (When("entered", ("a",)), "window", 48)
    assert (soon.share_of, soon.reach) == (When("entered", ("search",)), When("entered", ("out",)))
    assert (soon.within, soon.at_most, soon.per) == (Span(3, "months"), 0.4, "calendar year")
    assert status.who_are == Status(True, "hours", 25.0, "self or partly with hours >= 25")
    assert (status.lasting, status.within, status.after) == (Span(3, "months"), 28 * DAY, When("last day", ("a",)))
    assert status.also_share_of == (When("finished", ("a",)), When("entered", ("search",)))
    assert (status.also_within, status.also_who_are) == ((0, None), (Status(),))


# --- changes ---------------------------------------------------------------------------------------------------------


def change(tmp_path, lines, more=""):
    pathway = PATHWAY.replace("5 days", "5 days").replace('next = "out"', "next = { b = 0.4, out = 'rest' }")
    text = pathway + "[stage.b]\nlasts = { exponential = '3 days' }\nnext = 'out'\n" + PLACE
    return scenario(tmp_path, text + f"[[change]]\nfrom = 2021-02-01\nto = 2021-03-01\n{lines}\n" + more)


def test_stop_and_pause(tmp_path):
    more = "[[change]]\nfrom = 2021-02-15\nstop = ['stage.a']\npause = ['stage.b']\n"
    found = change(tmp_path, "stop = ['stage.a', 'arrivals.search']\npause = ['a']", more)
    assert only(found.steps, "a").stops == ((FEBRUARY, FOREVER),)
    assert only(found.steps, "a").pauses == ((FEBRUARY, MARCH),)
    assert only(found.steps, "b").pauses == ((45 * DAY, FOREVER),)
    assert found.arrivals[0].stops == ((FEBRUARY, MARCH),)


def test_a_stopped_gate_has_no_sessions(tmp_path):
    text = "[gate.g]\nfirst = 2021-01-25\nevery = '1 week'\nuntil = 2021-03-09\nseats = 3\n"
    found = change(tmp_path, "stop = ['gate.g']", text)
    assert [time // DAY for time in found.gates[0].times] == [24, 59, 66]


def test_set_holds_within_its_window(tmp_path):
    more = "[[change]]\nfrom = 2021-02-15\nset = { 'resource.place.capacity' = 9 }\n"
    assert change(tmp_path, "set = { 'resource.place.capacity' = 1 }").resources[0].capacity == Steps(
        3.0, ((FEBRUARY, 1.0), (MARCH, 3.0))
    )
    found = change(tmp_path, "set = { 'resource.place.capacity' = 1, 'arrivals.search.rate' = '1 per day' }", more)
    assert found.resources[0].capacity == Steps(3.0, ((FEBRUARY, 1.0), (45 * DAY, 9.0)))  # the later one counts
    assert found.arrivals[0].rate == Steps(100 / YEAR, ((FEBRUARY, 1 / DAY), (MARCH, 100 / YEAR)))


def test_factors_multiply_where_they_overlap(tmp_path):
    more = "[[change]]\nfrom = 2021-02-15\nto = 2021-04-01\ntimes = { 'arrivals.search' = 3 }\n"
    found = change(
        tmp_path,
        "times = { 'arrivals.search' = 0.5, 'next.a.b' = 2, 'stage.b.hazard' = 4, 'stage.a.length' = 5 }",
        more,
    )
    assert found.arrivals[0].factor == Factor(((FEBRUARY, 0.5), (45 * DAY, 1.5), (MARCH, 3.0), (90 * DAY, 1.0)))
    assert only(found.steps, "a").share_factors == (("b", Factor(((FEBRUARY, 2.0), (MARCH, 1.0)))),)
    assert only(found.steps, "a").length_factor == Factor(((FEBRUARY, 5.0), (MARCH, 1.0)))
    assert only(found.steps, "b").hazard_factor == Factor(((FEBRUARY, 4.0), (MARCH, 1.0)))


def test_a_ramp_goes_in_monthly_steps(tmp_path):
    text = (
        PATHWAY
        + "[[change]]\nfrom = 2021-01-01\nto = 2021-08-01\nramp = '4 months'\ntimes = { 'arrivals.search' = 0.6 }\n"
    )
    (stream,) = scenario(tmp_path, text).arrivals
    steps = [(31 * DAY, 0.9), (59 * DAY, 0.8), (90 * DAY, 0.7), (120 * DAY, 0.6), (AUGUST, 1.0)]
    assert stream.factor is not None
    assert [time for time, _ in stream.factor.steps] == [time for time, _ in steps]
    assert [value for _, value in stream.factor.steps] == pytest.approx([value for _, value in steps], abs=1e-15)


def test_a_change_that_began_before_the_run(tmp_path):
    text = (
        PATHWAY
        + "[[change]]\nfrom = 2020-12-20\nto = 2021-02-01\nstop = ['stage.a']\ntimes = { 'arrivals.search' = 0.5 }\n"
    )
    found = scenario(tmp_path, text)
    assert only(found.steps, "a").stops == ((0, FEBRUARY),)
    assert found.arrivals[0].factor == Factor(((0, 0.5), (FEBRUARY, 1.0)))


def test_rest_is_the_word_of_the_schema():
    assert REST == "rest"
