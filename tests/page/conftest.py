"""A page of a small scenario folder, spoken to without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sim.page import studies
from sim.page.app import application, services_of
from sim.page.asking import Services
from sim.page.guard import Secret
from tests.page.project import write_project

HOST = "127.0.0.1:8765"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one scenario, ``project``."""
    home = tmp_path / "scenarios"
    home.mkdir()
    write_project(home)
    return home


@pytest.fixture
def services(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Services:
    found = services_of(folder, workers=1, engine="auto", warm=False)
    found.stages = (5, 10, 20)
    monkeypatch.setattr(studies, "FINAL", 20)
    return found


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    """A browser that was given the address."""
    secret = Secret()
    with TestClient(application(services, secret, [HOST]), base_url=f"http://{HOST}") as made:
        made.get(f"/?noegle={secret.token}&fil=project", follow_redirects=False)
        yield made
