"""What is wrong with how parameters are tied together, and with groups of them, in Danish by the English text."""

PARAMETER_PROBLEMS: dict[str, str] = {
    "A table of parameters and rank correlations is expected": (
        "Her ventes en tabel med forudsætninger og rangkorrelationer"
    ),
    "There is no such parameter to be correlated with": "Der er ingen sådan forudsætning at være korreleret med",
    "A rank correlation lies between -1 and 1": "En rangkorrelation ligger mellem -1 og 1",
    "-0.99 to 0.99": "-0.99 til 0.99",
    "This rank correlation is stated by both parameters, differently": (
        "Denne rangkorrelation står ved begge forudsætninger, men ikke ens"
    ),
    "These rank correlations cannot hold together": "Disse rangkorrelationer kan ikke gælde samtidig",
    "A table of groups is expected": "Her ventes en tabel med grupper",
    '[groups] with lines "name" = ["parameter", ...]': '[groups] med linjer "navn" = ["forudsætning", ...]',
    "A list of names of parameters is expected": "Her ventes en liste med navne på forudsætninger",
    "There is no such uncertain parameter": "Der er ingen sådan usikker forudsætning",
    "It follows from other parameters by a formula": "Den følger af andre forudsætninger ved en formel",
    "It is a choice, and not uncertain": "Den er et valg og ikke usikker",
    "It is ours to decide, and not uncertain": "Den bestemmer vi selv, og den er ikke usikker",
    "It is stated in the minutes, and not uncertain": "Den står i referaterne og er ikke usikker",
    "It is a date, and not uncertain": "Den er en dato og ikke usikker",
    "It has no range, so nothing says how uncertain it is": "Den har intet interval, der siger, hvor usikker den er",
    "It is what is decided here, and not uncertain": "Det er den, der vælges her, og den er ikke usikker",
}
