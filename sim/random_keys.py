"""Keyed random numbers: a draw is addressed, never consumed (contract R1, R5).

Chained rounds of the SplitMix64 finaliser (Steele, Lea and Flood, OOPSLA 2014; constants of Stafford's mix 13) turn
(seed and replication, stream name, owner, visit, index) into one uniform.  All arithmetic is modulo 2^64:

    key  = mix(mix(seed + G) + (replication + 1) G)              G = 0x9E3779B97F4A7C15
    k    = mix(mix(key ^ stream) + owner)                        stream = first 8 bytes of BLAKE2b of its name
    hash = mix(k + visit G + index H)                            H = 0xD1B54A32D192ED03
    u    = (2 floor(hash / 2^12) + 1) / 2^53                     2^52 values, strictly inside (0, 1)
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Words: TypeAlias = NDArray[np.uint64]

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15  # 2^64 / golden ratio, odd
INDEX = 0xD1B54A32D192ED03  # odd; no small multiple is near a small multiple of GOLDEN
MIX_1 = 0xBF58476D1CE4E5B9
MIX_2 = 0x94D049BB133111EB
UNIT = 2.0**-53


def mix(z: int) -> int:
    """The SplitMix64 finaliser: a bijection of 0 <= z < 2^64."""
    z = ((z ^ (z >> 30)) * MIX_1) & MASK
    z = ((z ^ (z >> 27)) * MIX_2) & MASK
    return z ^ (z >> 31)


@lru_cache(maxsize=10_000)
def stream_key(name: str) -> int:
    """64-bit key of a stream "kind.step.purpose", of a source, a pool or a gate."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def replication_key(seed: int, replication: int) -> int:
    """64-bit key of one replication (0, 1, ...) of a study; negative seeds count modulo 2^64."""
    return mix((mix((seed + GOLDEN) & MASK) + (replication + 1) * GOLDEN) & MASK)


def person_key(source_key: int, a: int, b: int) -> int:
    """64-bit key of an owner (contract R1).

    Of a source or a pool (month of the cell, j), (cohort date, index) or (ordinal, 0); of a gate (nominal date, 0).
    """
    return mix((mix((source_key + a * GOLDEN) & MASK) + b * INDEX) & MASK)


def draw(replication_key: int, stream: int, owner_key: int, visit: int, index: int) -> float:
    """The uniform at this address, strictly inside (0, 1): an odd multiple of 2^-53."""
    k = mix(replication_key ^ stream)
    k = mix((k + owner_key) & MASK)
    k = mix((k + visit * GOLDEN + index * INDEX) & MASK)
    return ((k >> 12) * 2 + 1) * UNIT


def mix_array(z: Words) -> Words:
    """:func:`mix` of every element of a uint64 array."""
    import numpy as np

    z = (z ^ (z >> np.uint64(30))) * np.uint64(MIX_1)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(MIX_2)
    return z ^ (z >> np.uint64(31))


def draw_array(
    replication_key: Words, stream: Words, owner_key: Words, visit: Words, index: Words
) -> NDArray[np.float64]:
    """:func:`draw` for uint64 arrays (or scalars) that broadcast against one another; the same bits."""
    import numpy as np

    k = mix_array(np.atleast_1d(replication_key) ^ np.atleast_1d(stream))  # arrays wrap silently, scalars would warn
    k = mix_array(k + np.atleast_1d(owner_key))
    step = np.atleast_1d(visit) * np.uint64(GOLDEN) + np.atleast_1d(index) * np.uint64(INDEX)
    k = mix_array(k + step)
    shape = np.broadcast_shapes(*(np.shape(x) for x in (replication_key, stream, owner_key, visit, index)))
    return (((k >> np.uint64(12)) * np.uint64(2) + np.uint64(1)).astype(np.float64) * UNIT).reshape(shape)
