"""The roles that people can have."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is in Praktijkgids. A candidate has no post: their intake is what makes them one."""

    CANDIDATE = "candidate"
    CONSULTANT = "consultant"
    ADVISER = "adviser"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
