"""Who saw, changed, gave out or erased what: it is noted by itself, without a word of what it was."""

from collections.abc import Callable

import pytest
from sqlmodel import col, select

from bot.desk.pages.keeping import DIALOGUES
from dialogs.events import Pressed
from dialogs.pages.keeping import DEEDS, in_words
from dialogs.text import Text, render
from people.roles import Role
from storage import audit
from storage.audit import Deed
from storage.intakes import intake_with
from storage.tables import Appointment, Audit
from tests.bot.desk.cast import Cast, own_intake, person, token_of
from tests.bot.desk.cast import in_words as words


def noted(cast: Cast, name: str) -> list[tuple[str, str, bool]]:
    """What somebody did, the oldest first, and whether it was about one intake."""
    with cast.desk.database.reading() as session:
        rows = session.exec(select(Audit).where(Audit.who_id == person(session, name).id).order_by(col(Audit.id)))
        return [(row.deed, row.what, row.about_id is not None) for row in rows]


def page(name: str, *pages: str) -> Callable[[Cast, str], object]:
    """Somebody goes to pages of a candidate."""
    return lambda cast, token: [cast.goes(name, page, token) for page in pages]


def answers(name: str, *said: str) -> Callable[[Cast, str], object]:
    """Somebody says this in the own questions about a candidate."""
    return lambda cast, token: (cast.goes(name, "background", token), cast.says(name, *said))


def calls_off(cast: Cast, token: str) -> None:
    """Noor cannot be there."""
    with cast.desk.database.reading() as session:
        [number] = session.exec(select(Appointment.id).join_from(Appointment, type(own_intake(session, "kees"))))
    cast.goes("sanne", "off", f"{token}.{number}.adviser")


DONE: dict[str, tuple[str, Callable[[Cast, str], object], list[tuple[str, str, bool]]]] = {
    "looks": ("sanne", page("sanne", "case", "answers"), [("saw", "card", True), ("saw", "answers", True)]),
    "lists": ("sanne", page("sanne", "mine"), [("saw", "list", False)]),
    "coordinator": ("carla", page("carla", "case"), [("saw", "card", True)]),
    "refused": ("bram", page("bram", "case", "answers", "take", "off"), []),
    "link": ("sanne", page("sanne", "link"), [("changed", "link", True)]),
    "takes over": ("carla", page("carla", "take"), [("changed", "consultant", True), ("saw", "card", True)]),
    "calls off": ("sanne", calls_off, [("changed", "cancelled", True)]),
    "invites": (
        "sanne",
        lambda cast, token: cast.goes("sanne", "invite", "consultant"),
        [("changed", "invited:consultant", False)],
    ),
    "answers": ("sanne", answers("sanne", "gemeente"), [("changed", "answer:referrer", True)]),
}


@pytest.mark.parametrize("done", DONE.values(), ids=DONE)
def test_what_a_professional_does_is_noted(
    done: tuple[str, Callable[[Cast, str], object], list[tuple[str, str, bool]]], cast: Cast
) -> None:
    who, does, expected = done
    before = noted(cast, who)
    does(cast, token_of(cast.desk.database, "kees"))
    assert noted(cast, who)[len(before) :] == expected


def test_what_a_candidate_does_is_not_noted_until_it_is_erasing(cast: Cast) -> None:
    cast.says("mira", "mbo", "terug")
    cast.goes("mira", "seen")
    assert noted(cast, "mira") == []
    cast.says("mira", "wis alles", "ja")
    with cast.desk.database.reading() as session:
        last = session.exec(select(Audit).order_by(col(Audit.id).desc()).limit(1)).one()
    assert (last.role, last.deed, last.what, last.who_id, last.about_id) == (
        "candidate",
        "erased",
        "intake",
        None,
        None,
    )


def test_a_candidate_reads_who_saw_the_answers_in_which_role_and_when_but_not_who_it_was(cast: Cast) -> None:
    token = token_of(cast.desk.database, "kees")
    for name in ("sanne", "noor", "carla", "sanne"):
        cast.goes(name, "answers", token)
    shown = words(cast.says("kees", "Wie zag mijn antwoorden?").messages)
    lines = [line for line in shown.splitlines() if line.startswith("•")]
    assert lines == [
        "• begeleider, Gemeente Enschede: maandag 23 november",
        "• coördinator van de regio: maandag 23 november",
        "• iemand van de school, Voorbeeldcollege Twente: maandag 23 november",
    ]
    assert "Sanne" not in shown
    assert "zag" in words(cast.says("olga", "/gezien").messages)  # Dirk began it
    assert "Nog niemand" in words(cast.says("zef", "/gezien").messages)


def test_an_export_with_names_counts_as_having_been_seen_and_one_without_does_not(cast: Cast) -> None:
    for what in ("intakes", audit.WITH_NAMES):
        with cast.desk.database.transaction() as session:
            carla = person(session, "carla")
            audit.note(session, cast.desk.clock(), Deed.EXPORTED, what, carla, region="AM05", times=4)
        assert ("coördinator" in words(cast.says("zef", "/gezien").messages)) is (what == audit.WITH_NAMES)
    assert "coördinator" not in words(cast.says("olga", "/gezien").messages)  # she lives elsewhere


def test_who_may_look_into_the_log_sees_names_only_of_whom_they_may_see(cast: Cast) -> None:
    token = token_of(cast.desk.database, "kees")
    cast.goes("sanne", "case", token)
    for name in ("sanne", "noor", "zef", "greta"):
        assert "bekeek de kaart" not in words(cast.goes(name, "audit").messages)
        assert "bekeek de kaart" not in words(cast.goes(name, "audit_of", token).messages)
    assert "bekeek de kaart (Kees)" in words(cast.goes("carla", "audit").messages)
    for_ada = words(cast.goes("ada", "audit").messages)
    assert "bekeek de kaart" in for_ada
    assert "Kees" not in for_ada
    assert "bekeek de kaart" in words(cast.goes("carla", "audit_of", token).messages)
    assert "bekeek wie wat deed" in words(cast.goes("carla", "audit").messages)


def test_the_log_is_paged(cast: Cast) -> None:
    with cast.desk.database.transaction() as session:
        for _time in range(45):
            audit.note(session, cast.desk.clock(), Deed.SAW, "list", person(session, "sanne"), region="AM05")
    seen = [words(cast.goes("carla", "audit", start).messages) for start in ("", "20", "40", "9000", "x")]
    assert [shown.count("•") for shown in seen[:2]] == [20, 20]
    assert [("Vorige" in shown, "Volgende" in shown) for shown in seen[:2]] == [(False, True), (True, True)]
    assert "nog niets" in seen[3]
    assert seen[4].count("•") == 20


def test_no_word_of_anybody_is_in_the_log(cast: Cast) -> None:
    token = token_of(cast.desk.database, "kees")
    answers("sanne", "ww", "Zebedeus", "struisvogels")(cast, token)
    with cast.desk.database.reading() as session:
        codes = {value for row in session.exec(select(Audit)) for value in (row.role, row.deed, row.what)}
        keys = {f"answer:{question.key}" for dialogue in DIALOGUES for question in dialogue.questions}
        roles = {f"{code}:{role}" for role in Role for code in ("role given", "role taken", "invited", "withdrawn")}
        plain = {what for _deed, what in DEEDS}
        assert codes <= {*keys, *roles, *plain, *Role, *Deed}
        assert intake_with(session, token) is not None


def test_every_deed_is_told_in_words() -> None:
    for (deed, what), text in DEEDS.items():
        part = {"answer": "work", "invited": "adviser", "withdrawn": "adviser"}.get(what, "consultant")
        told = render(in_words(deed, f"{what}:{part}" if "{part}" in text.msgid else what, DIALOGUES), "nl")
        assert not {"{", "answer", "work", "adviser", "consultant"} & set(told.split())
    assert isinstance(in_words("exported", "something new"), Text)


def test_buttons_of_the_log_lead_nowhere_for_a_candidate(cast: Cast) -> None:
    for name, argument in (("audit", ""), ("audit_of", token_of(cast.desk.database, "zef")), ("keeping", "all.12")):
        assert "Dit kan alleen met een rol" in words(cast.does("zef", Pressed("@", name, 0, argument)).messages)
