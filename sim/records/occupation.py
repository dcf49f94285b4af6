"""Where people are, day by day since they came: records beside simulated records, both cut by the same window.

The estimator of Aalen and Johansen (1978) in whole days: the product of the daily moves of those who are under
observation.  It is the right picture where several ends compete and where people go back; it needs no law, and it uses
everybody for as long as they are seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sim.records.observe import observe
from sim.records.paths import Pathway
from sim.records.schema import IGNORED, Episode, MappingFile, Records
from sim.records.simulated import simulated, with_values

Floats = NDArray[np.float64]
Moves = NDArray[np.int64]

REPLICATIONS = 100
FEWEST = 5
TOGETHER = 14
BETWEEN = ""
"""Stands for the time between two recorded steps: in a queue, or in something that nobody recorded."""


@dataclass(frozen=True)
class Occupation:
    """Parts of the people who are in each of ``states`` (steps, and :data:`BETWEEN`) so many days after they came.

    ``recorded`` and ``model`` of shape (states, days).  Both are means over :data:`TOGETHER` days, so that they can be
    compared; ``recorded`` is NaN where fewer than :data:`FEWEST` people would be in the state, or out of it.
    ``at_risk``: how many are under observation.
    """

    states: tuple[str, ...]
    recorded: Floats
    model: Floats
    at_risk: NDArray[np.int64]
    people: int


def occupation(
    records: Records,
    draws: Sequence[Mapping[str, float]] = (),
    replications: int = REPLICATIONS,
    seed: int = 1,
    engine: str = "auto",
    progress: Callable[[int, int], None] | None = None,
) -> Occupation | None:
    """The records beside simulated ones; None where nobody's beginning is known."""
    mapping = records.mapping
    states = _states(mapping)
    moves, at_risk, people = counted(records.episodes, mapping, states)
    if not people:
        return None
    model_moves = np.zeros_like(moves)
    done = 0
    for world in simulated(partial(with_values, mapping.scenario), draws, replications, seed, engine):
        for log in world.logs if world is not None else ():
            model_moves += counted(observe(log, world.model, mapping), mapping, states)[0] if world is not None else 0
            done += 1
            if progress is not None:
                progress(done, replications)
    return Occupation(states, without_few(aalen_johansen(moves), at_risk), in_blocks(aalen_johansen(model_moves)),
                      at_risk, people)  # fmt: skip


def in_blocks(parts: Floats) -> Floats:
    """Means over :data:`TOGETHER` days, on each of them."""
    found = np.empty_like(parts)
    for first in range(0, parts.shape[1], TOGETHER):
        here = slice(first, first + TOGETHER)
        found[:, here] = parts[:, here].mean(axis=1, keepdims=True)
    return found


def without_few(parts: Floats, at_risk: NDArray[np.int64]) -> Floats:
    """Means over :data:`TOGETHER` days, NaN where they would show what fewer than :data:`FEWEST` people did."""
    shown = in_blocks(parts)
    for first in range(0, parts.shape[1], TOGETHER):
        here = slice(first, first + TOGETHER)
        people = np.minimum(shown[:, here], 1 - shown[:, here]) * at_risk[here].min()
        shown[:, here] = np.where(people >= FEWEST - 1e-9, shown[:, here], np.nan)
    return shown


def _states(mapping: MappingFile) -> tuple[str, ...]:
    recorded = set(mapping.spells.words.values()) - {IGNORED}
    return (*(step.name for step in mapping.scenario.scenario.steps if step.name in recorded), BETWEEN)


def counted(
    episodes: Iterable[Episode], mapping: MappingFile, states: Sequence[str]
) -> tuple[Moves, NDArray[np.int64], int]:
    """Moves from state to state on each day since people came, shape (days, states, states), day 0 from nowhere (the
    diagonal); how many are under observation, by day; and how many people there are.

    People who were under way already when the window began, nobody knows since when, are left out, and so are those
    who were registered after they came: whoever left before that is in no record.
    """
    pathway = Pathway(mapping.scenario.scenario, set(mapping.spells.words.values()) - {IGNORED})
    place = {name: number for number, name in enumerate(states)}
    length = (mapping.last - mapping.first).days + 1
    moves = np.zeros((length, len(states), len(states)), dtype=np.int64)
    at_risk, people = np.zeros(length, dtype=np.int64), 0
    for episode in episodes:
        if episode.spells[0].step not in pathway.first or episode.spells[0].begin < max(
            mapping.first, episode.since or mapping.first
        ):
            continue
        people += 1
        where = _path(episode, pathway, place, length)
        moves[0, where[0], where[0]] += 1
        np.add.at(moves, (np.arange(1, len(where)), where[:-1], where[1:]), 1)
        at_risk[: len(where)] += 1
    return moves, at_risk, people


def _path(episode: Episode, pathway: Pathway, place: Mapping[str, int], length: int) -> NDArray[np.int64]:
    """The state at the end of each day, for as long as the person is seen; an exit is never left."""
    first = episode.spells[0].begin
    seen = (episode.until - first).days + 1
    found = np.full(max(seen, 1), place[BETWEEN])
    for spell in episode.spells:
        begin = (spell.begin - first).days
        if pathway.is_exit(spell.step):
            return np.concatenate((found[:begin], np.full(max(length - begin, 1), place[spell.step])))[:length]
        end = seen if spell.end is None else (spell.end - first).days
        found[begin : max(end, begin)] = place[spell.step]
    return found[:length]


def aalen_johansen(moves: Moves) -> Floats:
    """Part in each state at the end of each day, shape (states, days)."""
    here = moves[0].sum(axis=0) / max(moves[0].sum(), 1)
    found = [here]
    for day in moves[1:]:
        leaving = day.sum(axis=1)
        stay = np.diag((leaving == 0).astype(float))  # nobody is seen there: nothing is known to have moved
        here = here @ (day / np.maximum(leaving, 1)[:, None] + stay)
        found.append(here)
    return np.array(found).T
