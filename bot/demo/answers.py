"""What somebody answers to each question, about themselves or about a candidate. Nothing about health, and no number of anybody."""

from collections.abc import Mapping
from random import Random

from bot.demo.candidates import Candidate
from bot.demo.chance import Mix
from dialogs.answers import RATHER_NOT, Json
from dialogs.dialogue import Question
from dialogs.kinds import OneOf

SKIPPED = "skipped"
"""The question is skipped, in the way of the dialogue in which it is put."""

ONE_OF: Mapping[str, Mix[str]] = {
    "work_now": Mix({"none": 66, "volunteer": 14, "paid": 10, "sheltered": 6, RATHER_NOT: 4}),
    "foreign": Mix({"yes": 42, "no": 55, RATHER_NOT: 3}),
    "usable": Mix({"no": 62, "unsure": 26, "yes": 12}),
    "enrolled": Mix({"no": 93, "yes": 4, "unsure": 3}),
    "before": Mix({"little": 48, "never": 30, "often": 22}),
    "hours": Mix({"20to27": 31, "28to35": 28, "36plus": 17, "under20": 12, "unsure": 12}),
    "learning": Mix({"doing": 60, "watching": 23, "pictures": 11, "lessons": 6}),
    "school_wish": Mix({"maybe": 37, "no": 42, "yes": 21}),
    "motivation": Mix({"very": 50, "yes": 35, "doubt": 9, "pushed": 4, "no": 2}),
    "obligation": Mix({"apply": 55, "reintegrate": 20, "exempt": 12, "none": 13}),
    "benefit": Mix({"participatiewet": 60, "none": 18, "other": 8, "wajong": 8, "ww": 6}),
    "voluntary": Mix({"yes": 76, "doubt": 13, "unspoken": 8, "pushed": 3}),
    "company": Mix({"none": 70, "other": 21, "own": 6, SKIPPED: 3}),
    "recognised": Mix({"yes": 52, "unsure": 40, "no": 8}),
    "placement": Mix({"stepping_stone": 42, "lasting": 32, "unsure": 18, "carved": 8}),
    # After some months.
    "at_work": Mix({"yes": 59, "no": 41}),
    "same_place": Mix({"yes": 63, "no": 37}),
    "learning_on": Mix({"no": 56, "work": 34, "school": 10}),
    "proof": Mix({"praktijkverklaring": 42, "not_yet": 30, "no": 20, "other": 8}),
}
INTEGRATES = Mix({"integrate": 70, "apply": 20, "exempt": 10})

SEVERAL_OF: Mapping[str, Mix[tuple[str, ...]]] = {
    "obstacles": Mix(
        {
            (): 38,
            ("travel",): 15,
            ("reading",): 7,
            ("sums",): 5,
            ("childcare",): 9,
            ("hours",): 6,
            ("other",): 4,
            ("travel", "childcare"): 4,
            ("reading", "sums"): 6,
            ("childcare", "hours"): 4,
        }
    ),
    "helpers": Mix(
        {
            (): 13,
            ("gemeente",): 40,
            ("uwv",): 12,
            ("coach",): 14,
            ("school",): 4,
            ("family",): 6,
            ("gemeente", "coach"): 5,
            ("gemeente", "family"): 6,
        }
    ),
    "werkfit": Mix(
        {
            (): 47,
            ("basic",): 12,
            ("specific",): 17,
            ("practical",): 8,
            ("fit",): 5,
            ("basic", "specific"): 5,
            ("specific", "practical"): 6,
        }
    ),
    "financing": Mix(
        {
            (): 50,
            ("participatiewet",): 20,
            ("szw",): 10,
            ("perspectief",): 5,
            ("slim",): 5,
            ("employer",): 4,
            ("oo_fund",): 3,
            ("participatiewet", "szw"): 3,
        }
    ),
    "joining": Mix(
        {
            ("consultant",): 52,
            (): 18,
            ("coach",): 12,
            ("consultant", "coach"): 6,
            ("family",): 5,
            ("consultant", "employer"): 4,
            ("consultant", "interpreter"): 3,
        }
    ),
}
SPEAKS_LITTLE_DUTCH = Mix(
    {("language",): 40, ("language", "reading"): 20, ("language", "travel"): 15, ("language", "childcare"): 15, (): 10}
)

WORDS: Mapping[str, tuple[str, ...]] = {
    "leerbaarheid": (
        *("Pakt een nieuwe taak na twee keer voordoen op.", "Leert het best met plaatjes erbij."),
        *("Onthoudt stappen goed, wil wel dat iemand het nakijkt.", "Vroeg zelf om een lijstje en gebruikt dat ook."),
        *("Had bij het vrijwilligerswerk de kassa in een week onder de knie.", "Werkt precies, tempo komt later."),
        *("Begrijpt veel Nederlands, praten gaat langzamer.", "Eén taak tegelijk werkt goed."),
        *("Maakte de cursus heftruck af in één keer.", "Leert door meelopen met een collega."),
    ),
    "schoolbaarheid": (
        *(
            "Kwam tien weken op tijd naar de taalles.",
            "Zit liever niet in een volle klas, in een kleine groep gaat het goed.",
        ),
        *("Belt af als het niet lukt.", "Heeft nare herinneringen aan school, wil het nog eens proberen."),
        *("Helpt anderen in de groep.", "Stelt vragen als iets onduidelijk is.", "Twee dagdelen per week is genoeg."),
        *("Was er bij alle afspraken.", "Werkt goed samen met vaste mensen."),
    ),
    "company_name": (
        *("Hoveniersbedrijf De Linde", "Kringloop De Kans", "Bakkerij Ten Hoeve", "Montage Plus Twente"),
        *(
            "Woonzorg De Esrand",
            "Van Buuren Logistiek",
            "Supermarkt Nieuwstraat",
            "Lunchroom Zoet",
            "Metaalbouw Roelofs",
        ),
        *("Schildersbedrijf Kleur en Zo", "Fietsenmaker De Ketting", "Kantine Het Plein", "Bouwbedrijf Oldenhof"),
    ),
    "remark": (
        *("Zoekt een plek op fietsafstand.", "Kan niet op woensdagmiddag, dan zijn de kinderen vrij."),
        *("Werkt nu twee ochtenden als vrijwilliger.", "Graag een gesprek in rustig Nederlands."),
        *("Wil het liefst beginnen na de zomer.", "Heeft een rijbewijs, geen auto.", "Komt met de bus."),
    ),
}
WRITES: Mapping[str, float] = {"leerbaarheid": 0.62, "schoolbaarheid": 0.55, "remark": 0.25}
"""How often somebody writes something there, and does not skip it."""
DIPLOMAS: Mapping[str, tuple[str, ...]] = {
    "havo": ("havo", "vwo"),
    "mbo": (
        *("kapper", "timmerman, niveau 2", "mbo verzorging", "detailhandel", "lasser", "mbo 2 horeca", "monteur"),
        *("secretaresse", "logistiek medewerker", "bakker, niveau 2"),
    ),
    "higher": ("hbo maatschappelijk werk, niet meer gebruikt", "hts", "pabo"),
    "abroad": (
        *("middelbare school", "leraar basisschool", "elektricien", "boekhouder", "naaister", "automonteur"),
        *("technische school", "verkoper", "bouw"),
    ),
}
"""What somebody learned, by the last school they finished."""
KNOWS_DIPLOMA, MOSTLY_SO = 0.9, 0.8
GRADUATES = (17, 24)
"""The age at which people finish that school."""
WORK_NOW: Mapping[str, str] = {"wsw": "sheltered", "beschut": "sheltered", "working": "paid"}


class Answers:
    """The answers about one candidate, in a year."""

    def __init__(self, candidate: Candidate, year: int, rng: Random) -> None:
        self._candidate = candidate
        self._year = year
        self._rng = rng

    def to(self, question: Question) -> Json:
        """What somebody answers to a question; SKIPPED when they do not. Any whole answer where nothing else is known."""
        found = self._about_them(question.key)
        if found is None:
            found = self._drawn(question.key)
        if found is None:
            return self._rng.choice(list(question.kind.samples()))
        return SKIPPED if found == RATHER_NOT else found

    def another(self, question: Question, than: Json) -> Json:
        """Another answer to a question with a few options."""
        assert isinstance(question.kind, OneOf)
        others: list[Json] = [option.value for option in question.kind.options if option.value != than]
        return self._rng.choice(others)

    def _about_them(self, key: str) -> Json:
        """What is settled by who they are."""
        them = self._candidate
        match key:
            case "name":
                return them.name
            case "age":
                return them.age
            case "school":
                return them.school
            case "target_group":
                return them.group
            case "referrer":
                return them.referrer
            case "obligation" if them.from_abroad:
                return INTEGRATES.draw(self._rng)
            case "obstacles" if them.from_abroad:
                return list(SPEAKS_LITTLE_DUTCH.draw(self._rng))
            case "work_now" if them.group in WORK_NOW and self._rng.random() < MOSTLY_SO:
                return WORK_NOW[them.group]
            case "diploma":
                return self._diploma()
            case "enrolled" if them.age < 18:
                return "yes" if self._rng.random() < 0.3 else "no"
        return None

    def _drawn(self, key: str) -> Json:
        if key in ONE_OF:
            return ONE_OF[key].draw(self._rng)
        if key in SEVERAL_OF:
            return list(SEVERAL_OF[key].draw(self._rng))
        return self._words(key, WRITES.get(key, 1)) if key in WORDS else None

    def _diploma(self) -> Json:
        if self._rng.random() >= KNOWS_DIPLOMA:
            return SKIPPED
        learned = self._rng.choice(DIPLOMAS.get(self._candidate.school, DIPLOMAS["mbo"]))
        ago = max(0, self._candidate.age - self._rng.randint(*GRADUATES))
        return f"{learned}, {self._year - ago}"

    def _words(self, key: str, how_often: float) -> Json:
        return self._rng.choice(WORDS[key]) if self._rng.random() < how_often else SKIPPED
