"""Pools (contract Q8): tokens that arrive, expire and are lost, and those who take them while in a stage."""

from __future__ import annotations

from sim.engines.arithmetic import FAR
from sim.engines.compiled import layout as m
from sim.engines.compiled import rows
from sim.engines.compiled.arrivals import advance, open_process
from sim.engines.compiled.chance import dated, person_key
from sim.engines.compiled.heaps import first_owner, join, remove_head, schedule
from sim.engines.compiled.lengths import NO_STEP, end_of
from sim.engines.compiled.memory import clear, give_back, new_record
from sim.engines.compiled.parts import kernel
from sim.engines.compiled.places import WHAT_BITS
from sim.engines.order import Owner, Phase
from sim.kernels.jit import Memory
from sim.log import codes

WORLD, EXPIRE, OVERFLOW = Phase.WORLD.value, Phase.EXPIRE.value, Phase.OVERFLOW.value
FIRST_OWNER = first_owner(Owner.POOL)
GONE = -1  # ordinal of a token that is no longer open


@kernel
def open_pools(memory: Memory) -> None:
    for number in range(memory[m.POOLS_COUNT]):
        pool = memory[m.POOLS] + number * m.POOL_WIDTH
        memory[pool + m.OLDEST] = 0
        memory[pool + m.NEWEST] = 0
        memory[pool + m.TOKENS_IN] = 0
        memory[pool + m.TOKENS_OPEN] = 0
        clear(memory, pool + m.POOL_LINE)
        clear(memory, pool + m.TAKERS)
        open_process(memory, memory[pool + m.POOL_PROCESS])
        _next_token(memory, number, pool)


@kernel
def _next_token(memory: Memory, number: int, pool: int) -> None:
    """Tokens that are there at the start come first, at time 0."""
    ordinal = memory[pool + m.TOKENS_IN]
    time = 0 if ordinal < memory[pool + m.POOL_INITIAL] else memory[memory[pool + m.POOL_PROCESS] + m.HEAD_TIME]
    if time < FAR:
        schedule(memory, time, WORLD, FIRST_OWNER + number, ordinal, m.TOKEN_ARRIVES)


@kernel
def bring_token(memory: Memory, number: int) -> None:
    """The next token of a pool is here; its life begins."""
    pool = memory[m.POOLS] + number * m.POOL_WIDTH
    process = memory[pool + m.POOL_PROCESS]
    ordinal = memory[pool + m.TOKENS_IN]
    if ordinal < memory[pool + m.POOL_INITIAL]:
        key = person_key(memory[process + m.PROCESS_KEY], -1 - ordinal, 0)
    else:
        key = memory[process + m.HEAD_KEY]
        advance(memory, process)
    memory[pool + m.TOKENS_IN] = ordinal + 1
    rows.write(memory, rows.ENVIRONMENT, codes.TOKEN_IN, rows.NOTHING, 0, number, ordinal)
    token = _add_token(memory, number, pool, ordinal)
    life = int(dated(memory, memory[pool + m.POOL_LIFE], memory[m.NOW]))
    if life >= 0:
        stream = memory[pool + m.POOL_LIFE_STREAM]
        expires = end_of(memory, life, memory[m.NOW], NO_STEP, stream, key, 0, 0, 1.0)
        schedule(memory, expires, EXPIRE, FIRST_OWNER + number, ordinal, (token << WHAT_BITS) + m.TOKEN_EXPIRES)
    if 0 <= _most_open(memory, pool) < memory[pool + m.TOKENS_OPEN]:
        schedule(memory, memory[m.NOW], OVERFLOW, FIRST_OWNER + number, 0, m.TOKENS_OVERFLOW)
    if memory[pool + m.POOL_LINE_SIZE] > 0 or memory[pool + m.TAKERS_SIZE] > 0:
        memory[m.ASKED_MATCH] = 1
    _next_token(memory, number, pool)


@kernel
def _most_open(memory: Memory, pool: int) -> int:
    """How many tokens may be open now, or -1."""
    return int(dated(memory, memory[pool + m.POOL_MOST], memory[m.NOW]))


@kernel
def _add_token(memory: Memory, number: int, pool: int, ordinal: int) -> int:
    """A new open token, behind all the others of its pool."""
    token = new_record(memory, m.FREE_TOKENS, m.TOKEN_WIDTH, 0)
    newest = memory[pool + m.NEWEST]
    memory[token + m.TOKEN_ORDINAL] = ordinal
    memory[token + m.TOKEN_POOL] = number
    memory[token + m.TOKEN_NEXT] = 0
    memory[token + m.TOKEN_PREVIOUS] = newest
    if newest == 0:
        memory[pool + m.OLDEST] = token
    else:
        memory[newest + m.TOKEN_NEXT] = token
    memory[pool + m.NEWEST] = token
    memory[pool + m.TOKENS_OPEN] += 1
    return token


@kernel
def remove_token(memory: Memory, pool: int, token: int) -> None:
    """The token is no longer open."""
    after, before = memory[token + m.TOKEN_NEXT], memory[token + m.TOKEN_PREVIOUS]
    if before == 0:
        memory[pool + m.OLDEST] = after
    else:
        memory[before + m.TOKEN_NEXT] = after
    if after == 0:
        memory[pool + m.NEWEST] = before
    else:
        memory[after + m.TOKEN_PREVIOUS] = before
    memory[pool + m.TOKENS_OPEN] -= 1
    memory[token + m.TOKEN_ORDINAL] = GONE
    give_back(memory, m.FREE_TOKENS, token)


@kernel
def expire(memory: Memory, number: int, ordinal: int, token: int) -> None:
    """A token's life is over, unless it has been taken or lost (its record may by now be that of another one)."""
    if memory[token + m.TOKEN_ORDINAL] == ordinal and memory[token + m.TOKEN_POOL] == number:
        remove_token(memory, memory[m.POOLS] + number * m.POOL_WIDTH, token)
        rows.write(memory, rows.ENVIRONMENT, codes.TOKEN_EXPIRED, rows.NOTHING, 0, number, ordinal)


@kernel
def lose_tokens(memory: Memory, number: int) -> None:
    """Tokens above ``max_open`` are lost, newest first."""
    pool = memory[m.POOLS] + number * m.POOL_WIDTH
    while memory[pool + m.TOKENS_OPEN] > _most_open(memory, pool):
        newest = memory[pool + m.NEWEST]
        ordinal = memory[newest + m.TOKEN_ORDINAL]
        remove_token(memory, pool, newest)
        rows.write(memory, rows.ENVIRONMENT, codes.TOKEN_LOST, rows.NOTHING, 0, number, ordinal)


@kernel
def enlist(memory: Memory, person: int, number: int) -> None:
    """A person in a stage that takes tokens meanwhile: the longest, or the latest, in the stage comes first."""
    pool = memory[m.POOLS] + number * m.POOL_WIDTH
    rank = -memory[person + m.ENTERED] if memory[pool + m.POOL_LAST] != 0 else memory[person + m.ENTERED]
    join(memory, pool + m.TAKERS, rank, memory[person + m.NUMBER], memory[person + m.STAY], 0, person)


@kernel
def first_taker(memory: Memory, pool: int) -> int:
    """The first person in a stage who takes tokens of this pool, 0 if there is none."""
    while memory[pool + m.TAKERS_SIZE] > 0:
        head = memory[pool + m.TAKERS]
        person: int = memory[head + 4]
        if memory[person + m.STAY] == memory[head + 2] and memory[person + m.STATE] == m.STAYING:
            return person
        remove_head(memory, pool + m.TAKERS)
    return 0
