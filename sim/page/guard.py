"""Who may talk to the page: loopback is no protection, because every web page and every user of the machine reaches it.

Three walls, each enough against one kind of visitor: the Host header (a foreign name that resolves here), the
Origin of what changes something or is fetched by a script (a foreign page in the same browser), and a secret in the
address that was opened, exchanged at once for a cookie (another user or program on the same machine).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "rengsim"
TOKEN = "noegle"
"""The name of the secret in the address."""

HEADERS = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with "no-referrer" a form of the page itself is sent with Origin: null
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
SAFE = frozenset(("GET", "HEAD"))


@dataclass(frozen=True)
class Secret:
    """The secret of one server: the token that opens it, and the key that signs sessions.  Never written anywhere."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def new_session(self) -> str:
        """A session's name and its signature, as the cookie carries them."""
        name = secrets.token_urlsafe(16)
        return f"{name}.{self._signature(name)}"

    def session(self, cookie: str) -> str:
        """The session of a cookie; empty where the signature is not ours."""
        name, _, signature = cookie.partition(".")
        return name if hmac.compare_digest(signature.encode(), self._signature(name).encode()) else ""

    def _signature(self, name: str) -> str:
        return hmac.new(self.key, name.encode(), sha256).hexdigest()


class Guard:
    """ASGI middleware; what passes has ``scope["session"]``, the name of the browser's session.

    ``hosts``: the values of the Host header that mean this server.  ``secure``: the page is reached by https.
    """

    def __init__(self, app: ASGIApp, secret: Secret, hosts: Iterable[str], secure: bool = False) -> None:
        self._app = app
        self._secret = secret
        self._hosts = frozenset(host.lower() for host in hosts)
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # there is no socket to talk to
            raise RuntimeError(f"the page does not speak {scope['type']}")
        headers = Headers(scope=scope)
        problem = self._foreign(scope, headers)
        if problem:
            await PlainTextResponse(problem, 403, HEADERS)(scope, receive, send)
            return
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if any(name == TOKEN for name, _ in query):
            await self._exchange(scope, receive, send, query)
            return
        session = self._session(headers)
        if not session:
            text = "Åbn siden med den adresse, som rengsim app skrev. / Open the page by the address rengsim app wrote."
            await PlainTextResponse(text, 403, HEADERS)(scope, receive, send)
            return
        await self._app({**scope, "session": session}, receive, _with_headers(send))

    def _foreign(self, scope: Scope, headers: Headers) -> str:
        """Why a request does not come from this page; empty if it may."""
        if headers.get("host", "").lower() not in self._hosts:
            return "Host"
        origin = headers.get("origin")
        scheme = "https" if self._secure else "http"
        if origin is not None and origin.lower() not in {f"{scheme}://{host}" for host in self._hosts}:
            return "Origin"
        site = headers.get("sec-fetch-site")
        if site in ("cross-site", "same-site") and scope["method"] not in SAFE:
            return "Sec-Fetch-Site"
        return ""

    def _session(self, headers: Headers) -> str:
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(headers.get("cookie", ""))
        except CookieError:
            return ""
        return self._secret.session(cookies[COOKIE].value) if COOKIE in cookies else ""

    async def _exchange(self, scope: Scope, receive: Receive, send: Send, query: list[tuple[str, str]]) -> None:
        """The token leaves the address (and so the history) and a cookie takes its place."""
        given = [value for name, value in query if name == TOKEN]
        if scope["method"] not in SAFE or not hmac.compare_digest(given[0].encode(), self._secret.token.encode()):
            await PlainTextResponse("noegle", 403, HEADERS)(scope, receive, send)
            return
        rest = urlencode([(name, value) for name, value in query if name != TOKEN])
        response = RedirectResponse(scope["path"] + (f"?{rest}" if rest else ""), 303, HEADERS)
        session = self._session(Headers(scope=scope))
        if not session:
            response.set_cookie(
                COOKIE, self._secret.new_session(), httponly=True, samesite="strict", secure=self._secure, path="/"
            )
        await response(scope, receive, send)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return sending
