"""Nobody but the browser that was given the address may talk to the page."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from sim.page.guard import COOKIE, Guard, Secret

pytestmark = pytest.mark.page
HOST = "127.0.0.1:8765"


def session(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.scope["session"])


@pytest.fixture
def secret() -> Secret:
    return Secret()


@pytest.fixture
def client(secret: Secret) -> TestClient:
    app = Starlette(routes=[Route("/", session, methods=["GET", "POST"])])
    return TestClient(Guard(app, secret, [HOST]), base_url=f"http://{HOST}", follow_redirects=False)


def opened(client: TestClient, secret: Secret) -> TestClient:
    assert client.get(f"/?noegle={secret.token}&p.slots=14").status_code == 303
    return client


def test_the_token_is_exchanged_for_a_strict_cookie_and_leaves_the_address(client: TestClient, secret: Secret) -> None:
    response = client.get(f"/?noegle={secret.token}&p.slots=14")
    assert response.headers["location"] == "/?p.slots=14"
    cookie = response.headers["set-cookie"].lower()
    assert "samesite=strict" in cookie
    assert "httponly" in cookie
    assert secret.token not in cookie
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("query", ["", "?noegle=", "?noegle=wrong", "?noegle=%C3%A6"])
def test_without_the_token_nothing_is_shown(client: TestClient, query: str) -> None:
    assert client.get(f"/{query}").status_code == 403


@pytest.mark.parametrize("value", ["x", "x.y", ".", "æ.ø", "a" * 10_000])
def test_a_cookie_of_somebody_else_is_no_session(client: TestClient, value: str) -> None:
    assert client.get("/", headers={"cookie": f"{COOKIE}={value}".encode()}).status_code == 403


def test_a_cookie_of_another_server_is_no_session(client: TestClient) -> None:
    assert client.get("/", headers={"cookie": f"{COOKIE}={Secret().new_session()}"}).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:8766", ""])
def test_a_foreign_host_is_refused_even_with_the_cookie(client: TestClient, secret: Secret, host: str) -> None:
    assert opened(client, secret).get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", f"https://{HOST}", "http://127.0.0.1:1"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_origin_is_refused(client: TestClient, secret: Secret, origin: str, method: str) -> None:
    assert opened(client, secret).request(method, "/", headers={"origin": origin}).status_code == 403


def test_a_foreign_form_is_refused(client: TestClient, secret: Secret) -> None:
    assert opened(client, secret).post("/", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_its_own_form_passes(client: TestClient, secret: Secret) -> None:
    headers = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
    assert opened(client, secret).post("/", headers=headers).status_code == 200


def test_browsers_have_sessions_of_their_own(secret: Secret, client: TestClient) -> None:
    first = opened(client, secret).get("/").text
    assert opened(client, secret).get("/").text == first  # opened again: the same
    client.cookies.clear()
    assert opened(client, secret).get("/").text not in ("", first)


def test_every_answer_forbids_what_is_foreign(client: TestClient, secret: Secret) -> None:
    for response in (client.get("/"), opened(client, secret).get("/")):
        assert "default-src 'self'" in response.headers["content-security-policy"]
        assert response.headers["x-content-type-options"] == "nosniff"


def test_secrets_are_not_shown(secret: Secret) -> None:
    assert secret.token not in repr(secret)
