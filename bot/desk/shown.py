"""What a page gives back: messages in the person's own language, or a turn of the dialogue that it leads to."""

from bot.desk.conversation import Taken
from dialogs.messages import Message

Shown = Message | Taken
