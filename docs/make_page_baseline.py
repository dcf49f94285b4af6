"""Writes sim/page/assets/baseline.npz, the answer that the page shows at its first start; ``make page-baseline``."""

from __future__ import annotations

import sim
from sim.page.answer import STAGES, WANTED
from sim.page.stored import keep
from sim.studies.growth import GrowingRun

if __name__ == "__main__":
    scenario = sim.load("scenarios/rengoering.toml")
    keep(GrowingRun(scenario.model, workers=2, wanted=WANTED).result(STAGES[-1]))
