"""The page as an ASGI application: routes, files that go with it, and the guard around all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sim.page import views_answer
from sim.page.answer import wanted
from sim.page.asking import Asked, Refused, Services
from sim.page.files import Folder
from sim.page.guard import Guard, Secret
from sim.page.jobs import Jobs
from sim.page.warming import Warming

ASSETS = Path(__file__).parent / "assets"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
View = Callable[[Request], Response]


def application(services: Services, secret: Secret, hosts: Iterable[str], secure: bool = False) -> ASGIApp:
    """The guarded application; ``hosts`` as in :class:`sim.page.guard.Guard`."""
    app = Starlette(
        routes=[
            Route("/", guarded(views_answer.show)),
            Route("/svar", guarded(views_answer.fragment)),
            Route("/fortryd", guarded(views_answer.undo)),
            Route("/del/{name}", asset),
            Route("/{rest:path}", guarded(nothing)),
        ],
    )
    app.state.services = services
    return Guard(app, secret, hosts, secure)


def services_of(folder: Path, workers: int, engine: str = "auto", warm: bool = True) -> Services:
    """What a server of this folder needs."""
    return Services(Folder(folder), Jobs(workers, engine, wanted), Warming(warm))


def guarded(view: View) -> View:
    """The view, with what it refuses as its answer."""

    def answering(request: Request) -> Response:
        try:
            return view(request)
        except Refused as refused:
            return refused.response

    return answering


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
