"""What a job centre's records hold, in words: nothing of it says anything of one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sim.records import Records
from sim.records.paths import Pathway
from sim.records.schema import IGNORED
from sim.report.table import Table
from sim.report.terminal import paragraph, table_text
from sim.report.texts import Texts


def records_text(records: Records, texts: Texts, width: int) -> str:
    """What can be used, by step, and what the records do not show."""
    sentences, table, notes = records_held(records, texts)
    said = [paragraph(note, width) for note in notes]
    return "\n".join(
        [paragraph(" ".join(sentences), width), "", table_text(table, width), *([""] if said else []), *said]
    )


def records_held(records: Records, texts: Texts) -> tuple[list[str], Table, list[str]]:
    """What can be used in sentences, by step, and what the records do not show."""
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
    if before := sum(spell.begin < mapping.first for spell in spells):
        sentences.append(texts.count("records.before", before))
    return sentences, _by_step(records, names, pathway, texts), list(_notes(records, names, pathway, texts))


def _notes(records: Records, names: dict[str, str], pathway: Pathway, texts: Texts) -> Iterator[str]:
    """What the records do not show, and what else they hold."""
    mapping, scenario, write = records.mapping, records.mapping.scenario.scenario, texts.write
    under_way = sum(episode.spells[0].step not in pathway.first for episode in records.episodes)
    if under_way:
        yield texts.count("records.under_way", under_way)
    if pathway.unseen:
        yield texts("records.unseen", steps=", ".join(names[name] for name in pathway.unseen))
    titles = {one.name: texts.title(one.titles, one.name) for one in scenario.properties}
    for name in mapping.spells.properties:
        if missing := sum(name not in episode.properties for episode in records.episodes):
            yield texts.count("records.unknown", missing, property=titles[name])
    for pool, periods in records.tokens.items():
        still_open = sum(end is None for _, end in periods)
        title = next((texts.title(one.titles, pool) for one in scenario.pools if one.name == pool), pool)
        yield texts("records.tokens", file=mapping.tokens[pool].file, pool=title, n=write.number(len(periods)),
                    open=write.number(still_open))  # fmt: skip


def _by_step(records: Records, names: dict[str, str], pathway: Pathway, texts: Texts) -> Table:
    number = texts.write.number
    everything: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    for episode in records.episodes:
        for spell in episode.spells:
            everything[spell.step] += 1
            ended[spell.step] += spell.end is not None or pathway.is_exit(spell.step)
    rows = [
        (names[name], number(everything[name]), number(ended[name]), number(everything[name] - ended[name]))
        for name in names
        if name in pathway.recorded
    ]
    header = tuple(texts(f"records.column.{column}") for column in ("step", "spells", "ended", "open"))
    return Table(texts("records.steps"), header, tuple(rows))
