"""Memory that is given back: a server that runs for days must not grow because of how the C library keeps free memory.

With its defaults glibc gives every thread an arena of its own and, once a large array has been freed, takes the next
ones from the arenas too.  Small objects that stay then pin the free memory around them: the page's server had three
times the memory in use after some hundred answers by five planners, with nothing leaked.  Fixed limits keep large
arrays out of the arenas, so that they go back to the system the moment they are freed.
"""

from __future__ import annotations

import ctypes
import sys

LARGE = 1 << 20  # bytes: what is larger is taken from the system and given back to it
ARENAS = 2  # one is waited for while another thread allocates; the threads that compute need no more
TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8
"""Parameters of ``mallopt``, from glibc's ``malloc.h``."""


def settle() -> bool:
    """Limit what the C library keeps; whether it could be told (only glibc has such limits, and needs them)."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return False
    settings = ((MMAP_THRESHOLD, LARGE), (TRIM_THRESHOLD, 4 * LARGE), (ARENA_MAX, ARENAS))
    return all(mallopt(name, value) == 1 for name, value in settings)
