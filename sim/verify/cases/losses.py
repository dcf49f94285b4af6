"""Loss systems: one resource, several, several units at once, turnaround, a search that pauses."""

from __future__ import annotations

from sim.verify.case import Case, Figure
from sim.verify.formulas import blocking, erlang_b

PRODUCT = "product form, Kelly 1991: independent Poisson numbers cut to the states that fit"
TWO = blocking((2, 1.5, 1), ((1, 0), (0, 1), (1, 1)), (3, 4))
SIZES = blocking((4, 0.8), ((1,), (3,)), (10,))
TURNED = erlang_b(3, 2)

REPLICATIONS = {6: 640, 8: 150, 10: 55, 12: 24}  # the rarer a loss, the longer it takes to count
LAWS = ("exponential", "constant", "lognormal", "gamma")

CASES = (
    *(Case("erlang-b", replications, (Figure("share refused", erlang_b(12, load), "refused_share.stay"),),
           "Erlang 1917; any law of the stay, Sevast'yanov 1957", {"load": load, "law": law})
      for law in LAWS for load, replications in REPLICATIONS.items()),
    Case("loss-two-resources", 145, tuple(
        Figure(f"share refused: {stage}", refused, f"refused_share.{stage}")
        for stage, refused in zip(("room_only", "teacher_only", "both"), TWO, strict=True)
    ), PRODUCT),
    Case("loss-two-sizes", 190, tuple(
        Figure(f"share refused: {stage}", refused, f"refused_share.{stage}")
        for stage, refused in zip(("narrow_stay", "wide_stay"), SIZES, strict=True)
    ), PRODUCT + "; Kaufman 1981, Roberts 1981"),
    Case("turnaround-loss", 40, (
        Figure("share refused", TURNED, "refused_share.stay"),
        Figure("places in use", 1.5 * (1 - TURNED), "busy.place"),
        Figure("places under turnaround", 0.5 * (1 - TURNED), "turnaround.place"),
    ), "Erlang's B(3, 2): a place is taken for stay and turnaround"),
    Case("search-pause", 40, (
        Figure("share not contacted", erlang_b(4, 3), "not_contacted.people",
               ("not_contacted.people", "arrivals.people")),
        Figure("people inside", 3 * (1 - erlang_b(4, 3)), "occupancy.stay"),
    ), "Erlang's B(4, 3): who is not contacted is lost"),
)  # fmt: skip
