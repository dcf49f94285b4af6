"""What is wrong with records and mappings, in Danish by the English text (:mod:`sim.scenario.words`)."""

RECORD_PROBLEMS: dict[str, str] = {
    '"everybody referred", "entered STEP"': '"everybody referred", "entered TRIN"',
    "It is not said who is in the file": "Det fremgår ikke, hvem der er med i filen",
    "There is no stage or exit of that name": "Der er intet trin og ingen afslutning af det navn",
    "The word has no step yet": "Ordet har intet trin endnu",
    'STEP, "-"': 'TRIN, "-"',
    "A mapping begins with `format = 1`": "En fil om registreringer begynder med `format = 1`",
    "The window ends before it begins": "Perioden slutter, før den begynder",
    "There is no such attribute or mark": "Der er ingen egenskab af det navn",
    "Two steps are expected": "Her ventes to trin",
    '"STEP -> STEP"': '"TRIN -> TRIN"',
    "{label} is no file of records by its name": "{label} er efter sit navn ikke en fil med registreringer",
    "{label}: line {number} is no line of a CSV file": "{label}: linje {number} er ikke en linje i en CSV-fil",
    "{label}: the first line does not hold names of columns": (
        "{label}: den første linje rummer ikke navne på kolonner"
    ),
    "{label}: another number of values than there are columns ({wanted}) in line {lines}": (
        "{label}: et andet antal værdier end kolonner ({wanted}) i linje {lines}"
    ),
    "at most {most} rows": "højst {most} rækker",
    "{label} cannot be read as {ending}": "{label} kan ikke læses som {ending}",
    "There is no such column": "Kolonnen findes ikke",
    "The column looks like CPR numbers: take it out, or use a pseudonym": (
        "Kolonnen ligner CPR-numre: tag den ud, eller brug et pseudonym"
    ),
    "The word is not in [spells.steps]": "Ordet står ikke i [spells.steps]",
    "The word is not in {key}": "Ordet står ikke i {key}",
    "There are too many totals": "Der er for mange tal",
    "There are more than there were": "Der er flere, end der var i alt",
    "The cell is empty": "Cellen er tom",
    "The cell is no number": "Cellen er ikke et tal",
    "The cell is no date written {form}": "Cellen er ikke en dato skrevet {form}",
    "The spell ends before it begins": "Opholdet slutter, før det begynder",
    "The spell begins after the window": "Opholdet begynder efter perioden",
    "The person was registered after the window": "Borgeren er registreret efter perioden",
    "The spell ends before the window": "Opholdet slutter før perioden",
    "The spell begins before the window": "Opholdet begynder før perioden",
    "The spell has no end in the window": "Opholdet slutter ikke i perioden",
    "The spell ends after the window: leave the end empty": "Opholdet slutter efter perioden: lad slutdatoen stå tom",
    "The row repeats an earlier one": "Rækken gentager en tidligere række",
    "The spell overlaps an earlier one of the person": "Opholdet overlapper et tidligere hos samme borger",
    "No way leads from {before} to {after}": "Ingen vej fører fra {before} til {after}",
    "The token is closed before it is opened": "Stillingen er lukket, før den blev slået op",
}
