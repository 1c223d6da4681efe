"""The figures, each with its source: what a sceptic asks first."""

from dialogs.handbook.card import Card
from dialogs.text import _

FIGURES = (
    Card(
        "signup",
        _("Aanmeldingen"),
        (
            _("• Pilots hoopten op 130 deelnemers en hadden er gemiddeld 30."),
            _("• 12 van de 26 pilots hadden er ongeveer 5."),
            _("• Wie moet aanmelden, kent het instrument, de criteria en de weg niet."),
            _("• Alleen informatie hielp niet. Actief meedoen wel."),
        ),
        ("KBA21 §4.2",),
        also=_(
            "aantal deelnemers, hoeveel deelnemers, hoeveel doen er mee, aanmeldingen, weinig aanmeldingen, "
            "instroom, bereik, waarom zo weinig, deelname, te weinig kandidaten, te weinig aanmeldingen, niemand "
            "meldt aan, waarom lukt het niet, knelpunt, flessenhals, bottleneck, pilots, genoeg kandidaten, hoe "
            "krijg ik meer aanmeldingen, aanmelden is de flessenhals, aanmelden cijfers"
        ),
    ),
    Card(
        "learned",
        _("Wat leren mensen?"),
        (
            _("458 praktijkverklaringen uit de pilots:"),
            _("• Niveau: Entree 72%, niveau 2 24%, niveau 3 4%."),
            _("• Aantal werkprocessen: 1 tot 3 bij 29%, 4 tot 6 bij 30%, precies 9 bij 27%."),
            _(
                "• Transport en logistiek 34%, zorg 17%, techniek en procesindustrie 17%, horeca en bakkerij 10%, "
                "detailhandel 7%, afbouw, hout en onderhoud 6%, voedsel en groen 3%."
            ),
            _("• Bij sw-bedrijven vooral groen, horeca, logistiek en schoonmaak."),
        ),
        ("KBA21", "KBA23"),
        also=_(
            "niveau, niveaus, entree niveau 2 niveau 3, sector, sectoren, branche, richting, domein, welk werk, "
            "beroepen, aantal werkprocessen, hoeveel werkprocessen, logistiek, zorg, techniek, horeca, groen, welk "
            "niveau, op welk niveau, hoe hoog, hoog niveau, laag niveau, niveau 4, welke beroepen, welke richtingen, "
            "schoonmaak, transport, bouw, detailhandel, meest gekozen, wat leren mensen, wat wordt er geleerd"
        ),
    ),
    Card(
        "after",
        _("Wat levert het op?"),
        (
            _("Sw-deelnemers met een praktijkverklaring:"),
            _("• Werk buiten het sw-bedrijf: 22%. Gebleven: 37%. Verder gaan leren: 5,5%. De rest is onbekend."),
            _("• Het effect op loopbanen kon niemand meten."),
            _("• De registratie rammelt: 441 verklaringen volgens de bedrijven, 210 in het landelijke register."),
            _("• Van een derde weet niemand hoe het afliep. Leg dus vast hoe het verder gaat."),
        ),
        ("KBA21 §2", "KBA23 §4.1.3, §4.2.6"),
        also=_(
            "opbrengst, effect, werkt het, helpt het, resultaat, resultaten, uitstroom, doorstroom, werk na afloop, "
            "vinden ze werk, baan gevonden, regulier werk, duurzaam werk, rendement, bewijs, hoeveel "
            "praktijkverklaringen, registratie, baan, werkt dit, werkt het wel, helpt dit, mensen aan het werk, "
            "succes, slagingskans, wat wordt er van mensen, wat levert het op, wat komt eruit, levert het iets op, "
            "vaste baan, echte baan, heeft het zin, zinvol, nut, impact, kans op werk, plaatsing, hoe loopt het af, "
            "succespercentage, uitval"
        ),
    ),
    Card(
        "report",
        _("Wat tel je?"),
        (
            _("Na een intake wil de regio per persoon weten:"),
            _("• waar iemand vandaan komt, de achtergrond, en of er al een traject of baan is;"),
            _("• of iemand daarna naar een opleiding gaat of een blijvende baan krijgt;"),
            _("• of iemand onderweg stopt, of geen blijvende baan krijgt."),
        ),
        ("HR",),
        also=_(
            "rapportage, rapporteren, verantwoording, monitoren, monitoring, registreren, wat wil de regio weten, "
            "wat leg ik vast, kengetallen, indicatoren"
        ),
    ),
    Card(
        "talks",
        _("Adviesgesprekken"),
        (
            _("• 67% van de sw-bedrijven voert het gesprek. 20% weet niet of ze dat doen."),
            _("• Het toetst motivatie (97%), of dit het best past (88%), leerbaarheid (85%) en schoolbaarheid (68%)."),
            _("• Het mbo doet mee: bij selectie en intake 39%, bij de keuze van werkprocessen 45%."),
            _("• Klachten: lange intakes, omslachtig papierwerk, onduidelijke woorden."),
            _("• Regio's vragen om één format en eenvoudige formulieren."),
        ),
        ("KBA23 §4.2.3, §5.2, §6.3–6.4", "AEF"),
        also=_(
            "hoe vaak adviesgesprek, wat toetst het gesprek, klachten, papierwerk, administratie, hoeveel bedrijven "
            "voeren het gesprek, bureaucratie, lange intake, ingewikkeld, het adviesgesprek in cijfers"
        ),
    ),
)
