"""What candidates want to know: six cards, as easy as can be. No promise of a job, a place or money."""

from dialogs.handbook.card import Card
from dialogs.text import _

CARDS = (
    Card(
        "what",
        _("🛠 Wat is praktijkleren?"),
        (
            _("👷 Je leert op een werkplek."),
            _("📋 Samen kiezen we welke taken je leert."),
            _("🤝 Iemand op het werk helpt je."),
            _("🏫 Een school doet ook mee."),
            _("📜 Wat je leert, komt op papier te staan."),
        ),
        also=_(
            "wat is dit, wat is het, wat houdt het in, wat betekent dit, uitleg, leren op het werk, leren in de "
            "praktijk, werken en leren, stage, opleiding, cursus, werkplek, waar leer ik, bij welk bedrijf, "
            "begeleiding, hulp op het werk, wat ga ik doen, wat ga ik leren, wie helpt mij, hoe leer ik, praktijk "
            "leren, wat is praktijk leren, wat betekent praktijkleren, werken in een bedrijf, bedrijf, fabriek, "
            "winkel, baas, meelopen, iets leren, vak leren, beroep leren, wie leert het mij, collega's, leg uit, ik "
            "snap het niet, waar gaat het over, wat doe ik dan, wat moet ik daar doen"
        ),
    ),
    Card(
        "get",
        _("📜 Wat krijg ik?"),
        (
            _("📄 Je krijgt een bewijs. Het heet praktijkverklaring."),
            _("✅ Daarop staat wat je hebt geleerd."),
            _("🎓 Het is geen diploma. Kan een diploma wel? Dan praten we daar eerst over."),
            _("💼 Een baan kan niemand beloven."),
        ),
        also=_(
            "praktijkverklaring, wat is een praktijkverklaring, bewijs, papier, diploma, krijg ik een diploma, "
            "certificaat, baan, krijg ik een baan, krijg ik werk, vast werk, heb ik daarna werk, wat heb ik eraan, "
            "wat levert het op, beloven, garantie, wat heb ik aan dit, praktijk verklaring, document, wat krijg ik "
            "op het eind, papiertje, echt diploma, verklaring, rapport, cijfers, wat kan ik ermee, heeft het nut, "
            "contract, vaste baan, zekerheid, blijven werken, mag ik blijven, na afloop, als ik klaar ben, later"
        ),
    ),
    Card(
        "how",
        _("👣 Hoe gaat het?"),
        (
            _("1️⃣ Ik stel je vragen. Dat duurt ongeveer 10 minuten."),
            _("2️⃣ Je praat met een school. Je begeleider praat ook mee."),
            _("3️⃣ Samen kiezen jullie wat je gaat leren."),
            _("4️⃣ Past leren op het werk bij je? Dan leer je vaak 3 maanden. Soms langer."),
            _("⏰ Je werkt en leert dan 20 tot 36 uur per week."),
        ),
        also=_(
            "hoelang, hoe werkt het, hoe gaat dat, stappen, stap voor stap, wat gebeurt er nu, en dan, wat moet ik doen, hoe "
            "lang duurt het, hoeveel maanden, hoeveel weken, hoeveel uur per week, hoeveel dagen, wanneer begint "
            "het, wanneer kan ik beginnen, starten, met wie praat ik, gesprek, zelf kiezen, mag ik kiezen welk werk, "
            "duur, tijd, lang wachten, wat nu, de volgende stap, welke dagen, afspraak, hoe begin ik, begin, "
            "beginnen, start, hoe snel, wachten, wat komt er na de vragen, en daarna, hoe lang nog, hele dag, halve "
            "dagen, dagen per week, uren, fulltime, parttime, welk werk kan ik doen, wat voor werk, wie beslist, "
            "afspraken, wie is erbij, kan ik meteen beginnen, lang, kort"
        ),
    ),
    Card(
        "money",
        _("💶 Hoe zit het met geld?"),
        (
            _("💬 Praat over geld voordat je begint."),
            _("❓ Vraag bijvoorbeeld: krijg ik loon? Kost het mij iets?"),
            _("🏦 Heb je een uitkering? Vraag wat er verandert."),
            _("🤝 Vraag het aan je begeleider. Die kan het voor je uitzoeken."),
            _("🚫 Ik kan geen loon of uitkering beloven."),
        ),
        also=_(
            "geld, kost het geld, wat kost het, gratis, betalen, moet ik betalen, wie betaalt, loon, salaris, "
            "verdienen, verdien ik iets, inkomen, uitkering, houd ik mijn uitkering, ben ik mijn uitkering kwijt, "
            "bijstand, betaald, betaalt de gemeente, euro, schulden, minder uitkering, gekort, inkomsten, krijg ik "
            "betaald, krijg ik geld, moet ik zelf betalen, cent, centen, rekening, vergoeding, reiskosten, zakgeld, "
            "bijverdienen, ww, wajong, wia, toeslag, hoeveel krijg ik, hoeveel loon, duurder, subsidie, kosten"
        ),
    ),
    Card(
        "school",
        _("🏫 Moet ik naar school?"),
        (
            _("👷 Je leert op het werk."),
            _("🏫 Een school doet mee en praat met je."),
            _("💬 Wil je liever geen lessen? Zeg dat in het gesprek."),
            _("🗣 Is Nederlands, lezen of rekenen moeilijk? Zeg dat ook."),
            _("🙂 Geen school afgemaakt? Dat is geen probleem."),
        ),
        also=_(
            "school, les, lessen, klas, huiswerk, boeken, leraar, geen school, niet naar school, nooit op school "
            "gezeten, slecht op school, school niet afgemaakt, geen diploma, lezen, schrijven, ik kan niet lezen, "
            "rekenen, taal, mijn nederlands is slecht, weinig nederlands, nederlands spreken, in de klas zitten, "
            "toets, studeren, taalles, niet goed lezen, analfabeet, praten, leren uit een boek, theorie, examen, "
            "leraren, docent, klaslokaal, weer naar school, terug naar school, school was moeilijk, problemen op "
            "school, dyslexie, niet goed in leren, spreek ik goed genoeg, niet goed schrijven, nederlands leren, ik "
            "spreek geen nederlands, andere taal, accent, praat niet goed"
        ),
    ),
    Card(
        "free",
        _("✋ Moet ik meedoen?"),
        (
            _("✅ Meedoen is vrijwillig. Je mag altijd stoppen."),
            _("🔄 Lukt het niet? Dan praten we over wat wel past."),
            _("💛 Ik wijs niemand af."),
            _("🔒 Alleen mensen van jouw gesprek lezen je antwoorden."),
            _("🔎 Wil je weten wie ze las? Typ dan: /gezien"),
            _("🗑 Wil je alles wissen? Typ dan: wis alles"),
        ),
        also=_(
            "verplicht, is het verplicht, vrijwillig, moet het, het moet van de gemeente, nee zeggen, weigeren, "
            "stoppen, mag ik stoppen, als het niet lukt, mislukt, niet leuk, past niet bij mij, bang, durven, ik "
            "durf niet, afgewezen, mag ik niet meedoen, privacy, geheim, wie leest mijn antwoorden, wie ziet dit, "
            "antwoorden wissen, verwijderen, antwoorden weg, weg doen, wat als ik stop, straf, kiezen, geen zin, "
            "twijfel, eng, wil niet, ik wil niet, hoef niet, afspraak afzeggen, ophouden, mag ik weg, weggaan, "
            "opgeven, te moeilijk, te zwaar, niet goed genoeg, ik kan het niet, fouten, mag ik terug, verkeerd, als "
            "ik het niet kan, spijt, zenuwachtig, onzeker, wie ziet mijn antwoorden, wie leest dit, mijn gegevens, "
            "veilig, doorvertellen, ziet de gemeente dit, weet mijn baas dit, anoniem"
        ),
    ),
)
