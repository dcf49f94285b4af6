"""What a job centre's records hold, in words: nothing of it says anything of one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from sim.records import Records
from sim.records.paths import Pathway
from sim.records.schema import IGNORED
from sim.report.show import in_html
from sim.report.small_numbers import can_tell, people
from sim.report.table import Table
from sim.report.terminal import paragraph, table_text
from sim.report.texts import Texts

LONGEST_SILENCE = 14
"""Days at an end of the window on which nothing begins or ends; more, and more than ever within, is remarked on."""


def records_text(records: Records, texts: Texts, width: int) -> str:
    """What can be used, by step, and what the records do not show."""
    sentences, table, notes = records_held(records, texts)
    said = [paragraph(note, width) for note in notes]
    return "\n".join(
        [paragraph(" ".join(sentences), width), "", table_text(table, width), *([""] if said else []), *said]
    )


def html(result: Records, lang: str) -> str:
    """What can be used, by step, and what the records do not show; without small numbers: notebooks are handed on."""
    sentences, found, notes = records_held(result, Texts(lang), handed_on=True)
    return in_html([" ".join(sentences), found, *notes])


def table(result: Records, lang: str) -> Table:
    """People and spells by step, without small numbers."""
    return records_held(result, Texts(lang), handed_on=True)[1]


def records_held(records: Records, texts: Texts, handed_on: bool = False) -> tuple[list[str], Table, list[str]]:
    """What can be used in sentences, by step, and what the records do not show.

    ``handed_on``: for a paper that others read, without small numbers of people.
    """
    mapping, scenario = records.mapping, records.mapping.scenario.scenario
    names = {step.name: texts.title(step.titles, step.name) for step in scenario.steps}
    pathway = Pathway(scenario, set(mapping.spells.words.values()) - {IGNORED})
    spells = [spell for episode in records.episodes for spell in episode.spells]
    write = texts.write
    sentences = [texts(
        "records.good", file=mapping.spells.file, people=texts.count("records.people", len(records.episodes)),
        spells=texts.count("records.spells", len(spells)), first=write.date(mapping.first),
        last=write.date(mapping.last),
    )]  # fmt: skip
    if records.ignored:
        sentences.append(texts.count("records.ignored", records.ignored))
    return (
        sentences,
        _by_step(records, names, pathway, texts, handed_on),
        list(_notes(records, names, pathway, texts, handed_on)),
    )


def _notes(records: Records, names: dict[str, str], pathway: Pathway, texts: Texts, handed_on: bool) -> Iterator[str]:
    """What the records do not show, and what else they hold."""
    mapping, scenario, write = records.mapping, records.mapping.scenario.scenario, texts.write
    yield from _silent(records, texts)
    yield from _under_way(records, pathway, texts, handed_on)
    if pathway.unseen:
        yield texts("records.unseen", steps=", ".join(names[name] for name in pathway.unseen))
    titles = {one.name: texts.title(one.titles, one.name) for one in scenario.properties}
    for name in mapping.spells.properties:
        missing = sum(name not in episode.properties for episode in records.episodes)
        if missing and (not handed_on or can_tell(missing)):
            yield texts.count("records.unknown", missing, property=titles[name])
    for pool, periods in records.tokens.items():
        still_open = sum(end is None for _, end in periods)
        title = next((texts.title(one.titles, pool) for one in scenario.pools if one.name == pool), pool)
        yield texts("records.tokens", file=mapping.tokens[pool].file, pool=title, n=write.number(len(periods)),
                    open=write.number(still_open))  # fmt: skip


def _under_way(records: Records, pathway: Pathway, texts: Texts, handed_on: bool) -> Iterator[str]:
    """Who had come before recording began: inside a stay, or between two, as what is seen first is no first step."""
    first = [episode.spells[0] for episode in records.episodes]
    inside = sum(spell.begin < records.mapping.first for spell in first)
    between = sum(spell.begin >= records.mapping.first and spell.step not in pathway.first for spell in first)
    number = inside + between
    if number and (not handed_on or can_tell(number)):
        parts = {
            "inside": people(inside, texts, handed_on, number),
            "between": people(between, texts, handed_on, number),
        }
        yield texts.count("records.under_way", number, **parts)


def _silent(records: Records, texts: Texts) -> Iterator[str]:
    """Whether the window seems to be longer than what was recorded: a gap at its ends unlike those within."""
    mapping = records.mapping
    seen = [day for episode in records.episodes for spell in episode.spells for day in (spell.begin, spell.end)
            if day is not None and mapping.first <= day <= mapping.last]  # fmt: skip
    days = sorted({day.toordinal() for day in seen})
    if not days:
        return
    usual = max([LONGEST_SILENCE, *(later - earlier for earlier, later in pairwise(days))])
    for end, silent in (("start", days[0] - mapping.first.toordinal()), ("end", mapping.last.toordinal() - days[-1])):
        if silent > usual:
            yield texts(f"records.silent.{end}", days=texts.write.number(silent))


def _by_step(records: Records, names: dict[str, str], pathway: Pathway, texts: Texts, handed_on: bool) -> Table:
    everything: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    for episode in records.episodes:
        for spell in episode.spells:
            everything[spell.step] += 1
            ended[spell.step] += spell.end is not None or pathway.is_exit(spell.step)
    rows = [
        (names[name], people(everything[name], texts, handed_on),
         *(people(part, texts, handed_on, everything[name]) for part in (ended[name], everything[name] - ended[name])))
        for name in names
        if name in pathway.recorded
    ]  # fmt: skip
    header = tuple(texts(f"records.column.{column}") for column in ("step", "spells", "ended", "open"))
    return Table(texts("records.steps"), header, tuple(rows))
