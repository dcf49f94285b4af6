"""The blocks of docs/python.md run, each by itself, and none takes more than ten lines."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
BLOCKS = dict(
    re.findall(r"^## ([^\n]+)\n(?:(?!^## )[^`]|`(?!``))*?```python\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL)
)
FEWER = re.compile(r"replications=([\d_]+)")


def test_every_task_has_a_block_of_at_most_ten_lines() -> None:
    assert len(BLOCKS) == PAGE.count("```python") >= 7
    assert max(len(block.strip().splitlines()) for block in BLOCKS.values()) <= 10


@pytest.mark.page
@pytest.mark.parametrize("title", BLOCKS)
def test_a_block_runs(title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib as mpl

    mpl.use("agg")
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    (tmp_path / ".rengsim-root").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sim.studies.shown._chosen", "")
    block = FEWER.sub(lambda asked: f"replications={min(6, int(asked[1]))}, engine='compiled'", BLOCKS[title])
    names: dict[str, object] = {}
    exec(compile(block, title, "exec"), names)
    import matplotlib.pyplot as plt

    plt.close("all")
