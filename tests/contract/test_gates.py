"""Contract Q5-Q7: sessions, backfill between them, and the search that rests while enough are ready."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sim.scenario.schema import DAY
from tests.contract.story import ENDS, Story, at_once, comes, resource, stage

pytestmark = pytest.mark.unit
Play = Callable[..., Story]


def gate(seats: object, *days: int, **more: str) -> str:
    """A gate with sessions on days counted from the start."""
    dates = ", ".join(f'"{day} days"' for day in days)
    given = {"days": '"all"', **more}
    return f"[gate.g]\ndates = [{dates}]\nseats = {seats}\n" + "".join(f"{k} = {v}\n" for k, v in given.items())


COURSE = stage("s", "1 day", gate='"g"')


# --- Q5 --------------------------------------------------------------------------------------------------------------


def test_q5_hand_trace_of_sessions(play: Play) -> None:
    days = (0.3, 0.5, 0.7, 1.2, 1.3, 1.8, 2.6, 2.7, 3.1)
    seats = '{ start = 3, "1.5 days" = 2, "2.5 days" = 5, "3.5 days" = 3 }'
    found = play(gate(seats, 1, 2, 3, 4) + stage("s", "12 hours", gate='"g"') + comes("a", "s", *days))
    assert found.days("START") == [1, 1, 1, 2, 2, 3, 3, 3, 4]


def test_q5_others_are_cut_at_the_seats_and_leave_what_is_left(play: Play) -> None:
    found = play(
        gate(3, 5, 6, others="{ discrete = { values = [2, 7], shares = [0.5, 0.5] } }")
        + COURSE
        + comes("a", "s", 1, size=9)
    )
    drawn = [row.value for row in found.of("OTHERS")]
    assert set(drawn) <= {2, 3}
    assert [row.value for row in found.of("HELD")] == [3 - others for others in drawn]
    assert [row.value for row in found.of("SEATS")] == [3, 3]


def test_q5_the_first_who_is_not_servable_stops_the_rest(play: Play) -> None:
    found = play(
        gate(3, 5)
        + resource("r")
        + resource("free", 5)
        + stage("s", uses='"free"', gate='"g"')
        + stage("t", uses="{ r = 2 }", gate='"g"')
        + comes("a", "s", 1)
        + comes("b", "t", 2)
        + comes("c", "s", 3)
    )
    assert found.starts("s") == [(5, 0)]
    assert found.of("HELD")[0].value == 1


def test_q5_the_whole_claims_of_all_must_fit_together(play: Play) -> None:
    found = play(gate(3, 5) + resource("r", 2) + stage("s", uses='"r"', gate='"g"') + comes("a", "s", 1, size=3))
    assert (found.of("HELD")[0].value, found.starts("s")) == (2, [(5, 0), (5, 1)])


def test_q5_held_with_people_and_others_at_the_minimum(play: Play) -> None:
    people = COURSE + comes("a", "s", 1, size=2)
    assert play(gate(9, 5, minimum="5", others="3") + people).events(-1) == ["SEATS", "OTHERS", "HELD"]
    assert play(gate(9, 5, minimum="6", others="3") + people).events(-1) == ["SEATS", "OTHERS", "NOT_HELD"]


def test_q5_if_not_held_nothing_is_claimed_and_people_stay_in_line(play: Play) -> None:
    found = play(
        gate(9, 5, 9, minimum='{ start = 2, "7 days" = 1 }')
        + resource("r", 2)
        + stage("s", "1 day", gate='"g"', uses='"r"')
        + comes("a", "s", 1)
    )
    assert (found.days("NOT_HELD"), found.days("CLAIM"), found.starts("s")) == ([5], [9], [(9, 0)])


def test_q5_try_again_has_its_own_date_and_an_end(play: Play) -> None:
    again = gate(9, 5, 50, minimum="9", below='"try_again"', again_after='"3 days"', tries="2")
    assert play(again + COURSE + comes("a", "s", 1)).days("NOT_HELD") == [5, 8, 11, 50, 53, 56]


def test_q5_send_away_leads_to_else(play: Play) -> None:
    away = gate(2, 5, minimum="3", below='"send_away"') + stage("s", gate='"g"', **{"else": '"no"'}) + ENDS
    found = play(away + comes("a", "s", 1, size=3))
    assert [(row.who, row.value / DAY) for row in found.of("SENT_AWAY")] == [(0, 4), (1, 4)]  # those whom it counted
    assert found.who("IN_LINE") == [2]


def test_q5_draws_belong_to_the_date(play: Play) -> None:
    law = "{ poisson = 4 }"
    many = dict.fromkeys(("others",), law) | {"cancelled": "0.5"}
    all_days = play(gate(99, *range(10, 40), **many) + COURSE + comes("a", "s", 1))
    fewer = play(gate(99, *range(10, 40, 3), **many) + COURSE + comes("a", "s", 1))

    def outcome(found: Story) -> dict[float, tuple[int, str]]:
        held = {row.day: row.event for row in found.rows if row.event in ("HELD", "CANCELLED")}
        return {row.day: (row.value, held[row.day]) for row in found.of("OTHERS")}

    assert outcome(fewer).items() <= outcome(all_days).items()
    assert {event for _, event in outcome(all_days).values()} == {"HELD", "CANCELLED"}
    assert len({value for value, _ in outcome(all_days).values()}) > 3


def test_q5_sessions_move_to_the_next_opening_day_and_those_of_one_day_are_one(play: Play) -> None:
    law = "{ poisson = 40 }"
    people = COURSE + comes("a", "s", 1)
    moved = play(gate(999, 5, 6, 8, days='"opening"', others=law) + people, seed=2)  # Saturday, Sunday, Tuesday
    plain = play(gate(999, 5, 6, 8, others=law) + people, seed=2)
    assert moved.days("SEATS") == [7, 8]
    drawn = {row.day: row.value for row in plain.of("OTHERS")}
    assert [row.value for row in moved.of("OTHERS")] == [drawn[6], drawn[8]]  # the draws of the latest
    assert drawn[5] != drawn[6]


def test_q5_a_trial_also_moves_to_an_opening_day(play: Play) -> None:
    again = gate(9, 4, minimum="9", below='"try_again"', again_after='"1 day"', tries="1", days='"opening"')
    assert play(again + COURSE + comes("a", "s", 1)).days("NOT_HELD") == [4, 7]  # from Friday to Monday


def trial(dates: list[float], again_after: str, tries: int, closed: str = "", **more: str) -> str:
    """A course that is never held, on opening days (the run begins on Monday 4 January)."""
    sessions = ", ".join(f'"{day} days"' for day in dates)
    keys = {"minimum": "9", "below": '"try_again"', "again_after": f'"{again_after}"', "tries": str(tries), **more}
    text = f"[gate.g]\ndates = [{sessions}]\nseats = 9\n" + "".join(f"{k} = {v}\n" for k, v in keys.items())
    text += f'[calendar]\nholidays = "none"\nclosed = [{closed}]\n'
    return text + COURSE + comes("a", "s", 1)


def test_q5_trials_moved_to_the_same_day_are_one(play: Play) -> None:
    # 4 Friday; Saturday, Sunday and Monday are all moved to Monday 7, which is one try; then 8 and 9
    assert play(trial([4], "1 day", 3)).days("NOT_HELD") == [4, 7, 8, 9]


def test_q5_closed_weeks_burn_no_tries(play: Play) -> None:
    closed = '"2021-01-09 to 2021-01-25"'  # days 5 to 21
    assert play(trial([4], "2 days", 3, closed)).days("NOT_HELD") == [4, 21, 22, 24]  # 6, 8, ..., 20 are day 21


def test_q5_a_moved_session_is_not_decided_again_by_its_own_trials(play: Play) -> None:
    # Saturday 5 is moved to Monday 7; so would its trials on Sunday and Monday be
    assert play(trial([5], "1 day", 2)).days("NOT_HELD") == [7, 8, 9]


def test_q5_a_trial_has_the_draws_of_the_latest_date(play: Play) -> None:
    law = "{ poisson = 4 }"
    tried = play(trial([4], "1 day", 1, others=law, minimum="999"), seed=2)
    dated = play(gate(9, 4, 5, 6, 7, others=law, minimum="999") + COURSE + comes("a", "s", 1), seed=2)
    drawn = {row.day: row.value for row in dated.of("OTHERS")}
    assert [(row.day, row.value) for row in tried.of("OTHERS")] == [(4, drawn[4]), (7, drawn[7])]
    assert drawn[5] != drawn[7]


@pytest.mark.parametrize(
    ("dates", "again_after", "tries", "decided"),
    [
        ([0, 7, 14], "7 days", 1, [0, 7, 14, 21]),  # a trial on the date of a planned session: that one, begun afresh
        ([1, 3], "4 days", 2, [1, 3, 7, 11]),  # 5 and 7 are Monday 7: one, of the latest date (from day 3)
        ([2, 7], "3 days", 1, [2, 7, 10]),  # 5 is moved to the planned 7
    ],
)
def test_q5_of_sessions_at_one_time_one_decides(
    play: Play, dates: list[float], again_after: str, tries: int, decided: list[float]
) -> None:
    assert play(trial(dates, again_after, tries)).days("NOT_HELD") == decided


def test_q5_trials_beyond_every_calendar_do_not_come(play: Play) -> None:
    assert play(trial([4], "3000 days", 2)).days("NOT_HELD") == [4]


def test_q5_many_tries_keep_their_dates(play: Play) -> None:
    text = trial([0], "1 second", 70_000, days='"all"')
    found = play(text.replace("[calendar]", '[run]\nstart = 2021-01-04\nlength = "1 day"\n[calendar]'))
    assert len(found.of("NOT_HELD")) == 70_001
    assert found.of("NOT_HELD")[-1].day == 70_000 / DAY


# --- Q6 --------------------------------------------------------------------------------------------------------------

BACKFILLED = (
    resource("r", 3)
    + '[gate.g]\nfirst = "5 days"\nevery = "40 days"\nseats = 2\ndays = "all"\nbackfill = "r"\n'
    + '[stage.s]\ngate = "g"\nuses = "r"\nlasts = { by = "kind", short = "2 days", long = "90 days" }\nnext = "out"\n'
    + '[attribute.kind]\nshort = 0.5\nlong = "rest"\n'
)


def test_q6_between_sessions_as_many_are_admitted_as_units_were_released(play: Play) -> None:
    # three places, two seats: the third place is not offered between sessions, those that are freed are
    short = comes("a", "s", 1, size=4) + 'attributes = { kind = "short" }\n'
    assert play(BACKFILLED + short).starts("s") == [(5, 0), (5, 1), (7, 2), (7, 3)]


def test_q6_the_next_session_offers_all_free_places(play: Play) -> None:
    people = comes("a", "s", 1, 44, size=2) + 'attributes = { kind = "long" }\n'
    found = play(BACKFILLED + people)
    assert found.starts("s")[:3] == [(5, 0), (5, 1), (45, 2)]  # the third place was free all the time


def test_q6_releases_before_the_first_session_do_not_count(play: Play) -> None:
    early = stage("t", "2 days", uses='"r"') + comes("b", "t", 0)
    people = comes("a", "s", 1, size=3) + 'attributes = { kind = "long" }\n'
    assert play(BACKFILLED + early + people).starts("s")[:3] == [(5, 1), (5, 2), (45, 3)]


def test_q6_those_admitted_since_are_taken_off(play: Play) -> None:
    # one release on day 7; whoever comes on day 9 finds it used up by the one who came on day 8
    people = (
        comes("a", "s", 1)
        + 'attributes = { kind = "short" }\n'
        + comes("b", "s", 8, 9)
        + 'attributes = { kind = "long" }\n'
    )
    found = play(BACKFILLED + people)
    assert found.starts("s") == [(5, 0), (8, 1), (45, 2)]
    assert found.days("BACKFILL") == [8]


def test_q6_what_was_released_before_a_session_counts_no_more_after_it(play: Play) -> None:
    # the release of day 7 is used by nobody; the session of day 45 makes an end of it
    people = (
        comes("a", "s", 1)
        + 'attributes = { kind = "short" }\n'
        + comes("b", "s", 46)
        + 'attributes = { kind = "long" }\n'
    )
    assert play(BACKFILLED + people).starts("s") == [(5, 0), (85, 1)]


def test_q6_a_released_unit_in_turnaround_counts_for_those_who_need_none(play: Play) -> None:
    text = (
        '[resource.r]\ncapacity = 1\nturnaround = "9 days"\n'
        '[gate.g]\ndates = ["5 days"]\nseats = 1\ndays = "all"\nbackfill = "r"\n'
        + stage("s", "2 days", gate='"g"', uses='"r"')
        + comes("a", "s", 1)
    )
    assert play(text + stage("t", "2 days", gate='"g"') + comes("b", "t", 2)).starts("t") == [(7, 1)]
    assert play(text + comes("b", "s", 2)).starts("s") == [(5, 0), (16, 1)]


# --- Q7 --------------------------------------------------------------------------------------------------------------

SEARCH = 'pause = {{ while = ["s", "line t"], at_least = {} }}\n'


def test_q7_people_inside_and_in_line_are_counted(play: Play) -> None:
    text = resource("r", 0) + stage("s", "9 days", "t") + stage("t", uses='"r"') + comes("a", "s", *range(12))
    found = play(text + SEARCH.format(3))
    assert found.days("ARRIVE") == [0, 1, 2]
    assert found.who("NOT_CONTACTED") == list(range(3, 12))


def test_q7_the_search_goes_on_when_fewer_are_ready(play: Play) -> None:
    found = play(stage("s", "5 days") + comes("a", "s", *range(8)) + SEARCH.replace(', "line t"', "").format(2))
    assert found.days("ARRIVE") == [0, 1, 5, 6]


def test_q7_person_k_is_the_same_person_whether_others_are_contacted_or_not(play: Play) -> None:
    text = '[attribute.x]\nuniform = [0, 1]\n[arrivals.a]\nto = "s"\nrate = "1 per day"\n'
    free = play(text + stage("s", "5 days"))
    paused = play(text + 'pause = { while = ["s"], at_least = 2 }\n' + stage("s", "5 days"))
    everybody = {(row.who, row.day): row.value for row in free.of("ATTRIBUTE")}
    contacted = {(row.who, row.day): row.value for row in paused.of("ATTRIBUTE")}
    assert contacted.items() < everybody.items()
    assert len(contacted) + len(paused.of("NOT_CONTACTED")) == len(everybody)


def test_q7_people_in_set_up_are_inside(play: Play) -> None:
    text = (
        stage("s", "0 days", setup='"5 days"') + comes("a", "s", 0, 4, 5) + SEARCH.replace(', "line t"', "").format(1)
    )
    assert play(text).days("ARRIVE") == [0, 5]


def test_a_session_refuses_who_has_no_patience(play: Play) -> None:
    found = play(gate(1, 5) + stage("s", gate='"g"', **at_once()) + ENDS + comes("a", "s", 5, size=2))
    assert (found.starts("s"), found.who("BALKED")) == ([(5, 0)], [1])


def test_q5_a_wait_for_a_session_takes_a_seat_and_nothing_else(play: Play) -> None:
    """Two seats on day 5, two on day 9: whoever goes on elsewhere has used one up; no place is claimed by waiting."""
    route = "{ s = { by = 'source', a = 1, b = 0 }, out = 'rest' }"
    found = play(
        gate(2, 5, 9)
        + resource("r", 5)
        + f'[wait.seat]\ngate = "g"\nnext = {route}\n'
        + stage("s", "1 day", uses='"r"')
        + comes("a", "seat", 1, 2, 3)
        + comes("b", "seat", 1.5)
    )
    assert found.starts("s") == [(5, 0), (9, 2), (9, 3)]
    assert [row.value for row in found.of("HELD")] == [2, 2]
