"""Files and folders that are there completely or not at all, whenever the power goes.

Whatever rengsim writes and reads back goes through this module: the store of results, ``--out``, ``--table``, ``--log``
and ``--figure``.  A file is written beside its place under a name that no reader looks at, forced to the disk, and then
renamed.  Names are unique, so two runs at once never write into the same file; whoever renames last wins with the same
content.  The writer holds a lock on the unfinished file only to show that it is alive: what a killed run has left can
be locked by the next one, which removes it.

Every operation on a file is announced to :func:`watch` first, so that tests can let any of them fail, or end the
process there.
"""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast
from uuid import uuid4

LEFT_BEHIND = 24 * 3600
"""Seconds after which an unfinished file can have no writer any more, where locks do not tell."""
_UNFINISHED = re.compile(r"\.(?P<name>.*)\.[0-9a-f]{12}\.part", re.DOTALL)
_UNUSABLE = frozenset(
    (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY, errno.EACCES, errno.EPERM, errno.EROFS)
) | {errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL, errno.EXDEV, errno.EBUSY}
_NO_FOLDER_SYNC = (errno.EINVAL, errno.EBADF, errno.ENOSYS, errno.ENOTSUP, errno.EACCES)


class FileTrouble(OSError):
    """An operation on a file failed; ``errno``, ``strerror`` and ``filename`` as in OSError."""

    @property
    def unusable(self) -> bool:
        """Whether the path itself cannot be used (another one would do); else the machine has failed."""
        return self.errno in _UNUSABLE


def watch(operation: str, path: Path) -> None:
    """Called before every operation; tests put their faults here."""


@contextmanager
def _operation(name: str, path: Path) -> Iterator[None]:
    try:
        watch(name, path)
        yield
    except FileTrouble:
        raise
    except OSError as error:
        raise FileTrouble(error.errno or errno.EIO, error.strerror or str(error), str(path)) from error
    except ValueError as error:  # a NUL in the name
        if "null" not in str(error):
            raise
        raise FileTrouble(errno.EINVAL, os.strerror(errno.EINVAL), str(path)) from error


class _Watched(io.FileIO):
    """A file whose writes are announced."""

    def write(self, data: object) -> int:
        with _operation("write", Path(str(self.name))):
            return super().write(data)  # type: ignore[arg-type]


# --- writing ---------------------------------------------------------------------------------------------------------


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A stream; what the block writes into it becomes the file at ``path``, replacing an older one.

    If the block fails the older one stays as it was.  Raises :class:`FileTrouble`.
    """
    make_folder(path.parent)
    sweep(path.parent, path.name)
    part, raw = _unfinished_file(path)
    try:
        with io.BufferedWriter(raw, 1 << 16) as stream:
            yield cast(BinaryIO, stream)
            with _operation("flush", path):
                stream.flush()
            with _operation("fsync", path):
                os.fsync(raw.fileno())
            _take_place(part, path, replace=True)
    finally:
        with suppress(OSError, ValueError):
            raw.close()
        _drop(part)


def write_bytes(path: Path, content: bytes) -> None:
    """Make or replace a file."""
    with new_file(path) as stream:
        stream.write(content)


@contextmanager
def new_folder(path: Path, replace: bool = True) -> Iterator[Path]:
    """A folder to fill with :func:`write_bytes` and :func:`new_file`; at the end of the block it takes its place.

    Without ``replace`` only an empty folder may be there already.  Raises :class:`FileTrouble`.
    """
    make_folder(path.parent)
    sweep(path.parent, path.name)
    part, handle = _unfinished_folder(path)
    try:
        yield part
        _sync_folder(part)
        _take_place(part, path, replace)
    finally:
        if handle is not None:
            os.close(handle)
        _drop(part)


@contextmanager
def scratch() -> Iterator[BinaryIO]:
    """A file without a name, gone with the block."""
    place = Path("scratch")
    with _operation("open", place):
        file = TemporaryFile(buffering=0)  # noqa: SIM115
    with file, io.BufferedRandom(_Watched(os.dup(file.fileno()), "r+b")) as stream:
        yield cast(BinaryIO, stream)


def make_folder(path: Path) -> None:
    """The folder and those above it, if they are not there."""
    with _operation("mkdir", path):
        path.mkdir(parents=True, exist_ok=True)


def _beside(path: Path) -> Path:
    """A name of its own in the same folder; no longer than names may be."""
    return path.with_name(f".{path.name[:40]}.{uuid4().hex[:12]}.part")


def _unfinished_file(path: Path) -> tuple[Path, _Watched]:
    for _ in range(100):
        part = _beside(path)
        try:
            with _operation("open", path):
                raw = _Watched(os.fspath(part), "xb")
            if _lock(raw.fileno()) is not False and part.exists():
                return part, raw
            raw.close()  # swept up by another run before it was locked
        except BaseException:  # Ctrl-C too
            _drop(part)
            raise
    raise FileTrouble(errno.EBUSY, os.strerror(errno.EBUSY), str(path))


def _unfinished_folder(path: Path) -> tuple[Path, int | None]:
    for _ in range(100):
        part = _beside(path)
        with _operation("mkdir", path):
            part.mkdir()
        try:
            handle = os.open(part, os.O_RDONLY)
        except FileNotFoundError:
            continue
        except OSError:  # a system where folders cannot be opened
            return part, None
        if _lock(handle) is not False and part.exists():
            return part, handle
        os.close(handle)
    raise FileTrouble(errno.EBUSY, os.strerror(errno.EBUSY), str(path))


def _lock(handle: int) -> bool | None:
    """Lock an open file without waiting; False if another process has done so, None where there are no locks."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        return None
    return True


def _take_place(part: Path, path: Path, replace: bool) -> None:
    """Rename; what cannot be replaced in one step (a folder that is not empty) steps aside first."""
    for _ in range(100):
        try:
            with _operation("rename", path):
                os.replace(part, path)
            _sync_folder(path.parent)
            return
        except FileTrouble as trouble:
            in_the_way = (errno.ENOTEMPTY, errno.EEXIST, errno.EISDIR, errno.ENOTDIR)
            if not replace or trouble.errno not in in_the_way:
                raise
            aside = _beside(path)
            try:
                with _operation("rename", aside):
                    os.replace(path, aside)
            except FileTrouble as gone:
                if gone.errno == errno.ENOENT:
                    continue  # another run has moved it away
                raise
            _drop(aside)
    raise FileTrouble(errno.EBUSY, os.strerror(errno.EBUSY), str(path))


def _sync_folder(path: Path) -> None:
    """Force the names in a folder to the disk, where that can be done."""
    with suppress(*((PermissionError,) if os.name == "nt" else ())), _operation("fsync", path):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(handle)


# --- reading and removing --------------------------------------------------------------------------------------------


def read_bytes(path: Path) -> bytes:
    """The content of a file; raises :class:`FileTrouble`."""
    with _operation("read", path):
        return path.read_bytes()


def names_in(folder: Path) -> list[str]:
    """The names in a folder in order; none if there is no such folder.  Raises :class:`FileTrouble`."""
    try:
        with _operation("list", folder):
            return sorted(os.listdir(folder))
    except FileTrouble as trouble:
        if trouble.errno in (errno.ENOENT, errno.ENOTDIR):
            return []
        raise


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it; nothing happens if it is not there."""
    with _operation("remove", path):
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        except FileNotFoundError:
            return


def _drop(path: Path) -> None:
    """Remove what is of no use any more; if that fails, the next run will."""
    with suppress(FileTrouble):
        if os.path.lexists(path):
            remove(path)


def sweep(folder: Path, name: str | None = None) -> None:
    """Remove what killed runs have left unfinished in a folder: all of it, or what was to become ``name``."""
    with suppress(FileTrouble):
        for entry in names_in(folder):
            left = _UNFINISHED.fullmatch(entry)
            if left and (name is None or left["name"] == name[:40]) and _abandoned(folder / entry):
                _drop(folder / entry)


def _abandoned(path: Path) -> bool:
    """Whether the writer of an unfinished file is gone."""
    try:
        handle = os.open(path, os.O_RDONLY)
        try:
            locked = _lock(handle)
            return time.time() - os.fstat(handle).st_mtime > LEFT_BEHIND if locked is None else locked
        finally:
            os.close(handle)
    except OSError:  # somebody else was faster
        return False


def check_folder_place(path: Path) -> None:
    """See before the work is done whether a folder can be made there; raises :class:`FileTrouble`."""
    with _operation("stat", path), suppress(FileNotFoundError):
        os.stat(path)
    above = path.absolute().parent
    while not above.exists() and above != above.parent:
        above = above.parent
    _probe(above, path)


def check_place(path: Path) -> None:
    """See before the work is done whether a file can be written there; raises :class:`FileTrouble`."""
    with _operation("stat", path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        with suppress(FileNotFoundError):
            os.stat(path)  # a name too long, a loop of links
    _probe(path.parent, path)


def _probe(folder: Path, path: Path) -> None:
    """See whether files can be made in a folder; trouble is that of ``path``."""
    probe = folder / "probe"
    sweep(folder, probe.name)
    try:
        part, raw = _unfinished_file(probe)
    except FileTrouble as trouble:
        raise FileTrouble(trouble.errno, trouble.strerror, str(path)) from None
    raw.close()
    _drop(part)
