"""Where the machines are: ``local[:N]``, the address of a scheduler, or the file that a scheduler has written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from sim.cluster.trouble import BadCluster
from sim.scenario.words import said

_SCHEDULER = re.compile(r"(?P<protocol>tcp|tls)://(?P<host>\[[0-9a-fA-F:.]+\]|[^\s/:\[\]]+):(?P<port>\d{1,5})/?")
_LOCAL = re.compile(r"local(?::(?P<workers>[1-9]\d{0,3}))?")


@dataclass(frozen=True)
class Address:
    """``scheduler`` is an address such as ``tls://host:8786``; without one, so many workers on this machine."""

    scheduler: str = ""
    workers: int | None = None  # None: one for each processor

    @property
    def encrypted(self) -> bool:
        return self.scheduler.startswith("tls:")

    @classmethod
    def parse(cls, text: str, unencrypted: bool = False) -> Address:
        """What is written after ``--cluster``.

        Whoever reaches a scheduler can run any program on all its workers.  So beyond this machine only TLS, which
        asks both sides for a certificate, is taken unless ``unencrypted`` says otherwise.  Raises :class:`BadCluster`.
        """
        local = _LOCAL.fullmatch(text)
        if local is not None:
            return cls(workers=int(local["workers"]) if local["workers"] else None)
        given = _address_in(Path(text)) if text.endswith(".json") else text
        found = _SCHEDULER.fullmatch(given)
        if found is None or not 0 < int(found["port"]) < 1 << 16:
            raise BadCluster(
                said(
                    "--cluster {text}: expected local, local:4, tls://HOST:PORT, tcp://127.0.0.1:PORT or the file "
                    "that a scheduler writes (.json)",
                    text=given,
                )
            )
        if found["protocol"] == "tcp" and not unencrypted and not _on_this_machine(found["host"]):
            raise BadCluster(
                said(
                    "--cluster {text}: the connection would be open: anybody who reaches it can run programs on the "
                    "workers. Use tls:// (docs/cluster.md), or add --cluster-unencrypted on a closed network",
                    text=given,
                )
            )
        return cls(scheduler=given)


def _on_this_machine(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _address_in(path: Path) -> str:
    """The address in a file that ``dask scheduler --scheduler-file`` has written; raises :class:`BadCluster`."""
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["address"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise BadCluster(
            said("--cluster {text}: no address of a scheduler can be read there ({reason})", text=path, reason=reason)
        ) from None
