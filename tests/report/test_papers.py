"""The report: self-contained, escaped, the same in every form; a missing package is one sentence and exit 2."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import matplotlib
import pytest
from matplotlib.ft2font import FT2Font, LoadFlags
from PIL import Image

import sim.report.papers.pdf as printing
from sim import cli
from sim.analysis.basis import assumptions, by_basis
from sim.report.papers.assumptions import by_risk, least_known_section, parameter_table
from sim.report.papers.blocks import Bullets, Cards, Checklist, Figure, Paper, Paragraph
from sim.report.papers.compose import Subject, compose
from sim.report.papers.csvfile import as_csv, as_machine_csv, safe
from sim.report.papers.figures_table import MOST_NAMED, named
from sim.report.papers.html import as_html, fragment
from sim.report.papers.print_figures import FAMILY, font_at, for_print
from sim.report.papers.stress import ITEMS, Stress
from sim.report.phrases import Phrases
from sim.report.screen import screen_of
from sim.report.texts import Texts
from sim.scenario.schema import Parameter, Titles
from sim.studies.result import Result
from tests.report.small import result_of

NASTY = '<script>alert(1)</script> & "x" \u0007{{ 7*7 }}'


@cache
def nasty_result() -> Result:
    """A result whose file has markup, template code and control characters in its texts."""
    result = result_of()
    parameters = (
        Parameter("share", 0.3, "share", 0.1, 0.9, source=Titles(NASTY, NASTY), titles=Titles(NASTY, NASTY)),
        Parameter("known", 0.3, "share", 0.0, 1.0, basis="measured", titles=Titles("Målt", "Measured")),
        Parameter("seats", 10.0, "", 5.0, 20.0, lever=True, basis="text", titles=Titles("Pladser", "Places")),
        Parameter("off", 0.0, "days", 0.0, 10.0, titles=Titles("Slukket", "Off")),
    )
    scenario = replace(result.scenario, titles=Titles(NASTY, NASTY), asks=Titles(NASTY, NASTY), warnings=(NASTY,),
                       parameters=parameters)  # fmt: skip
    return replace(result, model=replace(result.model, scenario=scenario))


@cache
def paper(language: str = "da") -> Paper:
    return compose([Subject(nasty_result(), "small.toml", (("seats", "12"),))], language)


class Links(HTMLParser):
    """Everything that a browser would fetch, all ids, and the tags."""

    def __init__(self) -> None:
        super().__init__()
        self.outside: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "srcset", "data", "action") and not (value or "").startswith("#"):
                self.outside.append(f"{tag} {name}={value}")
            if name == "id":
                self.ids.append(value or "")


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_file_holds_everything_and_asks_nobody(language: str) -> None:
    page = as_html(paper(language))
    links = Links()
    links.feed(page)
    assert links.outside == []
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", page)
    assert "script" not in links.tags
    assert len(links.ids) == len(set(links.ids))
    assert links.tags.count("h1") == 1
    assert f'<html lang="{language}">' in page
    assert len(page.encode()) < 1_000_000


def test_text_from_files_stays_text() -> None:
    page = as_html(paper())
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert "\u0007" not in page


def test_the_same_question_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first, second = (as_html(compose([Subject(nasty_result(), "small.toml")], "da")) for _ in range(2))
    assert first == second
    assert "14. november 2023" in first.replace("\u00a0", " ")


def test_the_answer_comes_first_and_in_frequencies() -> None:
    made = paper()
    assert made.sections[0].key == "svar"
    (cards,) = (block for block in made.sections[0].blocks if isinstance(block, Cards))
    assert [card.headline for card in cards.cards] == [
        "I 100 ud af 100 år",
        *(card.headline for card in cards.cards[1:]),
    ]
    assert cards.cards[-1].title == "Begge mål samtidig"


def test_the_board_reads_first_and_the_annexes_are_folded_at_the_end() -> None:
    made = paper()
    kinds = [section.appendix for section in made.sections]
    assert kinds == sorted(kinds)
    board = [section.key for section in made.sections if not section.appendix]
    assert board[:2] == ["svar", "figurer"]
    assert {"usikkert", "graenser"} <= set(board)
    annexes = [section.key for section in made.sections if section.appendix]
    assert {"maal", "flere-figurer", "forudsaetninger", "stress", "igen"} <= set(annexes)
    page = as_html(made)
    before, _, after = page.partition('id="bilag"')
    assert "STRESS-DES" not in before.partition("<main>")[2]
    for number, key in enumerate(annexes, start=1):
        assert re.search(rf'<details id="{key}" class="annex">\s*<summary>Bilag {number}: ', after)
    printed = as_html(made, printed=True)
    assert "<details" not in printed
    assert 'class="annexes"' in printed


def test_the_last_annex_explains_the_words_that_the_paper_uses() -> None:
    last = paper().sections[-1]
    assert last.key == "ord"
    (words,) = (block for block in last.blocks if isinstance(block, Bullets))
    assert any(one.startswith("gennemspilning: ") for one in words.items)
    assert not any(one.startswith("Morris") for one in words.items)


def test_printed_figures_have_every_text_where_its_anchor_put_it() -> None:
    svg = ('<svg a="1" font-family="\'Arial\',sans-serif"><text x="100" y="5" font-size="10" text-anchor="middle" '
           'fill="#000">i&amp;W</text><text x="100" y="5" font-size="10" font-weight="600" text-anchor="end" '
           'fill="#000">mål</text><text x="7" y="5" font-size="10" fill="#000">x</text></svg>')  # fmt: skip
    found = for_print(svg)
    assert "text-anchor" not in found
    assert found.count(f'font-family="{FAMILY}"') == 1
    middle, end, start = (float(x) for x in re.findall(r'<text x="([^"]+)"', found))
    assert middle == pytest.approx(100 - advance("i&W", "DejaVuSans.ttf") / 2, abs=0.02)
    assert end == pytest.approx(100 - advance("mål", "DejaVuSans-Bold.ttf"), abs=0.02)
    assert start == 7


def advance(words: str, font: str) -> float:
    """How wide the letters are beside each other at a size of 10, without hinting or kerning."""
    face = FT2Font(str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / font))
    face.set_size(10, 72)
    return float(sum(face.load_char(ord(one), LoadFlags.NO_HINTING).linearHoriAdvance for one in words)) / 65536


def test_only_the_font_of_figures_is_fetched() -> None:
    assert font_at("rengsim-font:DejaVuSans.ttf")
    for address in ("rengsim-font:../../matplotlibrc", "file:///etc/hosts", "https://example.org/DejaVuSans.ttf"):
        assert font_at(address) is None


def test_every_figure_has_its_words_and_its_table_in_the_file() -> None:
    made = paper()
    figures = [block for section in made.sections for block in section.blocks if isinstance(block, Figure)]
    assert {figure.name.partition(".")[0] for figure in figures} >= {"dotplot", "flow", "cohort", "weeks"}
    for figure in figures:
        assert figure.reading.startswith("Sådan læses figuren")
        shown = fragment(figure, "da")
        assert figure.wide in shown or figure.sentence
        assert "<table>" in shown


def test_every_item_of_the_checklist_is_there_and_the_missing_ones_are_named() -> None:
    (section,) = (section for section in paper().sections if section.key == "stress")
    (items,) = (block for block in section.blocks if isinstance(block, Checklist))
    assert [item.number for item in items.items] == [number for number, _, _ in ITEMS]
    assert [item.number for item in items.items if item.missing] == ["3.2"]
    assert "3.2 Bearbejdning af data" in as_html(paper())


def test_least_known_is_an_assumption_with_a_wide_range_and_nothing_one_decides() -> None:
    scenario = nasty_result().scenario
    assert [one.name for one in by_risk(scenario)] == ["share", "off", "known"]
    unknown = Parameter("vacancies", 18.0, "per year", 2.0, 48.0, lever=True, basis="assumption")
    assert by_risk(replace(scenario, parameters=(*scenario.parameters, unknown)))[0] is unknown, "a lever, but not ours"


def test_danish_csv_is_for_excel_and_machine_csv_for_programs() -> None:
    danish, machine = as_csv(result_of(), "da"), as_machine_csv(result_of())
    assert danish.startswith(b"\xef\xbb\xbfTal;")
    assert not machine.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(machine.decode())))
    mean = {(row["figure"], row["year"]): row["mean"] for row in rows}
    assert float(mean["target.volume", "2021"]) == result_of()["target.volume@2021"].mean
    assert len(rows) == len(result_of().names) == len(danish.splitlines()) - 1
    assert re.search(rb";\d+,\d+;", danish)


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@sum", "\t=1"])
def test_no_text_becomes_a_formula(words: str) -> None:
    assert safe(words).startswith("'")


def test_the_workbook_has_named_figures_by_year_and_no_formula() -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    from sim.report.papers.xlsx import as_xlsx

    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(paper(), nasty_result())))
    answer, years, _ = (book[name] for name in book.sheetnames)
    assert answer["A1"].value.startswith("<script>")
    assert answer["A1"].data_type == "s"
    assert years.max_row == 1 + 30 * 2
    assert years.max_column <= 2 + MOST_NAMED
    assert years.max_column == 2 + len(named(nasty_result()))
    column = next(cell.column for cell in years[1] if cell.value == "Startede")
    values = [row[column - 1].value for row in years.iter_rows(min_row=2) if row[1].value == "2021"]
    assert values == result_of().column("target.volume@2021").tolist()


def test_the_word_document_says_what_its_pictures_show() -> None:
    docx, _ = pytest.importorskip("docx"), pytest.importorskip("resvg_py")
    from sim.report.papers.docx import as_docx

    document = docx.Document(io.BytesIO(as_docx(paper())))
    figures = [block for section in paper().sections for block in section.blocks if isinstance(block, Figure)]
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(described) == sum(not figure.sentence for figure in figures)
    assert all(described)
    said = [paragraph.text for paragraph in document.paragraphs]
    assert "I 100 ud af 100 år" in "\n".join(said)
    titles = [one.text for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert titles.index("Bilag for fagfolk") > titles.index("Det kan modellen ikke sige")
    assert titles[titles.index("Bilag for fagfolk") + 1].startswith("Bilag 1: ")


def test_the_word_document_carries_no_more_than_it_shows() -> None:
    pytest.importorskip("docx"), pytest.importorskip("resvg_py")
    from sim.report.papers.docx import COLOURS, DPI, INCHES, as_docx

    with ZipFile(io.BytesIO(as_docx(paper()))) as parts:
        names = parts.namelist()
        assert not [name for name in names if "stylesWithEffects" in name or "thumbnail" in name]
        assert parts.read("word/styles.xml").count(b'w:type="table"') == 2
        for name in names:
            if name.endswith(".png"):
                with Image.open(io.BytesIO(parts.read(name))) as picture:
                    assert picture.mode == "P"
                    assert len(picture.getcolors() or ()) <= COLOURS
                    assert picture.width <= INCHES * DPI


def test_the_pdf_is_tagged_and_says_the_same() -> None:
    pypdf = pytest.importorskip("pypdf")
    page = as_html(paper(), printed=True)
    printed = printing.by_weasyprint(page)
    if printed is None:
        pytest.skip("WeasyPrint, or the Pango that it needs, is not there")
    reader = pypdf.PdfReader(io.BytesIO(printed))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    words = " ".join(part.extract_text() for part in reader.pages)
    assert "I 100 ud af 100 år" in words.replace("\u00a0", " ")
    assert b"/Subtype /Form" not in printed  # a text of a figure is a part of its page
    fonts = {str(font["/BaseFont"]) for page in reader.pages for font in fonts_of(page)}
    assert fonts
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in fonts)  # only the letters that are used


def fonts_of(page: Any) -> list[Any]:
    return [font.get_object() for font in page["/Resources"]["/Font"].get_object().values()]


def test_without_a_printer_or_a_package_a_sentence_and_exit_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import importlib.util

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(printing, "browser", lambda: None)
    root = Path(__file__).parents[2] / "scenarios" / "rengoering.toml"
    for form, said in (("xlsx", "XlsxWriter"), ("docx", "python-docx"), ("pdf", "WeasyPrint")):
        assert cli.main(["report", str(root), "--format", form]) == 2
        words = capsys.readouterr().err
        assert said in words
        assert 'pip install "rengsim[report]"' in words
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "a.txt"], "endelsen"),
        (["--out", "a.pdf", "--format", "html"], "passer ikke"),
        (["--out", "nowhere/a.html"], "mappen findes ikke"),
        (["--out", "there.html"], "findes allerede"),
    ],
)
def test_what_would_make_writing_fail_is_said_before_the_simulation(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.html").write_text("mine")
    root = Path(__file__).parents[2] / "scenarios" / "rengoering.toml"
    assert cli.main(["report", str(root), *arguments]) == 2
    assert said in capsys.readouterr().err
    assert (tmp_path / "there.html").read_text() == "mine"


def test_a_stored_result_gives_the_paper_of_its_scenario(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    root = str(Path(__file__).parents[2] / "scenarios" / "rengoering.toml")
    asked = ["--replications", "2", "--seed", "7", "--results", "kept", "--engine", "reference", "--set", "slots=13"]
    assert cli.main(["report", root, *asked]) == 0
    first = (tmp_path / "rengoering.html").read_bytes()
    (stored,) = (path.name for path in (tmp_path / "kept" / "rengoering").iterdir())
    assert cli.main(["report", stored[:6], "--results", "kept", "--out", "again.html"]) == 0
    assert (tmp_path / "again.html").read_bytes() == first
    assert cli.main(["report", "zz", "--results", "kept", "--out", "no.html"]) == 2
    assert "hverken en scenariefil" in capsys.readouterr().err
    assert cli.main(["run", root, *asked, "--figure", "waiting", "--figure", "flow=vej.svg"]) == 0
    assert (tmp_path / "rengoering-waiting.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (tmp_path / "vej.svg").is_file()
    assert cli.main(["run", root, *asked, "--figure", "dotplt"]) == 2
    assert cli.main(["explain", root, "--figure", "forloeb.svg"]) == 0
    assert "Screening" in (tmp_path / "forloeb.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("low", "high", "unit", "written"),
    [
        (0.13, 0.25, "share a year", "13–25 pct. om året"),
        (0.02, 0.3, "share", "2–30 pct."),
        (0.006, 0.033, "per week", "0,006–0,033 om ugen"),
        (8, 20, "places", "8–20 pladser"),
    ],
)
def test_both_ends_of_a_range_have_the_same_unit(low: float, high: float, unit: str, written: str) -> None:
    say = Phrases(nasty_result().scenario, Texts("da"))
    assert say.quantity_span(low, high, unit).replace("\u00a0", " ") == written


def test_assumptions_are_counted_in_one_way() -> None:
    """111 and 141, 4 and 7 measured stood in different tables: what follows by formula counted in some of them."""
    base = nasty_result()
    follows = Parameter("follows", 2.0, "", formula="2 * share", basis="measured", titles=Titles("Følger", "Follows"))
    scenario = replace(base.scenario, parameters=(*base.scenario.parameters, follows))
    result = replace(base, model=replace(base.model, scenario=scenario))
    stated, counts, texts = len(assumptions(result.scenario)), by_basis(result.scenario), Texts("da")
    assert parameter_table(result.scenario, texts).title.startswith(f"Alle {stated} forudsætninger, og ")
    first = next(one for one in least_known_section(result.scenario, texts).blocks if isinstance(one, Paragraph))
    known = next(line.text for line in screen_of(result, texts).lines if line.label == "Det ved vi ikke")
    sources = Stress(result, "", texts).sources()
    assert f"{counts['assumption']} af {stated} forudsætninger" in known
    assert f"Af {stated} forudsætninger er {counts['assumption']} antagelser" in first.words
    assert all(f"{counts['measured']} {word}" in text for word, text in (("er målt", known), ("målte tal", sources)))
