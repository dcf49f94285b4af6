"""A comparison in words and tables: what differs, what comes of it, and how sure the differences are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from math import inf, isnan
from typing import Any

from sim.report.as_json import estimate_as_json
from sim.report.changes_in_words import calendar_in_words, changes_in_words
from sim.report.dead_end import dead_end_sentences
from sim.report.phrases import Phrases
from sim.report.show import preformatted
from sim.report.study_json import difference_json, number, option_json, reached_json
from sim.report.table import Table, with_narrow_header
from sim.report.terminal import kept_table
from sim.report.texts import Texts
from sim.report.waterfall import waterfall_json, waterfall_tables
from sim.report.wording import Wording
from sim.studies.asked import better_is_higher
from sim.studies.compare import MOST_TO_SETTLE, Comparison, Contrast
from sim.studies.dead_end import DeadEnd
from sim.studies.inputs import parameter_of
from sim.studies.precision import Reached

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(i: int) -> str:
    """A, B, ..., Z, A2, B2, ..."""
    again = i // len(LETTERS)
    return LETTERS[i % len(LETTERS)] + (str(again + 1) if again else "")


def comparison_text(found: Comparison, texts: Texts) -> str:
    """The whole answer as plain text."""
    results = [result_table(found, texts)] if len(found.against) > 1 else []  # of two the differences show both
    tables = [input_table(found, texts), *results, difference_table(found, texts)]
    parts = [" ".join(conclusion(found, texts)), "\n".join(_head(found, texts))]
    parts += [kept_table(table) for table in tables if table.rows]
    parts += ["\n".join(line for one in found.of(i) for line in _sentences(found, one, texts)) for i in found.against]
    parts += [kept_table(table) for one in found.waterfalls for table in waterfall_tables(one, texts)]
    parts.append(_pairing(found, texts))
    if found.reached is not None:
        parts.append(precision_text(found.reached, texts))
    return "\n\n".join(part for part in parts if part)


def conclusion(found: Comparison, texts: Texts) -> Iterator[str]:
    """In what each option is better and worse than the baseline; the first difference where nothing is certain."""
    for i in found.against:
        contrasts = [one for one in found.of(i) if not one.difference.none]
        sentence = _better_and_worse(found, i, texts)
        if sentence:
            yield sentence
        elif contrasts:
            yield from _sentences(found, contrasts[0], texts)
        elif found.options[i].scenario.hash != found.options[found.baseline].scenario.hash:
            yield texts("compare.conclusion.none", letter=letter(i), base=letter(found.baseline))


def _better_and_worse(found: Comparison, i: int, texts: Texts) -> str:
    """``B er bedre end A, når det gælder Startede pr. år (72,7 mod 47,9), men ringere, når det gælder ...``

    Of the means of targets, where any was asked for; only differences of which the sign is certain.
    """
    wording = wording_of(found, texts)
    means = [one for one in found.of(i) if one.asked.kind == "mean" and "@" not in one.asked.name]
    named = [one for one in means if one.asked.target and "{" not in one.asked.name] or means
    sides: dict[bool, list[str]] = {True: [], False: []}
    for one in named:
        up = better_is_higher(one.asked, wording.scenario)
        if up is not None and one.difference.settled:
            j = found.asked.index(one.asked)
            values = [wording.value(one.asked, found.estimates[place][j].mean) for place in (i, found.baseline)]
            title = wording.subject(one.asked)
            part = texts("compare.conclusion.part", title=title, value=values[0], base_value=values[1])
            sides[(one.difference.mean > 0) == up].append(part)
    key = "both" if all(sides.values()) else "better" if sides[True] else "worse"
    if not any(sides.values()):
        return ""
    return texts(f"compare.conclusion.{key}", letter=letter(i), base=letter(found.baseline),
                 better=texts.listing(sides[True]), worse=texts.listing(sides[False]))  # fmt: skip


def other_inputs(found: Comparison) -> list[str]:
    """Keys that differ and are not said in words: dated changes and the calendar are."""
    return [
        path for path in found.inputs.other if path.partition(".")[0].partition("[")[0] not in ("change", "calendar")
    ]


def changes_between(found: Comparison, texts: Texts) -> Iterator[str]:
    """Dated changes and calendar of each scenario, where they are not the same in all."""
    said = []
    for option in found.options:
        stated = option.loaded.source.tables if option.loaded is not None else {}
        say = Phrases(option.scenario, texts)
        said.append([*calendar_in_words(stated.get("calendar"), say), *changes_in_words(stated.get("change"), say)])
    for i, lines in enumerate(said):
        for line in lines:
            if not all(line in others for others in said):
                yield texts("compare.change", letter=letter(i), text=line)


def wording_of(found: Comparison, texts: Texts) -> Wording:
    return Wording(found.options[found.baseline].scenario, texts)


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
    others = other_inputs(found)
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
    return Table(texts("compare.results"), header, rows)


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
    title = texts("compare.difference", base=base)
    return with_narrow_header(Table(title, header, tuple(rows), labels=1 if single else 2))


def _years(one: Contrast, texts: Texts) -> str:
    return " / ".join(texts.write.number(round(100 * part)) for part in shares(one)) if one.years.all else ""


def shares(one: Contrast) -> tuple[float, float, float]:
    """Shares of years in which the option is higher, the same, lower."""
    years = one.years
    return years.higher / years.all, years.same / years.all, years.lower / years.all


def _pairing(found: Comparison, texts: Texts) -> str:
    """What pairing has saved, where anything is left to chance."""
    worth = [one.difference.reduction for one in found.contrasts if not one.difference.none]
    known = [one for one in worth if not isnan(one) and one != inf]
    if not known:
        return ""
    return texts("compare.pairing", least=texts.write.number(min(known), 1), most=texts.write.number(max(known), 1))


def _sentences(found: Comparison, one: Contrast, texts: Texts) -> Iterator[str]:
    wording = wording_of(found, texts)
    names = {
        "letter": letter(one.option),
        "base": letter(found.baseline),
        "title": wording.subject(one.asked),
        "unit": texts(f"compare.unit.{_unit(found, one, wording)}"),
    }
    if one.difference.none:
        if found.options[one.option].scenario.hash != found.options[found.baseline].scenario.hash:
            kind = ".bound" if one.asked.sign else ".chance" if one.asked.kind == "chance" else ""
            yield texts(f"compare.none{kind}", **names)
        return
    j = found.asked.index(one.asked)
    up = better_is_higher(one.asked, wording.scenario)
    higher, _, lower = shares(one) if one.years.all else (float("nan"),) * 3
    better, worse = (lower, higher) if up is False and not one.asked.sign else (higher, lower)
    kind = "higher" if up is None else "chance" if one.asked.kind == "chance" else "better"
    kind = "bound" if one.asked.sign else kind
    if kind in ("better", "higher") and higher == lower == 0:  # what differs lies in a part of a year
        kind = "same_years"
    low, high = wording.interval(one.asked, one.difference, "|").split("|")
    sentence = texts(
        f"compare.{kind}",
        value=wording.value(one.asked, found.estimates[one.option][j].mean),
        base_value=wording.value(one.asked, found.estimates[found.baseline][j].mean),
        change=wording.difference(one.asked, one.difference, unit=True),
        low=low,
        high=high,
        better=texts.write.of_hundred(better),
        worse=texts.write.of_hundred(worse),
        **names,
    )
    yield sentence if one.difference.settled else f"{sentence} {_noise(one, texts)}"


def _unit(found: Comparison, one: Contrast, wording: Wording) -> str:
    """Whether the options were compared in each calendar year, or, where the figure has none, in each run."""
    if one.asked.kind == "chance" or "@" in one.asked.name:
        return wording.counted(one.asked)
    several = one.years.all > found.replications or wording.whole_years == 1
    return "year" if wording.whole_years and several else "run"


def _noise(one: Contrast, texts: Texts) -> str:
    if one.to_settle == inf:
        return texts("compare.noise.never", n=texts.write.number(MOST_TO_SETTLE))
    return texts("compare.noise", n=texts.write.number(_two_digits(one.to_settle)))


def _two_digits(value: float) -> float:
    """A number of which only the size is known."""
    return float(f"{value:.2g}")


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
    return preformatted(comparison_text(result, Texts(lang)))


def table(result: Comparison, lang: str) -> Table:
    """The differences from the baseline."""
    return difference_table(result, Texts(lang))


def comparison_json(found: Comparison) -> dict[str, Any]:
    """``options``, ``inputs``, ``results``, ``differences``, ``waterfalls``."""
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
        "waterfalls": [waterfall_json(one) for one in found.waterfalls],
        "precision": reached_json(found.reached),
    }
