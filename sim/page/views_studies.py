"""Pages that take longer than a look: comparing, what it takes, the bottleneck, over time; and what is known least."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sim.loaded import LoadedScenario
from sim.page.address import MOST_COMPARED, Address
from sim.page.arranged import Arranged
from sim.page.asking import MENU, STOPPED, Asked, Refused
from sim.page.comparing import compare_blocks
from sim.page.one_year import one_more
from sim.page.own_records import Found
from sim.page.story import story_of
from sim.page.studies import bottleneck_study, goal_blocks, time_blocks, uncertain_blocks
from sim.page.tasks import CANCELLED, Progress, Seen
from sim.report.papers.assumptions import least_known_section, limits_section, parameters_section
from sim.report.wording import Wording
from sim.scenario.schema import DAY, Scenario, Target
from sim.studies.result_view import JOINT

FIRST_LOOK = 0.8  # seconds in which an answer is waited for before the page says how far it is
MEAN = "gns"
"""How often a target is to be met: on average."""
Work = Callable[[Progress], Sequence[Arranged] | Found]


def compare(request: Request) -> Response:
    """The scenario as it stands, as it is now, and what was added: at most five."""
    asked = Asked.of(request)
    addresses = compared(asked)
    distinct = distinct_questions(asked, addresses)
    shown = [(address, asked.services.name_of(asked, address)) for address in addresses]
    facts: dict[str, Any] = {
        "shown": shown,
        "files": asked.services.folder.listing(),
        "room": len(addresses) <= MOST_COMPARED,
    }
    if len(distinct) < 2:
        return asked.page("compare.html", "compare", task=None, **facts)
    questions, titles = [one for one, _ in distinct], [title for _, title in distinct]
    key = tuple(one.scenario.hash for one in questions), asked.texts.lang
    task = begun(
        asked, "compare", key, lambda told: compare_blocks(asked.services.machine, questions, titles, asked.texts, told)
    )
    seen = number_of(asked, "aar")
    year = one_more(asked.services.machine, questions, titles, seen, asked.texts) if task.state == "done" else None
    return asked.page("compare.html", "compare", task=task, one_year=year, **facts)


def compared(asked: Asked) -> list[Address]:
    """What stands beside each other: the file, what was added, and what the levers say now."""
    own = asked.address.subject
    found = [own.unchanged, *(Address.read(one) for one in asked.address.compared), own]
    known = {one.query(language="da"): replace(one, language=asked.address.language, compared=()) for one in found}
    return list(known.values())[: MOST_COMPARED + 1]


def distinct_questions(asked: Asked, addresses: Sequence[Address]) -> list[tuple[LoadedScenario, str]]:
    """The scenarios that are not the same, each with a title that tells it from the others."""
    found: dict[str, tuple[LoadedScenario, str]] = {}
    for address in addresses:
        question = the_question(asked, address)
        found.setdefault(question.scenario.hash, (question, asked.services.short_name_of(asked, address)))
    return list(found.values())


def the_question(asked: Asked, address: Address | None = None) -> LoadedScenario:
    """The question of an address; raises :class:`Refused` with what cannot be read in it."""
    levers = asked.levers(address)
    question = levers.question
    if question is None:
        words = " ".join((*levers.problems.values(), *levers.date_problems.values()))
        raise Refused(asked.page("trouble.html", "", 422, title=words, problems=()))
    return question


def goal(request: Request) -> Response:
    """The smallest value of a lever with which a target is met often enough."""
    asked = Asked.of(request)
    question, levers = the_question(asked), asked.levers()
    candidates = [one for one in levers.fields if not one.follows and one.name not in levers.shares]
    bounded = [one for one in question.scenario.targets if one.at_least is not None or one.at_most is not None]
    targets = [(one.name, asked.texts.title(one.titles, one.name)) for one in bounded]
    targets += [(JOINT, asked.texts("figure.joint.both"))] * (len(bounded) > 1)
    given = request.query_params
    lever = _one_of(given.get("haandtag", ""), [one.name for one in candidates])
    target = _one_of(given.get("maal", ""), [name for name, _ in targets])
    often = given.get("af10", "8") if given.get("af10", "8") in (MEAN, *map(str, range(1, 11))) else "8"
    task, no_mean = None, often == MEAN and target == JOINT
    if "start" in given and lever and target and not no_mean:
        until = _mean_of(next(one for one in bounded if one.name == target)) if often == MEAN else (
            f"P({target}) >= {int(often) / 10}")  # fmt: skip
        key = (question.scenario.hash, lever, until, asked.address.parted, asked.texts.lang)
        task = begun(asked, "goal", key, lambda told: goal_blocks(
            asked.services.machine, question, lever, until, asked.address.parted, asked.texts, told))  # fmt: skip
    return asked.study("goal.html", "goal", task=task, candidates=candidates, targets=targets, lever=lever,
                      target=target, often=often, mean=MEAN, no_mean=no_mean, levers=levers)  # fmt: skip


def _mean_of(target: Target) -> str:
    """The condition that a target is met on average."""
    sign, bound = (">=", target.at_least) if target.at_least is not None else ("<=", target.at_most)
    return f"mean(target.{target.name}) {sign} {bound}"


def _one_of(given: str, allowed: Sequence[str]) -> str:
    return given if given in allowed else allowed[0] if allowed else ""


def bottleneck(request: Request) -> Response:
    """What one more of everything that can be decided buys; begun by a button."""
    asked = Asked.of(request)
    question, task = the_question(asked), None
    parted = asked.address.parted
    key = (question.scenario.hash, parted, asked.texts.lang)
    if "start" in request.query_params:
        task = begun(asked, "bottleneck", key, lambda told: bottleneck_study(
            asked.services.machine, question, parted, asked.texts, told))  # fmt: skip
    else:
        found = asked.services.tasks.find(asked.browser, "bottleneck", key)
        task = None if found is None else found.seen()
    return asked.study("bottleneck.html", "bottleneck", task=task, levers=asked.levers())


def over_time(request: Request) -> Response:
    """Places over the weeks, waiting, flow, and one person's way through."""
    asked = Asked.of(request)
    question = the_question(asked)
    years, given = years_of(question.scenario), asked.request.query_params.get("aar", "")
    year = int(given) if given in map(str, years) else None
    key = (question.scenario.hash, asked.texts.lang, year)
    task = begun(
        asked, "time", key, lambda told: time_blocks(asked.services.machine, question, year, asked.texts, told)
    )
    story = None
    if task.state == "done":
        person = number_of(asked, "borger")
        story = story_of(question, asked.services.machine.one_log(question), person, asked.texts)
    return asked.study("time.html", "time", task=task, years=years, year=year, story=story,
                       window=Wording(question.scenario, asked.texts).window)  # fmt: skip


def number_of(asked: Asked, name: str) -> int:
    """A whole number in the address; 0 for anything else."""
    given = asked.request.query_params.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0


def years_of(scenario: Scenario) -> list[int]:
    """The calendar years of the scenario's window, also those of which only a part lies in it."""
    run = scenario.run
    first, last = (run.first_day + timedelta(days=time // DAY) for time in (run.start, run.end - 1))
    return list(range(first.year, last.year + 1))


def uncertain(request: Request) -> Response:
    """Which assumptions are known least, and what the answer becomes when they are uncertain too."""
    asked = Asked.of(request)
    question = the_question(asked)
    counted = "medregn" in request.query_params
    task = None
    if counted:
        key = (question.scenario.hash, asked.texts.lang)
        task = begun(asked, "uncertain", key, lambda told: uncertain_blocks(
            asked.services.machine, question, asked.texts, told))  # fmt: skip
    makers = (limits_section, parameters_section) if counted else (
        least_known_section, limits_section, parameters_section)  # fmt: skip
    sections = [make(question.scenario, asked.texts) for make in makers]
    return asked.study("sections.html", "uncertain", sections=sections, counted=counted, task=task)


def cancel(request: Request) -> Response:
    """Stop a piece of work, and go back to the page it was begun on, where it is not begun again by itself."""
    asked = Asked.of(request)
    asked.services.tasks.cancel(asked.browser, request.query_params.get("opgave", ""))
    path, _, query = request.query_params.get("side", "").partition("?")
    known = path if path in {one for _, one in MENU} else "/"
    pairs = [(name, value) for name, value in parse_qsl(query) if name != STOPPED]
    return RedirectResponse(f"{known}?{urlencode([*pairs, (STOPPED, '1')])}", 303)


def begun(asked: Asked, kind: str, key: Any, work: Work) -> Seen:
    """The work on a question, begun where it is not yet; waited for a moment.

    A page that only asks how far its work is begins nothing: two windows would cancel each other's work for ever.
    """
    tasks = asked.services.tasks
    if STOPPED in asked.request.query_params:
        return CANCELLED
    latest = tasks.latest(asked.browser, kind, key) if asked.looks_again else None
    room = asked.services.jobs.make_room

    def yielding(told: Progress) -> Sequence[Arranged] | Found:
        def progress(done: int, wanted: int) -> None:
            told(done, wanted)
            room()

        return work(progress)

    task = latest or tasks.start(asked.browser, kind, key, yielding)
    if not task.cancelled:
        task.finished.wait(FIRST_LOOK)
    return task.seen()
