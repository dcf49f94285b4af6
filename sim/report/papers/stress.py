"""Appendix: the items of STRESS-DES, each filled in from the scenario and the manifest, or named as missing.

(Monks et al. 2019, Strengthening the reporting of empirical simulation studies, Journal of Simulation 13, 55-67.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sim.analysis.basis import assumptions, by_basis
from sim.report.papers.blocks import Checklist, Item, Paragraph, Section
from sim.report.parameters_in_words import own_values_in_words
from sim.report.phrases import Phrases
from sim.report.texts import Texts
from sim.studies.result_view import Reading

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario
    from sim.studies.result import Result


class Stress:
    """Says each item of one result; an empty text is one that a person has to write."""

    def __init__(self, result: Result, command: str, texts: Texts) -> None:
        self.result, self.command, self.texts = result, command, texts
        self.scenario: Scenario = result.scenario
        self.reading, self.say = Reading(result), Phrases(result.scenario, texts)

    def purpose(self) -> str:
        return self.texts.title(self.scenario.asks, "")

    def outputs(self) -> str:
        names = [self.say.of(target) for target in self.reading.targets]
        return self.texts("stress.say.outputs", targets=self.texts.listing(names),
                          n=self.texts.write.number(len(self.result.names)))  # fmt: skip

    def aims(self) -> str:
        changed = [note for note in self.scenario.notes if "[[change]]" in note.da + note.en]
        return self.texts("stress.say.aims") if self.purpose() or changed else ""

    def diagram(self) -> str:
        return self.texts("stress.say.diagram")

    def logic(self) -> str:
        kinds = Counter(step.kind for step in self.scenario.steps)
        numbers = {kind: kinds.get(kind, 0) for kind in ("stage", "decision", "wait", "exit")}
        return self.texts("stress.say.logic", path=self.scenario.path, **numbers)

    def scenario_logic(self) -> str:
        return self.texts("stress.say.scenario", hash=self.scenario.hash)

    def algorithms(self) -> str:
        return self.texts("stress.say.algorithms")

    def entities(self) -> str:
        streams = [self.say.of(stream) for stream in self.scenario.arrivals]
        attributes = [self.say.name(name) for name in self.scenario.attributes]
        return self.texts("stress.say.entities", streams=self.texts.listing(streams),
                          attributes=self.texts.listing(attributes) or self.texts("explain.none"))  # fmt: skip

    def activities(self) -> str:
        return self._steps("stage", "stress.say.activities")

    def resources(self) -> str:
        things = [f"{self.say.of(one)} ({self.say.steps(one.capacity)})" for one in self.scenario.resources]
        things += [f"{self.say.of(one)} ({self.say.steps(one.people)})" for one in self.scenario.staff]
        return self.texts("stress.say.resources", things=self.texts.listing(things)) if things else self._none()

    def queues(self) -> str:
        return self.texts("stress.say.queues")

    def entry_exit(self) -> str:
        return self._steps("exit", "stress.say.exits")

    def sources(self) -> str:
        known = {one.source for one in self.scenario.parameters if any((one.source.da, one.source.en))}
        counts = by_basis(self.scenario)
        said = self.texts("stress.say.sources", n=len(known), measured=counts["measured"], assumed=counts["assumption"])
        return " ".join((said, *own_values_in_words(self.scenario, self.texts)))

    def preprocessing(self) -> str:
        return ""

    def inputs(self) -> str:
        listed = assumptions(self.scenario)
        return self.texts("stress.say.inputs", n=len(listed), computed=len(self.scenario.parameters) - len(listed))

    def assumptions(self) -> str:
        return self.texts("stress.say.assumptions", n=len(self.scenario.notes))

    def initialisation(self) -> str:
        there = sum(group.people for group in self.scenario.backlog)
        run, days = self.scenario.run, 86_400
        key = "stress.say.start.backlog" if there else "stress.say.start"
        return self.texts(key, first=self.say.date(0), start=self.say.date(run.start), people=there,
                          days=self.texts.write.number((run.start + run.warm_up) / days))  # fmt: skip

    def run_length(self) -> str:
        run = self.scenario.run
        last = self.result.model.end
        return self.texts("stress.say.length", start=self.say.date(run.start), end=self.say.date(run.end - 1),
                          last=self.say.date(last - 1))  # fmt: skip

    def estimation(self) -> str:
        return self.texts("stress.say.estimation", n=self.texts.write.number(self.result.manifest.replications))

    def software(self) -> str:
        return versions_in_words(self.result.manifest.versions, self.texts)

    def sampling(self) -> str:
        return self.texts("stress.say.sampling", seed=self.result.manifest.seed)

    def execution(self) -> str:
        return self.texts("stress.say.execution")

    def system(self) -> str:
        import platform

        return f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"

    def code(self) -> str:
        return self.texts("stress.say.code", command=self.command)

    def _steps(self, kind: str, key: str) -> str:
        names = [self.say.of(step) for step in self.scenario.steps if step.kind == kind]
        return self.texts(key, steps=self.texts.listing(names)) if names else self._none()

    def _none(self) -> str:
        return self.texts("explain.none")


def versions_in_words(versions: Mapping[str, str], texts: Texts) -> str:
    """``rengsim 0.1.0, regelsæt 2, python 3.11.7 ...``: programs by their names, the engine's contract in words."""
    named = {"contract": texts("stress.version.contract")}
    return ", ".join(f"{named.get(name, name)} {version}" for name, version in versions.items())


ITEMS: tuple[tuple[str, str, Callable[[Stress], str]], ...] = (
    ("1.1", "purpose", Stress.purpose), ("1.2", "outputs", Stress.outputs), ("1.3", "aims", Stress.aims),
    ("2.1", "diagram", Stress.diagram), ("2.2", "logic", Stress.logic), ("2.3", "scenario", Stress.scenario_logic),
    ("2.4", "algorithms", Stress.algorithms), ("2.5.1", "entities", Stress.entities),
    ("2.5.2", "activities", Stress.activities), ("2.5.3", "resources", Stress.resources),
    ("2.5.4", "queues", Stress.queues), ("2.5.5", "exits", Stress.entry_exit), ("3.1", "sources", Stress.sources),
    ("3.2", "preprocessing", Stress.preprocessing), ("3.3", "inputs", Stress.inputs),
    ("3.4", "assumptions", Stress.assumptions), ("4.1", "start", Stress.initialisation),
    ("4.2", "length", Stress.run_length), ("4.3", "estimation", Stress.estimation),
    ("5.1", "software", Stress.software), ("5.2", "sampling", Stress.sampling), ("5.3", "execution", Stress.execution),
    ("5.4", "system", Stress.system), ("6.1", "code", Stress.code),
)  # fmt: skip


def stress_section(result: Result, command: str, texts: Texts) -> Section:
    """All items in order; those that only a person can write are counted and named."""
    stress = Stress(result, command, texts)
    items = []
    for number, key, say in ITEMS:
        words = say(stress)
        items.append(Item(number, texts(f"stress.{key}"), words or texts("stress.missing"), missing=not words))
    missing = [f"{item.number} {item.title}" for item in items if item.missing]
    key = "stress.intro.missing" if missing else "stress.intro"
    intro = Paragraph(texts(key, missing=texts.listing(missing)))
    return Section("stress", texts("stress.title"), (intro, Checklist(tuple(items))))
