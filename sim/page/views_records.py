"""A job centre's own records: what they hold, what they teach, whether the model agrees, and the rest of the year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from sim.page.address import Address
from sim.page.asking import Asked, Refused
from sim.page.files import NoSuchFile
from sim.page.own_records import AGREE, LEARN, REST, Found, answered, mappings, measured_text, records_of
from sim.page.views_files import LONGEST_TEXT, signed, write_new
from sim.page.views_studies import begun
from sim.report.new_project import slug
from sim.report.papers.own_records import held_blocks
from sim.report.problems_in_words import what_is_wrong
from sim.scenario.problems import Problem, ProblemsFound
from sim.studies.typed_numbers import read_day

ROWS = re.compile(r"[\d, .]+\(\d+\)")
"""How a problem of several rows names them: the first ones, and how many there are."""

if TYPE_CHECKING:
    from sim.page.tasks import Seen
    from sim.records import Records
    from sim.records.fit import Fitted
    from sim.report.papers.blocks import Block
    from sim.report.texts import Texts


def own_records(request: Request) -> Response:
    """The mappings of the folder; of the chosen one what its records hold, and what was asked of them."""
    asked = Asked.of(request)
    given = request.query_params
    found = _mappings(asked)
    name = given.get("udtraek", "")
    shown = _Shown(
        tuple(found), name if name in found else "", given.get("trin", ""), given.get("dag", "").strip()[:20]
    )
    if name not in found:
        return _page(asked, shown)
    task = asked.services.tasks.running(asked.browser)
    if task is not None and (task.kind, task.asked[:2]) == (f"records-{shown.step}", (name, shown.day)):
        return _page(asked, replace(shown, task=task.seen()))
    try:
        return _page(asked, _of_one(asked, found[name], shown))
    except ProblemsFound as problems:
        return _page(asked, replace(shown, problems=tuple(_said(one, asked.texts) for one in problems.problems)), 422)


def _said(problem: Problem, texts: Texts) -> tuple[str, int, str]:
    """File, line (0 for none) and what is wrong; where several rows have it, which, and never what stands there."""
    if not ROWS.fullmatch(problem.found):
        return problem.file, problem.line or 0, f"{problem.key}: {what_is_wrong(problem, texts)}"
    words = what_is_wrong(replace(problem, found=""), texts)
    return problem.file, problem.line or 0, f"{problem.key}: {words} {texts('page.records.rows', rows=problem.found)}"


@dataclass(frozen=True)
class _Shown:
    """What the page shows; ``day`` as it was typed."""

    mappings: tuple[str, ...]
    name: str
    step: str
    day: str
    day_problem: str = ""
    problems: tuple[tuple[str, int, str], ...] = ()
    held: tuple[Block, ...] = ()
    fitted: Fitted | None = None
    title: str = ""
    task: Seen | None = None


def _page(asked: Asked, shown: _Shown, status: int = 200) -> Response:
    return asked.page(
        "records.html", "records", status, **{one.name: getattr(shown, one.name) for one in fields(shown)}
    )


def _of_one(asked: Asked, path: Path, shown: _Shown) -> _Shown:
    """What the records hold, and the work that is asked for; raises :class:`sim.ProblemsFound`."""
    records = _read(asked, path)
    day, problem = _day(shown.day, records, asked)
    fitted, task = _fitted(asked, shown.name, records), None
    if shown.step in (LEARN, AGREE, REST) and not problem:
        key = _key(asked, shown.name, shown.day, records, shown.step != LEARN and fitted is not None)
        task = begun(asked, f"records-{shown.step}", key,
                     lambda told: answered(records, shown.step, day, fitted, asked.texts, told))  # fmt: skip
    scenario = records.mapping.scenario.scenario
    return replace(
        shown, day=shown.day or asked.texts.write.date(records.mapping.last), day_problem=problem, task=task,
        held=tuple(held_blocks(records, asked.texts)), fitted=_fitted(asked, shown.name, records),
        title=asked.texts("page.records.measured_title", title=asked.texts.title(scenario.titles, scenario.name)),
    )  # fmt: skip


def _read(asked: Asked, path: Path) -> Records:
    from sim.records.rows import MissingPackage

    try:
        return records_of(path, asked.services.folder.path)
    except MissingPackage as missing:
        words = asked.texts("records.missing_package", ending=missing)
        raise Refused(asked.page("trouble.html", "records", 422, title=words, problems=())) from None


def _mappings(asked: Asked) -> dict[str, Path]:
    """The mappings; raises :class:`Refused` where others than this computer are served."""
    if not asked.services.local:
        raise Refused(asked.trouble("page.records.not_here", 403))
    return mappings(asked.services.folder.path)


def _key(asked: Asked, name: str, day: str, records: Records, fitted: bool) -> tuple[object, ...]:
    """What was asked: other records, another scenario or other values are another question."""
    return name, day, records.digest, records.mapping.scenario.scenario.hash, fitted, asked.texts.lang


def _fitted(asked: Asked, name: str, records: Records) -> Fitted | None:
    """What was learnt of these records in this session, if it was asked for."""
    task = asked.services.tasks.find(asked.browser, f"records-{LEARN}", _key(asked, name, "", records, False))
    return task.result.fitted if task is not None and isinstance(task.result, Found) else None


def _day(text: str, records: Records, asked: Asked) -> tuple[date | None, str]:
    """The last day that counts, or what is wrong with it."""
    first, last = records.mapping.first - timedelta(days=1), records.mapping.last
    if not text:
        return None, ""
    found = read_day(text) or next((day for day in (first, last) if asked.texts.write.date(day) == text), None)
    if found is None:
        return None, asked.texts("page.records.no_day", text=text)
    if first <= found <= last:
        return found, ""
    return None, asked.texts("page.records.cannot.day", first=asked.texts.write.date(first),
                             last=asked.texts.write.date(last))  # fmt: skip


def use_measured(request: Request, form: Mapping[str, str]) -> Response:
    """Save what was learnt as a scenario of the folder, and show its answer."""
    asked = Asked.of(request, Address.read(form.get("stand", "")).pairs)
    name, title = form.get("udtraek", ""), form.get("titel", "").strip()[:LONGEST_TEXT]
    path = _mappings(asked).get(name)
    try:
        fitted = None if path is None else _fitted(asked, name, _read(asked, path))
    except ProblemsFound:  # the records are not those any more
        fitted = None
    if fitted is None:
        raise Refused(asked.trouble("page.records.gone", 409))
    stem = slug(title)
    try:
        target = asked.services.folder.free(stem)
    except NoSuchFile:
        key = "page.save.there" if stem else "page.save.title"
        raise Refused(asked.trouble(key, 422, name=f"{stem}.toml")) from None
    by = form.get("navn", "").strip()[:LONGEST_TEXT] or "–"
    text = measured_text(fitted, target, title, signed(asked, {"navn": by}), asked.texts)
    write_new(target, text, asked)
    return asked.made(stem)
