"""How good past forecasts would have been, in a sentence and a table."""

from __future__ import annotations

import numpy as np

from sim.records.backtest import METHODS, Backtest
from sim.report.numbers import DASH
from sim.report.phrases import Phrases
from sim.report.show import in_html
from sim.report.small_numbers import shown
from sim.report.table import Table
from sim.report.terminal import paragraph, table_text
from sim.report.texts import Texts
from sim.scenario.schema import Scenario


def backtest_text(found: Backtest, scenario: Scenario, texts: Texts, width: int) -> str:
    """Who forecast best, how often the outcome lay where it was promised, and every forecast."""
    verdict, cover, notes = _answer(found, texts)
    return "\n".join([
        paragraph(verdict, width), paragraph(cover, width), "",
        table_text(_table(found, Phrases(scenario, texts), texts), width), "",
        *(paragraph(note, width) for note in notes),
    ])  # fmt: skip


def html(result: Backtest, lang: str) -> str:
    """The answer in words and every forecast."""
    verdict, cover, notes = _answer(result, Texts(lang))
    return in_html([verdict, cover, table(result, lang), *notes])


def table(result: Backtest, lang: str) -> Table:
    """Every forecast beside what came."""
    texts = Texts(lang)
    return _table(result, Phrases(result.scenario, texts), texts)


def _answer(found: Backtest, texts: Texts) -> tuple[str, str, list[str]]:
    """Who forecast best; how often the outcome lay where it was promised; what is to be noted."""
    write = texts.write
    scores = found.scores
    best = METHODS[int(np.argmin(scores))]
    facts = {name: write.number(value, 1) for name, value in zip(METHODS, scores, strict=True)}
    verdict = texts(f"backtest.best.{best}", **facts)
    covered = sum(one.covered for one in found.forecasts)
    promised = sum(one.promised for one in found.forecasts)
    cover = texts("backtest.covered", covered=write.number(covered), n=write.number(len(found.forecasts)),
                  promised=write.number(promised))  # fmt: skip
    years = texts.count("backtest.years", found.years)
    parts = sorted({one.until for one in found.forecasts if (one.until.month, one.until.day) != (12, 31)})
    notes = [texts("backtest.part_year", year=str(day.year), last=write.date(day)) for day in parts]
    notes.append(texts("backtest.refitted" if found.refitted else "backtest.as_in_file"))
    return verdict, f"{cover} {years}", notes


def _table(found: Backtest, say: Phrases, texts: Texts) -> Table:
    write = texts.write
    titles = {target.name: say.of(target) for target in say.scenario.targets}
    several = len({one.target for one in found.forecasts}) > 1
    rows = tuple(
        (
            write.date(one.as_of) + (f", {titles[one.target]}" if several else ""),
            write.number(one.so_far),
            f"{write.number(one.low)}{DASH}{write.number(one.high)}",
            write.number(one.outcome) + ("" if one.covered else " !"),
        )
        for one in found.forecasts
    )
    whole = all((one.until.month, one.until.day) == (12, 31) for one in found.forecasts)
    end = texts("backtest.end.year" if whole else "backtest.end.window")
    header = tuple(texts(f"backtest.column.{name}", end=end) for name in ("as_of", "so_far", "forecast", "outcome"))
    return Table(texts("backtest.table"), header, rows)


def backtest_json(found: Backtest) -> dict[str, object]:
    """Plain values."""
    return {
        "years": found.years,
        "refitted": found.refitted,
        "scores": dict(zip(METHODS, found.scores, strict=True)),
        "forecasts": [
            {"target": one.target, "as_of": str(one.as_of), "until": str(one.until), "so_far": shown(one.so_far),
             "outcome": shown(one.outcome), "low": one.low, "high": one.high, "promised": one.promised,
             "place": one.place, "scores": dict(zip(METHODS, one.scores, strict=True))}
            for one in found.forecasts
        ],
    }  # fmt: skip
