"""Scenario files: the list, saving what the levers say, taking a file in, a project of one's own; and papers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from sim.page.address import Address
from sim.page.asking import Asked, Refused
from sim.page.files import NoSuchFile
from sim.page.levers import Field
from sim.page.studies import final
from sim.page.views_studies import compared, distinct_questions, the_question
from sim.report.new_project import ASKS, Ask, Project, Questions, slug, toml_of, write_checked
from sim.report.papers.making import can_make, compute, written
from sim.report.typed_dates import tables_of
from sim.report.typed_values import UnusableValue
from sim.scenario.problems import ProblemsFound
from sim.scenario.schema import Titles
from sim.scenario.tomlfiles import LARGEST_FILE

FORMATS = {
    "html": (".html", "text/html; charset=utf-8"), "pdf": (".pdf", "application/pdf"),
    "docx": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (".csv", "text/csv; charset=utf-8"), "csv-machine": ("-machine.csv", "text/csv; charset=utf-8"),
}  # fmt: skip
LONGEST_TEXT = 400


def documents(request: Request) -> Response:
    """The papers that can be taken along, of the scenario as the levers have it."""
    asked = Asked.of(request)
    the_question(asked)
    forms = [(form, asked.texts(f"page.document.{form}"), can_make(form)) for form in FORMATS]
    several = len(compared(asked)) > 1 and bool(asked.address.compared)
    return asked.study("documents.html", "documents", forms=forms, several=several, levers=asked.levers())


def document(request: Request) -> Response:
    """One paper: the same bytes as ``rengsim report`` writes with as many replications."""
    asked = Asked.of(request)
    form = request.query_params.get("format", "")
    if form not in FORMATS or not can_make(form):
        return asked.trouble("page.document.none", 404)
    several = "alle" in request.query_params and form in ("html", "pdf", "docx")
    runs, name = asked.services.machine.runs(lambda done, wanted: None), asked.address.file
    if several:
        found = distinct_questions(asked, compared(asked))
        titles = [Titles(title, title) for _, title in found]
        subjects, comparison = compute([one for one, _ in found], runs, final(found[0][0]), titles)
        name = f"{name}-{asked.texts('page.document.name.compared')}"
    else:
        question = the_question(asked)
        unsaved = question.source.in_no_file  # no command makes this paper, so it may say what it is about
        title = asked.services.name_of(asked, asked.address)
        subjects, comparison = compute([question], runs, final(question), [Titles(title, title)] if unsaved else None)
        changed = asked.address.unchanged != asked.address
        name = f"{name}-{asked.texts('page.document.name.changed')}" if changed else name
    content = written(form, subjects, comparison, asked.texts)
    ending, kind = FORMATS[form]
    headers = {"content-disposition": f'attachment; filename="{name}{ending}"'}
    return Response(content, media_type=kind, headers=headers)


def scenarios(request: Request) -> Response:
    """All files of the folder, and where one is taken in."""
    asked = Asked.of(request)
    return asked.page("scenarios.html", "scenarios", files=asked.services.folder.listing(), problems=(), name="")


def upload(request: Request, name: str, content: bytes, query: str) -> Response:
    """Take a file in where it has no problem; otherwise say all of them, and keep nothing."""
    asked = Asked.of(request, Address.read(query).pairs)
    folder, stem = asked.services.folder, slug(name.removesuffix(".toml"))
    facts = {"files": folder.listing(), "name": name}
    if len(content) > LARGEST_FILE or not stem:
        return asked.page(
            "scenarios.html", "scenarios", 422, problems=(), refused=asked.texts("page.upload.size"), **facts
        )
    try:
        target = folder.free(stem)
    except NoSuchFile:
        return asked.page("scenarios.html", "scenarios", 409, problems=(),
                          refused=asked.texts("page.upload.there", name=f"{stem}.toml"), **facts)  # fmt: skip
    try:
        write_checked(target, content)
    except ProblemsFound as found:
        problems = tuple(replace(one, file=name) for one in found.problems)
        return asked.page("scenarios.html", "scenarios", 422, problems=problems, **facts)
    return asked.made(stem)


def save(request: Request) -> Response:
    """The form in which what the levers say gets a name, an author and a note."""
    asked = Asked.of(request)
    the_question(asked)
    return asked.page("save.html", "", levers=asked.levers(), given={}, problem="")


def saved(request: Request, form: Mapping[str, str]) -> Response:
    """Write the scenario: a file that extends the one it was made from."""
    asked = Asked.of(request, Address.read(form.get("stand", "")).pairs)
    the_question(asked)
    levers = asked.levers()
    given = {key: form.get(key, "").strip()[:LONGEST_TEXT] for key in ("titel", "navn", "note")}
    stem = slug(given["titel"])
    problem = "page.save.title" if not stem else "page.save.author" if not given["navn"] else ""
    if not problem:
        try:
            target = asked.services.folder.free(stem)
        except NoSuchFile:
            problem = "page.save.there"
    if problem:
        return asked.page(
            "save.html", "", 422, levers=levers, given=given, problem=asked.texts(problem, name=f"{stem}.toml")
        )
    dates = tables_of(levers.understood)
    text = toml_of(levers, f"{asked.address.file}.toml", given["titel"], signed(asked, given), on_dates=dates)
    write_new(target, text, asked)
    return asked.made(stem)


def signed(asked: Asked, given: Mapping[str, str]) -> list[str]:
    """Who, when, with which version, and why."""
    import sim

    stamp = os.environ.get("SOURCE_DATE_EPOCH")
    day = datetime.fromtimestamp(int(stamp), UTC).date() if stamp else datetime.now(UTC).date()
    words = asked.texts(
        "page.save.signed", name=given["navn"], day=asked.texts.write.date(day), version=sim.__version__
    )
    return [words, *([given["note"]] if given.get("note") else [])]


def write_new(target: Path, text: str, asked: Asked) -> None:
    """Write a new file; raises :class:`Refused` with its problems."""
    try:
        write_checked(target, text.encode())
    except ProblemsFound as found:
        raise Refused(asked.broken(found, target.stem)) from None


# --- a project of one's own ------------------------------------------------------------------------------------------


def new_project(request: Request) -> Response:
    """One question a page, then what it comes to."""
    asked = Asked.of(request)
    given = request.query_params
    answers = {one.key: given.get(one.key, "").strip()[:LONGEST_TEXT] for one in ASKS}
    questions = _questions(asked)
    for place, ask in enumerate(questions.asks):
        problem = _problem(ask, answers[ask.key], questions, asked) if ask.key in given else ""
        if ask.key in given and not problem and given.get("ret") != ask.key:
            continue
        earlier = {one.key: answers[one.key] for one in questions.asks if one.key != ask.key and answers[one.key]}
        usual = "" if ask.key == "start" else questions.usual(ask, answers)
        back = {"fil": asked.address.file, "sprog": asked.texts.lang, **earlier, "ret": questions.asks[place - 1].key}
        return asked.page("new.html", "new", ask=ask, place=place + 1, of=len(questions.asks), earlier=earlier,
                          back=urlencode(back) if place else "",
                          problem=problem, value=answers[ask.key] or usual,
                          field=_field_of(ask, asked))  # fmt: skip
    project = _project(questions, answers, asked)
    summary = [(ask, project.said(ask, answers)) for ask in questions.asks]
    inherited = [asked.levers(_plain(asked)).field_of(one.name) for one in project.inherited]
    return asked.page("new_summary.html", "new", answers={one.key: answers[one.key] for one in questions.asks},
                      summary=summary, inherited=inherited, dates=project.fixed_dates,
                      years=[str(year) for year in project.whole_years], problem="")  # fmt: skip


def make_project(request: Request, form: Mapping[str, str]) -> Response:
    """Write the project's file."""
    asked = Asked.of(request, [("fil", form.get("fil", "")), ("sprog", form.get("sprog", ""))])
    answers = {one.key: form.get(one.key, "").strip()[:LONGEST_TEXT] for one in ASKS}
    questions = _questions(asked)
    for ask in questions.asks:
        problem = _problem(ask, answers[ask.key], questions, asked)
        if problem:
            return asked.page("trouble.html", "new", 422, title=problem, problems=())
    notes = signed(asked, {"navn": form.get("navn", "").strip()[:LONGEST_TEXT] or "–", "note": form.get("note", "")})
    stem = slug(answers["titel"])
    text = _project(questions, answers, asked).toml(f"{asked.address.file}.toml", notes)
    write_new(asked.services.folder.free(stem), text, asked)
    return asked.made(stem)


def _project(questions: Questions, answers: Mapping[str, str], asked: Asked) -> Project:
    """What the answers come to; raises :class:`Refused` where they do not fit together."""
    try:
        return questions.project(answers)
    except UnusableValue as problem:
        raise Refused(asked.page("trouble.html", "new", 422, title=str(problem), problems=())) from None


def _plain(asked: Asked) -> Address:
    """The scenario as its file has it."""
    return Address(file=asked.address.file, language=asked.address.language)


def _questions(asked: Asked) -> Questions:
    return Questions(asked.levers(_plain(asked)).base, asked.texts)


def _field_of(ask: Ask, asked: Asked) -> Field | None:
    return asked.levers(_plain(asked)).field_of(ask.parameter) if ask.parameter else None


def _problem(ask: Ask, text: str, questions: Questions, asked: Asked) -> str:
    """Why an answer cannot be used; empty if it can."""
    problem = questions.problem(ask, text)
    if ask.key == "titel" and not problem:
        try:
            asked.services.folder.free(slug(text))
        except NoSuchFile:
            return asked.texts("page.save.there", name=f"{slug(text)}.toml")
    return problem


def accessibility(request: Request) -> Response:
    """The draft of the accessibility statement."""
    return Asked.of(request).page("accessibility.html", "")
