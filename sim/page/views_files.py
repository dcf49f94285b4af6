"""Scenario files: the list, saving what the levers say, taking a file in, a project of one's own; and papers."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sim import disk
from sim.loaded import load
from sim.page.address import Address
from sim.page.asking import Asked, Refused
from sim.page.files import NoSuchFile
from sim.page.levers import Levers, NotUnderstood
from sim.page.new_project import ASKS, WEEKS_IN_A_YEAR, Ask, moved_dates, slug, toml_of, years_of
from sim.page.views_studies import compared, the_question
from sim.report.papers.making import can_make, compute, written
from sim.scenario.problems import ProblemsFound
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
    return asked.page("documents.html", "documents", forms=forms, several=several, levers=asked.levers())


def document(request: Request) -> Response:
    """One paper: the same bytes as ``rengsim report`` writes."""
    asked = Asked.of(request)
    form = request.query_params.get("format", "")
    if form not in FORMATS or not can_make(form):
        return asked.trouble("page.document.none", 404)
    questions = [the_question(asked)]
    if "alle" in request.query_params and form in ("html", "pdf", "docx"):
        questions = list({q.scenario.hash: q for q in (the_question(asked, one) for one in compared(asked))}.values())
    subjects, comparison = compute(questions, asked.services.machine.runs(lambda done, wanted: None))
    content = written(form, subjects, comparison, asked.texts)
    ending, kind = FORMATS[form]
    name = f"{asked.address.file}{ending}"
    return Response(content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


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
    tried = folder.path / f".{stem}-{secrets.token_hex(4)}.toml"
    try:
        disk.write_bytes(tried, content)
        load(tried)
        os.link(tried, target)
    except ProblemsFound as found:
        problems = tuple(replace(one, file=name) for one in found.problems)
        return asked.page("scenarios.html", "scenarios", 422, problems=problems, **facts)
    finally:
        tried.unlink(missing_ok=True)
    return RedirectResponse(f"/?{replace(asked.address, file=stem, given=(), parted=False).query()}", 303)


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
    _write(target, toml_of(levers, given["titel"], _signed(asked, given)), asked)
    return RedirectResponse(f"/?{replace(asked.address, file=stem, given=(), parted=False).query()}", 303)


def _signed(asked: Asked, given: Mapping[str, str]) -> list[str]:
    """Who, when, with which version, and why."""
    import sim

    stamp = os.environ.get("SOURCE_DATE_EPOCH")
    day = datetime.fromtimestamp(int(stamp), UTC).date() if stamp else datetime.now(UTC).date()
    words = asked.texts(
        "page.save.signed", name=given["navn"], day=asked.texts.write.date(day), version=sim.__version__
    )
    return [words, *([given["note"]] if given.get("note") else [])]


def _write(target: os.PathLike[str], text: str, asked: Asked) -> None:
    """Write a new file and read it back; raises :class:`Refused` with its problems, and then nothing is left."""
    from pathlib import Path

    path = Path(target)
    disk.write_bytes(path, text.encode())
    try:
        load(path)
    except ProblemsFound as found:
        path.unlink()
        raise Refused(asked.broken(found, path.stem)) from None


# --- a project of one's own ------------------------------------------------------------------------------------------


def new_project(request: Request) -> Response:
    """One question a page, then what it comes to."""
    asked = Asked.of(request)
    answers = {one.key: request.query_params.get(one.key, "").strip()[:LONGEST_TEXT] for one in ASKS}
    base = asked.levers(Address(file=asked.address.file, language=asked.address.language))
    asks = _asks(base)
    for place, ask in enumerate(asks):
        if ask.key in request.query_params and answers[ask.key] and request.query_params.get("ret") != ask.key:
            problem = _wrong(ask, answers, asked, base)
            if not problem:
                continue
        else:
            problem = asked.texts("page.new.empty") if ask.key in request.query_params and not answers[ask.key] else ""
        earlier = {one.key: answers[one.key] for one in asks if one.key != ask.key and answers[one.key]}
        return asked.page("new.html", "new", ask=ask, place=place + 1, of=len(asks), earlier=earlier, problem=problem,
                          value=answers[ask.key] or _usual(ask, base, asked), field=_field_of(ask, base))  # fmt: skip
    levers = _levers_of(answers, asked)
    inherited = [one for one in (*levers.fields, *levers.others) if not one.changed]
    summary = [(ask, _said(ask, answers, levers)) for ask in asks]
    return asked.page("new_summary.html", "new", answers={one.key: answers[one.key] for one in asks}, summary=summary,
                      inherited=inherited, problem="")  # fmt: skip


def make_project(request: Request, form: Mapping[str, str]) -> Response:
    """Write the project's file."""
    asked = Asked.of(request, [("fil", form.get("fil", "")), ("sprog", form.get("sprog", ""))])
    answers = {one.key: form.get(one.key, "").strip()[:LONGEST_TEXT] for one in ASKS}
    base = asked.levers(Address(file=asked.address.file, language=asked.address.language))
    for ask in _asks(base):
        problem = _wrong(ask, answers, asked, base)
        if problem:
            return asked.page("trouble.html", "new", 422, title=problem, problems=())
    levers = _levers_of(answers, asked)
    start = date.fromisoformat(levers.day(answers["start"]))
    _, run = moved_dates(base, start)
    notes = _signed(asked, {"navn": form.get("navn", "").strip()[:LONGEST_TEXT] or "–", "note": form.get("note", "")})
    text = toml_of(levers, answers["titel"], notes, {**run, "years": years_of(answers["aar"], asked.texts)})
    stem = slug(answers["titel"])
    _write(asked.services.folder.free(stem), text, asked)
    return RedirectResponse(f"/?{Address(file=stem, language=asked.address.language).query()}", 303)


def _asks(base: Levers) -> list[Ask]:
    known = base.base.parameters
    return [one for one in ASKS if not one.parameter or one.parameter in known]


def _field_of(ask: Ask, base: Levers) -> object:
    return next((one for one in (*base.fields, *base.others) if one.name == ask.parameter), None)


def _usual(ask: Ask, base: Levers, asked: Asked) -> str:
    """The default: what the scenario has."""
    if ask.key == "aar":
        return "3"
    if ask.key in ("titel", "start"):
        return ""
    if ask.key == "hold":
        weeks = float(base.base.parameters[ask.parameter])
        return str(round(WEEKS_IN_A_YEAR / weeks))
    field = _field_of(ask, base)
    return str(getattr(field, "text", ""))


def _typed(ask: Ask, answers: Mapping[str, str], texts: object) -> str:
    """The answer as the parameter takes it: holds a year as weeks between them."""
    if ask.key != "hold":
        return answers[ask.key]
    number = answers[ask.key]
    return str(WEEKS_IN_A_YEAR // int(number)) if number.isdigit() and 0 < int(number) <= WEEKS_IN_A_YEAR else "x"


def _levers_of(answers: Mapping[str, str], asked: Asked) -> Levers:
    """The scenario built on, with the answers and the dates that follow the start."""
    base = asked.levers(Address(file=asked.address.file, language=asked.address.language))
    given = [(ask.parameter, _typed(ask, answers, None)) for ask in _asks(base) if ask.parameter and answers[ask.key]]
    dates: dict[str, str] = {}
    if answers["start"]:
        dates, _ = moved_dates(base, date.fromisoformat(base.day(answers["start"])))
    return asked.levers(Address(asked.address.file, (*given, *dates.items()), language=asked.address.language))


def _wrong(ask: Ask, answers: Mapping[str, str], asked: Asked, base: Levers) -> str:
    """Why an answer cannot be used; empty if it can."""
    text = answers[ask.key]
    try:
        if ask.key == "titel":
            asked.services.folder.free(slug(text))
        elif ask.key == "start":
            base.day(text)
        elif ask.key == "aar":
            years_of(text, asked.texts)
        elif not text:
            return asked.texts("page.new.empty")
        elif ask.key == "hold" and _typed(ask, answers, None) == "x":
            return asked.texts("page.new.holds.wrong", text=text)
        else:
            one = asked.levers(Address(asked.address.file, ((ask.parameter, _typed(ask, answers, None)),),
                                       language=asked.address.language))  # fmt: skip
            if one.question is None:
                return " ".join(one.problems.values())
    except NoSuchFile:
        return asked.texts("page.save.there", name=f"{slug(text)}.toml")
    except NotUnderstood as problem:
        return str(problem)
    return ""


def _said(ask: Ask, answers: Mapping[str, str], levers: Levers) -> str:
    """An answer as it was understood."""
    if ask.key == "start":
        return levers.texts.write.date(date.fromisoformat(levers.day(answers["start"])))
    if not ask.parameter:
        return answers[ask.key]
    field = next(one for one in (*levers.fields, *levers.others) if one.name == ask.parameter)
    return field.reading or field.baseline


def accessibility(request: Request) -> Response:
    """The draft of the accessibility statement."""
    return Asked.of(request).page("accessibility.html", "")
