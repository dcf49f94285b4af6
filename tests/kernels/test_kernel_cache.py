"""The kernel on disk is never stale and never broken: edits, deletion, damage, two processes, no folder to write to.

A small kernel of two modules stands for the real one, which takes long to compile; everything about the cache is the
same code.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from sim.engines import choose
from sim.kernels.known import DIGEST, ENGINE
from sim.kernels.sources import Sources
from sim.model.build import build
from sim.scenario import load
from tests import generated
from tests.tiers import first_of

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
HELPER = """
from __future__ import annotations
from sim.kernels.jit import Memory, Parts
from smallkernel.numbers import FACTOR

PARTS = Parts()
kernel = PARTS.add

@kernel
def grow(memory: Memory, place: int) -> int:
    return memory[place] * FACTOR + 1
"""
NUMBERS = "FACTOR = 10\n"
WHOLE = """
from sim.kernels.jit import words
from smallkernel.helper import grow

def total(array):
    memory = words(array)
    return grow(memory, 0) + grow(memory, 1)
"""
RUN = """
import sys
import numpy as np
from sim.kernels import stored
from sim.kernels.sources import Sources
sources = Sources(
    name="small", title="it", package="smallkernel", others=("smallkernel.numbers",), whole="smallkernel.whole",
    function="total", parts="smallkernel.helper", kinds=("words",), load_seconds=0.1, compile_seconds=1.0,
)
was_cached = sources.is_cached()
kernel = stored.kernel_of(sources)
print(kernel(np.array([1, 2])), "numba" in sys.modules, was_cached)
"""


class Small:
    """The small kernel in a folder of its own, with a cache of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "cache"
        self.package = folder / "smallkernel"
        self.package.mkdir()
        (self.package / "__init__.py").write_text("")
        for name, text in (("helper", HELPER), ("numbers", NUMBERS), ("whole", WHOLE)):
            (self.package / f"{name}.py").write_text(text)

    def start(self, program: str = RUN) -> subprocess.Popen[str]:
        path = os.pathsep.join([str(ROOT), str(self.folder)])
        environment = {**os.environ, "XDG_CACHE_HOME": str(self.home), "PYTHONPATH": path}
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        command = [sys.executable, "-c", program]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self) -> tuple[int, str]:
        """(answer, "compiled" | "loaded": without the compiler); the program foresaw which."""
        return self.outcome(self.start())

    def outcome(self, process: subprocess.Popen[str], *, foreseen: bool = True) -> tuple[int, str]:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        answer, compiling, was_cached = out.split()
        if foreseen:
            assert compiling != was_cached
        return int(answer), "compiled" if compiling == "True" else "loaded"

    def edit(self, module: str, old: str, new: str) -> None:
        path = self.package / f"{module}.py"
        text = path.read_text()
        assert old in text
        stat = path.stat()
        path.write_text(text.replace(old, new))
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # as a fast editor or a checkout may leave it

    @property
    def files(self) -> list[Path]:
        return sorted(self.home.rglob("*.kernel"))


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small(tmp_path)


def test_it_is_compiled_once(small: Small) -> None:
    assert small.run() == (32, "compiled")
    assert small.run() == (32, "loaded")


def test_an_edited_helper_or_constant_is_never_stale(small: Small) -> None:
    assert small.run() == (32, "compiled")
    small.edit("helper", "+ 1", "+ 2")
    assert small.run() == (34, "compiled")
    small.edit("numbers", "10", "20")
    assert small.run() == (64, "compiled")
    small.edit("numbers", "20", "10")
    small.edit("helper", "+ 2", "+ 1")
    assert small.run() == (32, "loaded")


@pytest.mark.slow
def test_an_edit_while_it_is_compiled_is_never_stale(small: Small) -> None:
    at_once = "kernel = stored.kernel_of(sources)"
    edit = f"open({str(small.package / 'numbers.py')!r}, 'w').write('FACTOR = 20')"
    meanwhile = f"sources.digest; import smallkernel.numbers; {edit}; {at_once}"
    assert small.outcome(small.start(RUN.replace(at_once, meanwhile))) == (32, "compiled")
    assert small.files == []
    assert small.run() == (62, "compiled")


@pytest.mark.slow
def test_a_deleted_cache_is_made_again(small: Small) -> None:
    small.run()
    for path in small.files:
        path.unlink()
    assert small.run() == (32, "compiled")
    assert small.run() == (32, "loaded")


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "a bit of the machine code": lambda content: content[:-200] + bytes([content[-200] ^ 1]) + content[-199:],
    "cut short": lambda content: content[: len(content) // 2],
    "the header": lambda content: content[:100],
    "nothing left": lambda content: b"",
}


@pytest.mark.parametrize("damage", first_of(1, list(DAMAGE)))
def test_a_damaged_file_is_replaced(small: Small, damage: str) -> None:
    small.run()
    (path,) = small.files
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    assert small.outcome(small.start(), foreseen=False) == (32, "compiled")
    assert small.run() == (32, "loaded")


def test_of_processes_at_once_one_compiles(small: Small) -> None:
    processes = [small.start() for _ in range(3)]
    outcomes = [small.outcome(process, foreseen=False) for process in processes]
    assert sorted(outcomes) == [(32, "compiled"), (32, "loaded"), (32, "loaded")]


def test_a_process_killed_while_it_compiles_stops_nobody(small: Small) -> None:
    at_once = "kernel = stored.kernel_of(sources)"
    suicide = "stored.compiled_now = lambda _: __import__('os').kill(__import__('os').getpid(), 9)"
    killed = small.start(RUN.replace(at_once, f"{suicide}\n{at_once}"))
    assert killed.wait(timeout=120) == -9
    killed.communicate()
    assert small.run() == (32, "compiled")


@pytest.mark.slow
def test_without_a_folder_to_write_to_it_works_all_the_same(small: Small) -> None:
    small.home.write_text("a file where the folder should be")
    assert small.run() == (32, "compiled")
    assert small.run() == (32, "compiled")


# --- kernels that an installation brings ------------------------------------------------------------------------------

SUPPLIED = """
import sys
from pathlib import Path
import sim.kernels.sources
sim.kernels.sources.SUPPLIED = Path({folder!r})
"""


@pytest.mark.slow
def test_a_kernel_for_every_processor_is_loaded_without_compiling_and_equal_when_made_again(small: Small) -> None:
    about = RUN.partition("was_cached")[0]
    objects = [small.folder / name for name in ("objects", "again")]
    for folder in objects:
        supply = (
            "from pathlib import Path\nfrom sim.disk import write_bytes\n"
            "code = stored.compiled_now(sources, sources.plain_cpu)\n"
            f"write_bytes(Path({str(folder)!r}) / sources.supplied_place.name, code.to_bytes())"
        )
        process = small.start(about + supply)
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    (first,), (again,) = (list(folder.iterdir()) for folder in objects)
    assert (first.name, first.read_bytes()) == (again.name, again.read_bytes())
    brought = SUPPLIED.format(folder=str(objects[0])) + RUN
    assert small.outcome(small.start(brought)) == (32, "loaded")
    assert small.files == []
    small.edit("numbers", "10", "20")  # no longer the sources that it was made from
    assert small.outcome(small.start(brought)) == (62, "compiled")


# --- what the digest is made from ------------------------------------------------------------------------------------


def own_imports(module: str) -> dict[str, set[str]]:
    """The modules of this program that a module imports from, and the names."""
    spec = find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    found: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(Path(spec.origin).read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("sim."):
            found.setdefault(node.module, set()).update(alias.name for alias in node.names)
    return found


def names_defined_in(module: str) -> set[str]:
    """Names that a module defines itself at the top."""
    spec = find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    found = set()
    for node in ast.parse(Path(spec.origin).read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for target in targets:
            found.update(name.id for name in ast.walk(target) if isinstance(name, ast.Name))
    return found


KERNELS = {
    "engine": (ENGINE, "sim.engines.compiled.loop", "sim.engines.compiled.parts", 100),
    "digest": (DIGEST, "sim.measures.digest.compiled", "sim.measures.digest.compiled", 40),
}
"""Of each kernel: its sources, the module of the whole, the module with the parts, and about how many there are."""


def is_part(module: str, sources: Sources) -> bool:
    return module.startswith((f"{sources.package}.", "sim.kernels.")) or module in sources.others


@pytest.mark.parametrize("name", KERNELS)
def test_everything_that_is_compiled_in_belongs_to_the_digest(name: str) -> None:
    sources, whole, module_of_parts, least = KERNELS[name]
    import_module(whole)
    functions = import_module(module_of_parts).PARTS.functions
    assert len(functions) > least
    for module in {whole, *(part.py_func.__globals__["__name__"] for part in functions)}:
        assert is_part(module, sources)
        for used, names in own_imports(module).items():
            if used in (sources.package, "sim.engines", "sim.log"):  # modules of it, each asked about by itself
                continue
            assert is_part(used, sources), f"{module} imports {used}"
            assert names <= names_defined_in(used), f"{module} imports from {used} what others define"


def test_every_file_changes_the_digest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = ENGINE.files()
    assert {path.name for path in files} >= {"loop.py", "arithmetic.py", "order.py", "schema.py", "jit.py"}
    before = ENGINE.made_from()
    for place, path in enumerate(files):
        other = tmp_path / path.name
        other.write_bytes(path.read_bytes() + b"\n")
        changed = [*files[:place], other, *files[place + 1 :]]
        monkeypatch.setattr(Sources, "files", lambda _, changed=changed: changed)
        assert ENGINE.made_from() != before


# --- the choice of the engine ----------------------------------------------------------------------------------------


def test_auto_weighs_compiling_against_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    model = build(load(ROOT / "scenarios/rengoering.toml"))
    monkeypatch.setattr(Sources, "is_cached", lambda _: False)
    assert choose("auto", model, 2).name == "reference"
    assert choose("auto", model, 2000).name == "compiled"
    monkeypatch.setattr(Sources, "is_cached", lambda _: True)
    assert choose("auto", model, 20).name == "compiled"
    assert choose("auto", generated.model(0), 1).name == "reference"


def test_compiling_is_said_once_and_only_when_it_happens() -> None:
    code = (
        "from pathlib import Path; from sim.scenario import load; from sim.model.build import build\n"
        "from sim.engines import compiled; from sim.kernels.known import ENGINE\n"
        "model = build(load('sim/verify/scenarios/hand-1-one-server.toml'))\n"
        "first, second = compiled.run(model, 1, [0]), compiled.run(model, 1, [0])\n"
        "print(len(first), ENGINE.is_cached())"
    )
    generous = {"cwd": ROOT, "capture_output": True, "text": True, "timeout": 300}
    command = [sys.executable, "-c", code]
    first, second = (subprocess.run(command, check=True, **generous) for _ in range(2))  # type: ignore[call-overload]
    assert first.stderr in ("", "compiling the fast engine (about 15 s, once)\n")
    assert second.stderr == ""
    assert first.stdout == second.stdout
    assert second.stdout.endswith("True\n")
