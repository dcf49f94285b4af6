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
# # A pathway of your own, from scratch
#
# A pathway is a text file. This one is a course with four places: people come at random, wait, give up or begin, and leave for a job or
# not. Nothing of the cleaning project is in it.

# %%
# %matplotlib inline
# %config InlineBackend.figure_formats = ["svg"]
from pathlib import Path
from tempfile import mkdtemp

import sim

ROOT = next(folder for folder in (Path.cwd(), *Path.cwd().parents) if (folder / "scenarios").is_dir())

sim.language("en")
COURSE = """
format = 1
title  = { da = "Et kursus", en = "A course" }

[run]
start     = 2027-01-01
years     = 3
follow_up = "1 years"

[parameters]
places = { value = 4, low = 1, high = 12, step = 1, unit = "places", basis = "assumption", title = { da = "Pladser", en = "Places" } }

[arrivals.people]
rate = "1.5 per week"
to   = "course"

[resource.place]
capacity = "$places"

[stage.course]
title    = { da = "Kursus", en = "Course" }
uses     = ["place"]
lasts    = { exponential = "3 weeks" }
patience = { exponential = "4 weeks" }
else     = "gave_up"
next     = { job = 0.4, back = "rest" }

[exit.job]
support = "self"
[exit.back]
[exit.gave_up]

[target.begun]
title    = { da = "Begyndt", en = "Begun" }
count    = "entered course"
per      = "calendar year"
at_least = 70
"""
path = Path(mkdtemp()) / "course.toml"
path.write_text(COURSE, encoding="utf-8")
course = sim.load(path)

# %% [markdown]
# ## A slip of the pen
#
# Every problem of a file is found before anything runs, with its line and the nearest right spelling.

# %%
wrong = path.with_name("wrong.toml")
wrong.write_text(COURSE.replace("uses     = ", "usses    = ").replace("job = 0.4", "jobb = 0.4"), encoding="utf-8")
try:
    sim.load(wrong)
except sim.ProblemsFound as found:
    print(str(found).replace(str(wrong), wrong.name))

# %% [markdown]
# ## Its answer

# %%
result = sim.run(course, replications=100, workers=2)
result

# %%
result.figure("en", of="target.begun")

# %% [markdown]
# ## How many places?

# %%
places = sim.sweep(
    course, {"places": range(2, 9)}, measures=["P(begun)", "mean(reneged_share.course)"], replications=50
)
places

# %%
places.figure("en")

# %%
enough = sim.size(course, find="places", until="P(begun) >= 0.5", values="2..8", replications=100)
enough

# %% [markdown]
# `rengsim new FILE` asks a few questions and writes such a file; [docs/adding-a-programme.md](../docs/adding-a-programme.md) goes further.

# %%
share = places.frame().query("figure == 'mean(reneged_share.course)'").set_index("places")["mean"]
assert share.is_monotonic_decreasing
