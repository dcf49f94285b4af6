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
# # The event log with pandas
#
# Everything that happens in a replication is a row: who, when, what, where. Figures that the program does not have are a few lines of
# pandas away.

# %%
# %matplotlib inline
# %config InlineBackend.figure_formats = ["svg"]
from pathlib import Path

import sim

ROOT = next(folder for folder in (Path.cwd(), *Path.cwd().parents) if (folder / "scenarios").is_dir())

sim.language("en")
result = sim.run(ROOT / "scenarios" / "rengoering.toml", replications=10)
log = result.log_frame()
log.head(8)

# %%
log.groupby("event", observed=True).size().sort_values(ascending=False).head(12)

# %% [markdown]
# ## A figure of one's own
#
# Days from coming to the first day in the project, person by person: the median and what nine of ten wait at most, in each replication.

# %%
person = ["replication", "owner"]
came = log[log["event"] == "arrive"].set_index(person)["when"]
begun = log[(log["event"] == "start") & (log["step"] == "tilbud") & (log["visit"] == 1)].set_index(person)["when"]
days = (begun - came).dropna().dt.total_seconds() / 86_400
days.groupby("replication").quantile([0.5, 0.9]).unstack().round(0)

# %%
days.plot.hist(bins=30, figsize=(7, 3), xlabel="days from coming to the first day", ylabel="people, ten replications")

# %% [markdown]
# ## Who begins in which month?

# %%
begun.dt.month.value_counts().sort_index().plot.bar(figsize=(7, 3), xlabel="month", ylabel="starts, ten replications")

# %% [markdown]
# ## One person, from the first day to the last

# %%
print(result.person(17, replication=3))

# %% [markdown]
# ## The places of one replication, person by person

# %%
result.gantt("place", replication=3).figure("en")

# %%
assert (days >= 0).all()
assert len(begun) > 10 * 3 * 40
