"""Keyed random numbers: published vectors, fixed values, uniformity and independence of neighbouring addresses."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest

from sim.random_keys import (
    GOLDEN,
    MASK,
    draw,
    draw_array,
    mix,
    mix_array,
    person_key,
    replication_key,
    stream_key,
)

pytestmark = pytest.mark.unit

SPLITMIX64_OF_1234567 = [
    6457827717110365317,
    3203168211198807973,
    9817491932198370423,
    4593380528125082431,
    16408922859458223821,
]
STREAM = 18021600269667332612
VALUE = 0.8192192139122864
SIZE = 1_000_000


def words(values):
    return np.array(values, dtype=np.uint64)


def test_mix_gives_the_published_splitmix64_sequence():
    states = [(1234567 + (i + 1) * GOLDEN) & MASK for i in range(5)]
    assert [mix(state) for state in states] == SPLITMIX64_OF_1234567
    assert mix_array(words(states)).tolist() == SPLITMIX64_OF_1234567


def test_keys_and_draws_follow_the_written_formula():
    assert replication_key(1, 0) == mix((mix((1 + GOLDEN) & MASK) + GOLDEN) & MASK)
    assert replication_key(-1, 3) == replication_key(MASK, 3)
    assert person_key(7, 0, 0) == mix(mix(7))
    k = mix(mix(replication_key(1, 2) ^ stream_key("stage.tilbud.lasts")) + person_key(5, 6, 0) & MASK)
    bits = mix((k + 3 * 0x9E3779B97F4A7C15 + 4 * 0xD1B54A32D192ED03) % 2**64) >> 12
    expected = (2 * bits + 1) / 2**53
    assert draw(replication_key(1, 2), stream_key("stage.tilbud.lasts"), person_key(5, 6, 0), 3, 4) == expected


def test_the_numbers_never_change():
    assert stream_key("stage.tilbud.lasts") == STREAM
    assert draw(replication_key(2021, 0), STREAM, person_key(stream_key("search"), 17, 0), 1, 0) == VALUE


def test_the_ends_of_the_interval_are_never_reached():
    top, bottom = (2 * (2**52 - 1) + 1) * 2.0**-53, 2.0**-53
    assert 0 < bottom < top < 1
    assert draw_array(*(np.uint64(0),) * 5) == draw(0, 0, 0, 0, 0) == bottom  # mix(0) = 0 is the smallest hash


def test_arrays_give_the_same_bits_as_scalars():
    generator = np.random.default_rng(1)
    keys = generator.integers(0, 2**64, (3, 50), dtype=np.uint64)
    visits, indices = generator.integers(0, 2**62, (2, 50), dtype=np.uint64)
    alone = [draw(*(int(x) for x in row)) for row in zip(*keys, visits, indices, strict=True)]
    assert draw_array(*keys, visits, indices).tolist() == alone
    assert draw_array(keys[0][:, None], *keys[1:], visits, indices).shape == (50, 50)


def series(varying, count):
    """Draws along one coordinate of the address, the others fixed."""
    at = dict(zip(("replication", "stream", "owner", "visit", "index"), np.full((5, 1), 1, np.uint64), strict=True))
    at["replication"], at["stream"] = words([replication_key(1, 0)]), words([stream_key("stage.a.lasts")])
    at["owner"] = words([person_key(stream_key("search"), 1, 0)])
    steps = np.arange(count, dtype=np.uint64)
    if varying == "replication":
        at[varying] = mix_array(words([mix((1 + GOLDEN) & MASK)]) + (steps + np.uint64(1)) * np.uint64(GOLDEN))
    elif varying == "owner":
        inner = mix_array(words([stream_key("search")]) + steps * np.uint64(GOLDEN))
        at[varying] = mix_array(inner)
    elif varying == "stream":
        at[varying] = words([stream_key(f"stage.s{i}.lasts") for i in range(count)])
    else:
        at[varying] = steps
    return draw_array(*at.values())


def test_the_series_are_those_of_the_scalar_keys():
    assert series("replication", 5)[4] == draw(replication_key(1, 4), stream_key("stage.a.lasts"),
                                               person_key(stream_key("search"), 1, 0), 1, 1)  # fmt: skip
    assert series("owner", 5)[4] == draw(replication_key(1, 0), stream_key("stage.a.lasts"),
                                         person_key(stream_key("search"), 4, 0), 1, 1)  # fmt: skip


@pytest.mark.parametrize(
    ("varying", "count"),
    [("replication", SIZE), ("owner", SIZE), ("visit", SIZE), ("index", SIZE), ("stream", 100_000)],
)
def test_draws_along_every_coordinate_are_uniform_and_uncorrelated(varying, count):
    u = series(varying, count)
    cells = 1000
    observed = np.bincount((u * cells).astype(np.int64), minlength=cells)
    chi_square = float(((observed - count / cells) ** 2).sum() / (count / cells))
    assert abs(chi_square - (cells - 1)) < 5 * math.sqrt(2 * (cells - 1))  # chance of a false alarm below 1e-6
    assert abs(u.mean() - 0.5) < 5 * math.sqrt(1 / 12 / count)
    low_bits = ((u * 2**53).astype(np.int64) >> 1) & 255
    low = np.bincount(low_bits, minlength=256)
    assert abs(float(((low - count / 256) ** 2).sum() / (count / 256)) - 255) < 5 * math.sqrt(2 * 255)
    centred = (u - 0.5) * math.sqrt(12)
    for lag in (1, 2, 3, 7, 64):
        assert abs(float(centred[lag:] @ centred[:-lag]) / count) < 5 / math.sqrt(count)
    pairs = np.bincount((u[:-1] * 32).astype(np.int64) * 32 + (u[1:] * 32).astype(np.int64), minlength=1024)
    assert abs(float(((pairs - count / 1024) ** 2).sum() / (count / 1024)) - 1023) < 5 * math.sqrt(2 * 1023)


def test_neighbouring_replications_streams_owners_visits_and_indices_are_uncorrelated():
    owners = mix_array(
        mix_array(words([stream_key("search")]) + np.arange(100_000, dtype=np.uint64) * np.uint64(GOLDEN))
    )
    addresses = [
        (replication, stream, visit, index)
        for replication in (replication_key(1, 0), replication_key(1, 1), replication_key(2, 0))
        for stream in (stream_key("stage.a.lasts"), stream_key("stage.a.route"))
        for visit in (0, 1)
        for index in (0, 1)
    ]
    samples = [draw_array(words([r]), words([s]), owners, words([v]), words([i])) - 0.5 for r, s, v, i in addresses]
    for a, b in combinations(samples, 2):
        assert abs(float(a @ b) * 12 / len(owners)) < 5.5 / math.sqrt(len(owners))


def test_a_flipped_bit_of_any_part_of_the_address_flips_half_the_bits_of_the_draw():
    generator = np.random.default_rng(2)
    base = generator.integers(0, 2**64, (5, 4000), dtype=np.uint64)
    reference = (draw_array(*base) * 2**53).astype(np.uint64) >> np.uint64(1)
    for part in range(5):
        for bit in range(0, 64, 9):
            flipped = base.copy()
            flipped[part] ^= np.uint64(1 << bit)
            changed = reference ^ ((draw_array(*flipped) * 2**53).astype(np.uint64) >> np.uint64(1))
            share = float(np.bitwise_count(changed).mean()) / 52
            assert abs(share - 0.5) < 0.02, (part, bit)
