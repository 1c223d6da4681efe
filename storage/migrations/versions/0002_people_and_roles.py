"""People with roles, who guide intakes together with a candidate; what is said unasked."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

JSON = sa.JSON(none_as_null=True)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("role", sa.String(), nullable=True))
        person.add_column(sa.Column("name", sa.String(), nullable=False, server_default=""))
        person.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        person.add_column(sa.Column("region_code", sa.String(), nullable=True))
        person.add_column(sa.Column("at", sa.String(), nullable=True))
        person.add_column(sa.Column("silent_days", sa.Integer(), nullable=False, server_default="3"))
        person.add_column(sa.Column("news_at", INSTANT, nullable=True))
        person.create_foreign_key("fk_person_organisation_id_organisation", "organisation", ["organisation_id"], ["id"])
        person.create_foreign_key("fk_person_region_code_region", "region", ["region_code"], ["code"])
        person.create_index("ix_person_region_code", ["region_code"])

    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("for_candidates", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name="fk_contact_region_code_region"),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
    )
    op.create_index("ix_contact_region_code", "contact", ["region_code"])
    op.execute(
        "INSERT INTO contact (region_code, line, for_candidates) SELECT code, contact, true FROM region WHERE contact <> ''"
    )
    with op.batch_alter_table("region") as region:
        region.drop_column("contact")

    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("intake_id", sa.Integer(), nullable=True),
        sa.Column("dialogue", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("answers", JSON, nullable=True),
        sa.Column("aside", sa.String(), nullable=True),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("asked", sa.String(), nullable=True),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["intake_id"], ["intake.id"], name="fk_seat_intake_id_intake"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_seat_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_seat"),
        sa.UniqueConstraint("token", name="uq_seat_token"),
        sa.UniqueConstraint("person_id", "intake_id", "dialogue", name="uq_seat_person_id_intake_id_dialogue"),
    )
    op.create_index("ix_seat_person_id", "seat", ["person_id"])
    op.create_index("ix_seat_intake_id", "seat", ["intake_id"])
    # A candidate's seat has the token of the intake, so that the buttons on their screen go on working.
    op.execute(
        "INSERT INTO seat (person_id, intake_id, dialogue, token, aside, misses, finished) "
        "SELECT candidate_id, id, 'intake', token, aside, misses, finished_at IS NOT NULL FROM intake"
    )
    op.execute("UPDATE person SET at = (SELECT token FROM intake WHERE intake.candidate_id = person.id)")

    with op.batch_alter_table("consent") as consent:
        consent.add_column(sa.Column("intake_id", sa.Integer(), nullable=True))
        consent.add_column(sa.Column("by", sa.String(), nullable=False, server_default="candidate"))
    op.execute("UPDATE consent SET intake_id = (SELECT id FROM intake WHERE intake.candidate_id = consent.person_id)")
    op.execute("DELETE FROM consent WHERE intake_id IS NULL")
    with op.batch_alter_table("consent") as consent:
        consent.drop_index("ix_consent_person_id")
        consent.drop_constraint("fk_consent_person_id_person", type_="foreignkey")
        consent.drop_column("person_id")
        consent.alter_column("intake_id", existing_type=sa.Integer(), nullable=False)
        consent.alter_column("by", existing_type=sa.String(), server_default=None)
        consent.create_foreign_key("fk_consent_intake_id_intake", "intake", ["intake_id"], ["id"])
        consent.create_index("ix_consent_intake_id", ["intake_id"])

    with op.batch_alter_table("intake") as intake:
        intake.alter_column("candidate_id", existing_type=sa.Integer(), nullable=True)
        intake.add_column(sa.Column("consultant_id", sa.Integer(), nullable=True))
        intake.add_column(sa.Column("heard_at", INSTANT, nullable=True))
        intake.add_column(sa.Column("reminded_at", INSTANT, nullable=True))
        intake.drop_column("dialogue")
        intake.drop_column("aside")
        intake.drop_column("misses")
        intake.create_foreign_key("fk_intake_consultant_id_person", "person", ["consultant_id"], ["id"])
        intake.create_index("ix_intake_consultant_id", ["consultant_id"])

    op.execute("UPDATE intake SET heard_at = touched_at")

    with op.batch_alter_table("answer") as answer:
        answer.add_column(sa.Column("by_id", sa.Integer(), nullable=True))
        answer.create_foreign_key("fk_answer_by_id_person", "person", ["by_id"], ["id"])
        answer.create_index("ix_answer_by_id", ["by_id"])

    with op.batch_alter_table("person") as person:
        person.alter_column("name", existing_type=sa.String(), server_default=None)
        person.alter_column("silent_days", existing_type=sa.Integer(), server_default=None)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("intake_id", sa.Integer(), nullable=True),
        sa.Column("invited_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.Column("redeemed_at", INSTANT, nullable=True),
        sa.Column("redeemed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name="fk_invitation_region_code_region"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_invitation_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(["intake_id"], ["intake.id"], name="fk_invitation_intake_id_intake"),
        sa.ForeignKeyConstraint(["invited_by_id"], ["person.id"], name="fk_invitation_invited_by_id_person"),
        sa.ForeignKeyConstraint(["redeemed_by_id"], ["person.id"], name="fk_invitation_redeemed_by_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("fingerprint", name="uq_invitation_fingerprint"),
    )
    for column in ("region_code", "intake_id", "invited_by_id", "redeemed_by_id"):
        op.create_index(f"ix_invitation_{column}", "invitation", [column])

    op.create_table(
        "thread",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("intake_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("waits_since", INSTANT, nullable=True),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["intake_id"], ["intake.id"], name="fk_thread_intake_id_intake"),
        sa.ForeignKeyConstraint(["helper_id"], ["person.id"], name="fk_thread_helper_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_thread"),
    )
    op.create_index("ix_thread_intake_id", "thread", ["intake_id"])
    op.create_index("ix_thread_helper_id", "thread", ["helper_id"])
    where = sa.text("closed_at IS NULL")
    op.create_index(
        "uq_thread_intake", "thread", ["intake_id"], unique=True, sqlite_where=where, postgresql_where=where
    )

    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("manner", sa.String(), nullable=False),
        sa.Column("message", JSON, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.Column("try_at", INSTANT, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_until", INSTANT, nullable=True),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.Column("dead_at", INSTANT, nullable=True),
        sa.Column("fault", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_outbox_person_id_person"),
        sa.ForeignKeyConstraint(["about_id"], ["intake.id"], name="fk_outbox_about_id_intake"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_index("ix_outbox_person_id", "outbox", ["person_id"])
    op.create_index("ix_outbox_about_id", "outbox", ["about_id"])
    waiting = sa.text("sent_at IS NULL AND dead_at IS NULL")
    op.create_index("ix_outbox_waiting", "outbox", ["due_at"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("ix_outbox_waiting_person", "outbox", ["person_id"], sqlite_where=waiting, postgresql_where=waiting)
