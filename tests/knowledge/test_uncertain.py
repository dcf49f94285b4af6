"""Worlds through the whole program: exact splits, pairing, addresses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sim
from sim.knowledge.draws import SCRAMBLES, draw, priors_of, world_seed
from sim.knowledge.uncertain import NothingUncertain, better_in_a_year, better_on_average, difference, uncertain
from sim.knowledge.worlds import NoWorldPossible

pytestmark = pytest.mark.theory

POISSON_GAMMA = """
format = 1
[run]
years = 1
follow_up = "1 month"

[parameters.rate]
value = 48
unit = "per year"
low = 30
high = 70
basis = "assumption"
law = { gamma = { mean = 48, sd = 8 } }

[parameters.wanted]
value = 48
basis = "text"

[arrivals.in]
to = "stay"
rate = "$rate"

[stage.stay]
lasts = "1 day"
next = "gone"

[exit.gone]

[target.many]
count = "entered stay"
at_least = "$wanted"
"""


def scenario(tmp_path: Path, text: str = POISSON_GAMMA) -> sim.Scenario:
    path = tmp_path / "one.toml"
    path.write_text(text, encoding="utf-8")
    return sim.load(path)


def test_poisson_arrivals_with_a_gamma_rate(tmp_path: Path) -> None:
    (found,) = uncertain(scenario(tmp_path), worlds=240, replications=4, engine="auto", workers=1)
    parts = found.split("many")
    assert parts.mean == pytest.approx(48, abs=5 * parts.mean_se)
    assert parts.knowledge_low < 64 < parts.knowledge_high
    assert parts.chance == pytest.approx(48, rel=0.2)  # 720 degrees of freedom
    (influence,) = found.influences("many")
    assert influence.parameter == "rate"
    assert influence.low > 0.5
    # in a year that happens: negative binomial, P(X >= 48) with mean 48 and variance 48 + 64
    chance = found.chance("many")
    from scipy.special import nbdtrc

    size = 48**2 / 64
    exact = float(nbdtrc(47, size, size / (size + 48)))
    assert chance.mean == pytest.approx(exact, abs=0.08)
    assert chance.low < exact < chance.high


def test_the_same_scenario_twice_differs_by_nothing(tmp_path: Path) -> None:
    one = scenario(tmp_path)
    first, second = uncertain(one, one, worlds=16, replications=2, engine="auto", workers=1)
    parts = difference(first, second, "many")
    assert (parts.mean, parts.knowledge, parts.chance) == (0, 0, 0)
    more, same = better_in_a_year(first, second, "many")
    assert (more.mean, same.mean) == (0, 1)
    assert more.high > 0  # nothing happened in so many years, and may in the next
    assert same.low < 1


def test_options_are_paired_in_the_same_worlds(tmp_path: Path) -> None:
    """A later start of arrivals takes the same share away everywhere: the difference knows less than either."""
    one = scenario(tmp_path)
    late = scenario(tmp_path, POISSON_GAMMA.replace('rate = "$rate"\n', 'rate = "$rate"\nfrom = 2021-07-01\n'))
    first, second = uncertain(one, late, worlds=48, replications=3, engine="auto", workers=1)
    parts = difference(first, second, "many")
    assert parts.mean == pytest.approx(-48 * 181 / 365, abs=5 * parts.mean_se + 1)
    assert parts.knowledge < first.split("many").knowledge
    assert better_on_average(parts).high < 0.05


def test_figures_do_not_depend_on_workers_or_engine(tmp_path: Path) -> None:
    one = scenario(tmp_path)
    (first,) = uncertain(one, worlds=16, replications=2, engine="auto", workers=1)
    (second,) = uncertain(one, worlds=16, replications=2, engine="compiled", workers=2)
    assert np.array_equal(first.figures.numerator, second.figures.numerator)


def test_replications_a_world_are_chosen_by_work_and_not_by_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow engine, and a clock in which a single replication takes a day, find the same number."""
    (few,) = uncertain(scenario(tmp_path), worlds=16, engine="compiled", workers=1)
    (same,) = uncertain(scenario(tmp_path), worlds=16, engine="reference", workers=1)
    ticks = iter(range(0, 10**9, 86_400))
    for clock in ("perf_counter", "process_time", "monotonic"):
        monkeypatch.setattr(f"time.{clock}", lambda: float(next(ticks)))
    (slow,) = uncertain(scenario(tmp_path), worlds=16, engine="reference", workers=1)
    assert few.replications == same.replications == slow.replications
    monkeypatch.setattr("sim.knowledge.uncertain.PREPARING", 0)
    (cheap,) = uncertain(scenario(tmp_path), worlds=16, engine="reference", workers=1)
    assert cheap.replications < few.replications


def test_worlds_have_seeds_of_their_own() -> None:
    seeds = {world_seed(seed, world) for seed in (0, 1, 2) for world in range(1_000)}
    assert len(seeds) == 3_000
    assert all(0 <= seed < 1 << 63 for seed in seeds)


def test_every_hypercube_is_stratified_and_a_further_parameter_changes_no_other(tmp_path: Path) -> None:
    one = scenario(tmp_path)
    priors = priors_of(one.scenario.parameters)
    draws = draw(priors, 10 * SCRAMBLES, seed=5)
    edges = priors[0].quantile(np.linspace(0.1, 0.9, 9))
    for number in range(SCRAMBLES):
        strata = np.searchsorted(edges, draws.values[draws.scramble == number, 0])
        assert sorted(strata.tolist()) == list(range(10))
    again = POISSON_GAMMA.replace("[parameters.wanted]", '[parameters.another]\nvalue = 1\nlow = 0.5\nhigh = 2\n'
                                  'basis = "assumption"\n[parameters.wanted]')  # fmt: skip
    again += "\n[exit.never]\n"
    text = again.replace('next = "gone"', 'next = { gone = "rest", never = 0 }\ncost = { per_start = "$another" }')
    more = draw(priors_of(scenario(tmp_path, text).scenario.parameters), 10 * SCRAMBLES, seed=5)
    assert "another" in more.names
    assert np.array_equal(more.values[:, more.names.index("rate")], draws.values[:, 0])


def test_nothing_uncertain_is_said(tmp_path: Path) -> None:
    text = POISSON_GAMMA.replace('basis = "assumption"\nlaw = { gamma = { mean = 48, sd = 8 } }', "decision = true")
    with pytest.raises(NothingUncertain):
        uncertain(scenario(tmp_path, text), worlds=16, replications=2, engine="auto")


def test_values_that_cannot_be_together_are_no_world(tmp_path: Path) -> None:
    share = 'value = 0.4\nunit = "share"\nlow = 0.1\nhigh = 0.9\nbasis = "assumption"\n'
    text = POISSON_GAMMA.replace(
        "[parameters.wanted]", f"[parameters.a]\n{share}[parameters.b]\n{share}[parameters.wanted]"
    )
    text = (
        text.replace('next = "gone"', 'next = { gone = "$a", second = "$b", third = "rest" }')
        + "[exit.second]\n[exit.third]\n"
    )
    (found,) = uncertain(scenario(tmp_path, text), worlds=32, replications=2, engine="auto", workers=1)
    assert 0 < found.impossible < 16
    values = found.draws.values[found.figures.possible]
    names = found.draws.names
    assert (values[:, names.index("a")] + values[:, names.index("b")] <= 1).all()
    never = text.replace("value = 0.4", "value = 0.45").replace("low = 0.1\nhigh = 0.9", "low = 0.44\nhigh = 0.98")
    with pytest.raises(NoWorldPossible):
        uncertain(scenario(tmp_path, never), worlds=32, replications=2, engine="auto", workers=1)


def test_what_is_decided_keeps_its_value(tmp_path: Path) -> None:
    """An option that sets an uncertain parameter differs by it: its draw does not take the setting back."""
    share = 'value = 0.4\nunit = "share"\nlow = 0.1\nhigh = 0.9\nbasis = "assumption"\n'
    text = POISSON_GAMMA.replace("[parameters.wanted]", f"[parameters.a]\n{share}[parameters.wanted]")
    text = text.replace('next = "gone"', 'next = { gone = "$a", again = "rest" }').replace(
        'count = "entered stay"', 'count = "entered gone"'
    )
    one = scenario(tmp_path, text + "[exit.again]\n")
    low, high = uncertain(one.set(a=0.2), one.set(a=0.8), worlds=16, replications=2, engine="auto", workers=1)
    assert low.draws.names == ("rate",)
    assert difference(low, high, "many").mean > 20


@pytest.mark.parametrize("name", ["rengoering", "neighbours/smaajob"])
def test_a_world_measures_what_a_run_measures(name: str) -> None:
    """Only some figures are computed in a world; each is the same as among all, in every year and definition asked."""
    from sim.engines import choose
    from sim.knowledge.uncertain import wanted_figures
    from sim.knowledge.worlds import worlds_of
    from sim.studies.batches import Plan

    loaded = sim.load(f"scenarios/{name}.toml")
    draws = draw(priors_of(loaded.scenario.parameters), 16)
    model = loaded.set(**draws.world(3)).model
    everything = Plan(model, choose("compiled", model, 2), world_seed(1, 3), keep_log=False).run(range(2)).sheet
    share = next(target.name for target in loaded.scenario.targets if target.count is None)
    definition = next(name for name in everything.names if name.startswith(f"target.{share}["))
    for figures in (wanted_figures(loaded.scenario), {definition.partition("@")[0]}):
        found = worlds_of(loaded, draws, 2, figures, engine="compiled")
        place = found.possible.tolist().index(3)
        assert set(found.names) == {name for name in everything.names if name.partition("@")[0] in figures}
        for column, name in enumerate(found.names):
            assert found.values[place, :, column] == pytest.approx(everything.column(name), nan_ok=True, abs=0)


TWO = (
    POISSON_GAMMA
    + """
[parameters.days]
value = 5
unit = "days"
low = 1
high = 20
basis = "assumption"

[parameters.other_days]
value = 3
unit = "days"
low = 1
high = 9
basis = "assumption"
"""
)
TWO = TWO.replace('lasts = "1 day"', 'lasts = "$days"\nsetup = "$other_days"')


def test_joint_draws_stay_together_and_replace_their_priors(tmp_path: Path) -> None:
    """A rate that goes down as the days go up does so in every world; the third parameter is drawn by itself."""
    joint = [{"rate": 60.0 - i, "days": 2.0 + 0.1 * i} for i in range(30)]
    (found,) = uncertain(scenario(tmp_path, TWO), worlds=64, replications=2, engine="reference", workers=1, joint=joint)
    names = found.draws.names
    assert names == ("days", "other_days", "rate")
    rate, days = (found.draws.values[:, names.index(name)] for name in ("rate", "days"))
    assert days == pytest.approx(2 + 0.1 * (60 - rate))
    assert len(set(rate.tolist())) > 20
    assert rate.mean() == pytest.approx(np.mean([one["rate"] for one in joint]), abs=1.5)
    other = found.draws.values[:, names.index("other_days")]
    assert abs(np.corrcoef(rate, other)[0, 1]) < 0.5
    assert found.influences("many")[0].parameter in ("rate", "days")
    assert found.ends("many", "rate").low < found.ends("many", "rate").high


def test_joint_draws_of_what_is_not_there_are_refused(tmp_path: Path) -> None:
    loaded = scenario(tmp_path, TWO)
    with pytest.raises(ValueError, match="nothing"):
        uncertain(loaded, worlds=16, replications=2, engine="reference", joint=[{"nothing": 1.0}])
    with pytest.raises(ValueError, match="rate"):
        uncertain(loaded, worlds=16, replications=2, engine="reference", joint=[{"rate": 1.0}, {"days": 1.0}])
