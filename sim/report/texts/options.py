"""What is said about options and about what a study is asked: English template -> Danish (sim/scenario/words.py)."""

OPTIONS: dict[str, str] = {
    "{path}: there is no such result; `rengsim results` lists what is stored": (
        "{path}: det resultat findes ikke; `rengsim results` viser, hvad der er gemt"
    ),
    "{path}: there is no manifest.json, so this is no stored result": (
        "{path}: der er ingen manifest.json, så det er ikke et gemt resultat"
    ),
    "{path} does not say what it was the answer to: an older program wrote it": (
        "{path} siger ikke, hvad det var svaret på: et ældre program skrev det"
    ),
    "{path} holds no replications from the first on": "{path} rummer ingen gennemspilninger fra den første og frem",
    "{file} is neither here nor beside the result; --scenario FILE says where it is": (
        "{file} ligger hverken her eller ved siden af resultatet; --scenario FIL siger, hvor den er"
    ),
    "{file} is neither here nor beside the result; go to the folder in which the study was asked": (
        "{file} ligger hverken her eller ved siden af resultatet; gå til den mappe, hvor undersøgelsen blev lavet"
    ),
    "--scenario goes with replications; a study names its scenarios itself": (
        "--scenario hører til gennemspilninger; en undersøgelse nævner selv sine scenarier"
    ),
    "{command} is no command of today's program": "{command} er ikke længere en kommando i programmet",
    "{command} asks something else today: it differs at {places}": (
        "{command} spørger om noget andet i dag: det er anderledes ved {places}"
    ),
    "a study changed {file} before this was simulated; repeat the answer of the study": (
        "en undersøgelse ændrede {file}, før dette blev simuleret; gentag undersøgelsens svar"
    ),
    "{file} is no longer the scenario that the result was made from; it differs at {places}": (
        "{file} er ikke længere det scenarie, som resultatet er lavet af; det er anderledes ved {places}"
    ),
    "{option} {text}: a date is meant, such as 30.11.2021 or 2021-11-30": (
        "{option} {text}: her ventes en dato som 30.11.2021 eller 2021-11-30"
    ),
    "--draws {path}: no draws can be read there": "--draws {path}: der kan ikke læses udfald",
    "--out goes with new": "--out hører til new",
    "--records goes with new": "--records hører til new",
    "{text} can be read in two ways: write {decimal} or {thousands}": (
        "{text} kan læses på to måder: skriv {decimal} eller {thousands}"
    ),
    "{text} is not a number": "{text} er ikke et tal",
    "{text} is neither P(TARGET), P(joint), P(FIGURE >= NUMBER) nor mean(FIGURE); see docs/measures.md": (
        "{text} er hverken P(MÅL), P(joint), P(TAL >= GRÆNSE) eller mean(TAL); tallene står i docs/measures.md"
    ),
    "there is no target {name}; there is {known}": "målet {name} findes ikke; der er {known}",
    "{text}: there is no figure {figure}": "{text}: tallet {figure} findes ikke",
    "{text}: expected for example 'P(volume) >= 0.8' or 'mean(entries.tilbud) >= 140'": (
        "{text}: skriv for eksempel 'P(volume) >= 0.8' eller 'mean(entries.tilbud) >= 140'"
    ),
    "{text}: a chance lies between 0 and 1": "{text}: en sandsynlighed ligger mellem 0 og 1",
    "--set {text}: expected NAME=VALUE": "--set {text}: skriv NAVN=VÆRDI",
    "--by {text}: expected NAME or NAME=BOUND,BOUND,...": "--by {text}: skriv NAVN eller NAVN=GRÆNSE,GRÆNSE,...",
    "the scenario states no target; say what to look at with --measure": (
        "scenariet har intet mål; skriv med --measure, hvad der skal ses på"
    ),
    "{option} does not go with {other}": "{option} kan ikke bruges sammen med {other}",
    "{file} says nothing of life without the project: it has no [background]": (
        "{file} siger intet om livet uden projektet: den har ingen [background]"
    ),
    "--cluster goes with totals: records of people stay on this computer": (
        "--cluster hører til totaler: oplysninger om personer bliver på denne computer"
    ),
    "{option} goes with totals: a scenario with [observed]": (
        "{option} hører til samlede tal: et scenarie med [observed]"
    ),
    "{option} goes with records: a mapping": "{option} hører til registreringer: en fil med [spells]",
    "{option} goes with --uncertain": "{option} hører sammen med --uncertain",
    "{option} goes with --precision": "{option} hører sammen med --precision",
    "either --replications or --precision, not both": "enten --replications eller --precision, ikke begge",
    "--size {size}: a power of 2 from 8 on, for example 64 or 128": (
        "--size {size}: en potens af 2 fra 8 og op, for eksempel 64 eller 128"
    ),
    "--figure draws what is best by what a person is worth: say --per-person KR too": (
        "--figure tegner, hvad der er bedst, efter hvad en person er værd: skriv også --per-person KR"
    ),
    "--draws {path}: there is no parameter {name}": "--draws {path}: forudsætningen {name} findes ikke i scenariet",
    "there is one candidate only: say --vary NAME=VALUES, --with, or another file": (
        "der er kun én mulighed: skriv --vary NAVN=VÆRDIER, --with eller en fil til"
    ),
    "--worlds {number}: at least {least} are needed": "--worlds {number}: der skal være mindst {least}",
    "{text}: a figure is meant, for example cost_own; a probability goes with --subject": (
        "{text}: her skal stå et tal, for eksempel cost_own; en sandsynlighed skrives med --subject"
    ),
    "a condition is needed, for example 'P(volume) >= 0.8'": "der mangler et krav, for eksempel 'P(volume) >= 0.8'",
    "{text}: a probability is meant, for example 'P({figure} >= 48) >= 0.8'": (
        "{text}: her skal stå en sandsynlighed, for eksempel 'P({figure} >= 48) >= 0.8'"
    ),
    "--trajectories {number}: at least 2 are needed": "--trajectories {number}: der skal være mindst 2",
    "a comparison needs two scenarios: a second file, or --with NAME=VALUE": (
        "en sammenligning kræver to scenarier: en fil til eller --with NAVN=VÆRDI"
    ),
    "a selection needs two scenarios: a second file, or --with NAME=VALUE": (
        "et valg kræver to scenarier: en fil til eller --with NAVN=VÆRDI"
    ),
    "--baseline {text}: it is none of {known}": "--baseline {text} er ikke et af {known}",
    "--find {name}: the parameter states no range; say --range LOW..HIGH": (
        "--find {name}: parameteren har ingen grænser; skriv --range LAV..HØJ"
    ),
    "either --replications, or --min-replications and --max-replications": (
        "enten --replications eller --min-replications og --max-replications"
    ),
    "{text}: {old} is called {now} now": "{text}: {old} hedder nu {now}",
    "{text}: there is no figure {figure}; did you mean {near}?": (
        "{text}: tallet {figure} findes ikke; mente du {near}?"
    ),
    "{text}: there is nothing to measure in {n} replications, so nothing to choose by": (
        "{text}: der er intet at måle i {n} gennemspilninger, så der er intet at vælge efter"
    ),
    "{text}: expected NAME=VALUES, for example slots=8..20 or vacancies=6,18,36": (
        "{text}: skriv NAVN=VÆRDIER, for eksempel slots=8..20 eller vacancies=6,18,36"
    ),
    "there is no parameter {name}": "parameteren {name} findes ikke",
    "there is no parameter {name}; did you mean {near}?": "parameteren {name} findes ikke; mente du {near}?",
    "{name}=*: the parameter has no list of choices": "{name}=*: parameteren har ingen liste af valg",
    "{name}={values}: the same value stands twice": "{name}={values}: den samme værdi står to gange",
    "{name}: an empty value; numbers are written with a point here, and values parted by commas": (
        "{name}: en tom værdi; her skrives tal med punktum, og værdier skilles med komma"
    ),
    "{name}={item}: say the step, for example {item}:0.1": "{name}={item}: skriv også skridtet, f.eks. {item}:0.1",
    "{name}={item}: the first number is the smaller one": "{name}={item}: det første tal skal være det mindste",
    "{name}={item}: {count} values are more than {most}": "{name}={item}: {count} værdier er flere end {most}",
    "{name}: there is no value to try": "{name}: der er ingen værdi at prøve",
    "nothing is varied": "der er intet, der varieres",
    "{names} is varied twice; write all its values in one list": (
        "{names} varieres to gange; skriv alle værdierne i én liste"
    ),
    "{option} {path}: the name ends in {endings}": ("{option} {path}: navnet skal ende på {endings}"),
    "--{option} {path}: there is no such directory": ("--{option} {path}: mappen findes ikke"),
    "--old and --all go with remove": ("--old og --all hører sammen med remove"),
    "list takes no id; to see one: rengsim results show {id}": (
        "list tager ikke noget id; ét resultat vises med: rengsim results show {id}"
    ),
    "say what to remove: ids, or --old, or --all": ("skriv, hvad der skal slettes: id'er, --old eller --all"),
    'one question in SQL is needed: rengsim results query "select ... from replications"': (
        'der skal stå ét spørgsmål i SQL: rengsim results query "select ... from replications"'
    ),
    "DuckDB cannot answer this: {error}": ("DuckDB kan ikke svare på det: {error}"),
    "which one? `rengsim results` lists the ids": ("hvilket? `rengsim results` viser id'erne"),
    "{id}: no result begins so": ("{id}: intet resultat har et id, der begynder sådan"),
    "{id}: several results begin so": ("{id}: flere resultater har et id, der begynder sådan"),
    "--min-replications {least} is more than --max-replications {most}": (
        "--min-replications {least} er mere end --max-replications {most}"
    ),
    "{text}: there is no target with alternative definitions in it": (
        "{text}: her er intet mål, der kan læses på flere måder"
    ),
    "--max-replications {most}: at least {least} are needed for the first look": (
        "--max-replications {most}: der skal mindst {least} til for at begynde"
    ),
    "a number above 0": ("et tal over 0"),
    "a number between 0.5 and 1": ("et tal mellem 0,5 og 1"),
    "{option} {text}: write {allowed}": ("{option} {text}: skriv {allowed}"),
    "nothing to change is called {names}": ("der er intet at ændre, der hedder {names}"),
    "nothing to change is called {names}; did you mean {near}?": (
        "der er intet at ændre, der hedder {names}; mente du {near}?"
    ),
    "a decision needs two scenarios: a second file, or --with NAME=VALUE": (
        "et valg kræver to scenarier: en fil til eller --with NAVN=VÆRDI"
    ),
    "--worlds {worlds}: at least {least} are needed": ("--worlds {worlds}: der skal mindst {least} til"),
    "--target {name}: the targets are {known}": ("--target {name}: målene er {known}"),
    "--target {name}: the scenario states no target": ("--target {name}: scenariet har intet mål"),
    "--per-person {text}: write a number of kroner above 0": ("--per-person {text}: skriv et beløb i kroner over 0"),
    "--per-person needs --target NAME: who is worth the kroner": (
        "--per-person kræver --target NAVN: hvem der er kronerne værd"
    ),
    "--{option} takes one scenario, not {n}": ("--{option} tager ét scenarie, ikke {n}"),
    "--log goes with --replications, not with --precision": (
        "--log hører sammen med --replications, ikke med --precision"
    ),
    "a half-width is a number above 0": ("en halv bredde er et tal over 0"),
    "the least number of replications ({least}) is 2 to the greatest ({most})": (
        "det mindste antal gennemspilninger ({least}) skal være mindst 2 og højst det største ({most})"
    ),
    "{unseen} is not looked at here ({seen} is); ask for it too": (
        "{unseen} er ikke med her ({seen} er); bed også om det"
    ),
    "no figure here has a half-width; state one, for example mean(time_in_system)=0.5": (
        "intet tal her har fået en halv bredde; skriv en, for eksempel mean(time_in_system)=0.5"
    ),
    "--limit {part}: write for example {example}": ("--limit {part}: skriv for eksempel {example}"),
    "{path} is already there; choose another name or remove it": (
        "{path} findes allerede; vælg et andet navn, eller slet den"
    ),
    "engine 'compiled' cannot be used here ({reason}); there is reference": (
        "motoren 'compiled' kan ikke bruges her ({reason}); der er reference"
    ),
    "--cluster needs one more package: pip install 'rengsim[cluster]'": (
        "--cluster kræver en pakke mere: pip install 'rengsim[cluster]'"
    ),
    "--cluster {text}: expected local, local:4, tls://HOST:PORT, tcp://127.0.0.1:PORT or the file that a scheduler "
    "writes (.json)": (
        "--cluster {text}: der skal stå local, local:4, tls://HOST:PORT, tcp://127.0.0.1:PORT eller den fil, en "
        "scheduler skriver (.json)"
    ),
    "--cluster {text}: the connection would be open: anybody who reaches it can run programs on the workers. Use "
    "tls:// (docs/cluster.md), or add --cluster-unencrypted on a closed network": (
        "--cluster {text}: forbindelsen ville være åben: enhver, der når den, kan køre programmer på maskinerne. Brug "
        "tls:// (docs/cluster.md), eller tilføj --cluster-unencrypted på et lukket net"
    ),
    "--cluster {text}: no address of a scheduler can be read there ({reason})": (
        "--cluster {text}: der kan ikke læses en adresse på en scheduler dér ({reason})"
    ),
    "--cluster {text}: no certificate of the client is configured for Dask (docs/cluster.md)": (
        "--cluster {text}: der er ikke angivet noget certifikat for klienten i Dask (docs/cluster.md)"
    ),
    "--cluster {text}: there is no scheduler that answers ({reason})": (
        "--cluster {text}: der er ingen scheduler, der svarer ({reason})"
    ),
    "--cluster {text}: the scheduler has no worker": "--cluster {text}: scheduleren har ingen maskiner at regne på",
    "--cluster {address}: workers run another program, and figures might differ:\n{workers}": (
        "--cluster {address}: maskinerne kører et andet program, så tallene kunne blive andre:\n{workers}"
    ),
    "--log and --cluster exclude each other: event logs stay where they were made": (
        "--log og --cluster kan ikke bruges sammen: hændelserne bliver, hvor de er regnet"
    ),
    "{file} has no totals under [observed], such as {example}, and is no mapping of records ([spells]); "
    "docs/records.md shows both": (
        "{file} har ingen tal under [observed], som for eksempel {example}, og er ikke en fil om registreringer "
        "([spells]); docs/egne-tal.md viser begge dele"
    ),
    "{file}: [observed] names {name}, which is no figure of the scenario": (
        "{file}: [observed] nævner {name}, som ikke er et tal i scenariet"
    ),
    "{file}: [observed] names {name}, which is no figure of the scenario. Did you mean {nearest}?": (
        "{file}: [observed] nævner {name}, som ikke er et tal i scenariet. Mente du {nearest}?"
    ),
    "{file}: [observed] has {n} totals; a fit can learn from {most} at most. Leave out those that follow from others "
    "(docs/records.md)": (
        "{file}: [observed] har {n} tal; der kan læres af højst {most} på én gang. Udelad dem, der følger af andre "
        "(docs/egne-tal.md)"
    ),
    "{file}: only {n} simulated years have all totals; {least} at least are needed (worlds, --worlds)": (
        "{file}: kun {n} simulerede år har alle tallene; mindst {least} skal til (--worlds)"
    ),
    "the day of the forecast (as_of, --as-of) is {day}; it must lie from {first} (the day before the records "
    "begin) to {last}": (
        "--as-of er {day}; dagen skal ligge fra {first} (dagen før registreringerne begynder) til {last}"
    ),
    "the last day (until, --until) is {until}: after {day} no days are left to forecast": (
        "--until er {until}: efter {day} er der ingen dage tilbage at regne på"
    ),
    "the scenario {file} has no target that can be forecast: one that counts who enters a step in a calendar year, "
    "such as {example}, or a share of those who do (docs/records.md)": (
        "scenariet {file} har intet mål, der kan regnes frem: et, der tæller, hvem der begynder i et trin i et "
        "kalenderår, for eksempel {example}, eller en andel af dem (docs/egne-tal.md)"
    ),
    "none of the {n} sets of parameters (draws, --draws) can be used in the scenario {file}": (
        "--draws: ingen af de {n} sæt forudsætninger kan bruges i scenariet {file}"
    ),
    "the records cover no year from 1 January for two months or more ({first} to {last}): there is nothing to hold "
    "forecasts against": (
        "registreringerne ({first} til {last}) dækker intet år fra 1. januar og mindst to måneder frem: der er "
        "intet at holde prognoser op imod"
    ),
    "engine '{name}' is not installed; there is {known}": ("motoren '{name}' er ikke installeret; der er {known}"),
}
