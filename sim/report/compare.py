"""A comparison in words and tables: what differs, what comes of it, and how sure the differences are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from math import inf, isnan
from typing import Any

from sim.report.as_json import estimate_as_json
from sim.report.changes_in_words import calendar_in_words, changes_in_words, moved_in_words, paths_in_words
from sim.report.compare_sentences import conclusion, letter, sentences, shares, wording_of
from sim.report.compare_years import year_table, years_json
from sim.report.dead_end import dead_end_sentences
from sim.report.phrases import Phrases
from sim.report.show import in_html
from sim.report.study_json import difference_json, number, option_json, reached_json
from sim.report.table import Table, with_narrow_header
from sim.report.terminal import kept
from sim.report.texts import Texts
from sim.report.waterfall import waterfall_json, waterfall_tables
from sim.report.wording import Wording
from sim.studies.compare import Comparison, Contrast
from sim.studies.dead_end import DeadEnd
from sim.studies.inputs import parameter_of
from sim.studies.precision import Reached


def comparison_text(found: Comparison, texts: Texts) -> str:
    """The whole answer as plain text."""
    return kept(_parts(found, texts))


def _parts(found: Comparison, texts: Texts) -> Iterator[str | Table]:
    results = [result_table(found, texts)] if len(found.against) > 1 else []  # of two the differences show both
    tables = [input_table(found, texts), by_year(found, texts), *results, difference_table(found, texts)]
    yield from (" ".join(conclusion(found, texts)), "\n".join(_head(found, texts)))
    yield from (table for table in tables if table.rows)
    for i in found.against:
        yield "\n".join(line for one in found.of(i) for line in sentences(found, one, texts))
    for one in found.waterfalls:
        yield from waterfall_tables(one, texts)
    yield _pairing(found, texts)
    if found.reached is not None:
        yield precision_text(found.reached, texts)


def other_inputs(found: Comparison, texts: Texts) -> list[str]:
    """What else differs, by name and key; dated changes and the calendar are said apart."""
    others = (
        path for path in found.inputs.other if path.partition(".")[0].partition("[")[0] not in ("change", "calendar")
    )
    return paths_in_words(others, Phrases(found.options[found.against[0]].scenario, texts))


def changes_between(found: Comparison, texts: Texts) -> Iterator[str]:
    """Dated changes and calendar of each scenario, where they are not the same in all."""
    said = []
    for option in found.options:
        stated = option.loaded.source.tables if option.loaded is not None else {}
        say = Phrases(option.scenario, texts)
        dated = changes_in_words(stated.get("change"), say)
        said.append(
            [*calendar_in_words(stated.get("calendar"), say), *(f"{line}." for line in moved_in_words(say)), *dated]
        )
    for i, lines in enumerate(said):
        for line in lines:
            if not all(line in others for others in said):
                yield texts("compare.change", letter=letter(i), text=line)


def _head(found: Comparison, texts: Texts) -> Iterator[str]:
    write = texts.write
    runs, wordings = write.number(found.replications), [Wording(one.scenario, texts) for one in found.options]
    windows = "; ".join(dict.fromkeys(one.window for one in wordings))
    yield texts("compare.title", n=len(found.options), runs=runs, seed=found.seed, years=windows)
    judged = "; ".join(dict.fromkeys(one.judged_years for one in wordings if one.judged_years != one.window))
    if judged:
        yield texts("compare.judged", years=judged)
    for i, option in enumerate(found.options):
        key = "compare.baseline" if i == found.baseline else "compare.option"
        yield texts(key, letter=letter(i), title=texts.title(option.titles, option.name))
    base = found.options[found.baseline].scenario.hash
    for i in found.against:
        if found.options[i].scenario.hash == base:
            yield texts("compare.same", letter=letter(i), base=letter(found.baseline))
    others = other_inputs(found, texts)
    if others:
        yield texts("compare.other", paths=", ".join(others))
    changes = list(changes_between(found, texts))
    if changes:
        yield texts("compare.changes")
    yield from changes


def input_table(found: Comparison, texts: Texts) -> Table:
    """Parameters that are not the same everywhere, without those that only follow by formula."""
    rows = []
    for one in found.inputs.parameters:
        if one.computed:
            continue
        parameters = [parameter_of(option.scenario, one.name) for option in found.options]
        known = next(i for i, parameter in enumerate(parameters) if parameter is not None)
        wording = Wording(found.options[known].scenario, texts)
        cells = (wording.setting(parameter, value) for parameter, value in zip(parameters, one.values, strict=True))
        rows.append((wording.parameter(one.name), *cells))
    header = (texts("compare.column.input"), *(letter(i) for i in range(len(found.options))))
    return Table(texts("compare.inputs"), header, tuple(rows))


def result_table(found: Comparison, texts: Texts) -> Table:
    """Every figure of every option."""
    wording = wording_of(found, texts)
    rows = tuple(
        (wording.title(asked), *(wording.value(asked, row[j].mean) for row in found.estimates))
        for j, asked in enumerate(found.asked)
    )
    header = (texts("compare.column.figure"), *(letter(i) for i in range(len(found.options))))
    return Table(texts("compare.results.dated" if found.dated else "compare.results"), header, rows)


def difference_table(found: Comparison, texts: Texts) -> Table:
    """Every option less the baseline: of a single one with both values, of several with the years that differ."""
    single, wording = len(found.against) == 1, wording_of(found, texts)
    rows = []
    for one in sorted(found.contrasts, key=lambda one: found.asked.index(one.asked)):
        j = found.asked.index(one.asked)
        both = [wording.value(one.asked, found.estimates[i][j].mean) for i in (found.baseline, one.option)]
        front = both if single else [letter(one.option)]
        apart = (wording.difference(one.asked, one.difference), wording.interval(one.asked, one.difference))
        rows.append((wording.title(one.asked), *front, *apart, *([] if single else [_years(one, texts)])))
    base = letter(found.baseline)
    front = [base, *(letter(i) for i in found.against)] if single else [texts("compare.column.option")]
    columns = ("difference", "interval") if single else ("difference", "interval", "years")
    header = (texts("compare.column.figure"), *front, *(texts(f"compare.column.{column}") for column in columns))
    title = texts("compare.difference.dated" if found.dated else "compare.difference", base=base)
    return with_narrow_header(Table(title, header, tuple(rows), labels=1 if single else 2))


def _years(one: Contrast, texts: Texts) -> str:
    return " / ".join(texts.write.number(round(100 * part)) for part in shares(one)) if one.years.all else ""


def by_year(found: Comparison, texts: Texts) -> Table:
    """The targets year by year, where years are to be seen apart."""
    return year_table(found, [letter(i) for i in range(len(found.options))], wording_of(found, texts))


def _pairing(found: Comparison, texts: Texts) -> str:
    """What pairing has saved, where anything is left to chance."""
    worth = [one.difference.reduction for one in found.contrasts if not one.difference.none]
    known = [one for one in worth if not isnan(one) and one != inf]
    if not known:
        return ""
    return texts("compare.pairing", least=texts.write.number(min(known), 1), most=texts.write.number(max(known), 1))


def precision_text(reached: Reached, texts: Texts) -> str:
    """What was reached, plainly."""
    write = texts.write
    worst = max(reached.lines, key=lambda line: line.half_width / line.wanted)
    looks = texts.listing([write.number(n) for n in reached.looks])
    width, n = write.number(worst.half_width, 4), write.number(reached.replications)
    if reached.reached:
        done = texts("precision.reached", n=n, looks=looks)
        return f"{done} {texts('precision.widest', text=worst.text, width=width)}"
    count = sum(not line.reached for line in reached.lines)
    return texts(
        "precision.not_reached", n=n, count=count, text=worst.text, width=width, wanted=write.number(worst.wanted, 4)
    )


def never_met_text(found: Comparison, end: DeadEnd, texts: Texts) -> str:
    """That a target is met by no option, what comes nearest, and what would help."""
    wording = wording_of(found, texts)
    first = texts(f"compare.never.{wording.counted(end.condition.asked)}", title=wording.subject(end.condition.asked))
    return "\n".join([first, *dead_end_sentences(end, letter(end.place), texts)])


def html(result: Comparison, lang: str) -> str:
    """The answer in words."""
    return in_html(_parts(result, Texts(lang)))


def table(result: Comparison, lang: str) -> Table:
    """The differences from the baseline."""
    return difference_table(result, Texts(lang))


def comparison_json(found: Comparison) -> dict[str, Any]:
    """``options``, ``inputs``, ``results``, ``differences``, ``by_year``, ``waterfalls``."""
    return {
        "kind": "compare",
        "replications": found.replications,
        "seed": found.seed,
        "baseline": found.baseline,
        "options": [option_json(option) for option in found.options],
        "inputs": {
            "parameters": {one.name: list(one.values) for one in found.inputs.parameters},
            "other": list(found.inputs.other),
        },
        "results": [
            {one.text: estimate_as_json(estimate) for one, estimate in zip(found.asked, row, strict=True)}
            for row in found.estimates
        ],
        "differences": [
            {
                "option": one.option,
                "figure": one.asked.text,
                **difference_json(one.difference),
                "years": asdict(one.years),
                "replications_to_settle": number(one.to_settle),
            }
            for one in found.contrasts
        ],
        "by_year": years_json(found),
        "waterfalls": [waterfall_json(one) for one in found.waterfalls],
        "precision": reached_json(found.reached),
    }
