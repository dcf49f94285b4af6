"""Exact answers: closed formulas, and small Markov chains solved by linear algebra.

Nothing here knows the simulator.  Rates are per unit of time, times in the same unit; ``lam`` is an arrival rate,
``mu`` the rate of one server, ``load`` = lam / mu.  Sources: L. Kleinrock, *Queueing Systems* I (1975) and II (1976);
R. W. Wolff, *Stochastic Modeling and the Theory of Queues* (1989); a derivation of our own is written out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from math import exp, factorial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


# --- lines with servers ----------------------------------------------------------------------------------------------


def erlang_b(servers: int, load: float) -> float:
    """Share lost when nobody waits (Erlang 1917); the same for every law of the stay (Sevast'yanov 1957)."""
    lost = 1.0
    for n in range(1, servers + 1):
        lost = load * lost / (n + load * lost)
    return lost


class Line(NamedTuple):
    """A stationary line."""

    waiting: float  # share of arrivals that wait
    queue: float  # mean number in line
    wait: float  # mean time in line
    time: float  # mean time in line and in service


def mmc(lam: float, mu: float, servers: int) -> Line:
    """M/M/c: the chance to wait is Erlang's C = B / (1 - rho (1 - B)); Lq = C rho / (1 - rho)."""
    lost, rho = erlang_b(servers, lam / mu), lam / (mu * servers)
    waiting = lost / (1 - rho * (1 - lost))
    queue = waiting * rho / (1 - rho)
    return Line(waiting, queue, queue / lam, queue / lam + 1 / mu)


def late(lam: float, mu: float, servers: int, limit: float) -> float:
    """M/M/c: P(wait > limit) = C exp(-(c mu - lam) limit)."""
    return mmc(lam, mu, servers).waiting * exp(-(servers * mu - lam) * limit)


def mg1_wait(lam: float, mean: float, second: float) -> float:
    """M/G/1: mean time in line lam E[S^2] / (2 (1 - lam E[S])) (Pollaczek 1930, Khinchine 1932)."""
    return lam * second / (2 * (1 - lam * mean))


def priority_waits(loads: Sequence[float], residual: float) -> list[float]:
    """M/G/1 without pre-emption, classes in order of priority: W_k = R / ((1 - s_(k-1)) (1 - s_k)) (Cobham 1954).

    ``s_k`` is the load of classes 1..k and ``residual`` R = sum of lam_i E[S_i^2] / 2.
    """
    waits, above = [], 0.0
    for load in loads:
        waits.append(residual / ((1 - above) * (1 - above - load)))
        above += load
    return waits


def gm1_wait(transform: Callable[[float], float], mu: float) -> float:
    """GI/M/1: mean time in line s / (mu (1 - s)), s the root in (0, 1) of s = A*(mu (1 - s)) (Kleinrock I, 6.4).

    ``transform`` is A*, the Laplace transform of the law of the time between arrivals.
    """
    root = 0.5
    for _ in range(10_000):
        root = transform(mu * (1 - root))
    return root / (mu * (1 - root))


def fixed_patience(lam: float, mu: float, patience: float) -> tuple[float, float]:
    """M/M/1 with patience exactly ``patience``: (share giving up, mean number in line).

    The time v that an arrival would wait (Barrer 1957; Baccelli and Hebuterne 1981) has mass p0 at 0 and the density
    lam p0 exp(-(mu - lam) v) up to the patience, lam p0 exp(lam tau - mu v) beyond it, where nobody adds to it.
    Those with v > tau give up after tau; the mean number in line is lam E[min(v, tau)].
    """
    drift, tau = mu - lam, patience
    inside = (1 - exp(-drift * tau)) / drift
    beyond = exp(-drift * tau) / mu
    p0 = 1 / (1 + lam * inside + lam * beyond)
    waited = lam * p0 * (1 - exp(-drift * tau) * (1 + drift * tau)) / drift**2
    gives_up = lam * p0 * beyond
    return gives_up, lam * (waited + tau * gives_up)


def first_delays(lam: float, mu: float, people: int) -> float:
    """M/M/1 that starts empty: mean delay of the first ``people`` (Kelton and Law 1985).

    The number found by arrival k is a Markov chain: from n + 1 after the arrival, each of the memoryless services
    ends before the next arrival with chance mu / (lam + mu).  Who finds n waits n / mu.
    """
    step, found, total = mu / (lam + mu), np.zeros(people + 1), 0.0
    found[0] = 1.0
    for _ in range(people):
        total += float(found @ np.arange(people + 1)) / mu
        after = np.zeros(people + 1)
        for n in range(people):
            served = [(1 - step) * step**j for j in range(n + 1)]
            for j, chance in enumerate(served):
                after[n + 1 - j] += found[n] * chance
            after[0] += found[n] * step ** (n + 1)
        found = after
    return total / people


# --- several resources -----------------------------------------------------------------------------------------------


def blocking(loads: Sequence[float], needs: Sequence[Sequence[int]], capacity: Sequence[int]) -> list[float]:
    """Loss system with several resources: share of each class that is refused.

    The numbers of people inside are independent Poisson, cut to the states that fit (product form, the same for every
    law of the stay: F. P. Kelly, *Loss networks*, Annals of Applied Probability 1 (1991) 319-378).
    """
    most = [min(c // n for n, c in zip(need, capacity, strict=True) if n) for need in needs]
    total, full = 0.0, [0.0] * len(loads)
    for state in product(*(range(m + 1) for m in most)):
        used = [sum(n * need[r] for n, need in zip(state, needs, strict=True)) for r in range(len(capacity))]
        if any(u > c for u, c in zip(used, capacity, strict=True)):
            continue
        weight = float(np.prod([a**n / factorial(n) for a, n in zip(loads, state, strict=True)]))
        total += weight
        for i, need in enumerate(needs):
            if any(u + n > c for u, n, c in zip(used, need, capacity, strict=True)):
                full[i] += weight
    return [weight / total for weight in full]


# --- chains ----------------------------------------------------------------------------------------------------------


def birth_death(up: Callable[[int], float], down: Callable[[int], float], first: int, last: int) -> Floats:
    """Stationary chances of the states first..last of a birth-death process: p(n + 1) = p(n) up(n) / down(n + 1)."""
    weights = [1.0]
    for n in range(first, last):
        weights.append(weights[-1] * up(n) / down(n + 1))
    found = np.array(weights)
    return np.asarray(found / found.sum())


def stationary(chain: Floats) -> Floats:
    """Stationary chances of a finite irreducible Markov chain with the given one-step matrix."""
    size = len(chain)
    equations = np.vstack([chain.T - np.eye(size), np.ones(size)])
    found, *_ = np.linalg.lstsq(equations, np.append(np.zeros(size), 1.0), rcond=None)
    return np.asarray(found)


def stationary_rates(rates: Floats) -> Floats:
    """Stationary chances of a finite Markov process; ``rates[i, j]`` is the rate from i to j."""
    leaving = rates.sum(axis=1)
    fastest = float(leaving.max()) * 1.01
    return stationary(rates / fastest + np.diag(1 - leaving / fastest))


def poisson(mean: float, last: int) -> Floats:
    """P(N = 0), ..., P(N = last); what lies beyond is added to the last."""
    chances = np.empty(last + 1)
    chances[0] = exp(-mean)
    for n in range(1, last + 1):
        chances[n] = chances[n - 1] * mean / n
    chances[last] += max(0.0, 1 - chances.sum())
    return chances


# --- sessions --------------------------------------------------------------------------------------------------------


class Sessions(NamedTuple):
    queue: float  # mean number in line over time
    held: float  # share of sessions held
    size: float  # mean number of people, others included, on those held


def sessions(
    mean: float, seats: int, minimum: int, others: float = 0.0, cancelled: float = 0.0, last: int = 400
) -> Sessions:
    """Poisson arrivals (``mean`` in a period) and one session a period that serves up to ``seats`` people.

    State: people in line just before a session.  ``others`` other people (Poisson, at most ``seats``) take seats and
    count towards the minimum; a session below the minimum, or cancelled, serves nobody and all stay in line.
    In a period that begins with n in line there are n + mean / 2 on average.
    """
    come, beside = poisson(mean, last), poisson(others, seats)
    left = np.zeros((last + 1, last + 1))  # in line before -> in line after the session
    held, size = np.zeros(last + 1), np.zeros(last + 1)
    for n in range(last + 1):
        for other, chance in enumerate(beside):
            own = min(n, seats - other)
            if own + other >= minimum:
                left[n, n - own] += chance * (1 - cancelled)
                left[n, n] += chance * cancelled
                held[n] += chance * (1 - cancelled)
                size[n] += chance * (1 - cancelled) * (own + other)
            else:
                left[n, n] += chance
    arrive = np.array([np.concatenate([np.zeros(n), come[: last + 1 - n]]) for n in range(last + 1)])
    arrive[:, last] += 1 - arrive.sum(axis=1)
    before = stationary(left @ arrive)
    after = before @ left
    share = float(before @ held)
    return Sessions(float(after @ np.arange(last + 1)) + mean / 2, share, float(before @ size) / share)


def tried_again(rate: float, period: float, again: float, tries: int, minimum: int) -> tuple[float, float]:
    """Sessions every ``period`` with any number of seats; with fewer than ``minimum`` people tried again after
    ``again``, at most ``tries`` times, then left to the next date.  Gives (mean number in line, attempts per period).

    State: people in line at the nominal date.  Between two attempts that fail the line only grows; after a success it
    starts at 0.  In a piece of length h that begins with n the line has the integral n h + rate h^2 / 2.
    """
    last = minimum + 400
    chain, area, attempts = np.zeros((last + 1, last + 1)), np.zeros(last + 1), np.zeros(last + 1)
    for start in range(last + 1):
        line = np.zeros(last + 1)
        line[start] = 1.0
        for attempt in range(tries + 1):
            attempts[start] += float(line.sum())
            emptied = float(line[minimum:].sum())
            line[minimum:] = 0.0
            rest = period - attempt * again
            chain[start] += emptied * poisson(rate * rest, last)
            area[start] += emptied * rate * rest**2 / 2
            step = again if attempt < tries else rest
            area[start] += float(line @ np.arange(last + 1)) * step + float(line.sum()) * rate * step**2 / 2
            line = np.convolve(line, poisson(rate * step, last))[: last + 1]
        chain[start] += line
    chain[:, last] += 1 - chain.sum(axis=1)
    before = stationary(chain)
    return float(before @ area) / period, float(before @ attempts)


# --- integrals -------------------------------------------------------------------------------------------------------


def integral(function: Callable[[float], float], low: float, high: float, pieces: int = 2000) -> float:
    """Simpson's rule."""
    x = np.linspace(low, high, 2 * pieces + 1)
    y = np.array([function(float(value)) for value in x])
    return float((y[0] + y[-1] + 4 * y[1:-1:2].sum() + 2 * y[2:-2:2].sum()) * (high - low) / (6 * pieces))
