"""The paper when the assumptions are uncertain too, and the figures of possible sets of assumptions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sim
from sim.cli import BAD_INPUT, DONE, main
from sim.knowledge.decision import decision_among
from sim.knowledge.uncertain import Uncertain, uncertain
from sim.report.figures.from_worlds import spreads_of, swings_of
from sim.report.papers.assumptions import least_known_section
from sim.report.papers.blocks import Bullets, Grid, Paragraph
from sim.report.papers.compose import Subject, compose
from sim.report.papers.html import as_html
from sim.report.papers.knowledge import knowledge_section
from sim.report.texts import Texts
from sim.studies.result import Result
from tests.knowledge.test_uncertain import POISSON_GAMMA, scenario
from tests.studies.clinic import write_clinic
from tests.tiers import first_of

pytestmark = pytest.mark.page


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Uncertain]:
    loaded = scenario(tmp_path_factory.mktemp("worlds"))
    (worlds,) = uncertain(loaded, worlds=64, replications=3, engine="auto", workers=1)
    return sim.run(loaded, replications=40, engine="auto", workers=1), worlds


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Uncertain]:
    loaded = sim.load(write_clinic(tmp_path_factory.mktemp("clinic")))
    (worlds,) = uncertain(loaded, worlds=32, replications=2, engine="auto", workers=1)
    return sim.run(loaded, replications=20, engine="auto", workers=1), worlds


def test_both_spreads_have_every_year_and_its_verdict(found: tuple[Result, Uncertain]) -> None:
    result, worlds = found
    data = spreads_of(result, worlds, "many")
    assert data is not None
    assert len(data.chance.values) == 40
    assert sorted(worlds.outcomes("many").ravel()) == list(data.both.values)
    assert data.both.met == tuple(value >= 48 for value in data.both.values)
    assert data.both.chance == worlds.chance("many").mean


def test_a_share_lies_on_the_side_of_the_target_that_its_year_is_judged_to(clinic: tuple[Result, Uncertain]) -> None:
    result, worlds = clinic
    data = spreads_of(result, worlds, "good")
    assert data is not None
    assert data.chance.of == data.both.of > 0
    assert data.both.at_least is not None
    assert all(met == (value >= data.both.at_least) for value, met in zip(data.both.values, data.both.met, strict=True))
    known = ~np.isnan(worlds.outcomes("good"))
    assert len(data.both.values) == known.sum()
    assert sum(data.both.met) == np.nansum(worlds.attained("good"))


def test_a_tornado_has_only_what_certainly_matters(found: tuple[Result, Uncertain]) -> None:
    _, worlds = found
    data = swings_of(worlds, "many")
    assert data is not None
    (swing,) = data.swings
    assert swing.at_low < data.base < swing.at_high
    assert swing.low.en == "38"  # the 10 and 90 % points of the gamma law, with two digits
    assert swing.high.en == "58 a year"


def test_the_paper_tells_chance_from_knowledge_and_orders_by_influence(found: tuple[Result, Uncertain]) -> None:
    result, worlds = found
    paper = compose([Subject(result, "one.toml", (), worlds)], "da")
    keys = [section.key for section in paper.sections]
    assert keys.index("svar") == 0
    assert keys.index("figurer") < keys.index("usikkert") < keys.index("viden")
    page = as_html(paper)
    assert "figur-knowledge-many" in page
    assert "figur-tornado-many" in page
    assert "--uncertain 64" in page
    plain = as_html(compose([Subject(result, "one.toml")], "da"))
    assert "figur-knowledge-many" not in plain
    assert "--uncertain" not in plain


def test_what_the_answer_depends_on_comes_before_what_has_the_widest_range(tmp_path: Path) -> None:
    """A stay says nothing of how many come, however little is known of it."""
    idle = '[parameters.idle]\nvalue = "10 days"\nlow = 0\nhigh = 100\nbasis = "assumption"\n'
    loaded = scenario(tmp_path, POISSON_GAMMA.replace('lasts = "1 day"', 'lasts = "$idle"') + idle)
    (few,) = uncertain(loaded, worlds=120, replications=4, engine="auto", workers=1)
    texts = Texts("da")
    for worlds, first in ((None, "idle"), (few, "rate")):
        blocks = least_known_section(loaded.scenario, texts, few=worlds).blocks
        (table,) = (block.table for block in blocks if isinstance(block, Grid))
        assert next(row[0] for row in table.rows) == first
    said = [block.words for block in blocks if isinstance(block, Paragraph)]
    assert any("afhænger svaret mest af: rate." in words for words in said)
    assert table.rows[1][0] == "idle"
    assert table.rows[1][-1] == "–"


@pytest.mark.parametrize("lang", first_of(1, ["da", "en"]))
def test_report_and_figures_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = str(write_clinic(tmp_path))
    usual = ["--replications", "8", "--engine", "auto", "--lang", lang]
    assert main(["report", path, *usual, "--uncertain", "16", "--out", "a.html"]) == DONE
    assert "figur-knowledge-many" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert main(["run", path, *usual, "--uncertain", "16", "--figure", "knowledge.good=k.svg"]) == DONE
    assert (tmp_path / "k.svg").read_text(encoding="utf-8").startswith("<svg")
    capsys.readouterr()
    assert main(["run", path, *usual, "--figure", "tornado"]) == BAD_INPUT
    assert "--uncertain" in capsys.readouterr().err


def test_a_paper_of_two_options_says_what_is_worth_finding_out_before_choosing(tmp_path: Path) -> None:
    """The same people, or only those of the second half of the year: said of each target, if sets are enough."""
    one = scenario(tmp_path)
    late = scenario(tmp_path, POISSON_GAMMA.replace('rate = "$rate"\n', 'rate = "$rate"\nfrom = 2021-07-01\n'))
    options = uncertain(one, late, worlds=128, replications=2, engine="auto", workers=1)
    result, texts = sim.run(one, replications=10, engine="auto", workers=1), Texts("da")
    section = knowledge_section(result, options[0], options[1:], texts)
    said = [line for block in section.blocks if isinstance(block, Bullets) for line in block.items]
    assert any("før der vælges" in str(line) for line in said)
    found = decision_among(options, "many")
    assert found.means[found.best][0] == pytest.approx(np.nanmean(options[found.best].attained("many")))
    few = uncertain(one, late, worlds=32, replications=2, engine="auto", workers=1)
    section = knowledge_section(result, few[0], few[1:], texts)
    assert Paragraph(texts("value.few", least=100)) in section.blocks
