# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # The baseline, and what rolling intake changes
#
# The baseline of the cleaning pathway (four holds of 12), then one comparison: rolling intake. The same people are simulated
# in both (their random numbers are addressed by person, not drawn in order), so the difference is known better than either.
#
# Every share in the pathway is an assumption: put weight on differences, not on absolute percentages.

# %%
# %matplotlib inline
# %config InlineBackend.figure_formats = ["svg"]
from pathlib import Path

import numpy as np

import sim

sim.language("en")
ROOT = next(folder for folder in (Path.cwd(), *Path.cwd().parents) if (folder / "scenarios").is_dir())
REPLICATIONS = 60

baseline = sim.load(ROOT / "scenarios" / "rengoering.toml")
baseline

# %% [markdown]
# ## The baseline's answer

# %%
result = sim.run(baseline, replications=REPLICATIONS, seed=1, workers=2)
result

# %%
result.figure(of="target.volume")

# %%
result.figure(of="target.self_support")

# %% [markdown]
# Figures by name: `docs/measures.md` lists them all. `p10` to `p90` is how much single runs differ (chance); `low` to `high`
# is how well the mean is computed.

# %%
result["target.volume"], result["target.self_support"]

# %%
result.frame(wide=True)[
    ["target.volume@2021", "target.volume@2022", "target.volume@2023", "target.self_support"]
].describe().round(3)

# %% [markdown]
# ## Rolling intake
#
# A planner's question is a few changed parameters.

# %%
rolling = sim.run(baseline.set(intake_mode="rolling"), replications=REPLICATIONS, seed=1, workers=2)

FIGURES = {
    "starts a year": "target.volume",
    "self-supporting, share of starters": "target.self_support",
    "days from line to place": "wait_mean.tilbud",
    "places in use": "utilisation.place",
    "caseworker load": "staff_load.caseworker",
}


def compare(name: str) -> tuple[float, float, float, float]:
    """Both means, and the mean difference of paired runs with its standard error."""
    gap = rolling.column(name) - result.column(name)
    return result.value(name), rolling.value(name), float(np.mean(gap)), float(np.std(gap, ddof=1) / np.sqrt(len(gap)))


for title, name in FIGURES.items():
    holds, flowing, gap, error = compare(name)
    print(f"{title:36} holds {holds:8.2f}   rolling {flowing:8.2f}   difference {gap:+8.2f} ± {1.96 * error:.2f}")

# %% [markdown]
# Rolling intake fills the places that stand empty between holds: more people start and they wait for less. The share who
# become self-supporting does not rise with it, because the vacancies are shared by more.

# %%
assert rolling.value("target.volume") > result.value("target.volume") + 10
assert rolling.value("wait_mean.tilbud") < result.value("wait_mean.tilbud")
assert rolling.value("target.self_support") < result.value("target.self_support") + 0.02
