"""Intakes as the people who guide them see them."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from bot.desk.visit import Visit
from dialogs.answers import Given, State
from dialogs.dialogue import Dialogue
from dialogs.intake import INTAKE
from dialogs.messages import Progress
from dialogs.pages.candidates import Case
from dialogs.professional import PROFESSIONAL
from dialogs.scene import World
from dialogs.summary import Summary, summarise
from dialogs.text import SOURCE_LANGUAGE
from people.policy import Action
from storage import caseload, intakes
from storage.tables import Intake


def of_professional(visit: Visit) -> list[Case]:
    """A professional's own cases; and for who may take over, those of the region who wait for somebody."""
    own = list(caseload.intakes_of(visit.session, visit.person.id))
    region = visit.person.region_code
    others: Sequence[Intake] = ()
    if region is not None and sees_region(visit):
        others = caseload.needing_somebody(visit.session, region)
    listed = {intake.id: intake for intake in (*own, *others) if intake.candidate_id != visit.person.id}
    return _cases(visit, list(listed.values()))


def sees_region(visit: Visit) -> bool:
    """Whether the cases of a professional are also those of the region who wait for somebody."""
    return visit.may(Action.TAKE_OVER, replace(visit.own, owners=frozenset()))


def numbered(visit: Visit, numbers: Sequence[int]) -> list[Case]:
    """The intakes with these numbers, in this order; without those that are gone."""
    listed = {intake.id: intake for intake in visit.session.exec(select(Intake).where(col(Intake.id).in_(numbers)))}
    return _cases(visit, [listed[number] for number in numbers if number in listed])


def case_of(visit: Visit, intake: Intake) -> Case:
    """One intake."""
    return _cases(visit, [intake])[0]


def summary_of(session: Session, dialogue: Dialogue, intake: Intake, world: World) -> Summary:
    """The summary of an intake as it stands now, in Dutch."""
    state = State(intake.token, intakes.stored_answers(session, intake))
    return summarise(dialogue, state, world.speaking(SOURCE_LANGUAGE))


def has_refused(session: Session, intake: Intake) -> bool:
    """Whether the candidate does not want their answers to be kept, or takes back that they do."""
    given = intakes.stored_answers(session, intake).get("consent")
    return given is not None and given.open and given.draft is not None


def _cases(visit: Visit, listed: Sequence[Intake]) -> list[Case]:
    session = visit.session
    answers = caseload.answers_of(session, listed)
    moments = caseload.moments_of(session, listed)
    asking = caseload.asking_since(session, listed)
    links = caseload.with_open_link(session, listed, visit.now)
    known = caseload.people_of(session, listed)
    cases = []
    for intake in listed:
        name = answers[intake.id].get("name")
        candidate = known.get(intake.candidate_id) if intake.candidate_id else None
        consultant = known.get(intake.consultant_id) if intake.consultant_id else None
        cases.append(
            Case(
                token=intake.token,
                name=str(name.settled) if name and name.settled else "",
                progress=_progress(visit.dialogues[INTAKE.name], intake, answers),
                background=_progress(PROFESSIONAL, intake, answers),
                created_at=intake.created_at,
                joined=candidate is not None,
                link_open=intake.id in links,
                consultant=(consultant.name or "…") if consultant else "",
                heard_at=intake.heard_at,
                finished_at=intake.finished_at,
                asks_since=asking.get(intake.id),
                unreachable_since=candidate.unreachable_at if candidate else None,
                moment=moments.get(intake.id),
                silent_days=visit.person.silent_days,
            )
        )
    return cases


def _progress(dialogue: Dialogue, intake: Intake, answers: dict[int, dict[str, Given]]) -> Progress:
    return dialogue.progress(State(intake.token, dialogue.adopt(answers[intake.id])))
