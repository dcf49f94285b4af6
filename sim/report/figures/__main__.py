"""``python -m sim.report.figures docs/figures`` draws the dot plots of the documentation again."""

from __future__ import annotations

import sys
from pathlib import Path


def main(folder: str) -> None:
    """The baseline's targets in both languages."""
    import sim
    from sim.report.figures.catalogue import figures_of
    from sim.report.texts import LANGUAGES
    from sim.studies.batches import default_workers

    directory = Path(folder)
    directory.mkdir(parents=True, exist_ok=True)
    root = Path(__file__).parents[3]
    result = sim.run(sim.load(root / "scenarios" / "rengoering.toml"), seed=1, workers=default_workers())
    for figure in figures_of(result, ["dotplot"]):
        target = figure.name.partition(".")[2]
        for language in LANGUAGES:
            (directory / f"{target}-{language}.svg").write_text(figure.svg(language), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
