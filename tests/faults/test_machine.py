"""What the user names and the machine gives may be unusable: a plain sentence, the right exit code, nothing lost."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from sim import disk
from sim.cli import main
from sim.kernels import usable
from sim.kernels.sources import Sources
from tests.faults.commands import COMMANDS, FAST, TWO, Command, Place, failing, watched
from tests.studies.clinic import CLINIC

ROOT = Path(__file__).parents[2]
COMPARE = Command(("compare", "{clinic}", "--with", "places=3", "--no-waterfall"))
RUN = Command(("run", "{clinic}", "--json"))


@pytest.fixture(autouse=True)
def drawn_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.report.drawing.as_svg", lambda figure, title, description: b"<svg/>" * 1000)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def said(place: Place, *arguments: str) -> tuple[int, str]:
    command = Command(arguments)
    outcome = place.call(command)
    assert "fault of the program" not in outcome.err, outcome.err
    assert "Traceback" not in outcome.err
    assert not place.unfinished()
    return outcome.code, outcome.err


# --- what the user named ---------------------------------------------------------------------------------------------


def unusable_paths(folder: Path) -> dict[str, str]:
    (folder / "file").write_text("here already")
    (folder / "ring").symlink_to(folder / "ring")
    return {
        "below a file": str(folder / "file" / "x"),
        "too long": str(folder / ("x" * 300)),
        "a ring of links": str(folder / "ring" / "x"),
        "a nul": str(folder) + "/a\0b",
    }


@pytest.mark.parametrize("what", ["below a file", "too long", "a ring of links", "a nul"])
@pytest.mark.parametrize("option", ["--results", "--out", "--log", "--table", "--figure"])
def test_a_path_that_cannot_be_used_exits_with_2(option: str, what: str, place: Place, capsys) -> None:
    ending = {"--log": ".csv", "--table": ".parquet", "--figure": ".svg"}.get(option, "")
    path = unusable_paths(place.wanted)[what] + ending
    start = ("sweep", str(place.clinic), "--vary", "places=2,3") if option == "--table" else (
        ("compare", str(place.clinic), "--with", "places=3", "--no-waterfall") if option == "--figure"
        else ("run", str(place.clinic))
    )  # fmt: skip
    before = sorted(place.results.rglob("*"))
    for lang in ("da", "en"):
        arguments = [*start, *FAST[:-1], lang, *TWO, "--results", str(place.results), option, path]
        assert main(arguments) == 2
        captured = capsys.readouterr()
        assert captured.err.strip()
        assert "fault of the program" not in captured.err
        assert "Traceback" not in captured.err
    assert sorted(place.results.rglob("*")) == before  # said before anything was simulated


def test_a_results_folder_that_is_a_file_or_has_one_inside(place: Place) -> None:
    place.results.rmdir()
    place.results.write_text("")
    code, err = said(place, "run", "{clinic}")
    assert (code, "not a folder" in err or "something else" in err) == (2, True), err
    place.results.unlink()
    place.results.mkdir()
    (place.results / "clinic").write_text("")
    assert said(place, "run", "{clinic}")[0] == 2
    assert (place.results / "clinic").is_file()


def test_a_scenario_whose_name_is_no_text(place: Place) -> None:
    odd = os.fsencode(place.folder) + b"/b\xf8rn.toml"
    Path(os.fsdecode(odd)).write_text(CLINIC, encoding="utf-8")
    clinic, place.clinic = place.clinic, Path(os.fsdecode(odd))
    for command in (RUN, COMPARE, COMMANDS["run"]):
        first, again = place.call(command), (place.clear_wanted(), place.call(command))[1]
        assert (first.code, again.code) == (0, 0), first.err + again.err
        assert "from disk" in again.err or "Asked before" in again.err
    assert clinic.exists()


def test_output_that_takes_only_ascii(place: Place) -> None:
    """By a real process, because the encoding is that of the stream."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    arguments = ["run", str(place.clinic), *FAST[:-2], *TWO, "--results", str(place.results)]
    done = subprocess.run(
        [sys.executable, "-m", "sim.cli", *arguments], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert b"simulerede aar" in done.stdout
    assert b"\\x" not in done.stdout


@pytest.mark.parametrize("stream", ["closed", "full"])
def test_output_that_is_closed_or_full(stream: str, place: Place) -> None:
    if stream == "full" and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    to = ">&-" if stream == "closed" else "> /dev/full"
    arguments = " ".join(place.arguments(COMPARE))
    done = subprocess.run(["bash", "-c", f"exec {sys.executable} -m sim.cli {arguments} {to}"], cwd=ROOT, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False)  # fmt: skip
    assert done.returncode == 1
    assert "could not be printed" in done.stderr
    assert "fault of the program" not in done.stderr
    assert "Exception ignored" not in done.stderr
    again = place.call(COMPARE)
    assert again.code == 0
    assert "Asked before" in again.err


# --- what the machine gives ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO])
def test_a_full_or_broken_disk_exits_with_1_and_prints_the_answer(number: int, place: Place) -> None:
    good = place.call(COMPARE)
    for answer in list(place.results.rglob("answer.txt")):
        disk.remove(answer.parent)

    def full(operation: str, path: Path) -> None:
        if operation in ("write", "fsync"):
            failing(number)(operation, path)

    with watched(full):
        poor = place.call(COMPARE)
    assert (poor.code, poor.out) == (1, good.out)
    assert "could not be written" in poor.err
    assert "fault of the program" not in poor.err


def test_a_folder_that_can_only_be_read(place: Place) -> None:
    good = place.call(COMPARE)

    def refuse(operation: str, path: Path) -> None:
        if operation in ("open", "mkdir", "rename", "remove"):
            failing(errno.EROFS)(operation, path)

    with watched(refuse):
        kept = place.call(COMPARE)
        assert (kept.code, kept.out) == (0, good.out)  # what is there can be read
        new = place.call(Command((*COMPARE.arguments, "--seed", "2")))
    assert new.code == 2
    assert "can only be read" in new.err
    assert not new.out  # said before simulating


@contextmanager
def tmpfs(folder: Path, size: str):
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("mounting is not permitted")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_small_disk(place: Place) -> None:
    with tmpfs(place.results, "8k"):
        code, err = said(place, "run", "{clinic}", "--out", str(place.wanted / "out"))
        assert (code, "the disk is full" in err) == (1, True), err
    with tmpfs(place.wanted, "8k"):
        code, err = said(place, "run", "{clinic}", "--log", str(place.wanted / "log.csv"))
        assert (code, "the disk is full" in err) == (1, True), err
        assert not list(place.wanted.iterdir())


def test_a_limit_on_the_size_of_files(place: Place) -> None:
    command = f"ulimit -f 1; exec {sys.executable} -m sim.cli {' '.join(place.arguments(RUN))}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, text=True, capture_output=True, check=False,
                          env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"})  # fmt: skip
    assert done.returncode == 1
    assert "larger than allowed" in done.stderr, done.stderr
    assert not place.unfinished()


# --- clocks, places, programs ----------------------------------------------------------------------------------------


def test_neither_time_zone_nor_clock_change_an_answer(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    good = place.call(RUN)
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        place.empty()
        assert place.call(RUN).out == good.out
    monkeypatch.undo()
    time.tzset()
    monkeypatch.setattr("time.time", lambda: 0.0)  # set back to 1970
    again = place.call(Command((*RUN.arguments, "--seed", "1")))
    assert again.out == good.out
    assert "from disk" in again.err


def test_edits_of_scenario_and_program_are_other_questions(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    good = place.call(RUN)
    place.clinic.write_text(CLINIC.replace("value = 2\n", "value = 3\n"), encoding="utf-8")
    other = place.call(RUN)
    assert other.out != good.out
    assert "from disk" not in other.err
    place.clinic.write_text(CLINIC, encoding="utf-8")
    assert "from disk" in place.call(RUN).err
    monkeypatch.setattr("sim.store.program.program", lambda: {"source": "another"})
    monkeypatch.setattr("sim.store.replications.check_unchanged", lambda: None)
    assert "from disk" not in place.call(RUN).err


def test_a_program_that_is_edited_while_it_runs_keeps_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.store.program._digest_now", lambda parts: "edited")
    code, err = said(place, "run", "{clinic}")
    assert (code, "was changed while it ran" in err) == (1, True)
    assert not list(place.results.rglob("replications*"))


@pytest.mark.parametrize("workers", [2, 3])
def test_any_number_of_workers_and_batches(workers: int, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("run", "{clinic}", "--json", "--seed", "3")
    good = place.call(Command(arguments))
    place.empty()
    monkeypatch.setitem(__import__("sim.studies.batches").studies.batches.ROWS_IN_BATCH, "reference", 1)
    again = place.call(Command((*arguments, "--workers", str(workers))))
    assert (again.code, again.out) == (0, good.out)


# --- no compiler -----------------------------------------------------------------------------------------------------


def test_without_a_compiler_the_reference_engine_is_taken_and_that_is_said_once(place: Place) -> None:
    code = (
        "import sys\nimport sim.engines.compiled as compiled\nimport sim.measures.digest.running as running\n"
        "compiled.pays_off = lambda *_: True\nrunning.pays_off = lambda *_: True\n"
        "from sim.cli import main\nsys.exit(main(sys.argv[1:]))"
    )
    arguments = [part if part != "reference" else "auto" for part in place.arguments(RUN)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("The fast engine cannot be used here (NUMBA_DISABLE_JIT)") == 1
    assert '"engine": "reference"' in done.stdout
    assert done.stdout.startswith("{")


def test_private_parts_of_numba_that_are_gone_are_a_reason_and_no_fault(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(sources: Sources) -> None:
        raise ImportError("cannot import name 'JITCodeLibrary' from 'numba.core.codegen'")

    monkeypatch.setattr("sim.kernels.stored.kernel_of", gone)
    usable.trouble_with.cache_clear()
    usable._say.cache_clear()
    try:
        asked = tuple(part for part in RUN.arguments)
        code, err = said(place, *asked, "--engine", "compiled")
        assert (code, "JITCodeLibrary" in err) == (2, True)
        monkeypatch.setattr("sim.engines.compiled.pays_off", lambda *_: True)
        code, err = said(place, *asked, "--engine", "auto")
        assert (code, err.count("JITCodeLibrary")) == (0, 1)
    finally:
        usable.trouble_with.cache_clear()
        usable._say.cache_clear()


def test_messages_are_plain_where_nothing_can_be_said(capsys: pytest.CaptureFixture[str]) -> None:
    from sim.cli.trouble import say

    say("a sentence")
    assert capsys.readouterr().err == "a sentence\n"
    broken = io.StringIO()
    broken.close()
    before, sys.stderr = sys.stderr, broken
    try:
        say("nobody hears it")
    finally:
        sys.stderr = before
