"""The published table of event codes (contract L1).

Every row has the columns ``time, owner, code, step, visit, object, value``.  ``owner`` is the participant's number or
-1 for the environment.  Unused columns are -1 (step, object) or 0 (visit, value).  All values are whole numbers.
"""

from __future__ import annotations

from enum import IntEnum

COLUMNS = ("time", "owner", "code", "step", "visit", "object", "value")


class Event(IntEnum):
    """What happened.  The comment gives: object; value."""

    ARRIVE = 1  # source; seconds already spent (backlog), else 0; step = first step
    NOT_CONTACTED = 2  # source; 0: the search was paused, the number stays used
    ATTRIBUTE = 3  # property; category index, or millionths
    MARK = 4  # property; category index, or millionths; step and visit of the step that draws it
    JOIN = 5  # gate (stage behind a gate), pool (wait), else -1; seconds already waited (backlog), else 0
    ADMIT = 6  # as JOIN; seconds waited
    RENEGED = 7  # as JOIN; seconds waited: patience ended
    BALKED = 8  # as JOIN; 0: patience 0 was answered no
    SENT_AWAY = 9  # gate; seconds waited: the session was not held
    LIMITED = 10  # target that is full for this person; visits so far; step = the step that states the limit
    DECIDE = 11  # step chosen; 0: a decision was evaluated
    SETUP = 12  # -1; seconds of set-up before the stay
    START = 13  # -1; seconds already spent inside (backlog), else 0: the stay begins
    END = 14  # 0 plain end, 1 found, 2 not found; seconds of stay, waiting for work included
    OVERDUE = 15  # -1; seconds of stay: the stay is over but its work is not done
    RISK = 16  # risk; seconds of stay
    CALLED = 17  # pool; seconds of stay: left for a token
    CLAIM = 18  # resource; amount
    RELEASE = 19  # resource; amount; step = the step that is left
    TURNED = 20  # resource; amount: turnaround is over (owner -1)
    CAPACITY = 21  # resource; new level (owner -1); one row for each resource at the start of the run
    TOKEN_IN = 22  # pool; ordinal (owner -1)
    TOKEN_TAKEN = 23  # pool; ordinal; step and visit of the taker
    TOKEN_EXPIRED = 24  # pool; ordinal (owner -1)
    TOKEN_LOST = 25  # pool; ordinal (owner -1): more than max_open
    SEATS = 26  # gate; seats (owner -1): a session decides; OTHERS and one of HELD, NOT_HELD, CANCELLED follow
    OTHERS = 27  # gate; other people on the session, cut at seats
    HELD = 28  # gate; people admitted
    NOT_HELD = 29  # gate; people counted: too few
    CANCELLED = 30  # gate; people counted
    BACKFILL = 31  # gate; 0: the person (owner) is admitted between sessions; ADMIT follows
    WORK_DUE = 32  # task; n-th of its kind in this visit
    WORK_START = 33  # task; seconds waited since due
    WORK_DONE = 34  # task; seconds of work
    WORK_DROPPED = 35  # task; n: the person left before it began
    EXIT = 36  # -1; seconds since arrival; step = the exit
    INSIDE = 37  # -1; seconds since START: still inside when the run ends
    IN_LINE = 38  # as JOIN; seconds since joining: still in line when the run ends
    MOVE = 39  # as JOIN; the gate or pool (or -1) whose line is left: what is waited for has changed on a date
    # Life outside (contract O1 to O4): the visit is the ordinal of the job on offer.  Rows of a whole life are written
    # at once, at the time of arrival (WITHOUT) or exit (AFTER), so their values say in how many seconds it happens.
    WITHOUT_FOUND = 40  # -1; seconds until the job begins: in the life without the project
    WITHOUT_MARK = 41  # property; category index, or millionths: drawn for that job
    WITHOUT_LOST = 42  # -1; seconds until the job ends; no row if that is after the run
    AFTER_FOUND = 43  # -1; as WITHOUT_FOUND, in the life after leaving; step = the exit
    AFTER_MARK = 44  # as WITHOUT_MARK
    AFTER_LOST = 45  # as WITHOUT_LOST
