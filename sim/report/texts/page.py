"""Texts of the planner's page."""

PAGE: dict[str, tuple[str, str]] = {
    "page.program": ("Forløbssimulator", "Pathway simulator"),
    "page.skip": ("Gå til svaret", "Go to the answer"),
    "page.other_language": ("English", "Dansk"),
    "page.no_answer": ("Programmet svarer ikke", "The program does not answer"),
    "page.no_answer.words": (
        "Tallene på siden er de sidste, der nåede frem. Se, om vinduet med rengsim app stadig er åbent, og genindlæs siden. Er det "
        "lukket, så start det igen, og brug den adresse, det skriver.",
        "The numbers on the page are the last that arrived. See whether the window of rengsim app is still open, and reload the "
        "page. If it was closed, start it again and use the address it writes.",
    ),
    "page.menu": ("Menu", "Menu"),
    "page.menu.answer": ("Svar", "Answer"),
    "page.menu.compare": ("Sammenlign", "Compare"),
    "page.menu.goal": ("Hvad skal der til?", "What does it take?"),
    "page.menu.time": ("Over tid", "Over time"),
    "page.menu.bottleneck": ("Flaskehals", "Bottleneck"),
    "page.menu.uncertain": ("Det ved vi mindst om", "What we know least"),
    "page.menu.records": ("Vores egne tal", "Our own records"),
    "page.records.words": (
        "Har I et udtræk fra sagssystemet, kan det måle det, der ellers er antagelser, og sige, hvordan resten af året går.",
        "Records of the case system can measure what are assumptions otherwise, and say how the rest of the year goes.",
    ),
    "page.records.kept": (
        "Udtrækket læses, hvor det ligger. Intet om borgerne gemmes, kopieres eller sendes, og fejl nævnes kun ved rækkens nummer.",
        "The records are read where they are. Nothing about people is saved, copied or sent; errors name rows by number only.",
    ),
    "page.records.choose": ("Fil, der siger, hvad udtrækket betyder", "The file that says what the records mean"),
    "page.records.check": ("Kontrollér", "Check"),
    "page.records.none": (
        "Der er ingen endnu. »rengsim records new scenarios/rengoering.toml« skriver en at udfylde; læg den og udtrækket (CSV) i "
        "scenariemappen eller en mappe i den.",
        'There is none yet. "rengsim records new scenarios/rengoering.toml" writes one to fill in; put it and the records '
        "(CSV) into the scenario folder, or a folder in it.",
    ),
    "page.records.rows": ("Linjer (og hvor mange): {rows}.", "Lines (and how many): {rows}."),
    "page.records.chance_only": (
        "{n} gennemspilninger. Kun held varierer: forudsætningerne er som i scenariet.",
        "{n} replications. Only chance varies: the parameters are those of the scenario.",
    ),
    "page.records.held": ("Det står der i udtrækket", "What the records hold"),
    "page.records.ask": ("Hvad vil I vide?", "What do you want to know?"),
    "page.records.day": ("Status til og med", "As of the end of"),
    "page.records.day.hint": (
        "Den sidste dag, der er registreret fuldt ud.",
        "The last day that is recorded completely.",
    ),
    "page.records.rest": ("Resten af året", "The rest of the year"),
    "page.records.learn": ("Hvad lærer tallene os?", "What do the records teach?"),
    "page.records.agree": ("Passer modellen med det, der skete?", "Does the model agree with what happened?"),
    "page.records.with_fit": (
        "»Passer modellen« og »Resten af året« regner med de målte tal og deres usikkerhed.",
        "Agreement and the rest of the year are computed with the measured values and their uncertainty.",
    ),
    "page.records.without_fit": (
        "»Passer modellen« og »Resten af året« regner med scenariets egne tal. Spørg først, hvad tallene lærer os (nogle minutter), "
        "så regnes der med det målte.",
        "Agreement and the rest of the year are computed with the values of the scenario. Ask first what the records teach (some "
        "minutes), and the measured values are used.",
    ),
    "page.records.use": ("Brug disse tal", "Use these values"),
    "page.records.use.words": (
        "De nye tal gemmes som et scenarie i mappen, med interval og kilde for hvert. Der står intet om nogen borger i det.",
        "The new values are saved as a scenario of the folder, each with its range and source. It holds nothing of any person.",
    ),
    "page.records.measured_title": ("{title}, med vores egne tal", "{title}, with our own records"),
    "page.records.not_here": (
        "Registreringer vises kun på den computer, hvor siden kører, og ikke over nettet.",
        "Records are shown only on the computer that serves the page, not over the network.",
    ),
    "page.records.failed": (
        "Fejlen hedder {kind}. Hvad den handler om, vises ikke her, for det kan være en borger.",
        "The error is called {kind}. What it is about is not shown here, for it may be a person.",
    ),
    "page.records.gone": (
        "Tallene er ikke længere i hukommelsen. Spørg igen, hvad de lærer os.",
        "The values are no longer in memory. Ask again what the records teach.",
    ),
    "page.records.no_day": (
        "»{text}« er ikke en dato. Skriv fx 30.11.2021.",
        '"{text}" is not a date. Write 30.11.2021.',
    ),
    "page.records.cannot.day": (
        "Dagen skal ligge fra {first} til {last}, som registreringerne dækker.",
        "The day must lie from {first} to {last}, which the records cover.",
    ),
    "page.records.cannot.until": ("Der er ingen dage tilbage af året.", "No days are left of the year."),
    "page.records.cannot.target": (
        "Scenariet har intet mål for et kalenderår, der kan regnes frem.",
        "The scenario has no target of a calendar year that can be forecast.",
    ),
    "page.records.cannot.draws": (
        "Ingen af de målte sæt af tal kan bruges i dette scenarie.",
        "None of the measured sets of values can be used in this scenario.",
    ),
    "page.menu.documents": ("Dokumenter", "Documents"),
    "page.menu.scenarios": ("Scenarier", "Scenarios"),
    "page.menu.new": ("Nyt projekt", "New project"),
    # the answer
    "page.answer": ("Svar", "Answer"),
    "page.made": ("Scenariet er oprettet: {name}", "The scenario has been made: {name}"),
    "page.made.words": (
        "Det ligger i mappen med scenarier og står på listen. Her er svaret.",
        "It is in the folder of scenarios, and in the list. Here is its answer.",
    ),
    "page.before": ("Før ændringerne: {n} ud af 100", "Before the changes: {n} of 100"),
    "page.before.mean": (
        "Før ændringerne: {n} ud af 100; i gennemsnit {mean}",
        "Before the changes: {n} of 100; {mean} on average",
    ),
    "page.show_years": ("Vis årene", "Show the years"),
    "page.years_shown": ("Årene er vist nedenfor", "The years are shown below"),
    "page.why": ("Hvorfor?", "Why?"),
    "page.provisional": ("Foreløbigt svar", "Provisional answer"),
    "page.more_years": ("Beregn flere år", "Compute more years"),
    "page.running": (
        "Beregner. Tallene gælder for den forrige indstilling.",
        "Computing. The numbers are for the previous setting.",
    ),
    "page.compare.differences": (
        "Forskellene, år for år med de samme borgere og det samme held (i parentes: 95 pct. sikkert mellem):",
        "The differences, year by year with the same people and the same luck (in brackets: 95% certain between):",
    ),
    "page.compare.together": (
        "Ændringerne virker kun sammen: hver for sig flytter de ingen af tallene med sikkerhed.",
        "The changes do something only together: alone none of them certainly moves any of the figures.",
    ),
    "page.compare.why_others": ("Hvorfor de øvrige tal er forskellige", "Why the other figures differ"),
    "page.one_year": ("Ét muligt år ad gangen", "One possible year at a time"),
    "page.one_year.words": (
        "Hvert år er lige sandsynligt. Scenarierne har de samme mennesker og det samme held, så kun ændringerne skiller dem.",
        "Every year is equally likely. The scenarios have the same people and the same luck; only the changes part them.",
    ),
    "page.one_year.first": ("Vis mig et år", "Show me a year"),
    "page.one_year.more": ("Vis mig et år til", "Show me one more year"),
    "page.one_year.again": ("Begynd forfra", "Start again"),
    "page.one_year.said": ("Muligt år {k} af {n}.", "Possible year {k} of {n}."),
    "page.one_year.said.year": (
        "Muligt år {k} af {n}: sådan kan {year} gå. Kalenderårene skiftes.",
        "Possible year {k} of {n}: this is how {year} may go. The calendar years take turns.",
    ),
    "page.one_year.part": ("{name}: {value}", "{name}: {value}"),
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
    "page.change.short": ("{title}: {after}", "{title}: {after}"),
    "page.reset": ("Nulstil", "Reset"),
    "page.reset_all": ("Nulstil alt", "Reset everything"),
    "page.undo": ("Fortryd", "Undo"),
    "page.undo_last": ("Fortryd den seneste ændring", "Undo the last change"),
    "page.save": ("Gem som nyt scenarie", "Save as a new scenario"),
    "page.add": ("Læg til sammenligningen", "Add to the comparison"),
    "page.basis_note": (
        "{known} Læs svaret som ”under disse forudsætninger”.",
        "{known} Read the answer as “under these assumptions”.",
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
    "page.outside": (
        "{value} – uden for det, kilden rækker til ({low} til {high})",
        "{value} – outside what its source supports ({low} to {high})",
    ),
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
    # what holds on dates
    "page.dated": ("Fra en dato, eller lukket i en periode", "From a date, or closed for a while"),
    "page.dated.what": ("Hvad ændres fra en dato?", "What changes on a date?"),
    "page.dated.others": ("Andre forudsætninger", "Other inputs"),
    "page.dated.value": ("Ny værdi", "New value"),
    "page.dated.choices": ("{title}: skriv {choices}.", "{title}: write {choices}."),
    "page.dated.first": ("Fra og med", "From"),
    "page.dated.first.hint": (
        "For eksempel 1.3.2027. Scenariets år går fra {first} til {last}.",
        "For example 2027-03-01. The scenario's years go from {first} to {last}.",
    ),
    "page.dated.last": ("Til og med (kan være tom)", "To and including (may be empty)"),
    "page.dated.last.hint": ("Tom: det gælder resten af tiden.", "Empty: it holds for the rest of the time."),
    "page.dated.add": ("Tilføj ændringen", "Add the change"),
    "page.dated.remove": ("Fjern", "Remove"),
    "page.dated.from": ("Fra {first}", "From {first}"),
    "page.dated.between": ("Fra {first} til og med {last}", "From {first} to {last} inclusive"),
    "page.dated.short": ("{what} ({when})", "{what} ({when})"),
    "page.closed.short": ("Lukket {first} – {last}", "Closed {first} – {last}"),
    "page.dated.same": ("{title} er sådan i forvejen.", "{title} is like that already."),
    "page.dated.order": ("Sidste dag ligger før første dag.", "The last day comes before the first."),
    "page.dated.fixed": (
        "{title} kan ikke ændres på en dato; værdien gælder hele tiden.",
        "{title} cannot change on a date; its value holds all the time.",
    ),
    "page.dated.outside": (
        "Datoen ligger uden for det, der regnes på: {first} til {last}.",
        "The date lies outside what is computed: {first} to {last}.",
    ),
    "page.dated.not_judged": (
        "{what}. Det ligger uden for de år, målene bedømmes i ({years}). Antal år ud af 100, gennemsnit, prikker og ventetid "
        "er kun for de år og flytter sig højst lidt, fordi køen bagefter er en anden. Ledige stillinger og det, der står her, er "
        "for hele perioden og regner ændringen med.",
        "{what}. That lies outside the years in which targets are judged ({years}). Years of 100, means, dots and waiting are of "
        "those years only, and move a little at most because the queue afterwards is another one. Vacancies and what stands here "
        "are of the whole period, with the change.",
    ),
    "page.dated.from_year": ("{title} fra {year}: {parts}.", "{title} from {year} on: {parts}."),
    "page.dated.in_year": (
        "{now} i {year} mod {before} uden ændringerne",
        "{now} in {year}, {before} without the changes",
    ),
    "page.dated.people.fewer": (
        "I hele perioden {window} begynder {now} i {step} mod {before} uden ændringerne: {n} færre.",
        "In the whole period {window} {now} begin {step}, and {before} without the changes: {n} fewer.",
    ),
    "page.dated.people.more": (
        "I hele perioden {window} begynder {now} i {step} mod {before} uden ændringerne: {n} flere.",
        "In the whole period {window} {now} begin {step}, and {before} without the changes: {n} more.",
    ),
    "page.dated.people.same": (
        "I hele perioden {window} begynder {now} i {step}, lige så mange som uden ændringerne.",
        "In the whole period {window} {now} begin {step}, as many as without the changes.",
    ),
    "page.dated.not_judged.title": (
        "Målenes tal nedenfor viser ikke denne ændring",
        "The targets below do not show this change",
    ),
    "page.dated.most": (
        "Der kan højst være {n} ændringer på datoer. Gem scenariet, og byg videre på det.",
        "There can be at most {n} changes on dates. Save the scenario and go on from there.",
    ),
    "page.closed": ("Luk i en periode", "Close for a while"),
    "page.closed.hint": (
        "Ingen begynder, mens der er lukket. Et hold, der skulle starte i perioden, starter den første åbne dag.",
        "Nobody begins while it is closed. A hold that was to start then starts on the first open day.",
    ),
    "page.closed.first": ("Første lukkede dag", "First closed day"),
    "page.closed.last_day": ("Sidste lukkede dag", "Last closed day"),
    "page.closed.last": ("Skriv også den sidste lukkede dag.", "Give the last closed day too."),
    "page.closed.inside": ("Hvad med dem, der er i gang?", "What about those who are inside?"),
    "page.closed.pause": (
        "De holder pause",
        "They pause",
    ),
    "page.closed.run_on": ("De fortsætter", "They go on"),
    "page.closed.add": ("Tilføj lukkeperioden", "Add the closed period"),
    "page.closed.said": (
        "Lukket fra {first} til og med {last}: ingen begynder; de, der er i gang, fortsætter",
        "Closed from {first} to {last} inclusive: nobody begins; those inside go on",
    ),
    "page.closed.said.pause": (
        "Lukket fra {first} til og med {last}: ingen begynder; de, der er i gang, holder pause",
        "Closed from {first} to {last} inclusive: nobody begins; those inside pause",
    ),
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
    "app.scenarios_written": (
        "Der var ingen mappe {path} her. Den er lavet nu med de {n} scenarier, der følger med programmet.",
        "There was no folder {path} here. It has been made now, with the {n} scenarios that come with the program.",
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
    "page.warming.kept": (
        "Svaret nedenfor er regnet forud med netop denne version. Håndtagene virker, så snart programmet er klar.",
        "The answer below was computed beforehand with just this version. The levers work as soon as it is ready.",
    ),
    "page.warming.longer": (
        "Det tager længere end normalt, måske fordi computeren også arbejder med andet. Svaret kommer af sig selv.",
        "It takes longer than usual, perhaps because the computer is busy. The answer comes by itself.",
    ),
    "page.warming.words": (
        "Første gang skal regnemotoren oversættes til denne computer. Det har taget {seconds} sekunder indtil nu; normalt tager det omkring {usual}.",
        "The first time the engine is translated for this computer. {seconds} seconds so far; it usually takes {usual}.",
    ),
    # work that takes longer
    "page.task.running": ("Beregner", "Computing"),
    "page.task.begun": ("Går i gang.", "Beginning."),
    "page.task.percent": ("{percent} pct. er beregnet.", "{percent}% is computed."),
    "page.task.left": (
        "{percent} pct. er beregnet; cirka {seconds} sekunder tilbage.",
        "{percent}% is computed; about {seconds} seconds left.",
    ),
    "page.task.cancel": ("Afbryd", "Cancel"),
    "page.task.cancelled": ("Beregningen blev afbrudt.", "The computation was cancelled."),
    "page.task.superseded": (
        "Beregningen blev afbrudt, fordi en anden er sat i gang i et andet vindue. Der regnes på én ting ad gangen.",
        "The computation was cancelled, because another was begun in another window. One thing is computed at a time.",
    ),
    "page.task.restart": ("Beregn igen", "Compute again"),
    "page.task.again": ("Se, hvor langt beregningen er", "See how far the computation is"),
    "page.task.done": ("Beregningen er færdig.", "The computation is done."),
    "page.task.error": ("Det kunne ikke beregnes", "It could not be computed"),
    # compare
    "page.compare.words": (
        "Op til fem scenarier side om side. De samme borgere og det samme held går igen i dem alle, så forskellen er ændringens.",
        "Up to five scenarios side by side. The same people and the same luck return in each, so the difference is that of the change.",
    ),
    "page.compare.add": ("Endnu et scenarie", "One more scenario"),
    "page.compare.add_one": ("Tilføj", "Add"),
    "page.compare.remove": ("Fjern", "Remove"),
    "page.compare.none": (
        "Der er kun ét. Ændr noget på siden Svar, eller tilføj et scenarie her.",
        "There is only one. Change something on the page Answer, or add a scenario here.",
    ),
    # what it takes
    "page.goal.words": (
        "Vælg, hvad der må ændres, og hvor ofte målet skal nås. Alle værdier i området prøves med de samme borgere.",
        "Choose what may be changed and how often the target is to be met. Every value in the range is tried with the same people.",
    ),
    "page.goal.lever": ("Hvad må ændres?", "What may be changed?"),
    "page.goal.target": ("Hvilket mål skal nås?", "Which target is to be met?"),
    "page.goal.often": ("Hvor ofte?", "How often?"),
    "page.goal.of_ten": ("i {n} ud af 10 år", "in {n} of 10 years"),
    "page.goal.together": (
        "{one} og {other} følges ad. Skil dem på siden Svar, hvis de ikke skal.",
        "{one} and {other} move together. Part them on the page Answer if they should not.",
    ),
    "page.goal.parted": ("{one} og {other} er skilt ad.", "{one} and {other} are parted."),
    "page.goal.start": ("Find værdien", "Find the value"),
    "page.goal.bottleneck": ("Hvad hjælper ellers? Se flaskehalsen.", "What else helps? See the bottleneck."),
    "figure.goal.bound": ("mål: {bound}", "target: {bound}"),
    "figure.goal.desc": (
        "Hver værdi, der er prøvet, med sit 95 %-sikkerhedsinterval; den stiplede linje er det, der skal nås.",
        "Every value tried with its 95% confidence interval; the dashed line is what is to be reached.",
    ),
    "figure.read.goal": (
        "Sådan læses figuren: Hvert mærke er en værdi, der er prøvet. Blå cirkler når det ønskede, orange firkanter gør ikke. Stregen viser, hvor sikkert tallet er beregnet.",
        "How to read the figure: each mark is a value that was tried. Blue circles reach what is wanted, orange squares do not. The bar shows how well the number is known.",
    ),
    # the bottleneck
    "page.bottleneck.words": (
        "Hvad giver én mere af hver ting, der kan besluttes? Det tager et minut eller to.",
        "What does one more of everything that can be decided give? It takes a minute or two.",
    ),
    "page.bottleneck.years": (
        "Hver ændring er prøvet i {n} simulerede år, de samme år med og uden. Siden Svar bygger på {all}, så tallene uden ændring kan "
        "være en smule anderledes her.",
        "Each change is tried in {n} simulated years, the same years with and without it. The page Answer has {all}, so numbers "
        "without a change may differ a little here.",
    ),
    "page.bottleneck.now": ("Sådan er det nu:", "As it is now:"),
    "page.bottleneck.start": ("Find flaskehalsen", "Find the bottleneck"),
    # over time
    "page.time.words": (
        "Pladser i brug uge for uge, ventetid undervejs, strømmen gennem forløbet – og én borgers vej.",
        "Places in use week by week, waiting, the flow through the pathway – and one person's way.",
    ),
    "page.time.period": (
        "Valget af år gælder figurerne med pladser. Ventetid, vejen gennem forløbet og den sidste figur er for hele perioden "
        "{window}. Den sidste figur tæller dem, der er selvforsørgende netop i den uge; på siden Svar skal de have været det i "
        "den tid, målet siger, og derfor er tallet dér et andet.",
        "The choice of a year is for the figures of places. Waiting, the way through the pathway and the last figure are of the "
        "whole period {window}. The last figure counts who is self-supporting in that very week; under Answer it has to have "
        "lasted as long as the target says, so that the number there is another one.",
    ),
    "page.time.year": ("Pladser uge for uge i", "Places week by week in"),
    "page.time.usual": ("et år midt i perioden", "a year in the middle"),
    "page.time.show": ("Vis", "Show"),
    "page.story": ("Én simuleret borgers vej", "One simulated person's way"),
    "page.story.words": (
        "Ingen virkelig person: en af dem, der kom og sluttede i den første gennemspilning. De næste slutter på andre "
        "måder; af hver måde er den længste vej først.",
        "No real person: one of those who came and left in the first run. The next ones end in other ways; of each way "
        "the longest comes first.",
    ),
    "page.story.title": ("Borger {k} af {n}", "Person {k} of {n}"),
    "page.story.another": ("Vis en anden borger", "Show another person"),
    "page.story.date": ("Dato", "Date"),
    "page.story.what": ("Hvad sker der", "What happens"),
    "page.story.arrive": ("Kommer ind i forløbet; første trin: {step}", "Comes in; first step: {step}"),
    "page.story.admit": ("Får plads efter {days} dages venten: {step}", "Is let in after waiting {days} days: {step}"),
    "page.story.start": ("Begynder: {step}", "Begins: {step}"),
    "page.story.end": ("Slutter efter {days} dage: {step}", "Ends after {days} days: {step}"),
    "page.story.end.same": ("Slutter samme dag: {step}", "Ends on the same day: {step}"),
    "page.story.week": ("uge {week}, {year}", "week {week}, {year}"),
    "page.story.weeks": (
        "Hvor der står en uge, falder tidspunktet i beregningen på en lukket dag: det, der ikke er bundet til faste "
        "dage, kan begynde og slutte når som helst.",
        "Where a week is given, the moment falls on a closed day in the model: what is not held to fixed days can begin "
        "and end at any time.",
    ),
    "page.story.risk": ("Forlader {step} før tid, efter {days} dage", "Leaves {step} early, after {days} days"),
    "page.story.give_up": ("Venter ikke længere: {step}", "Waits no longer: {step}"),
    "page.story.refused": ("Går videre uden at vente: {step}", "Goes on without waiting: {step}"),
    "page.story.sent_away": ("Sendes bort: {step}", "Is sent away: {step}"),
    "page.story.token": ("Får en stilling: {step}", "Gets a vacancy: {step}"),
    "page.story.exit": ("Afslutter: {step}", "Leaves: {step}"),
    # what is known least
    "page.uncertain.words": (
        "Svarets tilfældighed ses som prikker. Her er det, som ingen simulering kan vide: hvor godt forudsætningerne er kendt.",
        "Chance shows as dots in the answer. Here is what no simulation can know: how well the inputs are known.",
    ),
    "page.uncertain.off": (
        "Svaret regner, som om alle forudsætninger er rigtige. Her kan de trækkes fra det, de kan ligge mellem, så det ses, "
        "hvor meget mere årene så svinger. Det tager et halvt minut.",
        "The answer is computed as if all inputs were right. Here they can be drawn from their ranges, to show how much "
        "more the years vary then. It takes half a minute.",
    ),
    "page.uncertain.on": (
        "Usikkerheden i forudsætningerne er regnet med nedenfor.",
        "That the inputs are uncertain is counted in below.",
    ),
    "page.uncertain.count": ("Medregn usikkerhed i forudsætningerne", "Count in that the inputs are uncertain"),
    "page.uncertain.leave": ("Regn kun med tilfældighed", "Count chance alone"),
    "page.uncertain.title": ("Tilfældighed og viden", "Chance and knowledge"),
    # documents
    "page.document.name.changed": ("aendret", "changed"),
    "page.document.name.compared": ("sammenlignet", "compared"),
    "page.documents.words": (
        "Det samme papir som fra kommandoen rengsim report, med det scenarie, der er valgt.",
        "The same paper as from the command rengsim report, with the scenario that is chosen.",
    ),
    "page.document.html": ("Rapport til at læse og sende videre (HTML)", "Report to read and hand on (HTML)"),
    "page.document.pdf": ("Rapport til udskrift (PDF)", "Report to print (PDF)"),
    "page.document.docx": ("Rapport til at skrive videre i (Word)", "Report to write on in (Word)"),
    "page.document.xlsx": ("Tal år for år (Excel)", "Numbers year by year (Excel)"),
    "page.document.csv": ("Tal med dansk komma (CSV)", "Numbers with decimal comma or point (CSV)"),
    "page.document.csv-machine": (
        "Tal til andre programmer (CSV med punktum)",
        "Numbers for other programs (CSV with point)",
    ),
    "page.document.all": ("Rapport med sammenligningen (HTML)", "Report with the comparison (HTML)"),
    "page.document.missing": ("kræver et program, der ikke er installeret", "needs a program that is not installed"),
    "page.document.none": ("Det dokument kan ikke laves her.", "That document cannot be made here."),
    # files
    "page.scenarios.all": ("Scenarier i mappen ({n})", "Scenarios in the folder ({n})"),
    "page.upload": ("Hent en scenariefil ind", "Take in a scenario file"),
    "page.upload.file": ("Scenariefil (.toml)", "Scenario file (.toml)"),
    "page.upload.hint": (
        "Filen kontrolleres først. Har den fejl, vises de her, og intet gemmes.",
        "The file is checked first. If it has problems they are shown here, and nothing is kept.",
    ),
    "page.upload.send": ("Kontrollér og hent ind", "Check and take in"),
    "page.upload.size": ("Vælg en .toml-fil på højst 1 MB.", "Choose a .toml file of at most 1 MB."),
    "page.upload.there": (
        "Der er allerede et scenarie, der hedder {name}. Giv filen et andet navn.",
        "There is a scenario named {name} already. Give the file another name.",
    ),
    "page.save.name": ("Hvad skal scenariet hedde?", "What is the scenario called?"),
    "page.save.by": ("Dit navn", "Your name"),
    "page.save.note": ("Note (hvorfor?)", "Note (why?)"),
    "page.save.do": ("Gem", "Save"),
    "page.save.title": ("Skriv, hvad scenariet skal hedde.", "Say what the scenario is called."),
    "page.save.author": ("Skriv dit navn.", "Give your name."),
    "page.save.there": (
        "Navnet kan ikke bruges: {name} findes allerede, eller der er ingen bogstaver i det.",
        "The name cannot be used: {name} is there already, or there is no letter in it.",
    ),
    "page.save.signed": (
        "Gemt af {name} {day} med rengsim {version}.",
        "Saved by {name} on {day} with rengsim {version}.",
    ),
    # a project of one's own
    "page.new.step": ("Spørgsmål {place} af {of}", "Question {place} of {of}"),
    "page.new.next": ("Næste", "Next"),
    "page.new.empty": ("Her skal stå et svar.", "An answer is needed."),
    "page.new.titel": ("Hvad skal projektet hedde?", "What is the project called?"),
    "page.new.titel.hint": ("Navnet bliver også filens navn.", "The name is also that of the file."),
    "page.new.start": ("Hvornår starter projektet?", "When does the project start?"),
    "page.new.start.hint": (
        "For eksempel 1.3.2027. Holdstarter og rekruttering flyttes med.",
        "For example 2027-03-01. Holds and recruiting move along.",
    ),
    "page.new.aar": ("Hvor mange år skal det følges?", "How many years is it followed?"),
    "page.new.aar.hint": ("Fra 1 til 10 hele år.", "1 to 10 whole years."),
    "page.new.years.wrong": (
        "”{text}” er ikke et helt antal år fra 1 til 10.",
        "“{text}” is no whole number of years from 1 to 10.",
    ),
    "page.new.pladser": ("Hvor mange pladser er der?", "How many places are there?"),
    "page.new.pladser.hint": ("Et hold er lige så stort.", "A hold has the same size."),
    "page.new.optag": ("Hvordan optages deltagerne?", "How are participants taken in?"),
    "page.new.optag.hint": (
        "På hold, på hold hvor ledige pladser fyldes op, eller løbende.",
        "In holds, in holds with backfill, or rolling.",
    ),
    "page.new.hold": ("Hvor mange hold starter om året?", "How many holds start a year?"),
    "page.new.hold.hint": (
        "Et helt tal. Ved løbende optag bruges det ikke.",
        "A whole number. Not used with rolling intake.",
    ),
    "page.new.hold.said": ("{n} om året, {weeks} imellem", "{n} a year, {weeks} apart"),
    "page.new.holds.wrong": (
        "”{text}” er ikke et helt antal hold fra 1 til 52.",
        "“{text}” is no whole number of holds from 1 to 52.",
    ),
    "page.new.maal": ("Hvor mange skal starte om året?", "How many are to start a year?"),
    "page.new.maal.hint": (
        "Målet, som året måles på. Pladser gange hold er det højeste, hold kan give.",
        "The target of a year. Places times holds is the most that holds can give.",
    ),
    "page.new.praktik": ("Hvor længe varer praktikken?", "How long is the praktik?"),
    "page.new.praktik.hint": (
        "Skriv dage eller uger, for eksempel 42 eller 6 uger.",
        "Write days or weeks, for example 42 or 6 weeks.",
    ),
    "page.new.frafald": ("Hvor mange falder fra undervejs?", "How many drop out on the way?"),
    "page.new.frafald.hint": (
        "Procent af dem, der starter, for eksempel 20 %.",
        "Per cent of those who start, for example 20%.",
    ),
    "page.new.stillinger": ("Hvor mange ledige stillinger er der om året?", "How many vacancies are there a year?"),
    "page.new.stillinger.hint": (
        "Stillinger hos arbejdspladsen, som deltagere kan få.",
        "Jobs at the workplace that participants can get.",
    ),
    "page.new.kolleger": ("Hvor mange kolleger kan oplære?", "How many colleagues can train?"),
    "page.new.kolleger.hint": ("Hver kollega har én deltager ad gangen.", "Each has one participant at a time."),
    "page.new.summary": ("Dit projekt", "Your project"),
    "page.new.answers": ("Dine svar", "Your answers"),
    "page.new.question": ("Spørgsmål", "Question"),
    "page.new.answer": ("Læst som", "Read as"),
    "page.new.change": ("Ret", "Change"),
    "page.new.mend": ("Ret", "Change"),
    "page.new.back": ("Tilbage", "Back"),
    "page.new.follows": ("Det følger af svarene", "What follows from the answers"),
    "page.new.judged": (
        "Målene bedømmes i de hele kalenderår: {years}",
        "Targets are judged in the whole calendar years: {years}",
    ),
    "page.new.judged.none": (
        "Projektet rummer intet helt kalenderår, så mål pr. kalenderår bedømmes ikke. Vælg flere år, eller begynd den 1. januar.",
        "The project has no whole calendar year, so targets of a calendar year are not judged. Choose more years, or start on 1 January.",
    ),
    "page.required": ("(skal udfyldes)", "(required)"),
    "page.subject": ("Scenarie: {name}", "Scenario: {name}"),
    "page.compared": (
        "{n} scenarier er lagt til sammenligningen.",
        "{n} scenarios are in the comparison.",
    ),
    "page.compared.one": ("1 scenarie er lagt til sammenligningen.", "1 scenario is in the comparison."),
    "page.compared.see": ("Se sammenligningen", "See the comparison"),
    "page.document.making": ("Laves nu …", "Being made …"),
    "page.document.made": ("Hentet", "Downloaded"),
    "page.task.left.minutes": (
        "{percent} pct. er beregnet; cirka {minutes} minutter tilbage.",
        "{percent}% is computed; about {minutes} minutes left.",
    ),
    "page.goal.mean": ("i gennemsnit over årene", "on average over the years"),
    "page.goal.mean.both": (
        "Begge mål på én gang kan kun bedømmes år for år. Vælg, i hvor mange år de skal nås.",
        "Both targets together can only be judged year by year. Choose in how many years they are to be met.",
    ),
    "page.to_levers": ("Gå til håndtagene", "Go to the levers"),
    "page.records.upload": (
        "Et udtræk kan ikke sendes ind her, og det er med vilje: oplysninger om borgere skal blive, hvor I opbevarer dem. Læg filerne i "
        "scenariemappen (eller en mappe i den), og genindlæs siden; så læses de derfra.",
        "Records cannot be uploaded here, on purpose: data about people are to stay where you keep them. Put the files into the "
        "scenario folder (or a folder in it) and reload the page; they are read from there.",
    ),
    "page.new.make": ("Opret projektet", "Make the project"),
    "page.new.inherited": (
        "Resten er overtaget uændret fra scenariet ({n} forudsætninger)",
        "The rest is taken over from the scenario ({n} inputs)",
    ),
    # accessibility statement
    "page.a11y.title": ("Tilgængelighedserklæring (udkast)", "Accessibility statement (draft)"),
    "page.a11y.who.title": ("Hvem og hvad", "Who and what"),
    "page.a11y.who": (
        "Udkastet gælder planlæggerens side i rengsim, som den er installeret. Kommunen, der stiller den til rådighed, udfylder sit navn og sin kontakt og offentliggør erklæringen i WAS-Tool.",
        "This draft is about the planner's page of rengsim as installed. The municipality that provides it fills in its name and contact, and publishes the statement in WAS-Tool.",
    ),
    "page.a11y.law.title": ("Grundlag", "Basis"),
    "page.a11y.law": (
        "Lov om tilgængelighed af offentlige organers websteder og mobilapplikationer, EN 301 549 og WCAG 2.1 niveau A og AA.",
        "The Danish act on accessibility of public sector websites, EN 301 549, and WCAG 2.1 levels A and AA.",
    ),
    "page.a11y.state.title": ("Overholdelse", "Compliance"),
    "page.a11y.state": (
        "Siden er lavet til at overholde kravene. Den er afprøvet af udviklerne og ikke af en uafhængig part.",
        "The page is made to comply. It was tried by its developers, not by an independent party.",
    ),
    "page.a11y.tested.title": ("Sådan er den afprøvet", "How it was tried"),
    "page.a11y.tested": (
        "Automatisk med axe på begge sprog, med tastatur alene, i 320 pixels bredde, med 400 pct. forstørrelse, uden JavaScript, med tvungne farver og med begrænset bevægelse. Kontrasten af hvert farvepar er målt (docs/accessibility.md). Figurer har titel, beskrivelse og en tabel med de samme tal.",
        "Automatically with axe in both languages, by keyboard alone, 320 pixels wide, at 400% zoom, without JavaScript, with forced colours and reduced motion. The contrast of every pair of colours was measured (docs/accessibility.md). Figures have a title, a description and a table of the same numbers.",
    ),
    "page.a11y.known.title": ("Kendte mangler", "Known shortcomings"),
    "page.a11y.known": (
        "Nogle kilder til forudsætninger står kun på engelsk. PDF og Word er lavet med mærkede overskrifter, men er ikke afprøvet med alle skærmlæsere.",
        "Some sources of inputs are in English only. PDF and Word have tagged headings but were not tried with every screen reader.",
    ),
    "page.a11y.contact.title": ("Henvendelse", "Contact"),
    "page.a11y.contact": ("[Kommunens navn, e-mail og telefon]", "[Name, e-mail and telephone of the municipality]"),
    "page.a11y.enforce.title": ("Klage", "Complaints"),
    "page.a11y.enforce": (
        "Digitaliseringsstyrelsen fører tilsyn med loven.",
        "The Danish Agency for Digital Government supervises the act.",
    ),
    "page.a11y.made.title": ("Udarbejdet", "Made"),
    "page.a11y.made": (
        "[Dato for erklæringen og for den seneste gennemgang]",
        "[Date of the statement and of the last review]",
    ),
}
