"""Templates of the page, with the fragments of the papers beside them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sim.report.papers.html import labels, plain
from sim.report.texts import Texts

if TYPE_CHECKING:
    from jinja2 import Environment

INLINE_STYLE = ' style="max-width:100%;height:auto"'
"""On every figure; the page says it in its style sheet, because it allows no style in the text."""


@cache
def environment() -> Environment:
    """The templates; everything that is not an SVG of ours is escaped."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=ChoiceLoader([PackageLoader("sim.page"), PackageLoader("sim.report.papers")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=plain,
    )
    made.filters["drawing"] = lambda svg: Markup(svg.replace(INLINE_STYLE, ""))
    made.filters["fixed"] = lambda svg: svg
    made.filters["trouble"] = _trouble
    made.filters["kind"] = lambda block: type(block).__name__
    return made


def _trouble(error: Exception, texts: Texts) -> str:
    """Why a piece of work failed, in the reader's language where there are words for it."""
    from sim.report.trouble import in_words

    found = in_words(error, texts)
    return str(error) if found is None else found[0]


def render(template: str, texts: Texts, **values: Any) -> str:
    """A template with the texts as ``t`` and the few words of the shared fragments as ``labels``."""
    return environment().get_template(template).render(t=texts, labels=labels(texts.lang), **values)
