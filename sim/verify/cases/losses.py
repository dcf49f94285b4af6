"""Loss systems: one resource, several, several units at once, turnaround, a search that pauses."""

from __future__ import annotations

from sim.verify.case import Case, Figure
from sim.verify.formulas import birth_death, blocking, erlang_b

PRODUCT = "product form, Kelly 1991: independent Poisson numbers cut to the states that fit"
TWO = blocking((2, 1.5, 1), ((1, 0), (0, 1), (1, 1)), (3, 4))
SIZES = blocking((4, 0.8), ((1,), (3,)), (10,))
TURNED = erlang_b(3, 2)
SHARED = blocking((3, 2), ((1, 0), (1, 1)), (5, 2))
LIMITED = birth_death(lambda _: 2.0, lambda n: min(n, 2), 0, 5)


def joins(system: int) -> float:
    """Chance of joining with so many in the system, one of them in service."""
    return 1.0 if system - 1 < 2 else 0.5 if system - 1 < 5 else 0.2


BALKING = birth_death(lambda n: 1.5 * joins(n), lambda _: 1.0, 0, 80)

REPLICATIONS = {6: 640, 8: 150, 10: 55, 12: 24}  # the rarer a loss, the longer it takes to count
LAWS = ("exponential", "constant", "lognormal", "gamma")

CASES = (
    *(Case("erlang-b", replications, (Figure("share refused", erlang_b(12, load), "balked_share.stay"),),
           "Erlang 1917; any law of the stay, Sevast'yanov 1957", {"load": load, "law": law})
      for law in LAWS for load, replications in REPLICATIONS.items()),
    Case("loss-two-resources", 145, tuple(
        Figure(f"share refused: {stage}", refused, f"balked_share.{stage}")
        for stage, refused in zip(("room_only", "teacher_only", "both"), TWO, strict=True)
    ), PRODUCT),
    Case("loss-two-sizes", 190, tuple(
        Figure(f"share refused: {stage}", refused, f"balked_share.{stage}")
        for stage, refused in zip(("narrow_stay", "wide_stay"), SIZES, strict=True)
    ), PRODUCT + "; Kaufman 1981, Roberts 1981"),
    Case("sharing", 100, tuple(
        Figure(f"share refused: {stage}", refused, f"balked_share.{stage}")
        for stage, refused in zip(("first", "second"), SHARED, strict=True)
    ), PRODUCT),
    Case("turnaround-loss", 40, (
        Figure("share refused", TURNED, "balked_share.stay"),
        Figure("places in use", 1.5 * (1 - TURNED), "busy.place"),
        Figure("places under turnaround", 0.5 * (1 - TURNED), "turnaround.place"),
    ), "Erlang's B(3, 2): a place is taken for stay and turnaround"),
    Case("queue-limit", 60, (
        Figure("share refused", float(LIMITED[5]), "balked_share.serve"),
        Figure("people in line", float(LIMITED @ [0, 0, 0, 1, 2, 3]), "queue.serve"),
        Figure("wait", float(LIMITED @ [0, 0, 0, 1, 2, 3]) / (2 * (1 - float(LIMITED[5]))), "wait_mean.serve"),
    ), "M/M/2/5: birth-death chain, up 2, down min(n, 2); Kleinrock I, 3.6"),
    Case("queue-balking", 60, (
        Figure("share refused", float(sum(p * (1 - joins(n)) for n, p in enumerate(BALKING))), "balked_share.serve"),
        Figure("people in line", float(sum(p * max(0, n - 1) for n, p in enumerate(BALKING))), "queue.serve"),
    ), "birth-death chain, up 1.5 b(n - 1), down 1; Kleinrock I, 3.3 discouraged arrivals"),
    Case("search-pause", 40, (
        Figure("share not contacted", erlang_b(4, 3), "not_contacted.people",
               ("not_contacted.people", "arrivals.people")),
        Figure("people inside", 3 * (1 - erlang_b(4, 3)), "occupancy.stay"),
    ), "Erlang's B(4, 3): who is not contacted is lost"),
)  # fmt: skip
