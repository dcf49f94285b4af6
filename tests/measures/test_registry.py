"""The documentation of figures: complete, current, and what the columns really are."""

import json
from pathlib import Path

import pytest

import sim
from sim.measures.figures import Figures
from sim.measures.registry import KPIS, documentation, main, markdown
from sim.measures.spans import Spans
from sim.scenario.schema import Step
from tests.measures.handmade import Values, model_of, scenario_of

pytestmark = pytest.mark.unit

ROOT = Path(sim.__file__).parents[1]


def test_the_page_is_current() -> None:
    """Run ``python -m sim.measures.registry docs/measures.md`` after a change."""
    assert (ROOT / "docs" / "measures.md").read_text(encoding="utf-8") == markdown()


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(tmp_path / "page.md")])
    main([])
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == capsys.readouterr().out == markdown()


def test_every_entry_is_complete_and_unique() -> None:
    entries = documentation()
    assert len(entries) == len(KPIS) == sum(line.startswith("| `") for line in markdown().splitlines())
    for entry in entries:
        for key in ("name", "en", "da", "unit", "formula", "counted"):
            assert entry[key], (entry["name"], key)
        assert (entry["kind"] == "ratio") == bool(entry["denominator"]), entry["name"]
    assert json.loads(json.dumps(entries)) == entries


def test_a_figure_that_is_not_described_cannot_be_added() -> None:
    model = model_of(scenario_of([Step("a", "stage"), Step("x", "exit")]), window=(0, 365), end=365)
    values = Values(model, [])
    figures = Figures(values.sheet.replications, Spans.of(model))
    with pytest.raises(KeyError, match="secret is not described"):
        figures.add("secret", [""], values.sheet.numerator[:, :2][:, None])


def test_columns_depend_on_the_model_alone_and_years_lie_in_the_window() -> None:
    scenario = scenario_of([Step("a", "stage"), Step("x", "exit")], years=3)
    whole = Values(model_of(scenario, window=(0, 3 * 365), end=1500), []).sheet.names
    assert {name.partition("@")[2] for name in whole} == {"", "2021", "2022", "2023"}
    part = Values(model_of(scenario, window=(10, 730), end=1500), []).sheet.names
    assert {name.partition("@")[2] for name in part} == {"", "2022"}
    assert {name for name in part if "@" not in name} == {name for name in whole if "@" not in name}
    with pytest.raises(KeyError, match="no_such"):
        Values(model_of(scenario, window=(10, 730), end=1500), [])["no_such"]
