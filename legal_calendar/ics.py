"""A legal day as a file for anybody's own calendar (iCalendar, RFC 5545). Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

CONTENT_TYPE = "text/calendar; charset=utf-8"
LINE_OCTETS = 75  # RFC 5545, 3.1, without the line break


@dataclass(frozen=True)
class DatedEvent:
    """A whole day that matters.

    `uid` says for ever which one it is, so that a calendar puts a later file in the place of an earlier one;
    `revision` grows whenever the day changes. What is "" is left out.
    """

    uid: str
    revision: int
    day: date
    summary: str
    description: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar_file(*events: DatedEvent, made_at: datetime) -> bytes:
    """The file, in UTF-8: a calendar with those events, which take nobody's time. `made_at` needs its zone."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Instituto Nacional de Metrología//Portal de Servicios en Línea//ES",
        *(line for event in events for line in _event(event, made_at)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(event: DatedEvent, made_at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{event.revision}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(event.summary)}",
        *([f"DESCRIPTION:{_text(event.description)}"] if event.description else []),
        *([f"URL:{event.url}"] if event.url else []),
        *(["STATUS:CANCELLED"] if event.is_cancelled else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(value: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n"), ("\r", "\n"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return value


def _folded(line: str) -> str:
    """At most LINE_OCTETS a line, no character cut in two; what goes on begins with a space (RFC 5545, 3.1)."""
    folded, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > LINE_OCTETS:
            folded, octets = f"{folded}\r\n ", 1
        folded, octets = folded + character, octets + size
    return folded
