"""The paper of a job centre's own records (``rengsim report MAPPING``), and how small numbers are kept out of it."""

RECORD_PAPERS: dict[str, tuple[str, str]] = {
    "few.under": ("under {n}", "under {n}"),
    "few.note": (
        "Tal om færre end {n} borgere er udeladt, også hvor de kunne regnes ud af de andre.",
        "Numbers of fewer than {n} people are left out, also where the others would give them away.",
    ),
    "paper.records.title": ("{title}: vores egne tal", "{title}: our own records"),
    "paper.records.question": (
        "Hvad fortæller registreringerne, passer modellen med dem, og hvordan kan året ende?",
        "What do the records tell, does the model agree with them, and how may the year end?",
    ),
    "paper.records.rest": ("Resten af året", "The rest of the year"),
    "paper.records.agree": ("Passer modellen med det, der skete?", "Does the model agree with what happened?"),
    "paper.records.learnt": (
        "Hvad registreringerne fortæller om forudsætningerne",
        "What the records tell of the parameters",
    ),
    "paper.records.held": ("Hvad der er registreret", "What was recorded"),
    "paper.records.again": ("Sådan laves papiret igen", "How to make this paper again"),
    "paper.records.facts": (
        "Registreringer {digest}, fra {first} til {last}; scenarie {hash}, startværdi (seed) {seed}. Papiret rummer "
        "intet om den enkelte borger.",
        "Records {digest}, from {first} to {last}; scenario {hash}, seed {seed}. Nothing in it is about one person.",
    ),
    "report.records.alone": (
        "{path} er en fil om registreringer: den rapporteres alene.",
        "{path} is a mapping of records: it is reported alone.",
    ),
    "report.records.format": (
        "Registreringer rapporteres som html, pdf eller docx, ikke som {format}.",
        "Records are reported as html, pdf or docx, not as {format}.",
    ),
    "report.records.option": (
        "{option} hører til scenarier: {path} er en fil om registreringer.",
        "{option} goes with scenarios: {path} is a mapping of records.",
    ),
}
