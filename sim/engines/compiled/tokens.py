"""Pools (contract Q8): tokens that arrive, expire and are lost, and those who take them while in a stage."""

from __future__ import annotations

from sim.engines.arithmetic import FAR
from sim.engines.compiled import rows
from sim.engines.compiled.arrivals import advance, open_process
from sim.engines.compiled.chance import NO_STEP, end_of, person_key
from sim.engines.compiled.heaps import first_owner, join, remove_head, schedule
from sim.engines.compiled.layout import (
    ASKED_MATCH,
    ENTERED,
    FREE_TOKENS,
    HEAD_KEY,
    HEAD_TIME,
    NEWEST,
    NOW,
    NUMBER,
    OLDEST,
    POOL_INITIAL,
    POOL_LAST,
    POOL_LIFE,
    POOL_LIFE_STREAM,
    POOL_LINE,
    POOL_LINE_SIZE,
    POOL_MOST,
    POOL_PROCESS,
    POOL_WIDTH,
    POOLS,
    POOLS_COUNT,
    PROCESS_KEY,
    STATE,
    STAY,
    STAYING,
    TAKERS,
    TAKERS_SIZE,
    TOKEN_ARRIVES,
    TOKEN_EXPIRES,
    TOKEN_NEXT,
    TOKEN_ORDINAL,
    TOKEN_POOL,
    TOKEN_PREVIOUS,
    TOKEN_WIDTH,
    TOKENS_IN,
    TOKENS_OPEN,
    TOKENS_OVERFLOW,
)
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
    for number in range(memory[POOLS_COUNT]):
        pool = memory[POOLS] + number * POOL_WIDTH
        memory[pool + OLDEST] = 0
        memory[pool + NEWEST] = 0
        memory[pool + TOKENS_IN] = 0
        memory[pool + TOKENS_OPEN] = 0
        clear(memory, pool + POOL_LINE)
        clear(memory, pool + TAKERS)
        open_process(memory, memory[pool + POOL_PROCESS])
        _next_token(memory, number, pool)


@kernel
def _next_token(memory: Memory, number: int, pool: int) -> None:
    """Tokens that are there at the start come first, at time 0."""
    ordinal = memory[pool + TOKENS_IN]
    time = 0 if ordinal < memory[pool + POOL_INITIAL] else memory[memory[pool + POOL_PROCESS] + HEAD_TIME]
    if time < FAR:
        schedule(memory, time, WORLD, FIRST_OWNER + number, ordinal, TOKEN_ARRIVES)


@kernel
def bring_token(memory: Memory, number: int) -> None:
    """The next token of a pool is here; its life begins."""
    pool = memory[POOLS] + number * POOL_WIDTH
    process = memory[pool + POOL_PROCESS]
    ordinal = memory[pool + TOKENS_IN]
    if ordinal < memory[pool + POOL_INITIAL]:
        key = person_key(memory[process + PROCESS_KEY], -1 - ordinal, 0)
    else:
        key = memory[process + HEAD_KEY]
        advance(memory, process)
    memory[pool + TOKENS_IN] = ordinal + 1
    rows.write(memory, rows.ENVIRONMENT, codes.TOKEN_IN, rows.NOTHING, 0, number, ordinal)
    token = _add_token(memory, number, pool, ordinal)
    if memory[pool + POOL_LIFE] >= 0:
        stream = memory[pool + POOL_LIFE_STREAM]
        expires = end_of(memory, memory[pool + POOL_LIFE], memory[NOW], NO_STEP, stream, key, 0, 0, 1.0)
        schedule(memory, expires, EXPIRE, FIRST_OWNER + number, ordinal, (token << WHAT_BITS) + TOKEN_EXPIRES)
    if 0 <= memory[pool + POOL_MOST] < memory[pool + TOKENS_OPEN]:
        schedule(memory, memory[NOW], OVERFLOW, FIRST_OWNER + number, 0, TOKENS_OVERFLOW)
    if memory[pool + POOL_LINE_SIZE] > 0 or memory[pool + TAKERS_SIZE] > 0:
        memory[ASKED_MATCH] = 1
    _next_token(memory, number, pool)


@kernel
def _add_token(memory: Memory, number: int, pool: int, ordinal: int) -> int:
    """A new open token, behind all the others of its pool."""
    token = new_record(memory, FREE_TOKENS, TOKEN_WIDTH, 0)
    newest = memory[pool + NEWEST]
    memory[token + TOKEN_ORDINAL] = ordinal
    memory[token + TOKEN_POOL] = number
    memory[token + TOKEN_NEXT] = 0
    memory[token + TOKEN_PREVIOUS] = newest
    if newest == 0:
        memory[pool + OLDEST] = token
    else:
        memory[newest + TOKEN_NEXT] = token
    memory[pool + NEWEST] = token
    memory[pool + TOKENS_OPEN] += 1
    return token


@kernel
def remove_token(memory: Memory, pool: int, token: int) -> None:
    """The token is no longer open."""
    after, before = memory[token + TOKEN_NEXT], memory[token + TOKEN_PREVIOUS]
    if before == 0:
        memory[pool + OLDEST] = after
    else:
        memory[before + TOKEN_NEXT] = after
    if after == 0:
        memory[pool + NEWEST] = before
    else:
        memory[after + TOKEN_PREVIOUS] = before
    memory[pool + TOKENS_OPEN] -= 1
    memory[token + TOKEN_ORDINAL] = GONE
    give_back(memory, FREE_TOKENS, token)


@kernel
def expire(memory: Memory, number: int, ordinal: int, token: int) -> None:
    """A token's life is over, unless it has been taken or lost (its record may by now be that of another one)."""
    if memory[token + TOKEN_ORDINAL] == ordinal and memory[token + TOKEN_POOL] == number:
        remove_token(memory, memory[POOLS] + number * POOL_WIDTH, token)
        rows.write(memory, rows.ENVIRONMENT, codes.TOKEN_EXPIRED, rows.NOTHING, 0, number, ordinal)


@kernel
def lose_tokens(memory: Memory, number: int) -> None:
    """Tokens above ``max_open`` are lost, newest first."""
    pool = memory[POOLS] + number * POOL_WIDTH
    while memory[pool + TOKENS_OPEN] > memory[pool + POOL_MOST]:
        newest = memory[pool + NEWEST]
        ordinal = memory[newest + TOKEN_ORDINAL]
        remove_token(memory, pool, newest)
        rows.write(memory, rows.ENVIRONMENT, codes.TOKEN_LOST, rows.NOTHING, 0, number, ordinal)


@kernel
def enlist(memory: Memory, person: int, number: int) -> None:
    """A person in a stage that takes tokens meanwhile: the longest, or the latest, in the stage comes first."""
    pool = memory[POOLS] + number * POOL_WIDTH
    rank = -memory[person + ENTERED] if memory[pool + POOL_LAST] != 0 else memory[person + ENTERED]
    join(memory, pool + TAKERS, rank, memory[person + NUMBER], memory[person + STAY], 0, person)


@kernel
def first_taker(memory: Memory, pool: int) -> int:
    """The first person in a stage who takes tokens of this pool, 0 if there is none."""
    while memory[pool + TAKERS_SIZE] > 0:
        head = memory[pool + TAKERS]
        person: int = memory[head + 4]
        if memory[person + STAY] == memory[head + 2] and memory[person + STATE] == STAYING:
            return person
        remove_head(memory, pool + TAKERS)
    return 0
