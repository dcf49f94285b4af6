"""Contract Q10, Q11: people who are there at the start, and set-up before a stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sim.scenario.schema import DAY
from tests.contract.story import ENDS, Story, comes, resource, stage

pytestmark = pytest.mark.unit
Play = Callable[..., Story]


def there(where: str, people: int = 1, elapsed: str = '"3 days"') -> str:
    return f"[backlog.b]\n{where}\npeople = {people}\nelapsed = {elapsed}\n"


INSIDE = 'inside = "s"'
WAITING = 'waiting_for = "s"'


# --- Q10 -------------------------------------------------------------------------------------------------------------


def test_q10_people_inside_hold_what_their_stage_uses_also_beyond_the_capacity(play: Play) -> None:
    found = play(resource("r") + stage("s", "10 days", uses='"r"') + there(INSIDE, 3) + comes("a", "s", 1))
    assert found.days("CLAIM") == [0, 0, 0, 7]
    assert found.days("RELEASE") == [7, 7, 7, 17]
    assert found.starts("s")[-1] == (7, 3)


def test_q10_people_inside_hold_their_place_also_behind_gates_and_closed_doors(play: Play) -> None:
    text = (
        stage("s", "10 days", uses='"r"', gate='"g"', starts='"opening days"')
        + '[gate.g]\ndates = ["90 days"]\nseats = 1\n'
    )
    stopped = '[[change]]\nfrom = "0 days"\nto = "80 days"\nstop = ["stage.s"]\n'
    assert play(resource("r") + text + stopped + there(INSIDE)).days("END") == [7]


@pytest.mark.parametrize(
    ("lasts", "elapsed", "left"),
    [
        ("10 days", '"3 days"', 7),
        ("2 days", '"3 days"', 0),  # over already: leaves at once
        ("1 month", '"3 days"', 28),  # from 1 January to 1 February
        ("5 working days", '"3 days"', 4),  # since Friday: four more, to Friday
        ("1 month", '"2 months"', 0),
        ("3 months", '"2 months"', 31),  # from 4 November to 4 February
        ("9 working days", '"4 working days"', 7),  # since Tuesday 29 December: five more, to Monday a week later
    ],
)
def test_q10_what_is_left_of_a_fixed_stay(play: Play, lasts: str, elapsed: str, left: float) -> None:
    assert play(stage("s", lasts) + there(INSIDE, elapsed=elapsed)).days("END") == [left]


def test_q10_people_inside_have_been_set_up(play: Play) -> None:
    found = play(stage("s", "10 days", setup='"2 days"') + there(INSIDE) + comes("a", "s", 1))
    assert [(row.who, row.day) for row in found.of("START")] == [(0, 0), (1, 3)]
    assert found.who("SETUP") == [1]


def test_q10_what_is_left_of_a_random_stay_is_conditional_on_what_has_passed(play: Play) -> None:
    law = '[stage.s]\nlasts = { empirical = ["1 day", "2 days", "5 days", "6 days"] }\nnext = "out"\n'
    days = play(law + there(INSIDE, 400)).days("END")
    assert set(days) == {2, 3}
    assert 150 < days.count(2) < 250


def test_q10_no_memory_stays_without_memory(play: Play) -> None:
    law = '[stage.s]\nlasts = { exponential = "5 days" }\nnext = "out"\n'
    old = play(law + there(INSIDE, 400, '"5 days"')).days("END")
    new = play(law + there(INSIDE, 400, '"0 days"')).days("END")
    assert old == pytest.approx(new, rel=0.02, abs=0.001)  # the same uniforms, on another part of the table


def test_q10_risks_are_conditional_too(play: Play) -> None:
    law = '{ discrete = { values = ["2 days", "8 days"], shares = [0.9, 0.1] } }'
    risk = f'[risk.x]\nin = ["s"]\ntime = {law}\nto = "out"\n'
    assert set(play(stage("s", "20 days") + risk + there(INSIDE, 50)).days("RISK")) == {5}


def test_q10_a_search_that_has_gone_on_for_long_is_less_likely_to_succeed(play: Play) -> None:
    text = """
        [stage.s]
        lasts = { uniform = ["0 days", "10 days"], success = 0.5, limit = "20 days" }
        next  = { found = "out", not_found = "no" }
    """
    ends = play(text + ENDS + there(INSIDE, 300, '"8 days"')).of("END")
    found = [row.day for row in ends if row.thing == "found"]
    still = 0.5 * 0.2  # would find, and has not found yet
    assert len(found) / 300 == pytest.approx(still / (still + 0.5), abs=0.06)
    assert max(found) <= 2
    assert {row.day for row in ends if row.thing == "not_found"} == {12}


def test_q10_people_waiting_carry_their_true_joining_date(play: Play) -> None:
    text = resource("r", '{ start = 0, "4 days" = 1 }') + stage("s", uses='"r"')
    found = play(text + there(WAITING, 2) + comes("a", "s", 0))
    assert [(row.who, row.value / DAY) for row in found.of("JOIN")] == [(0, 3), (1, 3), (2, 0)]
    assert [(row.day, row.who, row.value / DAY) for row in found.of("ADMIT")] == [(4, 0, 7), (5, 1, 8), (6, 2, 6)]


def test_q10_patience_of_those_waiting_is_conditional_if_drawn_and_from_joining_if_fixed(play: Play) -> None:
    def giving_up(patience: str) -> list[float]:
        text = resource("r", 0) + stage("s", uses='"r"', patience=patience, **{"else": '"no"'}) + ENDS
        return play(text + there(WAITING, 40)).days("RENEGED")

    assert set(giving_up('"5 days"')) == {2}
    assert set(giving_up('"2 days"')) == {0}
    assert set(giving_up('{ empirical = ["1 day", "2 days", "9 days"] }')) == {6}


def test_q10_follow_ups_before_the_run_are_over(play: Play) -> None:
    text = "[staff.w]\npeople = 1\nhours = 37\n" + stage("s", "30 days")
    text += '[followup.f]\nin = ["s"]\nby = "w"\ntime = "1 hour"\nqueued = true\nevery = "7 days"\n'
    found = play(text + there(INSIDE, elapsed='"10 days"'))
    assert [(row.day, row.value) for row in found.of("WORK_DUE")] == [(4, 1), (11, 2), (18, 3)]
    assert play(text + there(INSIDE, elapsed='"7 days"')).days("WORK_DUE")[0] == 0


def test_q10_a_csv_may_list_the_people(play: Play, tmp_path: object) -> None:
    (tmp_path / "people.csv").write_text("elapsed_days,level\n4,1.5\n2.5,\n")  # type: ignore[operator]
    text = '[attribute.level]\nuniform = [10, 20]\n[backlog.b]\ninside = "s"\ncsv = "people.csv"\n'
    found = play(text + stage("s", "10 days"))
    assert found.days("END") == [6, 7.5]
    stated, drawn = (row.value for row in found.of("ATTRIBUTE"))
    assert stated == 1_500_000
    assert 10_000_000 < drawn < 20_000_000


# --- Q11 -------------------------------------------------------------------------------------------------------------


def test_q11_set_up_comes_before_the_stay_and_holds_what_the_stage_uses(play: Play) -> None:
    found = play(resource("r") + stage("s", "5 days", uses='"r"', setup='"3 days"') + comes("a", "s", 1))
    assert [(row.day, row.event, row.value) for row in found.rows if row.who == 0][2:] == [
        (1, "ADMIT", 0),
        (1, "CLAIM", 1),
        (1, "SETUP", 3 * DAY),
        (4, "START", 0),
        (9, "END", 5 * DAY),
        (9, "RELEASE", 1),
        (9, "EXIT", 8 * DAY),
    ]


def test_q11_set_up_is_nothing_on_a_repeat(play: Play) -> None:
    again = stage("s", "5 days", "s", setup='"3 days"') + 'limit.s = { visits = 3, else = "out" }\n'
    found = play(again + comes("a", "s", 1))
    assert (found.days("SETUP"), found.days("START")) == ([1], [4, 9, 14])


def test_q11_no_risk_runs_during_set_up(play: Play) -> None:
    risk = '[risk.x]\nin = ["s"]\ntime = "2 days"\nto = "out"\n'
    assert play(stage("s", "5 days", setup='"3 days"') + risk + comes("a", "s", 0)).days("RISK") == [5]


def test_q11_set_up_runs_on_the_clock_of_the_stage(play: Play) -> None:
    pause = '[[change]]\nfrom = "1 day"\nto = "4 days"\npause = ["s"]\n'
    assert play(stage("s", "5 days", setup='"3 days"') + pause + comes("a", "s", 0)).days("START") == [6]
