"""The page as an ASGI application: routes, files that go with it, and the guard around all of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sim.page import views_answer, views_dates, views_files, views_records, views_studies
from sim.page.answer import wanted_of
from sim.page.asking import Asked, Refused, Services
from sim.page.files import Folder
from sim.page.guard import Guard, Secret
from sim.page.jobs import Jobs
from sim.page.limited import Limited
from sim.page.studies import Machine
from sim.page.warming import Warming
from sim.report.trouble import in_words
from sim.scenario.tomlfiles import LARGEST_FILE
from sim.store.replications import Store

ASSETS = Path(__file__).parent / "assets"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
View = Callable[[Request], Response]


def application(services: Services, secret: Secret, hosts: Iterable[str], secure: bool = False) -> ASGIApp:
    """The guarded application; ``hosts`` as in :class:`sim.page.guard.Guard`."""
    app = Starlette(
        routes=[
            Route("/", guarded(views_answer.show)),
            Route("/svar", guarded(views_answer.fragment)),
            Route("/dato", guarded(views_dates.add)),
            Route("/fortryd", guarded(views_answer.undo)),
            Route("/sammenlign", guarded(views_studies.compare)),
            Route("/maal", guarded(views_studies.goal)),
            Route("/flaskehals", guarded(views_studies.bottleneck)),
            Route("/tid", guarded(views_studies.over_time)),
            Route("/usikkert", guarded(views_studies.uncertain)),
            Route("/egne-tal", guarded(views_records.own_records), methods=["GET"]),
            Route("/egne-tal", keep(views_records.use_measured), methods=["POST"]),
            Route("/afbryd", guarded(views_studies.cancel)),
            Route("/dokumenter", guarded(views_files.documents)),
            Route("/dokument", guarded(views_files.document)),
            Route("/scenarier", guarded(views_files.scenarios), methods=["GET"]),
            Route("/scenarier", take_in, methods=["POST"]),
            Route("/gem", guarded(views_files.save), methods=["GET"]),
            Route("/gem", keep(views_files.saved), methods=["POST"]),
            Route("/nyt", guarded(views_files.new_project), methods=["GET"]),
            Route("/nyt", keep(views_files.make_project), methods=["POST"]),
            Route("/tilgaengelighed", guarded(views_files.accessibility)),
            Route("/del/{name}", asset),
            Route("/{rest:path}", guarded(nothing)),
        ],
    )
    app.state.services = services
    return Guard(Limited(app), secret, hosts, secure)


def services_of(folder: Path, workers: int, engine: str = "auto", warm: bool = True) -> Services:
    """What a server of this folder needs."""
    found = Services(Folder(folder), Jobs(workers, engine, wanted_of), Warming(warm))
    found.machine = Machine(engine, workers, Store())
    return found


def guarded(view: View) -> View:
    """The view, with what it refuses, or what fails for a reason that can be said, as its answer."""

    def answering(request: Request) -> Response:
        try:
            return view(request)
        except Refused as refused:
            return refused.response
        except Exception as error:
            asked = Asked.of(request)
            found = in_words(error, asked.texts)
            if found is None:
                raise
            return asked.page("trouble.html", "", 422 if found[1] else 500, title=found[0], problems=())

    return answering


def keep(view: Callable[[Request, Mapping[str, str]], Response]) -> Callable[[Request], Awaitable[Response]]:
    """A view that is given the fields of a form."""

    async def answering(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=40) as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(guarded(lambda one: view(one, fields)), request)

    return answering


async def take_in(request: Request) -> Response:
    """A scenario file that was sent."""
    async with request.form(max_files=1, max_fields=4) as form:
        sent, query = form.get("fil_op"), form.get("stand", "")
        name = sent.filename or "" if isinstance(sent, UploadFile) else ""
        content = await sent.read(LARGEST_FILE + 1) if isinstance(sent, UploadFile) else b""
    words = query if isinstance(query, str) else ""
    return await run_in_threadpool(guarded(lambda one: views_files.upload(one, name, content, words)), request)


def asset(request: Request) -> Response:
    """One of the files that come with the page."""
    name = str(request.path_params["name"])
    path = ASSETS / name
    if path.suffix not in KINDS or path.parent != ASSETS or not path.is_file():
        return nothing(request)
    return FileResponse(path, media_type=KINDS[path.suffix], headers={"cache-control": "max-age=3600"})


def nothing(request: Request) -> Response:
    """There is no such page."""
    return Asked.of(request).trouble("page.not_found", 404)
