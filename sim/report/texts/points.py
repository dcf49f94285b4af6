"""What `sweep --uncertain` and `size --uncertain` add."""

POINTS: dict[str, tuple[str, str]] = {
    "points.size.year": (
        "I et år, der indtræffer (held og uheld og uvished): {value} er den første værdi, hvor {condition}.",
        "In a year that happens (luck and not knowing): {value} is the first value with which {condition}.",
    ),
    "points.size.year.none": (
        "I et år, der indtræffer (held og uheld og uvished): ingen af de {n} værdier, hvor {condition}; nærmest er"
        " {value}.",
        "In a year that happens (luck and not knowing): none of the {n} values with which {condition}; nearest is"
        " {value}.",
    ),
    "points.size.sets": (
        "På det, vi ikke ved: {value} er den første værdi, hvor det gælder i mindst {wanted} ud af 100 mulige sæt af"
        " forudsætninger.",
        "Over what is not known: {value} is the first value with which it holds in at least {wanted} of 100 possible"
        " sets of assumptions.",
    ),
    "points.size.sets.sure": (
        "Så præcist som der er regnet, er det først sikkert ved {value}.",
        "As precisely as it was computed, that is certain only with {value}.",
    ),
    "points.size.sets.open": (
        "Så præcist som der er regnet, er det ikke sikkert: {share} ud af 100 ved {value}. Flere sæt"
        " gør det mere præcist.",
        "As precisely as it was computed, that is not certain: {share} of 100 with {value}. More sets make it more"
        " precise.",
    ),
    "points.size.sets.none": (
        "På det, vi ikke ved: ingen af de {n} værdier, hvor det gælder i mindst {wanted} ud af 100 mulige sæt af"
        " forudsætninger; flest, {most}, ved {value}.",
        "Over what is not known: none of the {n} values with which it holds in at least {wanted} of 100 possible sets"
        " of assumptions; most, {most}, with {value}.",
    ),
    "points.column.year": ("når det\nindtræffer", "as it\nhappens"),
    "points.column.between": ("beregnet\nmellem", "computed\nbetween"),
    "points.column.holds": ("gælder i sæt\nud af 100", "holds in sets\nof 100"),
    "points.column.sets": ("8 af 10 sæt", "8 of 10 sets"),
    "points.note": (
        "»Når det indtræffer« regner held og uheld og {parameters} usikre forudsætninger med; sættene er gennemsnit"
        " uden held og uheld. I parentes: hvor præcist der er regnet (95\u00a0%-sikkerhed). {runs} gennemspilninger"
        " af hvert af {worlds} sæt.",
        "'As it happens' counts luck and {parameters} uncertain assumptions; the sets are averages without luck."
        " In brackets: how well it was computed (95% confidence). {runs} runs of each of {worlds} sets.",
    ),
}
