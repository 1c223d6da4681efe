"""The desk: where every turn of every channel is taken."""

from bot.desk.desk import Desk
from bot.desk.visitor import Reply, Visitor

__all__ = ["Desk", "Reply", "Visitor"]
