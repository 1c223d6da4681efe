"""A person whose every word stands out, so that it can be looked for in what names nobody."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from dialogs.answers import CONSULTANT, Given, Json
from reports.record import Advice, Conversation, Later, Record
from tests.conftest import MONDAY

TOKEN = "Kj3qx9Qz"
OWN: Mapping[str, Json] = {
    "name": "Zwaantje",
    "diploma": "borduurster, 1987",
    "leerbaarheid": "vertelt hele avonden over bijen",
    "schoolbaarheid": "zat achteraan bij het raam",
    "company_name": "Imkerij De Dronken Dar",
    "remark": "komt op een bakfiets",
    "work": {"said": ["met mijn opa in de moestuin"], "yes": ["25746"], "maybe": ["25740"], "no": []},
    "age": 57,
    "place": {"key": "3327", "name": "Westerhaar-Vriezenveensewijk", "region": "AM05"},
}
"""What somebody says of themselves, and a consultant of them."""
WORDS = (
    *("Zwaantje", "borduurster", "bijen", "het raam", "Dronken Dar", "bakfiets", "moestuin", "Vriezenveensewijk"),
    *("Bijenhof Oost", "Annemarijn", TOKEN),
)
"""What nobody may find in an export without names."""
ANSWERS: Mapping[str, Json] = {
    "language": "nl",
    "consent": "yes",
    "work_now": "none",
    "school": "abroad",
    "foreign": "yes",
    "usable": "no",
    "enrolled": "no",
    "before": "often",
    "hours": "28to35",
    "learning": "doing",
    "school_wish": "~",
    "obstacles": ["language", "travel"],
    "motivation": "very",
    "helpers": [],
    "moment": {"id": None},
    "target_group": "wsw",
    "referrer": "sw",
    "benefit": "-",
    "werkfit": [],
    "voluntary": "yes",
    "company": "other",
    "recognised": "unsure",
    "placement": "carved",
    "financing": ["slim"],
    "joining": ["coach"],
    **OWN,
}


def given(values: Mapping[str, Json], leaving_out: Iterable[str] = ()) -> dict[str, Given]:
    """Where answers stand that were all given."""
    return {key: Given().whole(value, CONSULTANT) for key, value in values.items() if key not in leaving_out}


def record(values: Mapping[str, Json] = ANSWERS, *, started: datetime = MONDAY) -> Record:
    """An intake that has come all the way, with these answers."""
    starts = started + timedelta(days=6)
    return Record(
        number=7,
        token=TOKEN,
        region="AM05",
        started=started,
        touched=started,
        candidate=12,
        finished=started + timedelta(days=1),
        guided=True,
        organisation="Gemeente Enschede",
        consultant="Annemarijn",
        conversation=Conversation(started, starts, "Europe/Amsterdam", "Voorbeeldcollege Twente", "phone", 1),
        missed=2,
        advice=Advice(
            "praktijkverklaring",
            starts + timedelta(days=1),
            ("25746", "25583/P1-K1-W1"),
            "Voorbeeldcollege Twente",
            "Bijenhof Oost",
            date(2027, 1, 1),
        ),
        later=(Later(3, {"at_work": "yes", "proof": "~"}),),
        answers=given(values),
    )
