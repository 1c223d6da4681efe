"""The field's words, a card each: somebody who types one sees that one and nothing else."""

from dialogs.handbook.card import Card
from dialogs.text import _

TERMS = (
    Card(
        "pv",
        _("Praktijkverklaring"),
        (
            _("Bewijs van de werkprocessen die iemand op de werkplek heeft geleerd."),
            _("• Sinds augustus 2021 onderdeel van de mbo-verklaring."),
            _("• Geen diploma en geen certificaat: die gaan voor als ze haalbaar zijn."),
            _("• Meestal bij 1 crebo, soms bij 2 of 3."),
        ),
        ("KBA21",),
        also=_(
            "wat is een praktijkverklaring, PV, wat staat erop, bewijs, praktijkverklaring betekenis, waarde van de "
            "praktijkverklaring, hoe ziet een praktijkverklaring eruit, verklaring, wat is de praktijkverklaring "
            "waard, onderdeel van de mbo-verklaring"
        ),
    ),
    Card(
        "mboverkl",
        _("Mbo-verklaring"),
        (_("Verklaring van het mbo. De praktijkverklaring is er sinds augustus 2021 een onderdeel van."),),
        also=_("mboverklaring, verklaring van het mbo, mbo verklaring, verklaring, wat is een mbo-verklaring"),
    ),
    Card(
        "certif",
        _("Certificaat"),
        (
            _("Het mbo-certificaat: de tweede van drie routes, tussen diploma en praktijkverklaring."),
            _("• Haalbaar? Dan gaat het vóór de praktijkverklaring."),
        ),
        also=_("mbo-certificaat, certificaten, deelcertificaat, wat is een certificaat"),
    ),
    Card(
        "leerbaar",
        _("Leerbaarheid"),
        (
            _("Kan iemand dit leren en afmaken? Het gaat om het vermogen om te leren."),
            _("• Jouw kijk, met voorbeelden. De kandidaat ziet nooit een score."),
            _("• Iets anders dan schoolbaarheid: dat gaat over passen in een school."),
        ),
        also=_(
            "leerbaar, leervermogen, kan iemand leren, leerbaarheid betekenis, cognitief, cognitief vermogen, niet "
            "leerbaar, wanneer is iemand leerbaar, hoe bepaal ik leerbaarheid"
        ),
    ),
    Card(
        "schoolbaar",
        _("Schoolbaarheid"),
        (
            _("Heeft iemand het gedrag en de motivatie die nodig zijn binnen een school?"),
            _("• Jouw kijk, met voorbeelden. De kandidaat ziet nooit een score."),
            _("• Iets anders dan leerbaarheid: dat gaat over kunnen leren en afmaken."),
        ),
        also=_(
            "schoolbaar, schools, past iemand in een school, schoolbaarheid betekenis, niet schoolbaar, gedrag, "
            "houding, hoe bepaal ik schoolbaarheid"
        ),
    ),
    Card(
        "derde",
        _("Derde leerweg"),
        (
            _("De leerweg van het mbo waarin praktijkleren loopt. De school schrijft de kandidaat erin in."),
            _("• Een school heeft er per crebo een erkenning voor nodig. Daarom biedt niet elke school alles."),
        ),
        ("KBA21 §5.1",),
        also=_(
            "3e leerweg, derdeleerweg, leerweg, erkenning van de school, ovo, derde leerweg betekenis, derde weg, "
            "erkenning derde leerweg, overig onderwijs, geen erkenning"
        ),
    ),
    Card(
        "startkwal",
        _("Startkwalificatie"),
        (
            _("Een diploma havo, vwo of mbo niveau 2 of hoger."),
            _("• Was een grens voor praktijkleren. Die is versoepeld."),
            _("• Heeft iemand er een? Vraag: welke, hoe oud, nog bruikbaar?"),
        ),
        also=_(
            "start kwalificatie, havo of vwo of mbo 2, startkwalificatie uitzondering, startkwalificatie betekenis, "
            "wat is een startkwalificatie, heeft iemand een startkwalificatie"
        ),
    ),
    Card(
        "werkfit",
        _("Werkfit"),
        (
            _("Klaar om te werken, in vier lagen:"),
            _("1. Fit genoeg."),
            _("2. Basis: op tijd komen, afspraken nakomen."),
            _("3. Specifiek: taal, rekenen, veiligheid, klanten."),
            _("4. Praktische vaardigheden."),
            _("Welke laag moet eerst, en welke kan tegelijk met praktijkleren?"),
        ),
        ("AEF",),
        also=_(
            "werk fit, vier lagen, werknemersvaardigheden, klaar om te werken, arbeidsfit, werkfit betekenis, "
            "werkfit maken, niet werkfit, lagen, basisvaardigheden, op tijd komen"
        ),
    ),
    Card(
        "ook",
        _("OOK"),
        (_("Onderwijsovereenkomst. De school maakt die na het adviesgesprek, als zij iemand inschrijft."),),
        also=_(
            "onderwijsovereenkomst, wat is OOK, wat is een OOK, wat betekent OOK, OOK tekenen, onderwijscontract, "
            "overeenkomst met de school"
        ),
    ),
    Card(
        "pok",
        _("POK"),
        (_("Praktijkovereenkomst, over het leren bij het leerbedrijf. De school maakt die na het adviesgesprek."),),
        also=_(
            "praktijkovereenkomst, wat is POK, wat is een POK, POK tekenen, stageovereenkomst, overeenkomst met het "
            "bedrijf, overeenkomst met de werkgever"
        ),
    ),
    Card(
        "crebo",
        _("Crebo"),
        (
            _("Het nummer van een mbo-kwalificatie. Die heeft een niveau: Entree, 2, 3 of 4."),
            _("• Een school heeft per crebo een erkenning nodig voor de derde leerweg."),
            _("• De bot zoekt het crebo bij wat een kandidaat graag doet."),
        ),
        ("KBA21 §5.1",),
        also=_(
            "crebonummer, crebo nummer, kwalificatie, nummer van de opleiding, wat is een crebo, creboregister, "
            "crebocode, welk crebo, crebo opzoeken"
        ),
    ),
    Card(
        "werkproces",
        _("Werkproces"),
        (
            _("Een stuk werk uit een mbo-kwalificatie: dit leert iemand bij praktijkleren."),
            _("• Code: P5-K1-W2 is werkproces 2 van kerntaak P5-K1."),
            _("• Met een P hoort het bij een profiel, met een B bij de basis."),
        ),
        also=_(
            "werkprocessen, wat is een werkproces, taken, code van een werkproces, P1-K1-W1, B1-K1-W1, werkprocessen "
            "betekenis, deeltaken, handelingen, wat leert iemand, P5-K1-W2"
        ),
    ),
    Card(
        "kerntaak",
        _("Kerntaak"),
        (_("Een deel van een kwalificatie, zoals P5-K1. Een kerntaak bestaat uit werkprocessen, zoals P5-K1-W2."),),
        also=_("kerntaken, wat is een kerntaak, P5-K1, P1-K1, B1-K1, hoofdtaak"),
    ),
    Card(
        "dossier",
        _("Kwalificatiedossier"),
        (
            _("Van groot naar klein:"),
            _("1. kwalificatiedossier"),
            _("2. kwalificatie, met een crebo en een niveau"),
            _("3. kerntaak, zoals P5-K1"),
            _("4. werkproces, zoals P5-K1-W2"),
        ),
        also=_(
            "kwalificatie dossier, dossier, KD, opbouw van een kwalificatie, kwalificatiestructuur, wat is een "
            "kwalificatiedossier"
        ),
    ),
    Card(
        "leerbedr",
        _("Erkend leerbedrijf"),
        (
            _("Een bedrijf dat erkend is om mensen op te leiden."),
            _("• Let op: ook voor déze werkprocessen? Kijk op Stagemarkt."),
        ),
        also=_(
            "leerbedrijf, leerbedrijven, erkenning van het bedrijf, erkende bedrijven, is een bedrijf erkend, "
            "Stagemarkt, leerbedrijf vinden, wat is een erkend leerbedrijf, erkend, erkenning aanvragen, hoe weet ik "
            "of een bedrijf erkend is, leerbedrijf zoeken, waar vind ik een leerbedrijf, stage markt"
        ),
    ),
    Card(
        "opleider",
        _("Praktijkopleider"),
        (_("Begeleidt de kandidaat op de werkvloer van het leerbedrijf."),),
        also=_(
            "begeleider op de werkvloer, wie begeleidt op de werkplek, leermeester, praktijkbegeleider, wie "
            "begeleidt, begeleider, mentor, werkbegeleider, wie leert het iemand"
        ),
    ),
    Card(
        "springplank",
        _("Springplank"),
        (_("Een plek om te leren en daarna door te gaan naar ander werk. Niet om te blijven."),),
        also=_(
            "opstapplek, springplankplek, tijdelijke plek, doorstroomplek, opstap, tussenstap, tijdelijk, tijdelijke "
            "werkplek"
        ),
    ),
    Card(
        "carving",
        _("Jobcarving"),
        (_("Taken uit bestaande functies halen en bij elkaar brengen tot werk dat bij iemand past."),),
        also=_("job carving, taken verdelen, taken afsplitsen, werk op maat, baancreatie"),
    ),
    Card(
        "creatie",
        _("Functiecreatie"),
        (_("Een nieuwe functie maken die bij iemand past."),),
        also=_("functie creatie, functie maken, nieuwe functie, functie op maat, baan op maat, baancreatie"),
    ),
    Card(
        "bbl",
        _("Bbl, bol en entree"),
        (_("De diplomaroutes van het mbo. Is een van deze haalbaar? Dan gaat die voor."),),
        also=_(
            "bbl, bol, entree, entreeopleiding, wat is bbl, beroepsbegeleidende leerweg, beroepsopleidende leerweg, "
            "werken en leren bbl, entree-opleiding"
        ),
    ),
    Card(
        "nug",
        _("Nug"),
        (_("Iemand zonder uitkering: niet-uitkeringsgerechtigd. Kan ook meedoen."),),
        also=_(
            "nugger, niet-uitkeringsgerechtigd, zonder uitkering, geen uitkering, nuggers, wat is een nug, geen "
            "recht op uitkering"
        ),
    ),
)
