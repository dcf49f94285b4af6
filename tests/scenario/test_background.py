"""``[background]``, the life outside: what it may say, and what is refused."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pytest

from sim.scenario import ProblemsFound, load
from sim.scenario.schema import DAY, WEEK, Background, Case, HazardPiece, Law, Span
from tests.scenario.snippets import GROUP, HEAD, PATHWAY, marked, write

pytestmark = pytest.mark.unit
MARKED = PATHWAY.replace('next = "out"', 'marks = { hours = { triangular = [8, 20, 37] } }\nnext = "out"')
WHOLE = """\
[background]
rate = { by = "group", jobparat = "0.7 per week", other = "0 per week" }
retention = "8 months"
support = "partly"
marks = { hours = { triangular = [8, 20, 37] } }
months = { 7 = 0.5 }
text = "as found elsewhere"
[[change]]
from = 2021-03-01
times = { "background.rate" = 2 }
"""


def test_every_key_is_read(tmp_path: Path) -> None:
    found = load(write(tmp_path, HEAD + GROUP + MARKED + WHOLE)).background
    assert isinstance(found, Background)
    rates = {"jobparat": 0.7 / WEEK, "other": 0.0}
    laws = {name: Law("hazard", pieces=(HazardPiece(inf, rate),)) for name, rate in rates.items()}
    assert found.rate == Case("group", (("jobparat", laws["jobparat"]),), laws["other"])
    assert found.retention == Span(8, "months")
    assert (found.support, found.text, found.months) == ("partly", "as found elsewhere", ((7, 0.5),))
    assert [name for name, _ in found.marks] == ["hours"]
    assert found.factor is not None
    july = 181 * DAY
    assert dict(found.factor.steps)[july] == 1.0


def test_without_the_table_there_is_none(tmp_path: Path) -> None:
    assert load(write(tmp_path, HEAD + PATHWAY)).background is None


PLAIN = '[background]\nrate = "0.1 per week"\nretention = "8 months"\n'
CASES = {
    "a mark decides": MARKED
    + PLAIN.replace('"8 months"', "{ by = 'hours', '< 9' = '1 day', other = '2 days' }  #! wrong-type"),
    "a mark that nobody draws": PATHWAY + PLAIN + "marks = { hours = { uniform = [1, 2] } }  #! unknown-name\n",
    "an attribute is no mark": GROUP + PATHWAY + PLAIN + "marks = { group = 'jobparat' }  #! unknown-name\n",
    "too many jobs": PATHWAY + PLAIN.replace("0.1 per week\"", '8 per week"  #! out-of-range'),
    "no retention": PATHWAY + '[background]  #! missing-key\nrate = "0.1 per week"\n',
    "no unit": PATHWAY + PLAIN.replace('"0.1 per week"', "5  #! wrong-unit"),
    "no such support": PATHWAY + PLAIN + "support = 'benefit'  #! choice-not-allowed\n",
    "a key that there is not": PATHWAY + PLAIN + "hours = 20  #! unknown-key\n",
    "nothing to multiply": PATHWAY
    + "[[change]]\nfrom = 2021-03-01\ntimes = { 'background.rate' = 2 }  #! unknown-name\n",
    "no table": "background = 3  #! wrong-type\n" + HEAD + PATHWAY,
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_said_where_it_stands(tmp_path: Path, case: str) -> None:
    text = CASES[case] if HEAD in CASES[case] else HEAD + CASES[case]
    with pytest.raises(ProblemsFound) as found:
        load(write(tmp_path, text))
    assert {(problem.code, problem.line) for problem in found.value.problems} >= marked(text)
