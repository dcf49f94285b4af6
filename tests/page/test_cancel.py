"""Work that is cancelled, by a button or by another window: one is led back to its page, and nothing is begun again."""

from __future__ import annotations

import re
import time
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from sim.page import views_studies

pytestmark = pytest.mark.page


@pytest.fixture
def unending(monkeypatch: pytest.MonkeyPatch) -> None:
    """Comparing and seeking go on until they are cancelled."""

    def endless(*given: Any) -> None:
        while True:
            given[-1](1, 1000)
            time.sleep(0.01)

    for name in ("compare_blocks", "goal_blocks"):
        monkeypatch.setattr(views_studies, name, endless)
    monkeypatch.setattr(views_studies, "FIRST_LOOK", 0.05)


def cancel_link(page: str) -> str:
    return unescape(re.findall(r'href="(/afbryd[^"]*)"', page)[0])


@pytest.mark.usefixtures("unending")
def test_cancelling_leads_back_to_where_one_was_and_begins_nothing(client: TestClient) -> None:
    where = "/sammenlign?fil=project&p.places=6&sprog=en"
    back = client.get(cancel_link(client.get(where).text), follow_redirects=False).headers["location"]
    assert back == f"{where}&afbrudt=1"
    page = client.get(back).text
    assert "was cancelled" in page
    assert "<progress" not in page
    assert unescape(re.findall(r'href="([^"]*)">Compute again', page)[0]) == where
    assert "<progress" in client.get(where).text
    goal = "/maal?fil=project&haandtag=places&maal=volume&af10=8&start=1"
    assert (
        client.get(cancel_link(client.get(goal).text), follow_redirects=False).headers["location"]
        == f"{goal}&afbrudt=1"
    )


@pytest.mark.parametrize("side", ["https://example.org/", "//example.org", "/nosuch", "/del/x?a=1", "\\\\x", ""])
def test_cancelling_leads_nowhere_else(client: TestClient, side: str) -> None:
    response = client.get("/afbryd", params={"opgave": "x", "side": side}, follow_redirects=False)
    assert response.headers["location"].startswith("/?")


@pytest.mark.usefixtures("unending")
def test_two_windows_do_not_cancel_each_other_for_ever(client: TestClient) -> None:
    """The second window takes over; the first says so when it asks how far its work is."""
    one, other = "/sammenlign?fil=project&p.places=6", "/maal?fil=project&haandtag=places&maal=volume&af10=8&start=1"
    looks = {"hx-request": "true", "hx-target": "opgave"}
    client.get(one)
    client.get(other)
    assert "i et andet vindue" in client.get(one, headers=looks).text
    assert "<progress" in client.get(other, headers=looks).text
    client.get("/sammenlign?fil=project&p.places=7")  # to end the work
