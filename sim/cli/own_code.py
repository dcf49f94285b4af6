"""``--own FILE.py``: figures and laws of one's own, added by a Python file that the command line names.

Nothing but the command line names such a file: a scenario, a mapping and a manifest are data, and never run anything.
What the file adds by ``sim.kpi`` and ``sim.law`` stands with its digest in manifests (:mod:`sim.store.program`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from traceback import extract_tb

from sim.cli import BadInputError
from sim.scenario.words import said


@contextmanager
def own_code(paths: Sequence[str]) -> Iterator[None]:
    """Run the files; what they add is there until the end.

    Raises :class:`BadInputError` for a file that is not there, that cannot be run, or that adds nothing.
    """
    from sim.distributions import FAMILIES
    from sim.measures.own import OWN, remove_kpi

    there, modules = {*FAMILIES, *OWN}, {*sys.modules}
    try:
        for path in paths:
            before = {*FAMILIES, *OWN}
            _run(path)
            if before == {*FAMILIES, *OWN}:
                raise BadInputError(
                    said("--own {path}: the file adds no figure (sim.kpi) and no law (sim.law)", path=path)
                )
        yield
    finally:
        for name in {*OWN} - there:
            remove_kpi(name)
        for name in {*FAMILIES} - there:
            del FAMILIES[name]
        beside = {Path(path).resolve().parent for path in paths}
        for name in {*sys.modules} - modules:
            file = getattr(sys.modules[name], "__file__", None)
            if file and Path(file).parent in beside:  # read anew where the command is called again in this process
                del sys.modules[name]


def _run(path: str) -> None:
    """As ``python FILE.py`` does: what stands beside the file can be imported."""
    file = Path(path).resolve()
    if file.suffix != ".py" or not file.is_file():
        raise BadInputError(said("--own {path}: there is no such Python file (.py)", path=path))
    name = f"own_code_{file.stem}"
    spec = spec_from_file_location(name, file)
    assert spec is not None  # of a file with this ending there is one
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module  # what the file defines is looked up there
    beside, writes = str(file.parent), sys.dont_write_bytecode
    sys.path.insert(0, beside)
    sys.dont_write_bytecode = True  # a folder of the user's, where only what was asked for is written
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise BadInputError(_what_failed(path, file, error)) from error
    finally:
        sys.path.remove(beside)
        sys.dont_write_bytecode = writes


def _what_failed(path: str, file: Path, error: BaseException) -> str:
    """The kind of the error, what it says, and the last line of the file on the way to it."""
    lines = [one.lineno for one in extract_tb(error.__traceback__) if Path(one.filename) == file]
    line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else None
    kind, text = type(error).__name__, str(error.msg if isinstance(error, SyntaxError) else error)
    if line is None:
        return said("--own {path}: {kind}: {text}", path=path, kind=kind, text=text)
    return said("--own {path}:{line}: {kind}: {text}", path=path, line=line, kind=kind, text=text)
