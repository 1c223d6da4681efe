"""How the Bot API refuses, word for word. The first words of a description settle the HTTP status."""

STATUS = {
    "Bad Request": 400,
    "Unauthorized": 401,
    "Forbidden": 403,
    "Not Found": 404,
    "Conflict": 409,
}

CHAT_NOT_FOUND = "Bad Request: chat not found"
BLOCKED = "Forbidden: bot was blocked by the user"
DEACTIVATED = "Forbidden: user is deactivated"
LEFT_GROUP = "Forbidden: bot is not a member of the supergroup chat"
LEFT_CHANNEL = "Forbidden: bot is not a member of the channel chat"
KICKED_FROM_GROUP = "Forbidden: bot was kicked from the supergroup chat"
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_CAME = "Conflict: terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Refusal(Exception):
    """A request that Telegram refuses, with its whole `description`."""

    def __init__(self, description: str) -> None:
        super().__init__(description)
        self.description = description
        self.status = STATUS[description.partition(":")[0]]
