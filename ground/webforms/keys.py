"""The keys of rows that a page sends back; anything that no page of ours could have sent is none."""

from uuid import UUID

NUMBER_DIGITS = 18  # fit a bigint


def as_number(text: str | None) -> int | None:
    is_number = text and text.isascii() and text.isdigit() and len(text) <= NUMBER_DIGITS
    return int(text) if is_number else None


def as_uuid(text) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
