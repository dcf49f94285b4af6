# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#       jupytext_version: 1.19.6
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Chance and knowledge
#
# Two things make the future uncertain. Even if every assumption were right, 48 people a year have good years and bad ones: chance. And
# most assumptions are judgements with a range: knowledge, or the lack of it. More participants make chance smaller; only finding out makes
# the other smaller. The two are told apart here.

# %%
# %matplotlib inline
# %config InlineBackend.figure_formats = ["svg"]
from pathlib import Path

import sim

ROOT = next(folder for folder in (Path.cwd(), *Path.cwd().parents) if (folder / "scenarios").is_dir())

sim.language("en")
baseline = sim.load(ROOT / "scenarios" / "rengoering.toml")

# %% [markdown]
# ## In many possible worlds
#
# Each world draws all uncertain assumptions from their ranges; in each a few replications are run. The same worlds are used for both
# scenarios, so the difference between them is known better than either.

# %%
holds, rolling = sim.uncertain(baseline, baseline.set(intake_mode="rolling"), worlds=32, replications=2, workers=2)
(
    holds.chance("volume"),
    rolling.chance("volume"),
)  # that 48 is reached in a year that happens, chance and knowledge together

# %% [markdown]
# The spread of the volume over the worlds. If the assumptions were known, all the worlds would lie close together.

# %%
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(7, 3), layout="constrained")
for title, found in (("holds", holds), ("rolling", rolling)):
    axes.hist(
        found.outcomes("volume").mean(axis=tuple(range(1, found.outcomes("volume").ndim))),
        bins=12,
        alpha=0.6,
        label=title,
    )
axes.set(xlabel="starts a year, mean of a world", ylabel="worlds")
axes.legend(frameon=False)

# %% [markdown]
# With holds no world gets beyond 48: holds of 12 cannot use more. With rolling intake the worlds lie farther apart, so what is not known
# about finding people decides more.
#
# ## Which unknown matters
#
# Rank correlations come with the worlds at no cost. They say where to look: one assumption at a time, and nothing that works both ways.

# %%
holds.influences("self_support")[:3]

# %% [markdown]
# `sim.sensitivity` asks more thoroughly: all assumptions are screened one step at a time, and the strongest looked at in detail. A circle is
# the part of the variance that would go if that assumption alone were known, a square the part it has together with others. Luck is a
# factor of its own. These numbers of points are for a first look, so the lines (95 %) are long; `rengsim sensitivity` takes 256.

# %%
matters = sim.sensitivity(
    baseline, "mean(target.self_support)", trajectories=4, detail=3, size=32, replications=4, workers=2
)
matters.figure()

# %%
matters

# %% [markdown]
# What matters for the outcome need not matter for a choice: `rengsim value` says what finding out is worth before choosing, and "nothing"
# is a valid answer.
