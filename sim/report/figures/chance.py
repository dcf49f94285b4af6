"""A chance as a natural frequency: 100 squares in rows of ten, as many filled as years of 100."""

from __future__ import annotations

from html import escape

from sim.report.figures.canvas import BLUE, GREY
from sim.report.texts import Texts


def chance_grid(share: float, language: str) -> str:
    """A square of 100 px as SVG; filled squares are also larger, so colour does not carry it alone."""
    n = filled(share)
    words = Texts(language)("figure.chance_grid", n=Texts(language).write.of_hundred(share))
    full, open_ = _squares(range(n), 4), _squares(range(n, 100), 2.5)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100" height="100" role="img" '
        f'aria-label="{escape(words)}"><path d="{full}" fill="{BLUE}"/>'
        f'<path d="{open_}" fill="#ffffff" stroke="{GREY}"/></svg>\n'
    )


def _squares(places: range, half: float) -> str:
    """One path for all squares of a kind: three hundred elements on a page are slow to put there and to take away."""
    corners = (f"M{10 * (i % 10) + 5 - half:g} {10 * (i // 10) + 5 - half:g}" for i in places)
    return "".join(f"{corner}h{2 * half:g}v{2 * half:g}h-{2 * half:g}z" for corner in corners)


def filled(share: float) -> int:
    """Whole squares: one at least for a chance that is not 0, and one open at least for one that is not 1."""
    if share != share:
        return 0
    n = round(100 * share)
    return 1 if n == 0 and share > 0 else 99 if n == 100 and share < 1 else n
