"""``python -m sim.report.figures docs/figures`` draws the dot plots of the documentation again."""

from __future__ import annotations

import re
import sys
from html import unescape
from pathlib import Path


def main(folder: str) -> None:
    """The baseline's targets in both languages."""
    import sim
    from sim.limits import default_workers
    from sim.report.figures.catalogue import figures_of
    from sim.report.texts import LANGUAGES

    directory = Path(folder)
    directory.mkdir(parents=True, exist_ok=True)
    root = Path(__file__).parents[3]
    result = sim.run(sim.load(root / "scenarios" / "rengoering.toml"), seed=1, workers=default_workers())
    for figure in figures_of(result, ["dotplot"]):
        target = figure.name.partition(".")[2]
        for language in LANGUAGES:
            (directory / f"{target}-{language}.svg").write_text(figure.svg(language), encoding="utf-8")
    readme = root / "README.md"
    readme.write_text(with_alternative_texts(readme.read_text("utf-8"), root), encoding="utf-8")


def with_alternative_texts(page: str, root: Path) -> str:
    """The page with the title and the description of each of its SVG pictures as the text that stands for it."""

    def image(found: re.Match[str]) -> str:
        return f"![{alternative_text((root / found[1]).read_text('utf-8'))}]({found[1]})"

    return re.sub(r"!\[[^\]]*\]\(([^)]+\.svg)\)", image, page)


def alternative_text(svg: str) -> str:
    """What somebody who does not see the picture is told."""
    said = [re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", svg, re.DOTALL) for tag in ("title", "desc")]
    sentences = [" ".join(unescape(found[1]).split()).rstrip(".") for found in said if found is not None]
    return ". ".join(sentences).replace("[", "(").replace("]", ")") + "."


if __name__ == "__main__":
    main(sys.argv[1])
