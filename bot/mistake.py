"""A mistake of the person at the command line."""


class Mistake(Exception):
    """Something that whoever runs a command can mend; the message says in one line what and how."""
