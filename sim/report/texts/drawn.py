"""Words in figures of what records taught and of what is not known."""

DRAWN: dict[str, tuple[str, str]] = {
    "backtest.drawn.forecast": ("8 af 10 ifølge prognosen", "8 in 10 by the forecast"),
    "backtest.drawn.in": ("blev, inden for", "came to, within"),
    "backtest.drawn.out": ("blev, uden for", "came to, outside"),
    "validate.drawn.model": ("8 af 10 ifølge modellen", "8 in 10 by the model"),
    "validate.drawn.observed": ("registreringerne", "the records"),
    "validate.drawn.out": ("registreringerne, skiller sig ud", "the records, standing out"),
    "uncertain.drawn.worlds": ("gennemsnit i hvert muligt sæt", "mean in each possible set"),
    "uncertain.drawn.years": ("enkelte {unit}", "single {unit}"),
    "decision.drawn.axis.kroner": ("kr. pr. år", "kroner a year"),
    "decision.drawn.axis.years": ("år ud af 100", "years of 100"),
    "decision.drawn.everything": ("Alle forudsætninger", "All assumptions"),
}
