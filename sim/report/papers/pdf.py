"""A paper as PDF: by WeasyPrint (tagged, PDF/UA), else printed by an installed Edge or Chrome."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.report.papers.blocks import Paper
from sim.report.papers.html import as_html
from sim.report.papers.print_figures import faces, font_at, for_print

BROWSERS = ("msedge", "microsoft-edge", "google-chrome", "chrome", "chromium", "chromium-browser",
            "chromium-headless-shell")  # fmt: skip
WINDOWS = (r"Microsoft\Edge\Application\msedge.exe", r"Google\Chrome\Application\chrome.exe")
MACS = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge")  # fmt: skip
PATIENCE = 60  # seconds


class NoPrinter(Exception):
    """Neither WeasyPrint nor a browser is there, or neither could print."""


def as_pdf(paper: Paper) -> bytes:
    """The bytes of the file; raises :class:`NoPrinter`."""
    page = as_html(paper, printed=True)
    found = by_weasyprint(page) or by_browser(page)
    if found is None:
        raise NoPrinter
    return found


def by_weasyprint(page: str) -> bytes | None:
    """None where WeasyPrint, or the Pango library it needs, is missing."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError):  # OSError: the package is there, Pango is not
        return None

    class OnlyOurFonts(URLFetcher):  # type: ignore[misc]
        """A paper holds everything but the font of its figures; whatever a file asks for elsewhere is not fetched."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            font = font_at(url)
            if font is None:
                raise ValueError(f"not fetched: {url}")
            return URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})

    page = for_print(page).replace("</style>", f"{faces()}</style>", 1)
    return bytes(HTML(string=page, url_fetcher=OnlyOurFonts()).write_pdf(pdf_variant="pdf/ua-1"))


def browser() -> str | None:
    """The program of an installed Edge or Chrome."""
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    folders = [os.environ.get(key, "") for key in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    places = [Path(folder) / name for folder in folders if folder for name in WINDOWS]
    return next((str(place) for place in (*places, *map(Path, MACS)) if place.is_file()), None)


def by_browser(page: str) -> bytes | None:
    """None where there is no browser, or it did not print."""
    program = browser()
    if program is None:
        return None
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "paper.html", Path(folder) / "paper.pdf"
        source.write_text(page, encoding="utf-8")
        own = f"--user-data-dir={folder}/profile"
        command = [program, "--headless", "--disable-gpu", own, "--no-pdf-header-footer", f"--print-to-pdf={target}",
                   source.as_uri()]  # fmt: skip
        if sys.platform == "linux" and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # the sandbox of Chromium does not work for root
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
            return target.read_bytes()
        except (subprocess.SubprocessError, OSError):
            return None
