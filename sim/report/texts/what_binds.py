"""What the bottleneck is, and why."""

WHAT_BINDS: dict[str, tuple[str, str]] = {
    "binds.is": (
        "Flaskehalsen for {title} er {name}, fordi {why}.",
        "The bottleneck of {title} is {name}, because {why}.",
    ),
    "binds.not_enough": (
        "Hvor mange målet kræver, er et andet tal.",
        "How many the target takes is another number.",
    ),
    "binds.next": ("Dernæst: {loads}.", "Next: {loads}."),
    "binds.search": (
        "Søgningen holder pause, når {ready} er klar: får {gate} flere pladser, skal den grænse flyttes med, ellers "
        "kan pladserne ikke fyldes.",
        "The search pauses while {ready} are ready: if {gate} gets more seats, move that limit with them, or they "
        "cannot be filled.",
    ),
    "binds.search.named": (
        "Får {gate} flere pladser, skal »{title}« ({ready}) flyttes med, ellers kan de ikke fyldes.",
        "If {gate} gets more seats, move '{title}' ({ready}) with them, or they cannot be filled.",
    ),
    "binds.people": (
        "Flaskehalsen for {title} er, hvor mange der kommer: i gennemsnit når {people} om året frem, og der er plads "
        "til flere.",
        "The bottleneck of {title} is how many come: {people} a year get there on average, and there is room for more.",
    ),
    "binds.nothing": (
        "{title} har ingen flaskehals: i gennemsnit er der nok af det, der skal bruges fra starten og frem. Det "
        "afgøres af, hvor mange der falder fra, og hvor mange der kommer videre fra trin til trin.",
        "{title} has no bottleneck: on average there is enough of what is needed from the start on. What decides is "
        "how many drop out, and how many move on from step to step.",
    ),
    "binds.loads": (
        "Her er der for lidt, regnet i gennemsnit: {loads}.",
        "Here is too little, on average: {loads}.",
    ),
    "binds.besides": (
        "Der er også for lidt her, regnet i gennemsnit: {loads}.",
        "There is too little here as well, on average: {loads}.",
    ),
    "binds.because.people_a_year": (
        "{offered} personer om året kan nå frem, og der i gennemsnit er plads til {capacity}",
        "{offered} people a year can get there, and there is room for {capacity} on average",
    ),
    "binds.because.units": (
        "der i gennemsnit er brug for {offered} ad gangen, og der er {capacity}",
        "{offered} are needed at a time on average, and there are {capacity}",
    ),
    "binds.because.tokens_a_year": (
        "{offered} om året i gennemsnit spørger efter en, og der kommer {capacity}",
        "{offered} a year ask for one on average, and {capacity} come",
    ),
    "binds.because.hours_a_week": (
        "der i gennemsnit er brug for {offered} timer om ugen, og der er {capacity}",
        "{offered} hours a week are needed on average, and there are {capacity}",
    ),
    "binds.because.people_carried": (
        "{offered} personer om året når frem, og der i gennemsnit er til {capacity}",
        "{offered} people a year get there, and there is enough for {capacity} on average",
    ),
    "binds.load.people_a_year": (
        "{name} ({offered} personer om året kan nå frem, der er plads til {capacity})",
        "{name} ({offered} people a year can get there, there is room for {capacity})",
    ),
    "binds.load.units": (
        "{name} (brug for {offered} ad gangen, der er {capacity})",
        "{name} ({offered} needed at a time, there are {capacity})",
    ),
    "binds.load.tokens_a_year": (
        "{name} (brug for {offered} om året, der kommer {capacity})",
        "{name} ({offered} needed a year, {capacity} come)",
    ),
    "binds.load.hours_a_week": (
        "{name} (brug for {offered} timer om ugen, der er {capacity})",
        "{name} ({offered} hours a week needed, there are {capacity})",
    ),
}
