"""What `rengsim verify` says, Danish and English side by side.

The English label of a figure is its key; what stands behind a colon is a name from the scenario file or a short word.
"""

from __future__ import annotations

LABELS = {
    "arrivals": "tilgang",
    "attempts per date": "forsøg pr. dato",
    "benefit paid": "forsørgelse udbetalt",
    "benefit refunded": "forsørgelse refunderet",
    "benefit saved": "forsørgelse sparet",
    "chance of at most four inside": "chance for at højst fire er inde",
    "chance of delay with 10 beds": "chance for ventetid ved 10 senge",
    "cost": "udgift",
    "cost per start": "udgift pr. start",
    "events as by hand": "hændelser som håndregnet",
    "kroner left": "kr. tilbage",
    "load in hours a week": "belastning, timer pr. uge",
    "mean day of the end": "slutdag i gennemsnit",
    "months in work": "måneder i arbejde",
    "people in line": "borgere i kø",
    "people in the system": "borgere i forløbet",
    "people inside": "borgere inde",
    "cost of waiting per person": "udgift til ventetid pr. person",
    "vacancies open": "ledige stillinger",
    "people inside on day": "borgere inde på dag",
    "places in use": "pladser i brug",
    "places under turnaround": "pladser under klargøring",
    "share called by a token": "andel hentet af en stilling",
    "share giving up": "andel der giver op",
    "share kept 10 days": "andel tilbage efter 10 dage",
    "share kept 12 months": "andel fastholdt 12 måneder",
    "share kept 3 months": "andel fastholdt 3 måneder",
    "share leaving": "andel der slutter sådan",
    "share not contacted": "andel ikke kontaktet",
    "share of people matched": "andel borgere med stilling",
    "share of sessions held": "andel hold afholdt",
    "share of tokens expired": "andel stillinger udløbet",
    "share of tokens lost": "andel stillinger tabt",
    "share refused": "andel afvist",
    "share struck": "andel ramt",
    "share self-supporting": "andel selvforsørgende",
    "share stopped by the limit": "andel standset af loftet",
    "share who wait": "andel der venter",
    "share who wait over 10 days": "andel der venter over 10 dage",
    "share with a job": "andel med et job",
    "share with a job in 84 days": "andel i job inden 84 dage",
    "size of sessions": "holdstørrelse",
    "starts": "starter",
    "starts a year": "starter pr. år",
    "stay": "varighed",
    "time to the step": "tid til trinnet",
    "time in the system": "tid i forløbet",
    "tokens": "stillinger",
    "tokens open": "ledige stillinger",
    "variance of people inside": "varians af borgere inde",
    "visits": "besøg",
    "wait": "ventetid",
    "wait for work in hours": "ventetid på arbejde, timer",
    "wait of the first 25": "ventetid for de første 25",
    "work in hours a week": "arbejde, timer pr. uge",
}

TEXTS = {
    "case": ("Sag", "Case"),
    "figure": ("Tal", "Figure"),
    "exact": ("Eksakt", "Exact"),
    "estimate": ("Simuleret", "Simulated"),
    "interval": ("Interval", "Interval"),
    "verdict": ("Dom", "Verdict"),
    "pass": ("ok", "pass"),
    "inconclusive": ("uafklaret", "inconclusive"),
    "fail": ("FEJL", "FAIL"),
    "source": ("Kilde eller udledning", "Source or derivation"),
    "title": (
        "Sager, hvis svar er kendt eksakt, kørt fra scenariefil til tal",
        "Cases whose answer is known exactly, run from scenario file to figure",
    ),
    "rule": (
        """\
Intervallerne gælder for alle tal på én gang (99,9 pct., Bonferroni). Et tal består, medmindre Holms metode afviser det
på niveau 0,001 for hele listen. Uafklaret: standardfejlen er over 1 pct. af det eksakte tal.""",
        """\
The intervals hold for all figures at once (99.9%, Bonferroni). A figure passes unless Holm's procedure rejects it at
level .001 for the whole list. Inconclusive: the standard error is above 1% of the exact value.""",
    ),
    "summary": (
        "{passed} af {all} tal består, {inconclusive} er uafklarede, {failed} fejler (motor {engine}, {seconds} s).",
        "{passed} of {all} figures pass, {inconclusive} inconclusive, {failed} fail (engine {engine}, {seconds} s).",
    ),
}


def text(key: str, lang: str, **values: object) -> str:
    """A text in ``da`` or ``en``."""
    return TEXTS[key][0 if lang == "da" else 1].format(**values)


def label(words: str, lang: str) -> str:
    """The label of a figure in ``da`` or ``en``; raises KeyError for one without a translation."""
    known, colon, rest = words.partition(":")
    day = ""
    if known.startswith("people inside on day "):
        known, day = known[:20], known[20:]
    return (LABELS[known] if lang == "da" else known) + day + colon + rest
