"""The entries of the registry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TIME = "time of the event"
JOINED = "time of joining"
ENTERED = "time of entry"
ARRIVED = "time of arrival"
AVERAGE = "average over the time of the span"
FIRST = "first event of the person in `share_of`"


@dataclass(frozen=True)
class Kpi:
    """One figure.  ``of`` is what stands behind the name ("" for nothing), ``counted`` what decides the span."""

    name: str
    of: str
    en: str
    da: str
    unit: str
    formula: str
    counted: str
    denominator: str = ""
    censoring: str = ""
    kind: Literal["total", "ratio", "quantile"] = "total"

    @property
    def column(self) -> str:
        return f"{self.name}.{self.of}" if self.of else self.name


@dataclass(frozen=True)
class Section:
    title: str
    kpis: tuple[Kpi, ...]
    text: str = ""


def ratio(
    name: str, of: str, en: str, da: str, unit: str, formula: str, denominator: str, counted: str, censoring: str = ""
) -> Kpi:
    return Kpi(name, of, en, da, unit, formula, counted, denominator, censoring, "ratio")


STATUS_RULE = """A person belongs to the span of the first event of `share_of`. The clock starts at the last day in the stages of
`after`: the time of leaving the last visit to any of them, over the whole run (without `after`: at the event itself).
Attained: a spell of the status begins no later than `within` after that and lasts `for` from its beginning, civil months
reached exactly included; a spell that already runs on the last day has gap 0 and is measured from that day. A spell is time
in steps with that support with no gap at all in between; a line for a stage is on benefit, a wait and an exit have the support
they state, and that of the exit holds to the end of the run. A threshold such as `hours >= 25` looks at the mark as last
drawn when the stay ends. People of the denominator who never were in the stages of `after`, or are still inside, have no last
day and count as not attained."""

TARGETS = Section(
    "Targets",
    (
        ratio(
            "target", "TARGET", "Value of the target", "Målets værdi", "number a year or share",
            "a count: entries; a share: entrants who attained", "a count: years of the window; a share: entrants", FIRST,
            "undecided people count as not attained",
        ),
        Kpi("attaining", "TARGET", "People who attained", "Borgere, der nåede målet", "people", "entrants who attained", FIRST),
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
        Kpi("shortfall", "TARGET", "Shortfall", "Manko", "number a year", "max(0, bound - count); window: mean of the years", TIME),
    ),
    STATUS_RULE + " Alternative definitions: `target.NAME[share_of=finished tilbud|within=0 days|who_are=self]`.",
)  # fmt: skip

FLOW = Section(
    "Flow",
    (
        Kpi("entries", "STEP", "Entries", "Starter", "number", "stays begun (waits: joined, decisions: made, exits: taken)", TIME),
        Kpi("arrivals", "SOURCE", "Arrivals", "Tilgang", "people", "people who arrive", ARRIVED),
        Kpi("not_contacted", "SOURCE", "Not contacted", "Ikke kontaktet", "people", "people passed over while the search pauses", TIME),
        ratio(
            "visits", "STEP", "Visits", "Besøg", "entries per person", "entries, whenever", "people whose first entry is in the span",
            "time of the first entry", "entries up to the end of the run",
        ),
        ratio(
            "share_reaching", "STEP", "Share reaching the step", "Andel der når trinnet", "share", "people who ever enter",
            "people who arrived", ARRIVED, "those still on their way count as not reaching",
        ),
        Kpi("exits", "EXIT", "Exits", "Afslutninger", "people", "exits taken", TIME),
        ratio(
            "exit_share", "EXIT", "Share leaving by the exit", "Andel der slutter sådan", "share", "people who ever take the exit",
            "people who arrived", ARRIVED, "the unfinished stay in the denominator",
        ),
        Kpi("occupancy", "STAGE", "People inside", "Borgere i gang", "people", "seconds inside / seconds of the span", AVERAGE),
        ratio(
            "stay_mean", "STAGE", "Mean stay", "Gennemsnitlig varighed", "days", "length of stays, waiting for work included",
            "stays that ended", ENTERED, "stays that run at the end of the run are left out",
        ),
        Kpi("overdue", "STAGE", "Overdue stays", "Ophold over tiden", "number", "stays over before their staff work was done", TIME),
        Kpi("limited", "STEP", "Limit reached", "Loft nået", "number", "routes turned away because the person's limit was reached", TIME),
        ratio(
            "time_in_system", "", "Time in the system", "Tid i forløbet", "days", "exit - arrival", "people who left", ARRIVED,
            "the unfinished are left out, see `unfinished`",
        ),
        Kpi("in_system", "", "People in the system", "Borgere i forløbet i alt", "people", "from arrival to exit", AVERAGE),
        Kpi("unfinished", "", "Not left by the end of the run", "Ikke afsluttet", "people", "people who arrived and have no exit", ARRIVED),
        Kpi("inside_end", "STAGE", "Inside at the end of the run", "I gang ved kørslens slutning", "people", "also as a sum, `inside_end`", "end of the run"),
        Kpi("in_line_end", "STEP", "In line at the end of the run", "I kø ved kørslens slutning", "people", "also as a sum, `in_line_end`", "end of the run"),
    ),
)  # fmt: skip

WAITING = Section(
    "Waiting",
    (
        Kpi("joined", "STEP", "Came to the step", "Kom til trinnet", "people", "joined the line or went straight in", JOINED),
        ratio(
            "wait_mean", "STEP", "Mean wait", "Gennemsnitlig ventetid", "days", "admission - joining, 0 for those who went straight in",
            "those admitted", JOINED, "followed to admission; still in line: left out",
        ),
        Kpi("wait_p50", "STEP", "Median wait", "Median ventetid", "days", "half of those admitted waited no longer", JOINED, "", "as `wait_mean`", "quantile"),
        Kpi("wait_p90", "STEP", "90 % wait", "Ventetid, 90 %", "days", "nine in ten of those admitted waited no longer", JOINED, "", "as `wait_mean`", "quantile"),
        ratio("waited_share", "STEP", "Share who waited", "Andel der ventede", "share", "those with a wait above 0, however it ended", "those who came", JOINED),
        ratio(
            "wait_over_28_days", "STEP", "Waited more than 28 days", "Ventede over 28 dage", "share",
            "those with a wait above 28 days, however it ended", "those who came", JOINED, "those still in line count by the wait so far",
        ),
        Kpi("queue", "STEP", "People in line", "Borgere i kø", "people", "seconds in line / seconds of the span", AVERAGE),
        Kpi("abandoned", "STEP", "Gave up", "Opgav at vente", "people", "waits ended by patience", JOINED),
        ratio("abandoned_share", "STEP", "Share who gave up", "Andel der opgav", "share", "waits ended by patience", "those who came", JOINED),
        Kpi("refused", "STEP", "Refused", "Afvist", "people", "told no at once, or sent away by a session that was not held", JOINED),
        ratio("refused_share", "STEP", "Share refused", "Andel afvist", "share", "as `refused`", "those who came", JOINED),
        ratio(
            "wait_mean_begun_before", "STEP", "Mean wait begun before the window", "Ventetid begyndt før vinduet", "days",
            "admission - joining", "those who joined before the window and are admitted in the span", "time of admission",
        ),
    ),
)  # fmt: skip

RESOURCES = Section(
    "Places",
    (
        Kpi("busy", "RESOURCE", "Units in use", "Optagede pladser", "units", "unit-seconds claimed / seconds", AVERAGE),
        Kpi("turnaround", "RESOURCE", "Units under turnaround", "Pladser under klargøring", "units", "unit-seconds / seconds", AVERAGE),
        Kpi("idle", "RESOURCE", "Free units", "Ledige pladser", "units", "max(0, capacity - used - turnaround)", AVERAGE),
        Kpi(
            "blocked", "RESOURCE", "Free while somebody waits", "Ledige, mens nogen venter", "units",
            "free units at times when at least one person stands in line for a stage that uses the resource, whatever holds "
            "the person up: another resource, the date of a session, a closed week", AVERAGE,
        ),
        Kpi("capacity", "RESOURCE", "Capacity", "Kapacitet", "units", "unit-seconds / seconds", AVERAGE),
        ratio("utilisation", "RESOURCE", "Utilisation", "Udnyttelse", "share", "unit-seconds claimed", "unit-seconds of capacity", AVERAGE),
    ),
)  # fmt: skip

GATES = Section(
    "Sessions",
    (
        Kpi("sessions", "GATE", "Sessions", "Hold i alt", "number", "sessions that decided, held or not", TIME),
        Kpi("held", "GATE", "Held", "Afholdt", "number", "sessions held", TIME),
        Kpi("cancelled", "GATE", "Cancelled", "Aflyst", "number", "sessions cancelled", TIME),
        Kpi("too_few", "GATE", "Too few", "For få", "number", "sessions not held for want of people", TIME),
        ratio("seats_filled", "GATE", "Seats filled", "Fyldte pladser", "share", "own people admitted at sessions", "seats of sessions held", TIME),
        ratio("own_people_held", "GATE", "Own people per session", "Egne pr. hold", "people", "own people admitted at sessions", "sessions held", TIME),
        ratio("size_held", "GATE", "Size of sessions", "Holdstørrelse", "people", "own and other people", "sessions held", TIME),
        Kpi("backfilled", "GATE", "Backfilled", "Efterfyldt", "people", "people admitted between sessions", TIME),
    ),
)  # fmt: skip

POOLS = Section(
    "Pools",
    (
        Kpi("arrived", "POOL", "Tokens arrived", "Opståede stillinger", "tokens", "tokens that arrive", TIME),
        Kpi("taken", "POOL", "Tokens taken", "Besatte stillinger", "tokens", "tokens taken by people", TIME),
        Kpi("expired", "POOL", "Tokens expired", "Udløbne stillinger", "tokens", "tokens whose lifetime ended", TIME),
        Kpi("lost", "POOL", "Tokens lost", "Overskydende stillinger", "tokens", "tokens above the largest number open", TIME),
        Kpi("unused", "POOL", "Tokens unused", "Tabte stillinger", "tokens", "expired + lost", TIME),
        Kpi("open", "POOL", "Tokens open", "Ledige stillinger", "tokens", "token-seconds open / seconds", AVERAGE),
    ),
)  # fmt: skip

STAFF = Section(
    "Staff",
    (
        Kpi("work_hours_week", "STAFF", "Work done", "Udført arbejde", "hours a week", "length of tasks / weeks", "time at which the task is done"),
        Kpi(
            "load_hours_week", "STAFF", "Follow-up load", "Opfølgning", "hours a week",
            "load-only follow-ups: rate x time inside x mean length, or due times strictly inside the stay x mean length, / weeks",
            "time inside",
        ),
        Kpi("offered_hours_week", "STAFF", "Hours offered", "Timer til rådighed", "hours a week", "people x weekly hours / 5 on each open day, / weeks", "day"),
        ratio("staff_load", "STAFF", "Staff load", "Belastning", "share", "work done + follow-up load", "hours offered", "as its parts"),
        ratio("work_wait_mean", "STAFF", "Wait for work", "Ventetid på medarbejder", "hours", "task begun - due", "tasks begun", "time at which it is due"),
        ratio("task_wait_mean", "TASK", "Wait for one kind of work", "Ventetid på opgaven", "hours", "task begun - due", "tasks begun", "time at which it is due"),
        Kpi("tasks_dropped", "TASK", "Tasks dropped", "Bortfaldne opgaver", "number", "the person left before it began", TIME),
    ),
)  # fmt: skip

OUTCOMES = Section(
    "Self-support",
    (
        ratio(
            "retention", "self[3 months]", "Still self-supporting", "Fortsat selvforsørgende", "share",
            "first spells of self-support that last the time", "first spells begun early enough for the run to see it",
            "time at which the spell begins", "later spells are left out",
        ),
        Kpi(
            "time_to_self_p50", "", "Median time to self-support", "Median tid til selvforsørgelse", "days",
            "arrival to the first spell, of those who have one", ARRIVED, "", "those without a spell are left out", "quantile",
        ),
    ),
)  # fmt: skip

MONEY = Section(
    "Money",
    (
        Kpi("cost_total", "", "Cost", "Udgift i alt", "kr.", "all of the following costs", TIME),
        Kpi("cost", "STEP", "Cost of a step", "Udgift til trinnet", "kr.", "starts, days and working days inside, exits", TIME),
        Kpi("cost_staff", "STAFF", "Cost of staff", "Udgift til medarbejdere", "kr.", "hours offered x cost per hour", TIME),
        Kpi("cost_fixed", "COST", "Fixed cost", "Fast udgift", "kr.", "amount a year x years", TIME),
        Kpi("cost_funded", "FUNDER", "Paid by a funder", "Betalt af tilskud", "kr.", "funder's share of the costs of steps", TIME),
        Kpi("cost_own", "", "Own cost", "Egen udgift", "kr.", "cost less what funders pay", TIME),
        ratio(
            "cost_per_start", "", "Cost per start", "Udgift pr. start", "kr.", "cost of the span",
            "people who start: first entry counted by the first count target, or else arrival", "time of the start",
        ),
        Kpi(
            "positive", "", "Positive outcomes", "Positive resultater", "people",
            "starters with an exit marked positive (if none is marked: with any spell of self-support), however late", "time of the start",
        ),
        ratio("cost_per_positive", "", "Cost per positive outcome", "Udgift pr. positivt resultat", "kr.", "cost of the span", "positive outcomes of its starters", "time of the start"),
        Kpi("budget_used", "BUDGET", "Budget used", "Forbrugt budget", "kr.", "amounts claimed", TIME),
        Kpi("budget_left", "BUDGET", "Budget left", "Uforbrugt budget", "kr.", "amounts arrived less amounts claimed, at the end of the span", "end of the span"),
        Kpi("budget_refused", "BUDGET", "Refused for want of money", "Afslag af budgetgrunde", "people", "refusals at stages that spend it", TIME),
    ),
    "A budget limits starts; what it pays for is stated as costs of the step, so `budget_used` is no part of `cost_total`.",
)  # fmt: skip

BENEFITS = Section(
    "Benefit",
    (
        Kpi("benefit_gross", "", "Benefit paid", "Forsørgelse, brutto", "kr.", "monthly amount over the days of the civil month", "time inside the span, from arrival to the end of the run"),
        Kpi("benefit_refund", "", "State refund", "Statsrefusion", "kr.", "share of the ladder by weeks on benefit before arrival and since", "as `benefit_gross`"),
        Kpi("benefit_net", "", "Benefit after refund", "Forsørgelse, netto", "kr.", "gross - refund", "as `benefit_gross`"),
        Kpi("benefit_saved_gross", "", "Benefit saved", "Sparet forsørgelse, brutto", "kr.", "what would have been paid during self-support (partly: the part not paid)", "as `benefit_gross`"),
        Kpi(
            "benefit_saved_net", "", "Benefit saved after refund", "Sparet forsørgelse, netto", "kr.",
            "the same less the refund there would have been, on benefit all along", "as `benefit_gross`",
        ),
    ),
)  # fmt: skip

SECTIONS = (TARGETS, FLOW, WAITING, RESOURCES, GATES, POOLS, STAFF, OUTCOMES, MONEY, BENEFITS)
