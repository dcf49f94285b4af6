"""What ``--help`` and a wrong command line say, in Danish; the English text stands with each option.

Needs nothing but the standard library.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from gettext import gettext

from sim.cli.metavars import in_danish

DANISH: dict[str, str] = {
    # commands
    "Simulate a municipal employment pathway from a scenario file.": (
        "Simulér et kommunalt beskæftigelsesforløb fra en scenariefil."
    ),
    "Exit codes: 0 done, 2 problem in the input, 130 interrupted, 1 anything else.": (
        "Slutkoder: 0 færdig, 2 fejl i det, der er skrevet, 130 afbrudt, 1 alt andet."
    ),
    "simulate a scenario and say what it comes to": "simulér et scenarie og sig, hvad det fører til",
    "report every problem in scenario files and do the flow arithmetic": (
        "vis alle fejl i scenariefiler, og lav en overslagsberegning"
    ),
    "say the pathway in words, with every parameter and its source": (
        "fortæl forløbet i ord med hver forudsætning og dens kilde"
    ),
    "which scenario is better, and by how much: paired differences": (
        "hvilket scenarie er bedst, og hvor meget: parrede forskelle"
    ),
    "the best of several scenarios, chosen rightly with a promised chance": (
        "det bedste af flere scenarier, valgt rigtigt med en lovet sandsynlighed"
    ),
    "every combination of some parameter values": "alle kombinationer af nogle værdier",
    "the smallest value of a parameter with which a condition holds": (
        "den mindste værdi af en parameter, hvor en betingelse er opfyldt"
    ),
    "what one more unit or one step of each parameter buys": "hvad der opnås ved én mere af hver slags",
    "list, show, query and remove what is stored": "vis, søg i og slet det, der er gemt",
    "print the scenario language as a JSON Schema, for completion in an editor": (
        "skriv scenariesproget som JSON Schema, så en editor kan foreslå og rette"
    ),
    "repeat a stored result: are the figures equal?": "gentag et gemt resultat: er tallene de samme?",
    "a folder of `rengsim run --out`, its manifest.json, or an id of `rengsim results`": (
        "en mappe fra `rengsim run --out`, dens manifest.json eller et id fra `rengsim results`"
    ),
    "the scenario file, where it is not where it was": "scenariefilen, hvis den ikke ligger, hvor den lå",
    "write a paper to hand on: HTML, PDF, Word, Excel or CSV": (
        "skriv et papir til at give videre: HTML, PDF, Word, Excel eller CSV"
    ),
    "read a job centre's own records: write a mapping to fill in, check what they hold": (
        "læs jobcentrets egne registreringer: skriv en fil at udfylde, tjek, hvad de rummer"
    ),
    "what records, or a few totals, teach of the parameters": (
        "hvad registreringer, eller få samlede tal, fortæller om forudsætningerne"
    ),
    "learnt, lengths: draw it as SVG; lengths.STEP, learnt=FILE.svg": (
        "learnt, lengths: tegn figuren som SVG; lengths.TRIN, learnt=FIL.svg"
    ),
    "observed, lengths, occupation: draw it as SVG; lengths.STEP, observed=FILE.svg": (
        "observed, lengths, occupation: tegn figuren som SVG; lengths.TRIN, observed=FIL.svg"
    ),
    "totals: simulated years they are held against (default 4000)": (
        "samlede tal: simulerede år, de holdes op imod (ellers 4000)"
    ),
    "what the records mean (rengsim records new)": "filen om registreringerne (rengsim records new)",
    "write a scenario with what was measured": "skriv et scenarie med det målte",
    "write the joint draws of the parameters": "skriv forudsætningernes samlede udfald",
    "the rest of the year, from where everybody in the records is today": (
        "resten af året, fra hvor alle i registreringerne er i dag"
    ),
    "today: the last day that counts (default: end of the window)": (
        "i dag: den sidste dag, der regnes med (ellers periodens slutning)"
    ),
    "the last day to forecast (default: 31 December)": "den sidste dag, der regnes på (ellers 31. december)",
    "parameters that one investigation would find out together": (
        "forudsætninger, som én undersøgelse ville afklare samlet"
    ),
    "joint draws of the parameters from rengsim fit": "forudsætningernes samlede udfald fra rengsim fit",
    "possible courses of the rest of the year (default 1000)": "mulige forløb af resten af året (ellers 1000)",
    "also draw how far it may come, week by week": "tegn også, hvor langt det kan nå, uge for uge",
    "does the model agree with what was recorded?": "passer modellen med det, der er registreret?",
    "simulated runs that are recorded in the same way (default 1000)": (
        "gennemspilninger, der registreres på samme måde (ellers 1000)"
    ),
    "all figures, not just the most surprising": "alle tal, ikke kun de mest overraskende",
    "a mapping of records, or a scenario with [observed]": (
        "en fil om registreringer, eller et scenarie med [observed]"
    ),
    "how good past forecasts would have been": "hvor gode tidligere prognoser ville have været",
    "measure the parameters on what was known on each day": "mål forudsætningerne på det, der var kendt den dag",
    "possible courses of the rest of each year (default 200)": "mulige forløb af resten af hvert år (ellers 200)",
    "new: a scenario file; check: a mapping": "new: en scenariefil; check: filen om registreringerne",
    "new: fill in columns, dates and words of this export": (
        "new: udfyld kolonner, datoer og ord efter dette udtræk"
    ),
    "where to write the mapping": "hvor filen om registreringerne skrives",
    "open the planner's page in a browser": "åbn planlæggerens side i en browser",
    "try the program on cases whose exact answer is known": (
        "prøv programmet på tilfælde, hvor det rigtige svar er kendt"
    ),
    "write a copy of the scenario files that come with the program, to run and to change": (
        "skriv en kopi af de scenariefiler, der følger med programmet, til at køre og ændre"
    ),
    "a new folder (scenarios)": "en ny mappe (scenarios)",
    "only the cases whose every event is written out by hand": "kun de tilfælde, der er regnet helt ud i hånden",
    # files and values
    "show the version and exit": "vis versionen",
    "scenario files (TOML), run one by one": "scenariefiler (TOML), kørt én for én",
    "scenario files (TOML)": "scenariefiler (TOML)",
    "scenario file (TOML)": "scenariefil (TOML)",
    "scenario files (TOML), or ids of `rengsim results`; several are compared with the first; or a mapping": (
        "scenariefiler (TOML) eller id'er fra `rengsim results`; flere sammenlignes med den første; eller en fil om "
        "registreringer"
    ),
    "give a parameter another value": "giv en parameter en anden værdi",
    "give a parameter another value in every scenario": "giv en parameter en anden værdi i alle scenarier",
    "add figures and laws of your own from this Python file (repeatable)": (
        "tag egne tal og fordelinger med fra denne Python-fil (kan gentages)"
    ),
    "take files from here too, not only from the scenario's own project": (
        "hent også filer herfra, ikke kun fra scenariets eget projekt"
    ),
    "one more scenario: the first file with these parameter values (repeatable)": (
        "endnu et scenarie: den første fil med disse værdier (kan gentages)"
    ),
    "net of what would have happened without the project: one file or several": (
        "netto, altså fraregnet det, der var sket uden projektet: en fil eller flere"
    ),
    "what the others are compared with (default: the first)": "det, de andre sammenlignes med (ellers det første)",
    # running
    "simulated runs (default: what the file says)": "antal gennemspilninger (ellers det, filen siger)",
    "simulated runs of each scenario (default: what the file says)": (
        "antal gennemspilninger af hvert scenarie (ellers det, filen siger)"
    ),
    "seed of the random numbers (default 1)": "startværdi (seed) for tilfældige tal (ellers 1)",
    "processors to use (default: all)": "antal processorer (ellers alle)",
    "compute on a Dask cluster: local, local:4 (processes here), tls://HOST:PORT, or the file that a scheduler "
    "writes": (
        "regn på en Dask-klynge: local, local:4 (processer her), tls://HOST:PORT eller den fil, en scheduler skriver"
    ),
    "allow an address without TLS beyond this machine": "tillad en adresse uden TLS uden for denne maskine",
    "run until every figure is within this half-width at 95%%: 0.01 is one point of a share or chance and 1%% of a "
    "count's target; 'mean(target.volume)=0.1' for one figure": (
        "gennemspil, til hvert tal er så sikkert (halv bredde, 95 %%): 0.01 er ét procentpoint af en andel eller "
        "sandsynlighed og 1 %% af et måltal; 'mean(target.volume)=0.1' for ét tal"
    ),
    "with --precision: at least (200)": "med --precision: mindst (200)",
    "with --precision: at most (20000)": "med --precision: højst (20000)",
    "in the first round (200)": "i første runde (200)",
    "in the last round (3200)": "i sidste runde (3200)",
    "of each scenario at most (20000)": "af hvert scenarie højst (20000)",
    "the most allowed (people=5e6,rows=2e8,memory=50%%,replications=1e6)": (
        "det højeste tilladte (people=5e6,rows=2e8,memory=50%%,replications=1e6)"
    ),
    "the most allowed (people=1e5,rows=2e7,memory=50%%,replications=1e6)": (
        "det højeste tilladte (people=1e5,rows=2e7,memory=50%%,replications=1e6)"
    ),
    "count in that the assumptions are uncertain: N possible sets of them (default 200)": (
        "regn med, at forudsætningerne er usikre: N mulige sæt af dem (ellers 200)"
    ),
    "where results are kept ($RENGSIM_RESULTS, else results)": (
        "hvor resultater gemmes ($RENGSIM_RESULTS, ellers results)"
    ),
    "compute again even what is stored": "regn også det om, der er gemt",
    # what comes out
    "all tables, not just the first screen": "alle tabeller, ikke kun det første skærmbillede",
    "print one JSON object instead of words (docs/json.md)": "skriv ét JSON-objekt i stedet for ord (docs/json.md)",
    "print one JSON object instead of words": "skriv ét JSON-objekt i stedet for ord",
    "print JSON instead of words": "skriv JSON i stedet for ord",
    "also draw a figure: dotplot, curve, flow, waiting, weeks, cohort, or all (repeatable)": (
        "tegn også en figur: dotplot, curve, flow, waiting, weeks, cohort eller all (kan gentages)"
    ),
    "also draw the figure there (.svg, .png or .pdf)": "tegn også figuren dér (.svg, .png eller .pdf)",
    "also draw the pathway with expected people a year there": "tegn også forløbet dér med ventet antal borgere pr. år",
    "figures by group as well: a property, source, or age=30,50 (repeatable)": (
        "også tal for grupper: en egenskab, source eller age=30,50 (kan gentages)"
    ),
    "replace figures that are already there": "erstat figurer, der findes i forvejen",
    "replace a figure that is already there": "erstat en figur, der findes i forvejen",
    "replace a file that is already there": "erstat en fil, der findes i forvejen",
    "write the event log; FILE ends in .csv, .parquet or .xes":
        "skriv hændelsesloggen; FIL ender på .csv, .parquet eller .xes",
    "write manifest, summary and all replications to a new directory": (
        "skriv manifest, sammendrag og alle gennemspilninger i en ny mappe"
    ),
    "default: what --out ends in, else html": "ellers det, --out ender på, ellers html",
    "where to write it (default: name of the scenario)": "hvor det skrives (ellers scenariets navn)",
    "also write the tidy table of all figures there": "skriv også tabellen med alle tal dér",
    "language of the answer (default: RENGSIM_LANG, else that of the machine)": (
        "svarets sprog (ellers RENGSIM_LANG, ellers maskinens)"
    ),
    "show a traceback if the program fails": "vis, hvor programmet fejler",
    # studies
    "what to look at (repeatable): P(TARGET), P(joint), P(FIGURE >= NUMBER), mean(FIGURE); default: mean and chance of"
    " each target, and all targets at once": (
        "hvad der ses på (kan gentages): P(MÅL), P(joint), P(TAL >= GRÆNSE), mean(TAL); ellers gennemsnit og "
        "sandsynlighed for hvert mål og for alle mål samtidig"
    ),
    "one changed input at a time (default: for two scenarios)": "én ændring ad gangen (ellers for to scenarier)",
    "what is to be best: P(TARGET), P(joint), P(FIGURE >= NUMBER), mean(FIGURE)": (
        "det, der skal være bedst: P(MÅL), P(joint), P(TAL >= GRÆNSE), mean(TAL)"
    ),
    "the smallest difference that matters; 0.01: a point of a share or chance": (
        "den mindste forskel, der betyder noget; 0.01: ét procentpoint"
    ),
    "the smallest value is the best": "den mindste værdi er bedst",
    "of choosing rightly (default 0.95)": "for at vælge rigtigt (ellers 0.95)",
    "8..20, 0..48:6, 6,18,36, cohort,rolling, or * for all choices (repeatable)": (
        "8..20, 0..48:6, 6,18,36, cohort,rolling eller * for alle valg (kan gentages)"
    ),
    "the parameter whose value is sought": "parameteren, hvis værdi søges",
    "'P(volume) >= 0.8', 'P(joint) >= 0.5', 'mean(entries.tilbud) >= 140', ...": (
        "'P(volume) >= 0.8', 'P(joint) >= 0.5', 'mean(entries.tilbud) >= 140', ..."
    ),
    "1..40, 0..48:6 (default: the range of the parameter)": "1..40, 0..48:6 (ellers parameterens grænser)",
    "the largest value instead of the smallest": "den største værdi i stedet for den mindste",
    "all values, or a grid refined around the best (default: all if at most 25)": (
        "alle værdier, eller et net, der forfines om den bedste (ellers alle, hvis der er højst 25)"
    ),
    "the answer under every definition of the target": "svaret under alle definitioner af målet",
    "only the parameters that are marked as levers": "kun de parametre, der er mærket som håndtag",
    "only these parameters, resources and staff groups": "kun disse parametre, ressourcer og medarbejdergrupper",
    # stored results
    "the beginning of an id is enough; for query: SQL": "begyndelsen af et id er nok; til query: SQL",
    "with remove: what an older version of the program made": (
        "med remove: det, en ældre udgave af programmet har lavet"
    ),
    "with remove: everything": "med remove: alt",
    # page and verification
    "folder with scenario files (scenarios)": "mappe med scenariefiler (scenarios)",
    "port to listen on (8765, or the next)": "port, der lyttes på (8765 eller den næste)",
    "address to listen on (default: this computer only)": "adresse, der lyttes på (ellers kun denne computer)",
    "the name by which a proxy with TLS serves the page": "navnet, som en proxy med TLS viser siden under",
    "write the address, and open no browser": "skriv adressen, og åbn ingen browser",
    "say where each exact value comes from": "sig, hvor hver rigtig værdi kommer fra",
    # what is worth finding out
    "what is worth finding out before choosing among scenarios": (
        "hvad det er værd at finde ud af, før der vælges mellem scenarier"
    ),
    "possible sets of assumptions (default 1000)": "mulige sæt af forudsætninger (ellers 1000)",
    "what the choice is for (default: all targets at once)": "det, der vælges efter (ellers alle mål samtidig)",
    "what a person who attains the target is worth; own costs are taken off": (
        "hvad det er værd, at en person når målet; egne udgifter trækkes fra"
    ),
    "also draw a figure: dotplot, curve, flow, waiting, weeks, cohort; with --by groups; with --uncertain "
    "knowledge and tornado; or all (repeatable)": (
        "tegn også en figur: dotplot, curve, flow, waiting, weeks, cohort; med --by groups; med --uncertain "
        "knowledge og tornado; eller all (kan gentages)"
    ),
    "which unknown matters for a figure: screening, then parts of its variance": (
        "hvilken usikker forudsætning betyder mest for et tal: først en gennemgang, så dele af spredningen"
    ),
    "ways through all assumptions in the screening (default 20)": "veje gennem alle forudsætninger (ellers 20)",
    "so many assumptions are looked at in detail for each figure (default 8)": (
        "så mange forudsætninger ses der nærmere på for hvert tal (ellers 8)"
    ),
    "points of the Sobol' sequence, a power of 2 (default 256)": "punkter i Sobol-følgen, en potens af 2 (ellers 256)",
    "simulated runs of each set of assumptions (default 10)": (
        "antal gennemspilninger af hvert sæt af forudsætninger (ellers 10)"
    ),
    "the cheapest candidate that reaches a goal with a stated probability": (
        "den billigste mulighed, der når et mål med en ønsket sandsynlighed"
    ),
    "what is to be small: cost_own, entries.tilbud, ...": "det, der skal være lavt: cost_own, entries.tilbud, ...",
    "what is to be large": "det, der skal være højt",
    "what has to hold: 'P(volume) >= 0.8', 'P(joint) >= 0.5' (repeatable)": (
        "det, der skal gælde: 'P(volume) >= 0.8', 'P(joint) >= 0.5' (kan gentages)"
    ),
    "take the assumptions as they stand: luck alone": "tag forudsætningerne, som de står: kun held og uheld",
    "possible sets of assumptions at most (default 512)": "mulige sæt af forudsætninger, højst (ellers 512)",
    "simulated runs of each set (default 6)": "antal gennemspilninger af hvert sæt (ellers 6)",
    # a project of one's own
    "make a project of your own by answering a few questions": "lav dit eget projekt ved at svare på nogle spørgsmål",
    "the new scenario file": "den nye scenariefil",
    "the scenario to build on (rengoering)": "scenariet, der bygges på (rengoering)",
    "ask nothing: what has no option is as in that scenario": (
        "spørg ikke: det, der ikke er skrevet her, er som i det scenarie"
    ),
    "what the project is called": "hvad projektet hedder",
    "its first day: 1.3.2027 or 2027-03-01": "første dag: 1.3.2027 eller 2027-03-01",
    "how many years it is followed": "hvor mange år det følges",
    "places": "pladser",
    "cohort, cohort_with_backfill or rolling": (
        "cohort (hold), cohort_with_backfill (hold, der fyldes op) eller rolling (løbende)"
    ),
    "holds a year": "hold om året",
    "how many are to start in a year": "hvor mange der skal starte om året",
    "length of the praktik: 6 weeks": 'praktikkens længde: "6 uger"',
    "how many of those who start drop out: 20%%": "hvor mange af dem, der starter, der falder fra: 20%%",
    "vacancies a year": "ledige stillinger om året",
    "colleagues who can train": "kolleger, der kan oplære",
    # values of options
    "{text} is not a whole number above 0": "{text} er ikke et helt tal over 0",
    "{text} is not a whole number": "{text} er ikke et helt tal",
    "{text} must lie between 0 and 2^63 - 1": "{text} skal ligge mellem 0 og 2^63 - 1",
    "{text} is not a whole number from {least} to {most}": "{text} er ikke et helt tal fra {least} til {most}",
    # argparse
    "usage: ": "brug: ", "options": "valgmuligheder", "positional arguments": "argumenter",
    "show this help message and exit": "vis denne hjælp",
    "%(prog)s: error: %(message)s\n": "%(prog)s: fejl: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "der mangler: %s",
    "unrecognized arguments: %s": "ukendte argumenter: %s",
    "expected one argument": "der skal stå én værdi",
    "expected at least one argument": "der skal stå mindst én værdi",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r findes ikke (vælg %(choices)s)",
    "invalid %(type)s value: %(value)r": "%(value)r kan ikke bruges",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan være %(matches)s",
}  # fmt: skip
"""English -> Danish."""


def in_english() -> None:
    """Let argparse speak English: a parser is built in English, whatever was spoken before."""
    setattr(argparse, "_", gettext)  # noqa: B010  its gettext


def spoken(template: str, /, **values: object) -> str:
    """A message with its values, in the language that argparse speaks."""
    speak: Callable[[str], str] = getattr(argparse, "_")  # noqa: B009  its gettext
    return speak(template).format(**values)


def in_language(parser: argparse.ArgumentParser, lang: str) -> argparse.ArgumentParser:
    """The parser with its help, and what argparse itself says, in one language."""
    in_english()
    if lang == "da":
        setattr(argparse, "_", lambda text: DANISH.get(text, text))  # noqa: B010  its gettext
        _translate(parser)
    return parser


def _translate(parser: argparse.ArgumentParser) -> None:
    parser.description = DANISH.get(parser.description or "", parser.description)
    parser.epilog = DANISH.get(parser.epilog or "", parser.epilog)
    for group in parser._action_groups:
        group.title = DANISH.get(group.title or "", group.title)
    for action in parser._actions:
        action.help = DANISH.get(action.help or "", action.help)
        if isinstance(action.metavar, str):
            action.metavar = in_danish(action.metavar)
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                choice.help = DANISH.get(choice.help or "", choice.help)
            for inner in action.choices.values():
                _translate(inner)
