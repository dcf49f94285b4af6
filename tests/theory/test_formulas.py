"""The exact values themselves: against published numbers, and against each other where two ways lead to one number."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest

from sim.verify import formulas as f

pytestmark = pytest.mark.unit


def test_published_lines():
    assert f.mmc(1, 1.25, 1) == pytest.approx((0.8, 3.2, 3.2, 4.0))
    assert f.mmc(1, 0.4, 3) == pytest.approx((0.702247, 3.511236, 3.511236, 6.011236), abs=5e-7)
    assert f.mmc(0.5, 0.05, 12)[:3] == pytest.approx((0.449388, 2.246941, 4.493882), abs=5e-7)
    assert f.late(0.5, 0.05, 12, 10) == pytest.approx(0.165321, abs=5e-7)


@pytest.mark.parametrize(("load", "lost"), [(6, 0.011365), (8, 0.051406), (10, 0.119739), (12, 0.198567)])
def test_erlangs_loss(load, lost):
    assert f.erlang_b(12, load) == pytest.approx(lost, abs=5e-7)
    assert f.blocking((load,), ((1,),), (12,)) == pytest.approx([lost], abs=5e-7)


@pytest.mark.parametrize(("square", "wait"), [(0, 1.6), (0.25, 2.0), (2.25, 5.2)])
def test_one_server_with_any_law(square, wait):
    assert f.mg1_wait(1, 0.8, 0.64 * (1 + square)) == pytest.approx(wait)


def test_priorities_keep_the_work():
    waits = f.priority_waits((0.2, 0.6), 0.8)
    assert waits == pytest.approx([1.0, 5.0])
    assert 0.25 * waits[0] + 0.75 * waits[1] == pytest.approx(f.mmc(0.8, 1, 1).wait)  # Kleinrock's conservation law


def test_steadier_arrivals_wait_less_and_poisson_as_much_as_before():
    assert f.gm1_wait(lambda s: 1 / (1 + s), 1.25) == pytest.approx(3.2)
    assert f.gm1_wait(lambda s: exp(-s), 1.25) < f.gm1_wait(lambda s: (4 / (4 + s)) ** 4, 1.25) < 3.2


def test_fixed_patience_has_its_limits():
    never, queue = f.fixed_patience(0.8, 1, 200)
    assert never == pytest.approx(0, abs=1e-12)
    assert queue == pytest.approx(f.mmc(0.8, 1, 1).queue)
    assert f.fixed_patience(1.2, 1, 1e-9)[0] == pytest.approx(f.erlang_b(1, 1.2))


def test_fixed_patience_keeps_the_work_and_obeys_little():
    gives_up, queue = f.fixed_patience(1.2, 1, 2)
    served = 1.2 * (1 - gives_up)
    assert served < 1  # one server of rate 1
    tail, density = f.integral(lambda v: exp(0.2 * v), 0, 2), exp(0.4)  # v has the density 1.2 p0 exp(.2 v) up to 2
    p0 = 1 - served
    assert p0 * (1 + 1.2 * tail) == pytest.approx(1 - gives_up)
    assert 1.2 * p0 * density == pytest.approx(gives_up)
    waited = f.integral(lambda v: v * 1.2 * p0 * exp(0.2 * v), 0, 2) + 2 * gives_up
    assert queue == pytest.approx(1.2 * waited)


def test_the_first_25_of_an_empty_line():
    assert f.first_delays(1, 1 / 0.9, 25) == pytest.approx(2.1245, abs=5e-5)
    assert f.first_delays(1, 1 / 0.9, 1) == 0
    assert f.first_delays(1, 1 / 0.9, 2) == pytest.approx(0.5 * 0.9 * 0.9 / 1.9)  # the second meets the first or nobody


def test_kaufman_and_roberts():
    """The recursion n q(n) = sum of a_i b_i q(n - b_i) over the units in use gives the same losses."""
    weights = np.zeros(11)
    weights[0] = 1
    for n in range(1, 11):
        weights[n] = (4 * weights[n - 1] + (0.8 * 3 * weights[n - 3] if n >= 3 else 0)) / n
    chances = weights / weights.sum()
    assert f.blocking((4, 0.8), ((1,), (3,)), (10,)) == pytest.approx([chances[10], chances[8:].sum()])


def test_birth_death_is_the_general_chain():
    direct = f.birth_death(lambda n: 1.0, lambda n: 0.3 * n, 0, 20)
    rates = np.zeros((21, 21))
    for n in range(20):
        rates[n, n + 1], rates[n + 1, n] = 1.0, 0.3 * (n + 1)
    assert f.stationary_rates(rates) == pytest.approx(direct, abs=1e-12)
    assert direct == pytest.approx(f.poisson(1 / 0.3, 20) / f.poisson(1 / 0.3, 60)[:21].sum(), abs=1e-4)


def test_the_page_about_the_token_pool():
    from sim.verify.cases.tokens import CASES, MOST, POOL

    waiting, tokens, waits, gives_up, expired, matched = (figure.exact for figure in CASES[0].figures)
    assert waiting == pytest.approx(1.64612, abs=5e-6)
    assert tokens == pytest.approx(1.29223, abs=5e-6)
    assert POOL[:MOST].sum() == 1 - waits == pytest.approx(0.38753, abs=5e-6)
    assert gives_up == pytest.approx(0.16461, abs=5e-6)
    assert expired == pytest.approx(0.07179, abs=5e-6)
    assert 0.9 * (1 - expired) == pytest.approx(matched)  # a token taken is a person matched


def test_the_page_about_networks_patience_and_courses():
    from sim.verify.cases.lines import CASES

    exact = {case.name: [figure.exact for figure in case.figures] for case in CASES}
    assert exact["feedback-network"] == pytest.approx([1.681913, 1.323302, 1.790886, 8.376088], abs=5e-7)
    assert exact["erlang-a"] == pytest.approx([0.366204, 0.878890], abs=5e-7)
    assert f.sessions(10, 12, 0).queue * 2.8 == pytest.approx(17.3519, abs=5e-5)
    found = f.sessions(10, 12, 6)
    assert (found.queue * 2.8, found.held, found.size) == pytest.approx((18.6075, 0.9574, 10.4448), abs=6e-5)


def test_sessions_with_room_for_all_wait_half_a_period():
    assert f.sessions(5, 100, 0).queue == pytest.approx(2.5)
    assert f.sessions(5, 100, 0).held == pytest.approx(1)
    assert f.tried_again(5, 1, 0.25, 2, 0) == pytest.approx((2.5, 1.0))


def test_trying_again_at_the_next_date_is_postponing():
    again, attempts = f.tried_again(4 / 28, 28, 28, 0, 4)
    assert again == pytest.approx(f.sessions(4, 400, 4).queue)
    assert attempts == pytest.approx(1)
