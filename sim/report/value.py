"""What is worth finding out before a decision, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from math import isnan
from typing import Any

from sim.knowledge.acceptability import Acceptability
from sim.knowledge.decision import Decision
from sim.knowledge.value import Worth
from sim.report.knowledge import cut_note
from sim.report.phrases import Phrases
from sim.report.table import Table
from sim.report.terminal import kept_table
from sim.report.texts import Texts

SHOWN = 5


def value_text(found: Decision, titles: list[str], texts: Texts) -> str:
    """The whole answer as plain text: the conclusion, the options, and what single assumptions are worth."""
    parts = value_parts(found, titles, texts)
    return "\n\n".join(part if isinstance(part, str) else kept_table(part) for part in parts)


def value_parts(found: Decision, titles: list[str], texts: Texts) -> list[str | Table]:
    """Sentences and tables in their order."""
    say = _Say(found, texts)
    parts: list[str | Table] = ["\n".join(say.conclusion(titles)), say.options(titles)]
    parts += [one for one in (say.parameters(), say.groups()) if one.rows]
    if found.curve is not None:
        parts += ["\n".join(say.switches(titles)), say.curve(titles, found.curve)]
    return [*parts, "\n".join(say.notes())]


def choice_sentences(found: Decision, titles: list[str], texts: Texts) -> Iterator[str]:
    """Which option is best with what is known, and what finding out would be worth before choosing."""
    return _Say(found, texts).conclusion(titles)


def value_table(found: Decision, titles: list[str], texts: Texts) -> Table:
    """The options with their mean values."""
    return _Say(found, texts).options(titles)


def value_json(found: Decision) -> dict[str, Any]:
    """``options`` with their mean values, ``everything``, and ``parameters`` by name."""
    together, single = found.worths

    def plain(one: Worth) -> dict[str, Any]:
        return {"value": one.value, "se": None if isnan(one.se) else one.se, "significant": one.significant}

    return {
        "target": found.target,
        "per_person": found.per_person,
        "worlds": len(found.values),
        "seed": found.seed,
        "options": [
            {"scenario": option.scenario.name, "hash": option.scenario.hash, "mean": mean, "se": se}
            for option, (mean, se) in zip(found.options, found.means, strict=True)
        ],
        "best": found.best,
        "everything": plain(together),
        "parameters": {one.parameters[0]: plain(one) for one in single},
        "groups": {title: {**plain(one), "parameters": list(one.parameters)} for title, one in found.worths_of_groups},
        "curve": None
        if found.curve is None
        else {"per_person": list(found.curve.worths), "best": list(found.curve.best),
              "chances": found.curve.chances.tolist(), "switches": list(found.switches)},
    }  # fmt: skip


class _Say:
    def __init__(self, found: Decision, texts: Texts) -> None:
        self.found, self.texts = found, texts
        scenario = found.options[0].scenario
        self.phrases = Phrases(scenario, texts)
        self.titles = {parameter.name: parameter.titles for parameter in scenario.parameters}

    def amount(self, value: float) -> str:
        """Kroner a year, or years of 100."""
        if self.found.per_person is not None:
            return self.texts("value.kroner", value=self.texts.write.money(value))
        return self.texts("value.years", value=self.texts.write.number(100 * value, 1))

    def target(self) -> str:
        targets = {target.name: target for target in self.found.options[0].scenario.targets}
        name = self.found.target
        return self.phrases.of(targets[name]) if name in targets else self.texts("answer.joint")

    @property
    def anything(self) -> bool:
        """Whether knowing everything is certainly worth something."""
        together = self.found.worths[0]
        return together.significant and together.value > 0

    def worthy(self, one: Worth) -> bool:
        """Whether a part of it is: a part is never called worth something where everything is not."""
        return self.anything and one.significant and one.value > 2 * one.se

    def conclusion(self, titles: list[str]) -> Iterator[str]:
        found, texts = self.found, self.texts
        together, single = found.worths
        worthy = [one for one in single if self.worthy(one)]
        key = "value.question" if found.per_person is None else "value.question.kroner"
        worth = "" if found.per_person is None else texts.write.money(found.per_person)
        yield texts(key, target=self.target(), worth=worth)
        yield texts("value.best", name=titles[found.best], value=self.amount(found.means[found.best][0]))
        if not self.anything:
            yield texts("value.nothing")
            return
        yield texts("value.everything", value=self.amount(together.value), error=self.amount(1.96 * together.se))
        if worthy:
            first = worthy[0]
            error = self.amount(1.96 * first.se)
            yield texts("value.first", name=self.name(first), value=self.amount(first.value), error=error)
            yield from self.first_sample(worthy)

    def first_sample(self, worthy: Sequence[Worth]) -> Iterator[str]:
        """What a small sample is worth that measures the most valuable share of these."""
        measured = ((one, samples) for one in worthy if (samples := self.found.samples(one.parameters[0])))
        for one, (smallest, *_) in islice(measured, 1):
            value, error = self.amount(smallest.value), self.amount(1.96 * smallest.se)
            yield self.texts("value.sample", name=self.name(one), people=smallest.people, value=value, error=error)

    def switches(self, titles: list[str]) -> Iterator[str]:
        """At which worth of a person another option becomes the best."""
        assert self.found.per_person is not None
        assert self.found.curve is not None
        money, curve = self.texts.write.money, self.found.curve
        if not self.found.switches:
            yield self.texts("value.same", most=money(3 * self.found.per_person))
        for worth in self.found.switches:
            place = next(
                (best for at, best in zip(curve.worths, curve.best, strict=True) if at >= worth), curve.best[-1]
            )
            yield self.texts("value.switch", worth=money(worth), name=titles[place])

    def curve(self, titles: list[str], curve: Acceptability) -> Table:
        """A row for each option: how often it is the best on average at some worths of a person."""
        write, steps = self.texts.write, (len(curve.worths) - 1) // 3
        shown = (0, steps // 2, steps, 2 * steps, 3 * steps)
        header = ("", *(write.money(curve.worths[place]) for place in shown))
        rows = tuple(
            (title, *(write.of_hundred(curve.chances[place, number]) for place in shown))
            for number, title in enumerate(titles)
        )
        return Table(self.texts("value.curve"), header, rows)

    def name(self, one: Worth) -> str:
        return self.texts.title(self.titles[one.parameters[0]], one.parameters[0])

    def options(self, titles: list[str]) -> Table:
        texts = self.texts
        rows = tuple(
            (title, self.amount(mean), self.amount(1.96 * se))
            for title, (mean, se) in zip(titles, self.found.means, strict=True)
        )
        return Table(texts("value.options"), ("", texts("value.column.mean"), texts("value.column.error")), rows)

    def parameters(self) -> Table:
        texts = self.texts
        worthy = [one for one in self.found.worths[1] if self.worthy(one)][:SHOWN]
        rows = tuple((self.name(one), self.amount(one.value), self.amount(1.96 * one.se)) for one in worthy)
        return Table(texts("value.parameters"), ("", texts("value.column.value"), texts("value.column.error")), rows)

    def groups(self) -> Table:
        """What it is worth to find out some assumptions together."""
        texts, nothing = self.texts, self.texts("value.group.nothing")
        rows = tuple(
            (title, self.amount(one.value) if self.worthy(one) else nothing, self.amount(1.96 * one.se))
            for title, one in self.found.worths_of_groups
        )
        return Table(texts("value.groups"), ("", texts("value.column.value"), texts("value.column.error")), rows)

    def notes(self) -> Iterator[str]:
        write = self.texts.write
        drawn, used = len(self.found.draws), len(self.found.values)
        yield self.texts("value.method", worlds=write.number(used), parameters=len(self.found.draws.names))
        if used < drawn:
            yield self.texts("knowledge.impossible", n=write.number(drawn - used), worlds=write.number(drawn))
        yield from cut_note(self.found.draws.priors, self.found.options[0].scenario, self.texts)
