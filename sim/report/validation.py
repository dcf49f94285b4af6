"""Whether the model agrees with the records, in a sentence and a table."""

from __future__ import annotations

from sim.records.validate import Compared, Figure, Validation
from sim.report.numbers import DASH
from sim.report.phrases import Phrases
from sim.report.show import in_html
from sim.report.table import Table
from sim.report.terminal import paragraph, table_text
from sim.report.texts import Texts
from sim.scenario.schema import Scenario

SHOWN = 12


def validation_text(found: Validation, scenario: Scenario, everything: bool, texts: Texts, width: int) -> str:
    """The verdict, the figures that stand out, and the table (the most surprising ones, or all)."""
    verdict, out, table, notes = validation_answer(found, scenario, everything, texts)
    parts = [paragraph(verdict, width), *(paragraph(f"- {words}", width, "  ") for words in out)]
    return "\n".join([*parts, "", table_text(table, width), "", *(paragraph(note, width) for note in notes)])


def validation_answer(
    found: Validation,
    scenario: Scenario,
    everything: bool,
    texts: Texts,
    alone: str = "validate.chance_only",
    handed_on: bool = False,
) -> tuple[str, list[str], Table, list[str]]:
    """The verdict, what stands out, the table (the most surprising figures, or all), and what is to be noted.

    ``alone``: what is said where the parameters are those of the file.  ``handed_on``: without figures of few people.
    """
    say, number = Phrases(scenario, texts), texts.write.number
    out = found.stand_out
    verdict = texts.count("validate.disagrees" if out else "validate.agrees", len(out), of=number(len(found.compared)))
    told = tuple(one for one in found.compared if not (handed_on and one.few))
    shown = told if everything else told[:SHOWN]
    notes = [] if out or not found.enough else [texts("validate.agreement_is")]
    if len(shown) < len(told):
        notes.append(texts("validate.more", n=number(len(told) - len(shown))))
    if found.impossible:
        notes.append(texts.count("forecast.impossible", found.impossible))
    if not found.enough:
        notes.append(texts("validate.too_few", n=number(found.replications)))
    key = alone if found.worlds == 1 else "validate.both"
    notes.append(texts(key, n=number(found.replications), worlds=number(found.worlds)))
    return (
        verdict,
        [_stands_out(one, say, texts) for one in out[:SHOWN] if one in told],
        _table(shown, say, texts),
        notes,
    )


def html(result: Validation, lang: str) -> str:
    """The verdict, what stands out, and the table."""
    verdict, out, found, notes = validation_answer(result, result.scenario, True, Texts(lang))
    return in_html([verdict, *out, found, *notes])


def table(result: Validation, lang: str) -> Table:
    """Every figure of the records beside the simulated ones, the most surprising first."""
    texts = Texts(lang)
    return _table(result.compared, Phrases(result.scenario, texts), texts)


def _stands_out(one: Compared, say: Phrases, texts: Texts) -> str:
    direction = "higher" if one.observed > one.middle else "lower"
    observed, low, high = (figure_value(one, value, texts) for value in (one.observed, one.low, one.high))
    return texts(
        f"validate.{direction}", figure=figure_name(one.figure, say, texts), observed=observed, low=low, high=high
    )


def _table(shown: tuple[Compared, ...], say: Phrases, texts: Texts) -> Table:
    rows = tuple(
        (
            figure_name(one.figure, say, texts),
            figure_value(one, one.observed, texts),
            f"{figure_value(one, one.low, texts)}{DASH}{figure_value(one, one.high, texts)}",
            texts.write.of_hundred(one.p) + ("!" if one.stands_out else ""),
        )
        for one in shown
    )
    header = tuple(texts(f"validate.column.{name}") for name in ("figure", "observed", "model", "farther"))
    return Table(texts("validate.table"), header, rows)


def figure_name(figure: Figure, say: Phrases, texts: Texts) -> str:
    """A figure of records in words."""
    steps = [say.name(name) for name in figure[1:]]
    return texts(f"validate.figure.{figure[0]}", **dict(zip(("step", "following"), steps, strict=False)))


def figure_value(one: Compared, value: float, texts: Texts) -> str:
    """A value of a figure, with as many digits as it is worth."""
    if one.figure[0] == "share":
        return texts.write.number(100 * value)
    return texts.write.number(value, 1 if one.figure[0] in ("days", "wait") and value < 10 else 0)


def validation_json(found: Validation) -> dict[str, object]:
    """The figures as plain values, without those that tell what fewer than five people did."""
    return {
        "replications": found.replications,
        "worlds": found.worlds,
        "impossible": found.impossible,
        "figures": [
            {"kind": one.figure[0], "steps": list(one.figure[1:]), "observed": one.observed, "low": one.low,
             "median": one.middle, "high": one.high, "p": one.p, "stands_out": one.stands_out}
            for one in found.compared
            if not one.few
        ],
    }  # fmt: skip
