"""Pools: tokens that are waited for, that expire, that are lost, that call people out of a stage."""

from __future__ import annotations

import numpy as np

from sim.verify.case import Case, Figure
from sim.verify.formulas import birth_death

MOST = 300
SIDE = np.arange(-MOST, MOST + 1)  # people waiting above 0, tokens open below
POOL = birth_death(lambda k: 1 + 0.05 * max(-k, 0), lambda k: 0.9 + 0.1 * max(k, 0), -MOST, MOST)
WAITING = float(POOL @ np.maximum(SIDE, 0))
OPEN = float(POOL @ np.maximum(-SIDE, 0))

LIMITED = birth_death(lambda n: 0.5, lambda n: 0.1 * n + 0.2, 0, 4)
LIMITED_OPEN = float(LIMITED @ np.arange(5))

LOOKING = birth_death(lambda n: 1.0, lambda n: n / 4 + 0.6, 0, 60)

CASES = (
    Case("token-pool", 480, (
        Figure("people in line", WAITING, "queue.look"),
        Figure("tokens open", OPEN, "open.job"),
        Figure("share who wait", 1 - float(POOL[:MOST].sum()), "waited_share.look"),
        Figure("share giving up", 0.1 * WAITING, "reneged_share.look"),
        Figure("share of tokens expired", 0.05 * OPEN / 0.9, "expired.job", ("arrived.job",)),
        Figure("share of people matched", 1 - 0.1 * WAITING, "taken.job", ("arrivals.people",)),
    ), "birth-death chain over the whole numbers: people waiting or tokens open"),
    Case("token-limit", 150, (
        Figure("tokens open", LIMITED_OPEN, "open.job"),
        Figure("share refused", float(LIMITED[0]), "balked_share.ask"),
        Figure("share of tokens lost", float(LIMITED[4]), "lost.job", ("arrived.job",)),
        Figure("share of tokens expired", 0.1 * LIMITED_OPEN / 0.5, "expired.job", ("arrived.job",)),
    ), "birth-death chain on 0..4; arrivals see time averages (Wolff 1982)"),
    Case("token-meanwhile", 40, (
        Figure("people inside", float(LOOKING @ np.arange(61)), "occupancy.look"),
        Figure("share called by a token", 0.6 * (1 - float(LOOKING[0])), "exit_share.hired"),
    ), "birth-death chain: up lambda, down n mu + nu"),
)  # fmt: skip
