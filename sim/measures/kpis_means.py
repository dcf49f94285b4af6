"""What the figures of means mean: places, sessions, pools, staff, money, benefit."""

from __future__ import annotations

from sim.measures.digest import layout
from sim.measures.kpi import AT_END, AVERAGE, FIRST, ON_DATE, SPAN, STARTED, TIME, Kpi, Section, made, ratio, value

HOUR = 3600

RESOURCES = Section(
    "Places",
    (
        Kpi(
            "busy", "RESOURCE", "Units in use", "Optagede pladser", "units", "unit-seconds claimed / seconds", AVERAGE,
            made=made(layout.BUSY, over=SPAN),
        ),
        Kpi(
            "turnaround", "RESOURCE", "Units under turnaround", "Pladser under klargøring", "units",
            "unit-seconds / seconds", AVERAGE,
            made=made(layout.TURNAROUND, over=SPAN),
        ),
        Kpi(
            "idle", "RESOURCE", "Free units", "Ledige enheder", "units", "max(0, capacity - used - turnaround)",
            AVERAGE,
            made=made(layout.FREE, over=SPAN),
        ),
        Kpi(
            "idle_while_queued", "RESOURCE", "Free while somebody waits", "Ledige, mens nogen venter", "units",
            "free units at times when at least one person stands in line for a stage that uses the resource, "
            "whatever holds the person up: another resource, the date of a session, a closed week", AVERAGE,
            made=made(layout.BLOCKED, over=SPAN),
        ),
        Kpi(
            "capacity", "RESOURCE", "Capacity", "Kapacitet", "units", "unit-seconds / seconds", AVERAGE,
            made=made(layout.CAPACITY, over=SPAN),
        ),
        ratio(
            "utilisation", "RESOURCE", "Utilisation", "Udnyttelse", "share", "unit-seconds claimed",
            "unit-seconds of capacity", AVERAGE,
            made=made(layout.BUSY, over=layout.CAPACITY),
        ),
    ),
)  # fmt: skip

GATES = Section(
    "Sessions",
    (
        Kpi(
            "sessions", "GATE", "Sessions", "Hold i alt", "number", "sessions that decided, held or not", TIME,
            made=made(layout.SESSIONS),
        ),
        Kpi(
            "held", "GATE", "Held", "Afholdt", "number", "sessions held", TIME,
            made=made(layout.HELD),
        ),
        Kpi(
            "cancelled", "GATE", "Cancelled", "Aflyst", "number", "sessions cancelled", TIME,
            made=made(layout.CANCELLED),
        ),
        Kpi(
            "too_few", "GATE", "Too few", "For få", "number", "sessions not held for want of people", TIME,
            made=made(layout.TOO_FEW),
        ),
        ratio(
            "seats_filled", "GATE", "Seats filled", "Fyldte pladser", "share", "own people admitted at sessions",
            "seats of sessions held", TIME,
            made=made(layout.OWN_PEOPLE, over=layout.SEATS_HELD),
        ),
        ratio(
            "own_people_held", "GATE", "Own people per session", "Egne pr. hold", "people",
            "own people admitted at sessions", "sessions held", TIME,
            made=made(layout.OWN_PEOPLE, over=layout.HELD),
        ),
        ratio(
            "size_held", "GATE", "Size of sessions", "Holdstørrelse", "people", "own and other people", "sessions held",
            TIME,
            made=made(layout.OWN_PEOPLE, layout.OTHERS_HELD, over=layout.HELD),
        ),
        Kpi(
            "seats_empty_in_line", "GATE", "Seats empty while people wait", "Tomme pladser, mens nogen venter", "seats",
            "empty seats of sessions held, at most as many as people left in line (what else they need is taken)", TIME,
            made=made(layout.EMPTY_IN_LINE),
        ),
        Kpi(
            "backfilled", "GATE", "Backfilled", "Efterfyldt", "people", "people admitted between sessions", TIME,
            made=made(layout.BACKFILLED),
        ),
    ),
)  # fmt: skip

POOLS = Section(
    "Pools",
    (
        Kpi(
            "arrived", "POOL", "Tokens arrived", "Opståede stillinger", "tokens", "tokens that arrive", TIME,
            made=made(layout.TOKENS_IN),
        ),
        Kpi(
            "taken", "POOL", "Tokens taken", "Besatte stillinger", "tokens", "tokens taken by people", TIME,
            made=made(layout.TAKEN),
        ),
        Kpi(
            "expired", "POOL", "Tokens expired", "Udløbne stillinger", "tokens", "tokens whose lifetime ended", TIME,
            made=made(layout.EXPIRED),
        ),
        Kpi(
            "lost", "POOL", "Tokens lost", "Overskydende stillinger", "tokens", "tokens above the largest number open",
            TIME,
            made=made(layout.LOST),
        ),
        Kpi(
            "unused", "POOL", "Tokens unused", "Tabte stillinger", "tokens", "expired + lost", TIME,
            made=made(layout.EXPIRED, layout.LOST),
        ),
        Kpi(
            "open", "POOL", "Tokens open", "Ledige stillinger", "tokens", "token-seconds open / seconds", AVERAGE,
            made=made(layout.OPEN_SECONDS, over=SPAN),
        ),
        Kpi(
            "open_on", "POOL[DATE]", "Tokens open on a date", "Ledige stillinger på en dato", "tokens",
            "tokens that have come up to then less those taken, expired or lost, for each date of `[report] on`",
            ON_DATE,
        ),
    ),
)  # fmt: skip

STAFF = Section(
    "Staff",
    (
        Kpi(
            "work_hours_week", "STAFF", "Work done", "Udført arbejde", "hours a week", "length of tasks / weeks",
            "time at which the task is done",
        ),
        Kpi(
            "load_hours_week", "STAFF", "Follow-up load", "Opfølgning", "hours a week",
            "load-only follow-ups: rate x time inside x mean length, or due times strictly inside the stay x mean "
            "length, / weeks", "time inside",
        ),
        Kpi(
            "offered_hours_week", "STAFF", "Hours offered", "Timer til rådighed", "hours a week",
            "people x weekly hours / 5 on each open day, / weeks", "day",
        ),
        ratio(
            "staff_load", "STAFF", "Staff load", "Belastning", "share", "work done + follow-up load", "hours offered",
            "as its parts",
        ),
        ratio(
            "work_wait_mean", "STAFF", "Wait for work", "Ventetid på medarbejder", "hours", "task begun - due",
            "tasks begun", "time at which it is due",
        ),
        ratio(
            "task_wait_mean", "TASK", "Wait for one kind of work", "Ventetid på opgaven", "hours", "task begun - due",
            "tasks begun", "time at which it is due",
            made=made(layout.WORK_WAIT_SECONDS, over=layout.BEGUN, unit=HOUR),
        ),
        Kpi(
            "tasks_dropped", "TASK", "Tasks dropped", "Bortfaldne opgaver", "number", "the person left before it began",
            TIME,
            made=made(layout.DROPPED),
        ),
    ),
)  # fmt: skip

MONEY = Section(
    "Money",
    (
        Kpi("cost_total", "", "Cost", "Udgift i alt", "kr.", "all of the following costs", TIME),
        Kpi(
            "cost", "STEP", "Cost of a step", "Udgift til trinnet", "kr.",
            "starts, days and working days inside, days in line, exits", TIME,
        ),
        Kpi(
            "cost_staff", "STAFF", "Cost of staff", "Udgift til medarbejdere", "kr.",
            "hours offered (of a group with nothing but load-only follow-ups: hours of these) x cost per hour",
            TIME,
        ),
        Kpi(
            "cost_fixed", "COST", "Fixed cost", "Fast udgift", "kr.",
            "amount a year x years, or the amounts paid on dates", TIME,
        ),
        Kpi(
            "cost_funded", "FUNDER", "Paid by a funder", "Betalt af tilskud", "kr.",
            "funder's share of the costs of steps and of fixed costs", TIME,
        ),
        Kpi(
            "cost_paid", "PAYER", "Paid by", "Betalt af", "kr.",
            "costs less what funders pay, by the payer that each line names (only where some line names one)", TIME,
        ),
        Kpi("cost_own", "", "Own cost", "Egen udgift", "kr.", "cost less what funders pay", TIME),
        ratio(
            "cost_per_start", "", "Cost per start", "Udgift pr. start", "kr.", "cost of the span",
            "people who start: first entry counted by the first count target, or else arrival", STARTED,
        ),
        Kpi(
            "positive", "", "Positive outcomes", "Positive resultater", "people",
            "starters who entered a step marked positive (if none is marked: who had a first day of self-support), "
            "however late; what comes after that changes nothing",
            STARTED,
        ),
        ratio(
            "cost_per_positive", "", "Cost per positive outcome", "Udgift pr. positivt resultat (uanset varighed)",
            "kr.",
            "cost of the span", "positive outcomes of its starters", STARTED,
        ),
        ratio(
            "cost_per_attained", "TARGET", "Cost per person who attains the target", "Udgift pr. borger, der når målet",
            "kr.", "cost of the span", "`attaining` of a share target", FIRST, "undecided people count as not attained",
        ),
        Kpi("budget_granted", "BUDGET", "Granted", "Bevilget", "kr.", "amounts that come", TIME),
        Kpi("budget_used", "BUDGET", "Budget used", "Forbrugt budget", "kr.", "amounts claimed", TIME),
        Kpi(
            "budget_left", "BUDGET", "Budget left", "Uforbrugt budget", "kr.",
            "amounts arrived less amounts claimed, at the end of the span", AT_END,
        ),
        Kpi(
            "budget_left_on", "BUDGET[DATE]", "Budget left on a date", "Uforbrugt budget på en dato", "kr.",
            "amounts arrived less amounts claimed up to then, for each date of `[report] on`", ON_DATE,
        ),
        Kpi(
            "budget_refused", "BUDGET", "Refused for want of money", "Afslag af budgetgrunde", "people",
            "refused, or given up in line, at stages that spend it", "time of the answer",
        ),
        value(
            "budget_first_refusal", "BUDGET", "First refusal for want of money", "Første afslag af budgetgrunde",
            "days", "day of the run on which the first of them is turned away", "time of the answer", "none: no value",
        ),
    ),
    "A budget limits starts; what it pays for is stated as costs of steps: `budget_used` is no part of `cost_total`.",
)  # fmt: skip

BENEFITS = Section(
    "Benefit",
    (
        Kpi(
            "benefit_gross", "", "Benefit paid", "Forsørgelse, brutto", "kr.",
            "monthly amount over the days of the civil month",
            "time inside the span, from the first start (`billed = \"everybody\"`, or where no starts are counted: "
            "from arrival) to the end of the run",
        ),
        Kpi(
            "benefit_refund", "", "State refund", "Statsrefusion", "kr.",
            "share of the ladder by weeks on benefit before arrival and since, beginning again after `resets_after` "
            "without benefit", "as `benefit_gross`",
        ),
        Kpi(
            "benefit_net", "", "Benefit after refund", "Forsørgelse, netto", "kr.", "gross - refund",
            "as `benefit_gross`",
        ),
        Kpi(
            "benefit_supplement", "", "Benefit paid beside a job", "Supplerende ydelse, brutto", "kr.",
            "monthly amount less hours x (wage - disregard), while anything is left; part of `benefit_gross`",
            "as `benefit_gross`",
        ),
        Kpi(
            "benefit_saved_gross", "", "Benefit saved", "Sparede forsørgelsesudgifter, brutto", "kr.",
            "what would have been paid during self-support, less what is paid beside the job (partly: the part not "
            "paid)", "as `benefit_gross`",
        ),
        Kpi(
            "benefit_saved_net", "", "Benefit saved after refund", "Sparede forsørgelsesudgifter, netto", "kr.",
            "the same less the refund there would have been, on benefit all along", "as `benefit_gross`",
        ),
        ratio(
            "saved_per_month", "", "Benefit saved a month", "Sparede forsørgelsesudgifter pr. måned", "kr.",
            "benefit saved, net",
            "person-months of self-support (partly: in part)", "as `benefit_gross`",
        ),
        value(
            "break_even_months", "", "Months to break even", "Måneder til balance", "months",
            "cost per positive outcome / benefit saved a month: self-support needed to make up for the cost",
            "as its parts",
        ),
    ),
)  # fmt: skip

MEANS = (RESOURCES, GATES, POOLS, STAFF, MONEY, BENEFITS)
