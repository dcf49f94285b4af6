"""The tables of a model as the image of the kernel's memory (see ``layout``).

Fields of records are found by name: the table ``step_kind`` fills the field ``layout.STEP_KIND`` of every step.
A case that is the same for everybody is replaced by its value; references to lists become word numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engines.compiled import layout
from sim.engines.shortcuts import shortcuts
from sim.model.model import Model
from sim.model.tables import Tables

Words = NDArray[np.int64]
Floats = NDArray[np.float64]

LIMITS_KEPT = 10_000  # shares
FLOAT_SECTIONS = (
    *("quantiles", "atom_cumulative", "atom_value", "hazard_age", "hazard_cumulative", "factor_value", "length_p"),
    *("share_cumulative", "segment_cumulative", "segment_rate", "dated_value", "numbers"),
)
"""Tables of floats, one behind the other; quantiles first, because their offsets are used as they are."""


@dataclass
class Image:
    """Words and floats of one model, and how much room its replications have been found to need."""

    words: Words
    floats: Floats
    arena: int = 1 << 16  # words
    rows: int = 0  # of the log of one replication; 0: not known yet

    def memory(self) -> Words:
        """A fresh memory: the image followed by the arena."""
        memory = np.empty(len(self.words) + self.arena, dtype=np.int64)
        memory[: len(self.words)] = self.words
        memory[layout.ARENA_START] = len(self.words)
        memory[layout.ARENA_END] = len(memory)
        return memory


def image_of(model: Model) -> Image:
    """The image of a model."""
    return _Builder(model).image()


class _Builder:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.t: Tables = model.tables
        self.header = np.zeros(layout.HEADER_WIDTH, dtype=np.int64)
        longest_claim = int(np.max(self.t.claim_last - self.t.claim_first, initial=0))
        counts = len(self.t.property_kind), len(self.t.step_kind), len(self.t.resource_kind), 2 * longest_claim
        self.person_parts = np.cumsum([layout.PROPERTIES, *counts])
        spare = max(int(self.person_parts[-1]), layout.TASK_WIDTH)
        depends, values = self.t.case_selector != 0, self.t.case_value[self.t.case_base]
        codes = np.where(depends, np.arange(len(depends)) - layout.DEPENDS, values)
        self.codes = np.append(codes, -1)  # so that the last one, -1, is that of none
        self.parts: list[Words] = [np.zeros(spare, dtype=np.int64)]
        self.end = layout.HEADER_WIDTH + spare
        self.float_parts: list[Floats] = []
        self.float_end = 0

    def image(self) -> Image:
        self._numbers()
        self._float_sections()
        self._sections()
        self._values()
        self._steps()
        self._moves()
        self._world()
        self._streams()
        self._outside()
        return Image(np.concatenate([self.header, *self.parts]), np.concatenate(self.float_parts))

    # --- building blocks ---------------------------------------------------------------------------------------------

    def _add(self, words: Any) -> int:
        """Append words; returns where they begin."""
        begin = self.end
        part = np.ascontiguousarray(words, dtype=np.int64).ravel()
        self.parts.append(part)
        self.end += len(part)
        return begin

    def _section(self, name: str, words: Any) -> int:
        """Append words that the header slot ``name`` points to."""
        begin = self._add(words)
        self.header[getattr(layout, name)] = begin
        return begin

    def _records(self, width: int, count: int, **columns: Any) -> int:
        """Append records; ``columns`` are fields by the small letters of their names."""
        block = np.zeros((count, width), dtype=np.int64)
        for name, column in columns.items():
            block[:, getattr(layout, name.upper())] = _as_words(column)
        return self._add(block)

    def _fields(self, *names: str) -> dict[str, Any]:
        """Tables by name."""
        return {name: getattr(self.t, name) for name in names}

    def _fields_named(self, prefix: str) -> dict[str, Any]:
        """Every table whose name begins so and is a field of the layout."""
        names = (name for name in self.t._fields if name.startswith(prefix) and hasattr(layout, name.upper()))
        return self._fields(*names)

    def _coded(self, cases: Words) -> Words:
        """Cases as the kernel picks them: -1 for none, the value itself, or the number of a case that depends."""
        return self.codes[cases]

    # --- header and plain tables -------------------------------------------------------------------------------------

    def _numbers(self) -> None:
        t, names, header = self.t, self.model.names, self.header
        if self.model.end > layout.MOST_SECONDS:
            raise ValueError(f"the run is longer than {layout.MOST_SECONDS // (366 * 86_400)} years")
        if max(map(len, (t.resource_kind, t.pool_life, t.gate_first, t.staff_first))) > layout.MOST_NAMES:
            raise ValueError(f"more than {layout.MOST_NAMES:,} resources, pools, gates or groups of staff")
        header[layout.END] = self.model.end
        header[layout.HEAP_ROOM] = layout.FIRST_ROOM
        header[layout.VISITS_AT], header[layout.HELD_AT], header[layout.NEEDS_AT] = self.person_parts[1:4]
        header[layout.PERSON_WIDTH] = self.person_parts[4]
        header[layout.SOURCE_PROPERTY] = names.properties.index("source") if "source" in names.properties else -1
        header[layout.PROPERTIES_COUNT] = len(t.property_kind)
        header[layout.MOVES_COUNT] = len(t.move_time)
        header[layout.STEPS_COUNT] = len(t.step_kind)
        header[layout.RESOURCES_COUNT] = len(t.resource_kind)
        header[layout.POOLS_COUNT] = len(t.pool_life)
        header[layout.GATES_COUNT] = len(t.gate_first)
        header[layout.GROUPS_COUNT] = len(t.staff_first)
        header[layout.SOURCES_COUNT] = len(t.source_to)
        header[layout.BACKFILL_COUNT] = sum(_any_resource(t, dated) for dated in t.gate_backfill)
        header[layout.FIRST_DAY] = t.first_day
        header[layout.DAYS] = len(t.opening_next)

    def _float_sections(self) -> None:
        for name in FLOAT_SECTIONS:
            if name != "quantiles":
                self.header[getattr(layout, name.upper())] = self.float_end
            self.float_parts.append(getattr(self.t, name))
            self.float_end += len(self.float_parts[-1])

    def _sections(self) -> None:
        t = self.t
        days = len(t.opening_next)
        for table, width in ((t.working_number, days), (t.working_day, days), (t.month_days, days)):
            assert table.size == 0 or table.shape[1] == width
        for table, width in ((t.member_before, days + 1), (t.member_window, days)):
            assert table.size == 0 or table.shape[1] == width
        for name in (
            *("cuts", "property_kind", "dated_time", "factor_first", "factor_last", "factor_time", "pause_start"),
            *("pause_end", "month_days", "working_number", "working_day", "opening_next", "member_people"),
            *("member_before", "member_window", "capacity_time", "capacity_level", "process_times", "segment_time"),
            *("session_time", "session_nominal", "row_elapsed", "row_property", "move_time"),
        ):
            self._section(name.upper(), getattr(t, name))
        self._section("CASE_VALUES", t.case_value)
        self._section("SHARE_TARGETS", t.share_target)
        self._section("SHARE_LIMITS", [_limit(share) for share in t.share_cumulative.tolist()])
        self._section("STOP_FROM", t.process_stop_from)
        self._section("STOP_TO", t.process_stop_to)

    def _values(self) -> None:
        """What depends on the person: cases, lengths, shares, routes, draws, claims."""
        t, header = self.t, self.header
        names = ("selector_property", "selector_stride", "selector_cut_first", "selector_cut_last")
        selectors = self._records(layout.SELECTOR_WIDTH, len(t.selector_property), **self._fields(*names))
        first, last = (
            selectors + bound[t.case_selector] * layout.SELECTOR_WIDTH for bound in (t.selector_first, t.selector_last)
        )
        header[layout.CASES] = self._records(
            layout.CASE_WIDTH, len(t.case_base), case_base=t.case_base, selector_first=first, selector_last=last
        )
        lengths = self._fields("length_kind", "length_a", "length_b", "length_c")
        scales = header[layout.LENGTH_P] + np.arange(len(t.length_p))
        header[layout.LENGTHS] = self._records(layout.LENGTH_WIDTH, len(t.length_kind), length_scale=scales, **lengths)
        shares = self._fields("share_first", "share_last")
        header[layout.SHARES] = self._records(layout.SHARE_WIDTH, len(t.share_first), **shares)
        dated = self._fields("dated_first", "dated_last")
        header[layout.DATED] = self._records(layout.DATED_WIDTH, len(t.dated_first), **dated)
        header[layout.ROUTES] = self._lists("route", "route_time", "route_share")
        header[layout.CLAIMS] = self._lists("claim", "claim_resource", "claim_amount")
        header[layout.MEANWHILES] = self._lists("meanwhile", "meanwhile_pool", "meanwhile_target")
        self.draws = self._records(
            layout.DRAW_WIDTH, len(t.draw_kind), draw_value=self._draw_values(),
            **self._fields("draw_property", "draw_kind", "draw_stream"),
        )  # fmt: skip
        header[layout.DRAWS] = self.draws

    def _draw_values(self) -> Words:
        """Cases where the draw has one (shares and laws), else as they are (categories, compositions)."""
        is_case = self.t.draw_kind <= 1
        return np.where(is_case, self._coded(np.where(is_case, self.t.draw_value, -1)), self.t.draw_value)

    def _lists(self, prefix: str, *fields: str) -> int:
        """Rows of lists, and records (first, last) of word numbers that bound each list."""
        width = getattr(layout, f"{prefix.upper()}_WIDTH")
        columns = self._fields(*fields)
        rows = self._records(width, len(columns[fields[0]]), **columns)
        first, last = (rows + getattr(self.t, f"{prefix}_{bound}") * width for bound in ("first", "last"))
        bounds = {f"{prefix}_first": first, f"{prefix}_last": last}
        return self._records(getattr(layout, f"{prefix.upper()}_LIST_WIDTH"), len(first), **bounds)

    # --- steps -------------------------------------------------------------------------------------------------------

    def _steps(self) -> None:
        t = self.t
        cases = (
            *("gate", "claim", "keeps", "length", "setup", "patience", "queue", "priority", "route", "pool"),
            *("meanwhile", "else"),
        )
        columns = self._fields_named("step_") | self._fields_named("stream_")
        columns |= {f"step_{name}": self._coded(getattr(t, f"step_{name}")) for name in cases}
        columns |= self._fields("pause_first", "pause_last")
        columns |= shortcuts(t)
        for event in ("mark", "served", "begun", "ended", "called"):
            columns |= self._draw_lists(f"step_{event}")
        risks = self._records(
            layout.RISK_WIDTH, len(t.risk_name), risk_length=self._coded(t.risk_length),
            **self._fields("risk_name", "risk_to", "risk_stream", "risk_since"), **self._draw_lists("risk_struck"),
        )  # fmt: skip
        columns |= self._bounds("step_risk", layout.RISK_WIDTH, risks)
        works = self._records(
            layout.WORK_WIDTH, len(t.work_task), work_length=self._coded(t.work_length),
            work_ahead=self._coded(t.work_ahead), **self._fields("work_task", "work_staff", "work_stream"),
        )  # fmt: skip
        columns |= self._bounds("step_work", layout.WORK_WIDTH, works)
        names = ("task", "staff", "every", "until", "working", "stream", "gap_stream")
        follows = self._records(
            layout.FOLLOW_WIDTH, len(t.follow_task), follow_rate=self._coded(t.follow_rate),
            follow_length=self._coded(t.follow_length),
            **self._fields(*(f"follow_{name}" for name in names)),
        )  # fmt: skip
        columns |= self._bounds("step_follow", layout.FOLLOW_WIDTH, follows)
        limits = self._records(
            layout.LIMIT_WIDTH, len(t.limit_target), limit_visits=self._coded(t.limit_visits),
            limit_else=self._coded(t.limit_else), **self._fields("limit_target"),
        )  # fmt: skip
        columns |= self._bounds("step_limit", layout.LIMIT_WIDTH, limits)
        self.header[layout.STEPS] = self._records(layout.STEP_WIDTH, len(t.step_kind), **columns)

    def _moves(self) -> None:
        for name, words in self._draw_lists("move_draw").items():
            self._section(name.upper(), words)

    def _draw_lists(self, prefix: str) -> dict[str, Words]:
        """Bounds of lists of draws, which hold their word numbers."""
        return self._bounds(prefix, 1, self._add(self.draws + getattr(self.t, prefix) * layout.DRAW_WIDTH))

    def _bounds(self, prefix: str, width: int, begin: int) -> dict[str, Words]:
        return {
            f"{prefix}_{bound}": begin + getattr(self.t, f"{prefix}_{bound}") * width for bound in ("first", "last")
        }

    # --- the world around people -------------------------------------------------------------------------------------

    def _world(self) -> None:
        t, header = self.t, self.header
        names: tuple[str, ...] = ("resource_kind", "resource_turnaround", "capacity_first", "capacity_last")
        header[layout.RESOURCES] = self._records(layout.RESOURCE_WIDTH, len(t.resource_kind), **self._fields(*names))
        names = ("staff_first", "staff_last", "staff_opens")
        header[layout.GROUPS] = self._records(layout.GROUP_WIDTH, len(t.staff_first), **self._fields(*names))
        self._section("MEMBERS", np.zeros(int(np.max(t.staff_last, initial=0)), dtype=np.int64))
        names = ("first", "last", "seats", "minimum", "cancelled", "others", "below", "again", "tries", "backfill")
        names += ("again_working", "opening", "key", "others_stream", "cancelled_stream")
        columns = self._fields(*(f"gate_{name}" for name in names))
        header[layout.GATES] = self._records(layout.GATE_WIDTH, len(t.gate_first), **columns)

    def _streams(self) -> None:
        t, header = self.t, self.header
        names: tuple[str, ...] = (
            "kind",
            "start",
            "end",
            "number",
            "size",
            "gap",
            "first",
            "last",
            "stop_first",
            "stop_last",
            "key",
        )
        names += ("stream", "size_stream", "weight")
        columns = self._fields(*(f"process_{name}" for name in names))
        columns["process_index"] = np.arange(len(t.process_kind))
        processes = self._records(layout.PROCESS_WIDTH, len(t.process_kind), **columns)
        header[layout.PROCESSES] = processes
        cells = self._fields("cell_month", "cell_size", "cell_first", "cell_last")
        header[layout.CELLS] = self._records(layout.CELL_WIDTH, len(t.cell_month), **cells)
        columns = self._fields(
            *(f"pool_{name}" for name in ("life", "life_stream", "most", "initial", "last", "newest"))
        )
        own = np.arange(len(t.source_to), len(t.process_kind))
        columns["pool_process"] = processes + own * layout.PROCESS_WIDTH
        header[layout.POOLS] = self._records(layout.POOL_WIDTH, len(t.pool_life), **columns)
        watches = self._records(layout.WATCH_WIDTH, len(t.watch_line), **self._fields("watch_line", "watch_step"))
        columns = self._bounds("source_watch", layout.WATCH_WIDTH, watches)
        been = self._records(layout.BEEN_WIDTH, len(t.been_step), **self._fields("been_step", "been_visits"))
        columns |= self._bounds("source_been", layout.BEEN_WIDTH, been)
        columns |= self._draw_lists("source_draw")
        names = ("to", "at_least", "inside", "elapsed", "elapsed_stream", "row_first", "row_last")
        columns |= self._fields(*(f"source_{name}" for name in names))
        header[layout.SOURCES] = self._records(layout.SOURCE_WIDTH, len(t.source_to), **columns)

    def _outside(self) -> None:
        t, header = self.t, self.header
        header[layout.OUTSIDE] = len(t.outside_offer)
        if not len(t.outside_offer):
            return
        header[layout.OUTSIDE_OFFER], header[layout.OUTSIDE_JOB] = (
            self._coded(cases)[0] for cases in (t.outside_offer, t.outside_job)
        )
        header[layout.OUTSIDE_MARK_FIRST] = self._add(self.draws + t.outside_mark * layout.DRAW_WIDTH)
        header[layout.OUTSIDE_MARK_LAST] = self.end
        self._section("OUTSIDE_GOES_ON", self._coded(t.outside_goes_on))
        header[layout.OUTSIDE_OFFER_STREAM], header[layout.OUTSIDE_JOB_STREAM] = (
            _as_words(keys)[0] for keys in (t.outside_offer_stream, t.outside_job_stream)
        )


def _any_resource(t: Tables, dated: int) -> bool:
    """Whether a dated resource or -1 is a resource at some time."""
    return bool(np.any(t.dated_value[t.dated_first[dated] : t.dated_last[dated]] >= 0))


@lru_cache(LIMITS_KEPT)
def _limit(share: float) -> int:
    """The first number of which a draw made from it, ``chance.uniform_of``, is not below a cumulative share."""
    return min(max(0, ceil((Fraction(share) * (1 << 53) - 1) / 2)), 1 << 52)


def _as_words(column: Any) -> Words:
    """A column as int64; keys keep their bits."""
    return column.view(np.int64) if column.dtype == np.uint64 else np.asarray(column, dtype=np.int64)
