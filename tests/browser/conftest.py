"""A real server of a small scenario folder, and a real Chromium that may speak to nobody else."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn

from sim.page.app import application, services_of
from sim.page.asking import Services
from sim.page.guard import Secret
from sim.page.serve import Settings, hosts, listen, opening_address
from tests.page.project import write_project, write_records

sync_api = pytest.importorskip("playwright.sync_api", reason="make test-page installs it")
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
Page = sync_api.Page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@dataclass
class Site:
    """The running page; ``foreign`` collects requests to anybody else, ``complaints`` what a browser complained of."""

    address: str
    base: str
    folder: Path
    services: Services
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    from sim.page import studies
    from sim.studies import dead_end

    for name, number in {"FINAL": 6, "SOUGHT": (4, 8), "NUDGED": 4, "WORLDS": (24, 2)}.items():
        monkeypatch.setattr(studies, name, number)
    monkeypatch.setattr(dead_end, "REPLICATIONS", 4)
    folder = tmp_path / "scenarios"
    folder.mkdir()
    write_project(folder)
    write_records(folder)
    settings = Settings(folder, port=0)
    listening, secret = listen(settings), Secret()
    port = int(listening.getsockname()[1])
    services = services_of(folder, workers=1, engine="reference", warm=False)
    services.stages = (2, 4, 6)
    config = uvicorn.Config(application(services, secret, hosts(settings, port)), log_level="critical", lifespan="off")
    server = uvicorn.Server(config)
    running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    running.start()
    yield Site(opening_address(settings, port, secret), f"http://127.0.0.1:{port}", folder, services)
    server.should_exit = True
    running.join(10)
    listening.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[sync_api.Browser]:
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    assert program is not None, "no Chromium; make test-page installs one"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: sync_api.Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens the site in a browser of its own, with a session; fails at the end if anybody else was spoken to."""
    contexts = []

    def opening(path: str = "/?fil=project", **options: object) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on(
            "request",
            lambda one: site.foreign.append(one.url) if not one.url.startswith((site.base, "data:")) else None,
        )
        page.on("pageerror", lambda error: site.complaints.append(str(error)))
        page.on("console", lambda line: site.complaints.append(line.text) if line.type == "error" else None)
        page.goto(site.address)
        page.goto(site.base + path)
        return page

    yield opening
    for context in contexts:
        context.close()
    assert site.foreign == []
    assert [line for line in site.complaints if "Security Policy" in line or "Error" in line.partition(":")[0]] == []


def grown(page: Page) -> None:
    """Wait until the answer has grown to its end, or the work on the page is done."""
    waiting = page.locator("#svar [hx-trigger], #opgave progress, .htmx-request")
    sync_api.expect(waiting).to_have_count(0, timeout=90_000)
