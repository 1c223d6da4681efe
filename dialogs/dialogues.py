"""All dialogues that fill an intake."""

from dialogs.intake import INTAKE
from dialogs.professional import PROFESSIONAL

DIALOGUES = (INTAKE, PROFESSIONAL)
"""The same key is the same question in each of them: see `dialogs.check.check_together`."""
