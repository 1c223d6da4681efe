"""What people say they like, in their own words and languages, by the kind of work that they mean with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sector:
    """A kind of work. `means`: the families of qualifications that fit it; `said`: what people say, per language, between dots."""

    means: frozenset[str]
    said: dict[str, str]

    def phrases(self, language: str) -> tuple[str, ...]:
        """What somebody may say in a language; in Dutch where nothing is known."""
        return tuple(self.said.get(language, self.said["nl"]).split(" · "))


ELSEWHERE, NOBODY_KNOWS = "elsewhere", "nobody knows"
"""Work of many kinds, of which schools offer little; and what is no work at all."""

SECTORS: dict[str, Sector] = {
    "logistics": Sector(
        frozenset(["25743", "25774", "27042", "25395", "25982"]),
        {
            "nl": (
                "inpakken · in een magazijn werken · heftruck rijden · dozen inpakken en stapelen · "
                "orders verzamelen · spullen op de goede plek zetten · pakketjes bezorgen · "
                "vrachtwagen laden en lossen · goed opruimen en sorteren · "
                "rijden, het liefst op een vrachtwagen · bestellingen klaarzetten · "
                "in een distributiecentrum · logistiek · pallets verplaatsen · "
                "spullen tellen en scannen"
            ),
            "en": ("work in a warehouse · packing boxes · driving a forklift · order picking · delivering parcels"),
            "ar": "مستودع · سواقة رافعة شوكية · تغليف",
            "ti": "መኽዘን",
            "uk": "робота на складі · пакувати",
            "pl": "praca w magazynie · pakowanie · wózek widłowy",
            "tr": "depo · paketleme · forklift kullanmak",
        },
    ),
    "care": Sector(
        frozenset(["25741", "25960", "27088", "25959"]),
        {
            "nl": (
                "mensen helpen · oudere mensen helpen · zorgen voor mensen · "
                "een praatje maken met ouderen · koffie brengen in een verzorgingshuis · "
                "in de zorg werken · helpen met wassen en aankleden · iets met kinderen · "
                "het huishouden doen bij oude mensen · de was doen en strijken · helpende worden · "
                "gastvrouw in een woonzorgcentrum"
            ),
            "en": "helping old people · taking care of people · work with children",
            "ar": "مساعدة كبار السن · مساعدة الناس",
            "ti": "ንሰባት ምሕጋዝ",
            "uk": "допомагати людям · догляд за літніми людьми",
            "pl": "opieka nad starszymi · pomagać ludziom",
            "tr": "yaşlılara bakmak · insanlara yardım etmek",
        },
    ),
    "technology": Sector(
        frozenset(
            [
                "25744",
                "25745",
                "25747",
                "25894",
                "25737",
                "25242",
                "27038",
                "25593",
                "25761",
                "25623",
                "25235",
                "27112",
                "25891",
            ]
        ),
        {
            "nl": (
                "lassen · sleutelen aan fietsen · iets met elektra · metaal bewerken · "
                "auto's repareren · machines bedienen · in een fabriek werken · "
                "dingen uit elkaar halen en weer maken · apparaten repareren · banden wisselen · "
                "onderdelen in elkaar zetten · techniek · brommers repareren · "
                "aan de lopende band · verwarming en cv-ketels · solderen · zonnepanelen leggen"
            ),
            "en": "repairing cars · welding · electrician · working in a factory · fixing bikes",
            "ar": "لحام · تصليح سيارات · كهرباء",
            "ti": "ኤሌክትሪክ",
            "uk": "ремонт автомобілів · зварювання · електрик",
            "pl": "spawanie · mechanik samochodowy · elektryk",
            "tr": "kaynak yapmak · araba tamir etmek · elektrikçi",
        },
    ),
    "hospitality": Sector(
        frozenset(["25742", "27060", "27052", "27136", "27061"]),
        {
            "nl": (
                "koken · in de keuken helpen · taarten bakken · brood bakken · "
                "bediening in een restaurant · koffie schenken · afwassen en groente snijden · "
                "in een lunchroom · gasten ontvangen · broodjes smeren · "
                "eten maken voor veel mensen · hotelkamers netjes maken"
            ),
            "en": "cooking · baking bread · work in a restaurant",
            "ar": "الطبخ · أحب الطبخ",
            "ti": "ምብሳል",
            "uk": "готувати їжу · пекти",
            "pl": "gotowanie · pieczenie ciast",
            "tr": "yemek yapmak · ekmek pişirmek",
        },
    ),
    "retail": Sector(
        frozenset(["25748", "25808", "25689"]),
        {
            "nl": (
                "in een winkel werken · vakken vullen · klanten helpen · achter de kassa · "
                "verkopen · in de supermarkt · een kringloopwinkel, dat lijkt me wel wat · "
                "kleding verkopen · winkel mooi inrichten"
            ),
            "en": "work in a shop · selling things · filling shelves",
            "ar": "العمل في محل",
            "uk": "працювати в магазині · продавець",
            "pl": "praca w sklepie",
            "tr": "mağazada çalışmak · kasiyer",
        },
    ),
    "building": Sector(
        frozenset(["25740", "25829", "25589", "25583", "25924", "25786", "25754", "25756", "25827"]),
        {
            "nl": (
                "schilderen · timmeren · iets met hout · metselen · muren verven · meubels maken · "
                "klussen in huis · bouwen · tegels zetten · stratenmaken · behangen en schilderen · "
                "straten leggen · op de bouw helpen"
            ),
            "en": "painting houses · carpentry · building",
            "ar": "دهان · نجار",
            "uk": "будівництво · малювати стіни",
            "pl": "malowanie ścian · stolarz · budowa",
            "tr": "boya yapmak · marangoz · inşaat",
        },
    ),
    "green": Sector(
        frozenset(["25746", "27081", "25981", "25992", "25616"]),
        {
            "nl": (
                "planten · in de tuin werken · gras maaien · met een bladblazer en bosmaaier · "
                "buiten werken in het groen · bomen snoeien · in een kas werken · groente kweken · "
                "bloemen · onkruid wieden · hovenier · heggen knippen"
            ),
            "en": "gardening · working with plants · outside work in the garden",
            "ar": "زراعة",
            "uk": "робота в саду · рослини",
            "pl": "praca w ogrodzie · kosić trawę",
            "tr": "bahçe işleri · çiçekler",
        },
    ),
    "cleaning": Sector(
        frozenset(["25741", "25034", "25032", "25959", "25001"]),
        {
            "nl": (
                "schoonmaken · poetsen · kantoren schoonmaken · ramen wassen · alles netjes maken · zwerfvuil opruimen"
            ),
            "en": "cleaning",
            "ar": "تنظيف",
            "uk": "прибирання",
            "pl": "sprzątanie",
            "tr": "temizlik",
        },
    ),
    "elsewhere": Sector(
        frozenset([]),
        {
            "nl": (
                "haren knippen · kapper worden · kleding naaien · naaien, ik kan het heel goed · "
                "honden verzorgen · met dieren werken · computers repareren · iets met computers · "
                "beveiliger · koeien melken · foto's maken · sporten met kinderen · "
                "kantoor, administratie · taxichauffeur"
            ),
            "en": "sewing clothes · hairdresser · computers · security guard",
            "ar": "خياطة · حلاق",
            "ti": "ስፌት",
            "uk": "шити одяг · перукар",
            "pl": "fryzjer · szycie",
            "tr": "dikiş dikmek · kuaför",
        },
    ),
    "nobody knows": Sector(
        frozenset([]),
        {
            "nl": ("iets met postzegels · influencer · rust aan mijn hoofd · ik wil gewoon werken · gamen"),
            "en": "anything is fine",
        },
    ),
}
