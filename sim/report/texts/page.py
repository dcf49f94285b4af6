"""Texts of the planner's page."""

PAGE: dict[str, tuple[str, str]] = {
    "page.program": ("Forløbssimulator", "Pathway simulator"),
    "page.skip": ("Gå til svaret", "Go to the answer"),
    "page.other_language": ("English", "Dansk"),
    "page.menu": ("Menu", "Menu"),
    "page.menu.answer": ("Svar", "Answer"),
    "page.menu.compare": ("Sammenlign", "Compare"),
    "page.menu.goal": ("Hvad skal der til?", "What does it take?"),
    "page.menu.time": ("Over tid", "Over time"),
    "page.menu.bottleneck": ("Flaskehals", "Bottleneck"),
    "page.menu.uncertain": ("Det ved vi mindst om", "What we know least"),
    "page.menu.documents": ("Dokumenter", "Documents"),
    "page.menu.scenarios": ("Scenarier", "Scenarios"),
    "page.menu.new": ("Nyt projekt", "New project"),
    # the answer
    "page.answer": ("Svar", "Answer"),
    "page.period": ("Perioden {start} – {end}.", "The period {start} – {end}."),
    "page.before": ("Før ændringerne: {n} ud af 100", "Before the changes: {n} of 100"),
    "page.show_years": ("Vis årene", "Show the years"),
    "page.years_shown": ("Årene er vist nedenfor", "The years are shown below"),
    "page.why": ("Hvorfor?", "Why?"),
    "page.provisional": ("Foreløbigt svar", "Provisional answer"),
    "page.provisional.words": (
        "{years} simulerede år indtil nu; der regnes videre.",
        "{years} simulated years so far; more are being computed.",
    ),
    "page.more_years": ("Beregn flere år", "Compute more years"),
    "page.running": (
        "Beregner. Tallene gælder for den forrige indstilling.",
        "Computing. The numbers are for the previous setting.",
    ),
    "page.no_effect": ("Ændringen har ingen virkning", "The change has no effect"),
    "page.no_effect.words": (
        "Alle deltageres forløb og alle mål er præcis de samme som før i samtlige {years} simulerede år.",
        "What happens to people, and every target, is exactly the same as before in all {years} simulated years.",
    ),
    "page.no_effect.unused": (
        "{title}: værdien bruges ikke, sådan som scenariet ellers er sat op.",
        "{title}: the value is not used with the scenario set up as it is.",
    ),
    "page.no_effect.seats": (
        "{title}: {seats} er stadig {n}, så der bliver ikke taget flere ind ad gangen. Lad dem følges ad.",
        "{title}: {seats} is still {n}, so no more are let in at a time. Let them move together.",
    ),
    "page.no_effect.binds": ("Noget andet sætter grænsen: {cause}.", "Something else sets the limit: {cause}."),
    "page.no_effect.never": (
        "I ingen af årene opstod en situation, hvor værdien havde betydning.",
        "In none of the years did anything happen for which the value mattered.",
    ),
    "page.changes": ("Ændret i forhold til scenariet", "Changed from the scenario"),
    "page.changes.none": (
        "Intet er ændret. Svaret gælder scenariet, som det står i filen.",
        "Nothing is changed. The answer is that of the scenario as its file has it.",
    ),
    "page.change": ("{title}: {before} → {after}", "{title}: {before} → {after}"),
    "page.change.along": ("{title} følger med: {before} → {after}", "{title} moves along: {before} → {after}"),
    "page.reset": ("Nulstil", "Reset"),
    "page.reset_one": ("Nulstil {title}", "Reset {title}"),
    "page.reset_all": ("Nulstil alt", "Reset everything"),
    "page.undo": ("Fortryd", "Undo"),
    "page.save": ("Gem som nyt scenarie", "Save as a new scenario"),
    "page.add": ("Læg til sammenligningen", "Add to the comparison"),
    "page.basis_note": (
        "{assumed} af {all} forudsætninger er antagelser, {measured} er målt. Læs svaret som ”under disse forudsætninger”.",
        "{assumed} of {all} inputs are assumptions, {measured} are measured. Read the answer as “under these assumptions”.",
    ),
    # levers
    "page.levers": ("Hvad vil du ændre?", "What do you want to change?"),
    "page.levers.hint": (
        "Skriv et tal, og tryk Enter – eller træk i skyderen. Komma og punktum kan begge bruges.",
        "Type a number and press Enter – or move the slider. Comma and point both work.",
    ),
    "page.scenario": ("Scenarie", "Scenario"),
    "page.open": ("Åbn", "Open"),
    "page.compute": ("Beregn", "Compute"),
    "page.parted": ("{one} og {other} ændres hver for sig", "{one} and {other} are changed apart"),
    "page.follows": ("Følger med {other}.", "Moves with {other}."),
    "page.baseline": ("I scenariet: {value}", "In the scenario: {value}"),
    "page.range": ("Kilderne rækker fra {low} til {high}", "The sources reach from {low} to {high}"),
    "page.reading": ("Læst som {reading}", "Read as {reading}"),
    "page.slider": ("{title}, skyder", "{title}, slider"),
    "page.why_value": ("Hvorfor denne værdi?", "Why this value?"),
    "page.basis": ("Grundlag: {basis}.", "Basis: {basis}."),
    "page.source": ("Kilde: {source}", "Source: {source}"),
    "page.more": ("Alle andre forudsætninger ({n})", "All other inputs ({n})"),
    "page.search": ("Søg i forudsætningerne", "Search the inputs"),
    "page.search.found": ("{n} forudsætninger vises", "{n} inputs are shown"),
    "page.less_of": ("Mindre: {title}", "Less: {title}"),
    "page.more_of": ("Mere: {title}", "More: {title}"),
    "page.leaving": ("Frafald blandt deltagerne", "Dropout among participants"),
    "page.leaving.unit": ("af dem, der starter", "of those who start"),
    "page.leaving.reading": ("{share} af dem, der starter", "{share} of those who start"),
    # what was typed
    "page.error.title": ("Der er noget, der ikke kan læses", "Something cannot be read"),
    "page.error.words": ("Ret det nævnte, så beregnes svaret.", "Mend what is named, and the answer is computed."),
    "page.no_parameter": (
        "Scenariet har ingen forudsætning med navnet {name}.",
        "The scenario has no input named {name}.",
    ),
    "page.no_choice": ("”{text}” er ikke et af valgene: {choices}.", "“{text}” is none of the choices: {choices}."),
    "page.no_percentage": ("Her skrives ikke procent, men {unit}.", "Not per cent here, but {unit}."),
    "page.negative": ("Tallet kan ikke være negativt.", "The number cannot be negative."),
    "page.whole": ("Her skal stå et helt tal, for eksempel {near}.", "A whole number is needed, for example {near}."),
    "page.ambiguous": (
        "”{text}” kan læses på to måder. Skriv {decimal} eller {thousands}.",
        "“{text}” can be read in two ways. Write {decimal} or {thousands}.",
    ),
    "page.no_number": (
        "”{text}” er ikke et tal. Skriv for eksempel 12, 0,6 eller 60 %.",
        "“{text}” is no number. Write for example 12, 0.6 or 60%.",
    ),
    "page.share": ("”{text}” er ikke en andel. Skriv fra 0 til 100 %.", "“{text}” is no share. Write 0 to 100%."),
    "page.no_date": (
        "”{text}” er ikke en dato. Skriv for eksempel 1.3.2027.",
        "“{text}” is no date. Write for example 2027-03-01.",
    ),
    "page.leaving_most": (
        "Så mange kan ikke falde fra her; højst {most}.",
        "So many cannot drop out here; at most {most}.",
    ),
    # files
    "page.no_file": (
        "Der er intet scenarie med navnet {name} i mappen.",
        "There is no scenario named {name} in the folder.",
    ),
    "page.broken_file": ("Filen {name} kan ikke bruges", "The file {name} cannot be used"),
    "page.not_found": ("Siden findes ikke", "There is no such page"),
    "page.back": ("Tilbage til svaret", "Back to the answer"),
    "page.problems": ("Problemer i filen: {n}", "Problems in the file: {n}"),
    "page.problem.line": ("Linje {line}:", "Line {line}:"),
    "page.problem.found": ("Der står: {found}.", "Found: {found}."),
    "page.problem.allowed": ("Tilladt: {allowed}.", "Allowed: {allowed}."),
    "page.problem.nearest": ("Mentes der {nearest}?", "Did you mean {nearest}?"),
    "page.accessibility": ("Tilgængelighed", "Accessibility"),
    "page.offline": (
        "Alt regnes på denne computer; intet sendes videre.",
        "Everything is computed on this computer; nothing is sent on.",
    ),
    # starting it
    "app.open": (
        "Siden er åben her: {address}\nTryk Ctrl+C i dette vindue for at lukke den.",
        "The page is open here: {address}\nPress Ctrl+C in this window to close it.",
    ),
    "app.extra": (
        "Siden kræver nogle pakker, som mangler ({packages}). Installér dem med: pip install 'rengsim[app]'",
        "The page needs packages that are missing ({packages}). Install them with: pip install 'rengsim[app]'",
    ),
    "app.no_folder": (
        "Der er ingen mappe, der hedder {path}. Angiv mappen med scenarier: rengsim app --folder MAPPE; de scenarier, "
        "der følger med, lægger rengsim scenarios i en ny mappe",
        "There is no folder {path}. Name the folder with scenarios: rengsim app --folder FOLDER; rengsim scenarios "
        "writes those that come with the program to a new folder",
    ),
    "app.needs_tls": (
        "--host {host} kan nås af andre computere. Det kræver en proxy med TLS: --public NAVN (se docs/planner-page.md).",
        "--host {host} can be reached from other computers. That needs a proxy with TLS: --public NAME (docs/planner-page.md).",
    ),
    "app.port": (
        "Kan ikke lytte på {host}, port {port} og de ni næste: {reason}. Vælg en anden port: --port 9000",
        "Cannot listen on {host}, port {port} and the next nine: {reason}. Choose another one: --port 9000",
    ),
    # the first start
    "page.warming": ("Programmet gøres klar", "The program is being made ready"),
    "page.warming.words": (
        "Første gang skal regnemotoren oversættes til denne computer. Det har taget {seconds} sekunder indtil nu; normalt tager det omkring {usual}.",
        "The first time the engine is translated for this computer. {seconds} seconds so far; it usually takes {usual}.",
    ),
}
