"""Tall figures as they are printed: on one page, in parts beside each other where shrunk nobody could read them."""

from __future__ import annotations

import re
from itertools import pairwise
from math import ceil

_SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)" width="\d+" height="\d+"')
_CUTS = re.compile(r' data-cuts="([\d. ]*)"')


BESIDE = 2  # parts of a figure that stand beside each other


def for_paper(wide: str, narrow: str, tallest: float) -> list[str]:
    """A figure for a page that is ``tallest`` times as high as wide.

    The wide one where it fits.  Where it does not, its narrow form in parts to be printed :data:`BESIDE` each other, if
    that may be cut; a drawing with lines from top to bottom is never cut.
    """
    size = _SIZE.search(wide)
    if size is None or int(size[2]) <= tallest * int(size[1]) or _CUTS.search(narrow) is None:
        return [wide]
    return in_parts(narrow, BESIDE * tallest)


def in_parts(svg: str, tallest: float) -> list[str]:
    """The figure from top to bottom in as few parts as are at most ``tallest`` times as high as wide.

    Cut only where the figure says that it may be; one that says nothing stays whole.  Every part is the whole drawing
    seen through another window.
    """
    size, allowed = _SIZE.search(svg), _CUTS.search(svg)
    if size is None or allowed is None:
        return [svg]
    wide, high = int(size[1]), int(size[2])
    count = ceil(high / (tallest * wide))
    cuts = [float(cut) for cut in allowed[1].split()]
    wanted = (min(cuts, key=lambda cut: abs(cut - high * k / count)) for k in range(1, count)) if cuts else ()
    ends = [0.0, *dict.fromkeys(wanted), float(high)]
    whole = svg.replace(allowed[0], "", 1)
    return [_window(whole, size[0], wide, top, base) for top, base in pairwise(ends)]


def _window(svg: str, size: str, wide: int, top: float, base: float) -> str:
    """What lies between two heights; ids are told apart, as several windows stand on one page."""
    seen = f'viewBox="0 {top:g} {wide} {base - top:g}" width="{wide}" height="{round(base - top)}"'
    part = svg.replace(size, seen, 1)
    return re.sub(r'\b(id="|aria-labelledby=")([^"]+)"', lambda found: f'{found[1]}{_apart(found[2], top)}"', part)


def _apart(keys: str, top: float) -> str:
    return " ".join(f"{key}-{top:g}" for key in keys.split(" ")) if top else keys
