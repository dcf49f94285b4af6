"""docs/calibration.md and its figures, from what was run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.calibration.judge import INTERVALS, Judged, columns, judged, shifted_most
from benchmarks.calibration.kept import Found, Part
from benchmarks.calibration.sets import AS_OF, FORECASTS, WRONG
from sim.report.figures.axes import Scale, draw_x_axis
from sim.report.figures.canvas import BLUE, GREY, INK, ORANGE, PALE, RULE, Canvas
from sim.report.texts import Texts

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "calibration.md"
GOOD, BAD = DOCS / "figures" / "calibration.svg", DOCS / "figures" / "calibration-wrong.svg"
BAND = 1.358
"""A distribution function of n uniform numbers leaves the diagonal by more than this over sqrt(n) in 5 of 100."""

CALLED = {
    "model": "fitted, from where people are",
    "pace": "the pace so far goes on",
    "prior": "not fitted, from where people are",
    "blind": "fitted, without knowing where people are",
}

HEAD = """# Calibration

Do `rengsim fit` and `rengsim forecast` keep what they promise?  `make calibration` draws parameters from their priors,
simulates a year of a small pathway with them ([pathway.toml](../benchmarks/calibration/pathway.toml): about 60
people, long stays, sessions, a risk, a way back), records it as a job centre would (from April to December, so
that much is under way at both ends), fits what was recorded, and looks where the truth lies among the draws of
the fit.  If everything is
right, that place is equally likely to be anywhere (simulation-based calibration: Talts, Betancourt, Simpson, Vehtari
and Gelman, 2018).  This page is written by it.
"""

NOT_YET = "not found out by so few sets"
UNIFORM = "No test of any quantity rejects that the places are uniform (Holm's rule at 5 % among all of them)."
NOT_UNIFORM = "Not uniform, by Holm's rule at 5 % among all tests: {names}."

FORECAST = """At the end of {day} the records so far are fitted, and the end of the year is forecast: how many began an
internship.  One forecast for each independent year.  Where in the forecasts lies what came?  The tests {verdict} that
it is equally likely to be anywhere (p {mean} for the centre, {square} for the width, {band} for the shape); the 80 %
interval covers {covered}.
"""


def write(parts: Mapping[Part, Found]) -> None:
    """The page and its figures; nothing without at least ten sets."""
    found = {kind: {part.number: one for part, one in sorted(parts.items(), key=lambda pair: pair[0].number)
                    if part.kind == kind} for kind in ("fit", "wrong", "forecast")}  # fmt: skip
    both = [number for number in found["wrong"] if number in found["fit"]]
    if min(len(found["fit"]), len(both), len(found["forecast"])) < 10:
        return
    fits, right = judged(columns([*found["fit"].values()])), columns([found["fit"][number] for number in both])
    worst = {name: shifted_most(judged(columns([found["wrong"][number][name] for number in both])), right)
             for name in WRONG}  # fmt: skip
    GOOD.write_text(picture("Fits: the truth lies anywhere among the draws", fits, BLUE), "utf-8")
    BAD.write_text(picture("Wrong fits: the truth lies too low or too high", [*worst.values()], ORANGE), "utf-8")
    text = "\n".join([HEAD, _fits(fits), _wrong(worst), _forecasts([*found["forecast"].values()])])
    PAGE.write_text(text.rstrip() + "\n", "utf-8")


def _fits(fits: Sequence[Judged]) -> str:
    number, out = len(fits[0].places), [one.name for one in fits if one.rejected]
    verdict = NOT_UNIFORM.format(names=", ".join(out)) if out else UNIFORM
    rows = [[one.name, *(_share(*one.covered(inside)) for inside in INTERVALS), _p(one.mean), _p(one.square),
             _p(one.band)] for one in fits]  # fmt: skip
    header = ["quantity", *(f"{100 * inside:.0f} % interval covers" for inside in INTERVALS), "p, centre", "p, width",
              "p, shape"]  # fmt: skip
    return "\n".join([
        f"## Fits: {number:,} of 1,000 sets\n", f"{verdict}\n", _table(header, rows), "",
        "The log likelihood is ranked as well: a fit that ignores the records would pass on the parameters alone.",
        "In brackets: a 95 % interval for so many sets.\n",
        f"![Distribution of places less the diagonal](figures/{GOOD.name})\n",
    ])  # fmt: skip


def _wrong(worst: Mapping[str, Judged]) -> str:
    number = len(next(iter(worst.values())).places)
    rows = [
        [name, "found out" if one.rejected else NOT_YET if number < 300 else "**not found out**",
         f"{one.name}: the 90 % interval covers {_share(*one.covered(0.9))}", _p(one.p)]
        for name, one in worst.items()
    ]  # fmt: skip
    return "\n".join([
        f"## Fits that are wrong on purpose: {number:,} of 300 sets\n",
        "A test that nothing fails is worth nothing.  The same sets, fitted with one thing left out; a quantity that",
        "it surely moves, compared set by set, must be found not to be uniform (Holm's rule among all quantities):\n",
        _table(["left out", "verdict", "what it moves", "p"], rows), "",
        f"![Distribution of places less the diagonal](figures/{BAD.name})\n",
    ])  # fmt: skip


def _forecasts(found: Sequence[Found]) -> str:
    places = judged({"forecast": [float(one["place"]) for one in found]})[0]
    model = np.array([one["model"] for one in found])
    rows = []
    for name in FORECASTS:
        scores = np.array([one[name] for one in found])
        apart = scores - model
        half = 1.96 * float(apart.std(ddof=1)) / len(apart) ** 0.5
        worse = "" if name == "model" else f"{apart.mean():+.2f} ± {half:.2f}"
        rows.append([CALLED[name], f"{scores.mean():.2f}", worse])
    said = FORECAST.format(
        day=f"{AS_OF:%-d %B}", verdict="reject" if places.rejected else "do not reject", mean=_p(places.mean),
        square=_p(places.square), band=_p(places.band), covered=_share(*places.covered(0.8)),
    )  # fmt: skip
    return "\n".join([
        f"## Forecasts: {len(found):,} of 300 sets\n", said,
        _table(["forecast", "score (people; 0 is best)", "worse than the first by"], rows), "",
        "The score is the fair continuous ranked probability score; differences are paired, with 95 % intervals.",
    ])  # fmt: skip


def _share(share: float, low: float, high: float) -> str:
    return f"{100 * share:.0f} % ({100 * low:.0f}–{100 * high:.0f})"


def _p(value: float) -> str:
    return "< .001" if value < 0.001 else f"{value:.3f}".removeprefix("0")


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def picture(title: str, fits: Sequence[Judged], colour: str) -> str:
    """The distribution function of each quantity's places less the diagonal, and the band of 95 in 100."""
    canvas = Canvas("wide", title)
    number = len(fits[0].places)
    band = BAND / number**0.5
    grid = np.linspace(0, 1, 13)
    curves = [np.searchsorted(np.sort(one.places), grid, side="right") / number - grid for one in fits]
    most = 1.1 * max(band, *(float(np.abs(curve).max()) for curve in curves))
    top, base = canvas.y + 10, canvas.y + 230
    x, y = Scale(0, 1, 56, canvas.right - 8), Scale(-most, most, base, top)
    canvas.rect(x(0), y(band), x(1) - x(0), y(-band) - y(band), PALE)
    for value in (-band, 0, band):
        canvas.line((x(0), y(value)), (x(1), y(value)), GREY if value == 0 else RULE)
        canvas.text(50, y(value) + 4, f"{value:+.2f}" if value else "0", "end", colour=GREY)
    for curve in curves:
        points = [(round(x(float(at))), round(y(float(value)), 1)) for at, value in zip(grid, curve, strict=True)]
        canvas.polyline(points, colour, 1.2, opacity=0.8)
    for one, curve in zip(fits, curves, strict=True) if len(fits) <= 3 else ():
        at = int(np.abs(curve).argmax())
        canvas.label(x(float(grid[at])) + 4, y(float(curve[at])) - 4, one.name)
    canvas.y = base
    draw_x_axis(canvas, x, base, Texts("en"), "place of the truth among the draws")
    canvas.text(x(0) + 6, y(band) - 4, "within the band in 95 of 100 right fits", colour=INK)
    return canvas.finish(f"Distribution functions of {len(fits)} quantities over {number} sets, less the diagonal.")
