"""The keys of rows that a page sends back; anything that no page of ours could have sent is none."""

from uuid import UUID

NUMBER_DIGITS = 18  # fit a bigint


def as_number(text: str | None) -> int | None:
    if text and text.isascii() and text.isdigit() and len(text) <= NUMBER_DIGITS:
        return int(text)
    return None


def as_uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
