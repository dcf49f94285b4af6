"""The dotplot: 50 equally likely outcomes, counted on each side of the target; the same bytes every time."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from sim.report.figures import DOTS, dotplot, equally_likely, save
from sim.report.texts import Texts
from tests.report.small import result_of


def test_equally_likely_outcomes_are_the_middles_of_fifty_parts() -> None:
    assert equally_likely(np.arange(50.0)).tolist() == list(range(50))
    assert equally_likely(np.array([1.0, 2.0]), 4).tolist() == [1, 1, 2, 2]
    assert equally_likely(np.array([np.nan, 3.0])).tolist() == [3.0] * DOTS


@pytest.mark.parametrize(("people", "missed", "reached"), [(10, 0, 50), (9, 25, 25), (8, 50, 0)])
def test_dots_are_counted_on_each_side_of_the_target(people: int, missed: int, reached: int) -> None:
    """70 and 80 starts of 10 in a group; 63 and 72 of 9: only the second year is enough; 56 and 64 of 8."""
    figure = dotplot(result_of(people_each=people), "volume", Texts("en"))
    words = [text.get_text() for text in figure.axes[0].texts]
    assert words == [f"■ {missed} of 50 years miss at least 70", f"● {reached} of 50 years reach at least 70"]
    drawn = sum(len(collection.get_offsets()) for collection in figure.axes[0].collections)
    assert drawn == DOTS


@pytest.mark.parametrize("target", ["volume", "self"])
def test_a_figure_is_the_same_bytes_again_and_says_what_it_shows(target: str, tmp_path: Path) -> None:
    for name in ("a.svg", "b.svg"):
        save(dotplot(result_of(), target, Texts("da")), tmp_path / name, "Titel", "I 100 ud af 100 år")
    content = (tmp_path / "a.svg").read_bytes()
    assert content == (tmp_path / "b.svg").read_bytes()
    root = ElementTree.fromstring(content)
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "Titel"
    assert "I 100 ud af 100 år" in [element.text for element in root.iter() if element.tag.endswith("description")]
