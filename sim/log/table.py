"""The columnar event log of a batch of replications."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from sim.log.events import COLUMNS

Column = NDArray[np.int64]


@dataclass(frozen=True)
class Log:
    """Rows of one or several replications, in order of processing within each.

    All columns are int64 of equal length; ``first_row[i] : first_row[i + 1]`` are the rows of ``replications[i]``.
    """

    time: Column
    owner: Column
    code: Column
    step: Column
    visit: Column
    object: Column
    value: Column
    first_row: Column  # length replications + 1
    replications: Column  # numbers of the replications

    def __len__(self) -> int:
        return int(self.time.shape[0])

    @property
    def replication(self) -> Column:
        """The replication number of every row."""
        return np.repeat(self.replications, np.diff(self.first_row))

    def columns(self) -> tuple[Column, ...]:
        return tuple(getattr(self, name) for name in COLUMNS)

    def rows(self) -> Iterator[tuple[int, ...]]:
        """Rows as plain tuples in the order of COLUMNS, for small logs and tests."""
        return zip(*(column.tolist() for column in self.columns()), strict=True)

    def one(self, index: int) -> Log:
        """The log of the index-th replication of this batch."""
        rows = slice(int(self.first_row[index]), int(self.first_row[index + 1]))
        columns = [column[rows] for column in self.columns()]
        return from_columns(columns, np.array([0, len(columns[0])]), self.replications[index : index + 1])


def from_flat(numbers: Sequence[int], replication: int) -> Log:
    """A log of one replication from its rows laid out one after the other, in the order of COLUMNS."""
    table = np.fromiter(numbers, dtype=np.int64, count=len(numbers)).reshape(-1, len(COLUMNS))
    columns = [np.ascontiguousarray(table[:, i]) for i in range(len(COLUMNS))]
    return from_columns(columns, np.array([0, len(table)]), np.array([replication]))


def from_rows(rows: Sequence[tuple[int, ...]], replication: int) -> Log:
    """A log of one replication from tuples in the order of COLUMNS."""
    return from_flat(list(chain.from_iterable(rows)), replication)


def concatenate(logs: Sequence[Log]) -> Log:
    """The logs one after the other."""
    columns = [np.concatenate([getattr(log, name) for log in logs]) for name in COLUMNS]
    sizes = np.concatenate([np.diff(log.first_row) for log in logs])
    return from_columns(
        columns, np.concatenate([[0], np.cumsum(sizes)]), np.concatenate([log.replications for log in logs])
    )


def from_columns(columns: Sequence[Column], first_row: Column, replications: Column) -> Log:
    """A log from its columns in the order of COLUMNS."""
    time, owner, code, step, visit, what, value = columns
    return Log(time, owner, code, step, visit, what, value, first_row, replications)
