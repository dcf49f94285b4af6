"""The best of several scenarios in words: which, how sure that is, and what each came to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.report.as_json import estimate_as_json
from sim.report.show import in_html
from sim.report.study_json import option_json
from sim.report.table import Table, with_narrow_header
from sim.report.terminal import kept
from sim.report.texts import Texts
from sim.report.wording import Wording
from sim.studies.selection import Selection


def selection_text(found: Selection, texts: Texts) -> str:
    """The whole answer as plain text."""
    return kept(_parts(found, texts))


def _parts(found: Selection, texts: Texts) -> tuple[str, Table]:
    return "\n".join(_answer(found, texts)), _table(found, texts)


def _answer(found: Selection, texts: Texts) -> Iterator[str]:
    wording = Wording(found.options[0].scenario, texts)
    titles = [texts.title(option.titles, option.name) for option in found.options]
    worth = wording.least(found.asked, found.worth)
    sure = texts.write.percent(found.confidence)
    if found.course.best is not None:
        yield texts("select.best", name=titles[found.course.best], worth=worth, sure=sure)
    elif found.course.tied:
        names = texts.listing([titles[place] for place in found.course.left])
        runs = texts.write.number(found.replications[found.course.left[0]])
        yield texts("select.tied", names=names, runs=runs)
        if len(found.course.left) < len(titles):
            yield texts("select.tied.others", worth=worth, sure=sure)
    else:
        yield texts("select.open", names=texts.listing([titles[place] for place in found.course.left]), worth=worth)
    side = texts("select.smallest" if found.smallest else "select.largest")
    yield texts("select.question", title=wording.title(found.asked), side=side, n=texts.write.number(len(titles)))


def _table(found: Selection, texts: Texts) -> Table:
    wording = Wording(found.options[0].scenario, texts)
    rows = [
        (
            texts.title(option.titles, option.name),
            wording.value(found.asked, estimate.mean),
            wording.span(found.asked, estimate.low, estimate.high),
            texts.write.number(replications),
            texts("select.left" if place in found.course.left else "select.out"),
        )
        for place, (option, estimate, replications) in enumerate(
            zip(found.options, found.estimates, found.replications, strict=True)
        )
    ]
    columns = ("select.option", "column.computed", "column.interval", "select.replications", "select.state")
    return with_narrow_header(Table(wording.title(found.asked), tuple(texts(key) for key in columns), tuple(rows)))


def html(result: Selection, lang: str) -> str:
    """The answer in words and a table."""
    return in_html(_parts(result, Texts(lang)))


def table(result: Selection, lang: str) -> Table:
    """What each option came to."""
    return _table(result, Texts(lang))


def selection_json(found: Selection) -> dict[str, Any]:
    """``figure``, ``best`` (the place of an option, or null), ``left``, ``tied``, ``options`` with estimates."""
    return {
        "kind": "select",
        "seed": found.seed,
        "figure": found.asked.text,
        "worth": found.worth,
        "best_is": "smallest" if found.smallest else "largest",
        "confidence": found.confidence,
        "best": found.course.best,
        "left": list(found.course.left),
        "tied": found.course.tied,
        "options": [
            {**option_json(option), "replications": replications, "estimate": estimate_as_json(estimate)}
            for option, estimate, replications in zip(found.options, found.estimates, found.replications, strict=True)
        ],
    }
