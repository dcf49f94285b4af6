"""``--figure``: figures of a run, and the pathway of a scenario file, as SVG files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim import disk
from sim.cli import BadInputError
from sim.cli.outputs import check_free
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.knowledge.uncertain import Uncertain
    from sim.scenario.schema import Scenario
    from sim.studies.result import Result


def named(text: str, texts: Texts) -> tuple[str, str]:
    """``dotplot`` or ``dotplot.volume=FILE.svg`` as name and file; raises :class:`BadInputError`."""
    name, _, path = text.partition("=")
    if path and Path(path).suffix != ".svg":
        raise BadInputError(texts("figure.not_svg", path=path))
    return name, path


def check_figures(wanted: Sequence[str], scenario: Scenario, texts: Texts, uncertain: bool) -> None:
    """Say before the simulation what is unknown, or needs ``--uncertain``; raises :class:`BadInputError`."""
    from sim.report.figures.catalogue import OF_WORLDS, UnknownFigure, meant

    try:
        for text in wanted:
            name = named(text, texts)[0]
            meant(name, scenario, uncertain or name.partition(".")[0] in OF_WORLDS)
            if not uncertain and name.partition(".")[0] in OF_WORLDS:
                raise BadInputError(texts("figure.needs_uncertain", name=name))
    except UnknownFigure as problem:
        raise BadInputError(texts("figure.unknown", problem=problem)) from None


def figure_file(path: str, figure: str, of: int) -> Path:
    """Where a figure goes whose file was named; of several each has its name behind that of the file."""
    named_file = Path(path)
    return named_file if of == 1 else named_file.with_stem(f"{named_file.stem}-{figure.replace('.', '-')}")


def write_figures(
    wanted: Sequence[str], result: Result, force: bool, texts: Texts, worlds: Uncertain | None = None
) -> list[Path]:
    """Write each figure: as ``SCENARIO-FIGURE.svg``, or where its file was named, as ``FILE-FIGURE.svg`` of several."""
    from sim.report.figures.catalogue import figures_of

    found = []
    for text in wanted:
        name, path = named(text, texts)
        drawn = list(figures_of(result, None if name == "all" else [name], worlds=worlds))
        for figure in drawn:
            usual = f"{result.scenario.name}-{figure.name.replace('.', '-')}.svg"
            target = check_free(figure_file(path, figure.name, len(drawn)) if path else Path(usual), force, texts)
            disk.write_bytes(target, figure.svg(texts.lang).encode())
            found.append(target)
    return found
