"""Free times by rule, advice conversations that are moved and cancelled, their outcome, and what became of people."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

JSON = sa.JSON(none_as_null=True)
INSTANT = sa.DateTime(timezone=True)
IN_FORCE = sa.text("cancelled_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("organisation") as organisation:
        organisation.add_column(sa.Column("most_a_day", sa.Integer(), nullable=True))

    op.create_table(
        "rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=False),
        sa.Column("described", JSON, nullable=True),
        sa.Column("crebos", JSON, nullable=True),
        sa.Column("languages", JSON, nullable=True),
        sa.Column("wheelchair", sa.Boolean(), nullable=False),
        sa.Column("filled_to", sa.Date(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["organisation.id"], name="fk_rule_school_id_organisation"),
        sa.ForeignKeyConstraint(["adviser_id"], ["person.id"], name="fk_rule_adviser_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_rule"),
    )
    op.create_index("ix_rule_school_id", "rule", ["school_id"])
    op.create_index("ix_rule_adviser_id", "rule", ["adviser_id"])

    op.create_table(
        "busy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["adviser_id"], ["person.id"], name="fk_busy_adviser_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_busy"),
    )
    op.create_index("ix_busy_adviser_id", "busy", ["adviser_id"])

    with op.batch_alter_table("slot") as slot:
        slot.add_column(sa.Column("adviser_id", sa.Integer(), nullable=True))
        slot.add_column(sa.Column("rule_id", sa.Integer(), nullable=True))
        slot.add_column(sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
        slot.create_foreign_key("fk_slot_adviser_id_person", "person", ["adviser_id"], ["id"])
        slot.create_foreign_key("fk_slot_rule_id_rule", "rule", ["rule_id"], ["id"])
        slot.create_index("ix_slot_adviser_id", ["adviser_id"])
        slot.create_index("ix_slot_rule_id", ["rule_id"])
        slot.drop_constraint("uq_slot_school_id_starts_at_way_place", type_="unique")
        slot.create_unique_constraint(
            "uq_slot_school_id_adviser_id_starts_at_way_place",
            ["school_id", "adviser_id", "starts_at", "way", "place"],
        )

    with op.batch_alter_table("slot") as slot:
        slot.alter_column("withdrawn", existing_type=sa.Boolean(), server_default=None)

    of_school = sa.text("adviser_id IS NULL AND NOT withdrawn")
    op.create_index(
        "uq_slot_school",
        "slot",
        ["school_id", "starts_at", "way", "place"],
        unique=True,
        sqlite_where=of_school,
        postgresql_where=of_school,
    )

    with op.batch_alter_table("appointment") as appointment:
        appointment.add_column(sa.Column("adviser_id", sa.Integer(), nullable=True))
        appointment.add_column(sa.Column("starts_at", INSTANT, nullable=True))
        appointment.add_column(sa.Column("uid", sa.String(), nullable=True))
        appointment.add_column(sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
        appointment.add_column(sa.Column("reason", sa.String(), nullable=True))
        appointment.add_column(sa.Column("coming", sa.Boolean(), nullable=True))
        appointment.add_column(sa.Column("missed", sa.Boolean(), nullable=False, server_default=sa.false()))
        appointment.create_foreign_key("fk_appointment_adviser_id_person", "person", ["adviser_id"], ["id"])
    op.execute("UPDATE appointment SET starts_at = (SELECT starts_at FROM slot WHERE slot.id = appointment.slot_id)")
    op.execute("UPDATE appointment SET uid = 'gesprek-' || CAST(id AS VARCHAR) || '@praktijkgids'")
    with op.batch_alter_table("appointment") as appointment:
        appointment.alter_column("starts_at", existing_type=INSTANT, nullable=False)
        appointment.alter_column("uid", existing_type=sa.String(), nullable=False)
        appointment.alter_column("sequence", existing_type=sa.Integer(), server_default=None)
        appointment.alter_column("missed", existing_type=sa.Boolean(), server_default=None)
        appointment.create_index("ix_appointment_starts_at", ["starts_at"])
        appointment.create_index("ix_appointment_uid", ["uid"])
    op.create_index(
        "uq_appointment_adviser",
        "appointment",
        ["adviser_id", "starts_at"],
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )

    op.create_table(
        "outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("intake_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("work", JSON, nullable=True),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("noted_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["intake_id"], ["intake.id"], name="fk_outcome_intake_id_intake"),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name="fk_outcome_appointment_id_appointment"),
        sa.ForeignKeyConstraint(["school_id"], ["organisation.id"], name="fk_outcome_school_id_organisation"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_outcome_by_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_outcome"),
        sa.UniqueConstraint("appointment_id", name="uq_outcome_appointment_id"),
    )
    op.create_index("ix_outcome_intake_id", "outcome", ["intake_id"])

    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("intake_id", sa.Integer(), nullable=False),
        sa.Column("outcome_id", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("answers", JSON, nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["intake_id"], ["intake.id"], name="fk_follow_up_intake_id_intake"),
        sa.ForeignKeyConstraint(["outcome_id"], ["outcome.id"], name="fk_follow_up_outcome_id_outcome"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
        sa.UniqueConstraint("outcome_id", "months", name="uq_follow_up_outcome_id_months"),
    )
    op.create_index("ix_follow_up_intake_id", "follow_up", ["intake_id"])
    op.create_index("ix_follow_up_outcome_id", "follow_up", ["outcome_id"])
