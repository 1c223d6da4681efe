"""The summary on paper: one page, whatever people said, in whatever script, with everything in its place."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from dialogs.answers import CANDIDATE, CONSULTANT, Given, Json, State
from dialogs.intake import INTAKE
from dialogs.professional import PROFESSIONAL
from dialogs.scene import FreeTime, Way
from dialogs.signals import Signal
from dialogs.summary import Summary, summarise
from reports.paper.contents import AT_THE_TABLE, for_the_table, own_copy
from reports.paper.page import Paper, pdf, png
from tests.dialogs.world import TOKEN, small_world

MADE = datetime(2026, 11, 23, 9, tzinfo=UTC)
TIME = FreeTime(
    1, MADE, "Europe/Amsterdam", 45, Way.SCHOOL, "Enschede", "Voorbeeldcollege Twente", adviser="Noor Jansen"
)
TIMES = (None, TIME, replace(TIME, adviser="W" * 60, school="V" * 60, place="P" * 40, way=Way.VIDEO))
WORK: dict[str, Json] = {
    "said": ["planten in de tuin", "naaien"],
    "yes": ["25746"],
    "maybe": ["25741/P2-K1-W2"],
    "no": [],
}
TOLD: dict[str, Json] = {
    "language": "nl",
    "name": "Halima",
    "age": 23,
    "work_now": "none",
    "school": "vmbo",
    "enrolled": "no",
    "place": {"key": "1245", "name": "Enschede", "region": "AM05"},
    "work": WORK,
    "hours": "28to35",
    "learning": "doing",
    "school_wish": "yes",
    "obstacles": ["language"],
    "motivation": "~",
}
ADDED: dict[str, Json] = {
    "target_group": "newcomer",
    "leerbaarheid": "Onthoudt drie stappen",
    "company": "none",
    "voluntary": "yes",
    "remark": "-",
}
NAMES = {
    "Łukasz Żółw, Nguyễn Thị Hường, Şükrü İğci, Ñandú Ø": "NotoSans",
    "Наталія Ґалаган": "NotoSans",
    "Ελένη Παπαδοπούλου": "NotoSans",
    "حليمة الزهراء": "NotoSansArabic",
    "فریبا گل‌محمدی پوهنیار ښځه": "NotoSansArabic",
    "שרה לוי": "NotoSansHebrew",
    "ሰላም ገብረመድህን": "NotoSansEthiopic",
    "नेहा शर्मा": "NotoSansDevanagari",
    "রহিমা খাতুন": "NotoSansBengali",
    "தமிழ்ச்செல்வி": "NotoSansTamil",
    "สมชาย ใจดี": "NotoSansThai",
    "ნინო ბერიძე": "NotoSansGeorgian",
    "Արմեն Հակոբյան": "NotoSansArmenian",
    "សុខា ចាន់": "NotoSansKhmer",
    "အောင်ဆန်း": "NotoSansMyanmar",
    "李小龙 さくら サクラ": "DroidSansFallback",
    "김철수": "DroidSansFallback",
}
"""Names, and the letters that they are printed in."""


def summary(told: dict[str, Json], added: dict[str, Json], *, with_background: bool = True) -> Summary:
    """Of an intake in which the candidate `told` this, and a professional `added` that."""
    answers = {key: Given().whole(value, CANDIDATE) for key, value in told.items()}
    answers |= {key: Given().whole(value, CONSULTANT) for key, value in added.items()}
    return summarise(INTAKE, State(TOKEN, answers), small_world(), with_background=with_background)


def at_the_table(told: dict[str, Json], added: dict[str, Json] = ADDED, time: FreeTime | None = TIME) -> Paper:
    return for_the_table(summary(told, added), time, "Twente", date(2026, 11, 23))


def read(printed: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(printed))
    assert len(reader.pages) == 1
    return reader


def words(printed: bytes) -> str:
    """What can be read of a page, in order."""
    return " ".join(read(printed).pages[0].extract_text().split())


def fonts(printed: bytes) -> set[str]:
    """The families of the letters on a page."""
    used: Any = read(printed).pages[0]["/Resources"]
    names = (font.get_object()["/BaseFont"] for font in used["/Font"].values())
    return {name.partition("+")[2].partition("-")[0] for name in names}


def has_empty_boxes(printed: bytes) -> bool:
    """Whether there were no letters for something on a page: then it is no PDF/UA."""
    return b"pdfuaid:part" not in printed


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Json]:
    """Any whole answers to the questions of both dialogues; what people type can be any text."""
    given: dict[str, Json] = {}
    for question in (*INTAKE.questions, *PROFESSIONAL.questions):
        samples = st.sampled_from([None, *question.kind.samples()])
        length = getattr(question.kind, "max_length", 0)
        value = draw(samples | st.text(min_size=1, max_size=length)) if length else draw(samples)
        if value is not None:
            given[question.key] = value
    if isinstance(given.get("work"), dict) and draw(st.booleans()):
        given["work"] = {**WORK, "said": [*draw(st.lists(st.text(max_size=300), max_size=12))]}
    return given


@given(answers(), st.sampled_from(TIMES), st.booleans())
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_intake_gives_exactly_one_page(told: dict[str, Json], time: FreeTime | None, own: bool) -> None:
    paper = own_copy(summary(told, {}), time, "", date(2026, 11, 23)) if own else at_the_table(told, {}, time)
    read(pdf(paper, "en" if own else "nl", MADE))


def test_the_longest_of_everything_is_one_page_with_all_nine_work_processes_and_room_to_write() -> None:
    every = (*INTAKE.questions, *PROFESSIONAL.questions)
    longest = {question.key: max(question.kind.samples(), key=lambda value: len(str(value))) for question in every}
    page = words(pdf(at_the_table({**longest, "age": 16, "name": "Mohammed-Yassine van der Heuvel"}, {}), "nl", MADE))
    assert page.count("crebo 2574") == 9
    assert "en nog" in page
    assert "Wie doet wat" in page


def test_everything_is_on_the_page_in_its_place() -> None:
    page = words(pdf(at_the_table(TOLD), "nl", MADE))
    told = [
        *(
            "Samenvatting voor het adviesgesprek",
            "Halima",
            "23 jaar",
            "Enschede",
            "10:00 uur",
            "Voorbeeldcollege Twente",
        ),
        *("In eigen woorden", "“planten in de tuin”", "“naaien”", "Gekozen werk", "ja", "Helpen met planten"),
        *("crebo 25746", "in de regio te leren", "misschien", "Mensen helpen", "Voert ondersteunende", "P2-K1-W2"),
        *("nog niet in de regio", "Achtergrond", "School: Vmbo of mavo", "Praktisch", "Uren per week: 28 tot 35 uur"),
        *("Leerbedrijf in beeld: Nog niet", "Van de begeleider", "Leerbaarheid: Onthoudt drie stappen"),
        *("ingevuld door Halima", "ingevuld door de begeleider", "Om samen over te praten", "Ook graag naar school"),
        *("Hoe gaat leren het best", "Wat kwam eruit?", "Diplomaroute", "Certificaat", "Praktijkverklaring"),
        *("Eerst iets anders", "Nu niet", "Afgesproken werkprocessen", "Leerbedrijf", "Begin", "Wie doet wat"),
        *("een advies", "vrijwillig", "regio Twente", "23 november 2026"),
    ]
    at = 0
    for one in told:
        assert one in page[at:], (one, page)
        at = page.index(one, at)
    assert "Hoe graag" not in page  # that they rather not said
    assert "Opmerking" not in page


def test_the_own_copy_has_nothing_that_others_said_and_room_for_questions() -> None:
    copy = own_copy(summary(TOLD, ADDED, with_background=False), TIME, "Twente", date(2026, 11, 23))
    page = words(pdf(copy, "nl", MADE))
    assert "“planten in de tuin”" in page
    assert "Mijn vragen voor het gesprek" in page
    for others in ("Onthoudt", "Statushouder", "Doelgroep", "Leerbedrijf", "begeleider", "Om samen", "Wat kwam eruit"):
        assert others not in page
    assert not copy.talk.points
    seen = summary(TOLD, ADDED, with_background=False)
    assert Signal.LEERBAARHEID not in seen.signals
    assert not seen.background


def test_a_name_in_any_script_is_printed_in_letters_of_that_script() -> None:
    for name, family in NAMES.items():
        printed = pdf(at_the_table({"name": name[:40]}, {}), "nl", MADE)
        assert family in fonts(printed), name
        assert not has_empty_boxes(printed), name


def test_what_no_letters_are_there_for_is_an_empty_box_and_pictures_are_left_out() -> None:
    assert has_empty_boxes(pdf(at_the_table({"name": "Mongol ᠮᠣᠩᠭᠣᠯ"}, {}), "nl", MADE))
    printed = pdf(at_the_table({"name": "Bo 🌱👨‍👩‍👧✂️\x00\ud800"}, {}), "nl", MADE)
    assert not has_empty_boxes(printed)
    assert "Bo" in words(printed)


def test_nothing_that_somebody_types_is_markup() -> None:
    typed = '#panic("x") $x$ *b* _i_ @ref <tag> ] } ") \\ `c` // = - +'
    said: Json = {**WORK, "said": [typed]}
    page = words(pdf(at_the_table({**TOLD, "name": "#name [x] *b*", "work": said}), "nl", MADE))
    assert "#name [x] *b*" in page
    assert typed.replace(" ", "") in page.replace(" ", "")


def test_the_same_page_is_made_of_the_same_bytes_in_any_language() -> None:
    paper = at_the_table(TOLD)
    assert pdf(paper, "nl", MADE) == pdf(paper, "nl", MADE)
    assert png(paper, "nl", 40).startswith(b"\x89PNG")
    assert words(pdf(paper, "fa", MADE)) != words(pdf(paper, "nl", MADE))


def test_every_signal_but_one_is_a_question_for_the_table() -> None:
    assert set(Signal) - set(AT_THE_TABLE) == {Signal.NO_MOMENT}
