"""The first start: kernels are compiled behind the page, which says how far they are."""

from __future__ import annotations

import threading
from time import monotonic

from sim.kernels.known import DIGEST, ENGINE, seconds_until_ready

QUICK = 3.0  # seconds; whoever waits less needs no message


class Warming:
    """Makes the compiled engine ready in a thread of its own; an engine that cannot be had is ready at once."""

    def __init__(self, start: bool = True) -> None:
        self.usual = seconds_until_ready()
        self._started = monotonic()
        self._done = threading.Event()
        if not start:
            self._done.set()
            return
        threading.Thread(target=self._prepare, name="kernels", daemon=True).start()

    def _prepare(self) -> None:
        from sim.kernels.stored import compile_elsewhere
        from sim.kernels.usable import trouble_with

        try:
            compile_elsewhere(ENGINE)
            if trouble_with(ENGINE) is None:
                trouble_with(DIGEST)
        finally:
            self._done.set()

    @property
    def ready(self) -> bool:
        return self._done.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; whether it is ready."""
        return self._done.wait(seconds)

    @property
    def needs_message(self) -> bool:
        """Whether somebody would have to wait so long that they should be told why."""
        return not self.ready and self.usual > QUICK

    @property
    def seconds(self) -> int:
        """How long it has taken so far."""
        return round(monotonic() - self._started)
