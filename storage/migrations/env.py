"""Alembic runs the migrations on the connection that the database hands it."""

from alembic import context
from sqlmodel import SQLModel

from storage import tables

connection = context.config.attributes["connection"]
assert tables.NAMES is SQLModel.metadata.naming_convention
context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
context.run_migrations()
