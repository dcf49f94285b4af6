"""Writes results/reference, the answer of the baseline that comes with the program; ``make reference``.

A test repeats it, ``rengsim rerun results/reference/rengoering`` does so on any machine, and the page shows it first.
"""

from __future__ import annotations

import shutil

import sim
from sim.page.answer import WANTED
from sim.page.stored import keep, reference_folder
from sim.page.studies import final
from sim.studies.growth import GrowingRun

if __name__ == "__main__":
    scenario, folder = sim.load("scenarios/rengoering.toml"), reference_folder()
    result = GrowingRun(scenario.model, workers=2, wanted=WANTED).result(final(scenario))
    shutil.rmtree(folder, ignore_errors=True)
    keep(result, folder)
