"""What to say when a file or the machine fails, on a terminal or a page; none of it is a fault of the program."""

from __future__ import annotations

import errno
from concurrent.futures import BrokenExecutor
from math import floor, isfinite, log10

from sim.bounds import BeyondBounds
from sim.cluster.trouble import BadCluster, ClusterLost, UnitsLost
from sim.disk import FileTrouble
from sim.engines.order import MOST_ITEMS_AT_ONCE, LoopWithoutProgress
from sim.kernels.usable import NotCompiled
from sim.limits import TooMuchError
from sim.measures.own_values import KpiFailed
from sim.report.problems_in_words import in_language, problems_in_words
from sim.report.texts import TABLE, Texts
from sim.scenario.problems import ProblemsFound
from sim.scenario.words import text_of
from sim.store.program import ProgramChanged
from sim.studies.sweep import BadPoint

_MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EAGAIN)


def in_words(error: BaseException, texts: Texts) -> tuple[str, bool] | None:
    """The sentence, and whether what the user named cannot be used; None for a fault of the program."""
    if isinstance(error, ProblemsFound):
        return problems_in_words(error, texts), True
    if isinstance(error, BadPoint):
        return texts("trouble.point", settings=error.settings, problems=problems_in_words(error.found, texts)), True
    if isinstance(error, FileTrouble):
        key = "trouble.unusable" if error.unusable else "trouble.file"
        return texts(key, path=_shown(error.filename), reason=_reason(error, texts)), error.unusable
    if isinstance(error, LoopWithoutProgress):  # only a run finds it, and the file can mend it
        number = texts.write.number(MOST_ITEMS_AT_ONCE)
        return texts("run.loop", file=error.path, step=error.step, n=number), True
    if isinstance(error, TooMuchError):
        return _too_much(error, texts), True
    if isinstance(error, BeyondBounds):
        found, most = (texts.write.number(number) for number in (error.found, error.most))
        return texts("trouble.bounds", file=_shown(error.path), driver=error.key, found=found, most=most), True
    if isinstance(error, MemoryError):
        return texts("trouble.memory"), False
    if isinstance(error, BrokenExecutor):
        return texts("trouble.worker"), False
    if isinstance(error, BadCluster | KpiFailed):
        return in_language(text_of(error), texts), True
    if isinstance(error, ClusterLost):
        return texts(f"cluster.lost.{error.what}", address=error.address), False
    if isinstance(error, UnitsLost):
        names = "\n".join(f"  {name}" for name in error.names)
        return texts("cluster.units" if error.kept else "cluster.units.all", names=names), False
    if isinstance(error, ProgramChanged):
        return texts("trouble.changed"), False
    if isinstance(error, OSError) and error.filename is None and error.errno in (*_MACHINE, errno.EBADF):
        return texts("trouble.output", reason=_reason(error, texts)), False
    if isinstance(error, OSError) and error.errno in _MACHINE:
        return texts("trouble.file", path=_shown(error.filename), reason=_reason(error, texts)), False
    return None


def warning_in_words(message: Warning | str, texts: Texts) -> str:
    """A warning as a person reads it."""
    if isinstance(message, NotCompiled):
        return texts("trouble.not_compiled", reason=message)
    return str(message)


def _too_much(error: TooMuchError, texts: Texts) -> str:
    if error.what == "replications":
        count, most = (texts.write.number(number) for number in (error.expected, error.limit))
        return texts("trouble.replications", n=count, limit=most)
    scale = 1e-9 if error.what == "memory" else 1.0  # GB
    expected, most = (_rounded(number * scale, texts) for number in (error.expected, error.limit))
    what = texts(f"trouble.limit.{error.what}")
    name = error.what if error.what in ("rows", "memory") else "people"
    return texts(
        "trouble.limit", file=_shown(error.path), driver=error.key, expected=expected, what=what, limit=most, name=name
    )


def _rounded(number: float, texts: Texts) -> str:
    """Three figures are enough for an estimate."""
    if not isfinite(number):
        return "∞"
    digits = max(0, 2 - floor(log10(max(number, 1e-9))))
    return texts.write.number(round(number, 2 - floor(log10(max(number, 1e-9)))), min(digits, 2))


def _reason(error: OSError, texts: Texts) -> str:
    name = errno.errorcode.get(error.errno or 0, "")
    key = f"trouble.reason.{name}"
    return texts(key) if key in TABLE else str(error.strerror or error)


def _shown(path: object) -> str:
    """A path as text, whatever bytes are in it."""
    return str(path).encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
