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
# # Fra registreringer til prognose
#
# Næsten alle andele i et scenarie er antagelser. Et jobcenter kan gøre det bedre: sagssystemet ved, hvem der var i hvad, fra hvornår til
# hvornår. Her går vi hele vejen med opdigtede registreringer fra et år i Herning: læs dem, mål forudsætningerne, se om modellen passer,
# og sig, hvordan året ender. Registreringerne er lavet af simulatoren med andre forudsætninger end scenariets; de handler ikke om
# nogen virkelige borgere.

# %%
# %matplotlib inline
# %config InlineBackend.figure_formats = ["svg"]
from datetime import date
from pathlib import Path

from IPython.display import SVG

import sim
from sim.records.lengths import lengths_of
from sim.records.occupation import occupation
from sim.report.figures.from_records import length_figures, occupation_figure

sim.language("da")
ROOT = next(folder for folder in (Path.cwd(), *Path.cwd().parents) if (folder / "scenarios").is_dir())
REPLICATIONS = 100  # 1000 for et tal, nogen beslutter efter

# %% [markdown]
# ## 1. Hvad står der i registreringerne?
#
# En lille fil ved siden af registreringerne siger, hvad kolonner og ord betyder. `rengsim records new` skriver en, der er lige til at
# udfylde. Er der noget, der ikke kan bruges, nævnes det hele på én gang med linjenummer, og der gættes ikke.

# %%
records = sim.read_records(ROOT / "scenarios" / "registreringer" / "herning-2021.toml")
scenario = records.mapping.scenario.scenario
records

# %% [markdown]
# ## 2. Hvad lærer de os?
#
# Alle ophold tæller med, også dem, der ikke er slut. Et lille antal borgere flytter en antagelse lidt, mange flytter den meget: det nye
# spænd er det, der er tilbage at være i tvivl om. Hver række i figuren har sin egen skala.

# %%
fitted = sim.fit(records, draws=200)
fitted

# %%
fitted.figure()

# %% [markdown]
# ## 3. Passer modellen?
#
# Modellen køres med de målte forudsætninger, og hver kørsel registreres på samme måde som jeres: samme periode, hele dage, åbne slutninger.
# Så kan tallene holdes op mod hinanden. Der skal mange gennemspilninger til, før ét af så mange tal kan skille sig ud ved andet end held.

# %%
draws = [dict(zip(fitted.names, row, strict=True)) for row in fitted.draws.tolist()]
verdict = sim.validate(records, 1100, draws)
verdict

# %%
verdict.figure()

# %% [markdown]
# Hvor længe varer et ophold, og hvor er borgerne, dag for dag siden de kom? Linjer for færre end fem borgere tegnes ikke.

# %%
screening = next(one for one in length_figures(scenario, lengths_of(records, draws)) if one.name == "lengths.screening")
SVG(screening.svg("da"))

# %%
SVG(occupation_figure(scenario, occupation(records, draws, 40)).svg("da"))

# %% [markdown]
# ## 4. Hvordan ender året?
#
# Vi stiller os ved udgangen af juni. Alle er, hvor de er, med den tid de allerede har brugt; resten af året spilles igennem mange gange.
# Både held og det, vi ikke ved om forudsætningerne, er regnet med.

# %%
forecast = sim.forecast(records, date(2021, 6, 30), replications=REPLICATIONS, draws=draws)
forecast

# %%
forecast.figure()

# %% [markdown]
# ## 5. Hvad hvis vi gør noget i morgen?
#
# Den samme prognose med flere pladser, med samme held: forskellen er kendt bedre end prognosen selv.

# %%
more = {"slots": 14}
changed = sim.forecast(records, date(2021, 6, 30), replications=REPLICATIONS, draws=draws, changes=more)
changed

# %% [markdown]
# Hvor godt sådanne prognoser ville have ramt, siger `rengsim backtest` med registreringer for hele kalenderår, og
# [docs/calibration.md](../docs/calibration.md) siger, om spændene holder, hvad de lover. Har I kun nogle få samlede tal, så skriv dem under
# `[observed]` i scenariet: `sim.fit_totals` lærer af dem, hvad der er at lære, og siger det, når det er lidt.
