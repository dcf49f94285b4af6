"""When files or the machine fail."""

from __future__ import annotations

TROUBLE: dict[str, tuple[str, str]] = {
    "kernel.compiling": (
        "{what} oversættes til maskinkode (omkring {seconds} s, kun første gang)",
        "compiling {what} (about {seconds} s, once)",
    ),
    "kernel.engine": ("den hurtige motor", "the fast engine"),
    "kernel.digest": ("optællingen af hændelser", "the counting of logs"),
    "option.meant": ("; mente du {option}?", "; did you mean {option}?"),
    "trouble.unusable": ("{path} kan ikke bruges: {reason}.", "{path} cannot be used: {reason}."),
    "trouble.file": (
        "{path} kunne ikke skrives eller læses: {reason}. Det, der var regnet færdigt, er gemt, hvor der var plads.",
        "{path} could not be written or read: {reason}. What was finished is kept where there was room.",
    ),
    "trouble.point": ("{settings} kan ikke lade sig gøre:\n{problems}", "{settings} is not allowed:\n{problems}"),
    "trouble.output": (
        "Svaret kunne ikke skrives ud: {reason}. Det, der er regnet, er gemt; samme kommando læser det blot.",
        "The answer could not be printed: {reason}. What was computed is kept; the same command will only read it.",
    ),
    "trouble.closed": (
        "Standard output er lukket, så svaret kunne ikke skrives ud. Det, der er regnet, er gemt.",
        "Standard output is closed, so the answer could not be printed. What was computed is kept.",
    ),
    "trouble.limit": (
        "{file}: {driver} giver omkring {expected} {what} i hver gennemspilning; højst {limit} er tilladt. Der er ikke"
        " regnet noget. Er det meningen, så hæv grænsen med --limit {name}=...",
        "{file}: {driver} leads to about {expected} {what} in each run; at most {limit} are allowed. Nothing was "
        "simulated. If it is meant so, raise the limit with --limit {name}=...",
    ),
    "trouble.limit.people": ("borgere", "people"),
    "trouble.limit.tokens": ("tilbudte muligheder", "tokens"),
    "trouble.limit.sessions": ("holdstarter", "sessions"),
    "trouble.limit.rows": ("hændelser", "events"),
    "trouble.limit.memory": ("GB hukommelse", "GB of memory"),
    "trouble.replications": (
        "{n} gennemspilninger er flere end de {limit}, der er tilladt. Er det meningen, så hæv grænsen med --limit "
        "replications=...",
        "{n} replications are more than the {limit} that are allowed. If it is meant so, raise the limit with --limit "
        "replications=...",
    ),
    "trouble.bounds": (
        "{file}: {driver} er {found}; programmet kan højst regne med {most}. Der er ikke regnet noget.",
        "{file}: {driver} is {found}; the program can count with {most} at most. Nothing was simulated.",
    ),
    "trouble.memory": (
        "Maskinen har ikke hukommelse nok. Det, der var regnet færdigt, er gemt.",
        "The machine has not enough memory. What was finished is kept.",
    ),
    "trouble.worker": (
        "En af processerne blev afbrudt udefra, ofte fordi hukommelsen slap op. Det, der var regnet færdigt, er gemt; "
        "færre processer: --workers 1.",
        "One of the processes was stopped from outside, often because memory ran out. What was finished is kept; "
        "fewer processes: --workers 1.",
    ),
    "cluster.lost.scheduler": (
        "Forbindelsen til {address} er tabt: scheduleren svarer ikke mere. Det, der var regnet færdigt, er gemt; samme "
        "kommando fortsætter derfra.",
        "The connection to {address} is lost: the scheduler does not answer any more. What was finished is kept; the "
        "same command goes on from there.",
    ),
    "cluster.lost.workers": (
        "{address}: der er ingen maskiner tilbage at regne på. Det, der var regnet færdigt, er gemt; samme kommando "
        "fortsætter derfra.",
        "{address}: there is no worker left. What was finished is kept; the same command goes on from there.",
    ),
    "cluster.units": (
        "Gentagne gange døde de maskiner, der regnede på dette, ofte fordi hukommelsen slap op:\n{names}\nAlt andet er "
        "regnet færdigt og gemt.",
        "Again and again the workers that computed this died, often because memory ran out:\n{names}\nEverything else "
        "is finished and kept.",
    ),
    "cluster.units.all": (
        "Gentagne gange døde de maskiner, der regnede på dette, ofte fordi hukommelsen slap op:\n{names}\nUden det er "
        "der intet svar.",
        "Again and again the workers that computed this died, often because memory ran out:\n{names}\nWithout it there "
        "is no answer.",
    ),
    "trouble.changed": (
        "Programmet blev ændret, mens det kørte; derfor er der ikke gemt mere. Kør kommandoen igen.",
        "The program was changed while it ran, so nothing more was kept. Run the command again.",
    ),
    "trouble.not_compiled": (
        "Den hurtige motor kan ikke bruges her ({reason}), så der regnes med den anden: samme tal, men langsommere.",
        "The fast engine cannot be used here ({reason}), so the other one is: the same figures, but slower.",
    ),
    "trouble.reason.ENOENT": ("findes ikke", "it does not exist"),
    "trouble.reason.ENOTDIR": ("en del af stien er ikke en mappe", "a part of the path is not a folder"),
    "trouble.reason.EISDIR": ("det er en mappe", "it is a folder"),
    "trouble.reason.EEXIST": ("der ligger noget andet", "something else is there"),
    "trouble.reason.ENOTEMPTY": ("mappen er ikke tom", "the folder is not empty"),
    "trouble.reason.EACCES": ("adgang nægtet", "permission denied"),
    "trouble.reason.EPERM": ("adgang nægtet", "permission denied"),
    "trouble.reason.EROFS": ("der kan kun læses, ikke skrives", "it can only be read, not written"),
    "trouble.reason.ENAMETOOLONG": ("navnet er for langt", "the name is too long"),
    "trouble.reason.ELOOP": ("links peger på hinanden i ring", "links point to each other in a circle"),
    "trouble.reason.EINVAL": ("navnet er ikke tilladt", "the name is not allowed"),
    "trouble.reason.ENOSPC": ("disken er fuld", "the disk is full"),
    "trouble.reason.EDQUOT": ("pladsen, du må bruge, er brugt", "your share of the disk is used up"),
    "trouble.reason.EFBIG": ("filen bliver større end tilladt", "the file grows larger than allowed"),
    "trouble.reason.EIO": ("disken eller netværket svigter", "the disk or the network fails"),
    "trouble.reason.EMFILE": ("for mange åbne filer", "too many open files"),
    "trouble.reason.ENFILE": ("for mange åbne filer", "too many open files"),
    "trouble.reason.EAGAIN": ("der kan ikke startes flere processer", "no more processes can be started"),
    "trouble.reason.ENOMEM": ("der er ikke hukommelse nok", "there is not enough memory"),
    "trouble.reason.EBADF": ("den er lukket", "it is closed"),
}
