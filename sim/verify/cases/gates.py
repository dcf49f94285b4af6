"""Sessions: seats, minimum, other people, cancellation, the three ways of having too few."""

from __future__ import annotations

from math import exp

from sim.verify.case import Case, Figure
from sim.verify.formulas import Sessions, poisson, sessions, tried_again

HELD = ("sessions.session",)
CHAIN = "Markov chain of the line just before a session; formulas.sessions"
WITH_OTHERS: Sessions = sessions(4, 10, 8, others=4, cancelled=0.1)
LINE, ATTEMPTS = tried_again(4 / 28, 28, 7, 2, 4)
FIVE = poisson(5, 60)
PERIODS = 450  # of 28 days in the window of gate-try-again


def _course(minimum: int) -> tuple[Figure, ...]:
    found = sessions(10, 12, minimum)
    return (
        Figure("wait", found.queue * 28 / 10, "wait_mean.course"),
        Figure("share of sessions held", found.held, "held.session", HELD),
        Figure("size of sessions", found.size, "size_held.session"),
    )


CASES = (
    *(Case("course-gate", 60, _course(minimum), CHAIN, {"minimum": minimum}) for minimum in (0, 6)),
    Case("gate-others", 95, (
        Figure("wait", WITH_OTHERS.queue * 7 / 4, "wait_mean.course"),
        Figure("people in line", WITH_OTHERS.queue, "queue.course"),
        Figure("share of sessions held", WITH_OTHERS.held, "held.session", HELD),
        Figure("size of sessions", WITH_OTHERS.size, "size_held.session"),
    ), CHAIN),
    Case("gate-send-away", 140, (
        Figure("share refused", float(FIVE[:3].sum()), "balked_share.course"),
        Figure("share of sessions held", 1 - exp(-5) * (1 + 5 + 25 / 2 + 125 / 6), "held.session", HELD),
        Figure("wait", 3.5, "wait_mean.course"),
    ), "E[N; N < 4] / E[N] = P(N <= 2) for N Poisson"),
    Case("gate-try-again", 40, (
        Figure("wait", LINE * 7, "wait_mean.course"),
        Figure("attempts per date", ATTEMPTS, "sessions.session", scale=1 / PERIODS),
    ), "Markov chain of the line at the nominal date; formulas.tried_again"),
)  # fmt: skip
