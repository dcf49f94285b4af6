"""What reaches a goal at the least cost, in words, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from typing import Any

from sim.knowledge.optimise import Optimum
from sim.knowledge.search import Judged
from sim.report.as_json import estimate_as_json
from sim.report.knowledge import cut_note
from sim.report.study_json import option_json
from sim.report.table import Table, with_narrow_header
from sim.report.terminal import kept_table
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.condition import Condition
from sim.studies.inputs import parameter_of

MOST_ROWS = 25
RIVALS_NAMED = 3


def optimise_text(found: Optimum, texts: Texts) -> str:
    """The conclusion, the candidates with the best first, and what the numbers mean."""
    table = optimise_table(found, texts)
    short = Table(table.title, table.header, table.rows[:MOST_ROWS], table.labels)
    shown = kept_table(short)
    if len(table.rows) > MOST_ROWS:
        shown += "\n" + texts("optimise.more", n=texts.write.number(len(table.rows) - MOST_ROWS))
    return "\n\n".join(["\n".join(conclusion(found, texts)), shown, "\n".join(_notes(found, texts))])


def conclusion(found: Optimum, texts: Texts) -> Iterator[str]:
    """The answer, how sure it is, and what may be as good; or that no candidate meets the requirement."""
    words, write = Wording(found.options[0].scenario, texts), texts.write
    place = found.nearest if found.best is None else found.best
    one, name = found.judged[place], candidate(found, place, texts)
    chance = " ".join(
        texts(
            "optimise.chance", condition=requirement(at, words), n=write.of_hundred(chance.mean),
            confidence=write.percent(found.confidence), low=write.of_hundred(chance.low),
            high=write.of_hundred(chance.high),
        )
        for at, chance in zip(found.conditions, one.chances, strict=True)
    )  # fmt: skip
    n, confidence = write.number(len(found.options)), write.percent(found.confidence)
    if found.best is not None:
        yield texts(
            f"optimise.best.{'most' if found.largest else 'least'}", objective=words.title(found.objective), name=name,
            value=words.value(found.objective, one.cost.mean), chance=chance,
        )  # fmt: skip
        rivals = found.rivals
        if rivals:
            names = ", ".join(candidate(found, rival, texts) for rival in rivals[:RIVALS_NAMED])
            yield texts.count("optimise.rivals", len(rivals), names=names)
    elif found.impossible:
        yield texts("optimise.impossible", n=n, confidence=confidence, name=name, chance=chance)
    else:
        worlds = write.number(max(each.worlds for each in found.judged))
        yield texts("optimise.open", worlds=worlds, n=n, name=name, chance=chance)


def optimise_table(found: Optimum, texts: Texts) -> Table:
    """A row for each candidate: the objective, each condition, whether it is met."""
    words = Wording(found.options[0].scenario, texts)
    header = (
        "", words.title(found.objective), *(requirement(one, words) for one in found.conditions),
        texts("optimise.column.met"),
    )  # fmt: skip
    rows = tuple(_row(found, place, words, texts) for place in in_order(found))
    return with_narrow_header(Table(texts("optimise.table"), header, rows))


def in_order(found: Optimum) -> list[int]:
    """The answer, then what is feasible by the objective, what is open, and what is infeasible by its chance."""
    sign = -1.0 if found.largest else 1.0

    def key(place: int) -> tuple[float, ...]:
        one = found.judged[place]
        kind = {True: 0, None: 1, False: 2}[one.feasible]
        by = -one.chances[0].mean if one.feasible is False else sign * one.cost.mean
        return (place != found.best, kind, by)

    return sorted(range(len(found.judged)), key=key)


def requirement(condition: Condition, words: Wording) -> str:
    """``Startede pr. år: antal år ud af 100, hvor målet nås ≥ 80``."""
    sign = "≥" if condition.sign == ">=" else "≤"
    return f"{words.title(condition.asked)} {sign} {words.write.number(100 * condition.bound)}"


def candidate(found: Optimum, place: int, texts: Texts) -> str:
    """What a candidate is called: what is varied, or the title of its file."""
    option, settings = found.options[place], found.settings[place]
    if not settings:
        return texts.title(option.titles, option.name)
    words = Wording(option.scenario, texts)
    return ", ".join(
        f"{words.parameter(name)} = {words.setting(parameter_of(option.scenario, name), value)}"
        for name, value in settings.items()
    )


def table(result: Optimum, lang: str) -> Table:
    """The candidates, the best first."""
    return optimise_table(result, Texts(lang))


def optimise_json(found: Optimum) -> dict[str, Any]:
    """``candidates`` in the order of the grid and of the files; ``best`` and ``rivals`` are places among them."""
    return {
        "kind": "optimise",
        "objective": {"figure": found.objective.text, "largest": found.largest},
        "subject": [one.text for one in found.conditions],
        "confidence": found.confidence,
        "worlds": found.worlds,
        "replications": found.replications,
        "parameters": [prior.name for prior in found.priors],
        "seed": found.seed,
        "best": found.best,
        "rivals": list(found.rivals),
        "impossible": found.impossible,
        "candidates": [
            {
                "option": option_json(option),
                "values": dict(settings),
                "feasible": one.feasible,
                "dearer": one.dearer,
                "worlds": one.worlds,
                "objective": estimate_as_json(one.cost),
                "chances": {
                    at.text: estimate_as_json(chance)
                    for at, chance in zip(found.conditions, one.chances, strict=True)
                },
            }
            for option, settings, one in zip(found.options, found.settings, found.judged, strict=True)
        ],
    }  # fmt: skip


def _row(found: Optimum, place: int, words: Wording, texts: Texts) -> tuple[str, ...]:
    one = found.judged[place]
    key = {True: "optimise.yes", False: "optimise.no", None: "optimise.unknown"}[one.feasible]
    chances = (_chance(one, number, texts) for number in range(len(found.conditions)))
    return (candidate(found, place, texts), words.value(found.objective, one.cost.mean), *chances, texts(key))


def _chance(one: Judged, number: int, texts: Texts) -> str:
    chance, write = one.chances[number], texts.write
    if isnan(chance.mean):
        return texts("optimise.unknown")
    return f"{write.of_hundred(chance.mean)} ({write.of_hundred(chance.low)}–{write.of_hundred(chance.high)})"


def _notes(found: Optimum, texts: Texts) -> Iterator[str]:
    words, write = Wording(found.options[0].scenario, texts), texts.write
    units = texts(f"optimise.units.{words.counted(found.conditions[0].asked)}")
    worlds, runs = (write.number(n) for n in (max(one.worlds for one in found.judged), found.replications))
    if found.priors:
        yield texts("optimise.both", units=units, parameters=write.number(len(found.priors)), worlds=worlds, runs=runs,
                    seed=found.seed)  # fmt: skip
    else:
        yield texts("optimise.luck", units=units, worlds=worlds, runs=runs, seed=found.seed)
    yield texts("optimise.promise")
    yield from cut_note(found.priors, found.options[0].scenario, texts)
