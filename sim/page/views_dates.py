"""What holds on dates: a form that adds another value from a day on, or a closed period, to the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sim.page.address import BETWEEN, LONGEST_VALUE, MOST_DATED
from sim.page.asking import Asked
from sim.page.levers import Levers
from sim.report.typed_dates import ClosedPeriod, DatedValue, OnDates
from sim.scenario.schema import DAY


def add(request: Request) -> Response:
    """Add what was typed and lead to its answer; the form again, with what is wrong, where it cannot be used."""
    asked = Asked.of(request)
    typed = {name: value.replace(BETWEEN, " ").strip()[:LONGEST_VALUE] for name, value in request.query_params.items()
             if name[:2] in ("d.", "l.")}  # fmt: skip
    kind = request.query_params.get("slags", "")
    if kind not in ("vaerdi", "lukket"):
        levers = asked.levers()
        return asked.page("dated_page.html", "answer", levers=levers, **form_values(asked, levers), can_undo=False)
    one = _typed(kind, typed)
    address = replace(asked.address, card="").adding(one)
    levers = asked.levers(address)
    _ = levers.question
    problem = levers.date_problems.get(one, "")
    if len(address.on_dates) > MOST_DATED:
        problem = asked.texts("page.dated.most", n=MOST_DATED)
    if not problem:
        return RedirectResponse(f"/?{address.query()}", 303)
    levers = asked.levers()
    values = {**form_values(asked, levers), "typed": typed, "dated_problem": problem, "dated_kind": kind}
    return asked.page(
        "dated_page.html",
        "answer",
        422,
        levers=levers,
        can_undo=asked.services.history.can_undo(asked.changing),
        **values,
    )


def _typed(kind: str, typed: Mapping[str, str]) -> OnDates:
    if kind == "vaerdi":
        return DatedValue(*(typed.get(f"d.{name}", "") for name in ("navn", "vaerdi", "fra", "til")))
    return ClosedPeriod(typed.get("l.fra", ""), typed.get("l.til", ""), typed.get("l.pause", "") == "1")


def form_values(asked: Asked, levers: Levers) -> Mapping[str, Any]:
    """What the empty forms need: the first and last day of the scenario's years."""
    run, write = levers.base.scenario.run, asked.texts.write.date
    days = (run.start // DAY, run.end // DAY - 1)
    period = tuple(write(run.first_day + timedelta(days=day)) for day in days)
    return {"typed": {}, "dated_problem": "", "dated_kind": "", "period": period}
