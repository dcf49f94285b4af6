"""One mutated scenario file, and what the program makes of it."""

from __future__ import annotations

import contextlib
import io
import random
import re
import shutil
import traceback
from pathlib import Path

from tests.fuzz.mutations import mutated

SCENARIOS = Path(__file__).parents[2] / "scenarios"
MUTATION = "mutation-"  # how the name of a mutated file begins
OF_THE_MACHINE = re.compile(
    r"Traceback|fault of the program|recursion|Python|<class |object at 0x|Warning:", re.IGNORECASE
)


def copied_scenarios(folder: Path) -> Path:
    """All scenario files in a folder of their own, in which mutated ones are read as if they stood among them."""
    root = folder / "scenarios"
    shutil.copytree(SCENARIOS, root)
    (root / ".rengsim-root").touch()
    return root


def mutation(root: Path, seed: int, number: int) -> tuple[Path, bytes]:
    """The scenario file that is mutated and what becomes of it; both depend on seed and number alone."""
    rng = random.Random(f"{seed}:{number}")
    files = sorted(path for path in root.rglob("*.toml") if not path.name.startswith(MUTATION))
    original = rng.choice(files)
    return original, mutated(original.read_bytes(), rng)


def written(root: Path, seed: int, number: int) -> Path:
    """The mutated file, written beside the one that it was made from."""
    original, text = mutation(root, seed, number)
    path = original.parent / f"{MUTATION}{seed}-{number}.toml"
    path.write_bytes(text)
    return path


def fault_of(code: int, out: str, err: str) -> str:
    """What is wrong with an answer of ``rengsim check``; empty if nothing is.

    A file is good (0, an answer) or bad (2, problems that name a place); there is no third way.
    """
    if code not in (0, 2):
        return f"exit code {code}"
    said = OF_THE_MACHINE.search(err)
    if said:
        return f"says {said.group()!r}"
    if code == 2 and not err.strip():
        return "exit code 2 without a word"
    if code == 0 and not out.strip():
        return "exit code 0 without an answer"
    return ""


def checked(path: Path) -> tuple[bool, str]:
    """Whether ``rengsim check`` finds the file good, and what is wrong with its answer."""
    from sim.cli import main

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(["check", str(path), "--lang", "en", "--debug"])
        except BaseException:
            return False, traceback.format_exc()
    fault = fault_of(code, out.getvalue(), err.getvalue())
    return code == 0, fault and f"{fault}\n{err.getvalue()}"


def both_engines(path: Path) -> tuple[str, str]:
    """Run both engines, two replications: ``run by both``, ``too large to run``, or a ``finding`` and its text.

    What the program itself refuses to run, with a problem in the input, is no finding.
    """
    import sim
    from sim.cli import BadInputError
    from sim.limits import TooMuchError
    from tests.engines.lockstep import assert_same

    try:
        assert_same(sim.load(path).model, 1, [0, 1])
    except (MemoryError, TooMuchError):
        return "too large to run", ""
    except (sim.ProblemsFound, BadInputError):
        pass
    except Exception:
        return "finding", "run by both engines\n" + traceback.format_exc()
    return "run by both", ""
