"""What takes long to load, loaded. Imported by the process from which others are started, and by nothing else."""

import io
import sys
from contextlib import redirect_stdout

import alembic.command
import psycopg

from bot import open
from bot.cli import main
from bot.knowledge import Knowledge

KNOWLEDGE = Knowledge()
KNOWLEDGE.warm_up()
open.knowledge = lambda: KNOWLEDGE
assert alembic.command
assert psycopg
sys.stdin = io.StringIO("")
with redirect_stdout(io.StringIO()):
    try:
        main(["chat", "--json", "--db", "sqlite://"])
    except SystemExit as end:
        assert end.code == 0
