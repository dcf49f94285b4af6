"""The studies behind the pages: what is asked, and its answer as blocks of a paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.loaded import LoadedScenario
from sim.page.answer import STAGES
from sim.page.tasks import Progress
from sim.report.bottleneck import change_in_words, conclusion, effect_table, pair_table, shown
from sim.report.figures import gantt
from sim.report.figures.catalogue import Drawn, figures_of, usual_year
from sim.report.figures.from_log import main_resource
from sim.report.figures.from_places import places_by_person_of
from sim.report.figures.goal import Goal, goal
from sim.report.papers.blocks import Block, Bullets, Figure, Grid, Paragraph
from sim.report.papers.comparison import description_of
from sim.report.papers.drawn import figure_block
from sim.report.phrases import Phrases
from sim.report.screen_lines import reasons
from sim.report.size import answer_sentences, definition_tables, tried_table
from sim.report.texts import Texts
from sim.report.what_binds import what_binds
from sim.report.wording import Wording
from sim.store.replications import Store
from sim.studies.option import Option
from sim.studies.replicate import replicate
from sim.studies.result_view import Reading
from sim.studies.runs import Runs
from sim.studies.stored_run import run_stored
from sim.studies.together import Together

if TYPE_CHECKING:
    from sim.log.table import Log
    from sim.studies.result import Result
    from sim.studies.size import Size

FINAL, MOST_STATED = STAGES[-1], 10_000
"""Replications of an answer that is not provisional, on every page and paper: those of a scenario's file if it states
more, up to a limit."""
SOUGHT, NARROWED, NUDGED = (100, 400), 25, 60
"""Replications of each value sought, values sought at most, replications of each change."""
WORLDS = (200, 8)
"""Possible sets of assumptions, and replications of each."""
OVER_TIME_FIGURES = ["weeks", "waiting", "flow", "cohort"]


@dataclass(frozen=True)
class Machine:
    """What computes: engine, workers, and the store that all studies of a server share."""

    engine: str
    workers: int
    store: Store

    def runs(self, progress: Progress) -> Runs:
        """How a study simulates; each piece of work is told, and may be the last."""
        return Runs(self.store, 1, self.engine, self.workers, progress)

    def one_log(self, question: LoadedScenario) -> Log:
        """The events of the first replication."""
        log = replicate(question.model, 1, 1, self.engine, keep_log=True).log
        assert log is not None
        return log


def final(question: LoadedScenario) -> int:
    """The replications of an answer to this question that is not provisional."""
    return max(FINAL, min(question.scenario.run.replications, MOST_STATED))


def option_of(question: LoadedScenario, parted: bool) -> Option:
    """The scenario, whose parameters move together as the levers do unless they were parted."""
    kind = Option if parted else Together
    return kind(question.scenario, dict(question.settings), question)


def goal_blocks(
    machine: Machine, question: LoadedScenario, lever: str, until: str, parted: bool, texts: Texts, progress: Progress
) -> list[Block]:
    """The smallest value of a lever with which a condition holds, or that there is none."""
    from sim.studies.condition import alternatives, parse_condition
    from sim.studies.size import Rounds, size

    option = option_of(question, parted)
    condition, runs = parse_condition(until, question.scenario), machine.runs(progress)
    axis = _axis(question, lever)
    runs.announce(SOUGHT[0] * len(axis.values))
    try:
        several = len(alternatives(condition, option)) > 1
    except ValueError:
        several = False
    found = size(option, axis, condition, runs, Rounds.up_to(*SOUGHT), by_definition=several)
    return list(_goal_blocks(found, texts))


def _axis(question: LoadedScenario, lever: str):  # type: ignore[no-untyped-def]
    from sim.studies.grid import axis_of
    from sim.studies.inputs import parameter_of

    one = parameter_of(question.scenario, lever)
    assert one is not None
    if one.choices:
        return axis_of(lever, "*", question.scenario)
    assert one.low is not None
    assert one.high is not None
    step = one.step or (one.high - one.low) / 10
    while (one.high - one.low) / step > NARROWED:
        step *= 2
    return axis_of(lever, f"{one.low:g}..{one.high:g}:{step:g}", question.scenario)


def _goal_blocks(found: Size, texts: Texts) -> Iterator[Block]:
    lines = list(answer_sentences(found, texts))
    yield from (Paragraph(line, lead=i == 0) for i, line in enumerate(lines))
    drawn = _goal_figure(found, texts)
    if drawn is not None:
        yield drawn
    else:
        yield Grid(tried_table(found, texts))
    for table in definition_tables(found, texts):
        yield Grid(table, folded=True)


def _goal_figure(found: Size, texts: Texts) -> Figure | None:
    """The curve; None for a lever that is no number."""
    if not found.axis.numeric or len(found.found.tried) < 2:
        return None
    wording, one = Wording(found.option.scenario, texts), found.found
    asked, scale = one.condition.asked, wording.scale(one.condition.asked)
    points = tuple(
        (float(t.value), scale * t.estimate.mean, scale * t.estimate.low, scale * t.estimate.high,
         one.condition.holds(t.estimate.mean))
        for t in sorted(one.tried, key=lambda tried: float(tried.value))
    )  # fmt: skip
    data = Goal(
        sentence=next(answer_sentences(found, texts)),
        lever=wording.parameter_with_unit(found.axis.name),
        axis=wording.title(asked),
        points=points,
        bound=scale * one.condition.bound,
        found=None if one.value is None else float(one.value),
        percent=asked.kind == "chance",
    )
    wide = goal(data, texts.lang)
    return Figure("goal", data.sentence, wide, goal(data, texts.lang, "narrow"), description_of(wide),
                  texts("figure.read.goal"), tried_table(found, texts))  # fmt: skip


def bottleneck_study(
    machine: Machine, question: LoadedScenario, parted: bool, texts: Texts, progress: Progress
) -> list[Block]:
    """What one more of everything that can be decided buys; a step of what moves together is one step."""
    from sim.studies.bottleneck import bottleneck

    option, runs = option_of(question, parted), machine.runs(progress)
    found = bottleneck(option, runs, NUDGED, (), levers=True)
    now = run_stored(option, runs, final(question))[0]
    reading, say = Reading(now), Phrases(question.scenario, texts)
    why = tuple(f"{label}: {words}" for label, words, _ in reasons(reading, say))
    blocks: list[Block] = [Paragraph(words, lead=True) for words in what_binds(question.scenario, texts)]
    blocks += [Paragraph(texts("page.bottleneck.now")), Bullets(why)] if why else []
    years = max(1, len(reading.years))
    if now.manifest.replications > NUDGED:
        blocks.append(Paragraph(texts("page.bottleneck.years", n=texts.write.number(NUDGED * years),
                                      all=texts.write.number(now.manifest.replications * years))))  # fmt: skip
    for asked in shown(found):
        blocks.append(Paragraph(conclusion(found, asked, texts), lead=True))
        tables = (effect_table(found, asked, texts, helpful) for helpful in (True, False))
        blocks += [Grid(one) for one in (*tables, pair_table(found, asked, texts)) if one.rows]
    blocks.append(Paragraph(texts("bottleneck.steps")))
    names = [change_in_words(found.option, one, texts) for one in found.without_effect()]
    if names:
        blocks.append(Paragraph(texts("bottleneck.no_effect", names="; ".join(dict.fromkeys(names)))))
    return blocks


def time_blocks(
    machine: Machine, question: LoadedScenario, year: int | None, texts: Texts, progress: Progress
) -> list[Block]:
    """Places in use in a year (None: a usual one), by week and by person; waiting, flow, cohorts."""
    result = run_stored(Option.of(question), machine.runs(progress), final(question))[0]
    drawn = list(figures_of(result, OVER_TIME_FIGURES, year))
    places = _places_by_person(result, machine.one_log(question), year)
    return [figure_block(one, texts.lang) for one in (*drawn[:1], *places, *drawn[1:])]


def _places_by_person(result: Result, log: Log, year: int | None) -> list[Drawn]:
    """Who has which place in the year of the weeks; nothing where no place is ever in use."""
    years, resource = Reading(result).calendar_years, main_resource(result)
    if not years or resource is None:
        return []
    shown = usual_year(result, year)
    data = places_by_person_of(log, result.model, resource, shown)
    if not data.holdings:
        return []
    return [Drawn("gantt", data, gantt.gantt, gantt.gantt_table, gantt.finding, "figure.read.gantt")]


def uncertain_blocks(machine: Machine, question: LoadedScenario, texts: Texts, progress: Progress) -> list[Block]:
    """The answer when the assumptions are uncertain too: chance apart from what is not known, and what matters most."""
    from sim.knowledge.uncertain import NothingUncertain, uncertain
    from sim.knowledge.worlds import NoWorldPossible
    from sim.report.papers.assumptions import least_known_section
    from sim.report.papers.knowledge import knowledge_section

    sets, replications = WORLDS
    result = run_stored(Option.of(question), machine.runs(lambda done, wanted: progress(0, 0)), final(question))[0]
    try:
        (worlds,) = uncertain(question, worlds=sets, replications=replications, engine=machine.engine,
                              workers=machine.workers, progress=progress)  # fmt: skip
    except NothingUncertain:
        return [Paragraph(texts("knowledge.nothing"))]
    except NoWorldPossible as problem:
        return [Paragraph(texts("knowledge.no_world", text=problem))]
    known = least_known_section(question.scenario, texts, worlds)
    return [*knowledge_section(result, worlds, (), texts).blocks, *known.blocks[1:]]
