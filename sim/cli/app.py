"""``rengsim app``: the planner's page in a browser."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from sim.cli import DONE, BadInputError
from sim.cli.scenarios import write_copies
from sim.report.texts import Texts

FOLDER = "scenarios"
"""Where scenarios are looked for; made, with those that come with the program, where there is no such folder."""
PACKAGES = ("starlette", "uvicorn", "multipart")


def command(options: argparse.Namespace) -> int:
    texts = Texts(options.lang)
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        raise BadInputError(texts("app.extra", packages=", ".join(missing)))
    folder = Path(options.folder)
    if not folder.is_dir() and (options.folder != FOLDER or folder.exists()):
        raise BadInputError(texts("app.no_folder", path=folder))
    from sim.page.serve import LOOPBACK, ROOM, Settings, serve

    if options.host not in LOOPBACK and not options.public:
        raise BadInputError(texts("app.needs_tls", host=options.host))
    from sim.limits import default_workers, limit

    limit(f"{ROOM},{options.limit}")  # what is not named is the page's, not that of a single run
    if not folder.exists():
        print(texts("app.scenarios_written", n=write_copies(folder), path=folder), flush=True)
    settings = Settings(folder, options.host, options.port, options.workers or default_workers(),
                        options.engine, options.public or "", options.lang)  # fmt: skip
    try:
        serve(settings, lambda address: print(texts("app.open", address=address), flush=True), not options.no_browser)
    except (OSError, OverflowError) as error:  # a port above 65535 is no number for the system
        reason = getattr(error, "strerror", None) or error
        raise BadInputError(texts("app.port", host=options.host, port=options.port, reason=reason)) from None
    return DONE
