"""No request brings more than a scenario file does, whatever it says about its length."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1_200_000  # bytes: a scenario file of the largest size, and the form around it
TOO_LARGE = "Filen er for stor. / The file is too large."


class Limited:
    """ASGI middleware: 413 as soon as the body is announced, or turns out, to be too large."""

    def __init__(self, app: ASGIApp, most: int = LARGEST_BODY) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdigit() or int(length) > self._most:
            await _refuse(scope, receive, send)
            return
        seen = 0

        async def counting() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._most:
                raise HTTPException(413, TOO_LARGE)
            return message

        await self._app(scope, counting, send)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    response = PlainTextResponse(TOO_LARGE, 413, {"connection": "close"})
    await response(scope, receive, send)
