"""The answer to the levers: the whole page, and the fragments by which it changes and grows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sim.limits import TooMuchError
from sim.loaded import LoadedScenario
from sim.page.answer import Answer, answer
from sim.page.asking import MADE, Asked, Refused
from sim.page.levers import Levers
from sim.page.render import render
from sim.page.views_dates import form_values
from sim.report.parameters_in_words import counts_in_words
from sim.report.trouble import in_words
from sim.studies.growth import Cancelled
from sim.studies.result import Result


def show(request: Request) -> Response:
    """The page with its first answer; a form sent without JavaScript is led to its short address."""
    asked = Asked.of(request)
    if "beregn" in request.query_params:
        query = asked.levers().canonical().query()
        return RedirectResponse(f"/?{query}", 303)
    levers = asked.levers()
    try:
        values = answered(asked, levers, stage(asked, levers))
    except Cancelled:  # another request of this tab came meanwhile
        values = unanswered(asked, levers)
    made = f"{asked.address.file}.toml" if MADE in request.query_params else ""
    return asked.page("answer.html", "answer", made=made, files=asked.services.folder.listing(), **values)


def fragment(request: Request) -> Response:
    """The answer alone, with what else has changed; 204 where nobody waits for it any more."""
    asked = Asked.of(request)
    levers = asked.levers()
    moved = "beregn" in request.query_params
    if moved:
        asked = replace(asked, address=levers.canonical())
    try:
        values = answered(asked, levers, stage(asked, levers))
    except Cancelled:
        return Response(status_code=204)
    html = render("answer_fragment.html", asked.texts, moved=moved, **asked.frame("answer"), **values)
    headers = {"HX-Push-Url": f"/?{asked.address.query()}"} if moved else {}
    return HTMLResponse(html, headers=headers)


def undo(request: Request) -> Response:
    """Back to the setting before."""
    asked = Asked.of(request)
    before = asked.services.history.undo(asked.changing)
    return RedirectResponse(f"/?{asked.address.query() if before is None else before}", 303)


def stage(asked: Asked, levers: Levers) -> int:
    """The replications asked for, one of the stages."""
    given, stages = asked.request.query_params.get("n", ""), asked.services.stages_of(levers.base)
    return int(given) if given in map(str, stages) else stages[0]


def answered(asked: Asked, levers: Levers, replications: int) -> Mapping[str, Any]:
    """What the templates need to show an answer; raises :class:`sim.studies.growth.Cancelled`."""
    question, warming = levers.question, asked.services.warming
    if question is levers.base and (found := asked.services.reference.of(question, replications, more=True)):
        return _kept_answer(asked, levers, found)
    if question is None or not warming.wait(0 if warming.needs_message else 10):
        return unanswered(asked, levers)
    try:
        result = compute(asked, question, replications)
        before = None if question is levers.base else _before(asked, levers.base, replications)
    except TooMuchError as error:
        found_words = in_words(error, asked.texts)
        levers.problems[""] = str(error) if found_words is None else found_words[0]
        return unanswered(asked, levers)
    remember(asked)
    last = replications == asked.services.stages_of(levers.base)[-1]
    return _values(asked, levers, answer(result, before, levers, last), replications)


def remember(asked: Asked) -> None:
    """What is shown, so that a change can be undone; which of its targets is looked at is none."""
    asked.services.history.add(asked.changing, asked.address.query(card=""))


def _kept_answer(asked: Asked, levers: Levers, found: Result) -> Mapping[str, Any]:
    """The answer that is kept with the program: nothing is simulated, and nothing can be while the engine compiles."""
    services = asked.services
    services.jobs.leave(asked.session)
    remember(asked)
    last = services.stages_of(levers.base)[-1]
    known = min(last, found.manifest.replications) if services.warming.ready else last
    values = _values(asked, levers, answer(found, None, levers, last=known == last), known)
    return values if services.warming.ready else {**values, "warming": services.warming}


def unanswered(asked: Asked, levers: Levers) -> Mapping[str, Any]:
    """The same without an answer: something cannot be read, or nothing can be computed yet."""
    return _values(asked, levers, None, 0)


def compute(asked: Asked, question: LoadedScenario, replications: int) -> Result:
    """The result of a question in its turn."""
    return asked.services.jobs.answer(
        asked.session, question, replications, first=replications == asked.services.stages[0]
    )


def _before(asked: Asked, base: LoadedScenario, replications: int) -> Result | None:
    """The scenario as it stands: what is known of it at once, and from the second stage on computed."""
    known = asked.services.reference.of(base, replications) or asked.services.jobs.known(base, replications)
    if known is not None or replications == asked.services.stages[0]:
        return known
    return asked.services.jobs.answer(f"{asked.session}/before", base, replications, first=False)


def _values(asked: Asked, levers: Levers, found: Answer | None, replications: int) -> Mapping[str, Any]:
    stages = () if found is None else asked.services.stages_of(levers.base)
    later = next((n for n in stages if n > replications), None)
    _ = levers.question  # finds the last problems
    scenario = levers.base.scenario
    return {
        **form_values(asked, levers),
        "answer": found,
        "levers": levers,
        "later": later,
        "warming": asked.services.warming if levers.question is not None and found is None else None,
        "can_undo": asked.services.history.can_undo(asked.changing),
        "title": asked.texts.title(scenario.titles, scenario.name),
        "asks": asked.texts.title(scenario.asks, ""),
        "known": counts_in_words((levers.question or levers.base).scenario, asked.texts),
    }


__all__ = ["Refused", "answered", "compute", "fragment", "show", "undo"]
