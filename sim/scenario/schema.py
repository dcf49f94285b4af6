"""The checked scenario: frozen, dated, every ``$name`` and ``$choice`` already resolved.

What remains open for the run is only what differs between people: a :class:`Case` on an attribute or a mark.
Times are whole seconds; a date is seconds from 00:00 on the first day of the run (contract T1).
Tuples of named things are sorted by the UTF-8 bytes of the name, so file order never decides anything (contract S4).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Generic, Literal, TypeAlias, TypeVar

from sim.distributions.law import HazardPiece as HazardPiece
from sim.distributions.law import Law as Law

T = TypeVar("T")

DayWindows: TypeAlias = tuple[tuple[int, int], ...]
"""Windows [from, to) of day numbers from the first day of the run; what is not called days is in seconds."""

DAY = 86_400
WEEK = 7 * DAY
MONTH = 2_629_746  # a month inside a random law or a scale (contract T2)
YEAR = 12 * MONTH
REST = "rest"
DATE = "date"  # built-in property: the moment at which a value is read
FOREVER = 1 << 60  # later than any run


def in_seconds(by: str) -> bool:
    """Whether the bounds of cases on this property are seconds: those of the date and of durations (with a space)."""
    return by == DATE or " " in by


TimeUnit: TypeAlias = Literal["seconds", "months", "working days"]
DurationKind: TypeAlias = Literal["stay", "wait", "arrival", "entry"]
KindOfStep: TypeAlias = Literal["stage", "decision", "wait", "exit"]
EventKind: TypeAlias = Literal["entered", "left", "finished", "risk", "date"]


@dataclass(frozen=True)
class Case(Generic[T]):
    """A value that depends on one property of the person.

    ``cases`` pairs a category (or, for a numeric property, an ascending upper bound ``"< 25"``) with a value;
    ``other`` is used when none fits or the property has not been drawn yet.  By :data:`DATE` the value depends on the
    moment at which it is read; the bounds are then seconds from the start of the run.  By a :class:`Duration` they are
    seconds as well.
    """

    by: str
    cases: tuple[tuple[str, T | Case[T]], ...]
    other: T | Case[T] | None = None


@dataclass(frozen=True)
class Titles:
    """Danish and English name of a thing; an empty string where the file gives none."""

    da: str = ""
    en: str = ""


@dataclass(frozen=True)
class Span:
    """A fixed length of time: seconds, whole civil months, or working days (may be fractional)."""

    amount: float
    unit: TimeUnit


@dataclass(frozen=True)
class Search:
    """A time that may be cut off: found with chance ``success`` if it is <= ``limit``; others leave at the limit."""

    law: Law
    success: float
    limit: Span


Length: TypeAlias = Span | Law
Stay: TypeAlias = Span | Law | Search
LengthValue: TypeAlias = Length | Case[Length]
StayValue: TypeAlias = Stay | Case[Stay]
Within: TypeAlias = int | Span | None
"""How long a gap may be: seconds, or civil months or working days from its beginning; None for any gap."""
NumberValue: TypeAlias = float | Case[float]
Uses: TypeAlias = tuple[tuple[str, int], ...]  # (resource or budget, amount), sorted by name
UsesValue: TypeAlias = Uses | Case[Uses]
NameValue: TypeAlias = str | Case[str | None] | None
Shares: TypeAlias = tuple[tuple[str, NumberValue], ...]  # sorted by name; see Draw and Route for who is last


@dataclass(frozen=True)
class Steps:
    """A number that changes on dates: value from the beginning, then (time, value) ascending.

    For ``Step.queue`` the number of people in line stands for the time.
    """

    first: float
    changes: tuple[tuple[int, float], ...] = ()

    def at(self, time: int) -> float:
        """The value that holds at a time."""
        return next((value for since, value in reversed(self.changes) if since <= time), self.first)


@dataclass(frozen=True)
class Factor:
    """A dated multiplier: 1 outside [start, end); inside, steps of (time, factor)."""

    steps: tuple[tuple[int, float], ...]  # (from time, factor) ascending; the last one holds on


@dataclass(frozen=True)
class Draw:
    """How a property gets its value: exactly one of shares, law, fixed category, composition.

    The category that takes what is left ("rest" in the file) stands last in ``shares``, with what is left.
    """

    shares: Shares = ()
    law: Law | Case[Law] | None = None
    category: str = ""
    composition: tuple[tuple[str, int], ...] = ()  # member i of a cohort: categories in order of name, by count


@dataclass(frozen=True)
class Duration:
    """A time of a person's own: the length of the latest stay or wait, or the time since they arrived or entered."""

    event: DurationKind  # entry: the beginning of the first stay
    step: str = ""  # "": whichever it was


@dataclass(frozen=True)
class Property:
    """An attribute (drawn at arrival), a mark (drawn on entering a step), or a duration."""

    name: str
    categories: tuple[str, ...] = ()  # sorted; empty for a numeric property
    draw: Draw | None = None  # for attributes; marks carry theirs on the step
    titles: Titles = Titles()
    category_titles: tuple[tuple[str, Titles], ...] = ()  # of those categories that have one
    duration: Duration | None = None  # what is measured, of a built-in property that cases name


@dataclass(frozen=True)
class Arrivals:
    """One named stream of people.  Exactly one of rate, a_year, every/dates, between, times."""

    name: str
    to: str
    titles: Titles = Titles()
    text: str = ""
    start: int = 0
    end: int = FOREVER
    number: int | None = None  # stop after so many people
    rate: Steps | None = None  # Poisson, people per second
    profile_period: int = 0  # seconds; with profile: the rate is multiplied by factors of equal slots of the period
    profile: tuple[float, ...] = ()
    factor: Factor | None = None  # dated multiplier on the rate
    months: tuple[tuple[int, float], ...] = ()  # (calendar month, multiplier) as stated; part of `factor`
    working_days: bool = False  # the rate is one of working days; part of `factor`
    a_year: Steps | None = None  # a fixed number in every 12 civil months from `start`
    spread: Literal["random", "even"] = "random"  # with a_year
    times: tuple[int, ...] = ()  # dates, CSV rows, and `every` written out
    size: float | Law = 1  # people at each of `times`
    between: Law | None = None  # renewal stream
    pause_while: tuple[tuple[str, str], ...] = ()  # ("inside" | "line", step)
    pause_at_least: Steps = Steps(0)
    attributes: tuple[tuple[str, Draw], ...] = ()
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()  # attributes of each CSV row, parallel to `times`
    stops: tuple[tuple[int, int], ...] = ()  # windows in which nobody arrives


@dataclass(frozen=True)
class Backlog:
    """People who are already there at the start of the run (time 0)."""

    name: str
    at: str  # step
    inside: bool  # True: inside the stage; False: in line for it
    people: int
    elapsed: Length | tuple[int, ...] = Span(
        0, "seconds"
    )  # time since joining or entering; one for each person from a CSV
    attributes: tuple[tuple[str, Draw], ...] = ()
    visits: tuple[tuple[str, int], ...] = ()  # step -> visits before this one, in order of step
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()


@dataclass(frozen=True)
class Week:
    """On which days of the week something is open."""

    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)  # 0 for Monday
    working_days: bool = False  # not on public holidays either


@dataclass(frozen=True)
class Closures:
    """When a resource is closed, and what becomes of those inside."""

    windows: tuple[tuple[int, int], ...] = ()  # seconds [from, to): days off of its week, and closed weeks
    week: Week | Case[Week] = Week()
    closed_days: DayWindows = ()
    inside: str | Case[str] = "finish"  # "finish" | "pause" | "send": to the step `to` at the moment at which it closes
    to: str = ""


@dataclass(frozen=True)
class Resource:
    """Places.  A budget is a consumable resource: what is claimed is never given back."""

    name: str
    capacity: Steps  # 0 while it is closed
    turnaround: Span | Case[Span] = Span(0, "seconds")
    consumable: bool = False
    titles: Titles = Titles()
    text: str = ""
    unit: str = "places"
    closures: Closures = Closures()
    borrows: str = ""  # the resource whose free units may be used as well; `capacity` counts them
    stated: Steps | None = None  # the capacity in the file; closures and what it borrows change it

    @property
    def joint(self) -> str:
        """The name of this and what it borrows together; empty where it does not borrow."""
        return f"{self.name}_or_{self.borrows}" if self.borrows else ""


@dataclass(frozen=True)
class Staff:
    """A group of people with weekly hours (contract Q9)."""

    name: str
    people: Steps
    hours: Steps  # a week, for each
    opens: int = 8 * 3600  # time of day
    closed_days: DayWindows = ()  # own closed weeks
    every_day: bool = False  # True: open on all days (7-day weeks), False: working days
    cost_per_hour: Steps = Steps(0.0)
    titles: Titles = Titles()
    text: str = ""
    payer: str = ""


@dataclass(frozen=True)
class Pool:
    """Tokens that arrive, expire and are taken."""

    name: str
    start: int = 0
    end: int = FOREVER
    rate: Steps | None = None  # Poisson, tokens per second
    factor: Factor | None = None
    months: tuple[tuple[int, float], ...] = ()  # as of Arrivals
    working_days: bool = False  # as of Arrivals
    times: tuple[int, ...] = ()
    size: int = 1
    lifetime: LengthValue | None = None  # None: never expires; may depend on the date alone, as max_open
    max_open: int | Case[int | None] | None = None
    initial: int = 0
    serve: Literal["first", "last"] = "first"  # order of those who take a token while in a stage
    newest: bool = False  # the newest open token is taken, not the oldest
    stops: tuple[tuple[int, int], ...] = ()
    titles: Titles = Titles()
    text: str = ""


@dataclass(frozen=True)
class Gate:
    """Dated sessions (contract Q5, Q6)."""

    name: str
    times: tuple[int, ...]  # nominal session times, before the move to an opening day
    seats: Steps
    minimum: Steps = Steps(0)
    others: float | Law | Case[float | Law] = 0  # may depend on the date alone
    cancelled: Steps = Steps(0.0)  # chance that a session is cancelled
    below: Literal["skip", "try_again", "send_away"] = "skip"
    again_after: Span = Span(0, "seconds")  # or working days
    tries: int = 0
    backfill: NameValue = None  # resource whose releases count; may depend on the date alone
    opening_days: bool = True  # a session on another day moves to the next opening day
    titles: Titles = Titles()
    text: str = ""


@dataclass(frozen=True)
class Work:
    by: str  # staff group
    time: Length | Case[Length]
    ahead: int | Case[int | None] | None = None  # seconds before the end; None: due on entry


@dataclass(frozen=True)
class Limit:
    """At most ``visits`` entries into ``target``; the next one goes to ``to``."""

    target: str
    visits: NumberValue
    to: str | Case[str]


@dataclass(frozen=True)
class Cost:
    per_start: NumberValue = 0.0
    per_day: NumberValue = 0.0
    per_working_day: NumberValue = 0.0
    per_day_in_line: NumberValue = 0.0
    funder_share: NumberValue = 0.0
    funder: str = ""
    payer: str = ""  # who pays what the funder does not; "": nobody is named


@dataclass(frozen=True)
class Route:
    """Where a step leads.  ``shares`` sorted by target, without the one that takes what is left: that is ``rest``."""

    shares: Shares = ()
    rest: str | Case[str] = ""
    ends: tuple[tuple[str, str], ...] = ()  # named ends of the law ("found", "not_found") -> target


@dataclass(frozen=True)
class Closing:
    """From ``on`` nobody starts any more: whoever is in line then, or comes later, goes to ``to``."""

    on: int
    to: str


@dataclass(frozen=True)
class Step:
    """A stage, decision, wait or exit."""

    name: str
    kind: KindOfStep
    titles: Titles = Titles()
    text: str = ""
    gate: NameValue = None
    uses: UsesValue = ()
    lasts: StayValue = Span(0, "seconds")
    setup: LengthValue | None = None
    starts_on_opening_days: bool = False
    work: tuple[Work, ...] = ()
    marks: tuple[tuple[str, Draw], ...] = ()
    route: Route = Route()
    share_factors: tuple[tuple[str, Factor], ...] = ()  # dated multipliers on named routes
    limits: tuple[Limit, ...] = ()
    patience: LengthValue | None = None  # None: waits for ever
    queue: Steps | Case[Steps] | None = None  # chance of joining by how many stand in line; None: everybody joins
    closes: Closing | None = None
    holds: tuple[str, ...] = ()  # resources that are kept until this stage is granted
    otherwise: str | Case[str] | None = None  # `else`: where those go whom a patience, token or gate refuses
    priority: NumberValue = 0
    takes: NameValue = None  # wait: pool
    meanwhile: tuple[tuple[str, str], ...] | Case[tuple[tuple[str, str], ...]] = ()  # (pool, target), sorted
    stops: tuple[tuple[int, int], ...] = ()  # windows in which nobody may start
    pauses: tuple[tuple[int, int], ...] = ()  # windows in which the stage's clock stands still
    hazard_factor: Factor | None = None  # dated multiplier on the hazard of `lasts`
    length_factor: Factor | None = None  # dated multiplier on the drawn length, by date of entry
    support: str | Case[str] = "benefit"  # "benefit" | "partly" | "self"
    cost: Cost = Cost()
    group: str = ""  # exits: free label ("job", "returned", ...) for tables
    positive: bool = False  # the first entry of a person is a positive outcome


@dataclass(frozen=True)
class Risk:
    """A competing risk of leaving: by a constant rate or by any law, afresh at each entry; or of all on some dates.

    With ``since`` it is a limit: whoever is inside or in line leaves when ``limit`` has passed since that event; the
    limit as a fixed law is then ``law``.
    """

    name: str
    stages: tuple[str, ...]
    law: Law | Case[Law]
    to: str
    factor: Factor | None = None
    months: tuple[tuple[int, float], ...] = ()  # as of Arrivals
    working_days: bool = False  # the risk acts on working days only; not part of `factor`
    titles: Titles = Titles()
    text: str = ""
    since: str = ""  # name of the duration, "since arrival" or "since entering STAGE"
    limit: Span | Case[Span] | None = None
    dates: tuple[int, ...] = ()  # everybody inside leaves then; the law is one that never strikes


@dataclass(frozen=True)
class StateEvent:
    """Properties of a person that are drawn anew when something happens to them, or on a date."""

    name: str
    at: EventKind
    names: tuple[str, ...] = ()  # of the stages, or of the risk
    time: int | None = None  # of the date
    sets: tuple[tuple[str, Draw], ...] = ()  # sorted by property
    titles: Titles = Titles()
    text: str = ""


@dataclass(frozen=True)
class Background:
    """Life outside the project: how jobs are found that it does not give, and how long they are kept.

    Everything may depend on attributes only, so that it is the same with the project and without it.
    """

    rate: Law | Case[Law]  # time to the next job on offer, a constant hazard
    retention: LengthValue
    support: str | Case[str] = "self"  # "partly" | "self", while in such a job
    marks: tuple[tuple[str, Draw], ...] = ()
    factor: Factor | None = None  # dated multiplier on the rate
    months: tuple[tuple[int, float], ...] = ()  # as of Arrivals
    titles: Titles = Titles()
    text: str = ""
    later_rates: tuple[tuple[int, Law | Case[Law]], ...] = ()  # (time, rate from then on), where [[change]] sets it


@dataclass(frozen=True)
class FollowUp:
    """Recurring work: calls at random (rate) or planned at fixed intervals (every)."""

    name: str
    stages: tuple[str, ...]
    by: str  # staff group
    time: LengthValue
    rate: NumberValue | None = None  # per second
    every: Span | None = None  # seconds or working days
    queued: bool = False
    first: Span | None = None  # only while the stay is younger than this: seconds or working days
    working_days: bool = False  # the rate is one of working days
    titles: Titles = Titles()
    text: str = ""


@dataclass(frozen=True)
class Calendar:
    holidays: tuple[
        int, ...
    ] = ()  # days (from the first day of the run) that are public holidays, in the covered range
    closed_days: DayWindows = ()  # closed weeks
    paused_days: DayWindows = ()  # in which the clock of every stage that uses a resource stands still


@dataclass(frozen=True)
class When:
    """``entered | left | finished STEP[, STEP...]`` of the target grammar."""

    event: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Status:
    """Who counts: ``self``, ``self or partly``, with a threshold on a numeric mark, or ``without benefit``."""

    partly: bool = False
    mark: str = ""
    at_least: float = 0.0
    words: str = "self"
    free_of_benefit: bool = False  # only while no supplementary benefit is paid


@dataclass(frozen=True)
class Target:
    """Exactly one of: a count; a share with a status for a time; a share that reaches an event; a figure.

    ``figure`` names a figure of the sheet, such as ``cost_own`` or ``staff_load.caseworker``.
    """

    name: str
    titles: Titles = Titles()
    text: str = ""
    per: Literal["calendar year", "window"] = "calendar year"
    at_least: float | None = None
    at_most: float | None = None
    count: When | None = None
    share_of: When | None = None
    who_are: Status | None = None
    lasting: Span | None = None  # `for`
    within: Within = None
    after: When | None = None  # `last day in ...`: clock origin; None: the event of share_of
    reach: When | None = None
    figure: str = ""
    also_share_of: tuple[When, ...] = ()
    also_within: tuple[Within, ...] = ()
    also_who_are: tuple[Status, ...] = ()

    @property
    def bound(self) -> float | None:
        """``at_least``, or else ``at_most``; None where neither is stated."""
        return self.at_least if self.at_least is not None else self.at_most


@dataclass(frozen=True)
class Dated:
    """A table of amounts by date: (time, value) ascending; before the first, the first value holds."""

    steps: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Supplement:
    """Benefit beside a job with few hours: what is earned above the disregard is taken from it (measures, L3)."""

    hours: str  # numeric mark: hours a week
    wage: float  # kr. an hour that counts, after labour market contribution
    disregard: Dated  # kr. an hour that does not count
    later_hours: str = (
        ""  # numeric mark: hours a week from `later_after` in the job on; fewer than before change nothing
    )
    later_after: int = 0  # seconds


@dataclass(frozen=True)
class Benefit:
    """Monthly benefit by date and the refund ladder, evaluated in measures (contract L3)."""

    monthly: Dated | Case[Dated] | None = None
    refund: tuple[tuple[int, float], ...] = ()  # (weeks on benefit up to, share refunded) ascending; the last holds on
    weeks_before: str = ""  # numeric attribute: weeks on benefit at arrival
    partly_factor: float = 0.5  # share of the benefit still paid while partly self-supporting
    supplement: Supplement | None = None  # None: the first day of self-support ends all benefit
    resets_after: int = FOREVER  # unbroken seconds without benefit after which the ladder begins again
    starters_only: bool = True  # billed from the first start (if starts are counted); else everybody from arrival


@dataclass(frozen=True)
class Budget:
    """Money that runs out: also a consumable resource of the same name (amounts in whole kroner)."""

    name: str
    amounts: tuple[tuple[int, int], ...]  # (time, kroner)
    window: tuple[int, int] = (0, FOREVER)  # starts that may draw on it
    funder: str = ""
    titles: Titles = Titles()
    text: str = ""


@dataclass(frozen=True)
class FixedCost:
    name: str
    per_year: Steps = Steps(0.0)
    funder_share: float = 0.0
    funder: str = ""
    titles: Titles = Titles()
    text: str = ""
    amounts: tuple[tuple[int, float], ...] = ()  # (time, kroner), paid once
    payer: str = ""


@dataclass(frozen=True)
class Own:
    """A value that was put in the place of the one that a source speaks for."""

    file: str  # that states the value; empty where it was set for this run alone
    source_file: str  # the nearest file in which the value that the source speaks for is in force
    before: float | str | None  # that value; None where it follows from others by a formula


@dataclass(frozen=True)
class Parameter:
    """A named parameter as the planner sees it."""

    name: str
    value: float | str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    step: float | None = None
    basis: str = "assumption"  # text | measured | proxy | assumption
    source: Titles = Titles()
    own: Own | None = None  # whose the value is where basis and source speak for another one
    titles: Titles = Titles()
    choices: tuple[str, ...] = ()
    formula: str = ""
    law: Law | None = None  # how uncertain the value is
    rank_correlation: tuple[tuple[str, float], ...] = ()  # with other parameters, as far as they are uncertain
    lever: bool = False
    choice_titles: tuple[tuple[str, Titles], ...] = ()
    moves_with: str = ""  # the parameter that it follows when a planner moves that one
    decision: bool = False  # ours to choose, so not uncertain
    used: bool = True
    later: tuple[tuple[int, float | str], ...] = ()  # (time, value in force from then on), where [[change]] sets it


@dataclass(frozen=True)
class Grouping:
    """People told apart by a property: its categories, or the intervals between bounds of a numeric one."""

    by: str
    bounds: tuple[float, ...] = ()  # ascending
    categories: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The groups: categories, or ``<30``, ``30-50``, ``>=50`` (from the lower bound to below the upper one)."""
        if not self.bounds:
            return self.categories
        ends = [f"{bound:g}" for bound in self.bounds]
        inner = (f"{low}-{high}" for low, high in pairwise(ends))
        return (f"<{ends[0]}", *inner, f">={ends[-1]}")


@dataclass(frozen=True)
class Report:
    """What is reported beside the figures of everybody over the window and by calendar year."""

    by: tuple[Grouping, ...] = ()
    on: tuple[int, ...] = ()  # times of the run at which levels are reported, ascending
    monthly: tuple[str, ...] = ()  # steps of which the entries are reported by calendar month


@dataclass(frozen=True)
class Observed:
    """A total that really happened: a figure, its value (of so many, where it is a share), and the calendar year."""

    figure: str
    value: float
    of: float | None = None
    year: int | None = None


@dataclass(frozen=True)
class Run:
    first_day: date  # time 0
    start: int  # reporting starts here (seconds from time 0)
    end: int  # entry cohorts up to here are judged
    warm_up: int = 0  # seconds after `start` that are not reported
    follow_up: Span | None = None  # stated; None: from the limits
    replications: int = 200


@dataclass(frozen=True)
class Scenario:
    """One scenario file with all it inherits, checked."""

    path: str
    name: str  # file name without ending
    titles: Titles
    asks: Titles
    run: Run
    parameters: tuple[Parameter, ...] = ()
    properties: tuple[Property, ...] = ()
    attributes: tuple[str, ...] = ()  # properties drawn at arrival, in order of drawing
    arrivals: tuple[Arrivals, ...] = ()
    backlog: tuple[Backlog, ...] = ()
    resources: tuple[Resource, ...] = ()
    staff: tuple[Staff, ...] = ()
    pools: tuple[Pool, ...] = ()
    gates: tuple[Gate, ...] = ()
    steps: tuple[Step, ...] = ()
    risks: tuple[Risk, ...] = ()
    events: tuple[StateEvent, ...] = ()
    background: Background | None = None  # None: nothing is said of life outside
    follow_ups: tuple[FollowUp, ...] = ()
    calendar: Calendar = Calendar()
    targets: tuple[Target, ...] = ()
    budgets: tuple[Budget, ...] = ()
    fixed_costs: tuple[FixedCost, ...] = ()
    benefit: Benefit = Benefit()
    report: Report = Report()
    observed: tuple[Observed, ...] = ()
    notes: tuple[Titles, ...] = ()
    warnings: tuple[str, ...] = ()
    resolved: str = field(
        default="", compare=False
    )  # canonical JSON of the merged tables; its digest is the scenario hash

    @property
    def hash(self) -> str:
        """First 16 hex digits of the SHA-256 of the resolved scenario."""
        import hashlib

        return hashlib.sha256(self.resolved.encode()).hexdigest()[:16]
