"""A link as a picture that a phone can scan from a screen."""

from io import BytesIO

import segno

SCALE, BORDER = 10, 4
"""Pixels a module, and modules of white around it: what the standard asks, so that every camera sees where it begins."""


def png(link: str) -> bytes:
    """The QR code of a link, as a PNG."""
    picture = BytesIO()
    segno.make(link, micro=False).save(picture, kind="png", scale=SCALE, border=BORDER)
    return picture.getvalue()
