"""What is left of a stay, or of somebody's patience, at the start: conditional on the elapsed time (contract Q10)."""

from __future__ import annotations

from sim.engines import arithmetic, calendar_time
from sim.engines.reference.chance import FAR, NO_STEP
from sim.engines.reference.people import Person
from sim.engines.reference.shared import Shared
from sim.model.tables import LengthKind
from sim.scenario.schema import DAY

HALVINGS = 53


def remaining_end(shared: Shared, person: Person, row: int, elapsed: int) -> tuple[int, int]:
    """(time, end code) given that the stay began ``elapsed`` seconds ago and is still running."""
    t, step, chance = shared.t, person.step, shared.chance
    stream, key, visit = t.stream_length[step], person.key, person.visit
    if t.length_kind[row] != LengthKind.SEARCH:
        u = chance.uniform(stream, key, visit, 0)
        return conditional_end(shared, row, step, u, elapsed), 0
    law, success = t.length_a[row], t.length_p[row]
    below = share_below(shared, law, elapsed)
    still = success * (1 - below)
    success = still / (still + (1 - success)) if still + (1 - success) > 0 else 0.0
    limit = max(shared.now, chance.end(t.length_b[row], shared.now - elapsed, step, stream, key, visit, 1))
    if chance.uniform(t.stream_success[step], key, visit) < success:
        found = conditional_end(shared, law, step, chance.uniform(stream, key, visit, 0), elapsed)
        if found <= limit:
            return found, 1
    return limit, 2


def remaining_risk(shared: Shared, person: Person, row: int, stream: int, elapsed: int) -> int:
    return conditional_end(shared, row, person.step, shared.chance.uniform(stream, person.key, person.visit), elapsed)


def remaining_patience(shared: Shared, person: Person, row: int, waited: int) -> int:
    """When somebody who has waited so long gives up; who is in line at the start is still patient."""
    u = shared.chance.uniform(shared.t.stream_patience[person.step], person.key, person.visit)
    return conditional_end(shared, row, NO_STEP, u, waited)


def conditional_end(shared: Shared, row: int, step: int, u: float, elapsed: int) -> int:
    """The end of a length that has lasted ``elapsed`` seconds already, for one uniform (NO_STEP: on the calendar)."""
    t, now = shared.t, shared.now
    kind = t.length_kind[row]
    if kind in (LengthKind.SECONDS, LengthKind.MONTHS, LengthKind.WORKING):
        return max(now, shared.chance.end(row, now - elapsed, step, 0, 0, 0))
    if kind == LengthKind.NEVER:
        return FAR
    begun = now - elapsed if step < 0 else shared.chance.stage_clock(step, now - elapsed)
    passed = elapsed if step < 0 else shared.chance.stage_clock(step, now) - begun
    if kind == LengthKind.HAZARD:
        left = remaining_hazard(shared, row, u, begun, passed)
    elif t.length_c[row] == 1:
        calendar = 0 if step < 0 else t.step_calendar[step]
        left = remaining_law(shared, row, u, working_seconds(shared, calendar, elapsed))
        return calendar_time.working_end(t.working_day[calendar], t.working_number[calendar], t.first_day, now, left)
    else:
        left = remaining_law(shared, row, u, passed)
    if left >= FAR or step < 0:
        return FAR if left >= FAR else now + left
    return calendar_time.resume(t.pause_start, t.pause_end, t.pause_first[step], t.pause_last[step], now, left)


def remaining_law(shared: Shared, row: int, u: float, passed: int) -> int:
    """Seconds left of a law whose value is known to be more than ``passed``."""
    below = share_below(shared, row, passed)
    return max(0, shared.chance.law(row, below + u * (1 - below)) - passed)


def remaining_hazard(shared: Shared, row: int, u: float, begun: int, passed: int) -> int:
    """Seconds left: the hazard used up so far plus a fresh unit exponential; all on the stage's clock."""
    t = shared.t
    table = t.hazard_age, t.hazard_cumulative, t.length_a[row], t.length_b[row], t.length_p[row]
    e = arithmetic.quantile(t.quantiles, 0, u)
    factor = t.length_c[row]
    if factor < 0:
        age = arithmetic.age_at(*table, arithmetic.hazard_at(*table, float(passed)) + e)
    else:
        dated = t.factor_time, t.factor_value, t.factor_first[factor], t.factor_last[factor]
        used = arithmetic.risk_used(*table, float(passed), begun, *dated)
        age = arithmetic.risk_age(*table, used + e, begun, *dated)
    return FAR if age >= FAR else max(0, arithmetic.round_half_up(age) - passed)


def share_below(shared: Shared, row: int, passed: int) -> float:
    """The share of a law's values that are at most ``passed``, by halving on the quantile table."""
    if shared.t.length_kind[row] in (LengthKind.SECONDS, LengthKind.MONTHS, LengthKind.WORKING, LengthKind.NEVER):
        return 0.0
    low, high = 0.0, 1.0
    for _ in range(HALVINGS - 1):
        middle = (low + high) / 2
        if shared.chance.law(row, middle) <= passed:
            low = middle
        else:
            high = middle
    return low


def working_seconds(shared: Shared, calendar: int, elapsed: int) -> int:
    """Working time between ``elapsed`` seconds ago and now, in whole working days."""
    t = shared.t
    numbers = t.working_number[calendar]
    begun = (shared.now - elapsed) // DAY - t.first_day
    today = shared.now // DAY - t.first_day
    return int(numbers[today] - numbers[max(0, begun)]) * DAY
