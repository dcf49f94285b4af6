"""What it takes, in words: the answer, how sure it is, every value tried, and the answer under every definition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from sim.loaded import Value
from sim.measures.judge import gap_size
from sim.measures.targets import definitions
from sim.report.as_json import estimate_as_json
from sim.report.dead_end import dead_end_json, dead_end_sentences
from sim.report.phrases import Phrases
from sim.report.show import in_html
from sim.report.study_json import option_json
from sim.report.table import Table
from sim.report.targets_in_words import gap_in_words, status_in_words, when_in_words
from sim.report.terminal import kept
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.asked import target_of
from sim.studies.condition import Condition
from sim.studies.inputs import parameter_of
from sim.studies.size import Found, Size


def size_text(found: Size, texts: Texts) -> str:
    """The whole answer as plain text: what was found first, then how sure it is, then every value."""
    return kept(_parts(found, texts))


def _parts(found: Size, texts: Texts) -> Iterator[str | Table]:
    answer, *lines = answer_sentences(found, texts)
    yield answer
    yield texts.title(found.option.titles, found.option.name) + "\n" + "\n".join(lines)
    yield gathered(tried_table(found, texts), texts)
    yield from definition_tables(found, texts)


def setting(found: Size, value: Value, texts: Texts) -> str:
    """A value of the parameter with its unit."""
    scenario = found.option.scenario
    return Wording(scenario, texts).setting(parameter_of(scenario, found.axis.name), value)


def value_range(found: Size, texts: Texts) -> str:
    """``8–20 pladser``."""
    first, last = found.axis.values[0], found.axis.values[-1]
    if isinstance(first, str) or isinstance(last, str):
        return texts.listing([setting(found, value, texts) for value in found.axis.values])
    return f"{Wording(found.option.scenario, texts).say.number(float(first))}–{setting(found, last, texts)}"


def condition_in_words(condition: Condition, wording: Wording) -> str:
    side = "at_least" if condition.sign == ">=" else "at_most"
    bound = wording.bound(condition.asked, condition.bound)
    if condition.asked.kind == "chance" and not condition.asked.sign:
        unit = wording.texts(f"compare.unit.{wording.counted(condition.asked)}")
        return wording.texts(
            f"size.condition.chance.{side}", title=wording.subject(condition.asked), bound=bound, unit=unit
        )
    mean = "mean." if condition.asked.kind == "mean" else ""
    return wording.texts(f"size.condition.{mean}{side}", title=wording.title(condition.asked), bound=bound)


def answer_sentences(found: Size, texts: Texts) -> Iterator[str]:
    """The answer (or that there is none, with what comes nearest and what would help), and how sure it is."""
    wording, one = Wording(found.option.scenario, texts), found.found
    every = "" if found.tried_all(one) else ".tried"
    said = {"name": wording.parameter(found.axis.name), "range": value_range(found, texts),
            "condition": condition_in_words(one.condition, wording), "n": texts.write.number(len(one.tried)),
            "which": texts("size.largest" if found.largest else "size.smallest")}  # fmt: skip
    if one.value is not None:
        estimate = _estimate(one, one.value, wording)
        yield texts(f"size.found{every}", value=setting(found, one.value, texts), estimate=estimate, **said)
        yield from _confidence(found, texts)
    else:
        yield texts(f"size.{'impossible' if one.impossible else 'not_found'}{every}", **said)
        yield from _dead_end(found, texts)
    if one.fresh is not None:
        estimate = wording.value(one.condition.asked, one.fresh.mean)
        span = wording.span(one.condition.asked, one.fresh.low, one.fresh.high)
        yield texts("size.fresh", n=texts.write.number(one.fresh.n), estimate=estimate, span=span)
        if one.condition.verdict(one.fresh) is False:
            yield texts("size.fresh.fails")
    if every:
        tried, all_ = texts.write.number(len(one.tried)), texts.write.number(len(found.axis.values))
        yield texts("size.grid", tried=tried, all=all_)


def _dead_end(found: Size, texts: Texts) -> Iterator[str]:
    """Where none of the values will do: a value that may, what comes nearest, what would help."""
    one, wording = found.found, Wording(found.option.scenario, texts)
    if not one.impossible:
        near = one.nearest_possible
        yield texts("size.possible", value=setting(found, near.value, texts),
                    estimate=_estimate(one, near.value, wording))  # fmt: skip
    ends = found.axis.values[0], found.axis.values[-1]
    if all(isinstance(end, int) for end in ends):
        wider = f"--range {ends[0]}..{2 * int(ends[1])}"
        yield texts("size.range", range=value_range(found, texts), wider=wider)
    if found.dead_end is not None:
        nearest = setting(found, one.tried[found.dead_end.place].value, texts)
        yield from dead_end_sentences(found.dead_end, nearest, texts)


def _confidence(found: Size, texts: Texts) -> Iterator[str]:
    one = found.found
    assert one.value is not None
    assert one.earliest is not None
    every = "" if found.tried_all(one) else ".tried"
    if one.certain:
        yield texts(f"size.certain{every}", value=setting(found, one.value, texts))
    elif one.latest is None:
        yield texts(f"size.from{every}", earliest=setting(found, one.earliest, texts))
    else:
        ends = {"earliest": setting(found, one.earliest, texts), "latest": setting(found, one.latest, texts)}
        yield texts(f"size.between{every}", **ends)


def _estimate(one: Found, value: Value, wording: Wording) -> str:
    tried = next(tried for tried in one.tried if tried.value == value)
    asked, value_of = one.condition.asked, wording.value(one.condition.asked, tried.estimate.mean)
    if asked.kind == "chance" and not asked.sign:
        unit = wording.texts(f"compare.unit.{wording.counted(asked)}")
        return wording.texts("size.estimate.chance", value=value_of, unit=unit)
    return wording.texts("size.estimate", title=wording.title(asked), value=value_of)


def tried_table(found: Size, texts: Texts) -> Table:
    """Every value with its estimate, its interval and the verdict, in the order of the values."""
    wording, one = Wording(found.option.scenario, texts), found.found
    asked = one.condition.asked
    verdicts = {True: "size.verdict.yes", False: "size.verdict.no", None: "size.verdict.open"}
    order = {value: i for i, value in enumerate(found.axis.values)}
    rows = tuple(
        (
            setting(found, tried.value, texts),
            wording.value(asked, tried.estimate.mean),
            wording.span(asked, tried.estimate.low, tried.estimate.high),
            texts(verdicts[tried.verdict]),
            texts.write.number(tried.replications),
        )
        for tried in sorted(one.tried, key=lambda tried: order[tried.value])
    )
    header = (wording.parameter(found.axis.name), wording.title(asked), texts("compare.column.interval"),
              texts("size.column.verdict"), texts("sweep.runs"))  # fmt: skip
    return Table(texts("size.tried"), header, rows)


def gathered(table: Table, texts: Texts) -> Table:
    """The table with three neighbouring values or more that came out alike in one row."""
    rows: list[tuple[str, ...]] = []
    for _, group in groupby(table.rows, key=lambda row: row[1:]):
        alike = list(group)
        if len(alike) > 2:
            name = texts("size.tried.alike", first=alike[0][0], last=alike[-1][0], n=len(alike))
            alike = [(name, *alike[0][1:])]
        rows += alike
    return replace(table, rows=tuple(rows))


def definition_tables(found: Size, texts: Texts) -> Iterator[Table]:
    """Denominators down, gaps across, the answer in each cell; one table for each status."""
    target = target_of(found.found.condition.asked, found.option.scenario)
    if not found.by_definition or target is None:
        return
    say = Phrases(found.option.scenario, texts)
    answers = dict(zip(definitions(target), found.by_definition, strict=True))
    which = texts("size.largest" if found.largest else "size.smallest")
    for status in dict.fromkeys(reading.who_are for reading in answers):
        mine = {reading: answer for reading, answer in answers.items() if reading.who_are == status}
        gaps = sorted({reading.within for reading in mine}, key=gap_size)
        rows = []
        for share_of in dict.fromkeys(reading.share_of for reading in mine):
            by_gap = {reading.within: answer for reading, answer in mine.items() if reading.share_of == share_of}
            rows.append((when_in_words(share_of, say), *(_cell(found, by_gap[gap], texts) for gap in gaps)))
        words = status_in_words(status, say) if status is not None else ""
        every = all(found.tried_all(answer) for answer in found.by_definition)
        key = "size.by_definition" if every else "size.by_definition.tried"
        title = texts(key, which=which[:1].upper() + which[1:], status=words)
        yield Table(title, (texts("column.of"), *(gap_in_words(gap, say) for gap in gaps)), tuple(rows))


def _cell(found: Size, one: Found, texts: Texts) -> str:
    from sim.report.numbers import DASH

    if one.value is None:
        return DASH if one.impossible else "?"
    written = setting(found, one.value, texts)
    return written if one.certain else texts("size.doubtful", value=written)


def html(result: Size, lang: str) -> str:
    """The answer in words."""
    return in_html(_parts(result, Texts(lang)))


def table(result: Size, lang: str) -> Table:
    """Every value that was tried."""
    return tried_table(result, Texts(lang))


def size_json(found: Size) -> dict[str, Any]:
    """``answer`` for the condition as stated, ``by_definition`` for the others."""
    return {
        "kind": "size",
        "option": option_json(found.option),
        "seed": found.seed,
        "find": found.axis.name,
        "largest": found.largest,
        "method": found.method,
        "values": len(found.axis.values),
        "answer": _found_json(found.found),
        "by_definition": [_found_json(one) for one in found.by_definition],
        "dead_end": dead_end_json(found.dead_end),
    }


def _found_json(one: Found) -> dict[str, Any]:
    return {
        "condition": one.condition.text,
        "value": one.value,
        "earliest": one.earliest,
        "latest": one.latest,
        "impossible": one.impossible,
        "fresh": None if one.fresh is None else estimate_as_json(one.fresh),
        "tried": [
            {"value": tried.value, "verdict": tried.verdict, **estimate_as_json(tried.estimate)} for tried in one.tried
        ],
    }
