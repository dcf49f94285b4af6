"""The rest of the year: where everybody is, how targets stand, and what can still come."""

FORECAST: dict[str, tuple[str, str]] = {
    "forecast.today": (
        "Den {day}: {inside}, {waiting}, {gone}.",
        "On {day}: {inside}, {waiting}, {gone}.",
    ),
    "forecast.inside.one": ("én er i gang", "one is under way"),
    "forecast.inside.other": ("{n} er i gang", "{n} are under way"),
    "forecast.waiting.one": ("én venter", "one waits"),
    "forecast.waiting.other": ("{n} venter", "{n} wait"),
    "forecast.gone.one": ("én er færdig", "one has left"),
    "forecast.gone.other": ("{n} er færdige", "{n} have left"),
    "forecast.target": (
        "{title}: {so_far} hidtil i år. {bound} nås i {chance} ud af 100 mulige forløb af resten af året; den {until} "
        "i snit {mean} (8 af 10: {low}–{high}).",
        "{title}: {so_far} so far this year. {bound} is reached in {chance} of 100 possible courses of the rest of the "
        "year; by {until} {mean} on average (8 in 10: {low}–{high}).",
    ),
    "forecast.target.at_most": (
        "{title}: {so_far} hidtil i år. Højst {bound} holder i {chance} ud af 100 mulige forløb af resten af året; den "
        "{until} i snit {mean} (8 af 10: {low}–{high}).",
        "{title}: {so_far} so far this year. At most {bound} holds in {chance} of 100 possible courses of the rest of "
        "the year; by {until} {mean} on average (8 in 10: {low}–{high}).",
    ),
    "forecast.target.plain": (
        "{title}: {so_far} hidtil i år; den {until} i snit {mean} (8 af 10: {low}–{high}).",
        "{title}: {so_far} so far this year; by {until} {mean} on average (8 in 10: {low}–{high}).",
    ),
    "forecast.effect": (
        "Med {changes} fra i morgen: målet nås i {chance} ud af 100; i snit {difference} flere (±{error}).",
        "With {changes} from tomorrow: the target is met in {chance} of 100; {difference} more on average (±{error}).",
    ),
    "forecast.table": ("{title}, lagt sammen siden 1. januar", "{title}, added up since 1 January"),
    "forecast.column.until": ("til og med", "up to"),
    "forecast.column.middle": ("midt", "middle"),
    "forecast.column.spread": ("8 af 10", "8 in 10"),
    "forecast.guessed.one": (
        "Én borger er mellem to registrerede ophold og kan være flere steder: der regnes med det mest sandsynlige.",
        "One person is between two recorded stays and can be in several places: the likeliest is taken.",
    ),
    "forecast.guessed.other": (
        "{n} borgere er mellem to registrerede ophold og kan være flere steder: der regnes med det mest sandsynlige.",
        "{n} people are between two recorded stays and can be in several places: the likeliest is taken.",
    ),
    "forecast.unclear.one": (
        "Én borger er ingen af de steder, forløbet kender, og er ikke regnet med.",
        "One person is in none of the places that the pathway knows, and is not counted in.",
    ),
    "forecast.unclear.other": (
        "{n} borgere er ingen af de steder, forløbet kender, og er ikke regnet med.",
        "{n} people are in none of the places that the pathway knows, and are not counted in.",
    ),
    "forecast.impossible.one": (
        "Ét sæt forudsætninger kan ikke forenes og er udeladt.",
        "One set of parameters cannot stand together and is left out.",
    ),
    "forecast.impossible.other": (
        "{n} sæt forudsætninger kan ikke forenes og er udeladt.",
        "{n} sets of parameters cannot stand together and are left out.",
    ),
    "forecast.chance_only": (
        "{n} gennemspilninger. Kun held varierer: forudsætningerne er som i filen. Brug --draws fra rengsim fit for at "
        "regne med, at de ikke kendes helt.",
        "{n} replications. Only chance varies: the parameters are those of the file. With --draws from rengsim fit it "
        "counts that they are not quite known.",
    ),
    "forecast.both": (
        "{n} gennemspilninger i {worlds} sæt forudsætninger, som registreringerne tillader: held og uvished tilsammen.",
        "{n} replications in {worlds} sets of parameters that the records allow: chance and ignorance together.",
    ),
    "forecast.figure.most": ("8 af 10 mulige forløb", "8 in 10 possible courses"),
    "forecast.figure.middle": ("det midterste", "the middle one"),
    "forecast.figure.target": ("målet", "the target"),
    "forecast.room.none": (
        "{gate}: ingen flere til og med den {until}, så det bliver ved {most}.",
        "{gate}: none is left up to {until}, so it stays at {most}.",
    ),
    "forecast.room.one": (
        "{gate}: én gang mere til og med den {until}, med {seats} pladser, så flere end {most} kan det ikke blive.",
        "{gate}: one more up to {until}, with {seats} places, so there cannot be more than {most}.",
    ),
    "forecast.room.other": (
        "{gate}: {n} gange mere til og med den {until}, med {seats} pladser i alt, så flere end {most} kan det ikke "
        "blive.",
        "{gate}: {n} more up to {until}, with {seats} places in all, so there cannot be more than {most}.",
    ),
    "forecast.share.so_far": (
        "{title}: af de {come}, der tæller med hidtil i år, har {attained} nået det, og {lost} er gået uden.",
        "{title}: of the {come} who count so far this year, {attained} have attained it and {lost} have left without.",
    ),
    "forecast.share.nobody": (
        "{title}: ingen tæller med hidtil i år.",
        "{title}: nobody counts so far this year.",
    ),
    "forecast.share.at_least": (
        "Mindst {bound} nås i {chance} ud af 100 mulige forløb; af alle, der tæller med i år, når i snit {mean} det "
        "(8 af 10: {spread}), når de er fulgt til den {followed}.",
        "At least {bound} is reached in {chance} of 100 possible courses; of all who count this year {mean} attain it "
        "on average (8 in 10: {spread}) once they have been followed to {followed}.",
    ),
    "forecast.share.at_most": (
        "Højst {bound} holder i {chance} ud af 100 mulige forløb; af alle, der tæller med i år, når i snit {mean} det "
        "(8 af 10: {spread}), når de er fulgt til den {followed}.",
        "At most {bound} holds in {chance} of 100 possible courses; of all who count this year {mean} attain it on "
        "average (8 in 10: {spread}) once they have been followed to {followed}.",
    ),
    "forecast.share.plain": (
        "Af alle, der tæller med i år, når i snit {mean} det (8 af 10: {spread}), når de er fulgt til den {followed}.",
        "Of all who count this year {mean} attain it on average (8 in 10: {spread}) once they have been followed to "
        "{followed}.",
    ),
    "forecast.share.too_late": (
        "Målet kan ikke længere nås: selv om alle, der er tilbage, nåede det, bliver det højst {best}.",
        "The target can no longer be met: even if all who are left attained it, it would be {best} at most.",
    ),
    "forecast.share.best": (
        "Det bedste af {n} forløb gav {best}.",
        "The best of {n} courses gave {best}.",
    ),
    "forecast.share.unseen": (
        "{title} regnes ikke frem: registreringer af ophold viser ikke alt, hvad der tæller.",
        "{title} is not forecast: records of spells do not show all that counts.",
    ),
    "forecast.share.no_word": (
        "{title} regnes ikke frem: intet ord i [spells.steps] betyder {steps}. Registreres det, men har ingen haft det "
        "endnu, så skriv det ord, der ville stå.",
        "{title} is not forecast: no word in [spells.steps] means {steps}. If it is recorded, but nobody has had it "
        "yet, write the word that would stand there.",
    ),
    "forecast.share.effect": (
        "Med {changes} fra i morgen: målet nås i {chance} ud af 100; i snit {difference} point (±{error}).",
        "With {changes} from tomorrow: the target is met in {chance} of 100; {difference} points on average "
        "(±{error}).",
    ),
}
