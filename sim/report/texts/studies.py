"""What the studies say: comparisons, waterfalls, sweeps, sizing, bottlenecks, the results store."""

STUDIES: dict[str, tuple[str, str]] = {
    # figures that are asked about
    "asked.chance.year": ("{title}: antal år ud af 100, hvor målet nås", "{title}: years of 100 in which it is met"),
    "asked.chance.run": (
        "{title}: gennemspilninger ud af 100, hvor målet nås",
        "{title}: runs of 100 in which it is met",
    ),
    "asked.at_least": (
        "{title} på mindst {bound}: gennemspilninger ud af 100",
        "{title} of at least {bound}: in runs of 100",
    ),
    "asked.at_most": (
        "{title} på højst {bound}: gennemspilninger ud af 100",
        "{title} of at most {bound}: in runs of 100",
    ),
    "asked.of": ("{title}: {thing}", "{title}: {thing}"),
    "asked.option": ("{title}, {option}", "{title}, {option}"),
    "asked.in_group": ("{title} ({group})", "{title} ({group})"),
    "asked.in_all": ("{title}, i alt {years}", "{title}, in all {years}"),
    "asked.in_year": ("{title}, {year}", "{title}, {year}"),
    "asked.definition": ("{title} [{definition}]", "{title} [{definition}]"),
    "asked.points": ("{value} procentpoint", "{value} points"),
    "asked.of_hundred.year": ("{value} år ud af 100", "{value} years of 100"),
    "asked.of_hundred.run": ("{value} gennemspilninger ud af 100", "{value} runs of 100"),
    "asked.axis.share": ("procentpoint", "percentage points"),
    "asked.axis.percent": ("pct.", "%"),
    "asked.axis.chance.year": ("år ud af 100", "years of 100"),
    "asked.axis.chance.run": ("gennemspilninger ud af 100", "runs of 100"),
    # how well it was computed
    "precision.reached": (
        "Alle tal er inden for den ønskede usikkerhed efter {n} gennemspilninger (kigget på tallene efter {looks}).",
        "All figures are as precise as wanted after {n} runs (the data were looked at after {looks}).",
    ),
    "precision.not_reached": (
        "Efter {n} gennemspilninger, det højeste tilladte, er {count} tal ikke så sikre som ønsket; værst er {text}: "
        "±{width}, ønsket ±{wanted}.",
        "After {n} runs, the most allowed, {count} figures are less precise than wanted; the worst is {text}: "
        "±{width}, wanted ±{wanted}.",
    ),
    "precision.widest": ("Mest usikker er {text}: ±{width}.", "The least precise is {text}: ±{width}."),
    # where the replications came from
    "store.all": (
        "Alle {n} gennemspilninger var gemt fra tidligere.",
        "Answered from disk: all {n} runs were there already.",
    ),
    "store.some": (
        "{simulated} gennemspilninger simuleret; {n} var gemt fra tidligere.",
        "{simulated} runs simulated, {n} were on disk already.",
    ),
    "store.none": ("{simulated} gennemspilninger simuleret.", "{simulated} runs simulated."),
    "store.again": (
        "Samme spørgsmål som før: svaret er læst fra {path} (--fresh regner igen).",
        "Asked before: the answer was read from {path} (--fresh computes it again).",
    ),
    "store.interrupted": (
        "Afbrudt. Det, der var regnet, er gemt; samme kommando fortsætter derfra.",
        "Interrupted. What was computed is kept; the same command goes on from there.",
    ),
    "store.written": ("Skrevet: {path}", "Written: {path}"),
    # compare
    "compare.title": (
        "{n} scenarier, {runs} gennemspilninger hver (startværdi (seed) {seed}), de samme borgere med det samme held i"
        " alle. Perioden er {years}.",
        "{n} scenarios, {runs} simulated runs each (seed {seed}), the same people with the same luck in all of them."
        " The period is {years}.",
    ),
    "compare.judged": (
        "Gennemsnit gælder hele perioden; »ud af 100 år« gælder kun de hele kalenderår: {years}.",
        "Means are of the whole period; 'of 100 years' is of whole calendar years only: {years}.",
    ),
    "compare.conclusion.none": (
        "{letter} og {base} giver det samme i alt, hvad der er spurgt om.",
        "{letter} and {base} give the same in everything that was asked.",
    ),
    "compare.conclusion.part": ("{title} ({value} mod {base_value})", "{title} ({value} against {base_value})"),
    "compare.conclusion.both": (
        "{letter} er bedre end {base}, når det gælder {better}, men ringere, når det gælder {worse}.",
        "{letter} is better than {base} in {better}, but worse in {worse}.",
    ),
    "compare.conclusion.better": (
        "{letter} er bedre end {base}, når det gælder {better}.",
        "{letter} is better than {base} in {better}.",
    ),
    "compare.conclusion.worse": (
        "{letter} er ringere end {base}, når det gælder {worse}.",
        "{letter} is worse than {base} in {worse}.",
    ),
    "compare.never.year": ("Intet af scenarierne når {title} i noget år.", "No scenario meets {title} in any year."),
    "compare.never.run": (
        "Intet af scenarierne når {title} i nogen gennemspilning.",
        "No scenario meets {title} in any run.",
    ),
    "compare.changes": ("Ændringer på datoer og kalender:", "Changes on dates and calendar:"),
    "compare.change": ("  {letter}: {text}", "  {letter}: {text}"),
    "bottleneck.conclusion": (
        "{title} forbedres mest af {change} ({effect}).",
        "{title}: what helps most is {change} ({effect}).",
    ),
    "bottleneck.conclusion.up": (
        "{title} øges mest af {change} ({effect}).",
        "{title}: what raises it most is {change} ({effect}).",
    ),
    "bottleneck.load": (
        "{name} (brug for {offered}, plads til {capacity})",
        "{name} (needed {offered}, there is {capacity})",
    ),
    "bottleneck.loads": (
        "Her er der for lidt, regnet i gennemsnit: {loads}.",
        "Here is too little, on average: {loads}.",
    ),
    "bottleneck.conclusion.none": (
        "Ingen enkelt af ændringerne har en sikker virkning på {title}.",
        "No single change has a certain effect on {title}.",
    ),
    "sweep.conclusion": (
        "Højest: {title} er {value} ved {settings}; lavest {least} ved {other}.",
        "Highest: {title} is {value} with {settings}; lowest {least} with {other}.",
    ),
    "compare.baseline": (
        "{letter}: {title} (grundlag)",
        "{letter}: {title} (baseline)",
    ),
    "compare.option": ("{letter}: {title}", "{letter}: {title}"),
    "compare.same": ("{letter} og {base} er det samme scenarie.", "{letter} and {base} are the same scenario."),
    "compare.inputs": ("Forudsætninger, der er forskellige", "Inputs that differ"),
    "compare.other": ("Desuden forskelligt i filerne: {paths}.", "Also different in the files: {paths}."),
    "compare.results": ("Resultater", "Results"),
    "compare.difference": (
        "Resultater og forskel fra {base} (intervallerne gælder alle på én gang med 95 pct. sikkerhed)",
        "Results and difference from {base} (the intervals hold all at once with 95% confidence)",
    ),
    "compare.column.input": ("forudsætning", "input"),
    "compare.column.figure": ("tal", "figure"),
    "compare.column.option": ("scenarie", "scenario"),
    "compare.column.difference": ("forskel", "difference"),
    "compare.column.interval": ("95 %-interval", "95% interval"),
    "compare.column.years": ("højere / ens / lavere ud af 100", "higher / same / lower of 100"),
    "compare.pairing": (
        "Parringen (de samme borgere, det samme held) svarer til {least}–{most} gange så mange gennemspilninger.",
        "Pairing (the same people, the same luck) is worth {least}–{most} times as many runs.",
    ),
    "compare.none": (
        "{title}: {letter} er som {base} i hver eneste gennemspilning.",
        "{title}: {letter} is like {base} in every single run.",
    ),
    "compare.none.chance": (
        "{title}: {letter} og {base} når målet i nøjagtig de samme {unit}.",
        "{title}: {letter} and {base} meet the target in exactly the same {unit}.",
    ),
    "compare.better": (
        (
            "{title}: {letter} giver {value} mod {base_value} i {base}, {change} ({low} til {high}). "
            "{letter} er bedst i {better} ud af 100 {unit}, {base} i {worse}."
        ),
        (
            "{title}: {letter} gives {value} against {base_value} in {base}, {change} ({low} to {high}). "
            "{letter} is better in {better} of 100 {unit}, {base} in {worse}."
        ),
    ),
    "compare.same_years": (
        "{title}: {letter} giver {value} mod {base_value} i {base}, {change} ({low} til {high}). I de hele kalenderår "
        "er de ens; forskellen ligger uden for dem.",
        "{title}: {letter} gives {value} against {base_value} in {base}, {change} ({low} to {high}). In whole calendar "
        "years they are the same; the difference lies outside them.",
    ),
    "compare.higher": (
        (
            "{title}: {letter} giver {value} mod {base_value} i {base}, {change} ({low} til {high}). "
            "{letter} er højest i {better} ud af 100 {unit}, {base} i {worse}."
        ),
        (
            "{title}: {letter} gives {value} against {base_value} in {base}, {change} ({low} to {high}). "
            "{letter} is higher in {better} of 100 {unit}, {base} in {worse}."
        ),
    ),
    "compare.chance": (
        (
            "{title}: {letter} når målet i {value} af 100 {unit} mod {base_value} i {base}, {change} "
            "({low} til {high}). I {better} af 100 {unit} når kun {letter} det, i {worse} kun {base}."
        ),
        (
            "{title}: {letter} meets the target in {value} of 100 {unit} against {base_value} in {base}, {change} "
            "({low} to {high}). In {better} of 100 {unit} only {letter} does, in {worse} only {base}."
        ),
    ),
    "compare.bound": (
        (
            "{title}: {value} i {letter} mod {base_value} i {base}, {change} ({low} til {high}). "
            "I {better} af 100 {unit} er det kun sådan i {letter}, i {worse} kun i {base}."
        ),
        (
            "{title}: {value} in {letter} against {base_value} in {base}, {change} ({low} to {high}). "
            "In {better} of 100 {unit} it is so only in {letter}, in {worse} only in {base}."
        ),
    ),
    "compare.none.bound": (
        "{title}: det samme i {letter} og {base} i hver eneste gennemspilning.",
        "{title}: the same in {letter} and {base} in every single run.",
    ),
    "compare.unit.year": ("år", "years"),
    "compare.unit.run": ("gennemspilninger", "runs"),
    "compare.noise": (
        "Fortegnet er ikke afgjort: intervallet rækker over 0. Omkring {n} gennemspilninger i alt ville afgøre det, "
        "hvis forskellen er så stor.",
        "The sign is not settled: the interval reaches across 0. About {n} runs in all would settle it if the "
        "difference is that large.",
    ),
    "compare.noise.never": (
        (
            "Fortegnet er ikke afgjort: intervallet rækker over 0, og forskellen er så lille, at heller ikke {n} "
            "gennemspilninger ville afgøre det."
        ),
        (
            "The sign is not settled: the interval reaches across 0, and the difference is so small that not even {n} "
            "runs would settle it."
        ),
    ),
    "compare.figure.difference": ("forskel fra {base}, {unit}", "difference from {base}, {unit}"),
    # waterfall
    "waterfall.title": (
        "Fra {a} til {b}, én ændring ad gangen: {title} ({start} → {end})",
        "From {a} to {b}, one input at a time: {title} ({start} → {end})",
    ),
    "waterfall.identical": (
        "Ingen forudsætning er forskellig mellem {a} og {b}.",
        "No input differs between {a} and {b}.",
    ),
    "waterfall.column.alone": ("alene", "alone"),
    "waterfall.column.order": ("i rækkefølge", "in this order"),
    "waterfall.column.change": ("fra → til", "from → to"),
    "waterfall.together": ("sammen (samspil)", "together (interaction)"),
    "waterfall.whole": ("hele forskellen", "the whole difference"),
    "waterfall.rest": ("det øvrige i filen", "the rest of the file"),
    "waterfall.start": ("start: {title}", "start: {title}"),
    "waterfall.end": ("slut: {title}", "end: {title}"),
    # sweep
    "sweep.title": (
        "{title}: {points} kombinationer, de samme borgere med det samme held i alle (startværdi (seed) {seed})",
        "{title}: {points} combinations, the same people with the same luck in all of them (seed {seed})",
    ),
    "sweep.runs": ("gennemspilninger", "runs"),
    "sweep.step": ("ændring", "change"),
    "sweep.more": ("... og {n} til; alle står i {path}", "... and {n} more; all are in {path}"),
    "sweep.legend": ("{name} = {value}", "{name} = {value}"),
    "sweep.note": (
        "Ændring: forskel fra linjen før, parret; * forskellen er sikker (95 pct., alle på én gang).",
        "Change: difference from the line before, paired; * the difference is certain (95%, all at once).",
    ),
    # select
    "select.question": (
        "Valgt blandt {n} efter: {title} ({side}).",
        "Chosen among {n} by: {title} ({side}).",
    ),
    "select.largest": ("størst er bedst", "largest is best"),
    "select.smallest": ("mindst er bedst", "smallest is best"),
    "select.best": (
        "Bedst: {name}. Valgt med mindst {sure} sikkerhed: det er det bedste, eller højst {worth} dårligere end det "
        "bedste.",
        "Best: {name}. Chosen with at least {sure} certainty: it is the best, or at most {worth} from the best.",
    ),
    "select.open": (
        "Det kan ikke afgøres med så få gennemspilninger. Tilbage er {names}; en forskel på {worth} tæller.",
        "So few simulated runs cannot settle it. Left are {names}; a difference of {worth} matters.",
    ),
    "select.tied": (
        "Der er ikke set nogen forskel: {names} gav nøjagtig det samme i hver af {runs} gennemspilninger.",
        "No difference was seen: {names} gave exactly the same in each of {runs} simulated runs.",
    ),
    "select.tied.others": (
        "Ingen af de andre er mere end {worth} bedre, med mindst {sure} sikkerhed.",
        "None of the others is better by more than {worth}, with at least {sure} certainty.",
    ),
    "select.option": ("alternativ", "option"),
    "select.replications": ("gennemspilninger", "runs"),
    "select.state": ("status", "status"),
    "select.left": ("bedst", "best"),
    "select.out": ("valgt fra", "ruled out"),
    # size
    "size.condition.chance.at_least": (
        "{title} nås i mindst {bound} af 100 {unit}",
        "{title} is met in at least {bound} of 100 {unit}",
    ),
    "size.condition.chance.at_most": (
        "{title} nås i højst {bound} af 100 {unit}",
        "{title} is met in at most {bound} of 100 {unit}",
    ),
    "size.estimate.chance": ("nås i {value} af 100 {unit}", "met in {value} of 100 {unit}"),
    "size.estimate": ("{title}: {value}", "{title}: {value}"),
    "size.smallest": ("den mindste", "smallest"),
    "size.largest": ("den største", "largest"),
    "size.condition.at_least": ("{title} er mindst {bound}", "{title} is at least {bound}"),
    "size.condition.at_most": ("{title} er højst {bound}", "{title} is at most {bound}"),
    "size.found": (
        "Svar: {value}. Det er {which} værdi af {name} ({range}), hvor {condition}; her: {estimate}.",
        "Answer: {value}. It is the {which} value of {name} ({range}) for which {condition}; here: {estimate}.",
    ),
    "size.impossible": (
        "Svar: nej. {name} alene kan ikke sørge for, at {condition}: ingen værdi i {range} er nok (95 pct. sikkert).",
        "Answer: no. {name} alone cannot bring it about that {condition}: no value in {range} will do (95% sure).",
    ),
    "size.not_found": (
        "Svar: sandsynligvis ikke. Efter beregningen er ingen værdi af {name} i {range} nok til, at {condition}.",
        "Answer: probably not. By the estimates no value of {name} in {range} is enough that {condition}.",
    ),
    "size.certain": (
        "Det er sikkert (95 pct.): ingen værdi før {value} når det, og {value} gør.",
        "This is certain (95%): no value before {value} reaches it, and {value} does.",
    ),
    "size.between": (
        "Med 95 pct. sikkerhed er den rigtige værdi mellem {earliest} og {latest}.",
        "With 95% confidence the true value lies between {earliest} and {latest}.",
    ),
    "size.from": (
        "Med 95 pct. sikkerhed er det ikke før {earliest}; at det overhovedet nås, er ikke sikkert.",
        "With 95% confidence it is not before {earliest}; that it is reached at all is not certain.",
    ),
    "size.fresh": (
        "Efterprøvet på {n} nye gennemspilninger: {estimate}, 95 %-sikkerhedsinterval {span}.",
        "Tried again on {n} fresh runs: {estimate}, 95% interval {span}.",
    ),
    "size.fresh.fails": (
        "De nye gennemspilninger bekræfter det ikke; tag flere gennemspilninger eller den næste værdi.",
        "The fresh runs do not confirm it; take more runs or the next value.",
    ),
    "size.impossible.tried": (
        "Svar: nej. {name} alene kan ikke sørge for, at {condition}: ingen af de {n} prøvede værdier i "
        "{range} er nok (95 pct. sikkert).",
        "Answer: no. {name} alone cannot bring it about that {condition}: none of the {n} values tried "
        "in {range} will do (95% sure).",
    ),
    "size.not_found.tried": (
        "Svar: sandsynligvis ikke. Efter beregningen er ingen af de {n} prøvede værdier af {name} i "
        "{range} nok til, at {condition}.",
        "Answer: probably not. By the estimates none of the {n} values tried of {name} in {range} is "
        "enough that {condition}.",
    ),
    "size.certain.tried": (
        "Om de prøvede værdier er det sikkert (95 pct.): ingen af dem før {value} når det, og {value} gør.",
        "Of the values tried this is certain (95%): none of them before {value} reaches it, and {value} does.",
    ),
    "size.between.tried": (
        "Med 95 pct. sikkerhed er den rigtige af de prøvede værdier mellem {earliest} og {latest}.",
        "With 95% confidence the true one of the values tried lies between {earliest} and {latest}.",
    ),
    "size.from.tried": (
        "Med 95 pct. sikkerhed når ingen af de prøvede værdier det før {earliest}; at det overhovedet nås, er ikke "
        "sikkert.",
        "With 95% confidence none of the values tried reaches it before {earliest}; that it is reached at all is not "
        "certain.",
    ),
    "size.grid": (
        "Prøvet er {tried} af {all} værdier: først jævnt fordelt med begge ender, så tættere omkring den bedste. "
        "Mellem dem er intet forudsat, og om dem er intet sagt.",
        "{tried} of {all} values were tried: evenly spaced with both ends at first, then closer around the best. "
        "Nothing is assumed, and nothing said, about the values between them.",
    ),
    "size.tried": (
        "Prøvede værdier (intervallerne gælder alle på én gang med 95 pct. sikkerhed)",
        "Values tried (the intervals hold all at once with 95% confidence)",
    ),
    "size.verdict.yes": ("ja", "yes"),
    "size.verdict.no": ("nej", "no"),
    "size.verdict.open": ("usikkert", "uncertain"),
    "size.column.verdict": ("nået?", "reached?"),
    "size.by_definition": (
        "{which} værdi under alle definitioner, {status} (– kan ikke nås; ? usikkert)",
        "{which} value under every definition, {status} (– cannot be reached; ? uncertain)",
    ),
    "size.by_definition.tried": (
        "{which} af de prøvede værdier under alle definitioner, {status} (– nås ikke ved nogen af dem; ? usikkert)",
        "{which} of the values tried under every definition, {status} (– not reached at any of them; ? uncertain)",
    ),
    "size.doubtful": ("{value}?", "{value}?"),
    "size.figure.answer": ("svar: {value}", "answer: {value}"),
    "size.figure.stated": ("målet, som det står", "the target as stated"),
    "size.figure.others": ("andre definitioner", "other definitions"),
    "size.figure.bound": ("mål: {bound}", "target: {bound}"),
    "size.found.tried": (
        "Svar: {value}. Det er {which} af de {n} prøvede værdier af {name} ({range}), hvor {condition}; "
        "her: {estimate}.",
        "Answer: {value}. It is the {which} of the {n} values tried of {name} ({range}) for which "
        "{condition}; here: {estimate}.",
    ),
    "size.possible": (
        "{value} kan ikke udelukkes ({estimate}); flere gennemspilninger kan afgøre det.",
        "{value} cannot be ruled out ({estimate}); more runs may settle it.",
    ),
    "deadend.nearest.wanted": (
        "Tættest på er {nearest}: {title} {value} i gennemsnit; kravet er {wanted}.",
        "The nearest is {nearest}: {title} {value} on average; {wanted} is demanded.",
    ),
    "deadend.nearest": (
        "Tættest på er {nearest}: {title} {value} i gennemsnit.",
        "The nearest is {nearest}: {title} {value} on average.",
    ),
    "deadend.lever": (
        "{change} ({effect})",
        "{change} ({effect})",
    ),
    "deadend.levers.one": (
        "Derudover hjælper dette mest: {levers}. Det giver {value}.",
        "Beyond that this helps most: {levers}. It comes to {value}.",
    ),
    "deadend.levers.other": (
        "Derudover hjælper disse to mest: {levers}. Begge dele giver {value}.",
        "Beyond that these two help most: {levers}. Both together come to {value}.",
    ),
    "deadend.levers.none": (
        "Ingen af de håndtag, filen nævner, forbedrer med sikkerhed {title} mere, heller ikke yderst i deres grænser.",
        "None of the levers in the file certainly improves {title} further, not even at the ends of their ranges.",
    ),
    "deadend.met": (
        "Læst på en anden måde er målet nået dér; det gælder {k} af {n} måder: {readings}.",
        "Read otherwise the target is met there, in {k} of {n} ways: {readings}.",
    ),
    "deadend.met.year": (
        "Læst på en anden måde nås målet dér i mindst {bound} af 100 år; det gælder {k} af {n} måder: {readings}.",
        "Read otherwise the target is met there in at least {bound} of 100 years, in {k} of {n} ways: {readings}.",
    ),
    "deadend.met.run": (
        "Læst på en anden måde nås målet dér i mindst {bound} af 100 gennemspilninger; det gælder {k} af {n} måder: "
        "{readings}.",
        "Read otherwise the target is met there in at least {bound} of 100 runs, in {k} of {n} ways: {readings}.",
    ),
    "deadend.met.more.one": (
        "; og én til",
        "; and one more",
    ),
    "deadend.met.more.other": (
        "; og {n} til",
        "; and {n} more",
    ),
    "deadend.met.none": (
        "Heller ikke en anden måde at læse målet på er nok: den gunstigste af {n} giver {value} ({reading}).",
        "No other way to read the target is enough: the most favourable of {n} gives {value} ({reading}).",
    ),
    "deadend.harm.year": (
        "Men så nås {title} kun i {after} af 100 år mod {before}.",
        "But then {title} is met in {after} of 100 years only, instead of {before}.",
    ),
    "deadend.harm.run": (
        "Men så nås {title} kun i {after} af 100 gennemspilninger mod {before}.",
        "But then {title} is met in {after} of 100 runs only, instead of {before}.",
    ),
    # bottleneck
    "bottleneck.title": (
        "{title}: {changes} små ændringer, {runs} gennemspilninger hver (startværdi (seed) {seed}), parret med "
        "scenariet, som det er. Intervallerne gælder alle på én gang med 95 pct. sikkerhed.",
        "{title}: {changes} small changes, {runs} runs each (seed {seed}), paired with the scenario as it is. "
        "The intervals hold all at once with 95% confidence.",
    ),
    "bottleneck.table": (
        "Hvad ændrer {title} ({value}) mest? Intervallerne gælder alle på én gang med 95 pct. sikkerhed",
        "What changes {title} most ({value})? The intervals hold all at once with 95% confidence",
    ),
    "bottleneck.table.better": (
        "Det forbedrer {title} (nu {value})",
        "What helps {title} (now {value})",
    ),
    "bottleneck.table.worse": (
        "Det forringer {title} (nu {value})",
        "What harms {title} (now {value})",
    ),
    "bottleneck.table.up": ("Det øger {title} (nu {value})", "What raises {title} (now {value})"),
    "bottleneck.table.down": ("Det sænker {title} (nu {value})", "What lowers {title} (now {value})"),
    "bottleneck.column.change": ("ændring", "change"),
    "bottleneck.column.effect": ("virkning", "effect"),
    "bottleneck.more.resource": ("én mere: {name}", "one more: {name}"),
    "bottleneck.more.staff": ("én person mere: {name}", "one person more: {name}"),
    "bottleneck.fewer.resource": ("én færre: {name}", "one fewer: {name}"),
    "bottleneck.fewer.staff": ("én person færre: {name}", "one person fewer: {name}"),
    "bottleneck.pairs": (
        "Hvad ændrer {title} sammen, men ikke hver for sig? Intervallerne gælder alle på én gang med 95 pct. sikkerhed",
        "What changes {title} together, but not one by one? The intervals hold all at once with 95% confidence",
    ),
    "bottleneck.pairs.tried.one": (
        "Ét par grænser er prøvet sammen på nye gennemspilninger: ingen af dem viste en virkning alene, men det skader"
        " at stramme hver af dem.",
        "One pair of limits was tried together on fresh runs: neither showed an effect alone, but tightening each does"
        " harm.",
    ),
    "bottleneck.pairs.tried.other": (
        "{n} par grænser er prøvet sammen på nye gennemspilninger: ingen af dem viste en virkning alene, men det "
        "skader at stramme hver af dem.",
        "{n} pairs of limits were tried together on fresh runs: none showed an effect alone, but tightening each does "
        "harm.",
    ),
    "bottleneck.pairs.none": (
        "Heller ikke sammen er virkningen sikker.",
        "Together their effect is not certain either.",
    ),
    "bottleneck.pairs.left_out.one": (
        "Ét par mere er ikke prøvet; de {most}, hvor det skader mest at stramme, er.",
        "One more pair was not tried; the {most} with the largest harm were.",
    ),
    "bottleneck.pairs.left_out.other": (
        "{n} par mere er ikke prøvet; de {most}, hvor det skader mest at stramme, er.",
        "{n} more pairs were not tried; the {most} with the largest harm were.",
    ),
    "bottleneck.set": ("{name}: {change}", "{name}: {change}"),
    "bottleneck.noise.one": (
        "Ved én ændring mere kan virkningen lige så godt være tilfældig: 0 ligger i intervallet.",
        "One more change has an effect that may be chance: its interval contains 0.",
    ),
    "bottleneck.noise.other": (
        "Ved yderligere {n} ændringer kan virkningen lige så godt være tilfældig: 0 ligger i intervallet.",
        "{n} more changes have an effect that may be chance: their intervals contain 0.",
    ),
    "bottleneck.no_effect": (
        "Uden virkning i nogen gennemspilning: {names}.",
        "Without effect in any run: {names}.",
    ),
    "bottleneck.refused": (
        "Kunne ikke ændres, fordi scenariet så ikke giver mening: {names}.",
        "Could not be changed, because the scenario would make no sense: {names}.",
    ),
    # the results store
    "store.damaged": (
        "Noget gemt er ikke længere, som det blev gemt, og regnes om: {what}",
        "Something in the store is not what was stored, and is computed again: {what}",
    ),
    "results.title": ("{n} resultater, {size} MB", "{n} results, {size} MB"),
    "results.nothing": ("Der ligger ingen resultater i {path}.", "There are no results in {path}."),
    "results.column.scenario": ("scenarie", "scenario"),
    "results.column.id": ("id", "id"),
    "results.column.kind": ("slags", "kind"),
    "results.column.what": ("spørgsmål", "question"),
    "results.column.replications": ("gennemspilninger", "runs"),
    "results.column.created": ("dannet", "created"),
    "results.column.state": ("tilstand", "state"),
    "results.column.size": ("MB", "MB"),
    "results.kind.replications": ("gennemspilninger", "runs"),
    "results.kind.compare": ("sammenligning", "comparison"),
    "results.kind.sweep": ("gennemløb", "sweep"),
    "results.kind.size": ("målsøgning", "goal-seek"),
    "results.kind.bottleneck": ("flaskehalse", "bottlenecks"),
    "results.kind.select": ("valg af det bedste", "selection"),
    "results.kind.sensitivity": ("følsomhed", "sensitivity"),
    "results.kind.optimise": ("billigste mulighed", "cheapest candidate"),
    "results.kind.value": ("værdien af at vide mere", "value of information"),
    "results.kind.": ("ukendt", "unknown"),
    "results.damaged": ("beskadiget", "damaged"),
    "results.damaged.long": (
        "Beskadiget: {path} er ikke, som det blev gemt. Stil spørgsmålet igen, så regnes det om; eller fjern det.",
        "Damaged: {path} is not what was stored. Ask again and it is computed again; or remove it.",
    ),
    "results.old": ("ældre program", "older program"),
    "results.old.long": (
        "Lavet af en anden version af programmet; tæller ikke længere som svar.",
        "Made by another version of the program; it no longer counts as an answer.",
    ),
    "results.there": ("{n} gennemspilninger, {seconds} s regnetid", "{n} runs, {seconds} s of computing"),
    "results.removed": ("Fjernet: {path}", "Removed: {path}"),
    "results.rows": ("{n} rækker", "{n} rows"),
    "results.renamed": ("Tallet {old} hedder nu {now}.", "The figure {old} is called {now} now."),
    "results.no_duckdb": (
        "Det kræver DuckDB: pip install 'rengsim[studies]'",
        "This needs DuckDB: pip install 'rengsim[studies]'",
    ),
}
