"""The command line. Each command imports what it needs when it runs, so that every command starts fast."""

import gc
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.mistake import Mistake

app = typer.Typer(
    name="praktijkgids",
    help="Praktijkgids: the intake for praktijkleren met de praktijkverklaring, as a conversation.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
catalogue = typer.Typer(help="The catalogue of qualifications and work processes.", no_args_is_help=True)
schools = typer.Typer(help="The schools of a region, and what they offer.", no_args_is_help=True)
slots = typer.Typer(help="Free times of schools for advice conversations.", no_args_is_help=True)
appointments = typer.Typer(help="Advice conversations, without who they are with.", no_args_is_help=True)
intakes = typer.Typer(help="Intakes and their summaries.", no_args_is_help=True)
outbox = typer.Typer(help="What waits to be said to people unasked, and what could not be.", no_args_is_help=True)
app.add_typer(catalogue, name="catalogue")
app.add_typer(schools, name="schools")
app.add_typer(slots, name="slots")
app.add_typer(appointments, name="appointments")
app.add_typer(intakes, name="intakes")
app.add_typer(outbox, name="outbox")

Db = Annotated[str | None, typer.Option("--db", metavar="URL", help="The database; else PRAKTIJKGIDS_DATABASE.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON Lines, for programs.")]


@app.command()
def chat(
    person: Annotated[str, typer.Option(help="Who is talking; each name has an own conversation.")] = "me",
    language: Annotated[str, typer.Option(help="The language to begin in, as nl or en.")] = "nl",
    files: Annotated[
        Path | None, typer.Option(metavar="DIR", file_okay=False, help="Where to put files that are handed out.")
    ] = None,
    db: Db = None,
    as_json: AsJson = False,
) -> None:
    """Hold a conversation in this terminal.

    On a database without any region a small demo region is made first: one school, its offering and free times.
    """
    from bot.commands.chat import chat as run

    run(person, language, db, as_json, files)


@app.command()
def serve(db: Db = None) -> None:
    """Answer people on Telegram (PRAKTIJKGIDS_TELEGRAM_TOKEN), by polling or by webhook, until stopped.

    It also delivers what is said to them unasked.
    """
    from bot.commands.serve import serve as run

    run(db)


@app.command()
def deliver(db: Db = None) -> None:
    """Only deliver what is said to people on Telegram unasked, until stopped, beside any other that does."""
    from bot.commands.deliver import deliver as run

    run(db)


@app.command()
def match(
    query: Annotated[
        list[str] | None, typer.Argument(help="What someone likes; else one query a line is read.")
    ] = None,
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option(min=1, max=20, help="The most matches to give.")] = 5,
    evaluate: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Measure the matcher on labelled phrases (JSON Lines), per kind."),
    ] = None,
    unmatched: Annotated[
        bool, typer.Option("--unmatched", help="List what people like that found no work, so that words can be added.")
    ] = False,
    db: Db = None,
) -> None:
    """Find the work that fits what someone likes, in their own words."""
    from bot.commands import match as run

    if evaluate is not None:
        run.evaluate(evaluate)
    elif unmatched:
        run.unmatched(db, as_json)
    else:
        run.match(" ".join(query) if query else None, as_json, limit)


@app.command()
def dialogues(
    check: Annotated[bool, typer.Option("--check", help="Check every dialogue; says what is wrong where.")] = False,
    draw: Annotated[bool, typer.Option("--draw", help="Draw every dialogue as Mermaid.")] = False,
) -> None:
    """Check the dialogues, or draw them."""
    from bot.commands.dialogues import dialogues as run

    run(check, draw)


@app.command()
def forget(
    person: Annotated[str | None, typer.Option(help="The address of the person in the channel.")] = None,
    intake: Annotated[
        str | None, typer.Option(metavar="TOKEN", help="An intake, also of a candidate without an own account.")
    ] = None,
    channel: Annotated[str, typer.Option(help="The channel: terminal or telegram.")] = "terminal",
    db: Db = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Erase a person and everything that was kept of them; it says how many rows of which table."""
    from bot.commands.forget import forget as run

    run(person, intake, channel, db, yes)


@app.command()
def retention(
    region: Annotated[str, typer.Option(help="The labour market region, as AM05.")],
    months: Annotated[
        int | None, typer.Option(min=1, max=120, help="Keep intakes for so many months after the last activity.")
    ] = None,
    unfinished: Annotated[
        int | None, typer.Option(min=1, max=120, help="The same, of those that were never finished.")
    ] = None,
    db: Db = None,
    as_json: AsJson = False,
) -> None:
    """Show, or set, for how long the intakes of a region are kept, and what is due to be erased."""
    from bot.commands.retention import retention_of as run

    run(region, months, unfinished, db, as_json)


@app.command()
def audit(
    region: Annotated[str, typer.Option(help="The labour market region, as AM05.")],
    intake: Annotated[str | None, typer.Option(metavar="TOKEN", help="Only what was done with this intake.")] = None,
    db: Db = None,
    as_json: AsJson = False,
) -> None:
    """List who saw, changed, gave out or erased what in a region, the newest first: never what it said."""
    from bot.commands.audit import show as run

    run(region, intake, db, as_json)


@app.command()
def demo(
    intakes: Annotated[int, typer.Option(min=1, help="How many intakes began in the year.")] = 300,
    seed: Annotated[int, typer.Option(help="The same seed gives the same year.")] = 1,
    db: Db = None,
) -> None:
    """Fill an empty database with a made-up region and a year of intakes, to look at and to measure with."""
    from bot.commands.demo import demo as run

    run(intakes, seed, db)


@app.command()
def invite(
    role: Annotated[str, typer.Option(help="consultant, adviser, coordinator, administrator or candidate.")],
    region: Annotated[str, typer.Option(help="The labour market region, as AM05.")],
    organisation: Annotated[str, typer.Option(help="Where they work: a name, or the code of a school.")] = "",
    image: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write the link as a picture to print: .png or .svg.")
    ] = None,
    db: Db = None,
    as_json: AsJson = False,
) -> None:
    """Invite somebody: a link that lets one person in, once. This is how the first administrator comes in."""
    from bot.commands.invite import invite as run

    run(role, region, organisation, image, db, as_json)


@app.command()
def overview(
    region: Annotated[str, typer.Option(help="The labour market region, as AM05.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")] = False,
    png: Annotated[Path | None, typer.Option(metavar="FILE", dir_okay=False, help="Draw a picture.")] = None,
    by: Annotated[str, typer.Option(help="With --png: by organisation, target (group), school or domain.")] = "",
    protect: Annotated[
        bool,
        typer.Option("--protect", help="Only what may go from hand to hand: small numbers as <5. A picture always is."),
    ] = False,
    db: Db = None,
) -> None:
    """Show the figures of a region: who came, who waits, what came of it, and how long it took."""
    from bot.commands.overview import overview as run

    run(region, png, by, as_json, protect, db)


@app.command()
def export(
    region: Annotated[str, typer.Option(help="The labour market region, as AM05.")],
    xlsx: Annotated[Path | None, typer.Option(metavar="FILE", dir_okay=False, help="As a workbook.")] = None,
    csv: Annotated[Path | None, typer.Option(metavar="DIR", file_okay=False, help="As CSV, a file a sheet.")] = None,
    as_json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", dir_okay=False, help="As one JSON object.")
    ] = None,
    with_names: Annotated[
        bool, typer.Option("--with-names", help="Also who people are, and what they said in own words.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Only intakes that began on this day or later.")
    ] = None,
    db: Db = None,
) -> None:
    """Export a region: intakes, chosen work, what schools need for agreements, and what can be imported again.

    Nobody can be recognised in it, unless you ask for names. Every export is noted in the audit log.
    """
    from bot.commands.export import export as run

    run(region, xlsx, csv, as_json, with_names, since, db)


@app.command("import")
def import_sheets(
    file: Annotated[Path, typer.Argument(help="A workbook (.xlsx) with aanbod, contacten or vrije_tijden.")],
    region: Annotated[
        str | None, typer.Option(help="The labour market region, as AM05; needed when there are several.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only say what would change.")] = False,
    db: Db = None,
) -> None:
    """Import the offering, the contacts and free times of a region: all of a workbook, or nothing.

    A row says how something is from now on; what is in no row stays as it is.
    """
    from bot.commands.import_sheets import import_sheets as run

    run(file, region, check, db)


@catalogue.command("import")
def import_catalogue(
    file: Annotated[Path, typer.Argument(help="An XML file of qualification files from SBB.")],
) -> None:
    """Import qualification files (kwalificatiedossiers) from SBB's official XML: all of a file, or nothing."""
    from bot.commands.catalogue import import_xml as run

    run(file)


@schools.command("add")
def add_school(
    code: Annotated[str, typer.Option(help="A short code for the school, as in its links.")],
    name: Annotated[str, typer.Option(help="The name people know.")],
    region: Annotated[str, typer.Option(help="The labour market region, as AM05.")],
    offers: Annotated[
        str, typer.Option(metavar="CREBOS", help="The crebo's it offers in the derde leerweg, by commas.")
    ],
    contact: Annotated[str, typer.Option(help="Whom people in the region can call, in words.")] = "",
    most_a_day: Annotated[
        int | None, typer.Option(min=1, help="How many advice conversations it can hold on one day.")
    ] = None,
    about_offers: Annotated[str, typer.Option(help="Whom to turn to about what it offers, in words.")] = "",
    valid_from: Annotated[str | None, typer.Option(metavar="DAY", help="The first day on which it does.")] = None,
    valid_until: Annotated[str | None, typer.Option(metavar="DAY", help="The last day on which it does.")] = None,
    db: Db = None,
) -> None:
    """Add a school with its offering, and its region when that is new."""
    from bot.commands.schools import add as run

    run(code, name, region, offers, contact, most_a_day, about_offers, valid_from, valid_until, db)


@schools.command("list")
def list_schools(db: Db = None, as_json: AsJson = False) -> None:
    """List the schools, with the crebo's they offer."""
    from bot.commands.schools import show as run

    run(db, as_json)


@slots.command("add")
def add_slot(
    school: Annotated[str, typer.Option(help="The code of the school.")],
    at: Annotated[
        str,
        typer.Option(metavar="YYYY-MM-DDTHH:MM", help="The start, on the school's clock."),
    ],
    minutes: Annotated[int, typer.Option(min=5, max=240, help="How long it takes.")] = 45,
    way: Annotated[str, typer.Option(help="school, phone or video.")] = "school",
    place: Annotated[str, typer.Option(help="The town of the school; needed for way=school.")] = "",
    db: Db = None,
    as_json: AsJson = False,
) -> None:
    """Add a free time of a school."""
    from bot.commands.slots import add as run

    run(school, at, minutes, way, place, db, as_json)


@slots.command("import")
def import_busy(
    source: Annotated[str, typer.Argument(metavar="FILE|URL", help="An iCalendar file, or where one is on the web.")],
    school: Annotated[str, typer.Option(help="The code of the school of the adviser.")] = "",
    adviser: Annotated[str, typer.Option(help="The adviser: their name or number.")] = "",
    db: Db = None,
    as_json: AsJson = False,
) -> None:
    """Import when an adviser is busy, so that nobody is booked then; instead of what came from there before."""
    from bot.commands.busy import read_in as run

    run(source, school, adviser, db, as_json)


@slots.command("list")
def list_slots(
    region: Annotated[str | None, typer.Option(help="Only this region, as AM05.")] = None,
    db: Db = None,
    as_json: AsJson = False,
) -> None:
    """List the times to come, and which are booked."""
    from bot.commands.slots import show as run

    run(region, db, as_json)


@appointments.command("list")
def list_appointments(
    region: Annotated[str | None, typer.Option(help="Only this region, as AM05.")] = None,
    db: Db = None,
    as_json: AsJson = False,
) -> None:
    """List the advice conversations: when, where, of which intake, and whether they are on."""
    from bot.commands.appointments import show as run

    run(region, db, as_json)


@intakes.command("list")
def list_intakes(
    region: Annotated[str | None, typer.Option(help="Only this region, as AM05.")] = None,
    db: Db = None,
    as_json: AsJson = False,
) -> None:
    """List the intakes: where each stands, and since when."""
    from bot.commands.intakes import list_all as run

    run(region, db, as_json)


@intakes.command("show")
def show_intake(
    intake: Annotated[str, typer.Argument(help="The token of the intake, or the address of the candidate.")],
    db: Db = None,
    as_json: AsJson = False,
) -> None:
    """Show one intake: the answers, the chosen work, the moment and the signals to talk about."""
    from bot.commands.intakes import show as run

    run(intake, db, as_json)


@app.command()
def summary(
    intake: Annotated[str, typer.Argument(help="The token of the intake, or the address of the candidate.")],
    pdf: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the page of paper here.")] = None,
    own: Annotated[bool, typer.Option("--own", help="The candidate's own copy.")] = False,
    db: Db = None,
) -> None:
    """The summary of an intake: the short message in words, or as one page to print."""
    from bot.commands.summary import summary as run

    run(intake, pdf, own, db)


@outbox.command("list")
def list_outbox(
    dead: Annotated[bool, typer.Option("--dead", help="Only what could not be sent.")] = False,
    db: Db = None,
    as_json: AsJson = False,
) -> None:
    """List the messages that wait or could not be sent, never their words, and how many were sent."""
    from bot.commands.outbox import show as run

    run(db, dead, as_json)


@outbox.command("retry")
def retry_outbox(
    numbers: Annotated[list[int] | None, typer.Argument(metavar="[ID]...", help="Which messages.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All that could not be sent.")] = False,
    db: Db = None,
    as_json: AsJson = False,
) -> None:
    """Have messages that could not be sent tried again, or some that wait for their next try."""
    from bot.commands.outbox import retry as run

    run(numbers or [], every, db, as_json)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; a mistake is told in one line, with status 1 (2 for a wrong use of a command)."""
    gc.set_threshold(20_000)  # what is made at the start stays: looking it over that often takes longer than it saves
    try:
        app(arguments, prog_name="praktijkgids")
    except Mistake as mistake:
        sys.exit(f"praktijkgids: {mistake}")
    except BrokenPipeError:  # somebody closed the pipe we write to, as `head` does
        sys.stderr.close()
        sys.exit(0)
