"""Lines with servers: M/M/c, M/G/1, networks, priorities, holding, set-up, turnaround, patience."""

from __future__ import annotations

from math import exp, pi, sqrt

import numpy as np

from sim.verify.case import Case, Figure
from sim.verify.formulas import (
    birth_death,
    first_delays,
    fixed_patience,
    gm1_wait,
    integral,
    late,
    mg1_wait,
    mmc,
    priority_waits,
)
from sim.verify.recount import wait_of, waits_over

PK = "Pollaczek and Khinchine: Wq = lambda E[S^2] / (2 (1 - rho))"

MM1 = mmc(1, 1.25, 1)
MM3 = mmc(1, 0.4, 3)
SLOTS = mmc(0.5, 0.05, 12)

FLOWS = (1 / 0.86, 0.6 / 0.86, 0.7 / 0.86)  # cutting: 1 + .2 x assembly; assembly = .7 x cutting
STATIONS = tuple(mmc(flow, mu, c) for flow, mu, c in zip(FLOWS, (1.65, 0.5, 0.55), (1, 2, 2), strict=True))
NETWORK_TIME = sum(flow * station.time for flow, station in zip(FLOWS, STATIONS, strict=True))

IN_LINE = np.maximum(np.arange(121) - 1, 0)
ERLANG_A = float(birth_death(lambda n: 1.2, lambda n: 1 + 0.5 * (n - 1), 0, 120) @ IN_LINE)
GIVES_UP, QUEUE_FIXED = fixed_patience(1.2, 1, 2)

CLASSES = priority_waits((0.2, 0.16, 0.4), (0.2 * 2 + 0.2 * 0.64 + 0.4 * 4 / 3) / 2)
CLASSES_OF_MANY = priority_waits((5 / 24, 5 / 24, 5 / 12), SLOTS.waiting / (12 * 0.05))
SETUP_WAIT = mg1_wait(0.75, 0.8, 0.64 + 0.4**2 / 12 + 1.5 * 0.16 + 0.25 * 0.16)

# the normal law with mean .4 and sd .4, cut to values above 0: phi and Phi at 1
PHI = exp(-0.5) / sqrt(2 * pi)
ABOVE = 0.5 + integral(lambda x: exp(-x * x / 2) / sqrt(2 * pi), 0, 1)
LAWS = {  # name -> (E[S], E[S^2])
    "uniform": (0.5, 0.25 + 0.8**2 / 12),
    "triangular": (0.5, 0.25 + (0.3**2 + 1.2**2 - 0.3 * 1.2) / 18),
    "weibull": (0.5, 1 / pi),  # scale .5 / Gamma(1.5) = 1 / sqrt(pi), E[S^2] = scale^2 Gamma(2)
    "normal": (0.4 + 0.4 * PHI / ABOVE, 2 * 0.16 + 0.16 * PHI / ABOVE),
    "empirical": (0.5, (0.04 + 0.09 + 1) / 3),
    "discrete": (0.5, 0.75 * 0.04 + 0.25 * 1.96),
    "hazard": (1 - exp(-0.5) + exp(-0.5) / 4, 2 * (1 - 1.5 * exp(-0.5) + exp(-0.5) * (0.125 + 0.0625))),
}

REPAIR = birth_death(lambda k: (5 - k) / 10, lambda _: 1 / 5, 0, 5)  # closed-population: people in repair

CASES = (
    Case("wait-bands", 160, (
        Figure("share leaving: at_once", 0.4, "exit_share.at_once"),
        Figure("share leaving: soon", 0.6 * (1 - exp(-0.8)), "exit_share.soon"),
        Figure("share leaving: later", 0.6 * exp(-0.8), "exit_share.later"),
    ), "M/M/1: P(W > t) = rho exp(-(mu - lambda) t); Kleinrock I, 5.6"),
    Case("mm1", 450, (
        Figure("people in line", MM1.queue, "queue.serve"),
        Figure("wait", MM1.wait, "wait_mean.serve"),
        Figure("time in the system", MM1.time, "time_in_system"),
        Figure("people in the system", MM1.time, "in_system"),
    ), "Kleinrock I, 3.2: rho = .8, Lq = rho^2 / (1 - rho); Little"),
    Case("mm3", 600, (
        Figure("share who wait", MM3.waiting, "waited_share.serve"),
        Figure("people in line", MM3.queue, "queue.serve"),
        Figure("time in the system", MM3.time, "time_in_system"),
    ), "Erlang's C, Kleinrock I, 3.5"),
    Case("twelve-slots", 1450, (
        Figure("share who wait", SLOTS.waiting, "waited_share.stay"),
        Figure("people in line", SLOTS.queue, "queue.stay"),
        Figure("wait", SLOTS.wait, "wait_mean.stay"),
        Figure("share who wait over 10 days", late(0.5, 0.05, 12, 10), statistic=waits_over("stay", 10)),
    ), "Erlang's C with 12 servers; P(W > t) = C exp(-(12 mu - lambda) t)"),
    *(Case("mg1", replications, (Figure("wait", mg1_wait(1, 0.8, 0.64 * (1 + square)), "wait_mean.serve"),), PK,
           {"law": law})
      for law, square, replications in (("constant", 0, 160), ("gamma", 0.25, 260), ("lognormal", 2.25, 1000))),
    Case("tandem", 150, (Figure("time in the system", 6.0, "time_in_system"),), "Burke 1956: two M/M/1 in a row"),
    Case("feedback-network", 850, (
        *(Figure(f"people in line: {step}", station.queue, f"queue.{step}")
          for step, station in zip(("cutting", "drilling", "assembly"), STATIONS, strict=True)),
        Figure("time in the system", NETWORK_TIME, "time_in_system"),
    ), "Jackson 1957: every station is M/M/c with its own flow"),
    Case("priority", 460, (
        Figure("wait: urgent", 1.0, "wait_mean.urgent_service"),
        Figure("wait: ordinary", 5.0, "wait_mean.ordinary_service"),
    ), "Cobham 1954"),
    Case("priority-by-attribute", 450, tuple(
        Figure(f"wait: {name}", wait, statistic=wait_of("serve", "class", name))
        for name, wait in zip(("high", "middle", "low"), CLASSES, strict=True)
    ), "Cobham 1954 with three classes and three laws"),
    Case("priority-classes", 1450, (
        *(Figure(f"wait: {name}", wait, f"wait_mean.stay{{class={name}}}")
          for name, wait in zip(("high", "middle", "low"), CLASSES_OF_MANY, strict=True)),
        *(Figure(f"wait: {name}", SLOTS.wait, f"wait_mean.stay{{source={name}}}") for name in ("jobcentre", "others")),
        Figure("people in line: high", CLASSES_OF_MANY[0] / 8, "queue.stay{class=high}"),
        Figure("cost of waiting per person", sum(share * cost * wait for share, cost, wait
               in zip((0.25, 0.25, 0.5), (300, 200, 100), CLASSES_OF_MANY, strict=True)),
               "cost.stay", over=("arrivals.jobcentre", "arrivals.others")),
    ), "Davis 1966: M/M/c without pre-emption, W_k = C / (c mu) / ((1 - s_(k-1)) (1 - s_k))"),
    Case("erlang-a", 60, (
        Figure("share giving up", 0.5 * ERLANG_A / 1.2, "reneged_share.serve"),
        Figure("people in line", ERLANG_A, "queue.serve"),
    ), "Palm 1957: birth-death chain, up lambda, down mu + theta (n - 1)"),
    Case("patience-fixed", 60, (
        Figure("share giving up", GIVES_UP, "reneged_share.serve"),
        Figure("people in line", QUEUE_FIXED, "queue.serve"),
    ), "Baccelli and Hebuterne 1981; formulas.fixed_patience"),
    Case("mm1-from-empty", 12000, (Figure("wait of the first 25", first_delays(1, 1 / 0.9, 25), "wait_mean.serve"),),
         "Kelton and Law 1985; formulas.first_delays"),
    Case("hold-over-stages", 270, (
        Figure("wait", mg1_wait(1, 0.8, 0.25 + 0.64), "wait_mean.first"),
        Figure("places in use", 0.8, "busy.server"),
    ), PK + ", S the sum of both stages"),
    Case("hold-while-waiting", 240, (
        Figure("wait", mg1_wait(0.25, 2.25, 1 + 1.25**2 + 2.25**2), "wait_mean.train"),
        Figure("share giving up", 0.375, "reneged_share.look"),
        Figure("places in use", 0.5625, "busy.place"),
    ), PK + ", S the stage and the wait for the token"),
    Case("turnaround-queue", 300, (
        Figure("wait", mg1_wait(1, 0.8, 0.25 + 0.64), "wait_mean.serve"),
        Figure("time in the system", mg1_wait(1, 0.8, 0.25 + 0.64) + 0.5, "time_in_system"),
        Figure("places under turnaround", 0.3, "turnaround.server"),
    ), PK + ", S the service and the turnaround"),
    Case("setup-once", 280, (
        Figure("people in line", 0.75 * SETUP_WAIT, "queue.stay"),
        Figure("time in the system", SETUP_WAIT + 0.8, "time_in_system"),
    ), PK + ", S the set-up and one or two stays"),
    *(Case("laws", 150, (Figure("wait", mg1_wait(1, mean, second), "wait_mean.serve"),), PK, {"law": law})
      for law, (mean, second) in LAWS.items()),
    Case("renewal-arrivals", 420, (
        Figure("wait", gm1_wait(lambda s: (4 / (4 + s)) ** 4, 1.25), "wait_mean.serve"),
    ), "GI/M/1, Kleinrock I, 6.4", {"gap": "gamma"}),
    Case("renewal-arrivals", 380, (
        Figure("wait", gm1_wait(lambda s: exp(-s), 1.25), "wait_mean.serve"),
    ), "GI/M/1, Kleinrock I, 6.4", {"gap": "fixed"}),
    Case("closed-population", 60, (
        Figure("places in use", 1 - float(REPAIR[0]), "busy.helper"),
        Figure("people inside: work", float(REPAIR @ [5, 4, 3, 2, 1, 0]), "occupancy.work"),
        Figure("people in line", float(REPAIR @ [0, 0, 1, 2, 3, 4]), "queue.repair"),
    ), "machine repair: birth-death chain, up (5 - k) / 10, down 1 / 5; Kleinrock I, 3.8"),
)  # fmt: skip
