"""``rengsim app``: what it opens, and what it says where there is nothing to open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.cli import main
from sim.limits import in_force, limit
from sim.page import serve

pytestmark = pytest.mark.page


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The folders that a server would have been started for, from a working folder with nothing in it."""
    folders: list[Any] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(serve, "serve", lambda settings, say, browser: folders.append(settings.folder))
    yield folders
    limit()


def test_the_scenarios_of_the_program_are_there_where_no_folder_was(
    served: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["app", "--no-browser", "--lang", "da"]) == 0
    assert served == [Path("scenarios")]
    assert Path("scenarios/rengoering.toml").is_file()
    assert "Den er lavet nu med de" in capsys.readouterr().out
    Path("scenarios/rengoering.toml").write_text("mine", encoding="utf-8")
    assert main(["app", "--no-browser"]) == 0
    assert Path("scenarios/rengoering.toml").read_text("utf-8") == "mine"


def test_a_folder_that_was_named_must_be_there(served: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["app", "--folder", "nosuch", "--lang", "da"]) == 2
    assert "nosuch" in capsys.readouterr().err
    assert served == []
    assert list(Path().iterdir()) == []


def test_the_help_names_the_limits_of_the_page_and_one_that_is_raised_leaves_the_others(
    served: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["app", "--help"])
    assert serve.ROOM in "".join(capsys.readouterr().out.split())
    Path("mine").mkdir()
    assert main(["app", "--folder", "mine", "--limit", "people=1e6"]) == 0
    assert (in_force().people, in_force().rows) == (1e6, 2e7)
