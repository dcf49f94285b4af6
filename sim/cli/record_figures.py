"""``--figure`` of the commands that read records: which are asked for, and writing them as SVG files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim import disk
from sim.cli import BadInputError
from sim.cli.figures import named
from sim.cli.outputs import check_free
from sim.report.texts import Texts

if TYPE_CHECKING:
    from sim.report.figures.catalogue import Drawn


def check_names(wanted: Sequence[str], known: Sequence[str], texts: Texts) -> None:
    """Raises :class:`BadInputError` for a figure that the command does not have."""
    for text in wanted:
        name = named(text, texts)[0]
        if name.partition(".")[0] not in known:
            raise BadInputError(texts("figure.of_records.unknown", name=name, known=", ".join(known)))


def write_record_figures(
    wanted: Sequence[str], drawn: Callable[[str], Iterable[Drawn | None]], usual: str, force: bool, texts: Texts
) -> list[Path]:
    """Write each figure; ``NAME=FILE.svg`` says where, else ``USUAL-NAME.svg``.

    ``drawn`` gives the figures of a kind; ``lengths.STEP`` is one of them.  Raises :class:`BadInputError` for one that
    the records hold too little for, before anything is written.
    """
    found = []
    for text in wanted:
        name, path = named(text, texts)
        shown = [one for one in drawn(name.partition(".")[0]) if one is not None and _is(name, one.name)]
        if not shown:
            raise BadInputError(texts("figure.of_records.nothing", name=name))
        found += [(check_free(_place(path, usual, one.name, len(shown)), force, texts), one) for one in shown]
    for place, one in found:
        disk.write_bytes(place, one.svg(texts.lang).encode())
    return [place for place, _ in found]


def _is(wanted: str, name: str) -> bool:
    return name == wanted or name.startswith(f"{wanted}.")


def _place(path: str, usual: str, name: str, several: int) -> Path:
    own = name.replace(".", "-")
    if not path:
        return Path(f"{usual}-{own}.svg")
    return Path(path) if several == 1 else Path(path).with_name(f"{Path(path).stem}-{name.partition('.')[2]}.svg")
