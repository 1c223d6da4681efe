"""Databases as they were when an earlier migration was the newest."""

from unittest.mock import patch

from alembic import command
from alembic.config import Config

from storage.database import Database


def database_as_of(migration: str, url: str) -> Database:
    """A database that no later migration than this one has changed."""
    upgrade = command.upgrade

    def no_further(config: Config, revision: str) -> None:
        assert revision == "head"
        upgrade(config, migration)

    with patch("alembic.command.upgrade", no_further):
        return Database(url)
