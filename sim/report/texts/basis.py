"""Whose a value is: what explain, check, papers and the page say of values that no source speaks for."""

BASIS: dict[str, tuple[str, str]] = {
    "basis.own.file": ("sat i {file}, ingen kilde", "set in {file}, no source"),
    "basis.own.run": ("valgt til denne beregning, ingen kilde", "chosen for this computation, no source"),
    "basis.own.before": ("{file} har {value} ({rests})", "{file} has {value} ({rests})"),
    "basis.own.formula": ("et tal, der følger af andre", "a number that follows from others"),
    "basis.own.count.one": (
        "1 er et eget valg uden kilde; de øvrige er overtaget fra {file} med det grundlag, de har dér.",
        "1 is a choice of one's own without a source; the others are taken from {file}, with their basis there.",
    ),
    "basis.own.count.other": (
        "{n} er egne valg uden kilde; de øvrige er overtaget fra {file} med det grundlag, de har dér.",
        "{n} are choices of one's own without a source; the others are taken from {file}, with their basis there.",
    ),
    "basis.known": (
        "{assumed} af {all} forudsætninger er antagelser, {measured} er målt.",
        "{assumed} of {all} assumptions are judgements, {measured} are measured.",
    ),
    "basis.known.own.one": (
        "{assumed} af {all} forudsætninger er antagelser, 1 eget valg, {measured} målt.",
        "{assumed} of {all} assumptions are judgements, 1 own choice, {measured} measured.",
    ),
    "basis.known.own.other": (
        "{assumed} af {all} forudsætninger er antagelser, {n} egne valg, {measured} målt.",
        "{assumed} of {all} assumptions are judgements, {n} own choices, {measured} measured.",
    ),
    "basis.of_all": ("Forudsætninger: {all} i alt. {own}", "Assumptions: {all} in all. {own}"),
    "basis.quotes": (
        "Citater mellem » og « er fra den tekst, som {file} bygger på; de siger ikke noget om egne valg.",
        "Quotations between » and « are from the text on which {file} rests; they say nothing of own choices.",
    ),
}
