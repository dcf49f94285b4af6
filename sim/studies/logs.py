"""What is read from the event log of a result: the log as a frame, one person, levels over time, who holds what.

The log need not have been kept: a replication is the same whenever it is simulated (contract R1), so the ones that are
asked about are simulated again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sim.given import whole
from sim.log.table import Log
from sim.studies.manifest import Manifest

if TYPE_CHECKING:
    import pandas as pd

    from sim.model.model import Model
    from sim.studies.holding import Holding
    from sim.studies.over_time import OverTime
    from sim.studies.person import Person

ROWS_AT_ONCE = 1_000_000
"""Of a log in memory while levels are found, 56 bytes each."""


class Logged:
    """A result whose replications have event logs."""

    model: Model
    manifest: Manifest
    log: Log | None

    def logs(self, replications: Sequence[int] | None = None) -> Iterator[Log]:
        """The event logs of some replications (None: all), in order and some at a time, kept or simulated again.

        Raises ValueError for a replication that the result does not have.
        """
        numbers = range(self.manifest.replications) if replications is None else replications
        for number in numbers:
            self._check(number)
        if self.log is not None:
            place = {number: at for at, number in enumerate(self.log.replications.tolist())}
            if replications is None:
                yield self.log
            else:
                yield from (self.log.one(place[number]) for number in numbers)
            return
        from sim.engines import choose

        engine = choose("auto", self.model, len(numbers))
        engine.prepare()
        done, rows = 0, 0
        while done < len(numbers):
            size = max(1, ROWS_AT_ONCE * done // max(1, rows))
            log = engine.run(self.model, self.manifest.seed, numbers[done : done + size])
            done, rows = done + size, rows + len(log)
            yield log

    def log_frame(
        self, replication: int | None = None, as_: Literal["pandas", "polars", "pyarrow"] = "pandas"
    ) -> pd.DataFrame | Any:
        """The event log with names instead of numbers: of all replications, or of one.

        Columns: ``replication``; ``time`` in seconds from 00:00 on the first day, and ``when`` as a date and time;
        ``owner``, the number of the person (-1: the environment); ``event``, ``step`` and ``object`` as categories
        (missing where there is none); ``visit``; ``value``.  ``as_``: a frame of pandas or polars, or a table of
        pyarrow.  Raises ValueError for a replication that the result does not have, and
        :class:`sim.limits.TooMuchError` where the log of all would not fit into memory.

        >>> import sim
        >>> result = sim.run(sim.load("scenarios/rengoering.toml"), replications=2, engine="reference")
        >>> log = result.log_frame(replication=1)
        >>> int((log["event"] == "exit").sum() > 100), str(log["when"].dtype)
        (1, 'datetime64[s]')
        """
        from sim.log.export import in_form
        from sim.log.table import concatenate

        if replication is None and self.log is None:
            from sim.analysis.workload import check_workload

            check_workload(self.model.scenario, self.manifest.replications)
        logs = list(self.logs(None if replication is None else [replication]))
        return in_form(concatenate(logs), self.model, as_)

    def event_log(self, replications: Sequence[int] = (0,), form: Literal["xes", "bupar", "vidigi"] = "xes") -> Any:
        """The log as tools for process mining and animation read it, a pandas frame: a row for each event of a case.

        A case is a person in a replication.  ``xes``: the columns of the standard, as pm4py reads them
        (``case:concept:name``, ``concept:name``, ``lifecycle:transition``, ``time:timestamp``, ...); ``bupar``: those
        of ``bupaR::eventlog``; ``vidigi``: ``entity_id``, ``event_type``, ``event``, ``time`` (days), ``resource_id``.
        See :mod:`sim.log.mining` for what becomes an event.
        """
        from sim.log.mining import event_rows
        from sim.studies.frames import tidy

        return tidy(row for log in self.logs(replications) for row in event_rows(log, self.model, form))

    def write_log(self, path: str | Path, replications: Sequence[int] | None = None) -> Path:
        """Write the event log of some replications (None: all); ``.csv``, ``.parquet`` or ``.xes`` ends the name.

        Raises :class:`sim.log.export.UnknownEnding` and :class:`sim.disk.FileTrouble`.
        """
        from sim.log.export import log_writer

        with log_writer(path, self.model) as write:
            for log in self.logs(replications):
                write(log)
        return Path(path)

    def person(self, number: int, replication: int = 0) -> Person:
        """Everything that happens to one person, to be printed as a story.

        Raises KeyError if there is none, TypeError and ValueError for what is no number.
        """
        from sim.studies.person import person

        return person(next(iter(self.logs([replication]))), self.model, whole("number", number, 0))

    def occupancy(self, name: str, replication: int | None = None) -> OverTime:
        """Units of a resource in use, or people inside a stage, at noon of every day of the window.

        Of all replications, or of one.  Raises KeyError with the nearest names.
        """
        from sim.studies.over_time import occupancy

        return occupancy(self.logs(None if replication is None else [replication]), self.model, name)

    def queue(self, name: str, replication: int | None = None) -> OverTime:
        """People in line for a step at noon of every day of the window, of all replications or of one.

        Raises KeyError with the nearest names.
        """
        from sim.studies.over_time import queue

        return queue(self.logs(None if replication is None else [replication]), self.model, name)

    def gantt(self, resource: str, replication: int = 0) -> Holding:
        """Who holds each unit of a resource, from when until when, in one replication.

        Raises KeyError with the nearest names.
        """
        from sim.studies.holding import holding

        return holding(next(iter(self.logs([replication]))), self.model, resource)

    def _check(self, number: int) -> None:
        if number not in range(self.manifest.replications):
            last = self.manifest.replications - 1
            raise ValueError(f"replication={number!r}: the result has the replications 0 to {last}")
