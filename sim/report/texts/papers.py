"""Texts of the report: section headings, the answer in frequencies, limits, and the items of STRESS-DES."""

PAPERS: dict[str, tuple[str, str]] = {
    "paper.skip": ("Gå til svaret", "Skip to the answer"),
    "paper.contents": ("Indhold", "Contents"),
    "paper.show_table": ("Vis tallene som tabel", "Show the numbers as a table"),
    "paper.question": ("Spørgsmål", "Question"),
    "paper.appendix": ("Bilag for fagfolk", "Annexes for analysts"),
    "paper.appendix.intro": (
        "Opslag og dokumentation. Svaret ovenfor kan læses uden.",
        "Reference and documentation. The answer above can be read without them.",
    ),
    "paper.appendix.title": ("Bilag {n}: {title}", "Annex {n}: {title}"),
    "paper.missing": ("Mangler", "Missing"),
    "paper.made": ("Lavet med rengsim", "Made with rengsim"),
    "paper.answer": ("Svaret", "The answer"),
    "paper.figures": ("Svaret i figurer", "The answer in figures"),
    "paper.more_figures": ("Flere figurer", "More figures"),
    "paper.differences": ("Alle forskelle", "All differences"),
    "paper.helps": ("Flaskehalsen, og hvad der kan hjælpe", "The bottleneck, and what can help"),
    "paper.helps.how": (
        "Hvad lidt mere af hver ting giver, og hvad det koster de andre mål, regner denne kommando:",
        "What a little more of each gives, and what it costs the other targets, is computed by this command:",
    ),
    "paper.helps.without": (
        "Hvad der var sket alligevel, og hvad projektet giver og sparer ud over det, regner denne:",
        "What would have happened anyway, and what the project gives and saves beyond it, is computed by this one:",
    ),
    "paper.period": ("Svaret gælder {period}.", "The answer is of {period}."),
    "paper.words": ("Ordliste", "Words"),
    "paper.targets": ("Målene, og hvordan de måles", "The targets, and how they are measured"),
    "paper.comparison": ("Sammenligning", "Comparison"),
    "paper.limits": ("Det kan modellen ikke sige", "What the model cannot say"),
    "paper.asked_for": ("På bestemte datoer og efter gruppe", "On certain dates and by group"),
    "paper.takes": ("Hvad der skal til", "What it would take"),
    "paper.losses": ("Hvor borgerne bliver af", "Where people end"),
    "paper.losses.came": ("{n} borgere kommer om året.", "{n} people come a year."),
    "paper.losses.counted": ("{title}: {n}.", "{title}: {n}."),
    "paper.losses.attained": ("{title}: {n} om året.", "{title}: {n} a year."),
    "paper.losses.table": (
        "Hvor de ender, i den rækkefølge det sker",
        "Where they end, in the order in which it happens",
    ),
    "paper.losses.column.exit": ("Ender i", "End in"),
    "paper.losses.column.people": ("borgere om året", "people a year"),
    "paper.losses.column.share": ("ud af 100, der kommer", "of 100 who come"),
    "paper.losses.column.days": ("dage efter ankomsten, i snit", "days after coming, on average"),
    "paper.losses.still": (
        "Er endnu i forløbet eller i job",
        "Are still on the way or in a job",
    ),
    "paper.money": ("Hvad det koster", "What it costs"),
    "paper.money.detailed": ("Penge, post for post", "Money, item by item"),
    "paper.parameters": ("Forudsætninger", "Assumptions"),
    "paper.again": ("Sådan beregnes tallene igen", "How to compute it again"),
    # the answer
    "paper.card.title": ("{title}: {bound}", "{title}: {bound}"),
    "paper.card.year": ("I {n} ud af 100 år", "In {n} of 100 years"),
    "paper.card.window": ("I {n} ud af 100 gennemspilninger", "In {n} of 100 runs"),
    "paper.card.detail.year": (
        "I gennemsnit {mean}; i 8 ud af 10 år {span}.",
        "On average {mean}; in 8 of 10 years {span}.",
    ),
    "paper.card.detail.window": (
        "I gennemsnit {mean}; i 8 ud af 10 gennemspilninger {span}.",
        "On average {mean}; in 8 of 10 runs {span}.",
    ),
    "paper.card.years": ("Årene er ikke ens: {parts}.", "The years are not alike: {parts}."),
    "paper.card.of_year": ("{value} i {year}", "{value} in {year}"),
    "paper.card.of_year.line": (
        "{value} i {year}, heraf {people} fra køen ved årets begyndelse",
        "{value} in {year}, of which {people} from the line at its beginning",
    ),
    "paper.card.joint": (
        "Talt i hvert simuleret år for sig; de enkelte mål er ikke ganget sammen.",
        "Counted in each simulated year; not a product of the single chances.",
    ),
    "paper.chance_noise": (
        "{title}: Med {n} borgere svinger andelen omkring ±{points} procentpoint fra år til år af ren tilfældighed "
        "(i 8 ud af 10 år). Ét godt eller dårligt år siger derfor lidt.",
        "{title}: with {n} people the share varies by about ±{points} percentage points from year to year by chance "
        "alone (in 8 of 10 years). One good or bad year therefore says little.",
    ),
    "paper.why": ("Hvorfor der mangler nogen:", "Why some are missing:"),
    "paper.computed": (
        "Beregnet med {years} simulerede år ({runs} gennemspilninger); antal år ud af 100 er beregnet med ±{width}. "
        "Startværdi (seed) {seed}.",
        "Computed from {years} simulated years ({runs} runs); the number of years of 100 is known to ±{width}. Seed "
        "{seed}.",
    ),
    "paper.definitions": (
        "Målet kan måles på flere måder. Tabellerne viser andelen og, i parentes, antal år ud af 100, hvor målet nås, "
        "for hver måde.",
        "The target can be measured in several ways. The tables show the share and, in brackets, the years of 100 in "
        "which the target is met, for each way.",
    ),
    # waiting
    "paper.waiting": ("Hvad ventetiden koster", "What waiting costs"),
    "paper.waiting.total": (
        "Borgerne venter i alt {days} dage om året. Det svarer til, at {people} borgere venter hele tiden.",
        "People wait {days} days a year in all. That is as if {people} people waited all the time.",
    ),
    "paper.waiting.benefit": (
        "Er alle på ydelse imens, er det op til {money} om året i forsørgelse før refusion.",
        "If all of them are on benefit meanwhile, that is up to {money} a year of benefit before refund.",
    ),
    "paper.waiting.item": (
        "{title}: {people} om året stiller sig i kø og venter i gennemsnit {mean}; det er {days} dage om året.",
        "{title}: {people} a year join the queue and wait {mean} on average; that is {days} days a year.",
    ),
    # chance and knowledge
    "paper.knowledge": ("Tilfældighed og viden", "Chance and knowledge"),
    "paper.knowledge.words": (
        "To ting gør svaret usikkert. Tilfældighed er held og uheld fra år til år; den forsvinder ikke, hvor meget der "
        "end undersøges. Uvished er, at forudsætningerne kan være forkerte; den bliver mindre, når noget måles.",
        "Two things make the answer uncertain. Chance is luck from year to year; no investigation removes it. Not "
        "knowing is that the assumptions may be wrong; it becomes less when something is measured.",
    ),
    # what is known least
    "paper.least.title": ("Det ved vi mindst om", "What we know least about"),
    "paper.basis": (
        "Af {all} forudsætninger er {assumed} antagelser, {similar} er tal for noget tilsvarende, {measured} er målt, "
        "og {stated} er taget fra en aftale eller et regelsæt.",
        "Of {all} assumptions {assumed} are judgements, {similar} are figures for something similar, {measured} are "
        "measured, and {stated} are taken from an agreement or rules.",
    ),
    "paper.basis.reading": (
        "Læs procenter som »under disse forudsætninger«.",
        "Read percentages as 'under these assumptions'.",
    ),
    "paper.least.ranked": (
        "Med 95 pct. sikkerhed afhænger svaret mest af: {names}. Det er prøvet i {n} mulige sæt af forudsætninger, "
        "trukket fra deres spænd. »Lav → høj« er målets gennemsnit i den femtedel af sættene, hvor forudsætningen er "
        "lavest, og i den, hvor den er højest, mens alle andre også er usikre. Tallene kan derfor ligge på samme "
        "side af svaret ovenfor, og de er ikke, hvad enderne af spændet giver. Resten står efter grundlag og spænd; "
        "en streg betyder, at så få sæt ikke kan skelne virkningen fra tilfældigheder.",
        "What the answer depends on most, with 95% confidence: {names}. This was tried in {n} possible sets of "
        "assumptions, drawn from their ranges. 'Low → high' is the target's mean in the fifth of the sets where the "
        "assumption is lowest and in that where it is highest, with all others uncertain too; so both may lie on one "
        "side of the answer above, and they are not what the ends of the range give. The others stand by basis and "
        "range; a dash means that so few sets cannot tell the effect from chance.",
    ),
    "paper.least.table": (
        "De {n} forudsætninger, der vides mindst om, efter grundlag og spænd, uanset hvor meget svaret afhænger af dem",
        "The {n} assumptions of which least is known, by basis and range, however much the answer depends on them",
    ),
    "paper.least.influence": (
        "De forudsætninger, som svaret afhænger mest af. En pil viser målets gennemsnit i den femtedel af sættene, "
        "hvor forudsætningen er lavest, og i den, hvor den er højest, mens alle andre er så usikre, som de er; en "
        "streg betyder, at forskellen ikke er sikker. En antagelse øverst er det første, der er værd at måle.",
        "The assumptions on which the answer depends most. An arrow shows the target's mean where the assumption is "
        "low and where it is high, with all others as uncertain as they are; a dash means that the difference is not "
        "certain. A judgement at the top is the first thing worth measuring.",
    ),
    "paper.least.influence.table": ("Forudsætninger efter betydning", "Assumptions by influence"),
    "paper.column.answer": ("{title}: lav → høj", "{title}: low → high"),
    "paper.column.parameter": ("Forudsætning", "Assumption"),
    "paper.column.value": ("Værdi", "Value"),
    "paper.column.range": ("Kan ligge mellem", "May lie between"),
    "paper.column.basis": ("Grundlag", "Basis"),
    "paper.column.source": ("Kilde", "Source"),
    "paper.column.payer": ("Hvem betaler", "Who pays"),
    "paper.parameters.short": (
        "{n} forudsætninger. Kilderne står i HTML-udgaven (--format html) og i rengsim explain; hvad der følger af "
        "disse ved formel, er udeladt.",
        "{n} assumptions. The sources stand in the HTML edition (--format html) and in rengsim explain; what follows "
        "from these by formula is left out.",
    ),
    "paper.column.value_range": ("Værdi (kan ligge mellem)", "Value (may lie between)"),
    "paper.parameters.table.none": ("Alle {stated} forudsætninger", "All {stated} assumptions"),
    "paper.parameters.table.one": (
        "Alle {stated} forudsætninger, og ét tal, der følger af dem ved formel",
        "All {stated} assumptions, and a figure that follows from them by formula",
    ),
    "paper.parameters.table.other": (
        "Alle {stated} forudsætninger, og {n} tal, der følger af dem ved formel",
        "All {stated} assumptions, and {n} figures that follow from them by formula",
    ),
    # limits
    "paper.limit.conditional": (
        "Tallene gælder under forudsætningerne. Er en andel i forløbet forkert, er svaret det også, hvor mange år der "
        "end simuleres.",
        "The numbers hold under the assumptions. If a share in the pathway is wrong, so is the answer, however many "
        "years are simulated.",
    ),
    "paper.limit.differences": (
        "Forskelle mellem to måder at gøre det på er mere sikre end det enkelte tal.",
        "Differences between two ways of doing it are safer than a single number.",
    ),
    "paper.limit.pathway": (
        "Modellen kender det forløb, der står i filen. Den opfinder ikke nye veje, og medarbejdere ændrer ikke vaner.",
        "The model knows the pathway in the file. It invents no new ways, and staff do not change their habits.",
    ),
    "paper.limit.chance": (
        "Spredningen mellem årene er tilfældighed alene. At forudsætningerne selv er usikre, kommer oveni.",
        "The spread between years is chance alone. That the assumptions themselves are uncertain comes on top.",
    ),
    "paper.limit.effect": (
        "Modellen siger ikke, hvad borgerne ville have opnået uden projektet; det kræver en sammenligningsgruppe.",
        "The model does not say what people would have attained without the project; that needs a control group.",
    ),
    "paper.limit.background": (
        "Hvad borgerne ville have opnået uden projektet, er en antagelse; hvordan forskellen regnes, står i bilagene.",
        "What people would have attained without the project is an assumption; how to compute it is in the annexes.",
    ),
    "paper.limit.people": (
        "Den siger intet om den enkelte borger, kun om hvor mange.",
        "It says nothing about any single person, only how many.",
    ),
    "paper.warnings": ("Desuden, da filen blev læst:", "Moreover, when the file was read:"),
    # money
    "paper.money.intro": (
        "Kroner om året i gennemsnit. Antagne priser giver antagne beløb.",
        "Kroner a year on average. Assumed prices give assumed amounts.",
    ),
    "paper.money.start": (
        "Det er {value} for hver, der starter.",
        "That is {value} for each who starts.",
    ),
    "paper.money.attained": (
        "For hver, der når målet, er det {value}.",
        "For each who attains the target it is {value}.",
    ),
    "paper.money.positive": (
        "Tælles hvert positivt resultat med (for eksempel et job), uanset hvor længe det varer, er det {value} pr. "
        "resultat; det tal kan ikke sammenlignes med det forrige.",
        "Counting every positive outcome (as a job), however long it lasts, it is {value} for each; that figure does "
        "not compare with the one before.",
    ),
    "paper.money.positive.alone": (
        "For hvert positivt resultat er det {value}.",
        "For each positive outcome it is {value}.",
    ),
    "paper.money.benefits": (
        "Forsørgelsen er ikke en udgift til projektet: den betales til dem, der er i det, så længe de er på ydelse, og "
        "det meste var også betalt uden. Hvordan man regner, hvad projektet sparer, står i bilagene.",
        "Benefits are no cost of the project: they are paid to those who are in it while they are on benefit, and most "
        "would be paid without it. How to compute what the project saves is in the annexes.",
    ),
    "paper.money.payers": ("Hvem betaler, om året", "Who pays, a year"),
    "paper.payer.own": ("Kommunen: projektet", "The municipality: the project"),
    "paper.payer.funder": ("{name}: projektet", "{name}: the project"),
    "paper.payer.total": ("Projektet i alt", "The project in all"),
    "paper.payer.state": (
        "Imens: forsørgelse, statens refusion",
        "Meanwhile: benefits, refunded by the state",
    ),
    "paper.payer.benefit": (
        "Imens: forsørgelse, kommunens del",
        "Meanwhile: benefits, the municipality's part",
    ),
    # again
    "paper.comparison.dates": (
        "Kalender og ændringer på datoer, der ikke er ens:",
        "Calendar and changes on dates that are not the same:",
    ),
    "paper.dates": ("Kalender og ændringer på datoer", "Calendar, and what changes on dates"),
    "paper.again.words": ("Denne kommando giver de samme tal:", "This command gives the same numbers:"),
    "paper.again.in_no_file": (
        "Ændringerne står endnu ikke i en fil. Gem dem som et scenarie på siden; rengsim report med den fil giver "
        "de samme tal.",
        "The changes are in no file yet. Save them as a scenario on the page; rengsim report with that file gives "
        "the same numbers.",
    ),
    "paper.again.facts": (
        "{file}: indhold {hash}, startværdi (seed) {seed}, {runs} gennemspilninger.",
        "{file}: content {hash}, seed {seed}, {runs} runs.",
    ),
    "paper.again.versions": ("rengsim {version}; {versions}.", "rengsim {version}; {versions}."),
    # workbook and CSV
    "paper.xlsx.years": ("Simulerede år", "Simulated years"),
    "paper.xlsx.run": ("Gennemspilning", "Run"),
    "paper.csv.figure": ("Tal", "Figure"),
    "paper.csv.year": ("År", "Year"),
    "paper.csv.unit": ("Enhed", "Unit"),
    "paper.csv.period": ("hele perioden", "whole period"),
    "paper.csv.mean": ("Gennemsnit", "Mean"),
    "paper.csv.p10": ("1 ud af 10 under", "1 of 10 below"),
    "paper.csv.p50": ("Midterste", "Middle"),
    "paper.csv.p90": ("1 ud af 10 over", "1 of 10 above"),
    "paper.csv.low": ("Sikkerhedsinterval fra", "Confidence interval from"),
    "paper.csv.high": ("Sikkerhedsinterval til", "Confidence interval to"),
    "paper.csv.se": ("Standardfejl", "Standard error"),
    "paper.csv.n": ("Antal gennemspilninger", "Number of runs"),
    # the command
    "new.heading": ("Dit projekt", "Your project"),
    "new.asks": ("Hvad giver projektet?", "What does the project achieve?"),
    "new.dates": ("Datoer, der følger af startdatoen", "Dates that follow from the start"),
    "new.recruit_from": ("Rekrutteringen begynder", "Recruiting begins"),
    "new.decide": (
        "Det bestemmer I også selv; her er det som i {base}. Ret det nederst i filen, hvis det ikke passer:",
        "This too is yours to decide; here it is as in {base}. Change it at the end of the file if it does not fit:",
    ),
    "new.made": (
        "Lavet med rengsim new ud fra {file}; det, der er overtaget uændret, står nederst som bemærkninger.",
        "Made with rengsim new from {file}; what was taken over unchanged stands at the end as comments.",
    ),
    "new.inherited": (
        "Overtaget uændret fra {file} ({n} forudsætninger). Fjern # foran en linje for at sætte den (under [set]):",
        "Taken over unchanged from {file} ({n} inputs). Remove the # before a line to set it (under [set]):",
    ),
    "new.written": (
        "Skrevet: {path}. {n} forudsætninger er overtaget uændret fra {base}; de står nederst i filen.",
        "Written: {path}. {n} inputs are taken over unchanged from {base}; they stand at the end of the file.",
    ),
    "new.next": (
        "Næste: rengsim check {path}, så rengsim run {path}",
        "Next: rengsim check {path}, then rengsim run {path}",
    ),
    "new.ending": ("{path}: en scenariefil skal ende på .toml", "{path}: a scenario file must end in .toml"),
    "new.exists": (
        "{path} findes allerede og bliver ikke overskrevet; vælg et andet navn",
        "{path} is there already and is not replaced; choose another name",
    ),
    "new.no_folder": ("mappen {path} findes ikke", "there is no folder {path}"),
    "new.no_base": (
        "--from {base}: der er ingen {base}.toml i {folder} eller i scenarios; "
        "`rengsim scenarios` skriver en kopi af dem, der følger med",
        "--from {base}: there is no {base}.toml in {folder} or in scenarios; "
        "`rengsim scenarios` writes a copy of those that come with the program",
    ),
    "new.no_unit": (
        "Er {text} dage eller uger? Skriv »{text} dage« eller »{text} uger«.",
        "Is {text} days or weeks? Write '{text} days' or '{text} weeks'.",
    ),
    "new.missing": (
        "Der mangler svar, og her er ingen terminal at spørge i. Skriv også\n{options}\n"
        "eller --yes, så resten er som i det scenarie, der bygges på.",
        "Answers are missing, and there is no terminal to ask in. Also write\n{options}\n"
        "or --yes, so that the rest is as in the scenario built on.",
    ),
    "new.ended": ("Der kom ikke flere svar; der er ikke skrevet noget.", "No more answers came; nothing was written."),
    "scenarios.written": (
        "{n} scenariefiler skrevet til {path}. Prøv: rengsim run {first}",
        "{n} scenario files written to {path}. Try: rengsim run {first}",
    ),
    "scenarios.exists": (
        "{path} findes allerede. Giv en mappe, der ikke findes: rengsim scenarios MAPPE",
        "{path} is already there. Name a folder that is not: rengsim scenarios FOLDER",
    ),
    "report.written": ("Skrevet: {path}", "Written: {path}"),
    "report.exists": (
        "{path} findes allerede. Vælg et andet navn med --out, eller skriv oven i med --force.",
        "{path} is already there. Choose another name with --out, or replace it with --force.",
    ),
    "report.ending": (
        "--out {path}: endelsen passer ikke til formatet {format}; det skal ende på {ending}.",
        "--out {path}: the ending does not fit the format {format}; it has to end in {ending}.",
    ),
    "report.unknown_ending": (
        "--out {path}: endelsen siger ikke, hvilket format der ønskes; brug {endings} eller --format.",
        "--out {path}: the ending does not say which format is wanted; use {endings}, or --format.",
    ),
    "report.no_folder": ("--out {path}: mappen findes ikke.", "--out {path}: there is no such directory."),
    "report.extra": (
        'Formatet {format} kræver pakken {package}: pip install "rengsim[report]"',
        'The format {format} needs the package {package}: pip install "rengsim[report]"',
    ),
    "report.no_printer": (
        'PDF kræver WeasyPrint (pip install "rengsim[report]") eller en installeret Edge eller Chrome. Rapporten kan '
        "også skrives med --format html og udskrives fra browseren.",
        'PDF needs WeasyPrint (pip install "rengsim[report]") or an installed Edge or Chrome. The report can also be '
        "written with --format html and printed from the browser.",
    ),
    "report.not_a_scenario": (
        "{name} er hverken en scenariefil eller begyndelsen af ét id i {results} (se rengsim results).",
        "{name} is neither a scenario file nor the beginning of one id in {results} (see rengsim results).",
    ),
    "report.is_a_study": (
        "{name} er svaret på {kind}; en rapport laves af scenariefiler eller af gemte gennemspilninger.",
        "{name} is the answer of {kind}; a report is made of scenario files or of stored runs.",
    ),
    "report.changed": (
        "{name}: scenariefilen {path} er ændret, siden resultatet blev gemt, så det kan ikke vises; nævn filen selv.",
        "{name}: the scenario file {path} has changed since the result was stored, so it cannot be shown; name the "
        "file itself.",
    ),
    "report.one_file": (
        "Formatet {format} tager ét scenarie, ikke {n}.",
        "The format {format} takes one scenario, not {n}.",
    ),
    "figure.unknown": (
        "--figure: den findes ikke: {problem}.",
        "--figure: there is no such figure: {problem}.",
    ),
    "figure.needs_uncertain": (
        "--figure {name} kræver --uncertain: den viser, hvad usikre forudsætninger betyder.",
        "--figure {name} needs --uncertain: it shows what uncertain assumptions mean.",
    ),
    "figure.not_svg": ("--figure {path}: navnet skal ende på .svg.", "--figure {path}: the name has to end in .svg."),
    # STRESS-DES
    "stress.title": ("Dokumentation efter STRESS-DES", "Documentation by STRESS-DES"),
    "stress.intro": (
        "Alle punkter er udfyldt ud fra filen og beregningen.",
        "All items are filled in from the file and the computation.",
    ),
    "stress.intro.missing": (
        "Punkterne er udfyldt ud fra filen og beregningen. Det kan kun et menneske skrive: {missing}.",
        "The items are filled in from the file and the computation. Only a person can write: {missing}.",
    ),
    "stress.missing": ("skal skrives af den, der afleverer rapporten", "to be written by whoever hands in the report"),
    "stress.purpose": ("Formål", "Purpose of the model"),
    "stress.outputs": ("Modellens resultater", "Model outputs"),
    "stress.aims": ("Formål med eksperimentet", "Experimentation aims"),
    "stress.diagram": ("Oversigt over modellen", "Base model overview diagram"),
    "stress.logic": ("Modellens logik", "Base model logic"),
    "stress.scenario": ("Scenariets logik", "Scenario logic"),
    "stress.algorithms": ("Algoritmer", "Algorithms"),
    "stress.entities": ("Enheder", "Entities"),
    "stress.activities": ("Aktiviteter", "Activities"),
    "stress.resources": ("Ressourcer", "Resources"),
    "stress.queues": ("Køer", "Queues"),
    "stress.exits": ("Indgange og udgange", "Entry and exit points"),
    "stress.sources": ("Datakilder", "Data sources"),
    "stress.preprocessing": ("Bearbejdning af data", "Data pre-processing"),
    "stress.inputs": ("Forudsætninger", "Input parameters"),
    "stress.assumptions": ("Antagelser", "Assumptions"),
    "stress.start": ("Start", "Initialisation"),
    "stress.length": ("Længde", "Run length"),
    "stress.estimation": ("Hvordan tallene beregnes", "Estimation approach"),
    "stress.software": ("Software", "Software"),
    "stress.sampling": ("Tilfældige tal", "Random sampling"),
    "stress.execution": ("Afvikling", "Model execution"),
    "stress.system": ("Maskine", "System specification"),
    "stress.code": ("Adgang til modellen", "Computer model sharing statement"),
    "stress.say.outputs": (
        "{targets}; desuden {n} tal om gennemløb, ventetid, pladser, medarbejdere og penge, hvert med formel i "
        "docs/measures.md.",
        "{targets}; moreover {n} figures of flow, waiting, places, staff and money, each with its formula in "
        "docs/measures.md.",
    ),
    "stress.say.aims": (
        "At besvare spørgsmålet ovenfor; ændringer i forhold til grundmodellen står i scenariefilen.",
        "To answer the question above; changes from the base model stand in the scenario file.",
    ),
    "stress.say.diagram": (
        "Figuren med trinene i forløbet, i bilaget Flere figurer; den tegnes af den samme fil, som beregnes.",
        "The figure with the steps of the pathway, in the annex More figures; it is drawn from the file computed.",
    ),
    "stress.say.logic": (
        "{path}: {stage} trin, {decision} afgørelser, {wait} ventepunkter og {exit} afslutninger. "
        "`rengsim explain` siger hvert af dem i ord.",
        "{path}: {stage} stages, {decision} decisions, {wait} waits and {exit} exits. `rengsim explain` says each of "
        "them in words.",
    ),
    "stress.say.scenario": (
        "Scenariefilen bygger på den fil, den nævner i »extends«; det samlede indhold har fingeraftrykket {hash}.",
        "The scenario file extends the file it names; the whole content has the fingerprint {hash}.",
    ),
    "stress.say.algorithms": (
        "Reglerne for rækkefølge, køer og tilfældige tal er nummereret i docs/engine-contract.md; to motorer giver "
        "de samme hændelser.",
        "The rules of order, queues and random numbers are numbered in docs/engine-contract.md; two engines give the "
        "same log.",
    ),
    "stress.say.entities": (
        "Borgerne kommer fra: {streams}. Egenskaber: {attributes}.",
        "People from {streams}, with the attributes: {attributes}.",
    ),
    "stress.say.activities": ("{steps}.", "{steps}."),
    "stress.say.resources": ("{things}.", "{things}."),
    "stress.say.queues": (
        "Først til mølle inden for samme prioritet; regler Q1-Q12 i docs/engine-contract.md.",
        "First come, first served within a priority; rules Q1-Q12 in docs/engine-contract.md.",
    ),
    "stress.say.exits": ("Udgange: {steps}.", "Exits: {steps}."),
    "stress.say.sources": (
        "{n} kilder, nævnt ved hver forudsætning; {measured} målte tal, {assumed} antagelser.",
        "{n} sources, named beside each assumption; {measured} measured figures, {assumed} judgements.",
    ),
    "stress.say.inputs": (
        "{n} forudsætninger med værdi, spænd og grundlag i bilaget Forudsætninger; {computed} andre tal følger af "
        "dem ved formel.",
        "{n} parameters with value, range and basis in the annex Assumptions; {computed} other numbers follow from "
        "them by formula.",
    ),
    "stress.say.assumptions": (
        "Bemærkninger i scenariefilen: {n}; uklarheder i grundmodellens aftale er afgjort i docs/decisions-domain.md.",
        "Notes in the scenario file: {n}; ambiguities of the agreement are settled in docs/decisions-domain.md.",
    ),
    "stress.say.start": (
        "Simuleringen begynder {first} uden borgere og måler fra {start}: {days} dages optakt, som ikke måles.",
        "The run begins on {first} without people and reports from {start}: {days} days that are not reported.",
    ),
    "stress.say.start.backlog": (
        "Simuleringen begynder {first} med {people} borgere og måler fra {start}: {days} dages optakt.",
        "The run begins on {first} with {people} people and reports from {start}: {days} days that are not reported.",
    ),
    "stress.say.length": (
        "Målt fra {start} til {end}; alle, der starter, følges til {last}.",
        "Reported from {start} to {end}; everybody who starts is followed to {last}.",
    ),
    "stress.say.estimation": (
        "{n} uafhængige gennemspilninger. »I så mange ud af 100« har et eksakt binomialinterval; en andel er en "
        "kvotient af summer (alle, der nåede det, delt med alle, der kunne).",
        "{n} independent replications. 'In so many of 100' has an exact binomial interval; a share is a ratio of sums "
        "(all who attained it over all who could).",
    ),
    "stress.say.sampling": (
        "Nøglede tilfældige tal (SplitMix64) efter borger og trin; startværdi (seed) {seed}. Samme borger har samme "
        "held i alle scenarier.",
        "Keyed random numbers (SplitMix64) by person and step; seed {seed}. The same person has the same luck in every "
        "scenario.",
    ),
    "stress.say.execution": (
        "Hændelsesstyret; samtidige hændelser efter faser og rækkefølge i kontraktens regler S1-S6.",
        "Event-driven; simultaneous events by phase and order, rules S1-S6 of the contract.",
    ),
    "stress.version.contract": ("regelsæt", "contract"),
    "stress.say.code": (
        "Fri software (MIT). Gentag med: {command}",
        "Free software (MIT). Repeat with: {command}",
    ),
}
