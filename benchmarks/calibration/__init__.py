"""Whether ``rengsim fit`` and ``rengsim forecast`` keep their promises, over many sets of records of known origin.

``make calibration`` draws parameters from their priors, simulates a year with them, records it as a job centre would,
fits what was recorded, and looks where the truth lies (simulation-based calibration: Talts, Betancourt, Simpson,
Vehtari and Gelman, 2018).  The same is done with fits that are wrong on purpose, which must be found out, and
with forecasts.
"""
