"""Model building: values by person, shares, doors, sessions, streams, the horizon."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.model.build import build
from sim.model.casebook import Casebook
from sim.model.model import Model
from sim.model.tables import NUMERIC_SCALE, UNSET, LengthKind, ProcessKind, PropertyKind, ResourceKind
from sim.scenario.horizon import most_visits, run_end
from sim.scenario.schema import DAY, MONTH, Case, Property
from tests import generated
from tests.books.ledger import value_for
from tests.contract import story
from tests.contract.story import comes, resource, stage


def model_of(text: str, folder: Path) -> Model:
    return build(story.scenario(text, folder))


# --- values that depend on the person --------------------------------------------------------------------------------


def looked_up(table: Any, case: int, props: dict[str, Any], names: list[str]) -> int:
    """The value of a case, read from the tables by their conventions."""
    selector, place = int(table.case_selector[case]), int(table.case_base[case])
    for row in range(table.selector_first[selector], table.selector_last[selector]):
        name = names[table.selector_property[row]]
        value = props.get(name)
        if value is not None:
            cuts = table.cuts[table.selector_cut_first[row] : table.selector_cut_last[row]]
            numeric = table.property_kind[table.selector_property[row]] != PropertyKind.CATEGORY
            chosen = 1 + (int(np.sum(value >= cuts)) if numeric else value)
            place += chosen * int(table.selector_stride[row])
    return int(table.case_value[place])


def every_person(model: Model) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Combinations of properties, as the tables (numbers) and as the scenario (names) see them; None: not drawn."""
    choices = []
    kinds = zip(model.names.properties, model.tables.property_kind, model.names.categories, strict=True)
    for name, kind, categories in kinds:
        numbers = [round(value * NUMERIC_SCALE) for value in (0, 6.999999, 7, 14.999999, 15, 40)]
        seconds = [DAY - 1, 4 * DAY]
        drawn = range(len(categories)) if categories else seconds if " " in name else numbers
        choices.append([None] if kind == PropertyKind.DATE else [None, *drawn])  # the date is never drawn
    found = []
    for values in product(*choices):
        numbered = dict(zip(model.names.properties, values, strict=True))
        named = {
            name: categories[value] if categories and value is not None else value
            for (name, value), categories in zip(numbered.items(), model.names.categories, strict=True)
        }
        found.append((numbered, {name: value for name, value in named.items() if value is not None}))
    return found


@pytest.mark.parametrize("seed", range(15))
def test_every_person_finds_the_values_that_the_scenario_states(seed: int) -> None:
    model = generated.model(seed)
    table, names = model.tables, list(model.names.properties)
    steps = {step.name: step for step in model.scenario.steps}
    for numbered, named in every_person(model):
        if "group" not in named:
            continue  # an attribute is always there, so nothing has to be stated for its lack
        for number, step in enumerate(model.names.steps):
            stated = steps[step]
            assert looked_up(table, table.step_priority[number], numbered, names) == value_for(stated.priority, named)
            gate = value_for(stated.gate, named)
            expected = -1 if gate is None else model.names.gates.index(gate)
            assert looked_up(table, table.step_gate[number], numbered, names) == expected
            claim = looked_up(table, table.step_claim[number], numbered, names)
            rows = range(table.claim_first[claim], table.claim_last[claim])
            found = {model.names.resources[table.claim_resource[row]]: int(table.claim_amount[row]) for row in rows}
            door = {f"opening {step}": 1} if stated.stops or stated.starts_on_opening_days else {}
            assert found == {name: amount for name, amount in value_for(stated.uses, named) if amount} | door


def test_cases_of_a_number_are_ascending_bounds_and_the_bound_itself_is_above() -> None:
    book = Casebook([Property("age")])
    case = book.case(Case("age", (("< 15", 1), ("< 25", 2)), 3), int)
    assert book.base[case] == 0
    assert book.value == [3, 1, 2, 3]  # not drawn, below 15, below 25, above
    assert book.selector_rows[book.selector[case]] == [(0, 1, (15_000_000, 25_000_000))]


def test_cases_inside_cases_and_equal_cases_share_a_number() -> None:
    book = Casebook([Property("age"), Property("group", ("a", "b"))])
    inner = Case("age", (("< 20", 1),), 2)
    case = book.case(Case("group", (("a", inner), ("b", 7))), int)
    assert book.value[book.base[case] :] == [2, 2, 7, 1, 1, 7, 2, 2, 7]  # by class of age, then of group
    assert book.case(Case("group", (("a", inner), ("b", 7))), int) == case
    assert book.case(5, int) != case


# --- routes ----------------------------------------------------------------------------------------------------------


def routes_of(model: Model, step: str) -> list[tuple[int, list[tuple[float, str]]]]:
    """(from time, [(cumulative share, target)]) of the plain route of a step."""
    table = model.tables
    route = int(table.case_value[table.case_base[table.step_route[model.names.steps.index(step)]]])
    found = []
    for row in range(table.route_first[route], table.route_last[route]):
        share = table.route_share[row]
        cells = range(table.share_first[share], table.share_last[share])
        found.append((
            int(table.route_time[row]),
            [(round(float(table.share_cumulative[i]), 12), model.names.steps[table.share_target[i]]) for i in cells],
        ))  # fmt: skip
    return found


def test_shares_are_cumulative_in_order_of_name_with_the_rest_last(tmp_path: Path) -> None:
    text = '[stage.s]\nlasts = "1 day"\nnext = { c = 0.2, b = 0.3, a = "rest" }\n[exit.a]\n[exit.b]\n[exit.c]\n'
    change = '[[change]]\nfrom = "5 days"\nto = "9 days"\ntimes = { "next.s.b" = 2 }\n'
    routes = routes_of(model_of(text + change + comes("x", "s", 1), tmp_path), "s")
    assert [time for time, _ in routes[1:]] == [5 * DAY, 9 * DAY]
    assert routes[0][1] == [(0.3, "b"), (0.5, "c"), (1.0, "a")] == routes[2][1]
    assert routes[1][1] == [(0.6, "b"), (0.8, "c"), (1.0, "a")]


def test_a_composition_counts_people(tmp_path: Path) -> None:
    text = '[attribute.g]\nx = 0.5\ny = "rest"\n' + stage("s")
    text += '[arrivals.a]\nto = "s"\nevery = "7 days"\nattributes = { g = { exactly = { y = 3, x = 2 } } }\n'
    model = model_of(text, tmp_path)
    table = model.tables
    row = table.source_draw[table.source_draw_first[0]]
    share = table.draw_value[row]
    cells = slice(table.share_first[share], table.share_last[share])
    assert table.share_cumulative[cells].tolist() == [2, 5]
    assert [model.names.categories[model.names.properties.index("g")][i] for i in table.share_target[cells]] == [
        "x",
        "y",
    ]


# --- doors and levels ------------------------------------------------------------------------------------------------


def levels(model: Model, name: str) -> list[tuple[float, int]]:
    table, number = model.tables, model.names.resources.index(name)
    rows = range(table.capacity_first[number], table.capacity_last[number])
    return [(table.capacity_time[i] / DAY, int(table.capacity_level[i])) for i in rows]


OPEN = 1 << 40


def test_a_stop_shuts_the_door_of_the_stage(tmp_path: Path) -> None:
    stop = '[[change]]\nfrom = "{} days"\nto = "{} days"\nstop = ["stage.s"]\n'
    model = model_of(stage("s") + comes("a", "s", 1) + stop.format(5, 9) + stop.format(8, 12), tmp_path)
    assert model.tables.resource_kind.tolist() == [ResourceKind.DOOR]
    assert levels(model, "opening s") == [(0, OPEN), (5, 0), (12, OPEN)]
    shut = model_of(stage("s") + comes("a", "s", 1) + stop.format(0, 3), tmp_path)
    assert levels(shut, "opening s") == [(0, 0), (3, OPEN)]


def test_opening_days_shut_the_door_at_weekends_and_in_closed_weeks(tmp_path: Path) -> None:
    text = stage("s", starts='"opening days"') + comes("a", "s", 1)
    text += '[calendar]\nclosed = ["2021-01-11 to 2021-01-18"]\nextra = ["2021-01-06"]\n'
    assert levels(model_of(text, tmp_path), "opening s")[:7] == [
        (0, OPEN), (2, 0), (3, OPEN), (5, 0), (14, OPEN), (19, 0), (21, OPEN),
    ]  # fmt: skip


def test_no_door_where_none_is_needed(tmp_path: Path) -> None:
    assert model_of(stage("s") + comes("a", "s", 1), tmp_path).names.resources == ()


def test_levels_change_on_dates_and_a_budget_adds_up(tmp_path: Path) -> None:
    text = resource("r", '{ start = 2, "5 days" = 3, "9 days" = 0 }')
    text += "[budget.money]\namounts = { 2021-01-04 = 100, 2021-01-14 = 50 }\n"
    model = model_of(text + stage("s", uses='"r"', spends="{ money = 10 }") + comes("a", "s", 1), tmp_path)
    assert levels(model, "r") == [(0, 2), (5, 3), (9, 0)]
    assert levels(model, "money") == [(0, 100), (10, 150)]
    assert model.tables.resource_kind.tolist() == [ResourceKind.BUDGET, ResourceKind.PLACES]


# --- sessions --------------------------------------------------------------------------------------------------------


def sessions(text: str, folder: Path) -> list[tuple[float, float]]:
    """(day, nominal day) of every session of the gate g."""
    table = model_of(text + stage("s", gate='"g"') + comes("a", "s", 1), folder).tables
    return [(t / DAY, n / DAY) for t, n in zip(table.session_time, table.session_nominal, strict=True)]


def test_sessions_move_to_opening_days_and_the_latest_of_a_day_stays(tmp_path: Path) -> None:
    gate = '[gate.g]\ndates = [2021-01-08, 2021-01-09, 2021-01-10, 2021-01-13]\nat = "09:00"\nseats = 1\n'
    closed = '[calendar]\nclosed = ["2021-01-12 to 2021-01-15"]\n'
    hour = 9 / 24
    assert sessions(gate + closed, tmp_path) == [(4 + hour, 4 + hour), (7 + hour, 6 + hour), (11 + hour, 9 + hour)]
    every_day = gate + 'days = "all"\n' + closed
    assert sessions(every_day, tmp_path) == [(day + hour, day + hour) for day in (4, 5, 6, 9)]


def test_sessions_in_week_53_and_over_new_year(tmp_path: Path) -> None:
    text = '[run]\nstart = 2020-12-21\nlength = "60 days"\n[calendar]\nholidays = "DK"\nclosed = ["week 53"]\n'
    gate = '[gate.g]\nfirst = 2020-12-22\nevery = "7 days"\nuntil = 2021-01-13\nseats = 1\n'
    assert sessions(text + gate, tmp_path) == [(1, 1), (14, 8), (15, 15), (22, 22)]


def test_a_stopped_gate_has_no_sessions(tmp_path: Path) -> None:
    gate = '[gate.g]\nfirst = "2 days"\nevery = "7 days"\nuntil = "40 days"\nseats = 1\ndays = "all"\n'
    stop = '[[change]]\nfrom = "9 days"\nto = "23 days"\nstop = ["gate.g"]\n'
    assert [day for day, _ in sessions(gate + stop, tmp_path)] == [2, 23, 30, 37]


# --- streams ---------------------------------------------------------------------------------------------------------


def test_how_streams_find_their_times(tmp_path: Path) -> None:
    text = stage("s") + "".join(
        f'[arrivals.{name}]\nto = "s"\n{how}\n'
        for name, how in (
            ("a", 'rate = "2 per day"'),
            ("b", "a_year = 30"),
            ("c", 'a_year = 30\nspread = "even"'),
            ("d", 'every = "7 days"\nsize = 3'),
            ("e", 'between = { exponential = "3 days" }'),
        )
    )
    text += '[backlog.f]\ninside = "s"\npeople = 4\n'
    table = model_of(text, tmp_path).tables
    kinds = [ProcessKind.POISSON, ProcessKind.A_YEAR, ProcessKind.EVEN, ProcessKind.TIMES, ProcessKind.RENEWAL]
    assert table.process_kind.tolist() == [*kinds, ProcessKind.BACKLOG]
    assert table.process_number.tolist() == [-1, -1, -1, -1, -1, 4]
    periods = table.process_times[table.process_first[1] : table.process_last[1]] / DAY
    assert periods.tolist() == [0, 365, 730]
    cohorts = table.process_times[table.process_first[3] : table.process_last[3]] / DAY
    assert cohorts.tolist() == list(range(0, 400, 7))


def test_a_rate_is_cut_at_steps_factors_and_profile_and_ends_with_nothing(tmp_path: Path) -> None:
    text = (
        stage("s")
        + '[arrivals.a]\nto = "s"\nuntil = "10 days"\nrate = { start = "1 per day", "4 days" = "3 per day" }\n'
    )
    text += 'profile = { period = "2 days", factors = [0.5, 1.5] }\n'
    text += '[[change]]\nfrom = "7 days"\ntimes = { "arrivals.a" = 2 }\n'
    table = model_of(text, tmp_path).tables
    assert (table.segment_time / DAY).tolist() == [0, 1, 2, 3, 5, 6, 7, 8, 9, 10]
    assert (table.segment_rate * DAY).tolist() == pytest.approx([0.5, 1.5, 0.5, 1.5, 4.5, 1.5, 9, 3, 9, 0])
    assert table.segment_cumulative.tolist() == pytest.approx([0, 0.5, 2, 2.5, 5.5, 10, 11.5, 20.5, 23.5, 32.5])
    assert table.cell_month.tolist() == [2021 * 12 + 1]


def test_cells_are_civil_months_cut_to_the_stream(tmp_path: Path) -> None:
    text = stage("s") + '[arrivals.a]\nto = "s"\nrate = { start = "2 per day", "2021-03-01" = "0 per day", '
    text += '"2021-04-11" = "1 per day" }\nfrom = "2021-01-05"\nuntil = "2021-06-01 12:00"\n'
    table = model_of(text, tmp_path).tables
    assert table.cell_month.tolist() == [2021 * 12 + month for month in (1, 2, 4, 5, 6)]  # nobody can come in March
    ends = table.cell_last - 1
    assert table.segment_cumulative[ends].tolist() == pytest.approx([2 * 27, 2 * 28, 20, 31, 0.5])
    assert (table.segment_time[table.cell_first] / DAY).tolist() == [1, 28, 87, 117, 148]
    assert (table.segment_time[ends] / DAY).tolist() == [28, 56, 117, 148, 148.5]
    rows = table.cell_size
    assert (table.length_kind[rows] == LengthKind.STEPS).all()


def test_months_as_long_share_the_table_of_their_number(tmp_path: Path) -> None:
    text = (
        '[run]\nstart = 2021-01-01\nlength = "10 years"\n' + stage("s") + '[arrivals.a]\nto = "s"\nrate = "1 per day"\n'
    )
    table = model_of(text, tmp_path).tables
    assert len(table.cell_month) == 120
    assert len(set(table.cell_size.tolist())) == 4  # 28, 29, 30 and 31 days


def test_another_scale_needs_no_other_table(tmp_path: Path) -> None:
    text = '[stage.s]\nlasts = {{ lognormal = {{ median = "{0} days", log_sd = 0.6 }} }}\nnext = "t"\n'
    text += '[stage.t]\nlasts = {{ exponential = "{0} days" }}\nnext = "out"\n'
    text += '[risk.r]\nin = ["s"]\nrate = "{0} per year"\nto = "out"\n' + comes("a", "s", 1)
    one, other = (model_of(text.format(n), tmp_path).tables for n in (3, 7))
    differing = [
        name
        for name in one._fields
        if np.asarray(getattr(one, name)).tobytes() != np.asarray(getattr(other, name)).tobytes()
    ]
    assert differing == ["length_p"]


@pytest.mark.parametrize(
    ("elapsed", "days"),
    [("5 days", 5), ("1 month", 31), ("2 months", 61), ("1 working days", 3), ("6 working days", 10), ("0 days", 0)],
)
def test_elapsed_time_is_counted_back_from_the_start(tmp_path: Path, elapsed: str, days: int) -> None:
    # before Monday 4 January 2021: a month ago was 4 December, the working day before was Friday
    text = stage("s", "900 days") + f'[backlog.b]\ninside = "s"\npeople = 1\nelapsed = "{elapsed}"\n'
    table = model_of(text, tmp_path).tables
    row = int(table.source_elapsed[0])
    assert (table.length_kind[row], table.length_a[row]) == (LengthKind.SECONDS, days * DAY)


def test_rows_of_a_csv_state_properties_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("date,group,level\n2021-01-09,b,\n2021-01-05,,2.5\n", encoding="utf-8")
    text = '[attribute.group]\na = 0.5\nb = "rest"\n[attribute.level]\nuniform = [0, 9]\n' + stage("s")
    model = model_of(text + '[arrivals.x]\nto = "s"\ncsv = "people.csv"\n', tmp_path)
    names = model.names.properties
    rows = [dict(zip(names, row, strict=True)) for row in model.tables.row_property.tolist()]
    assert [(row["group"], row["level"]) for row in rows] == [(UNSET, 2_500_000), (1, UNSET)]  # in order of date


# --- laws and factors ------------------------------------------------------------------------------------------------


def test_multipliers_of_one_leave_no_trace(tmp_path: Path) -> None:
    text = '[stage.s]\nlasts = { exponential = "5 days" }\nnext = "out"\n' + comes("a", "s", 1)
    change = '[[change]]\nfrom = "5 days"\ntimes = {{ "stage.s.hazard" = {0}, "stage.s.length" = {0} }}\n'
    plain, one, two = (model_of(text + more, tmp_path) for more in ("", change.format(1), change.format(2)))
    assert plain.digest == one.digest != two.digest
    assert len(plain.tables.factor_first) == 0
    assert LengthKind.HAZARD in two.tables.length_kind


def test_factors_on_hazards_are_dated_on_the_clock_of_the_stage(tmp_path: Path) -> None:
    text = '[stage.s]\nlasts = { exponential = "5 days" }\nnext = "out"\n' + comes("a", "s", 1)
    text += '[[change]]\nfrom = "10 days"\nto = "30 days"\ntimes = { "stage.s.hazard" = 2 }\n'
    text += '[[change]]\nfrom = "5 days"\nto = "12 days"\npause = ["s"]\n'
    table = model_of(text, tmp_path).tables
    assert (table.factor_time / DAY).tolist() == [5, 23]
    assert table.factor_value.tolist() == [2, 1]


def test_equal_lengths_share_one_table(tmp_path: Path) -> None:
    law = '{ lognormal = { median = "3 days", p90 = "9 days" } }'
    one = f'[stage.s]\nlasts = {law}\nnext = "t"\n[stage.t]\nlasts = "1 day"\nnext = "out"\n' + comes("a", "s", 1)
    two = one.replace('lasts = "1 day"', f"lasts = {law}")
    sizes = [len(model_of(text, tmp_path).tables.quantiles) for text in (one, two)]
    assert sizes[0] == sizes[1]


def test_names_are_sorted_by_bytes(tmp_path: Path) -> None:
    text = comes("a", "s_", 1) + stage("s_", "1 day", "s10") + stage("s10", "1 day", "s2") + stage("s2")
    assert model_of(text, tmp_path).names.steps == ("out", "s10", "s2", "s_")


# --- horizon ---------------------------------------------------------------------------------------------------------

TARGET = '[target.x]\nshare_of = "entered s"\nreach = "entered t"\nwithin = "10 days"\nat_least = 0.5\n'


def horizon(text: str, folder: Path, target: str = TARGET) -> tuple[float, bool]:
    """(days that the run goes on after the window, settled)."""
    end, settled = run_end(story.scenario(text + comes("a", "s", 1) + target, folder))
    return (end - 400 * DAY) / DAY, settled


def test_the_horizon_is_the_longest_journey_and_the_targets_own_times(tmp_path: Path) -> None:
    text = stage("s", "30 days", "t") + stage("t", "2 days")
    assert horizon(text, tmp_path) == (30 + 2 + 10, True)
    assert horizon(text, tmp_path, "") == (0, True)
    lasting = (
        '[target.y]\nshare_of = "entered s"\nwho_are = "self"\nfor = "3 months"\nwithin = "7 days"\nat_least = 0.5\n'
    )
    assert horizon(text, tmp_path, lasting) == (32 + 3 * 31 + 7, True)


def test_the_horizon_counts_rounds_set_up_and_the_longest_case(tmp_path: Path) -> None:
    text = stage("s", "10 days", "t", setup='"3 days"')
    text += '[stage.t]\nlasts = { by = "g", x = "2 days", y = "5 days" }\nnext = { s = 0.5, out = "rest" }\n'
    text += 'limit.s = { visits = 3, else = "out" }\n[attribute.g]\nx = 0.5\ny = "rest"\n'
    scenario = story.scenario(text + comes("a", "s", 1), tmp_path)
    assert most_visits(scenario) == {"out": 1, "s": 4, "t": 4}  # the first and three more at most
    assert horizon(text, tmp_path) == (4 * (13 + 5) + 10, True)


def test_the_horizon_waits_out_pauses_patience_and_longer_lengths(tmp_path: Path) -> None:
    text = stage("s", "30 days", "t") + stage("t", "2 days")
    pause = '[[change]]\nfrom = "{} days"\nto = "{} days"\npause = ["s"]\n'
    assert horizon(text + pause.format(390, 410), tmp_path) == (42 + 20, True)
    assert horizon(text + pause.format(100, 120), tmp_path) == (42, True)
    slower = '[[change]]\nfrom = "9 days"\ntimes = { "stage.s.length" = 1.5 }\n'
    assert horizon(text + slower, tmp_path) == (42 + 15, True)
    patient = stage("s", "30 days", "t") + stage("t", "2 days", uses='"r"', patience='"9 days"', **{"else": '"out"'})
    assert horizon(patient + resource("r"), tmp_path) == (42 + 9, True)


def test_without_a_bound_two_years_and_a_flag(tmp_path: Path) -> None:
    endless = '[stage.s]\nlasts = "30 days"\nnext = { s = 0.1, t = "rest" }\n' + stage("t", "2 days")
    unbounded = '[stage.s]\nlasts = { exponential = "30 days" }\nnext = "t"\n' + stage("t", "2 days")
    for text in (endless, unbounded):
        assert horizon(text, tmp_path) == (24 * MONTH / DAY, False)


def test_the_tables_by_day_reach_back_to_the_earliest_entry(tmp_path: Path) -> None:
    text = stage("s", "900 days") + '[backlog.b]\ninside = "s"\npeople = 1\nelapsed = "100 days"\n'
    assert model_of(text, tmp_path).tables.first_day <= -100
