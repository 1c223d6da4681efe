"""The intake of a candidate. One line a question; everything else follows from it."""

from dialogs.conditions import Answer, any_of
from dialogs.dialogue import Dialogue, Note, Question
from dialogs.kinds import (
    Consent,
    FreeText,
    HomeTown,
    Language,
    OneOf,
    Review,
    SeveralOf,
    TimeSlot,
    WholeNumber,
    WorkProcesses,
    YesNo,
)
from dialogs.kinds.kind import Option
from dialogs.text import _

ADULT = 18
STARTKWALIFICATIE = ("havo", "mbo", "higher")
"""Finished schools that give a startkwalificatie: havo, vwo or mbo 2 and higher."""

TERMS = (
    _("Hoi! Ik ben Praktijkgids. Ik ben een chatbot, geen mens."),
    _(
        "Samen zoeken we werk dat bij je past. Je kunt het leren op een werkplek. "
        "Wat je leert, staat op een praktijkverklaring. Dat is een bewijs van wat je kunt."
    ),
    _("Ik stel ongeveer 15 vragen. Dat duurt 10 minuten. Daarna kies je een dag om te praten met een school."),
    _("Meedoen is vrijwillig. Je mag altijd stoppen. Ik kan geen baan beloven. Wel een goed gesprek."),
    _(
        "Je antwoorden zijn alleen voor jouw gesprek. "
        "De school, je begeleider en de coördinator in jouw regio lezen ze. Verder niemand."
    ),
    _("Alles wissen kan altijd. Typ dan: wis alles"),
)

WORK_NOW = (
    Option("paid", _("Ja, betaald werk"), also=_("ja, werk, baan, ik heb werk")),
    Option("volunteer", _("Ja, vrijwilligerswerk"), also=_("vrijwilliger, vrijwillig")),
    Option(
        "sheltered", _("Ja, bij een sociaal werkbedrijf"), also=_("sociale werkplaats, sw, werkplaats, beschut werk")
    ),
    Option("none", _("Nee"), also=_("geen werk, geen baan, werkloos, ik werk niet, nee ik zoek werk, niet")),
)

SCHOOLS = (
    Option("none", _("Geen school"), also=_("geen, niks, nooit op school, niet afgemaakt")),
    Option("primary", _("Basisschool"), also=_("basis, lagere school")),
    Option("special", _("Praktijkonderwijs of speciaal onderwijs"), also=_("pro, vso, praktijkschool, vmbo niet")),
    Option("vmbo", _("Vmbo of mavo"), also=_("vmbo, mavo, lts, huishoudschool, lbo, mulo, vbo, leao")),
    Option("havo", _("Havo of vwo"), also=_("havo, vwo, atheneum, gymnasium, hbs, mms")),
    Option("entree", _("Mbo entree of mbo 1"), also=_("entree, mbo 1, mbo1, niveau 1")),
    Option(
        "mbo",
        _("Mbo 2, 3 of 4"),
        also=_("mbo, mbo 2, mbo 3, mbo 4, mbo2, mbo3, mbo4, mts, meao, niveau 2, niveau 3, niveau 4"),
    ),
    Option("higher", _("Hbo of universiteit"), also=_("hbo, universiteit, uni, hts, heao, wo")),
    Option("abroad", _("School in een ander land"), also=_("buitenland, ander land, in mijn land, niet in nederland")),
)

DONE_BEFORE = (
    Option("often", _("Ja, vaak"), also=_("ja, vaak, jaren, veel")),
    Option("little", _("Een beetje"), also=_("beetje, ja een beetje, soms, een keer, stage, thuis")),
    Option("never", _("Nee, nog nooit"), also=_("nee, nooit, nog niet")),
)

HOURS = (
    Option("under20", _("Minder dan 20 uur"), also=_("weinig, halve dagen, 4, 6, 8, 10, 12, 14, 15, 16, 18, 19")),
    Option("20to27", _("20 tot 27 uur"), also=_("20, 21, 22, 23, 24, 25, 26, 27, 3 dagen, drie dagen")),
    Option("28to35", _("28 tot 35 uur"), also=_("28, 29, 30, 31, 32, 33, 34, 35, 4 dagen, vier dagen")),
    Option(
        "36plus", _("36 uur of meer"), also=_("36, 37, 38, 39, 40, 5 dagen, vijf dagen, fulltime, hele week, voltijd")
    ),
    Option("unsure", _("Weet ik nog niet"), also=_("weet niet, weet ik niet, geen idee")),
)

LEARNING = (
    Option("doing", _("Door het zelf te doen"), also=_("doen, zelf doen, proberen, praktijk")),
    Option("watching", _("Als iemand het voordoet"), also=_("voordoen, kijken, zien, afkijken")),
    Option("pictures", _("Met plaatjes en filmpjes"), also=_("plaatjes, filmpjes, video, youtube")),
    Option("lessons", _("Met lessen en een boek"), also=_("lessen, les, boek, lezen, klas")),
)

SCHOOL_WISH = (
    Option("yes", _("Ja"), also=_("ja hoor, graag, ja graag, leuk, zeker")),
    Option("maybe", _("Misschien"), also=_("weet niet, weet ik niet, twijfel, ligt eraan")),
    Option("no", _("Nee, liever alleen op het werk"), also=_("nee, liever niet, geen school, alleen werk")),
)

OBSTACLES = (
    Option("language", _("De Nederlandse taal"), also=_("nederlands, taal, praten")),
    Option("reading", _("Lezen en schrijven"), also=_("lezen, schrijven, lezen schrijven")),
    Option("sums", _("Rekenen"), also=_("sommen, getallen")),
    Option("travel", _("Reizen naar het werk"), also=_("reizen, vervoer, bus, ver weg, geen auto, geen fiets")),
    Option("childcare", _("De zorg voor kinderen"), also=_("kinderen, oppas, opvang, kind")),
    Option("hours", _("De werktijden"), also=_("tijden, uren, vroeg, avond, nacht, werktijd")),
    Option("other", _("Iets anders"), also=_("anders, wat anders")),
)
NO_OBSTACLE = Option("none", _("Nee, niets"), also=_("niets, niks, nee, geen, niets moeilijk"))

MOTIVATION = (
    Option("very", _("Heel graag"), also=_("heel graag, super graag, heel erg, veel")),
    Option("yes", _("Graag"), also=_("ja, graag, wel, best graag")),
    Option("doubt", _("Ik twijfel nog"), also=_("twijfel, misschien, weet niet, weet ik niet, een beetje")),
    Option("no", _("Eigenlijk niet"), also=_("nee, niet, niet echt, liever niet, geen zin")),
    Option("pushed", _("Het moet van iemand"), also=_("moet, ik moet, het moet, verplicht, moet van gemeente")),
)

HELPERS = (
    Option("gemeente", _("Iemand van de gemeente"), also=_("gemeente, klantmanager, consulent")),
    Option("uwv", _("Iemand van het UWV"), also=_("uwv")),
    Option("coach", _("Een jobcoach of begeleider"), also=_("jobcoach, begeleider, coach, werkbedrijf")),
    Option("school", _("Iemand van school"), also=_("school, leraar, docent, juf, mentor")),
    Option(
        "family", _("Familie of vrienden"), also=_("familie, vrienden, man, vrouw, vriend, vriendin, moeder, vader")
    ),
)
NO_HELPER = Option("nobody", _("Niemand"), also=_("niemand, geen, nee, alleen ik, ikzelf"))

INTAKE = Dialogue(
    "intake",
    Question(
        "language",
        _("Welke taal spreek je het liefst?"),
        Language(),
        label=_("Taal"),
        why=_("Dan praten we in de taal die jij goed kent."),
    ),
    Question(
        "consent",
        _("Mag ik je antwoorden bewaren?"),
        Consent(TERMS),
        label=_("Bewaren"),
        why=_("Zonder jouw ja bewaren we niets. We gebruiken je antwoorden alleen voor jouw gesprek."),
        in_overview=False,
    ),
    Question(
        "name",
        _("Hoe mogen we je noemen?"),
        FreeText(40, example=_("Halima")),
        label=_("Naam"),
        hint=_("Je voornaam is genoeg."),
        why=_("Dan weten we hoe we je kunnen aanspreken."),
    ),
    Question(
        "age",
        _("Hoe oud ben je?"),
        WholeNumber(12, 99, example=34, groups=(ADULT, 27, 50)),
        label=_("Leeftijd"),
        why=_("Ben je nog geen 18? Dan zijn er ook andere wegen. Die willen we niet vergeten."),
        notes=(
            Note(
                Answer("age").below(ADULT),
                _("Fijn dat je er bent. Je bent nog geen 18. Daarom kijken we ook met je school wat mogelijk is."),
            ),
        ),
    ),
    Question(
        "place",
        _("In welke plaats woon je?"),
        HomeTown(),
        label=_("Woonplaats"),
        hint=_("Typ je stad of dorp. Je straat hoef je niet te noemen."),
        why=_("Dan zoeken we een school en werk bij jou in de buurt."),
    ),
    Question(
        "work_now",
        _("Heb je nu werk?"),
        OneOf(WORK_NOW),
        label=_("Werk nu"),
        why=_("Soms kun je leren bij het werk dat je al hebt."),
        optional=True,
    ),
    Question(
        "school",
        _("Welke school heb je afgemaakt?"),
        OneOf(SCHOOLS),
        label=_("School"),
        hint=_("Kies de laatste school die je hebt afgemaakt."),
        why=_("Geen school afgemaakt? Dat is geen probleem. We willen het alleen weten voor je gesprek."),
        optional=True,
    ),
    Question(
        "foreign",
        _("Heb je daar een diploma gehaald?"),
        YesNo(),
        when=Answer("school").among("abroad"),
        label=_("Diploma uit een ander land"),
        why=_("Soms telt een diploma uit een ander land ook hier. De school kan dat uitzoeken."),
        optional=True,
    ),
    Question(
        "diploma",
        _("Welk diploma is dat? En van welk jaar?"),
        FreeText(100, example=_("kapper, 2009")),
        when=any_of(Answer("school").among(*STARTKWALIFICATIE), Answer("foreign").among("yes")),
        label=_("Diploma"),
        why=_("Dan weet de school wat je al geleerd hebt."),
        optional=True,
    ),
    Question(
        "usable",
        _("Kun je met dat diploma nu werk vinden?"),
        YesNo(unsure=True),
        when=any_of(Answer("school").among(*STARTKWALIFICATIE), Answer("foreign").among("yes")),
        label=_("Nog nuttig"),
        why=_("Een oud diploma past soms niet meer. Dan kijken we wat wel past."),
        optional=True,
        notes=(
            Note(
                Answer("school").among(*STARTKWALIFICATIE),
                _("Mooi dat je een diploma hebt. In het gesprek kijken we wat daar het beste bij past."),
            ),
        ),
    ),
    Question(
        "enrolled",
        _("Zit je nu op een mbo-school?"),
        YesNo(unsure=True),
        label=_("Nu op het mbo"),
        hint=_("Bijvoorbeeld een ROC of een vakschool."),
        why=_("Zit je al op het mbo? Dan overlegt de school eerst met jouw school."),
        optional=True,
        notes=(
            Note(
                Answer("enrolled").among("yes"),
                _("Goed om te weten. De school bespreekt met je wat het beste is: daar blijven of iets anders."),
            ),
        ),
    ),
    Question(
        "work",
        _("Wat vind je leuk om te doen?"),
        WorkProcesses(at_most=9),
        label=_("Leuk werk"),
        hint=_("Typ het in je eigen woorden. Bijvoorbeeld: planten, koken of mensen helpen."),
        why=_("Werk dat je leuk vindt, leer je sneller."),
    ),
    Question(
        "before",
        _("Heb je dit werk al eens gedaan?"),
        OneOf(DONE_BEFORE),
        label=_("Al eens gedaan"),
        why=_("Wat je al kunt, hoef je niet nog een keer te leren."),
        optional=True,
    ),
    Question(
        "hours",
        _("Hoeveel uur per week wil je werken en leren?"),
        OneOf(HOURS),
        label=_("Uren per week"),
        why=_("De meeste mensen doen 20 tot 36 uur per week. Wat past bij jou?"),
        optional=True,
    ),
    Question(
        "learning",
        _("Hoe leer je het liefst?"),
        OneOf(LEARNING),
        label=_("Zo leer ik graag"),
        why=_("Iedereen leert anders. Dan kan je begeleider het goed uitleggen."),
        optional=True,
    ),
    Question(
        "school_wish",
        _("Wil je ook naar school, bijvoorbeeld één dag per week?"),
        OneOf(SCHOOL_WISH),
        label=_("Ook naar school"),
        why=_("Met school erbij kun je soms een diploma halen. Het hoeft niet."),
        optional=True,
    ),
    Question(
        "obstacles",
        _("Wat kan lastig zijn als je gaat werken en leren?"),
        SeveralOf(OBSTACLES, nothing=NO_OBSTACLE),
        label=_("Lastig"),
        hint=_("Je mag meer knoppen kiezen."),
        why=_("Dan kunnen we samen een oplossing zoeken."),
        optional=True,
    ),
    Question(
        "motivation",
        _("Hoe graag wil je dit?"),
        OneOf(MOTIVATION),
        label=_("Hoe graag"),
        why=_("Er is geen fout antwoord. Twijfel je? Dan praten we daarover."),
        optional=True,
        notes=(
            Note(
                Answer("motivation").among("doubt", "no", "pushed"),
                _("Dank je dat je dat eerlijk zegt. Meedoen is altijd vrijwillig. We praten er rustig over."),
            ),
        ),
    ),
    Question(
        "helpers",
        _("Wie helpt je nu bij werk zoeken?"),
        SeveralOf(HELPERS, nothing=NO_HELPER),
        label=_("Hulp van"),
        hint=_("Je mag meer knoppen kiezen."),
        why=_("Die persoon mag mee naar het gesprek, als jij dat wilt."),
        optional=True,
    ),
    Question(
        "moment",
        _("Wanneer wil je praten met de school?"),
        TimeSlot(),
        label=_("Gesprek"),
        why=_("In het gesprek kijken jij, je begeleider en de school wat het beste past. Het is een advies."),
    ),
    Question(
        "review",
        _("Klopt alles?"),
        Review(),
        label=_("Klopt alles"),
        why=_("Zo weet je precies wat de school van je leest."),
        in_overview=False,
    ),
    done=(
        _("🎉 Klaar, {name}. Dank je wel!"),
        _("Je gesprek met de school: {moment}."),
        _("Je krijgt dan advies. Jij kiest zelf wat je doet. Neem gerust iemand mee."),
        _("Kun je toch niet? Kies dan Mijn antwoorden en verander het gesprek."),
        _("Dit lezen de mensen bij jouw gesprek:"),
    ),
)
