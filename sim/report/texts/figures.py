"""Texts of the figures: findings as titles, axes, keys, how to read each, and the columns of the tables beside them."""

FIGURES: dict[str, tuple[str, str]] = {
    "figure.percent": ("\u00a0pct.", "%"),
    "figure.points": ("procentpoint", "percentage points"),
    "figure.years_of_hundred": ("antal år ud af 100", "years of 100"),
    "figure.unit.share": ("{n} procentpoint", "{n} percentage points"),
    "figure.unit.chance": ("{n} år ud af 100", "{n} years of 100"),
    "figure.axis.percent": ("pct.", "per cent"),
    "figure.cut": ("Aksen begynder ved {value}, ikke ved 0.", "The axis begins at {value}, not at 0."),
    "figure.week": ("uge {week}, {year}", "week {week}, {year}"),
    "figure.target.at_least": ("mål: mindst {bound}", "target: at least {bound}"),
    "figure.target.at_most": ("mål: højst {bound}", "target: at most {bound}"),
    "figure.target.share": ("mål: {share} = {people}", "target: {share} = {people}"),
    "figure.share_bound": ("mindst {share} ({people} af {of})", "at least {share} ({people} of {of})"),
    "figure.chance_grid": ("{n} ud af 100 felter er udfyldt", "{n} of 100 squares are filled"),
    # dot plot
    "figure.dotplot.year": (
        "{title}: målet, {bound}, nås i {n} ud af 100 år",
        "{title}: the target, {bound}, is met in {n} of 100 years",
    ),
    "figure.dotplot.window": (
        "{title}: målet, {bound}, nås i {n} ud af 100 gennemspilninger",
        "{title}: the target, {bound}, is met in {n} of 100 runs",
    ),
    "figure.dotplot.range.year": (
        "{title}: mellem {low} og {high} i 8 ud af 10 år",
        "{title}: between {low} and {high} in 8 of 10 years",
    ),
    "figure.dotplot.range.window": (
        "{title}: mellem {low} og {high} i 8 ud af 10 gennemspilninger",
        "{title}: between {low} and {high} in 8 of 10 runs",
    ),
    "figure.dotplot.same.year": (
        "{title}: {value} i {n} ud af 100 år",
        "{title}: {value} in {n} of 100 years",
    ),
    "figure.dotplot.same.window": (
        "{title}: {value} i {n} ud af 100 gennemspilninger",
        "{title}: {value} in {n} of 100 runs",
    ),
    "figure.dotplot.others": (
        "I de øvrige ligger tallet mellem {low} og {high}.",
        "In the others the number lies between {low} and {high}.",
    ),
    "figure.dotplot.others.one": ("I de øvrige er tallet {low}.", "In the others the number is {low}."),
    "figure.dotplot.others.none": ("Der er ingen undtagelser.", "There is no exception."),
    "figure.dots.missed.year": ("{n} af {dots} år når ikke målet", "{n} of {dots} years miss the target"),
    "figure.dots.reached.year": ("{n} af {dots} år når målet", "{n} of {dots} years meet the target"),
    "figure.dots.missed.window": ("{n} af {dots} når ikke målet", "{n} of {dots} runs miss the target"),
    "figure.dots.reached.window": ("{n} af {dots} når målet", "{n} of {dots} runs meet the target"),
    "figure.dotplot.axis.people": ("{title}, antal borgere", "{title}, people"),
    "figure.dotplot.axis.of": (
        "{title}, antal borgere (af normalt {of})",
        "{title}, people (out of usually {of})",
    ),
    "figure.dotplot.axis.kr": ("{title}, kr.", "{title}, kr."),
    "figure.dotplot.axis.number": ("{title}", "{title}"),
    "figure.dotplot.wide": ("Hver søjle dækker {n}.", "Each column covers {n}."),
    "figure.dotplot.desc.year": (
        "50 lige sandsynlige år som prikker. 8 ud af 10 år ligger mellem {low} og {high}.",
        "50 equally likely years as dots. 8 of 10 years lie between {low} and {high}.",
    ),
    "figure.dotplot.desc.window": (
        "50 lige sandsynlige gennemspilninger som prikker. 8 ud af 10 ligger mellem {low} og {high}.",
        "50 equally likely runs as dots. 8 of 10 lie between {low} and {high}.",
    ),
    "figure.read.dotplot": (
        "Sådan læses figuren: Hver prik er et muligt år, og alle 50 er lige sandsynlige. Blå cirkler når målet, orange "
        "firkanter når det ikke. Jo flere prikker over hinanden, jo oftere sker netop det antal. Spredningen er "
        "tilfældighed: Samme projekt giver forskellige år.",
        "How to read it: each dot is a possible year, and all 50 are equally likely. Blue circles meet the target, "
        "orange squares miss it. The higher a stack, the more often exactly that number happens. The spread is chance: "
        "the same project gives different years.",
    ),
    # S-curve
    "figure.curve.year": (
        "{title}: mindst {nine} i 9 ud af 10 år, mindst {five} i halvdelen, mindst {one} i 1 ud af 10",
        "{title}: at least {nine} in 9 of 10 years, at least {five} in half of them, at least {one} in 1 of 10",
    ),
    "figure.curve.window": (
        "{title}: mindst {nine} i 9 ud af 10 gennemspilninger, mindst {five} i halvdelen, mindst {one} i 1 ud af 10",
        "{title}: at least {nine} in 9 of 10 runs, at least {five} in half of them, at least {one} in 1 of 10",
    ),
    "figure.curve.y.year": ("Antal år ud af 100 med mindst så mange", "Years of 100 with at least so many"),
    "figure.curve.y.window": (
        "Antal gennemspilninger ud af 100 med mindst så mange",
        "Runs of 100 with at least so many",
    ),
    "figure.curve.desc": (
        "Kurven falder, jo mere der kræves. Målet, {bound}, nås i {n} ud af 100.",
        "The curve falls the more is asked for. The target, {bound}, is met in {n} of 100.",
    ),
    "figure.read.curve": (
        "Sådan læses figuren: Vælg et antal på den vandrette akse, gå op til kurven og aflæs til venstre, i hvor mange "
        "år ud af 100 der er mindst så mange. En stejl kurve betyder, at årene ligner hinanden.",
        "How to read it: choose a number on the horizontal axis, go up to the curve and read on the left in how "
        "many of "
        "100 years there are at least so many. A steep curve means that years are alike.",
    ),
    # several options
    "figure.intervals": (
        "{title}: målet nås oftest med {best} ({n} ud af 100 år), sjældnest med {worst} ({m})",
        "{title}: met most often with {best} ({n} of 100 years), least often with {worst} ({m})",
    ),
    "figure.intervals.same": (
        "{title}: målet nås i {n} ud af 100 år med alle mulighederne",
        "{title}: met in {n} of 100 years with every option",
    ),
    "figure.intervals.plain": ("{title} med hver mulighed", "{title} with each option"),
    "figure.intervals.key": (
        "Blå cirkel: målet nås i mindst halvdelen af årene. Orange firkant: i færre.",
        "Blue circle: the target is met in at least half of the years. Orange square: in fewer.",
    ),
    "figure.intervals.desc": (
        "Prikken er det midterste år; linjen dækker 8 ud af 10 år.",
        "The dot is the middle year; the line covers 8 of 10 years.",
    ),
    "figure.read.intervals": (
        "Sådan læses figuren: Prikken er det midterste år, og 8 ud af 10 år ligger på linjen. At to linjer overlapper, "
        "siger ikke, at der ingen forskel er; den er beregnet år for år, for sig.",
        "How to read it: the dot is the middle year, and 8 of 10 years lie on the line. Two lines that overlap do not "
        "mean that there is no difference; that is computed year by year, by itself.",
    ),
    # paired differences
    "figure.differences.more": (
        "{title}: {letter} giver {change} mere end {base}",
        "{title}: {letter} gives {change} more than {base}",
    ),
    "figure.differences.less": (
        "{title}: {letter} giver {change} mindre end {base}",
        "{title}: {letter} gives {change} less than {base}",
    ),
    "figure.differences.none": (
        "{title}: samme som {base} i alle gennemspilninger",
        "{title}: the same as {base} in every run",
    ),
    "figure.differences.unsettled": (
        "{title}: ingen sikker forskel fra {base}",
        "{title}: no settled difference from {base}",
    ),
    "figure.differences.axis": ("Forskel fra {base}: {title}", "Difference from {base}: {title}"),
    "figure.differences.key": (
        "Blå cirkel: bedre. Orange firkant: dårligere. Åben cirkel: forskellen er ikke sikker, for linjen når over 0. "
        "Grå: om mere er bedre, er ikke sagt.",
        "Blue circle: better. Orange square: worse. Open circle: the difference is not settled, for the line reaches "
        "over 0. Grey: nobody has said whether more is better.",
    ),
    "figure.differences.desc": (
        "Forskel fra {base}, år for år i de samme simulerede år, med 95 %-sikkerhedsinterval.",
        "Difference from {base}, year by year in the same simulated years, with its 95% confidence interval.",
    ),
    "figure.read.differences": (
        "Sådan læses figuren: Prikken er forskellen i gennemsnit, linjen dens 95 %-sikkerhedsinterval. Mulighederne er "
        "sammenlignet borger for borger i de samme simulerede år, så held og uheld går lige op.",
        "How to read it: the dot is the mean difference, the line its 95% confidence interval. The options are "
        "compared "
        "person by person in the same simulated years, so luck cancels out.",
    ),
    # waterfall
    "figure.waterfall": (
        "{title}: fra {start} til {end}; mest betyder {largest} ({effect})",
        "{title}: from {start} to {end}; what matters most is {largest} ({effect})",
    ),
    "figure.waterfall.none": (
        "{title}: fra {start} til {end}; ingen enkelt ændring betyder noget",
        "{title}: from {start} to {end}; no single change matters",
    ),
    "figure.waterfall.only_together": (
        "{title}: fra {start} til {end}; ændringerne virker kun sammen",
        "{title}: from {start} to {end}; the changes do something only together",
    ),
    "figure.waterfall.together": ("Samspil mellem ændringerne", "The changes together"),
    "figure.waterfall.key": (
        "Blå med pil mod højre: mere. Orange med pil mod venstre: mindre. Hvid: ikke sikkert. Grå: start og slut.",
        "Blue with an arrow to the right: more. Orange with an arrow to the left: less. White: not settled. Grey: "
        "start "
        "and end.",
    ),
    "figure.waterfall.desc": (
        "Hver ændring for sig, lagt oven på hinanden fra start til slut.",
        "Each change alone, laid on top of each other from start to end.",
    ),
    "figure.read.waterfall": (
        "Sådan læses figuren: Øverst står udgangspunktet, nederst resultatet. Hver bjælke er det, en ændring gør "
        "alene. "
        "Samspillet er det, ændringerne gør sammen ud over det, de gør hver for sig.",
        "How to read it: the start stands at the top, the result at the bottom. Each bar is what one change does "
        "alone. "
        "The last one is what they do together beyond what each does alone.",
    ),
    # tornado
    "figure.tornado": (
        "{title}: mest afhænger af {first} ({low} til {high})",
        "{title}: depends most on {first} ({low} to {high})",
    ),
    "figure.tornado.low": ("forudsætningen lav", "assumption low"),
    "figure.tornado.high": ("forudsætningen høj", "assumption high"),
    "figure.tornado.rest": ("Yderligere {n} betyder mindre; se tabellen.", "{n} more matter less; see the table."),
    "figure.tornado.desc": (
        "Gennemsnittet er {base}; hver linje går fra svaret, når én forudsætning er lav, til svaret, når den er høj.",
        "The mean is {base}; each line goes from the answer where one assumption is low to that where it is high.",
    ),
    "figure.read.tornado": (
        "Sådan læses figuren: Den lodrette linje er gennemsnittet, når alle forudsætninger er usikre. Cirklen er "
        "gennemsnittet af den femtedel af sættene, hvor netop den forudsætning er lavest, firkanten af den femtedel, "
        "hvor den er højest; værdierne ved navnet er midten af de to femtedele. Den tynde streg er "
        "95\u00a0%-sikkerhedsintervallet. Kun forudsætninger, hvis betydning er sikker, er med.",
        "How to read it: the vertical line is the mean when all assumptions are uncertain. The circle is the mean of "
        "the fifth of the sets in which just that assumption is lowest, the square of the fifth in which it is "
        "highest; the values beside the name are the middles of the two fifths. The thin line is the 95% confidence "
        "interval. Only assumptions that certainly matter are shown.",
    ),
    # chance alone and with the uncertainty of the assumptions
    "figure.spreads.year": (
        "{title}: målet, {bound}, nås i {before} ud af 100 år ved tilfældighed alene og i {n} med usikre "
        "forudsætninger",
        "{title}: the target, {bound}, is met in {before} of 100 years by chance alone and in {n} with uncertain "
        "assumptions",
    ),
    "figure.spreads.window": (
        "{title}: målet, {bound}, nås i {before} ud af 100 gennemspilninger ved tilfældighed alene og i {n} "
        "med usikre forudsætninger",
        "{title}: the target, {bound}, is met in {before} of 100 runs by chance alone and in {n} with uncertain "
        "assumptions",
    ),
    "figure.spreads.range.year": (
        "{title}: {chance} i 8 ud af 10 år ved tilfældighed alene, {both} med usikre forudsætninger",
        "{title}: {chance} in 8 of 10 years by chance alone, {both} with uncertain assumptions",
    ),
    "figure.spreads.range.window": (
        "{title}: {chance} i 8 ud af 10 gennemspilninger ved tilfældighed alene, {both} med usikre forudsætninger",
        "{title}: {chance} in 8 of 10 runs by chance alone, {both} with uncertain assumptions",
    ),
    "figure.spreads.between": ("{low} til {high}", "{low} to {high}"),
    "figure.spreads.chance": (
        "Tilfældighed alene (8 ud af 10: {between})",
        "Chance alone (8 of 10: {between})",
    ),
    "figure.spreads.both": (
        "Også usikre forudsætninger (8 ud af 10: {between})",
        "Uncertain assumptions too (8 of 10: {between})",
    ),
    "figure.spreads.met.year": ("år, der når målet", "years that meet the target"),
    "figure.spreads.met.window": ("gennemspilninger, der når målet", "runs that meet the target"),
    "figure.spreads.missed.year": ("år, der ikke gør", "years that do not"),
    "figure.spreads.missed.window": ("gennemspilninger, der ikke gør", "runs that do not"),
    "figure.spreads.desc": (
        "Øverst 50 mulige år ved tilfældighed alene; 8 ud af 10 ligger på {chance}. Nederst 50 mulige år, når "
        "forudsætningerne også er usikre; 8 ud af 10 ligger på {both}.",
        "Above, 50 possible years by chance alone; 8 of 10 lie at {chance}. Below, 50 possible years when the "
        "assumptions are uncertain too; 8 of 10 lie at {both}.",
    ),
    "figure.spreads.row": ("Hvad der kan svinge", "What may vary"),
    "figure.spreads.row.chance": ("Tilfældighed alene", "Chance alone"),
    "figure.spreads.row.both": ("Også usikre forudsætninger", "Uncertain assumptions too"),
    "figure.read.spreads": (
        "Sådan læses figuren: Hver prik er et muligt år, 50 i hver del, alle lige sandsynlige. Øverst er alle "
        "forudsætninger præcis rigtige, og spredningen er held og uheld. Nederst har hvert år sine egne mulige "
        "forudsætninger; det, prikkerne spredes mere dér, er det, vi ikke ved.",
        "How to read it: each dot is a possible year, 50 in each part, all equally likely. Above, every assumption is "
        "exactly right, and the spread is luck. Below, each year has its own possible assumptions; the wider spread "
        "there is what we do not know.",
    ),
    # waiting
    "figure.waiting": (
        "Længst er ventetiden på {stage}: {mean} i gennemsnit, højst {most} for 9 ud af 10",
        "The longest wait is for {stage}: {mean} on average, at most {most} for 9 of 10",
    ),
    "figure.waiting.none": ("Ingen venter", "Nobody waits"),
    "figure.waiting.axis": ("dage", "days"),
    "figure.waiting.key": (
        "Cirkel: gennemsnit, også skrevet til højre. Streg: 9 ud af 10 venter højst så længe.",
        "Circle: the mean, also written on the right. Bar: 9 of 10 wait at most so long.",
    ),
    "figure.waiting.desc": (
        "Ventetid på hvert trin i forløbets rækkefølge, i dage; trin uden ventetid er udeladt.",
        "Waiting for each step in the order of the pathway, in days; steps without waiting are left out.",
    ),
    "figure.read.waiting": (
        "Sådan læses figuren: Trinene står i den rækkefølge, borgerne møder dem. Cirklen er den gennemsnitlige "
        "ventetid "
        "for alle, der stiller sig i kø, også dem, der slet ikke venter; stregen viser, hvad 9 ud af 10 højst venter.",
        "How to read it: the steps stand in the order in which people meet them. The circle is the mean wait of all "
        "who "
        "queue, those who do not wait at all included; the bar shows what 9 of 10 wait at most.",
    ),
    # places over the weeks
    "figure.weeks": (
        "{title} i {year}: {mean} af {capacity} er i brug i gennemsnit, færrest i {month} ({fewest})",
        "{title} in {year}: {mean} of {capacity} are in use on average, fewest in {month} ({fewest})",
    ),
    "figure.weeks.y": ("Pladser i brug", "Places in use"),
    "figure.weeks.key.capacity": ("{n} pladser i alt", "{n} places in all"),
    "figure.weeks.key.middle": ("midten: halvdelen af årene ligger over", "the middle: half of the years lie above"),
    "figure.weeks.key.band": ("8 ud af 10 år", "8 of 10 years"),
    "figure.weeks.key.lines": ("{n} enkelte simulerede år", "{n} single simulated years"),
    "figure.weeks.key.start": ("et hold starter", "a hold starts"),
    "figure.weeks.key.closed": ("lukkeuger", "closed weeks"),
    "figure.weeks.desc": (
        "Pladser i brug uge for uge: {n} simulerede år som tynde trinlinjer, midten som tyk linje, og et bånd "
        "med 8 ud af 10 år.",
        "Places in use week by week: {n} simulated years as thin step lines, the middle as a thick line, and a "
        "band with 8 of 10 years.",
    ),
    "figure.read.weeks": (
        "Sådan læses figuren: Den stiplede linje er pladserne, den tykke linje midten: halvdelen af årene ligger "
        "over. Afstanden op til den "
        "stiplede linje er tomme pladser. De tynde linjer er enkelte år; intet år følger midten hele vejen.",
        "How to read it: the dashed line is the places, the thick line the middle: half of the years lie above. The "
        "distance up to the dashed "
        "line is empty places. The thin lines are single years; no year follows the middle all the way.",
    ),
    # flow
    "figure.flow": (
        "{n} kommer til {first} om året; flest ender med {exit} ({k})",
        "{n} a year come to {first}; most of them end with {exit} ({k})",
    ),
    "figure.flow.start": (
        "{n} kommer til {first} om året, {m} starter i {start}; flest ender med {exit} ({k})",
        "{n} a year come to {first}, {m} start {start}; most of them end with {exit} ({k})",
    ),
    "figure.flow.no_exit": ("{n} kommer til {first} om året", "{n} a year come to {first}"),
    "figure.flow.key.wide": (
        "Kasse: trin. Kasse med spidser: afgørelse. Rund og prikket: ventetid. Udfyldt: afslutning. Tallene er "
        "borgere om året; orange og stiplet går tilbage.",
        "Box: stage. Box with points: decision. Round and dotted: wait. Filled: exit. The numbers are people a year; "
        "orange and dashed goes back.",
    ),
    "figure.flow.key.narrow": (
        "□ trin, ◇ afgørelse, ○ ventetid, ■ afslutning. Tallene er borgere om året, → hvor de går hen.",
        "□ stage, ◇ decision, ○ wait, ■ exit. The numbers are people a year, → where they go.",
    ),
    "figure.flow.desc": (
        "Trinene i forløbet oppefra og ned med antal borgere om året og vejene mellem dem.",
        "The steps of the pathway from top to bottom with people a year and the ways between them.",
    ),
    "figure.read.flow": (
        "Sådan læses figuren: Læs oppefra og ned. Tallet ved hvert trin er borgere om året i gennemsnit. Jo flere, "
        "desto tykkere er vejen, eller længere er bjælken under trinnet.",
        "How to read it: from top to bottom. The number at each step is people a year on average. The more people, "
        "the thicker is the way or the longer the bar below the step.",
    ),
    "figure.kind.stage": ("trin", "stage"),
    "figure.kind.decision": ("afgørelse", "decision"),
    "figure.kind.wait": ("ventetid", "wait"),
    "figure.kind.exit": ("afslutning", "exit"),
    # cohort
    "figure.cohort": (
        "{when} efter start er {supported} ud af 100 selvforsørgende, {inside} er stadig i forløbet, og {left} er "
        "ude af det",
        "{when} after the start, {supported} of 100 are self-supporting, {inside} are still in the pathway, {left} "
        "have left",
    ),
    "figure.cohort.start": ("ved start", "at the start"),
    "figure.cohort.project": ("i forløbet", "in the pathway"),
    "figure.cohort.waiting": ("venter på næste trin", "waiting for the next step"),
    "figure.cohort.self": ("i job, selvforsørgende", "in a job, self-supporting"),
    "figure.cohort.left_positive": ("ude efter et godt resultat", "left after a good result"),
    "figure.cohort.left": ("ude af forløbet", "left the pathway"),
    "figure.one_year": ("{title} i {k} mulige år: {parts}", "{title} in {k} possible years: {parts}"),
    "figure.one_year.tally": ("{name} når målet i {n}", "{name} meets the target in {n}"),
    "figure.one_year.numbered": ("{n} ({year})", "{n} ({year})"),
    "figure.one_year.target": ("målet", "the target"),
    "figure.one_year.percent": ("{title} (pct.)", "{title} (%)"),
    "figure.one_year.met": ("{value}, målet er nået", "{value}, target met"),
    "figure.one_year.missed": ("{value}, ikke nået", "{value}, missed"),
    "figure.one_year.none": ("intet at måle", "nothing to measure"),
    "figure.one_year.column": ("Muligt år", "Possible year"),
    "figure.one_year.desc": (
        "En række for hvert scenarie: det viste år som et stort mærke, de forrige som små, målet som en lodret linje.",
        "A row for each scenario: the year shown as a large mark, those before as small ones, the target as a line.",
    ),
    "figure.read.one_year": (
        "Sådan læses figuren: Det store mærke er det år, der vises nu: en cirkel, når målet er nået, ellers firkant. "
        "De små mærker er de år, du har set. Den prikkede streg mellem rækkerne binder det samme år sammen.",
        "How to read it: the large mark is the year shown now, a circle where the target is met, else a square. "
        "The small marks are the years seen before. The dotted line ties the same year together.",
    ),
    "figure.gantt": (
        "{title} i {year}, ét muligt år: {people} deltagere på {places} pladser",
        "{title} in {year}, one possible year: {people} people on {places} places",
    ),
    "figure.gantt.empty": (
        "; mellem to står en plads i snit tom {days}",
        "; between two a place is empty for {days} on average",
    ),
    "figure.gantt.idle": (
        "; {n} har pladsen i mindst en dag uden at være i gang",
        "; {n} have the place for a day or more without being under way",
    ),
    "figure.gantt.y": ("Plads nummer", "Place number"),
    "figure.gantt.key.held": ("en deltager har pladsen (deltagerens nummer)", "a person has the place (their number)"),
    "figure.gantt.key.idle": ("har pladsen uden at være i gang", "has the place without being under way"),
    "figure.gantt.key.closed": ("lukkeuger", "closed weeks"),
    "figure.gantt.more": ("Vist: {n} af {of} pladser.", "Shown: {n} of {of} places."),
    "figure.gantt.open": ("efter periodens slutning", "after the end of the run"),
    "figure.gantt.column.place": ("Plads", "Place"),
    "figure.gantt.column.person": ("Deltager", "Person"),
    "figure.gantt.column.from": ("Fra", "From"),
    "figure.gantt.column.to": ("Til og med", "To and including"),
    "figure.gantt.column.idle": ("Dage uden at være i gang", "Days not under way"),
    "figure.gantt.desc": (
        "En række for hver plads hen over årets uger, og en bjælke for hver deltager, der har den.",
        "A row for each place over the weeks of the year, and a bar for each person who has it.",
    ),
    "figure.read.gantt": (
        "Sådan læses figuren: Hver række er en plads, hver bjælke en deltager. Hvidt mellem to bjælker er en tom "
        "plads. Den, der kommer, får den plads, der har stået tom længst.",
        "How to read it: each row is a place, each bar a person. White between two bars is an empty place. Whoever "
        "comes is given the place that has been empty longest.",
    ),
    "figure.cohort.desc": (
        "Af 100, der starter: hvor de er på bestemte tidspunkter efter starten.",
        "Of 100 who start: where they are at certain times after the start.",
    ),
    "figure.read.cohort": (
        "Sådan læses figuren: Hver bjælke er de samme 100 borgere, så lang tid efter at de startede. Tallene i bjælken "
        "er antal borgere ud af 100.",
        "How to read it: each bar is the same 100 people, so long after they started. The numbers in the bar are "
        "people "
        "of 100.",
    ),
    # groups
    "figure.groups": (
        "{title}: {high} for {best}, {low} for {worst}",
        "{title}: {high} for {best}, {low} for {worst}",
    ),
    "figure.groups.none": (
        "{title}: ingen gruppe skiller sig sikkert ud",
        "{title}: no group certainly stands out",
    ),
    "figure.groups.key": (
        "Cirkel: gennemsnit for gruppen; streg: hvor godt det er beregnet (95 pct.). Lodret streg: alle, {everybody}.",
        "Circle: mean of the group; bar: how well it was computed (95%). Vertical line: everybody, {everybody}.",
    ),
    "figure.groups.bound": ("Målet er mindst {bound}.", "The target is at least {bound}."),
    "figure.groups.desc": (
        "Andelen for hver gruppe af borgere, med et 95 %-sikkerhedsinterval.",
        "The share of each group of people, with a 95% confidence interval.",
    ),
    "figure.read.groups": (
        "Sådan læses figuren: Hver række er en gruppe borgere. Stregen siger, hvor godt andelen er beregnet, og bliver "
        "kortere med flere gennemspilninger; hvor meget enkelte år svinger, viser den ikke.",
        "How to read it: each row is a group of people. The bar says how well the share was computed and becomes "
        "shorter with more runs; how much single years vary it does not show.",
    ),
    # columns of the tables beside the figures
    "figure.chance_of": (
        "{title}, antal år ud af 100, hvor målet nås",
        "{title}, years of 100 in which the target is met",
    ),
    "figure.joint.both": ("Begge mål samtidig", "Both targets at once"),
    "figure.joint.all": ("Alle mål samtidig", "All targets at once"),
    "figure.waterfall.rest.one": ("Yderligere {n} ændring er uden betydning.", "{n} more change is without effect."),
    "figure.waterfall.rest.other": (
        "Yderligere {n} ændringer er uden betydning.",
        "{n} more changes are without effect.",
    ),
    "figure.column.people": ("Borgere", "People"),
    "figure.column.group": ("Gruppe", "Group"),
    "figure.column.people_run": ("Borgere pr. gennemspilning", "People a run"),
    "figure.column.share": ("Andel", "Share"),
    "figure.column.value": ("Værdi", "Value"),
    "figure.column.dots": ("Prikker af 50", "Dots of 50"),
    "figure.column.years": ("Pct. af alle", "% of all"),
    "figure.column.of_hundred": ("Antal ud af 100", "Number of 100"),
    "figure.column.at_least": ("har mindst", "have at least"),
    "figure.column.option": ("Mulighed", "Option"),
    "figure.column.ten": ("1 ud af 10 under", "1 of 10 below"),
    "figure.column.fifty": ("Midterste år", "Middle year"),
    "figure.column.ninety": ("1 ud af 10 over", "1 of 10 above"),
    "figure.column.chance": ("Mål nået, antal ud af 100", "Target met, of 100"),
    "figure.column.difference": ("Forskel", "Difference"),
    "figure.column.from": ("Fra", "From"),
    "figure.column.to": ("Til", "To"),
    "figure.column.step": ("Trin", "Step"),
    "figure.column.effect": ("Virkning", "Effect"),
    "figure.column.after": ("Derefter", "After"),
    "figure.column.assumption": ("Forudsætning", "Assumption"),
    "figure.column.low": ("Lav", "Low"),
    "figure.column.at_low": ("Svar ved lav", "Answer if low"),
    "figure.column.high": ("Høj", "High"),
    "figure.column.at_high": ("Svar ved høj", "Answer if high"),
    "figure.column.range": ("Spænd", "Range"),
    "figure.column.queue_a_year": ("I kø pr. år", "Queue a year"),
    "figure.column.waited": ("Venter", "Wait"),
    "figure.column.wait_mean": ("Gennemsnit, dage", "Mean, days"),
    "figure.column.wait_median": ("Midterste, dage", "Median, days"),
    "figure.column.wait_most": ("9 af 10 højst, dage", "9 of 10 at most, days"),
    "figure.column.week": ("Uge", "Week"),
    "figure.column.places": ("Pladser", "Places"),
    "figure.column.mean": ("Gennemsnit", "Mean"),
    "figure.column.eight_of_ten": ("8 ud af 10 år", "8 of 10 years"),
    "figure.column.kind": ("Slags", "Kind"),
    "figure.column.onward": ("Videre til (borgere om året)", "Onward to (people a year)"),
    "figure.column.people_a_year": ("Borgere om året", "People a year"),
}
