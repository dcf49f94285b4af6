"""How large a CSV file may be: rows, cells, bytes; and that reading one at the limits takes bounded time and memory."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from sim.scenario import csvfiles
from sim.scenario.csvfiles import BadCsv, read_csv

pytestmark = pytest.mark.unit


def table(folder: Path, rows: int, columns: int = 1) -> Path:
    path = folder / "rows.csv"
    path.write_text(",".join(f"c{i}" for i in range(columns)) + "\n" + (",".join(["1"] * columns) + "\n") * rows)
    return path


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvfiles, "MOST_ROWS", 10)
    monkeypatch.setattr(csvfiles, "MOST_CELLS", 24)
    monkeypatch.setattr(csvfiles, "LARGEST_CSV", 200)


@pytest.mark.usefixtures("_small")
@pytest.mark.parametrize(("columns", "most"), [(1, 10), (2, 10), (3, 8), (24, 1)])
def test_so_many_rows_are_read_and_one_more_is_not(tmp_path: Path, columns: int, most: int) -> None:
    assert read_csv(table(tmp_path, most, columns), "rows.csv").rows == most
    with pytest.raises(BadCsv) as raised:
        read_csv(table(tmp_path, most + 1, columns), "rows.csv")
    assert raised.value.code == "too-large"
    assert f"at most {most} rows of {columns} values" in raised.value.allowed


@pytest.mark.usefixtures("_small")
def test_a_file_with_too_many_bytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("c\n" + "1" * 198)
    assert read_csv(path, "rows.csv").rows == 1
    path.write_text("c\n" + "1" * 199)
    with pytest.raises(BadCsv, match="too large") as raised:
        read_csv(path, "rows.csv")
    assert raised.value.allowed == "at most 200 bytes"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rows", "columns"), [(csvfiles.MOST_ROWS, 1), (csvfiles.MOST_ROWS, 4), (csvfiles.MOST_ROWS + 1, 1), (3_500_000, 1)]
)
def test_a_file_at_the_limits_takes_5_seconds_and_500_mb(tmp_path: Path, rows: int, columns: int) -> None:
    """Of processor time and of memory, both as limits of the process."""
    path = table(tmp_path, rows, columns)
    code = (
        "import sys\nfrom pathlib import Path\nfrom sim.scenario.csvfiles import BadCsv, read_csv\n"
        f"try:\n    found = read_csv(Path({str(path)!r}), 'rows.csv').rows\nexcept BadCsv:\n    found = 0\nprint(found)"
    )

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
        resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))

    done = subprocess.run(
        [sys.executable, "-c", code], preexec_fn=limits, capture_output=True, text=True, cwd=Path(__file__).parents[2],
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == (rows if rows <= csvfiles.MOST_ROWS else 0)
