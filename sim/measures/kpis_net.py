"""What the figures of the two lives mean: with the project, without it, and net."""

from __future__ import annotations

from sim.measures.kpi import ARRIVED, Kpi, Section, ratio, value

PASSES = "time inside the span, from arrival"
TO_THE_END = "people who came before the window ends"

NET = Section(
    "With the project and without it",
    (
        Kpi(
            "jobs_with", "", "People who found a job", "Borgere, der kom i job", "people",
            "people with a first day of self-support up to the end of the run, by the project or after leaving it",
            ARRIVED,
        ),
        Kpi(
            "jobs_without", "", "... without the project", "... uden projektet", "people",
            "the same people, had there been no project", ARRIVED,
        ),
        Kpi("net_jobs", "", "Net jobs", "Netto: borgere i job", "jobs", "`jobs_with` - `jobs_without`", ARRIVED),
        ratio(
            "self_with", "after[MONTHS]", "Self-supporting after", "Selvforsørgende efter", "share",
            "people who support themselves 12 and 24 months after arrival", "people seen so long", ARRIVED,
        ),
        ratio(
            "self_without", "after[MONTHS]", "... without the project", "... uden projektet", "share",
            "the same people, had there been no project", "people seen so long", ARRIVED,
        ),
        ratio(
            "net_self", "after[MONTHS]", "Net self-supporting after", "Netto: selvforsørgende efter",
            "difference of shares", "people of `self_with` - people of `self_without`", "people seen so long", ARRIVED,
        ),
        Kpi(
            "self_months_with", "", "Months of self-support", "Måneder med selvforsørgelse", "months",
            "person-months of self-support", PASSES,
        ),
        Kpi(
            "self_months_without", "", "... without the project", "... uden projektet", "months",
            "the same people, had there been no project", PASSES,
        ),
        Kpi(
            "net_self_months", "", "Net months of self-support", "Netto: måneder med selvforsørgelse", "months",
            "`self_months_with` - `self_months_without`", PASSES,
        ),
        Kpi(
            "net_benefit", "", "Net benefit saved", "Netto: sparet forsørgelse", "kr.",
            "benefit paid without the project - benefit paid with it, gross", PASSES,
        ),
        Kpi(
            "net_paid", "PAYER", "Net, of one payer", "Netto for", "kr.",
            "`state`: refund without the project - refund with it; `municipality`: benefit after refund likewise; "
            "less what the payer pays of the project's costs, the municipality where none is named (below 0: it "
            "costs)", PASSES,
        ),
        Kpi(
            "net_kroner", "", "Net of all payers", "Netto for alle", "kr.", "`net_benefit` - `cost_total`", PASSES,
        ),
        Kpi(
            "net_kroner_followed", "", "Net, followed to the end of the run", "Netto, fulgt til kørslens slutning",
            "kr.", "benefit saved from the start of the run to its end - cost of the window", TO_THE_END,
        ),
        value(
            "net_break_even_months", "", "Months until it has paid for itself", "Måneder, til det har tjent sig hjem",
            "months",
            "from the start of the window to the end of the first month by which the benefit saved is its cost",
            TO_THE_END, "not before the run ends: no value",
        ),
        Kpi(
            "net_breaks_even", "", "It pays for itself before the run ends",
            "Det tjener sig hjem, inden kørslen slutter", "share",
            "1 if `net_break_even_months` has a value", TO_THE_END,
        ),
    ),
    "Only where a scenario has `[background]`: the same people with the same luck, in their lives with the project "
    "(their life after leaving it included) and without it (contract O1 to O4). Everybody who is contacted counts, "
    "from arrival on; benefit is billed from arrival, whatever `billed` says of the other figures.",
)  # fmt: skip
