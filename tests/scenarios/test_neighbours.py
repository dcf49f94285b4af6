"""The neighbouring programmes: their files, their citations, and the arithmetic that each of them must come to.

Figures that are means of many runs are compared within four standard errors; everything else is exact.
``neighbour_minutes.txt`` holds the cited lines of the public minutes: document, line, text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from math import ceil, comb, erf, exp, log, prod, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim.cli import main
from sim.studies.result import Result
from tests.engines.lockstep import assert_same

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "scenarios" / "neighbours"
FILES = sorted(FOLDER.glob("*.toml"))
BASES = ("text", "measured", "proxy", "assumption")
DAY = 86_400
YEAR = 365.2425
CITATION = re.compile(r"^(?:(S\d) )?L(\d+): (.+)$", re.DOTALL)

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def tables(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


@cache
def result(name: str, replications: int, **values: float | str) -> Result:
    return sim.run(sim.load(FOLDER / f"{name}.toml", **values), replications=replications, seed=1)


def close(found: Result, figure: str, wanted: float, errors: float = 4) -> None:
    """The estimate of a figure against its exact value."""
    estimate = found[figure]
    assert abs(estimate.mean - wanted) <= errors * estimate.se, (figure, estimate, wanted)


# --- the files -------------------------------------------------------------------------------------------------------


@each_file
def test_it_has_titles_a_question_and_targets_and_no_warnings(path: Path) -> None:
    scenario = sim.load(path).scenario
    assert all((scenario.titles.da, scenario.titles.en, scenario.asks.da, scenario.asks.en))
    assert scenario.targets
    assert scenario.warnings == ()


@each_file
def test_a_parameter_says_what_it_is(path: Path) -> None:
    for name, parameter in tables(path).get("parameters", {}).items():
        if set(parameter) == {"formula"}:
            continue  # a variant that computes an inherited parameter otherwise
        assert parameter["basis"] in BASES, name
        assert parameter["source"], name
        assert all(parameter["title"][lang] for lang in ("da", "en")), name
        if isinstance(parameter.get("value"), int | float):
            assert parameter["low"] <= parameter["value"] <= parameter["high"], name
            assert parameter["low"] < parameter["high"], name


def test_the_arithmetic_of_all_of_them_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--lang", "en", *map(str, FILES)]) == 0
    assert capsys.readouterr().out.count(": ok\n") == len(FILES)


def test_one_command_answers_every_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--replications", "1", "--lang", "da", "--engine", "reference", *map(str, FILES)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for path in FILES:
        assert sim.load(path).scenario.asks.da in said


@each_file
def test_both_engines_write_the_same_log(path: Path) -> None:
    assert len(assert_same(sim.load(path).model, 7, [0, 1])) > 100


# --- citations -------------------------------------------------------------------------------------------------------


@cache
def minutes() -> dict[tuple[str, int], str]:
    rows = (line.split("\t", 2) for line in (HERE / "neighbour_minutes.txt").read_text("utf-8").splitlines()[1:])
    return {(document, int(number)): text for document, number, text in rows}


def document_of(path: Path) -> str:
    found = re.search(r"^# Source (S\d):", path.read_text("utf-8"), re.MULTILINE)
    return found[1] if found else document_of(path.parent / tables(path)["extends"])


def texts_of(value: object) -> Iterator[str]:
    for key, inner in value.items() if isinstance(value, dict) else ():
        if key == "text" and isinstance(inner, str):
            yield inner
        else:
            yield from texts_of(inner)


def citations(path: Path) -> Iterator[tuple[str, int, str]]:
    own = document_of(path)
    for text in [*texts_of(tables(path)), *tables(path).get("notes", [])]:
        match = CITATION.match(text.split(" -- ")[0])
        if match:
            yield match[1] or own, int(match[2]), match[3]


@each_file
def test_every_quote_is_verbatim(path: Path) -> None:
    wrong = [quote for quote in citations(path) if quote[2] not in minutes().get(quote[:2], "")]
    assert wrong == []


@each_file
def test_every_source_names_a_line_that_is_there(path: Path) -> None:
    for name, parameter in tables(path).get("parameters", {}).items():
        stated = parameter.get("source", "")
        for source in stated.values() if isinstance(stated, dict) else (stated,):
            match = re.match(r"(S\d) L(\d+)", source)
            if not match:
                assert parameter.get("basis") != "text" or "S" not in source[:1], name
                continue
            line = minutes()[match[1], int(match[2])].casefold()
            for quote in re.findall(r"(?<!\w)'([^']+)'", source):
                assert all(part.strip().casefold() in line for part in quote.split("...")), (name, quote)


def test_the_programmes_quote_their_minutes() -> None:
    assert sum(len(list(citations(path))) for path in FILES) >= 50


# --- 1. Fodbold for Fremtiden ----------------------------------------------------------------------------------------

OUTCOMES = {"got_job": 6, "got_apprenticeship": 1, "got_education": 2, "moved_away": 1, "withdrew": 3,
            "still_not_ready": 7}  # fmt: skip


def test_football_in_a_fixed_composition_ends_as_the_third_course() -> None:
    found = result("fodbold-fast-sammensaetning", 3)
    for year in range(2024, 2029):
        for name, people in OUTCOMES.items():
            assert (found.column(f"exits.{name}@{year}") == people).all()
        assert found.column(f"cost_per_positive@{year}") == pytest.approx(140_000 / 9)
    assert round(found.value("cost_per_positive")) == 15_556
    assert found.value("cost_per_start") == pytest.approx(7_000)


def test_football_by_chance_has_the_same_means_and_a_spread_over_years() -> None:
    found = result("fodbold-for-fremtiden", 300)
    for name, people in OUTCOMES.items():
        close(found, f"exits.{name}", 5 * people)
    close(found, "cost_per_positive", 140_000 / 9)  # ratio of totals
    years = np.concatenate([found.column(f"cost_per_positive@{year}") for year in range(2024, 2029)])
    law = [comb(20, k) * 0.45**k * 0.55 ** (20 - k) for k in range(21)]
    exact = sum(p * 140_000 / k for k, p in enumerate(law) if k) / (1 - law[0])  # mean of yearly ratios: another figure
    assert exact > 16_000
    assert abs(years.mean() - exact) < 4 * years.std() / sqrt(len(years))
    reached = np.concatenate([found.column(f"attained.positive_outcomes@{year}") for year in range(2024, 2029)])
    assert abs(reached.mean() - sum(law[9:])) < 4 * reached.std() / sqrt(len(reached))


def test_football_takes_208_staff_hours_a_year() -> None:
    found = result("fodbold-for-fremtiden", 2, early_leavers="at_the_end")
    weeks_of_2025 = 365 / 7
    assert found.column("load_hours_week.coach@2025") * weeks_of_2025 == pytest.approx(208)  # 10.4 for each of 20
    assert found.column("offered_hours_week.coach@2025") * weeks_of_2025 == pytest.approx(208)


# --- 2. Lejre --------------------------------------------------------------------------------------------------------


def payment_law(outcomes: dict[int, float], people: int) -> np.ndarray[Any, Any]:
    """Law of the sum of ``people`` independent payments, by units of 40,000 kr."""
    one = np.zeros(max(outcomes) + 1)
    for units, chance in outcomes.items():
        one[units] += chance
    total = np.array([1.0])
    for _ in range(people):
        total = np.convolve(total, one)
    return total


def test_lejre_pays_a_random_amount_whose_law_is_known() -> None:
    found = result("lejre-social-investering", 800)
    stays = exp(-26 * 0.007)
    law = payment_law({2: stays * 0.25 * 0.8, 1: stays * 0.2 * 0.8, 0: 1 - stays * 0.45 * 0.8}, 20)
    units = np.arange(len(law))
    mean = 40_000 * (law @ units)
    close(found, "cost_own", mean)
    sd = 40_000 * sqrt(law @ units**2 - (law @ units) ** 2)
    assert found["cost_own"].sd == pytest.approx(sd, rel=0.1)
    at_most = law[40_000 * units <= 500_000].sum()
    below = found["attained.payment"]
    assert below.low - 0.01 <= at_most <= below.high + 0.01
    paid = found.column("cost.employed") + found.column("cost.partly_employed")
    assert (paid == found.column("cost_own")).all()


def test_lejre_own_operation_is_certain_and_a_part_of_each_price_varies_less() -> None:
    own = result("lejre-egen-drift", 20)
    assert (own.column("cost_own") == 500_000).all()
    rules = ("some_results", "part_of_price")
    some, part = (result("lejre-social-investering", 300, payment_rule=rule) for rule in rules)
    assert part["cost_own"].sd < some["cost_own"].sd
    close(part, "cost_own", 20 * exp(-26 * 0.007) * 0.8 * (0.25 * 80_000 + 0.2 * 40_000))
    assert (part.column("positive") == some.column("positive")).all()  # the same people: only the bill differs


def test_lejre_pays_for_its_own_people_only() -> None:
    all_of_them, half = (result("lejre-social-investering", 300, own_people=people) for people in (20, 10))
    close(half, "cost_own", 10 * exp(-26 * 0.007) * 0.8 * (0.25 * 80_000 + 0.2 * 40_000))
    assert (half.column("cost_own") <= all_of_them.column("cost_own")).all()


def test_lejre_seniors_find_work_at_the_rate_of_the_search_law() -> None:
    found = result("lejre-seniorer", 500)
    back = 0.5 * (1 - exp(-26 / 13))
    close(found, "cost_own", 15 * back * 0.8 * (0.7 * 40_000 + 0.3 * 20_000))
    three_months = 3 * 2_629_746 / (7 * DAY)
    close(found, "target.back_at_work", 0.5 * (1 - exp(-three_months / 13)))


# --- 3. Projekt Småjob -----------------------------------------------------------------------------------------------


def test_small_jobs_elsewhere_without_own_jobs_and_dropout() -> None:
    """Shares multiply: suitable x ready x found in time."""
    found = result("smaajob", 60, own_jobs=0, dropout=0)
    found_in_time = 0.5 * (1 - exp(-26 / 8))
    close(found, "share_reaching.job_elsewhere", 0.85 * 0.7 * found_in_time)
    assert found.value("taken.own_job") == 0


def test_places_of_small_jobs_by_littles_law() -> None:
    found = result("smaajob", 60, places=24, dropout=0)
    close(found, "busy.place", 40 / YEAR * 7 * (4 + 0.85 * 12))


def test_private_places_take_their_share() -> None:
    found = result("smaajob-private-pladser", 60, places=24, private_places=10, dropout=0)
    close(found, "busy.place", 40 / YEAR * 7 * (4 + 0.85 * 0.7 * 12))
    close(found, "busy.private_place", 40 / YEAR * 7 * 0.85 * 0.3 * 12)


def test_paid_hours_decide_the_support() -> None:
    """Hours are triangular on 2 to 25 with mode 8 and independent of how long the job lasts."""
    found = result("smaajob", 60)
    any_hours = found.value("target.paid_hours")
    for hours, above in ((10, (25 - 10) ** 2 / (23 * 17)), (15, (25 - 15) ** 2 / (23 * 17))):
        reading = f"share_of=entered clarification|within=91 days|who_are=self or partly with hours >= {hours}"
        assert abs(found.value(f"target.paid_hours[{reading}]") / any_hours - above) < 0.06
    assert found.value("retention.self[3 months]") != found.value("retention.self[3 months]")  # nobody reaches 25 hours


def test_nobody_starts_in_the_suspension_and_jobs_are_fewer_in_the_recession() -> None:
    found = sim.run(sim.load(FOLDER / "smaajob-corona-2020.toml"), replications=5, seed=1, keep_log=True)
    log, model = found.log, found.model
    assert log is not None
    from sim.log.events import Event

    starts = log.time[(log.code == Event.START) & (log.step == model.names.steps.index("clarification"))]
    closed = [(np.datetime64(a) - np.datetime64(model.scenario.run.first_day)).astype(int) * DAY
              for a in ("2020-03-12", "2020-05-27")]  # fmt: skip
    assert not ((starts >= closed[0]) & (starts < closed[1])).any()
    assert (starts < closed[0]).any()
    assert (starts >= closed[1]).any()
    close(result("smaajob-lavkonjunktur", 60), "arrived.own_job@2021", 0.6 * 10)
    close(result("smaajob-lavkonjunktur", 60), "arrived.own_job@2019", 10 - 4 * sum(range(7)) / 18 / 12, errors=6)


# --- 4. Forebyggelsesteamet ------------------------------------------------------------------------------------------


def test_226_contacts_in_15_months_half_of_them_solved_at_once() -> None:
    found = result("forebyggelsesteam", 100)
    close(found, "entries.first_talk", 226)
    assert found["entries.first_talk"].sd == pytest.approx(sqrt(226), rel=0.25)  # a Poisson count
    close(found, "exit_share.solved", 0.5)
    close(found, "exit_share.offer_done", 0.5)
    fewer = result("forebyggelsesteam", 60, adviser_hours=9)
    assert fewer.value("target.first_talk") < found.value("target.first_talk")


# --- 5. Clarification and course grants ------------------------------------------------------------------------------


def test_17_people_and_176_grants() -> None:
    found = result("afklaring-og-kurser", 100)
    assert (found.column("arrivals.for_clarification") == 17).all()
    close(found, "target.grants", 176)
    close(found, "exits.not_eligible", 44)
    in_time = 0.7 * (1 - exp(-365 / 84))
    close(found, "exit_share.job", 0.8 * in_time * 220 / 237)  # of all who come, the 17 included
    course = found.value("cost.course")
    assert found.value("cost_funded.regional uddannelsespulje") == pytest.approx(0.8 * course)
    assert found.value("cost_own") == pytest.approx(0.2 * course + found.value("cost.clarification"))


def test_the_suspension_took_46_grants_and_the_mink_farms_add_50() -> None:
    corona = result("kurser-corona-2020", 100)
    close(corona, "target.grants", 176)
    target = next(one for one in corona.scenario.targets if one.name == "grants")
    assert target.at_least == round(176 * 366 / 290) == 222
    mink = result("kurser-mink-2021", 100)
    close(mink, "arrivals.mink", (37 * 2900 / 800 + 32) * 0.3)
    close(mink, "joined.course", 176 + 49.8)  # some start after the closed week at the end of the year


# --- 6. The training pool --------------------------------------------------------------------------------------------


def test_the_grants_come_on_their_dates_and_add_up() -> None:
    found = result("uddannelsespulje", 20, audit=0)
    pool = next(one for one in found.scenario.budgets if one.name == "pool")
    first_day = np.datetime64(found.scenario.run.first_day)
    came = {str(first_day + np.timedelta64(time // DAY, "D")): kroner for time, kroner in pool.amounts if kroner}
    assert came == {"2022-01-03": 1_052_500, "2022-10-14": 158_696, "2022-11-15": 477_500}
    assert 1_052_500 + 158_696 == 1_211_196
    assert (found.column("budget_granted.pool") == 1_688_696).all()
    assert found.column("budget_used.pool") == pytest.approx(0.8 * found.column("cost.course"))
    assert found.column("cost_own") == pytest.approx(0.2 * found.column("cost.course"))
    assert (found.column("budget_left.pool") == 1_688_696 - found.column("budget_used.pool")).all()


def test_at_80_per_cent_the_pool_carries_courses_for_1513995() -> None:
    """With more people than money all is spent but for less than the cheapest course."""
    found = result("uddannelsespulje", 20, extra_grant=0, audit=0, applications=320, price_short=8000,
                   price_medium=16000, price_long=40000)  # fmt: skip
    assert 1_211_196 / 0.8 == 1_513_995
    assert ((found.column("cost.course") > 1_513_995 - 8000) & (found.column("cost.course") <= 1_513_995)).all()
    assert (found.column("budget_refused.pool") > 0).all()


def test_courses_start_inside_the_window_and_may_end_after_it() -> None:
    found = sim.run(sim.load(FOLDER / "uddannelsespulje.toml"), replications=20, seed=1, keep_log=True)
    log, model = found.log, found.model
    assert log is not None
    from sim.log.events import Event

    course = log.step == model.names.steps.index("course")
    starts, ends = (log.time[course & (log.code == code)] for code in (Event.START, Event.END))
    closes = model.scenario.budgets[0].window[1]
    assert closes == 383 * DAY
    assert starts.max() < closes
    refused = log.time[course & (log.code == Event.BALKED)]
    assert len(refused) > 0
    assert (ends <= model.end).all()
    assert found.value("inside_end.course") > 0 or ends.max() >= closes


def test_money_in_time_means_nobody_is_told_no() -> None:
    late, in_time = result("uddannelsespulje", 60), result("uddannelsespulje-penge-til-tiden", 60)
    assert (in_time.column("budget_refused.pool") <= late.column("budget_refused.pool")).all()
    assert in_time.value("budget_refused.pool") == 0
    assert in_time.value("budget_left.pool") < late.value("budget_left.pool")
    worse = result("uddannelsespulje-lavkonjunktur", 40)
    assert worse.value("budget_refused.pool") > late.value("budget_refused.pool")
    assert worse["budget_first_refusal.pool"].p50 < late["budget_first_refusal.pool"].p50
    close(worse, "arrivals.applications", 215 / YEAR * 364 * 4 / 3 - 215 / YEAR / 3 * ramp_left(), errors=5)


def ramp_left() -> float:
    """Days that the steps of the ramp are still below its end in 2024: 24 steps, one a month from 11 October 2022."""
    first, last = np.datetime64("2022-10-11"), np.datetime64("2024-12-31")
    days = 0.0
    for day in np.arange(np.datetime64("2024-01-02"), last):
        months = (day.astype("M8[M]") - first.astype("M8[M]")).astype(int)
        months -= int((day - day.astype("M8[M]")).astype(int) < 10)
        days += 1 - min(1.0, months / 24)
    return days


# --- 7. Seniorpension ------------------------------------------------------------------------------------------------


def normal_below(x: float) -> float:
    return 0.5 * (1 + erf(x / sqrt(2)))


def test_101_grants_and_2_refusals_in_338_days() -> None:
    found = result("seniorpension", 100)
    close(found, "entries.information", 103 / 338 * 730)
    granted, refused = found.value("exits.granted"), found.value("exits.refused")
    close(found, "exits.granted", 101 / 338 * 730)
    assert refused / (granted + refused) == pytest.approx(2 / 103, abs=0.006)


def test_the_deadline_of_three_months_is_that_of_the_documents_where_staff_is_no_limit() -> None:
    found = result("seniorpension", 100, caseworkers=3, case_hours=37)
    sigma = log(1.6) / 1.2815515655446004
    close(found, "target.informed", normal_below(log(3 * 2_629_746 / DAY / 45) / sigma), errors=5)
    assert found.value("target.decided") > 0.98


def test_case_hours_needed() -> None:
    """111.3 cases of 7 hours are 14.9 hours a week; below that the line grows and deadlines break."""
    enough, short = result("seniorpension", 60), result("seniorpension", 20, case_hours=14)
    close(enough, "work_hours_week.caseworker", 103 / 338 * 7 * 7)
    assert enough.value("target.informed") > 0.95
    assert short.value("staff_load.caseworker") > 0.99
    assert short.value("target.informed") < 0.6


# --- 8. the tenth programme ------------------------------------------------------------------------------------------


def test_classes_are_held_where_enough_learners_came() -> None:
    """In 13 weeks a Poisson number comes; a class is held for 8 or more, and all others go to Holbæk."""
    found = result("sprogskole", 150)
    mean = 24 / YEAR * 91
    chance = [exp(-mean) * mean**k / prod(range(1, k + 1)) for k in range(60)]
    held = sum(chance[8:])
    taught = sum(k * p for k, p in enumerate(chance) if k >= 8) / mean
    assert found.value("held.term") / found.value("sessions.term") == pytest.approx(held, abs=0.05)
    assert found.value("target.local") == pytest.approx(taught, abs=0.06)
    assert ceil(mean) == 6


def test_the_worked_example_shows_the_file_as_it_is() -> None:
    page = (HERE.parents[1] / "docs" / "adding-a-programme.md").read_text("utf-8")
    assert f"```toml\n{(FOLDER / 'sprogskole.toml').read_text('utf-8')}```" in page


def test_every_file_has_its_place_on_the_page_of_programmes() -> None:
    folder = HERE.parents[1] / "docs" / "neighbours"
    page = (folder / "README.md").read_text("utf-8")
    assert [path.stem for path in FILES if f"`{path.stem}`" not in page] == []
    for name in re.findall(r"\]\(([a-z]+\.md)\)", page):
        figures = re.findall(r"!\[.+\]\(\.\./(figures/.+\.svg)\)", (folder / name).read_text("utf-8"))
        assert len(figures) == 1
        assert (folder.parent / figures[0]).is_file()


# --- sickness benefit and the survey ---------------------------------------------------------------------------------


def test_who_is_not_well_at_22_weeks_is_the_product_of_two_shares() -> None:
    found = result("sygedagpenge", 20)
    close(found, "share_reaching.assessment", (1 - 0.8448) * (1 - 0.45))
    close(found, "target.well[share_of=entered sick|within=61 days]", 0.8448)
    close(found, "risk_share.well", 1 - (1 - 0.8448) * (1 - 0.45))
    close(found, "work_hours_week.caseworker", 4 * 2400 * (1 - 0.8448) * (1 - 0.45) * 7 / YEAR)


def test_ways_of_being_reached_compete() -> None:
    """Who does not answer: .78 x .85 x .85; without the reminder .78 x .85, as without talks."""
    for values, silent in (
        ({}, 0.78 * 0.85 * 0.85),
        ({"answer_reminded": 0.0}, 0.78 * 0.85),
        ({"answer_asked": 0.0}, 0.78 * 0.85),
    ):
        close(result("brugerundersoegelse", 20, **values), "exit_share.not_answered", silent)
