"""Writes docs/waterfall.md and its figure: from 48 starts exactly to the baseline, and what the baseline rests on.

Run by ``make docs-figures``; the steps and their reasons stand in waterfall.toml.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import sim
from sim.report.drawing import as_svg
from sim.studies.result import Result

ROOT = Path(__file__).parents[1]
REPLICATIONS = 200
SEED = 1

Row = tuple[str, str, str, Result]


def results(steps: list[dict[str, str]]) -> list[Row]:
    rows = []
    for step in steps:
        result = sim.run(ROOT / step["file"], replications=REPLICATIONS, seed=SEED, workers=2)
        rows.append((step["file"], step["name"], step["reason"], result))
        print(f"{starts(result):6.2f}  {step['name']}", flush=True)
    return rows


def figure(result: Result) -> str:
    return "target.volume" if "target.volume" in result.names else "entries.tilbud"


def starts(result: Result) -> float:
    """Starts a year."""
    value = float(result.value(figure(result)))
    first, last = result.model.window
    return value if figure(result) == "target.volume" else value / ((last - first) / 31_556_952)


def table(rows: list[Row], against: float | None) -> list[str]:
    lines = [
        "| step | starts a year | change | years with 48, of 100 | self-supporting of starters | why |",
        "|---|---|---|---|---|---|",
    ]
    before = against
    for path, name, reason, result in rows:
        now = starts(result)
        change = "" if before is None else f"{now - before:+.1f}".replace("-", "−")
        met = f"{100 * result.value('attained.volume'):.0f}" if "attained.volume" in result.names else ""
        share = f"{100 * result.value('target.self_support'):.0f} %" if "target.self_support" in result.names else ""
        lines.append(f"| [{name}](../{path}) | {now:.1f} | {change} | {met} | {share} | {reason} |")
        before = now if against is None else against
    return lines


def picture(rows: list[Row], path: Path) -> None:
    """Starts a year of every step as dots on one axis, the target as a line."""
    from matplotlib.figure import Figure

    chart = Figure(figsize=(8.5, 0.36 * len(rows) + 1.2), layout="constrained")
    axes = chart.add_subplot()
    values = [starts(result) for *_, result in rows]
    places = range(len(rows), 0, -1)
    axes.axvline(48, color="#c85200", linewidth=1.2)
    axes.annotate("48", (48, len(rows) + 0.7), color="#c85200", ha="center", va="bottom", annotation_clip=False)
    axes.hlines(places, values, 48, color="#9fbfdf", linewidth=3)
    axes.plot(values, places, "o", color="#1f5fa0")
    for value, place in zip(values, places, strict=True):
        axes.annotate(
            f"{value:.1f}", (value, place), xytext=(-9, 0), textcoords="offset points", ha="right", va="center"
        )
    axes.set_yticks(list(places), [name for _, name, _, _ in rows])
    axes.set_xlim(min(values) - 4, 51)
    axes.set_ylim(0.3, len(rows) + 0.7)
    axes.set_xlabel("starts a year")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    path.write_bytes(as_svg(chart, "Starts a year", "Dots for each step; the line is the 48 starts of the agreement."))


def main() -> None:
    steps = tomllib.loads((ROOT / "docs/waterfall.toml").read_text(encoding="utf-8"))
    towards = results(steps["to_baseline"])
    away = results(steps["from_baseline"])
    baseline = starts(towards[-1][3])
    picture(towards + away, ROOT / "docs/figures/waterfall.svg")
    text = [
        "# From 48 to the baseline, and what each decision is worth",
        "",
        f"Made by `make docs-figures` ({REPLICATIONS} replications, seed {SEED}). Starts a year: means over 2021-2023.",
        "",
        "![Starts a year of every step, against the 48 of the agreement](figures/waterfall.svg)",
        "",
        "## 48 starts exactly, step by step to the baseline",
        "",
        *table(towards, None),
        "",
        "Each step puts back one thing that the one before left out. The baseline is the plan as it could be run,",
        "so nearly nothing is lost on the way to it; what that rests on is seen in the next table.",
        "",
        "## From the baseline to the agreement read literally",
        "",
        "One decision of the baseline undone at a time (change against the baseline); those that the agreement states",
        "literally together, and all rows together.",
        "",
        *table(away, baseline),
        "",
    ]
    (ROOT / "docs/waterfall.md").write_text("\n".join(text), encoding="utf-8")


if __name__ == "__main__":
    main()
