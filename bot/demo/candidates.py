"""Who comes: made-up people, with the background that people who come for praktijkleren have. First names only."""

from dataclasses import dataclass
from random import Random

from bot.demo.chance import Mix
from dialogs.text import languages

ABROAD = ("arabic", "tigrinya", "ukrainian", "polish", "turkish", "somali", "dari")

NAMES: dict[str, tuple[str, ...]] = {
    "dutch": (
        *("Kevin", "Marianne", "Arthur", "Chantal", "Dylan", "Petra", "Mike", "Wendy", "Ruben", "Anita", "Gerard"),
        *("Kim", "Jeroen", "Bianca", "Stefan", "Joyce", "Henk", "Demi", "Robin", "Tineke", "Björn", "Zoë", "André"),
        *("Noor", "Thijs", "Lieke", "Sjoerd", "Fenna", "Bennie", "Jolanda", "Ramon", "Desirée", "Ger-Jan", "Daan"),
    ),
    "arabic": (
        *("Halima", "Ahmad", "Yousef", "Rania", "Khaled", "Nour", "Omar", "Lina", "Mohammed", "Sara", "Bilal"),
        *("Hanan", "Ibrahim", "Fatima", "Hassan", "Amal"),
    ),
    "tigrinya": ("Selam", "Yonas", "Semhar", "Filmon", "Tesfay", "Luwam", "Merhawi", "Helen", "Robel", "Winta"),
    "ukrainian": ("Oksana", "Andrii", "Nataliia", "Dmytro", "Iryna", "Olha", "Serhii", "Kateryna"),
    "polish": ("Agnieszka", "Łukasz", "Małgorzata", "Piotr", "Katarzyna", "Tomasz", "Zbigniew", "Joanna"),
    "turkish": ("Ayşe", "Mehmet", "Elif", "Emre", "Gülay", "Hüseyin", "Şükran", "Yasin", "Özlem", "Kadir"),
    "somali": ("Hodan", "Abdi", "Ayaan", "Faarax", "Sahra", "Liban", "Nimco", "Warsame"),
    "dari": ("Farid", "Zahra", "Najib", "Shabnam", "Hamid", "Laila", "Mirwais", "Parwana"),
    "caribbean": ("Shanice", "Rachel", "Winston", "Naomi", "Clyde", "Sharon", "Giovanni", "Marvin"),
}
IN_OWN_SCRIPT = {
    "arabic": ("أحمد", "يوسف", "رانيا", "نور", "خالد", "هناء", "عمر", "سارة"),
    "tigrinya": ("ሰላም", "ዮናስ", "ሰምሃር", "ፍልሞን", "ሄለን", "ሮቤል"),
    "ukrainian": ("Оксана", "Андрій", "Наталія", "Ірина", "Сергій", "Ольга"),
    "dari": ("زهرا", "فرید", "شبنم", "حمید", "لیلا"),
}
SPEAKS = {"arabic": "ar", "tigrinya": "ti", "ukrainian": "uk", "polish": "pl", "turkish": "tr", "dari": "fa"}
"""The language of who comes from there, as far as it can be said in one."""

HERE = Mix({"dutch": 0.74, "turkish": 0.08, "arabic": 0.07, "polish": 0.04, "caribbean": 0.05, "somali": 0.02})
NEW = Mix(
    {
        "arabic": 0.4,
        "tigrinya": 0.16,
        "ukrainian": 0.14,
        "dari": 0.1,
        "somali": 0.07,
        "turkish": 0.08,
        "polish": 0.05,
    }
)

GROUPS = Mix(
    {
        "participatiewet": 0.3,
        "newcomer": 0.14,
        "ww": 0.09,
        "banenafspraak": 0.09,
        "wsw": 0.07,
        "vsv": 0.06,
        "pro_vso": 0.06,
        "nug": 0.05,
        "beschut": 0.04,
        "wajong": 0.04,
        "working": 0.04,
        "wia": 0.015,
        "other": 0.01,
        "detention": 0.005,
    }
)
AGES = {"pro_vso": (16, 21), "vsv": (17, 26), "wajong": (19, 38), "newcomer": (19, 52), "ww": (26, 63), "wia": (30, 62)}
"""From and to; all others may be of any age."""
ANY_AGE = (18, 62)

_LITTLE = {"none": 7, "primary": 14, "special": 17, "vmbo": 36, "entree": 13, "mbo": 8, "havo": 3, "higher": 1, "~": 1}
SCHOOLS = {
    "here": Mix(_LITTLE),
    "new": Mix({"abroad": 62, "none": 14, "primary": 16, "vmbo": 3, "entree": 4, "~": 1}),
    "pro_vso": Mix({"special": 88, "vmbo": 6, "none": 6}),
    "vsv": Mix({"vmbo": 62, "special": 16, "entree": 10, "primary": 6, "havo": 6}),
    "ww": Mix({**_LITTLE, "vmbo": 42, "mbo": 24, "higher": 4, "special": 4}),
    "wsw": Mix({**_LITTLE, "special": 46, "primary": 22}),
}
REFERRERS = {
    "wsw": Mix({"sw": 9, "gemeente": 1}),
    "beschut": Mix({"sw": 8, "gemeente": 2}),
    "ww": Mix({"uwv": 8, "rmt": 1, "self": 1}),
    "wia": Mix({"uwv": 9, "reintegration": 1}),
    "wajong": Mix({"uwv": 7, "reintegration": 2, "sw": 1}),
    "vsv": Mix({"rmc": 6, "gemeente": 2, "school": 2}),
    "pro_vso": Mix({"school": 6, "rmc": 2, "gemeente": 2}),
    "working": Mix({"employer": 6, "werkcentrum": 3, "wsp": 1}),
    "nug": Mix({"werkcentrum": 5, "self": 3, "gemeente": 2}),
}
"""Who signs up whom; all others come by the gemeente for the most part."""
ANYBODY = Mix({"gemeente": 68, "werkcentrum": 8, "sw": 8, "reintegration": 6, "wsp": 4, "uwv": 4, "self": 2})

TOWNS = Mix(
    {
        "Enschede": 36,
        "Hengelo": 17,
        "Almelo": 17,
        "Oldenzaal": 6,
        "Rijssen": 4,
        "Borne": 3,
        "Haaksbergen": 3,
        "Losser": 2,
        "Nijverdal": 4,
        "Vriezenveen": 3,
        "Goor": 2,
        "Tubbergen": 1,
        "Wierden": 2,
        "Denekamp": 1,
    }
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A made-up person. `name`: as they say it; `known_as`: as a consultant types it. `group`: their target group; `language`: in
    which they talk with the bot; `says_in`: in which they say what they like; `from_abroad`: they did not go to school here."""

    name: str
    known_as: str
    origin: str
    group: str
    age: int
    town: str
    language: str
    says_in: str
    school: str
    referrer: str

    @property
    def from_abroad(self) -> bool:
        """Whether they came to the Netherlands not long ago."""
        return self.group == "newcomer"


def somebody(rng: Random) -> Candidate:
    """Somebody who comes."""
    group = GROUPS.draw(rng)
    new = group == "newcomer"
    origin = (NEW if new else HERE).draw(rng)
    known_as = rng.choice(NAMES[origin])
    own_script = IN_OWN_SCRIPT.get(origin, ()) if new else ()
    youngest, oldest = AGES.get(group, ANY_AGE)
    own_language = SPEAKS.get(origin, "nl")
    spoken = languages()
    if new and own_language in spoken:
        language = own_language if rng.random() < 0.6 else "nl"
    else:
        language = "en" if rng.random() < (0.45 if new else 0.02) else "nl"
    return Candidate(
        name=rng.choice(own_script) if own_script and rng.random() < 0.4 else known_as,
        known_as=known_as,
        origin=origin,
        group=group,
        age=round(rng.triangular(youngest, oldest, youngest + (oldest - youngest) * 0.35)),
        town=TOWNS.draw(rng),
        language=language,
        says_in=own_language if new and rng.random() < 0.5 else language,
        school=SCHOOLS["new" if new else group if group in SCHOOLS else "here"].draw(rng),
        referrer=REFERRERS.get(group, ANYBODY).draw(rng),
    )
