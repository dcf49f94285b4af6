"""What the figures of people mean: targets, self-support, flow, waiting."""

from __future__ import annotations

from sim.measures.digest import layout
from sim.measures.kpi import (
    ARRIVED,
    AVERAGE,
    ENTERED,
    EVERYBODY,
    FIRST,
    IN_MONTH,
    JOINED,
    ON_DATE,
    PASSED,
    SPAN,
    STARTED,
    STAYING,
    TIME,
    Kpi,
    Section,
    made,
    ratio,
    value,
)
from sim.scenario.schema import DAY

STATUS_RULE = """A person belongs to the span of the first event of `share_of`. The clock starts at the last day in
the stages of `after`: the time of leaving the last visit to any of them, over the whole run (without `after`: at
the event itself; `after = "left x"`: at the first such event from there on). Attained: a spell of the status begins
no later than `within` after that and lasts `for` from its beginning, civil months reached exactly included; a spell
that already runs on the last day has gap 0 and is measured from that day. A spell is time in steps with that
support with no gap at all in between; a line for a stage is on benefit, a wait and an exit have the support they
state, and that of the exit holds to the end of the run. A threshold such as `hours >= 25` looks at the mark as last
drawn when the stay ends. People of the denominator who never were in the stages of `after`, or are still inside,
have no last day and count as not attained."""

TARGETS = Section(
    "Targets",
    (
        ratio(
            "target", "TARGET", "Value of the target", "Målets værdi", "number a year or share",
            "a count: entries; a share: entrants who attained; otherwise as the figure that the target names",
            "a count: years of the window; a share: entrants; otherwise as the figure (years, if it is a sum)",
            FIRST, "undecided people count as not attained",
        ),
        Kpi(
            "attaining", "TARGET", "People who attained", "Borgere, der nåede målet", "people", "entrants who attained",
            FIRST,
        ),
        Kpi(
            "undecided", "TARGET", "Still undecided at the end of the run", "Uafgjorte ved kørslens slutning", "people",
            "entrants who have not attained, but might have had the run gone on", FIRST,
        ),
        ratio(
            "attained", "TARGET", "Target reached", "Målet nået", "share of replications",
            "1 if the value reaches the bound (window: in every year), 0 if not",
            "1 where the value is known (a share with no entrants is not)", FIRST,
            "`attained.joint`: all targets with a bound, in the same replication and year",
        ),
        Kpi(
            "shortfall", "TARGET", "Shortfall", "Manko", "number a year",
            "max(0, bound - count); window: mean of the years", TIME,
        ),
    ),
    STATUS_RULE
    + " Alternative definitions: `target.NAME[share_of=finished tilbud|within=0 days|who_are=self]`.",
)  # fmt: skip

FLOW = Section(
    "Flow",
    (
        Kpi(
            "entries", "STEP", "Entries", "Starter", "number",
            "stays begun (waits: joined, decisions: made, exits: taken)", TIME,
            made=made(layout.ENTRIES),
        ),
        Kpi(
            "arrivals", "SOURCE", "Arrivals", "Tilgang", "people", "people who arrive", ARRIVED,
            made=made(layout.ARRIVALS),
        ),
        Kpi(
            "not_contacted", "SOURCE", "Not contacted", "Ikke kontaktet", "people",
            "people passed over while the search pauses", TIME,
            made=made(layout.NOT_CONTACTED),
        ),
        ratio(
            "visits", "STEP", "Visits", "Besøg", "entries per person", "entries, whenever",
            "people whose first entry is in the span", "time of the first entry", "entries up to the end of the run",
            made=made(layout.VISITS, over=layout.PEOPLE_ENTERED, steps=PASSED),
        ),
        ratio(
            "time_to", "STEP", "Time from arrival to the step", "Tid fra ankomst til trinnet", "days",
            "days from arrival to the first entry", "people whose first entry is in the span",
            "time of the first entry", "those still on their way do not count",
            made=made(layout.SECONDS_TO_ENTRY, over=layout.PEOPLE_ENTERED, unit=DAY),
        ),
        ratio(
            "share_reaching", "STEP", "Share reaching the step", "Andel der når trinnet", "share",
            "people who ever enter", "people who arrived", ARRIVED, "those still on their way count as not reaching",
            made=made(layout.REACHED, over=EVERYBODY, steps=PASSED),
        ),
        Kpi(
            "exits", "EXIT", "Exits", "Afslutninger", "people", "exits taken", TIME,
            made=made(layout.ENTRIES),
        ),
        ratio(
            "exit_share", "EXIT", "Share leaving by the exit", "Andel der slutter sådan", "share",
            "people who ever take the exit", "people who arrived", ARRIVED, "the unfinished stay in the denominator",
            made=made(layout.REACHED, over=EVERYBODY),
        ),
        ratio(
            "still_share", "STEP", "Share still in the step at the end of the run",
            "Andel, der stadig er på trinnet ved kørslens slutning", "share",
            "people inside or in line when the run ends", "people who arrived", ARRIVED,
            "with the shares of all exits these add up to 1",
            made=made(layout.INSIDE_END, layout.IN_LINE_END, over=EVERYBODY, steps=STAYING),
        ),
        ratio(
            "risk_share", "RISK", "Share who leave by the risk", "Andel, der går ved risikoen", "share",
            "people who ever leave a stage by the risk", "people who enter any stage of it",
            "time of the first entry into a stage of the risk", "those still inside count as not leaving by it",
        ),
        Kpi(
            "occupancy", "STAGE", "People inside", "Borgere i gang", "people", "seconds inside / seconds of the span",
            AVERAGE,
            made=made(layout.INSIDE_SECONDS, over=SPAN),
        ),
        ratio(
            "stay_mean", "STAGE", "Mean stay", "Gennemsnitlig varighed", "days",
            "length of stays, waiting for work included", "stays that ended", ENTERED,
            "stays that run at the end of the run are left out",
            made=made(layout.STAY_SECONDS, over=layout.STAYS, unit=DAY),
        ),
        Kpi(
            "overdue", "STAGE", "Overdue stays", "Ophold over tiden", "number",
            "stays over before their staff work was done", TIME,
            made=made(layout.OVERDUE),
        ),
        Kpi(
            "limited", "STEP", "Limit reached", "Loft nået", "number",
            "routes turned away because the person's limit was reached", TIME,
            made=made(layout.LIMITED, steps=PASSED),
        ),
        ratio(
            "time_in_system", "", "Time in the system", "Tid i forløbet", "days", "exit - arrival", "people who left",
            ARRIVED, "the unfinished are left out, see `unfinished`",
            made=made(layout.GONE_SECONDS, over=layout.GONE, unit=DAY),
        ),
        Kpi(
            "in_system", "", "People in the system", "Borgere i forløbet i alt", "people", "from arrival to exit",
            AVERAGE,
            made=made(layout.PRESENT_SECONDS, over=SPAN),
        ),
        Kpi(
            "unfinished", "", "Not left by the end of the run", "Ikke afsluttet", "people",
            "people who arrived and have no exit", ARRIVED,
        ),
        Kpi(
            "inside_end", "STAGE", "Inside at the end of the run", "I gang ved kørslens slutning", "people",
            "also as a sum, `inside_end`", "end of the run",
        ),
        Kpi(
            "in_line_end", "STEP", "In line at the end of the run", "I kø ved kørslens slutning", "people",
            "also as a sum, `in_line_end`", "end of the run",
        ),
        Kpi(
            "inside_on", "STAGE[DATE]", "Inside on a date", "I gang på en dato", "people",
            "stays begun up to then (set-up is no stay) less stays ended, for each date of `[report] on`", ON_DATE,
        ),
        Kpi(
            "queue_on", "STEP[DATE]", "In line on a date", "I kø på en dato", "people",
            "waits begun up to then less waits ended up to then", ON_DATE,
        ),
        Kpi(
            "entered_by", "STEP[DATE]", "Entries up to a date", "Starter til og med en dato", "number",
            "entries (as `entries`) from the start of the run up to then, for each date of `[report] on`", ON_DATE,
        ),
        Kpi(
            "entries_in", "STEP[MONTH]", "Entries in a month", "Starter i en måned", "number",
            "entries (as `entries`) of each step of `[report] monthly`: `entries_in.tilbud[2021-03]`", IN_MONTH,
        ),
        Kpi(
            "circular_wait", "", "Waiting for each other at the end of the run",
            "Venter på hinanden ved kørslens slutning", "people",
            "people in line who keep what another one needs, in a circle (only where that can happen)",
            "end of the run",
        ),
        value(
            "ends_in_circular_wait", "", "Runs that end with people waiting for each other",
            "Forløb, der ender med, at nogen venter på hinanden", "share of replications",
            "1 if `circular_wait` is more than 0", "end of the run",
        ),
    ),
)  # fmt: skip

WAITING = Section(
    "Waiting",
    (
        Kpi(
            "joined", "STEP", "Came to the step", "Kom til trinnet", "people", "joined the line or went straight in",
            JOINED,
            made=made(layout.JOINED, steps=STAYING),
        ),
        ratio(
            "wait_mean", "STEP", "Mean wait", "Gennemsnitlig ventetid", "days",
            "admission - joining, 0 for those who went straight in", "those admitted", JOINED,
            "followed to admission; still in line: left out",
            made=made(layout.WAIT_SECONDS, over=layout.ADMITTED, unit=DAY, steps=STAYING),
        ),
        value(
            "wait_p50", "STEP", "Median wait", "Median ventetid", "days", "half of those admitted waited no longer",
            JOINED, "as `wait_mean`",
        ),
        value(
            "wait_p90", "STEP", "90 % wait", "Ventetid, 90 %", "days", "nine in ten of those admitted waited no longer",
            JOINED, "as `wait_mean`",
        ),
        ratio(
            "waited_share", "STEP", "Share who waited", "Andel der ventede", "share",
            "those with a wait above 0, however it ended", "those who came", JOINED,
            made=made(layout.WAITED, over=layout.JOINED, steps=STAYING),
        ),
        ratio(
            "wait_over_28_days", "STEP", "Waited more than 28 days", "Ventede over 28 dage", "share",
            "those with a wait above 28 days, however it ended", "those who came", JOINED,
            "those still in line count by the wait so far",
            made=made(layout.WAITED_LONG, over=layout.JOINED, steps=STAYING),
        ),
        Kpi(
            "queue", "STEP", "People in line", "Borgere i kø", "people", "seconds in line / seconds of the span",
            AVERAGE,
            made=made(layout.QUEUE_SECONDS, over=SPAN, steps=STAYING),
        ),
        Kpi(
            "reneged", "STEP", "Gave up", "Opgav at vente", "people", "waits ended by patience", JOINED,
            made=made(layout.GAVE_UP, steps=STAYING),
        ),
        ratio(
            "reneged_share", "STEP", "Share who gave up", "Andel der opgav", "share", "waits ended by patience",
            "those who came", JOINED,
            made=made(layout.GAVE_UP, over=layout.JOINED, steps=STAYING),
        ),
        Kpi(
            "balked", "STEP", "Refused", "Afvist", "people",
            "told no at once, or sent away by a session that was not held", JOINED,
            made=made(layout.TURNED_AWAY, steps=STAYING),
        ),
        ratio(
            "balked_share", "STEP", "Share refused", "Andel afvist", "share", "as `balked`", "those who came", JOINED,
            made=made(layout.TURNED_AWAY, over=layout.JOINED, steps=STAYING),
        ),
        ratio(
            "wait_mean_begun_before", "STEP", "Mean wait begun before the window", "Ventetid begyndt før vinduet",
            "days", "admission - joining", "those who joined before the window and are admitted in the span",
            "time of admission",
            made=made(layout.WAIT_SECONDS_BEFORE, over=layout.ADMITTED_BEFORE, unit=DAY, steps=STAYING),
        ),
    ),
)  # fmt: skip

OUTCOMES = Section(
    "Starting and self-support",
    (
        ratio(
            "retention", "self[3 months]", "Still self-supporting", "Fortsat selvforsørgende", "share",
            "first spells of self-support that last the time", "first spells begun early enough for the run to see it",
            "time at which the spell begins", "later spells are left out",
        ),
        ratio(
            "time_to_self_mean", "", "Mean time to self-support", "Gennemsnitlig tid til selvforsørgelse", "days",
            "arrival to the first spell", "people who have one", ARRIVED, "those without a spell are left out",
        ),
        value(
            "time_to_self_p50", "", "Median time to self-support", "Median tid til selvforsørgelse", "days",
            "half of those with a spell need no longer", ARRIVED, "those without a spell are left out",
        ),
        value(
            "time_to_self_p90", "", "90 % time to self-support", "Tid til selvforsørgelse, 90 %", "days",
            "nine in ten of those with a spell need no longer", ARRIVED, "those without a spell are left out",
        ),
        ratio(
            "time_to_start_mean", "", "Mean time to start", "Gennemsnitlig tid til start", "days",
            "arrival to the first start (event counted by the first count target)", "people who start", STARTED,
        ),
        value(
            "time_to_start_p50", "", "Median time to start", "Median tid til start", "days",
            "half of those who start need no longer", STARTED,
        ),
        value(
            "time_to_start_p90", "", "90 % time to start", "Tid til start, 90 %", "days",
            "nine in ten of those who start need no longer", STARTED,
        ),
    ),
)  # fmt: skip

PEOPLE = (TARGETS, OUTCOMES, FLOW, WAITING)
