"""Batches and workers: every replication once, in order, whatever the cut."""

from __future__ import annotations

import pytest

from sim.studies.batches import cut


@pytest.mark.parametrize(("rows", "workers"), [(1, 1), (30_000, 1), (30_000, 4), (10**9, 3)])
def test_every_replication_is_in_exactly_one_batch(rows: int, workers: int) -> None:
    batches = cut(range(1, 101), rows, "reference", workers)
    assert [number for batch in batches for number in batch] == list(range(1, 101))


def test_long_logs_make_small_batches() -> None:
    assert [len(batch) for batch in cut(range(10), 100_000, "reference", 1)] == [2] * 5
    assert [len(batch) for batch in cut(range(3), 10**9, "reference", 1)] == [1, 1, 1]


def test_every_worker_gets_a_batch() -> None:
    assert len(cut(range(8), 1, "reference", 4)) == 4


def test_nothing_to_do_is_no_batch() -> None:
    assert cut(range(0), 1, "reference", 2) == []
