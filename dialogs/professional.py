"""What a professional adds to the intake of a candidate. Nearly all taps: somebody with seventy candidates has three minutes.

Facts that the candidate is asked too are the same questions here, in other words: whoever answers first, nobody is asked again.
A candidate may ask to read all of this. Nothing about health is asked, and nothing is a score.
"""

from dataclasses import replace

from dialogs.conditions import Answer, any_of
from dialogs.dialogue import LEFT_OPEN, Dialogue, Question
from dialogs.intake import INTAKE
from dialogs.kinds import FreeText, OneOf, SeveralOf, YesNo
from dialogs.kinds.kind import Option
from dialogs.text import Text, _

PARTICIPATIEWET = Option("participatiewet", _("Participatiewet"), also=_("bijstand, pw, p-wet"))
WW = Option("ww", _("WW"))
WIA = Option("wia", _("WIA"))
WAJONG = Option("wajong", _("Wajong"))
BENEFITS = (
    *(PARTICIPATIEWET, WW, WIA, WAJONG),
    Option("other", _("Andere uitkering"), also=_("anders, andere")),
    Option("none", _("Geen uitkering"), also=_("geen, nee, niets")),
)

TARGET_GROUPS = (
    *(PARTICIPATIEWET, WW, WIA, WAJONG),
    Option("nug", _("Geen uitkering (nug)"), also=_("nug, nugger, geen uitkering, niet-uitkeringsgerechtigd")),
    Option("wsw", _("Wsw"), also=_("sociale werkvoorziening")),
    Option("beschut", _("Beschut werk"), also=_("beschut")),
    Option("banenafspraak", _("Banenafspraak"), also=_("doelgroepregister, garantiebaan")),
    Option("vsv", _("Voortijdig schoolverlater"), also=_("vsv, vsv'er, schoolverlater")),
    Option("pro_vso", _("PrO of vso"), also=_("pro, vso, praktijkonderwijs, speciaal onderwijs")),
    Option("newcomer", _("Statushouder of anderstalig"), also=_("statushouder, inburgeraar, anderstalig, nieuwkomer")),
    Option("working", _("Werkt zonder startkwalificatie"), also=_("werkend, werkt, werknemer")),
    Option("detention", _("Detentie (DJI)"), also=_("dji, detentie, gevangenis")),
    Option("other", _("Anders"), also=_("andere, overig")),
)
BESIDE_A_BENEFIT = ("wsw", "beschut", "banenafspraak", "vsv", "pro_vso", "newcomer", "working", "other")
"""Target groups that leave open which benefit there is."""

REFERRERS = (
    Option("gemeente", _("Gemeente")),
    Option("uwv", _("UWV")),
    Option("sw", _("Sw-bedrijf"), also=_("sw, sociaal ontwikkelbedrijf, werkbedrijf")),
    Option("reintegration", _("Re-integratiebedrijf"), also=_("reintegratie, re-integratie")),
    Option("werkcentrum", _("Werkcentrum of leerwerkloket"), also=_("werkcentrum, leerwerkloket, loket")),
    Option("wsp", _("WSP"), also=_("werkgeversservicepunt")),
    Option("rmt", _("RMT"), also=_("mobiliteitsteam")),
    Option("rmc", _("RMC"), also=_("leerplicht")),
    Option("school", _("Een school"), also=_("school, mbo, roc, docent")),
    Option("employer", _("Werkgever"), also=_("bedrijf, baas")),
    Option("self", _("Kandidaat zelf"), also=_("zelf, niemand")),
)

OBLIGATIONS = (
    Option("apply", _("Solliciteren"), also=_("sollicitatieplicht")),
    Option("reintegrate", _("Meewerken aan re-integratie"), also=_("re-integratie, reintegratie")),
    Option("integrate", _("Inburgeren"), also=_("inburgering, inburgeringsplicht")),
    Option("exempt", _("Vrijgesteld"), also=_("vrijstelling, ontheffing, ontheven")),
    Option("none", _("Geen plicht"), also=_("geen, nee, niets")),
)

WERKFIT = (
    Option("fit", _("1. Fit genoeg: eerst iets anders"), also=_("eerst iets anders, fit, nog niet fit")),
    Option("basic", _("2. Basis: op tijd, afspraken"), also=_("op tijd, afspraken, basis")),
    Option("specific", _("3. Gericht: taal, rekenen, veiligheid"), also=_("taal, rekenen, veiligheid, klanten")),
    Option("practical", _("4. Praktisch: het werk zelf"), also=_("praktisch, handigheid, het werk")),
)
WERKFIT_NOW = Option("none", _("Niets, kan starten"), also=_("niets, geen, kan starten, werkfit, klaar voor de start"))

VOLUNTARY = (
    Option("yes", _("Ja, wil dit graag"), also=_("ja, graag, gemotiveerd")),
    Option("doubt", _("Ja, maar twijfelt nog"), also=_("twijfel, twijfelt")),
    Option("pushed", _("Voelt druk om mee te doen"), also=_("druk, moet, verplicht")),
    Option("unspoken", _("Nog niet besproken"), also=_("weet niet, weet ik niet, onbekend")),
)

COMPANIES = (
    Option("own", _("Ja, de eigen werkgever"), also=_("eigen werkgever, eigen")),
    Option("other", _("Ja, een ander bedrijf"), also=_("ander bedrijf")),
    Option("none", _("Nog niet"), also=_("nee, geen")),
)
IN_VIEW = Answer("company").among("own", "other")

PLACEMENTS = (
    Option("stepping_stone", _("Springplank"), also=_("tijdelijk, opstap")),
    Option("lasting", _("Blijvende baan"), also=_("blijvend, vast, vaste baan")),
    Option("carved", _("Blijvend, functie op maat"), also=_("op maat, jobcarving, functiecreatie")),
    Option("unsure", _("Weet ik nog niet"), also=_("weet niet, weet ik niet, geen idee")),
)

FINANCING = (
    PARTICIPATIEWET,
    Option("perspectief", _("Perspectief op werk"), also=_("perspectief")),
    Option("szw", _("Subsidie derde leerweg (SZW)"), also=_("szw, derde leerweg, subsidie")),
    Option("slim", _("SLIM"), also=_("slim-regeling")),
    Option("oo_fund", _("O&O-fonds"), also=_("o en o fonds, oo-fonds, fonds")),
    Option("rmt", _("RMT"), also=_("mobiliteitsteam")),
    Option("employer", _("De werkgever zelf"), also=_("werkgever")),
)
NO_FINANCING = Option("none", _("Nog niets"), also=_("nee, niets, geen, onbekend"))

JOINING = (
    Option("consultant", _("De consulent (ik)"), also=_("ik, ikzelf, consulent")),
    Option("coach", _("Jobcoach of begeleider"), also=_("jobcoach, begeleider, coach")),
    Option("employer", _("Werkgever of praktijkopleider"), also=_("werkgever, praktijkopleider, bedrijf")),
    Option("family", _("Familie of vrienden"), also=_("familie, vrienden, partner, ouders")),
    Option("interpreter", _("Tolk"), also=_("een tolk")),
)
NOBODY_JOINS = Option("none", _("Alleen kandidaat en school"), also=_("niemand, geen, alleen"))

LEARNS = _("onthoudt drie stappen na één keer voordoen")
AT_SCHOOL = _("kwam tien weken op tijd naar de taalles")


def about_the_candidate(key: str, text: Text, *, why: Text, hint: Text | None = None) -> Question:
    """The candidate's own question `key`, put to somebody who answers for them. Raises KeyError when there is none."""
    theirs = {question.key: question for question in INTAKE.questions}[key]
    return replace(theirs, text=text, why=why, hint=hint, notes=())


PROFESSIONAL = Dialogue(
    "professional",
    Question(
        "target_group",
        _("Bij welke doelgroep telt de kandidaat mee?"),
        OneOf(TARGET_GROUPS, wide=2),
        label=_("Doelgroep"),
        hint=_("Past er meer? Kies de groep. De uitkering vraag ik daarna."),
        why=_("Zo ziet de regio wie praktijkleren bereikt. Voor het advies maakt het niet uit."),
    ),
    Question(
        "referrer",
        _("Wie meldt de kandidaat aan?"),
        OneOf(REFERRERS, wide=2),
        label=_("Aangemeld door"),
        why=_("Zo ziet de regio welke organisaties praktijkleren kennen, en waar uitleg nodig is."),
    ),
    Question(
        "benefit",
        _("Welke uitkering is er?"),
        OneOf(BENEFITS, wide=2),
        when=Answer("target_group").among(*BESIDE_A_BENEFIT),
        label=_("Uitkering"),
        why=_("De uitkering bepaalt welke regels gelden tijdens het leren, en wie kan meebetalen."),
        optional=True,
    ),
    Question(
        "obligation",
        _("Welke plicht gaat nu voor?"),
        OneOf(OBLIGATIONS, wide=2),
        when=any_of(
            Answer("target_group").among("participatiewet", "ww", "wia", "wajong", "newcomer"),
            Answer("benefit").among("participatiewet", "ww", "wia", "wajong", "other"),
        ),
        label=_("Plicht"),
        why=_("Leren moet passen naast deze plicht. Soms is vrijstelling of toestemming nodig vóór de start."),
        optional=True,
    ),
    about_the_candidate(
        "school",
        _("Welke school is als laatste afgemaakt?"),
        why=_(
            "Havo, vwo of mbo 2 en hoger is een startkwalificatie. "
            "Praktijkleren is vooral voor wie die niet heeft. Uitzonderingen zijn bespreekbaar."
        ),
    ),
    about_the_candidate(
        "foreign",
        _("Is daar een diploma gehaald?"),
        why=_("Een diploma uit een ander land telt hier soms mee. De school kan dat laten nagaan."),
    ),
    about_the_candidate(
        "diploma",
        _("Welk diploma, en uit welk jaar?"),
        why=_("Vak en jaar laten zien of een diploma of certificaat toch haalbaar is. Die gaan voor."),
    ),
    about_the_candidate(
        "usable",
        _("Helpt dat diploma nog aan werk?"),
        hint=_("Denk aan hoe oud het is, en of het vak nog past."),
        why=_("Een verouderde startkwalificatie is de bekendste uitzondering: praktijkleren kan dan toch passen."),
    ),
    Question(
        "werkfit",
        _("Wat vraagt nog aandacht bij werkfit?"),
        SeveralOf(WERKFIT, nothing=WERKFIT_NOW),
        label=_("Aandacht bij werkfit"),
        hint=_("Laag 1 gaat vóór het leren. Laag 2 tot en met 4 kan tegelijk."),
        why=_(
            "Werkfit heeft vier lagen: fit genoeg, basis als werknemer, gerichte vaardigheden en het werk zelf. "
            "Zo weet de school wat eerst komt, en wat op de werkplek kan. Een reden vragen we niet."
        ),
        optional=True,
    ),
    Question(
        "leerbaarheid",
        _("Hoe leert de kandidaat? Noem wat je zag."),
        FreeText(200, example=LEARNS),
        label=_("Leerbaarheid"),
        hint=_("Leerbaarheid: het kunnen leren en afmaken. Bijvoorbeeld: {example}. Geen diagnose.").of(example=LEARNS),
        why=_(
            "Leerbaarheid gaat over begrijpen, onthouden en toepassen tot het eind. "
            "Schrijf wat je zag, geen oordeel of cijfer. De kandidaat mag het lezen."
        ),
        optional=True,
    ),
    Question(
        "schoolbaarheid",
        _("Hoe gaat het in een les of groep? Noem wat je zag."),
        FreeText(200, example=AT_SCHOOL),
        label=_("Schoolbaarheid"),
        hint=_("Schoolbaarheid: gedrag en motivatie voor school. Bijvoorbeeld: {example}. Geen diagnose.").of(
            example=AT_SCHOOL
        ),
        why=_(
            "Schoolbaarheid gaat over op tijd komen, samenwerken, hulp vragen en volhouden. "
            "Lukt school niet? Dan kan alles op de werkplek. De kandidaat mag dit lezen."
        ),
        optional=True,
    ),
    Question(
        "voluntary",
        _("Kiest de kandidaat hier zelf voor?"),
        OneOf(VOLUNTARY),
        label=_("Motivatie en vrijwilligheid"),
        why=_("Meedoen is altijd vrijwillig. Bij twijfel of druk nemen we in het gesprek de tijd."),
    ),
    Question(
        "company",
        _("Is er een leerbedrijf in beeld?"),
        OneOf(COMPANIES),
        label=_("Leerbedrijf in beeld"),
        why=_("Een praktijkverklaring haal je bij een erkend leerbedrijf. Dat kan ook de eigen werkgever zijn."),
        optional=True,
    ),
    Question(
        "company_name",
        _("Hoe heet het leerbedrijf?"),
        FreeText(80, example=_("Hoveniersbedrijf De Linde")),
        when=IN_VIEW,
        label=_("Leerbedrijf"),
        why=_("Dan kan de school nagaan of het bedrijf erkend is."),
        optional=True,
    ),
    Question(
        "recognised",
        _("Is het erkend voor deze werkprocessen?"),
        YesNo(unsure=True),
        when=IN_VIEW,
        label=_("Erkend"),
        hint=_("Stagemarkt.nl laat het zien."),
        why=_("Zonder erkenning geen praktijkverklaring. SBB kan een bedrijf alsnog erkennen."),
        optional=True,
    ),
    Question(
        "placement",
        _("Wat voor plek is het?"),
        OneOf(PLACEMENTS, wide=2),
        when=IN_VIEW,
        label=_("Soort plek"),
        hint=_("Een springplank is een leerplek op weg naar werk ergens anders."),
        why=_("Dan verwacht iedereen hetzelfde. We beloven de kandidaat geen baan."),
        optional=True,
    ),
    about_the_candidate(
        "hours",
        _("Hoeveel uur per week is haalbaar?"),
        why=_("20 tot 36 uur is gebruikelijk. Minder kan soms: bespreek het."),
    ),
    Question(
        "financing",
        _("Welke financiering is in beeld?"),
        SeveralOf(FINANCING, nothing=NO_FINANCING),
        label=_("Financiering"),
        why=_(
            "Praktijkleren loopt via de derde leerweg: mbo op maat, naast bol en bbl. "
            "De overheid betaalt de school daar niet voor, dus iemand anders doet dat."
        ),
        optional=True,
    ),
    Question(
        "joining",
        _("Wie gaan mee naar het adviesgesprek?"),
        SeveralOf(JOINING, nothing=NOBODY_JOINS),
        label=_("Gaan mee"),
        hint=_("De kandidaat beslist. Een werkgever leest de intake alleen met toestemming."),
        why=_("Kandidaat, consulent en school zoeken samen wat past. Soms sluit de werkgever aan."),
        optional=True,
    ),
    Question(
        "remark",
        _("Wil je nog iets meegeven?"),
        FreeText(300, example=_("zoekt een plek op fietsafstand")),
        label=_("Opmerking"),
        hint=_("Niets over gezondheid, en geen BSN."),
        why=_("Iets wat het gesprek makkelijker maakt. De kandidaat mag het lezen."),
        optional=True,
    ),
    done=(
        _("Klaar, dank je wel. De school en de coördinator lezen dit vóór het adviesgesprek."),
        _("Opleiding en uren ziet de kandidaat ook in de chat. De rest mag de kandidaat bij jou inzien."),
    ),
    skip=LEFT_OPEN,
)
