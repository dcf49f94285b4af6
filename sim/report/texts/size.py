"""What ``size`` says: the value that is enough, or that none is, and what would come nearest."""

SIZE: dict[str, tuple[str, str]] = {
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
    "size.condition.mean.at_least": (
        "{title} i gennemsnit er mindst {bound}",
        "{title} is at least {bound} on average",
    ),
    "size.condition.mean.at_most": ("{title} i gennemsnit er højst {bound}", "{title} is at most {bound} on average"),
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
    "size.range": (
        "Der er søgt i {range}, det spænd, filen regner for muligt, medmindre --range siger andet. Et større spænd "
        "prøves for eksempel med {wider}.",
        "The search was in {range}, the range that the file holds possible unless --range says otherwise. A larger "
        "one is tried with {wider}, for example.",
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
    "size.tried.alike": ("{first} til {last} ({n} værdier)", "{first} to {last} ({n} values)"),
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
        "Tættest på er {nearest}: {title} {value} i gennemsnit over hele perioden; kravet er {wanted}.",
        "The nearest is {nearest}: {title} {value} on average over the whole period; {wanted} is demanded.",
    ),
    "deadend.nearest": (
        "Tættest på er {nearest}: {title} {value} i gennemsnit over hele perioden.",
        "The nearest is {nearest}: {title} {value} on average over the whole period.",
    ),
    "deadend.lever": (
        "{change} ({effect})",
        "{change} ({effect})",
    ),
    "deadend.lever.fewer": (
        "{change} ({effect}, men {people} færre borgere når målet i perioden)",
        "{change} ({effect}, but {people} fewer people attain the target over the period)",
    ),
    "deadend.lever.more": (
        "{change} ({effect}, men {people} flere borgere når målet i perioden)",
        "{change} ({effect}, but {people} more people attain the target over the period)",
    ),
    "deadend.levers.one": (
        "Derudover hjælper dette mest: {levers}. Det giver {value}.",
        "Beyond that this helps most: {levers}. It comes to {value}.",
    ),
    "deadend.levers.other": (
        "Derudover hjælper disse to mest: {levers}. Begge dele giver {value}.",
        "Beyond that these two help most: {levers}. Both together come to {value}.",
    ),
    "deadend.alone.run": (
        "{title} er {value} i gennemsnit; kravet er {wanted}, og det nås ikke i nogen gennemspilning.",
        "{title} is {value} on average; {wanted} is demanded, and it is met in no run.",
    ),
    "deadend.alone.year": (
        "{title} er {value} i gennemsnit; kravet er {wanted}, og det nås ikke i noget år.",
        "{title} is {value} on average; {wanted} is demanded, and it is met in no year.",
    ),
    "deadend.alone.levers.one": (
        "Dette hjælper mest, flyttet så langt, det kan: {levers}. Det giver {value} i gennemsnit.",
        "This helps most, moved as far as it goes: {levers}. It comes to {value} on average.",
    ),
    "deadend.alone.levers.other": (
        "Disse to hjælper mest, hver flyttet så langt, den kan: {levers}. Begge dele giver {value} i gennemsnit.",
        "These two help most, each moved as far as it goes: {levers}. Both together come to {value} on average.",
    ),
    "deadend.levers.none": (
        "Ingen af de håndtag, filen nævner, forbedrer med sikkerhed {title} mere, heller ikke yderst i deres grænser.",
        "None of the levers in the file certainly improves {title} further, not even at the ends of their ranges.",
    ),
    "deadend.met": (
        "Læst på en anden måde er målet nået dér; det gælder {k} af de {n} måder at læse det på: {readings}.",
        "Read otherwise the target is met there, in {k} of the {n} ways to read it: {readings}.",
    ),
    "deadend.met.year": (
        "Læst på en anden måde nås målet dér i mindst {bound} af 100 år; det gælder {k} af de {n} måder at læse det "
        "på: {readings}.",
        "Read otherwise the target is met there in at least {bound} of 100 years, in {k} of the {n} ways to read it: "
        "{readings}.",
    ),
    "deadend.met.run": (
        "Læst på en anden måde nås målet dér i mindst {bound} af 100 gennemspilninger; det gælder {k} af de {n} "
        "måder at læse det på: {readings}.",
        "Read otherwise the target is met there in at least {bound} of 100 runs, in {k} of the {n} ways to read it: "
        "{readings}.",
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
        "Heller ikke en anden måde at læse målet på er nok: den gunstigste af {n} giver i gennemsnit {value} "
        "({reading}).",
        "No other way to read the target is enough: the most favourable of {n} gives {value} on average ({reading}).",
    ),
    "deadend.met.none.average": (
        "Heller ikke en anden måde at læse målet på er nok: den gunstigste af {n} giver i gennemsnit {value} "
        "({reading}). Det er {bound} i gennemsnit, men enkelte år svinger, så målet nås ikke i så mange år, som der er "
        "spurgt om.",
        "No other way to read the target is enough: the most favourable of {n} gives {value} on average "
        "({reading}). That is {bound} on average, but single years vary, so the target is not met in as many years as "
        "was asked for.",
    ),
    "deadend.harm.year": (
        "Men så nås {title} kun i {after} af 100 år mod {before}.",
        "But then {title} is met in {after} of 100 years only, instead of {before}.",
    ),
    "deadend.harm.never.year": (
        "Men så nås {title} ikke i noget år; nu nås det i {before} af 100.",
        "But then {title} is met in no year; now it is met in {before} of 100.",
    ),
    "deadend.harm.never.run": (
        "Men så nås {title} ikke i nogen gennemspilning; nu nås det i {before} af 100.",
        "But then {title} is met in no run; now it is met in {before} of 100.",
    ),
    "deadend.harm.run": (
        "Men så nås {title} kun i {after} af 100 gennemspilninger mod {before}.",
        "But then {title} is met in {after} of 100 runs only, instead of {before}.",
    ),
}
