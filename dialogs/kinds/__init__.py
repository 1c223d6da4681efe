"""Kinds of answer, one file each: how it is offered, how what a person does becomes the answer, how it is shown back."""

from dialogs.kinds.consent import Consent
from dialogs.kinds.free_text import FreeText
from dialogs.kinds.language import Language
from dialogs.kinds.one_of import OneOf, YesNo
from dialogs.kinds.place import HomeTown
from dialogs.kinds.review import Review
from dialogs.kinds.several_of import SeveralOf
from dialogs.kinds.time_slot import TimeSlot
from dialogs.kinds.whole_number import WholeNumber
from dialogs.kinds.work_processes import WorkProcesses

__all__ = [
    "Consent",
    "FreeText",
    "HomeTown",
    "Language",
    "OneOf",
    "Review",
    "SeveralOf",
    "TimeSlot",
    "WholeNumber",
    "WorkProcesses",
    "YesNo",
]
