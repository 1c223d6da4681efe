"""Steering a region: how long things are kept, who saw what, what is left of who was erased, and when an offering is valid."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("region") as region:
        region.add_column(sa.Column("keep_months", sa.Integer(), nullable=False, server_default="24"))
        region.add_column(sa.Column("keep_unfinished_months", sa.Integer(), nullable=False, server_default="3"))
        region.add_column(sa.Column("digest_on", sa.Date(), nullable=True))
    with op.batch_alter_table("region") as region:
        region.alter_column("keep_months", existing_type=sa.Integer(), server_default=None)
        region.alter_column("keep_unfinished_months", existing_type=sa.Integer(), server_default=None)

    with op.batch_alter_table("offering") as offering:
        offering.add_column(sa.Column("contact", sa.String(), nullable=False, server_default=""))
        offering.add_column(sa.Column("valid_from", sa.Date(), nullable=True))
        offering.add_column(sa.Column("valid_until", sa.Date(), nullable=True))
    with op.batch_alter_table("offering") as offering:
        offering.alter_column("contact", existing_type=sa.String(), server_default=None)

    with op.batch_alter_table("intake") as intake:
        intake.add_column(sa.Column("erase_at", INSTANT, nullable=True))
    # What is due to be erased is found without going through what is not.
    for table, name, column, which in (
        ("intake", "unfinished", "touched_at", "finished_at IS NULL"),
        ("intake", "erase_at", "erase_at", "erase_at IS NOT NULL"),
        ("person", "nowhere", "created_at", "role IS NULL AND at IS NULL"),
        ("outbox", "sent", "sent_at", "sent_at IS NOT NULL"),
        ("outbox", "dead", "dead_at", "dead_at IS NOT NULL"),
    ):
        only = sa.text(which)
        op.create_index(f"ix_{table}_{name}", table, [column], sqlite_where=only, postgresql_where=only)
    # Erasing somebody looks for what points to them.
    op.create_index("ix_appointment_intake_id", "appointment", ["intake_id"])
    op.create_index("ix_appointment_adviser_id", "appointment", ["adviser_id"])
    op.create_index("ix_outcome_by_id", "outcome", ["by_id"])

    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("region_code", sa.String(), nullable=True),
        sa.Column("who_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["who_id"], ["person.id"], name="fk_audit_who_id_person"),
        sa.ForeignKeyConstraint(["about_id"], ["intake.id"], name="fk_audit_about_id_intake"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    for column in ("at", "region_code", "who_id", "about_id"):
        op.create_index(f"ix_audit_{column}", "audit", [column])

    op.create_table(
        "erased",
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("region_code", "month", "stage", "result", name="pk_erased"),
    )
