"""Comparisons and waterfalls: paired, exact where they must be, and adding up."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.report.compare import comparison_text
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.asked import NotUnderstood, better_is_higher, parse, people_cost_and_waiting
from sim.studies.compare import Comparison, compare
from sim.studies.inputs import differing
from sim.studies.option import Option
from sim.studies.precision import Precision
from sim.studies.replicate import replicate
from sim.studies.samples import Difference
from sim.studies.waterfall import REST, path_between, waterfall
from tests.studies.clinic import CLINIC, clinic, runs, write_clinic

N = 12


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory whose results all tests of this file share."""
    return tmp_path_factory.mktemp("compare")


def compared(home: Path, *others: dict[str, float | str], **how: object) -> Comparison:
    options = [clinic(home), *(clinic(home, **settings) for settings in others)]
    return compare(options, runs(home / "results"), N, **how)  # type: ignore[arg-type]


def test_identical_scenarios_differ_by_exactly_nothing(home: Path) -> None:
    found = compared(home, {"places": 2})
    for contrast in found.contrasts:
        difference = contrast.difference
        assert (difference.mean, difference.low, difference.high) == (0, 0, 0)
        assert contrast.years.higher == contrast.years.lower == 0
    assert found.inputs.parameters == ()
    assert found.inputs.other == ()


def test_estimates_are_those_of_plain_runs(home: Path) -> None:
    found = compared(home, {"places": 3})
    for option, estimates in zip(found.options, found.estimates, strict=True):
        plain = replicate(option.model(), N, 1, "reference")
        assert estimates[0].mean == plain.value("target.many")
        assert estimates[2].mean == plain.pooled(["attained.many@2021", "attained.many@2022"]).mean
    contrast = found.contrast(1, "mean(target.many)")
    assert contrast.difference.mean == pytest.approx(found.estimates[1][0].mean - found.estimates[0][0].mean)
    with pytest.raises(KeyError):
        found.contrast(1, "mean(queue.stay)")


def test_the_same_people_make_the_difference_sharper(home: Path) -> None:
    """The chance of a job touches nobody's arrival or stay."""
    found = compared(home, {"job_chance": 0.6})
    starts, share = found.contrast(1, "mean(target.many)"), found.contrast(1, "mean(target.good)")
    assert starts.difference.none
    assert share.difference.mean > 0
    assert share.difference.reduction > 4
    assert share.years.higher > 0 == share.years.lower
    assert share.years.all == 2 * N


def test_intervals_hold_for_all_differences_at_once(home: Path) -> None:
    alone = compared(home, {"days": 15}, asked=[parse("target.many", clinic(home).scenario)])
    many = compared(home, {"days": 15}, {"days": 16}, {"days": 17})

    def width(found: Comparison) -> float:
        difference = found.contrast(1, "mean(target.many)").difference
        return difference.high - difference.low

    assert width(many) > width(alone)


def test_another_baseline(home: Path) -> None:
    forth, back = compared(home, {"days": 15}), compared(home, {"days": 15}, baseline=1)
    there = forth.contrast(1, "mean(target.many)").difference
    here = back.contrast(0, "mean(target.many)").difference
    assert (here.mean, here.low, here.high) == pytest.approx((-there.mean, -there.high, -there.low))


def test_what_differs(home: Path) -> None:
    found = differing([clinic(home), clinic(home, days=15, line="leaves")])
    by_name = {one.name: (one.values, one.computed) for one in found.parameters}
    assert by_name == {
        "days": ((20, 15), False),
        "job_days": ((200, 150), True),
        "line": (("waits", "leaves"), False),
    }
    assert [one.name for one in found.parameters] == ["days", "job_days", "line"]  # as they stand in the file
    other = write_clinic(home, "chairs", CLINIC.replace("capacity = 4", "capacity = 9"))
    assert differing([clinic(home), Option.of(sim.load(other))]).other == ("resource.chair.capacity",)


def test_a_comparison_to_a_precision(home: Path) -> None:
    """Only what is asked about has to be precise; the difference, too."""
    precision = Precision(None, {"mean(target.good)": 0.04}, least=10, most=200)
    found = compared(home, {"job_chance": 0.9}, precision=precision)
    assert found.reached is not None
    assert found.reached.reached
    assert found.replications == found.reached.replications
    assert len(found.reached.lines) == 3  # both options and the difference
    assert all(line.half_width <= 0.04 for line in found.reached.lines)


def test_the_precision_is_that_of_the_intervals_in_the_table(home: Path) -> None:
    """Formerly the study stopped by intervals for one difference alone and then printed wider ones."""
    precision = Precision(None, {"mean(target.good)": 0.06}, least=10, most=400)
    asked = [parse(text, clinic(home).scenario) for text in ("target.good", "target.many", "P(many)")]
    found = compared(home, {"job_chance": 0.9}, {"job_chance": 0.5}, asked=asked, precision=precision)
    assert found.reached is not None
    assert found.reached.reached
    lines = [line for line in found.reached.lines if line.text.endswith("-")]
    assert len(lines) == 2
    for option, line in zip((1, 2), lines, strict=True):
        printed = found.contrast(option, "mean(target.good)").difference
        assert (printed.high - printed.low) / 2 == pytest.approx(line.half_width)
        assert line.half_width <= 0.06


def test_a_chance_against_a_number_is_compared_by_whether_it_holds(home: Path) -> None:
    """Formerly the years of the figure itself were counted, where more is higher although less was asked for."""
    asked = parse("P(entries.stay <= 30)", clinic(home).scenario)
    found = compared(home, {"places": 1}, asked=[asked])
    contrast = found.contrast(1, asked)
    assert contrast.years.all == N  # it holds or not once a run
    assert (contrast.years.higher - contrast.years.lower) / N == pytest.approx(contrast.difference.mean)
    assert contrast.difference.mean > 0  # fewer places, fewer entries
    assert "er det kun sådan i B" in comparison_text(found, Texts("da"))
    assert "it is so only in B" in comparison_text(found, Texts("en"))


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        (-0.02, 0.8, "−0,02 … +0,80"),  # not 0,0 … +0,8 beside "the interval reaches across 0"
        (0.003, 2.1, "+0,003 … +2,100"),
        (-1.2, 0.8, "−1,2 … +0,8"),
        (0.0, 0.8, "0,0 … +0,8"),
        (-0.06, 0.06, "−0,06 … +0,06"),
    ],
)
def test_an_end_of_an_interval_is_not_written_as_0(home: Path, low: float, high: float, written: str) -> None:
    scenario = clinic(home).scenario
    apart = Difference((low + high) / 2, 0.2, low, high, 100, 0.3)
    assert Wording(scenario, Texts("da")).interval(parse("target.many", scenario), apart) == written


def test_an_interval_is_not_written_as_a_point(home: Path) -> None:
    scenario = clinic(home).scenario
    wording = Wording(scenario, Texts("da"))
    asked, chance = parse("target.many", scenario), parse("P(many)", scenario)
    assert wording.span(asked, 0.0, 0.048) == "0,00–0,05"
    assert wording.span(asked, 22.0, 22.0) == "22,0–22,0"
    assert wording.span(asked, 21.4, 22.6) == "21,4–22,6"
    assert wording.span(chance, 0.0, 0.018) == "0,0–1,8"


def test_what_is_not_settled_is_said_as_such(home: Path) -> None:
    found = compared(home, {"job_chance": 0.501}, asked=[parse("target.good", clinic(home).scenario)])
    assert not found.contrasts[0].difference.settled
    assert "Fortegnet er ikke afgjort: intervallet rækker over 0" in comparison_text(found, Texts("da"))


def test_what_cannot_be_compared(home: Path) -> None:
    with pytest.raises(ValueError, match="two"):
        compare([clinic(home)], runs(), N)
    with pytest.raises(NotUnderstood, match=r"queue\.nowhere"):
        compared(home, {"days": 15}, asked=[parse("queue.nowhere", clinic(home).scenario)])


# --- waterfall -------------------------------------------------------------------------------------------------------


def test_a_waterfall_adds_up(home: Path) -> None:
    a, b = clinic(home), clinic(home, places=1, days=30, line="leaves")
    asked = [parse("target.many", a.scenario), parse("target.good", a.scenario)]
    found = waterfall(a, b, runs(home / "results"), N, asked)
    assert found.names == ("places", "days", "line")  # in the order of the file; job_days only follows
    assert found.rest == ()
    for fall in found.falls:
        whole = fall.end - fall.start
        assert sum(bar.alone.mean for bar in fall.bars) + fall.interaction.mean == pytest.approx(whole)
        assert sum(bar.in_order.mean for bar in fall.bars) == pytest.approx(whole)
        assert fall.bars[0].alone.mean == fall.bars[0].in_order.mean
    plain = replicate(b.model(), N, 1, "reference")
    assert found.falls[0].end == plain.value("target.many")
    assert abs(found.falls[0].interaction.mean) > 0.1  # places and length of stay work on each other


def test_inputs_that_do_not_meet_have_no_interaction(home: Path) -> None:
    """The target's bound touches no one's path, so it cannot interact with anything."""
    a, b = clinic(home), clinic(home, job_chance=0.9, wanted=30)
    [fall] = waterfall(a, b, runs(home / "results"), N, [parse("target.good", a.scenario)]).falls
    assert fall.interaction.mean == pytest.approx(0, abs=1e-12)
    assert fall.bars[1].alone.none


def test_one_input_is_the_whole_difference(home: Path) -> None:
    a, b = clinic(home), clinic(home, places=1)
    [fall] = waterfall(a, b, runs(home / "results"), N, [parse("target.many", a.scenario)]).falls
    assert [bar.name for bar in fall.bars] == ["places"]
    assert fall.interaction.none
    assert fall.bars[0].alone.mean == fall.end - fall.start


def test_nothing_differs(home: Path) -> None:
    found = waterfall(clinic(home), clinic(home), runs(home / "results"), N, [parse("P(many)", clinic(home).scenario)])
    assert found.names == ()
    assert found.falls[0].start == found.falls[0].end


def test_what_is_no_parameter_is_one_bar(home: Path) -> None:
    text = CLINIC.replace("capacity = 4", "capacity = 1").replace(
        "[parameters.days]\nvalue = 20", "[parameters.days]\nvalue = 30"
    )
    b = Option.of(sim.load(write_clinic(home, "one_chair", text)))
    path = path_between(clinic(home), b)
    assert path.names == ("days", REST)
    assert path.rest == ("resource.chair.capacity",)
    assert path.in_order[-1] is b
    [fall] = waterfall(clinic(home), b, runs(home / "results"), N, [parse("target.many", b.scenario)]).falls
    assert fall.bars[1].alone.mean < 0


def test_a_parameter_that_only_b_has_belongs_to_the_rest(home: Path) -> None:
    text = CLINIC.replace("capacity = 4", 'capacity = "$chairs"') + '\n[parameters.chairs]\nvalue = 3\nbasis = "text"\n'
    path = path_between(clinic(home, places=3), Option.of(sim.load(write_clinic(home, "chairs_set", text))))
    assert path.names == ("places", REST)


def test_a_waterfall_needs_files(home: Path) -> None:
    from sim.studies.option import with_more_of

    with pytest.raises(ValueError, match="files"):
        path_between(clinic(home), with_more_of(clinic(home), "resource", "place"))


def test_people_cost_and_waiting_are_compared_where_all_options_have_them(home: Path) -> None:
    found = compared(home, {"places": 6, "days": 30})
    texts = [one.text for one in found.asked]
    assert "mean(attaining.good)" in texts
    assert not any(text.startswith(("mean(cost", "mean(wait")) for text in texts), (
        "no costs, and no intakes to wait for"
    )
    base, _ = (row[texts.index("mean(attaining.good)")].mean for row in found.estimates)
    option = clinic(home)
    sheet = runs(home / "results").sheet(option, found.replications, lambda names: ("attaining.good",))
    assert base == pytest.approx(sheet.column("attaining.good").mean())
    cleaning = sim.load(Path(__file__).parents[2] / "scenarios" / "rengoering.toml")
    both = [cleaning.scenario, cleaning.set(intake_mode="rolling").scenario]
    assert [one.text for one in people_cost_and_waiting(both)] == [
        "mean(attaining.self_support)", "mean(cost_per_attained.self_support)", "mean(wait_mean.amu)",
        "mean(wait_mean.tilbud)",
    ]  # fmt: skip
    assert all(
        better_is_higher(one, both[0]) is (one.name.startswith("attaining")) for one in people_cost_and_waiting(both)
    )


def test_the_conclusion_names_what_is_better_and_what_is_worse(home: Path) -> None:
    found = compared(home, {"line": "leaves", "job_chance": 0.9})
    text = comparison_text(found, Texts("da")).replace("\u00a0", " ")
    assert text.startswith("B er bedre end A, når det gælder I job (")
    assert ", men ringere, når det gælder Startede (" in text.partition("\n")[0]
    assert "Perioden er 2021–2022." in text
