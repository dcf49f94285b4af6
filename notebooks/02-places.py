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
# # 8 to 20 places: holds or rolling intake, with and without praktik in the places
#
# How many offer places does it take? The answer depends on two things that the agreement does not settle: whether people start in
# holds or as soon as a place is free, and whether praktik fills a place. Every option below is the same people with the same
# luck, so differences between options are known better than the options themselves.

# %%
# %matplotlib inline
# %config InlineBackend.figure_formats = ["svg"]
from pathlib import Path

import sim

sim.language("en")

ROOT = next(folder for folder in (Path.cwd(), *Path.cwd().parents) if (folder / "scenarios").is_dir())
REPLICATIONS = 24  # 200 for a figure that somebody decides by
SLOTS = range(8, 21, 4)  # range(8, 21) for every number of places

baseline = sim.load(ROOT / "scenarios" / "rengoering.toml")

# %% [markdown]
# ## All combinations
#
# The lines under `change` are the paired difference from the line before: what the last four places have bought. A star says that
# the difference is certain.

# %%
options = {"slots": SLOTS, "intake_mode": ["cohort", "rolling"], "slot_scope": ["tilbud_only", "tilbud_and_praktik"]}
places = sim.sweep(baseline, options, replications=REPLICATIONS)
places

# %%
places.figure("en")

# %% [markdown]
# Holds of 12 cannot use more than 12 places when praktik is outside; with praktik inside they need more than 12, because those who were
# extended and are in praktik still hold a place when the next hold starts. With rolling intake every place is used until the
# search for participants becomes the limit.

# %%
places.frame().query("figure == 'mean(target.volume)'").pivot_table(
    index="slots", columns=["intake_mode", "slot_scope"], values="mean"
).round(1)

# %% [markdown]
# ## How many are enough?
#
# The smallest number of places with which 48 start in at least 80 of 100 years, if praktik fills a place. The value found is
# tried again on fresh runs, because a value that was chosen for looking good looks a little too good.

# %%
needed = sim.size(
    baseline.set(slot_scope="tilbud_and_praktik"),
    find="slots",
    until="P(volume) >= 0.8",
    values="14..20:2",
    replications=REPLICATIONS,
)
needed

# %%
needed.figure("en")

# %% [markdown]
# ## Is it the places or the intake?
#
# From the baseline to rolling intake with praktik inside and 14 places, one changed input at a time. What the inputs do together is not
# the sum of what each does alone: the last bar.

# %%
other = baseline.set(intake_mode="rolling", slot_scope="tilbud_and_praktik", slots=14)
why = sim.compare(baseline, other, replications=REPLICATIONS)
why

# %%
why.waterfalls[0].figure("en")

# %%
why.figure("en")
