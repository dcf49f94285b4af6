"""What is counted is said: single calendar years, whole runs, and what could not be judged at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.report.answer import answer_lines, precision_table
from sim.report.compare import comparison_text
from sim.report.papers.answer import answer_section
from sim.report.papers.blocks import Paragraph
from sim.report.screen import screen_of
from sim.report.size import size_text
from sim.report.tables import tables
from sim.report.texts import Texts
from sim.studies.result import Result

SELDOM = """
format = 1
[run]
start = START
years = 2
follow_up = "6 months"
replications = 40
[arrivals.in]
to = "stay"
rate = 0.3
[stage.stay]
lasts = "10 days"
next = "job"
[stage.job]
lasts = "100 days"
support = "self"
next = "gone"
[exit.gone]
[cost.fixed]
per_year = 1000
[target.good]
title = { da = "I job", en = "In a job" }
share_of = "entered stay"
who_are = "self"
for = "1 month"
within = "0 days"
after = "last day in stay"
at_least = 0.4
[target.cheap]
title = { da = "Pris", en = "Price" }
figure = "cost_per_positive"
at_most = 1000
"""
PATHWAY = SELDOM.partition("[target")[0].replace("format = 1\n", "")
WHOLE = '[target.all]\ntitle = { da = "Alle", en = "All" }\ncount = "entered stay"\nat_least = 1\nper = "window"\n'


def result_of(folder: Path, text: str = SELDOM, start: str = "2021-03-01") -> Result:
    path = folder / "seldom.toml"
    path.write_text(text.replace("START", start), "utf-8")
    return sim.run(sim.load(path), engine="auto")


def answer(result: Result, lang: str) -> str:
    return "\n".join(answer_lines(result, Texts(lang))).replace("\u00a0", " ")


def test_a_missing_figure_is_neither_met_nor_missed(tmp_path: Path) -> None:
    """Where nobody came there is no cost of each result: it is shown as missing, and was judged as too dear."""
    result = result_of(tmp_path)
    known = result.sheet.denominator[:, result.sheet.index["target.cheap@2022"]] > 0
    assert 0 < known.sum() < len(known)
    judged = result.sheet.denominator[:, result.sheet.index["attained.cheap@2022"]] > 0
    assert (judged == known).all()
    words = answer(result, "da")
    share = 100 * (1 - known.mean())
    assert f"Pris kan ikke bedømmes i {share:.0f} ud af 100 simulerede år, hvor der intet er at måle" in words
    assert f"I job kan ikke bedømmes i {share:.0f} ud af 100 simulerede år" in words
    assert f"In a job cannot be judged in {share:.0f} of 100 simulated years" in answer(result, "en")
    assert f"Alle mål samtidig kan ikke bedømmes i {share:.0f} ud af 100" in words


def test_what_was_never_measured_has_no_chance(tmp_path: Path) -> None:
    result = result_of(tmp_path, SELDOM.replace("rate = 0.3", "rate = 1e-9"), "2021-01-01")
    words = answer(result, "da")
    assert "Pris (højst 1.000 kr.) kan ikke bedømmes: der er intet at måle." in words
    assert "ud af 100 simulerede år nås" not in words


def test_parts_of_years_that_are_not_judged_are_named(tmp_path: Path) -> None:
    result = result_of(tmp_path)
    assert "Målene bedømmes for hele kalenderår: 2022." in answer(result, "da")
    assert "Targets are judged for whole calendar years: 2022." in answer(result, "en")
    whole = result_of(tmp_path, start="2021-01-01")
    assert "Targets are judged for" not in answer(whole, "en")


def test_a_period_without_a_whole_year_is_said_and_counted_in_runs(tmp_path: Path) -> None:
    result = result_of(tmp_path, SELDOM.replace("years = 2", "years = 0.5"))
    words = answer(result, "da")
    assert "Perioden 1. marts 2021 – " in words
    assert "har intet helt kalenderår; mål for et kalenderår er bedømt på hele perioden." in words
    assert "simulerede år" not in words
    assert "gennemspilninger" in words


@pytest.mark.parametrize(("lang", "year", "run"), [("da", "år", "gennemspilninger"), ("en", "years", "runs")])
def test_years_and_runs_are_not_mixed(lang: str, year: str, run: str, tmp_path: Path) -> None:
    """A target over the whole period is counted in runs, in every table."""
    result, texts = result_of(tmp_path, SELDOM + WHOLE), Texts(lang)
    first, *_ = precision_table(result, texts).rows[3:]
    assert f"{run} {'ud af' if lang == 'da' else 'of'} 100" in first[0]
    table = next(iter(tables(result, texts)))
    assert not any(word in cell for cell in table.header for word in (year, run))
    assert table.rows[0][0].endswith("(hele perioden)" if lang == "da" else "(whole period)")
    only_window = result_of(tmp_path, SELDOM.partition("[target")[0] + WHOLE)
    header = next(iter(tables(only_window, texts))).header
    assert all(run in cell and year not in cell.split() for cell in header[2:])


@pytest.mark.parametrize(("lang", "year", "run"), [("da", "år", "gennemspilninger"), ("en", "years", "runs")])
def test_studies_count_a_target_of_the_period_in_runs(lang: str, year: str, run: str, tmp_path: Path) -> None:
    """Two whole years, so that "years" would be wrong for what is judged once a run, and right for what is not."""
    text = '[parameters.rate]\nvalue = 0.3\nlow = 0\nhigh = 2\nbasis = "assumption"\n' + PATHWAY.replace(
        "0.3", '"$rate"'
    )
    path = tmp_path / "whole.toml"
    path.write_text("format = 1\n" + (text + WHOLE).replace("START", "2021-01-01"), "utf-8")
    few, many = sim.load(path), sim.load(path, rate=1)
    words = comparison_text(
        sim.compare(few, many, measures=["P(all)"], replications=40, engine="auto"), Texts(lang)
    ).replace("\u00a0", " ")
    assert f"100 {run}" in words
    assert f"100 {year}" not in words
    words = comparison_text(
        sim.compare(few, many, measures=["mean(entries.stay)"], replications=40, engine="auto"), Texts(lang)
    )
    assert f"100 {year}" in words  # a mean is compared in every single year
    found = sim.size(few, "rate", "P(all) >= 0.2", [0.1, 1], replications=20, engine="auto")
    assert f"100 {run}" in size_text(found, Texts(lang))
    assert f"100 {year}" not in size_text(found, Texts(lang))


COUNTED = PATHWAY.replace("rate = 0.3", 'rate = "$many"').replace("replications = 40", "replications = 9")
CLOSED = 'closed = ["2021-05-01 to 2021-09-01"]'
COUNTED = f"""format = 1
{COUNTED}
[calendar]
{CLOSED}
[parameters.many]
value = 30
basis = "assumption"
[target.all]
title = {{ da = "Startede", en = "Started" }}
count = "entered stay"
at_least = 20
"""


@pytest.fixture(scope="module")
def part_year(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """Two years from March 2021, closed for four months of the part year before 2022."""
    return result_of(tmp_path_factory.mktemp("part"), COUNTED)


def test_mean_spread_and_chance_are_of_the_same_years(part_year: Result) -> None:
    """The mean was of the whole period, beside a spread and a chance of its whole calendar year."""
    screen = screen_of(part_year, Texts("da"))
    whole_year, window = part_year["target.all@2022"].mean, part_year["target.all"].mean
    assert whole_year != pytest.approx(window, abs=0.2)
    assert screen.table.rows[0][2] == Texts("da").write.number(whole_year, 1)
    assert "hele kalenderår" in screen.headline
    assert f"Startede: {Texts('da').write.number(whole_year, 1)} i gennemsnit" in answer(part_year, "da")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_what_lies_outside_whole_years_is_said_beside_them(part_year: Result, lang: str) -> None:
    outside = 2 * part_year["target.all"].mean - part_year["target.all@2022"].mean
    words = answer(part_year, lang)
    title, closed = {
        "da": ("Startede", "lukket 1.5.–31.8.2021"),
        "en": ("Started", "closed 1 May–31 Aug 2021"),
    }[lang]
    in_all = {"da": "i alt", "en": "in all"}[lang]
    assert f": {Texts(lang).write.number(outside, 1)} {in_all} ({title}); {closed}." in words
    _, lead, *_ = (one for one in answer_section(part_year, Texts(lang)).blocks if isinstance(one, Paragraph))
    assert closed in lead.words.replace("\u00a0", " ")


def test_a_comparison_shows_the_part_years_that_are_not_judged(tmp_path: Path) -> None:
    paths = []
    fewer = "[[change]]\nfrom = 2021-05-01\nto = 2021-09-01\nset = { many = 1 }\n"
    for name, text in {"as_always": COUNTED, "fewer": COUNTED + fewer}.items():
        paths.append(tmp_path / f"{name}.toml")
        paths[-1].write_text(text.replace("START", "2021-03-01"), "utf-8")
    found = sim.compare(*paths, replications=9, measures=["mean(target.all)"])
    years = {one.year: one for one in found.years}
    assert set(years) == {2022, None}
    for place in (0, 1):
        window, of_2022 = found.estimates[place][0].mean, years[2022].estimates[place].mean
        assert years[None].estimates[place].mean == pytest.approx(2 * window - of_2022, rel=0.01)
    text = " ".join(comparison_text(found, Texts("da")).replace("\u00a0", " ").split())
    assert "1.3.–31.12.2021 og 1.1.–28.2.2023" in text


def test_a_long_wait_is_put_down_to_the_search_that_goes_on() -> None:
    """A small project with the search of a large one waits for most of a year, and nothing said why."""
    cleaning = sim.load(Path(__file__).parents[2] / "scenarios" / "rengoering.toml")
    small = cleaning.set(slots=8, hold_size=8, hold_interval=17)
    result = sim.run(small, replications=10, engine="auto")
    assert "Søgningen holder først pause ved 20 klar: 10 måneders starter." in answer(result, "da")
    assert "The search pauses only at 20 ready: 10 months of starts." in answer(result, "en")
