"""The words of the trade that answers use, explained in plain words: Danish and English.

README.da.md has the same list for readers of Danish; a paper has those that it uses as an annex, and the terminal
explains them under the answer.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A term and what it means, in Danish and English; ``stems``: the letters by which a text is seen to use it."""

    term: tuple[str, str]
    meaning: tuple[str, str]
    stems: tuple[tuple[str, ...], tuple[str, ...]]


GLOSSARY: tuple[Word, ...] = (
    Word(
        ("gennemspilning", "run"),
        ("én mulig udgave af hele perioden; programmet laver mange",
         "one possible course of the whole period; the program makes many"),
        (("gennemspilning",), ("replication",)),
    ),
    Word(
        ("startværdi (seed)", "seed"),
        ("det tal, tilfældet begynder med; samme startværdi giver samme svar",
         "the number from which chance begins; the same seed gives the same answer"),
        (("startværdi",), ("seed",)),
    ),
    Word(
        ("95\u00a0%-sikkerhedsinterval", "95% confidence interval"),
        ("hvor godt tallet er beregnet: blev alt regnet om mange gange, lå det rigtige tal inden for i 95 ud af 100 "
         "tilfælde; det siger intet om udsvingene fra år til år",
         "how well the figure is computed: if all were computed again many times, the true one would lie within in 95 "
         "of 100 cases; it says nothing about how years differ"),
        (("sikkerhedsinterval", "95 %-", "95 pct.", "pct. sikkerhed"), ("confidence", "95% interval")),
    ),
    Word(
        ("parring", "pairing"),
        ("de samme borgere får det samme held i hvert scenarie, så forskellen kommer af ændringen alene",
         "the same people have the same luck in every scenario, so that the difference comes from the change alone"),
        (("parring", "parret", "parrede"), ("pairing", "paired")),
    ),
    Word(
        ("overslagsberegning", "flow arithmetic"),
        ("gennemsnit uden køer; siger, hvad der højst kan nås", "means without queues: the most that can be reached"),
        (("overslagsberegning",), ("flow arithmetic", "back of an envelope")),
    ),
    Word(
        ("belastning, udnyttelse", "load, utilisation"),
        ("det, der skal bruges, i pct. af det, der er; over 100 pct. er der ikke nok",
         "what is needed in per cent of what there is; above 100% there is not enough"),
        (("belastning", "udnyttelse"), ("utilisation",)),
    ),
    Word(
        ("vægt", "weight"),
        ("et tal, der kun betyder noget ved siden af de andre: vægtene 0,7, 0,15 og 0,15 er 70, 15 og 15 ud af 100",
         "a number that means something only beside the others: weights .7, .15 and .15 are 70, 15 and 15 of 100"),
        (("(vægt)",), ("(weight)",)),
    ),
    Word(
        ("brutto, netto", "gross, net"),
        ("brutto er det hele; netto er det, der er tilbage: af ydelser efter statens refusion, af job og måneder efter "
         "dem, der var kommet alligevel",
         "gross is all of it; net is what is left: of benefits after the state's refund, of jobs and months after "
         "those that would have come anyway"),
        (("brutto", "netto"), ("gross", "net ")),
    ),
    Word(
        ("trekantfordeling", "triangular distribution"),
        ("tal mellem et mindste og et største, oftest tæt på det typiske",
         "numbers between a least and a greatest, most often close to the typical one"),
        (("trekantfordel",), ("triangular",)),
    ),
    Word(
        ("Weibull-kurve", "Weibull curve"),
        ("en kurve over, hvor mange der stadig er i job efter så mange måneder; formen under 1 betyder, at de fleste "
         "holder op i begyndelsen",
         "a curve of how many are still in the job after so many months; a shape below 1 means that most leave early"),
        (("weibull",), ("weibull",)),
    ),
    Word(
        ("Morris, Sobol", "Morris, Sobol'"),
        ("to måder at finde de forudsætninger, der betyder mest: først ændres én ad gangen groft (Morris), så måles de "
         "stærkestes del af spredningen (Sobol)",
         "two ways to find the assumptions that matter most: first one at a time roughly (Morris), then the part of "
         "the spread of the strongest (Sobol')"),
        (("morris", "sobol"), ("morris", "sobol")),
    ),
    Word(
        ("rangkorrelation", "rank correlation"),
        ("hvor ofte to forudsætninger er høje eller lave sammen: 1 er altid, 0 er uafhængigt, -1 er altid modsat",
         "how often two assumptions are high or low together: 1 is always, 0 is independently, -1 is always opposite"),
        (("rangkorrelation",), ("rank correlation",)),
    ),
    Word(
        ("Kaplan og Meier", "Kaplan and Meier"),
        ("en måde at tælle varigheder på, hvor de, der ikke er færdige endnu, tæller med, så længe de er fulgt",
         "a way of counting lengths in which those who are not done yet count for as long as they were followed"),
        (("kaplan",), ("kaplan",)),
    ),
    Word(
        ("fingeraftryk", "digest"),
        ("et tal, der regnes af filens indhold; to filer med samme fingeraftryk spørger om det samme",
         "a number made from what the file holds; two files with the same digest ask the same"),
        (("fingeraftryk",), ("digest",)),
    ),
    Word(
        ("kvotient af summer", "ratio of sums"),
        ("en andel i mange år er alle, der nåede det, delt med alle, der kunne; ikke et snit af årenes andele",
         "a share over many years is all who attained it over all who could; not a mean of the shares of years"),
        (("kvotient",), ("ratio of sums",)),
    ),
    Word(
        ("eksakt binomialinterval", "exact binomial interval"),
        ("sikkerhedsinterval for »i så mange ud af 100«, regnet uden tilnærmelse, så det også holder ved 0 og 100",
         "confidence interval of 'in so many of 100', without approximation, so that it holds at 0 and 100 too"),
        (("binomialinterval",), ("binomial interval",)),
    ),
)  # fmt: skip
