"""The answer in plain words, targets, and what a run says while it goes on."""

ANSWER: dict[str, tuple[str, str]] = {
    # targets
    "target.at_least": ("mindst {bound}", "at least {bound}"),
    "target.at_most": ("højst {bound}", "at most {bound}"),
    "target.no_bound": ("uden grænse", "no bound"),
    "target.entered": ("begyndte i {steps}", "started {steps}"),
    "target.came": ("kom ({streams})", "came ({streams})"),
    "target.last_day": ("sidst var i {steps}", "were last in {steps}"),
    "target.left": ("forlod {steps}", "left {steps}"),
    "target.finished": ("fuldførte {steps}", "finished {steps}"),
    "target.per.year": ("hvert kalenderår", "each calendar year"),
    "target.per.window": ("i hele perioden", "over the whole period"),
    "target.status.free": ("selvforsørgende helt uden ydelse", "self-supporting without any benefit"),
    "target.status.self": ("selvforsørgende", "self-supporting"),
    "target.status.partly": ("selvforsørgende eller delvist", "self-supporting or partly"),
    "target.status.mark": ("{status} med {mark} på mindst {n}", "{status} with {mark} of at least {n}"),
    "target.gap": ("senest {length} efter", "within {length}"),
    "target.gap.none": ("uden pause efter", "without a gap"),
    "target.gap.any": ("når som helst efter", "at any later time"),
    "target.lasting.any": ("et øjeblik", "a moment"),
    "target.count": ("{title}: {bound} {when}, {per}.", "{title}: {bound} {when}, {per}."),
    "target.share": (
        "{title}: {bound} af dem, der {of}, er {status} i {lasting}, {gap} den dag, de {after}.",
        "{title}: {bound} of those who {of} are {status} for {lasting}, {gap} after they {after}.",
    ),
    "target.figure": ("{title}: {bound}, {per}.", "{title}: {bound}, {per}."),
    "target.reach": (
        "{title}: {bound} af dem, der {of}, {reach}, {gap}.",
        "{title}: {bound} of those who {of} {reach}, {gap}.",
    ),
    # the answer
    "answer.asks": ("Spørgsmål: {text}", "Question: {text}"),
    "answer.settings": ("Ændret: {settings}", "Changed: {settings}"),
    "answer.count": (
        "{title}: {mean} i gennemsnit ({of}).",
        "{title}: {mean} on average ({of}).",
    ),
    "answer.count.window": (
        "{title}: {mean} i gennemsnit over perioden ({of}).",
        "{title}: {mean} on average over the period ({of}).",
    ),
    "answer.figure": ("{title}: {mean} i gennemsnit.", "{title}: {mean} on average."),
    "answer.short": ("Der mangler {short} i målet på {bound}.", "{short} short of the target of {bound}."),
    "answer.short.most": (
        "{gate} kan ikke give mere end målet på {bound}, så hver tom plads trækker gennemsnittet under det: {short} "
        "står tomme.",
        "{gate} cannot give more than the target of {bound}, so every empty seat takes the mean below it: {short} stay "
        "empty.",
    ),
    # how far away a target is, and what it costs in waiting
    "distance.best.year": (
        "det bedste af {n} år gav {value}",
        "the best of {n} years gave {value}",
    ),
    "distance.best.window": (
        "den bedste af {n} gennemspilninger gav {value}",
        "the best of {n} runs gave {value}",
    ),
    "distance.often.least.year": (
        "{bound} nås i 80 ud af 100 år",
        "{bound} is met in 80 of 100 years",
    ),
    "distance.often.least.window": (
        "{bound} nås i 80 ud af 100 gennemspilninger",
        "{bound} is met in 80 of 100 runs",
    ),
    "distance.often.most.year": (
        "{bound} holdes i 80 ud af 100 år",
        "{bound} is kept in 80 of 100 years",
    ),
    "distance.often.most.window": (
        "{bound} holdes i 80 ud af 100 gennemspilninger",
        "{bound} is kept in 80 of 100 runs",
    ),
    "distance.waiting": (
        "Prisen er ventetid: {queue}\u00a0i\u00a0kø, {wait}\u00a0dage i køen.",
        "The price is waiting: {queue}\u00a0in\u00a0line, {wait}\u00a0days in it.",
    ),
    "distance.waiting.start": (
        "Prisen er ventetid: {queue}\u00a0i\u00a0kø, {wait}\u00a0dage i køen, {start} fra ankomst til start.",
        "The price is waiting: {queue}\u00a0in\u00a0line, {wait}\u00a0days in it, {start} until they start.",
    ),
    "distance.waiting.paused": (
        "Ventetid: {queue}\u00a0i\u00a0kø, {wait}\u00a0dage i køen, {start} fra ankomst til start.",
        "Waiting: {queue}\u00a0in\u00a0line, {wait}\u00a0days in it, {start} from coming to start.",
    ),
    "distance.waiting.years": (
        "Ventetid i køen, dage: {parts}.",
        "Days in line: {parts}.",
    ),
    "distance.waiting.pause": (
        "Søgningen holder først pause ved {ready}\u00a0klar: {months}\u00a0måneders starter.",
        "The search pauses only at {ready}\u00a0ready: {months}\u00a0months of starts.",
    ),
    "answer.over": ("Det er {short} over målet på {bound}.", "{short} above the target of {bound}."),
    "answer.enough": ("Målet på {bound} nås i gennemsnit.", "On average the target of {bound} is met."),
    "answer.by_year": ("{year}: {value}", "{year}: {value}"),
    "answer.share": (
        "{title}: {mean} af dem, der {of}, målt {gap} den dag, de {after}.",
        "{title}: {mean} of those who {of}, measured {gap} after they {after}.",
    ),
    "answer.share.short": (
        "Det er {short} procentpoint under målet på {bound}.",
        "{short} percentage points short of the target of {bound}.",
    ),
    "answer.share.over": (
        "Det er {short} procentpoint over målet på {bound}.",
        "{short} percentage points above the target of {bound}.",
    ),
    "answer.undecided.one": (
        "For {n} pr. år er det ikke afgjort, når simuleringen slutter; de tæller som ikke nået.",
        "{n} a year is undecided when the simulation ends and counts as not attained.",
    ),
    "answer.undecided.other": (
        "For {n} pr. år er det ikke afgjort, når simuleringen slutter; de tæller som ikke nået.",
        "{n} a year are undecided when the simulation ends and count as not attained.",
    ),
    "answer.chance": (
        "I {count} ud af 100 simulerede år nås: {title} ({bound}).",
        "In {count} of 100 simulated years: {title} ({bound}).",
    ),
    "answer.chance.joint": (
        "I {count} ud af 100 simulerede år nås {number} mål samtidig.",
        "In {count} of 100 simulated years {number} targets are met at once.",
    ),
    "answer.chance.window": (
        "I {count} ud af 100 gennemspilninger nås over hele perioden: {title} ({bound}).",
        "In {count} of 100 simulated runs over the whole period: {title} ({bound}).",
    ),
    "answer.chance.joint.window": (
        "I {count} ud af 100 gennemspilninger nås {number} mål samtidig.",
        "In {count} of 100 simulated runs {number} targets are met at once.",
    ),
    "answer.not_judged": (
        "{title} kan ikke bedømmes i {count} ud af 100 simulerede år, hvor der intet er at måle; de tæller ikke med.",
        "{title} cannot be judged in {count} of 100 simulated years, in which there is nothing to measure; they do "
        "not count.",
    ),
    "answer.not_judged.window": (
        "{title} kan ikke bedømmes i {count} ud af 100 gennemspilninger, hvor der intet er at måle; de tæller ikke "
        "med.",
        "{title} cannot be judged in {count} of 100 simulated runs, in which there is nothing to measure; they do "
        "not count.",
    ),
    "answer.not_judged.never": (
        "{title} ({bound}) kan ikke bedømmes: der er intet at måle.",
        "{title} ({bound}) cannot be judged: there is nothing to measure.",
    ),
    "answer.part_years": (
        "Målene bedømmes for hele kalenderår: {years}.",
        "Targets are judged for whole calendar years: {years}.",
    ),
    "answer.part_years.there": (
        "Målene bedømmes for hele kalenderår: {years}. I resten af perioden: {there}.",
        "Targets are judged for whole calendar years: {years}. In the rest of the period: {there}.",
    ),
    "answer.part_years.outside": ("{people} i alt ({title})", "{people} in all ({title})"),
    "answer.part_years.closed": ("lukket {period}", "closed {period}"),
    "answer.moved.one": (
        "{gate} {planned} (lukket) flyttes til {held}",
        "{gate} {planned} (closed) is moved to {held}",
    ),
    "answer.moved.other": (
        "{gate} {planned} (lukket): ét holdes i stedet {held}, de andre bortfalder",
        "{gate} {planned} (closed): one is held on {held} instead, the others are dropped",
    ),
    "answer.no_whole_year": (
        "Perioden {part} har intet helt kalenderår; mål for et kalenderår er bedømt på hele perioden.",
        "The period {part} has no whole calendar year; targets of a calendar year are judged on the whole period.",
    ),
    "answer.both": ("begge", "both"),
    "answer.all_of": ("alle {n}", "all {n}"),
    "answer.every_year": (
        "Alle {years} år i træk: {parts}.",
        "All {years} years in a row: {parts}.",
    ),
    "answer.every_year.part": ("{title} i {count} ud af 100 gennemspilninger", "{title} in {count} of 100 runs"),
    "answer.joint": ("alle mål samtidig", "all targets at once"),
    "answer.outcomes": (
        "Mulige udfald i et enkelt år (8 af 10 år): {parts}.",
        "Possible outcomes of a single year (8 of 10 years): {parts}.",
    ),
    "answer.outcomes.window": (
        "Mulige udfald i en enkelt gennemspilning (8 af 10): {parts}.",
        "Possible outcomes of a single run (8 of 10 runs): {parts}.",
    ),
    "answer.outcomes.part": ("{title} {low_high}", "{title} {low_high}"),
    "answer.precision": (
        "Beregnet med {runs} gennemspilninger ({years} år, startværdi (seed) {seed})",
        "Computed from {runs} simulated runs ({years} years, seed {seed})",
    ),
    "answer.precision.chance": (
        "{title}: antal år ud af 100, hvor målet nås",
        "{title}: years of 100 in which it is met",
    ),
    "answer.precision.chance.window": (
        "{title}: gennemspilninger ud af 100, hvor målet nås",
        "{title}: runs of 100 in which it is met",
    ),
    "column.computed": ("beregnet", "computed"),
    "column.interval": ("95 %-sikkerhedsinterval", "95% confidence interval"),
    "answer.no_targets": (
        "Filen stiller intet mål; her er tallene.",
        "The file states no target; here are the figures.",
    ),
    "answer.note": ("Bemærk: {text}", "Note: {text}"),
    "answer.circular": (
        "i {count} ud af 100 gennemspilninger venter nogle til sidst på hinanden i ring og kommer aldrig videre: "
        "hver holder på noget, som en anden mangler (i gennemsnit {people} borgere).",
        "in {count} of 100 runs some people end up waiting for each other in a circle and never go on: "
        "each keeps something that another one needs ({people} people on average).",
    ),
    "answer.unsettled": (
        "simuleringen slutter, før alle er fulgt til ende; de uafgjorte tæller som ikke nået.",
        "the run ends before everybody has been followed to the end; the undecided count as not attained.",
    ),
    # why a count falls short
    "cause.intro": ("Hvorfor der mangler: {text}", "Why some are missing: {text}"),
    "cause.no_opening": (
        "{gate}: der er kun {seats} pladser pr. år at give, mindre end {wanted}",
        "{gate}: only {seats} seats a year to give, fewer than {wanted}",
    ),
    "cause.cancelled": (
        "{gate}: {seats} pladser pr. år falder bort, fordi hold aflyses",
        "{gate}: {seats} seats a year are lost to cancelled sessions",
    ),
    "cause.too_few": (
        "{gate}: {seats} pladser pr. år falder bort, fordi der er for få til at holde dem",
        "{gate}: {seats} seats a year are lost because too few turn up to hold the session",
    ),
    "cause.people": (
        "{gate}: {empty}, fordi for få er klar på dagen",
        "{gate}: {empty} because too few are ready on the day",
    ),
    "cause.empty": ("{seats} pladser pr. år står tomme", "{seats} seats a year stay empty"),
    "cause.empty.few": ("under én plads pr. år står tom", "less than one seat a year stays empty"),
    "cause.places": (
        "{resource}: {used} af {capacity} er i brug i gennemsnit, selv om {queue} venter: der begyndes kun på {gate}, "
        "så en plads, der bliver ledig ind imellem, står tom til næste gang.",
        "{resource}: {used} of {capacity} are in use on average although {queue} wait: people begin only at {gate}, so "
        "a place that becomes free in between stays empty until the next one.",
    ),
    "cause.people.plain": (
        "for få er klar: næsten ingen venter på {step}",
        "too few are ready: hardly anybody waits for {step}",
    ),
    "cause.resource": (
        "{gate}: {empty}, mens nogen venter; mest i brug: {resource} ({utilisation})",
        "{gate}: {empty} while people wait; most in use: {resource} ({utilisation})",
    ),
    "cause.resource.plain": (
        "{resource} er optaget {utilisation} af tiden, mens {queue} venter på {step}",
        "{resource} is in use {utilisation} of the time while {queue} wait for {step}",
    ),
    "cause.mixed": (
        "{gate}: {empty}; både mangel på klare personer og optagne pladser kan spille ind",
        "{gate}: {empty}; both a lack of ready people and places still taken may play a part",
    ),
    "cause.staff": (
        "{staff} har arbejde til {load} af timerne, så sager venter",
        "{staff} has work for {load} of the hours, so cases wait",
    ),
    "cause.upstream": (
        "flest venter tidligere i forløbet, på {step} ({queue} i gennemsnit)",
        "most wait earlier on, for {step} ({queue} on average)",
    ),
    "cause.spread": (
        "gennemsnittet når målet, men årene svinger omkring det",
        "the average meets the target, but years vary around it",
    ),
    "cause.unknown": ("intet enkelt sted skiller sig ud", "no single place stands out"),
    # while it runs
    "run.progress": (
        "{done} af {wanted} gennemspilninger, ca. {left} tilbage",
        "{done} of {wanted} runs, about {left} left",
    ),
    "run.written": ("Skrevet: {path}", "Written: {path}"),
    "run.loop": (
        "{file}: En person går rundt i en løkke, hvor tiden står stille: {n} skridt på samme tid, det sidste i trinnet "
        "{step}. Giv et trin i løkken en længde, eller sæt en grænse (limit) for, hvor ofte man kan gå rundt.",
        "{file}: Somebody goes round in a loop in which no time passes: {n} steps at one instant, the last in the step "
        "{step}. Give a step of the loop a length, or limit how often people can go round.",
    ),
    "run.out.ending": (
        "--out {path}: der laves en mappe, og {ending} er en filendelse. Skriv et navn uden, for eksempel {name}",
        "--out {path}: a folder is made, and {ending} is the ending of a file. Give a name without it, for example "
        "{name}",
    ),
    "run.seconds": (
        "Regnet med {engine}: {rows} hændelser; {simulation} sekunder til at simulere og {measures} til at tælle op.",
        "Computed with {engine}: {rows} events; {simulation} seconds to simulate and {measures} to count.",
    ),
    "run.engine.compiled": ("den hurtige motor", "the compiled engine"),
    "run.engine.reference": ("den læsbare motor", "the reference engine"),
    "glossary.title": ("Ordene", "The words"),
    "glossary.entry": ("{term}: {meaning}.", "{term}: {meaning}."),
    "glossary.pointer": (
        "Ordliste nederst i rengsim explain og i README.da.md: {terms}.",
        "Words explained at the end of rengsim explain: {terms}.",
    ),
}
