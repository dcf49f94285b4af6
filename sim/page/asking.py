"""What every view is given: the page's services, and what a request asks for in an address."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, RedirectResponse

from sim.page.address import Address
from sim.page.answer import STAGES
from sim.page.files import Folder, NoSuchFile
from sim.page.history import History
from sim.page.jobs import Jobs
from sim.page.levers import Levers
from sim.page.render import render
from sim.page.stored import Reference
from sim.page.studies import Machine, final
from sim.page.tasks import Tasks
from sim.page.warming import Warming
from sim.report.problems_in_words import what_is_wrong
from sim.report.texts import Texts
from sim.scenario.problems import ProblemsFound
from sim.store.replications import Store

if TYPE_CHECKING:
    from starlette.requests import Request

    from sim.loaded import LoadedScenario

MENU = (
    ("answer", "/"), ("compare", "/sammenlign"), ("goal", "/maal"), ("time", "/tid"), ("bottleneck", "/flaskehals"),
    ("uncertain", "/usikkert"), ("records", "/egne-tal"), ("documents", "/dokumenter"), ("scenarios", "/scenarier"),
    ("new", "/nyt"),
)  # fmt: skip


MADE = "oprettet"
"""In the address to which whoever has made a scenario is led: the page says that it is there."""
STOPPED = "afbrudt"
"""In the address of a page whose work was cancelled: it is not begun again until it is asked for."""


@dataclass
class Services:
    """What one server has: its folder, what computes, and what it remembers of each session."""

    folder: Folder
    jobs: Jobs
    warming: Warming
    stages: tuple[int, ...] = STAGES
    tasks: Tasks = field(default_factory=Tasks)
    history: History = field(default_factory=History)
    machine: Machine = field(default_factory=lambda: Machine("auto", 1, Store()))
    reference: Reference = field(default_factory=Reference)
    local: bool = True  # only this computer is served: records of people may be looked at

    def stages_of(self, question: LoadedScenario) -> tuple[int, ...]:
        """Replications after which an answer is shown; the last is what all pages and papers have."""
        last = final(question)
        return (*(one for one in self.stages if one < last), last)

    def name_of(self, asked: Asked, address: Address) -> str:
        """A scenario in words: the title of its file, and what was changed."""
        levers = asked.levers(address)
        title = asked.texts.title(levers.base.scenario.titles, address.file)
        return "; ".join((title, *(change.sentence for change in levers.all_changes)))

    def short_name_of(self, asked: Asked, address: Address) -> str:
        """For a figure: what was changed; the title of the file where nothing was, or where it is another file."""
        levers = asked.levers(address)
        title = asked.texts.title(levers.base.scenario.titles, address.file)
        changed = "; ".join(change.short for change in levers.all_changes if change.short)
        return changed if changed and address.file == asked.address.file else ", ".join(filter(None, (title, changed)))


class Refused(Exception):
    """The request cannot be answered; the response says why."""

    def __init__(self, response: HTMLResponse) -> None:
        super().__init__()
        self.response = response


@dataclass(frozen=True)
class Asked:
    """One request understood."""

    services: Services
    request: Request
    address: Address
    texts: Texts
    tab: str  # of the browser: a page that is opened is a new one, what it asks for later says which it is

    @classmethod
    def of(cls, request: Request, pairs: list[tuple[str, str]] | None = None) -> Asked:
        address = Address.of(request.query_params.multi_items() if pairs is None else pairs)
        services: Services = request.app.state.services
        if not address.file:
            address = replace(address, file=services.folder.usual)
        tab = request.query_params.get("fane", "")[:20] or secrets.token_hex(4)
        return cls(services, request, address, Texts(address.language), tab)

    @property
    def looks_again(self) -> bool:
        """Whether a page that is open asks how far its work is."""
        return self.request.headers.get("hx-target") == "opgave"

    @property
    def browser(self) -> str:
        """The name of the browser's session."""
        return str(self.request.scope.get("session", ""))

    @property
    def changing(self) -> str:
        """The browser, and within it the file: opening another one is no change that could be undone."""
        return f"{self.browser}/{self.address.file}"

    @property
    def session(self) -> str:
        """The browser, and within it the tab."""
        return f"{self.browser}/{self.tab}"

    def levers(self, address: Address | None = None) -> Levers:
        """The scenario with what was typed; raises :class:`Refused` where there is none, or its file is broken."""
        address = address or self.address
        try:
            return Levers(self.services.folder.question(address.file), address, self.texts)
        except NoSuchFile:
            raise Refused(self.trouble("page.no_file", 404, name=address.file)) from None
        except ProblemsFound as found:
            raise Refused(self.broken(found, address.file)) from None

    def page(self, template: str, current: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A whole page."""
        return HTMLResponse(render(template, self.texts, **self.frame(current), **values), status)

    def study(self, template: str, current: str, **values: Any) -> HTMLResponse:
        """A whole page about the scenario as the address has it, which it names."""
        return self.page(template, current, subject=self.services.name_of(self, self.address), **values)

    def frame(self, current: str) -> Mapping[str, Any]:
        """What every page has around it."""
        query = replace(self.address, card="").query()
        menu = [(self.texts(f"page.menu.{key}"), f"{path}?{query}" if query else path, key == current)
                for key, path in MENU]  # fmt: skip
        other = "en" if self.texts.lang == "da" else "da"
        path = self.request.url.path if self.request.method == "GET" else "/"
        kept = urlencode([pair for pair in self.request.query_params.multi_items() if pair[0] != STOPPED])
        return {
            "menu": menu, "tab": self.tab, "address": self.address, "lang": self.texts.lang,
            "again": f"{path}?{kept}", "looks_again": self.looks_again,
            "what_is_wrong": partial(what_is_wrong, texts=self.texts),
            "other_language": f"{'/' if path == '/svar' else path}?{self.address.query(language=other)}",
        }  # fmt: skip

    def made(self, stem: str) -> RedirectResponse:
        """To the answer of a scenario that has just been written, which says so."""
        return RedirectResponse(f"/?{self.address.of_file(stem).query()}&{MADE}=1", 303)

    def trouble(self, key: str, status: int, **values: object) -> HTMLResponse:
        """A page that says in a sentence what is wrong."""
        return self.page("trouble.html", "", status, title=self.texts(key, **values), problems=())

    def broken(self, found: ProblemsFound, name: str) -> HTMLResponse:
        """A page with everything that is wrong in a file."""
        title = self.texts("page.broken_file", name=f"{name}.toml")
        return self.page("trouble.html", "", 422, title=title, problems=found.problems)
