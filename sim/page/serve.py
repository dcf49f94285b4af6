"""Starting the server: where it listens, the address that opens it, and the browser."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sim.page.guard import TOKEN, Secret
from sim.page.heap import settle

ROOM = "people=1e5,rows=2e7"
"""What one replication may ask for on the page, where many look at once and nobody waits for hours."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Settings:
    """``public``: the host, with its port, by which a proxy with TLS is reached; empty without one."""

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8765
    workers: int = 1
    engine: str = "auto"
    public: str = ""
    language: str = "da"


def hosts(settings: Settings, port: int) -> tuple[str, ...]:
    """The values of the Host header that mean this server."""
    named = (settings.host,) if settings.host not in LOOPBACK else ("127.0.0.1", "localhost", "[::1]")
    return (*(f"{name}:{port}" for name in named), *((settings.public,) if settings.public else ()))


def listen(settings: Settings) -> socket.socket:
    """The first free port from the wanted one on; raises OSError if there is none among ten."""
    last: OSError | None = None
    for port in range(settings.port, settings.port + 10) if settings.port else (0,):
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((settings.host, port))
            found.listen(64)
        except OSError as error:
            found.close()
            last = error
            continue
        return found
    assert last is not None
    raise last


def opening_address(settings: Settings, port: int, secret: Secret) -> str:
    """The address with the token that a browser is opened with."""
    if settings.public:
        base = f"https://{settings.public}"
    else:
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        base = f"http://{host}:{port}"
    language = "&sprog=en" if settings.language == "en" else ""
    return f"{base}/?{TOKEN}={quote(secret.token)}{language}"


def serve(settings: Settings, say: Callable[[str], None], browser: bool) -> None:
    """Serve until interrupted; ``say`` is given the address as soon as the page can be opened."""
    import uvicorn

    from sim.page.app import application, services_of

    settle()
    secret, listening = Secret(), listen(settings)
    port = int(listening.getsockname()[1])
    services = services_of(settings.folder, settings.workers, settings.engine)
    services.local = settings.host in LOOPBACK and not settings.public
    app = application(services, secret, hosts(settings, port), secure=bool(settings.public))
    address = opening_address(settings, port, secret)
    say(address)
    if browser:
        import webbrowser

        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", server_header=False,
                            timeout_keep_alive=30, h11_max_incomplete_event_size=64_000)  # fmt: skip
    server = uvicorn.Server(config)
    with listening:
        server.run(sockets=[listening])
