"""Every text of a figure is dark enough against what it stands on; browsers' checkers cannot tell it of drawings."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.report.figures_by_hand import FIGURES

SVG = "{http://www.w3.org/2000/svg}"


def luminance(colour: str) -> float:
    """Relative luminance of ``#rgb`` or ``#rrggbb`` (WCAG 2.2)."""
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_text_stands_out_from_the_rectangle_it_is_on(name: str, width: str) -> None:
    data, draw, _, _ = FIGURES[name]
    drawn: list[tuple[float, float, float, float, str]] = []
    for element in ElementTree.fromstring(draw(data, "da", width)).iter():
        if element.tag == f"{SVG}rect":
            x, y, wide, high = (float(element.get(key, "0")) for key in ("x", "y", "width", "height"))
            drawn.append((x, y, x + wide, y + high, element.get("fill", "#000")))
        if element.tag == f"{SVG}text":
            x, y = float(element.get("x", "0")), float(element.get("y", "0")) - 4
            behind = [fill for left, top, right, base, fill in drawn if left <= x <= right and top <= y <= base]
            assert contrast(element.get("fill", "#000"), behind[-1]) >= 4.5, element.text
