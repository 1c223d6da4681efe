"""`praktijkgids intakes`: intakes and their summaries."""

import json

from sqlmodel import Session, col, or_, select

from bot import open
from bot.commands.regions import known_region
from bot.desk import Desk
from bot.mistake import Mistake
from dialogs.summary import Summary
from dialogs.text import render
from storage import audit
from storage.tables import Intake, Person, Seat
from storage.threads import open_thread


def list_all(region: str | None, db: str | None, as_json: bool) -> None:
    """Print one line an intake, the one that was touched last first."""
    known_region(region)
    with open.desk(db) as desk, desk.database.reading() as session:
        query = select(Intake).order_by(col(Intake.touched_at).desc())
        for intake in session.exec(query.where(Intake.region_code == region) if region else query).all():
            described = _described(session, intake, desk.summary(session, intake))
            if as_json:
                print(json.dumps(described, ensure_ascii=False))
            else:
                where = described | {"region": intake.region_code or "-"}
                print("{intake}  {status:<8}  {answered:>2}/{of:<2}  {region:<4}  {touched}".format_map(where))


def show(which: str, db: str | None, as_json: bool) -> None:
    """Print one intake in whole. Raises Mistake when there is none."""
    with open.desk(db) as desk:
        with desk.database.transaction() as session:
            audit.note(session, desk.clock(), audit.Deed.SAW, "answers", None, about=find(session, which))
        with desk.database.reading() as session:
            _print(session, desk, find(session, which), as_json)


def _print(session: Session, desk: Desk, intake: Intake, as_json: bool) -> None:
    summary = desk.summary(session, intake)
    if as_json:
        print(json.dumps(_described(session, intake, summary) | _whole(summary), ensure_ascii=False))
        return
    for line in summary.lines:
        print(render(line.text, "nl"))
    for line in summary.background:
        print(render(line.text, "nl"))
    for work in summary.work:
        print(f"  {work.verdict:5}  {work.crebo} {work.code or '':8}  {work.official}")
    for text in summary.talk_about:
        print(f"  ! {render(text, 'nl')}")


def find(session: Session, which: str) -> Intake:
    """The intake with this token, or of the candidate at this address. Raises Mistake when it is not just one."""
    query = select(Intake).outerjoin(Person, col(Intake.candidate_id) == col(Person.id))
    found = session.exec(query.where(or_(col(Intake.token) == which, col(Person.address) == which))).all()
    if len(found) != 1:
        raise Mistake(
            f"there is no intake {which!r}" if not found else f"{which!r} is more than one intake: give the token"
        )
    return found[0]


def _described(session: Session, intake: Intake, summary: Summary) -> dict[str, object]:
    return {
        "intake": intake.token,
        "status": "finished" if intake.finished_at else _aside(session, intake) or "open",
        "answered": summary.progress.answered,
        "of": summary.progress.of,
        "region": intake.region_code,
        "started": intake.created_at.isoformat(timespec="seconds"),
        "touched": intake.touched_at.isoformat(timespec="seconds"),
        "finished": intake.finished_at.isoformat(timespec="seconds") if intake.finished_at else None,
        "asks_person": intake.asked_person_at is not None or open_thread(session, intake) is not None,
        "signals": [signal.value for signal in summary.signals],
    }


def _aside(session: Session, intake: Intake) -> str | None:
    """What the candidate does beside the questions."""
    own = select(Seat).where(Seat.intake_id == intake.id, Seat.person_id == intake.candidate_id)
    seat = session.exec(own.limit(1)).first()
    return seat.aside if seat else None


def _whole(summary: Summary) -> dict[str, object]:
    return {
        "answers": dict(summary.values),
        "in_words": [render(line.text, "nl") for line in summary.lines],
        "own_words": list(summary.own_words),
        "work": [
            {
                "choice": work.choice,
                "verdict": work.verdict,
                "plain": work.plain,
                "official": work.official,
                "crebo": work.crebo,
                "work_process": work.work_process,
                "code": work.code,
            }
            for work in summary.work
        ],
        "background": [render(line.text, "nl") for line in summary.background],
        "given_by": dict(summary.given_by),
        "talk_about": [render(text, "nl") for text in summary.talk_about],
    }
