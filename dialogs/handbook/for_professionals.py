"""What consultants, mbo advisers and coordinators want to know. Facts and figures are those of the named sources."""

from dialogs.handbook.card import Card
from dialogs.handbook.figures import FIGURES
from dialogs.handbook.terms import TERMS
from dialogs.text import _

TOPICS = (
    Card(
        "what",
        _("Wat is praktijkleren?"),
        (
            _(
                "• Iemand leert afgesproken werkprocessen van een mbo-kwalificatie, op het werk, bij een erkend "
                "leerbedrijf."
            ),
            _("• Op maat, met begeleiding en een inkomen."),
            _("• Het bewijs is een praktijkverklaring, onderdeel van de mbo-verklaring."),
            _("• Het is de derde route. Is een diploma of certificaat haalbaar? Dan gaat dat voor."),
            _("• Geen baangarantie."),
        ),
        ("KBA21 §5.4",),
        also=_(
            "praktijkleren, uitleg, wat is dit, wat is het, wat houdt het in, kort uitgelegd, in het kort, "
            "samenvatting, instrument, regeling, leren op de werkvloer, leren in de praktijk, nieuwe regeling, nieuw "
            "instrument, waar gaat dit over, praktijkleren betekenis, waar komt het op neer, in het kort "
            "praktijkleren, nieuw, project, traject praktijkleren, leerwerktraject, leren door te doen"
        ),
    ),
    Card(
        "who",
        _("Voor wie?"),
        (
            _("• Werkzoekenden en werkenden voor wie een diploma of certificaat (nog) niet haalbaar is."),
            _("• Vaak: weinig school, weinig Nederlands of slechte herinneringen aan school."),
            _(
                "• Groepen in de registratie: Participatiewet, WW, WIA, Wajong, nug, wsw, beschut werk, banenafspraak, "
                "voortijdig schoolverlater, PrO/vso, statushouder of anderstalig, werkend zonder "
                "startkwalificatie, detentie."
            ),
            _("• PrO- en vso-leerlingen hebben een eigen route."),
            _("• Meedoen is altijd vrijwillig."),
        ),
        also=_(
            "doelgroep, doelgroepen, wie kan meedoen, wie mag meedoen, voor wie bedoeld, geschikt voor, wie past "
            "hierbij, bijstand, uitkering, doelgroepregister, statushouders, inburgeraars, anderstaligen, "
            "vluchtelingen, werkenden, werknemers, werkzoekenden, jongeren, gedetineerden, DJI, laaggeletterd, "
            "zonder diploma, Wajong, WW, WIA, Participatiewet, wsw, beschut werk, banenafspraak, iemand die al "
            "werkt, welke klanten, wie uit mijn caseload, arbeidsbeperking, nieuwkomers, asiel, vluchteling, spreekt "
            "geen Nederlands, weinig Nederlands, analfabeet, moeite met leren, langdurig werkloos, zzp, "
            "bijstandsgerechtigde, ouderen, 50-plus, doelgroep banenafspraak, praktijkonderwijs, PrO, vso, Boris, "
            "vroegtijdig schoolverlater, kan mijn klant meedoen, gedetineerde, ex-gedetineerde, geschikte kandidaat, "
            "past het bij, voor wie is het"
        ),
    ),
    Card(
        "criteria",
        _("Criteria"),
        (
            _("• Leeftijd: 18 of ouder. Jonger? Overleg met de school of RMC."),
            _("• Startkwalificatie: eis versoepeld. Een oud of onbruikbaar diploma is een bekende uitzondering."),
            _("• Nu ingeschreven op het mbo: hard criterium. De school kijkt dit na bij DUO."),
            _("• Diploma of certificaat niet (nog) haalbaar."),
            _("• Leerbaar, gemotiveerd en vrijwillig."),
            _("• Aanbod: een school in de regio heeft de erkenning voor deze crebo."),
            _("De bot wijst niemand af. Wat opvalt, wordt een signaal voor het adviesgesprek."),
        ),
        also=_(
            "voorwaarden, eisen, regels, in aanmerking komen, voorwaarden voor deelname, toelating, wie mag niet, "
            "leeftijd, minimumleeftijd, minderjarig, onder de 18, 16 of 17 jaar, leerplichtig, heeft al een diploma, "
            "havo vwo mbo 2, oud diploma, ingeschreven bij een mbo of roc, DUO, motivatie, aan welke eisen moet "
            "iemand voldoen, eis, voorwaarde, voldoet iemand, 17 jaar, te jong, te oud, havo, diploma van lang "
            "geleden, nog ingeschreven, staat ingeschreven, zit nog op school, voldoen aan, kwalificeren, "
            "toegelaten, uitsluiten, uitgesloten, mag iemand meedoen, mag hij meedoen, mag zij meedoen, heeft al "
            "mbo, hbo, hoogopgeleid, te hoog opgeleid, diploma uit het buitenland, buitenlands diploma, verouderd "
            "diploma, leerplicht, kwalificatieplicht, kwalificatieplichtig, onder de achttien, volgt nu een "
            "opleiding, student, niet gemotiveerd, geen motivatie"
        ),
    ),
    Card(
        "routes",
        _("Welke route gaat voor?"),
        (
            _("De eerste die haalbaar is, gaat voor:"),
            _("1. Diploma: bbl, bol of entree."),
            _("2. Mbo-certificaat."),
            _("3. Praktijkverklaring."),
            _("• Wil en kan iemand naar school? Bespreek dan eerst 1 en 2."),
            _("• Het adviesgesprek voorkomt dat iemand te laag mikt."),
        ),
        also=_(
            "routes, drie routes, 3 routes, volgorde, verschil diploma certificaat praktijkverklaring, wat gaat "
            "voor, welke route, waarom geen diploma, beter een diploma, bbl of praktijkleren, bol of bbl, entree of "
            "praktijkverklaring, te laag mikken, haalbaar, verschil, voorrang, voorkeur, eerst diploma, liever "
            "diploma, alternatief, andere route, andere opleiding, gewone opleiding, reguliere opleiding, waarom "
            "niet gewoon een opleiding, kiezen tussen, wat is het beste, mbo-opleiding, diploma of certificaat of "
            "praktijkverklaring"
        ),
    ),
    Card(
        "steps",
        _("Stap voor stap"),
        (
            _("1. Intake met de bot: de kandidaat alleen, of samen met jou. Ongeveer 15 vragen in 10 minuten."),
            _("2. Inclusief adviesgesprek: kandidaat, jij en de mbo-adviseur."),
            _("3. De uitkomst wordt vastgelegd."),
            _("4. Wordt het praktijkleren? De school schrijft in en maakt de OOK en POK."),
            _("5. De kandidaat leert op de werkplek."),
            _("6. De praktijkverklaring."),
            _("Jouw deel: aanmelden, aanvullen wat jij weet, meepraten in stap 2."),
        ),
        also=_(
            "stappen, stappenplan, proces, procedure, werkwijze, hoe werkt het, hoe gaat het, hoe verloopt het, "
            "aanmelden, aanmelding, iemand aanmelden, hoe begin ik, intake starten, beginnen, na de intake, wat "
            "gebeurt daarna, wat moet ik doen, mijn taak, vervolg, vast proces, hoe loopt het, opgeven, inschrijven "
            "bij de bot, kandidaat aandragen, volgorde, planning, hoe pak ik het aan, aanpak, werkproces van de "
            "intake, eerste stap, volgende stap, hoe start ik, opstarten, aanvragen, formulier, hoe stuur ik iemand "
            "de intake, wat gebeurt er na het gesprek, protocol, handleiding"
        ),
    ),
    Card(
        "roles",
        _("Wie doet wat?"),
        (
            _("• Consulent: start en begeleidt de intake."),
            _("• Mbo-adviseur: geeft vrije tijden door, leest de samenvatting, legt de uitkomst vast."),
            _("• Coördinator: krijgt de samenvatting, bewaakt dat iedereen op tijd advies krijgt, rapporteert."),
            _("• Leerbedrijf: begeleidt op de werkplek. Praat soms mee in het adviesgesprek."),
            _(
                "• Verwijzen kan vanuit gemeente, UWV, sw-bedrijf, re-integratiebedrijf, leerwerkloket of "
                "Werkcentrum, WSP, "
                "RMT, RMC, school of werkgever. Een kandidaat kan ook zelf komen."
            ),
        ),
        also=_(
            "rollen, taken, taakverdeling, wie doet wat, wie is wie, coördinator, projectleider, consulent, "
            "klantmanager, jobcoach, wie mag verwijzen, verwijzer, Werkcentrum, leerwerkloket, RMT, WSP, RMC, mijn "
            "rol, wie is verantwoordelijk, verantwoordelijk, wie regelt wat, wie neemt contact op, regionale "
            "coördinator, wie rapporteert, betrokkenen, partijen, samenwerking"
        ),
    ),
    Card(
        "advice",
        _("Het adviesgesprek"),
        (
            _("• Wie: kandidaat, consulent en mbo-adviseur. Soms de werkgever."),
            _("• Past praktijkleren het best? Welke werkprocessen? En: niet te laag mikken."),
            _(
                "• Uitkomst: diploma (bbl, bol, entree), certificaat, praktijkverklaring, eerst iets anders "
                "(werkfit, taal, "
                "zorg, schulden) of nu niet."
            ),
            _("• Het advies is niet bindend."),
            _("• De maat: goed advies voor iedereen binnen een week, zoals de scholen in Groningen beloofden."),
        ),
        ("KBA21 pilot Groningen",),
        also=_(
            "adviesgesprek, inclusief advies, gesprek met de school, wie zit er bij het gesprek, uitkomst, "
            "uitkomsten, resultaat van het gesprek, advies bindend, niet bindend, binnen een week, hoe snel advies, "
            "driegesprek, wie zitten erbij, hoe gaat het gesprek, wachttijd, termijn, advies, adviseren, gesprek, "
            "wie is bij het gesprek, waarover gaat het gesprek, wie beslist over de route, wat komt eruit, wat zijn "
            "de uitkomsten, verplicht advies, hoe lang wachten op advies, intakegesprek, het inclusief adviesgesprek"
        ),
    ),
    Card(
        "school",
        _("Wat doet de school?"),
        (
            _("• Praat altijd mee in het advies: de mbo-adviseur."),
            _("• Kijkt bij DUO na of iemand al op het mbo zit."),
            _("• Biedt alleen aan waarvoor zij in de derde leerweg erkend is, per crebo."),
            _("• Schrijft in en maakt de onderwijsovereenkomst (OOK) en praktijkovereenkomst (POK)."),
            _("• Bij sw-bedrijven deed het mbo in 39% mee aan de intake, in 45% aan de keuze van werkprocessen."),
        ),
        ("KBA21 §5.1", "KBA23 §5.2"),
        also=_(
            "school, rol van de school, mbo, roc, mbo-adviseur, rol van het mbo, inschrijven, inschrijving, wie "
            "schrijft in, aanbod van de school, welke crebo biedt de school, niet elke school, wie maakt de "
            "overeenkomst, contract, wie regelt de inschrijving, wat doet het roc, opleider mbo, onderwijs, mbo- "
            "school, opleiding aanbieden, aanbod, school weigert, docent, taak van de school, taak mbo-adviseur, "
            "wanneer komt de school in beeld, school betrekken, wie meldt aan bij de school, wie stelt de "
            "overeenkomst op"
        ),
    ),
    Card(
        "employer",
        _("Eisen aan de werkgever"),
        (
            _("• Erkend leerbedrijf zijn voor deze werkprocessen: kijk op Stagemarkt."),
            _("• Iemand het afgesproken werk laten leren, vaak 3 tot 9 maanden, 20 tot 36 uur per week."),
            _("• Begeleiding op de werkvloer door een praktijkopleider."),
            _("• Een praktijkovereenkomst (POK). De school maakt die."),
            _("• Soms meepraten in het adviesgesprek."),
            _("• De intake ziet een werkgever alleen als de kandidaat dat goedvindt."),
        ),
        also=_(
            "werkgever, bedrijf, baas, ondernemer, eisen aan de werkgever, wat moet het bedrijf doen, verwachtingen, "
            "begeleiding, begeleidingstijd, werkplek, leerwerkplek, leerbedrijf zoeken, waar vind ik een bedrijf, "
            "tijd voor begeleiding, moet een werkgever erkend zijn, erkenning, wat moet een werkgever doen, plicht, "
            "inspanning, investering, tijd van de werkgever, wat kost het de werkgever aan tijd, waar moet een "
            "bedrijf aan voldoen, waaraan voldoen, eisen bedrijf, organisatie, mkb, werkplek regelen, werkgever "
            "zoeken, ondertekenen, verplichtingen, wat vraagt het van een werkgever, wat vraagt het"
        ),
    ),
    Card(
        "duration",
        _("Hoe lang duurt het?"),
        (
            _("• Meestal 3 maanden, vaak 4 tot 9, hooguit ongeveer een jaar."),
            _("• 20 tot 36 uur per week."),
            _("• Op maat. Hoeveel werkprocessen iemand leert, spreek je samen af."),
            _("• Kan iemand minder uren? Zet het in de intake en bespreek het in het adviesgesprek."),
        ),
        also=_(
            "duur, looptijd, doorlooptijd, hoe lang duurt het, hoelang, hoeveel maanden, hoeveel weken, maximaal, "
            "jaar, uren, uren per week, hoeveel uur, hoeveel dagen, deeltijd, parttime, fulltime, max, maximum, "
            "minimaal, traject, hoe lang duurt een traject, tijd, minder uren, avond, lengte, lang, langer, "
            "verlengen, kortdurend, tijdsduur, wanneer klaar, halve dagen, fulltime of parttime, aantal uren, dagen "
            "per week, periode, tempo, hoe lang en hoeveel uur"
        ),
    ),
    Card(
        "costs",
        _("Kosten: wie betaalt?"),
        (
            _("Mogelijke potjes:"),
            _("• Participatiewet, Perspectief op werk, RMT"),
            _("• SZW-subsidie derde leerweg, SLIM, O&O-fonds"),
            _("• de werkgever zelf"),
            _("Zet in de intake wat in beeld is. Vraag je coördinator wat nu kan: bedragen staan niet in deze gids."),
            _("Loon of uitkering van de kandidaat? Zoek het vooraf uit en beloof niets."),
        ),
        also=_(
            "kosten, prijs, geld, budget, betalen, wie betaalt, financiering, financieren, financiële mogelijkheden, "
            "bekostiging, potje, potjes, subsidie, subsidies, vergoeding, loon, salaris, inkomen, uitkering "
            "behouden, met behoud van uitkering, SLIM, RMT, O&O-fonds, SZW, Perspectief op werk, Participatiewet "
            "budget, gemeente betaalt, budget van de gemeente, fonds, welke subsidie, welke regeling, loonkosten, "
            "verdient de kandidaat, betaald, gratis, euro, bedrag, hoeveel kost het, wat kost dat, kostenplaatje, "
            "begroting, gefinancierd, gesubsidieerd, geldstroom, tegemoetkoming, kosten voor de gemeente, kosten "
            "voor de werkgever, betaalt de gemeente, betaalt het UWV, betaalt de werkgever, loondienst, contract en "
            "loon, minimumloon, uitkering, houdt iemand zijn uitkering, gevolgen voor de uitkering, korten, gekort, "
            "subsidie aanvragen, scholingsbudget, opleidingsbudget, wat kost het en wie betaalt"
        ),
    ),
    Card(
        "pitch",
        _("Uitleg aan werkgever"),
        (
            _("• Iemand leert bij jou afgesproken taken uit het mbo."),
            _("• Op maat: vaak 3 tot 9 maanden, 20 tot 36 uur per week."),
            _("• Een mbo-school praat mee en maakt de papieren."),
            _("• Het kan een springplank zijn of een blijvende baan. Het kan ook met iemand die al bij je werkt."),
            _("🚫 Beloof geen subsidie, en niet dat iemand blijft."),
            _("🚫 Vertel niets over de kandidaat zonder toestemming."),
        ),
        also=_(
            "werkgever overtuigen, bedrijf overtuigen, pitch, verkooppraatje, belscript, werkgever bellen, wat zeg "
            "ik tegen een werkgever, wat heeft een werkgever eraan, voordeel voor de werkgever, voordelen voor het "
            "bedrijf, winst, argumenten, werkgever benaderen, ik bel een werkgever, wat levert het de werkgever op, "
            "nut voor het bedrijf, verkopen, enthousiast maken, over de streep trekken, werkgever interesseren, hoe "
            "leg ik het een bedrijf uit, uitleg voor een werkgever, gesprek met een werkgever, acquisitie, waarom "
            "zou een bedrijf meedoen, waarom zou een werkgever dit doen, bedrijf bezoeken, op bezoek bij een "
            "bedrijf, wat vertel je een werkgever"
        ),
    ),
    Card(
        "tell",
        _("Uitleg aan kandidaat"),
        (
            _("• Je leert op een werkplek, met begeleiding."),
            _("• Je krijgt een bewijs van wat je leert. Kan een diploma of certificaat? Dan gaat dat voor."),
            _("• Meedoen is vrijwillig. Stoppen mag."),
            _("• De intake: ongeveer 15 vragen, 10 minuten, op je telefoon."),
            _("⚠️ Zeg het vooraf: het is geen baangarantie. Deelnemers die dat niet wisten, klaagden."),
            _("🚫 Beloof ook geen plek, loon of uitkering."),
        ),
        ("KBA21 §5.4",),
        also=_(
            "kandidaat uitleggen, klant uitleggen, wat zeg ik tegen een kandidaat, wat zeg ik tegen mijn klant, hoe "
            "leg ik het uit, baangarantie, garantie, krijgt iemand een baan, beloven, wat mag ik beloven, "
            "verwachtingen kandidaat, motiveren, baan, vast werk, gesprek met de kandidaat, voorlichten, hoe vertel "
            "ik het, gesprek met mijn klant, uitleg voor de kandidaat, eerlijk zijn, wat zeg ik tegen iemand, "
            "zekerheid, zeker van een baan, baan beloven, verwachting, teleurstelling, werk gegarandeerd, kandidaat "
            "overhalen, wat vertel je een kandidaat"
        ),
    ),
    Card(
        "example",
        _("Een voorbeeld"),
        (
            _("Marianne (niet haar echte naam), 50 jaar, met een uitkering."),
            _("• Leerde 3 werkprocessen van Assistent plant of (groene) leefomgeving."),
            _("• In het groen: met bosmaaier, bladblazer en maaier."),
            _("• 28 uur per week, 3 maanden."),
        ),
        ("KBA21",),
        also=_(
            "voorbeelden, praktijkvoorbeeld, casus, iemand die het deed, Marianne, hoe ziet het eruit, in het echt, "
            "ervaringen, wat doet zo iemand, hoe ziet een traject eruit, verhaal, succesverhaal, bijvoorbeeld, echt "
            "gedaan, iemand zoals, situatie, praktijk"
        ),
    ),
    Card(
        "bot",
        _("Wat doet de bot?"),
        (
            _("✅ Stelt vragen, legt uit, plant het gesprek en maakt een samenvatting."),
            _("✅ Geeft signalen aan wie het adviesgesprek voert: iets om over te praten, geen oordeel."),
            _("🚫 Wijst niemand af en beslist niets."),
            _("🚫 Toont een kandidaat geen score of label."),
            _("🚫 Belooft geen baan, plek of uitkering."),
            _("🚫 Stuurt niets naar anderen zonder toestemming."),
        ),
        also=_(
            "bot, chatbot, robot, computer, wat kan de bot, beslist de bot, afwijzen, wijst af, selectie, signaal, "
            "signalen, score, label, algoritme, wat doet de bot, wie beslist, besluit, oordeel, AI, kunstmatige "
            "intelligentie, automatisch, bepaalt de bot, keurt de bot, doorlaten, waarschuwing, opvallend, wat doet "
            "Praktijkgids, Praktijkgids, hoe werkt de bot, chat, wat de bot doet en niet doet"
        ),
    ),
    Card(
        "privacy",
        _("Privacy"),
        (
            _("🚫 Geen BSN. Typt iemand het toch, dan wordt het niet bewaard."),
            _("🚫 Geen diagnose en geen andere gegevens over gezondheid."),
            _("🔒 Alleen wie het nodig heeft, ziet iets van een kandidaat."),
            _("🏢 De werkgever ziet de intake alleen met toestemming van de kandidaat."),
            _("✋ Zonder toestemming gaat er niets naar anderen."),
            _("🗑 De kandidaat kan alles wissen met: wis alles"),
        ),
        also=_(
            "AVG, persoonsgegevens, gegevens, BSN, burgerservicenummer, medisch, medische gegevens, gezondheid, "
            "ziekte, diagnose, wie ziet de antwoorden, wie leest mee, delen met anderen, toestemming, toestemming "
            "nodig, wissen, verwijderen, gegevens verwijderen, bewaren, bewaartermijn, antwoorden, wat gebeurt er "
            "met de antwoorden, medische informatie, medische info, wie ziet de intake, vertrouwelijk, geheim, wie "
            "leest, wie kan meekijken, inzien, inzage, dossier, gegevens van mijn klant, opslaan, opgeslagen, bsn- "
            "nummer, sofinummer, beperking noemen, psychisch, ziek, verslaving, medicijnen, rugklachten, depressie, "
            "medisch verleden, wet, akkoord, instemming, veilig, delen met de werkgever, ziet de werkgever"
        ),
    ),
    Card(
        "numbers",
        _("📊 Cijfers"),
        (
            _("• Aanmelden: gemiddeld 30 deelnemers per pilot, gehoopt was 130."),
            _("• Niveau: Entree bij 72%."),
            _("• Daarna: 22% van de sw-deelnemers vond werk buiten het sw-bedrijf, 37% bleef."),
            _("• Het effect op loopbanen is niet gemeten."),
        ),
        ("KBA21 §2, §4.2", "KBA23"),
        also=_(
            "cijfers, getallen, statistiek, onderzoek, feiten, evaluatie, bewijs, resultaten, KBA, percentages, "
            "bronnen, hoeveel procent, hoe vaak, aantallen, data, rapport, rapporten, bron, studie, wetenschappelijk"
        ),
        inside=FIGURES,
    ),
    Card(
        "words",
        _("🔤 Woorden"),
        (_("Kies een woord. Of typ het: dan krijg je meteen de uitleg."),),
        also=_(
            "begrippen, begrippenlijst, woordenlijst, afkortingen, vaktaal, jargon, termen, moeilijke woorden, wat "
            "betekent, wat is dat woord, uitleg van woorden, woord, begrip, term, afkorting, betekenis, "
            "betekenissen, definitie, definities, lexicon, uitleg begrippen, taalgebruik, woorden uitgelegd"
        ),
        inside=TERMS,
    ),
)
"""What the index shows, in the order in which somebody new needs it."""

CARDS = (*TOPICS, *FIGURES, *TERMS)
