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
holds

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
# With holds nearly all worlds end at 48: holds of 12 cannot use more. With rolling intake the worlds lie far apart, so what is not
# known about finding people decides. `rengsim sensitivity` ranks the assumptions, and `rengsim value` says what finding out is worth.
