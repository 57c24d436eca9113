"""The file of a legal day, read back as RFC 5545 says that a calendar reads it."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from legal_calendar.ics import DatedEvent, calendar_file

MADE_AT = datetime(2026, 12, 3, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
UNESCAPED = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}


def read(file: bytes) -> dict[str, str]:
    """The properties of its one event, by name with their parameters; anything that the RFC forbids fails."""
    assert file.endswith(b"\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert b"\r" not in file.replace(b"\r\n", b"")
    physical = file.split(b"\r\n")[:-1]
    assert all(0 < len(line) <= 75 for line in physical), "RFC 5545, 3.1"
    for line in physical:
        line.decode()  # no character is cut in two
    lines = file.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    begun, ended = lines.index("BEGIN:VEVENT"), lines.index("END:VEVENT")
    assert ended == len(lines) - 2
    names = [re.fullmatch(r"([A-Z-]+(?:;[A-Z-]+=[^:;]+)*):(.*)", line) for line in lines]
    assert all(names), lines
    of_calendar = [name[1] for name in names[1:begun]]
    assert sorted(of_calendar) == ["PRODID", "VERSION"], "RFC 5545, 3.6: both, once"
    event = [(name[1], name[2]) for name in names[begun + 1 : ended]]
    assert len({name for name, _ in event}) == len(event)
    return {name: re.sub(r"\\[\\;,nN]", lambda found: UNESCAPED[found[0]], value) for name, value in event}


def event(**facts) -> DatedEvent:
    given = {"uid": "2026-E-000001-respuesta@inm.example", "revision": 3, "day": date(2026, 12, 17), "summary": "Vence"}
    return DatedEvent(**(given | facts))


def test_a_day_is_a_whole_day_and_takes_nobodys_time():
    assert read(calendar_file(event(), made_at=MADE_AT)) == {
        "UID": "2026-E-000001-respuesta@inm.example",
        "DTSTAMP": "20261204T043000Z",
        "SEQUENCE": "3",
        "DTSTART;VALUE=DATE": "20261217",
        "DTEND;VALUE=DATE": "20261218",
        "SUMMARY": "Vence",
        "TRANSP": "TRANSPARENT",
    }


def test_a_day_at_the_end_of_a_year_ends_in_the_next():
    read_back = read(calendar_file(event(day=date(2026, 12, 31)), made_at=datetime(2026, 1, 1, tzinfo=UTC)))
    assert read_back["DTEND;VALUE=DATE"] == "20270101"


@pytest.mark.parametrize(
    "text",
    [
        "Respuesta, a más tardar; ley 1437",
        "Una barra \\ y \\n que no es un salto",
        "Dos\nlíneas",
        "Ñandú y señal " * 12,
        "á" * 200,
        "𝛑" * 90,
        "x" * 74,
        "x" * 75,
        "",
    ],
)
def test_what_is_written_is_what_is_read(text):
    read_back = read(calendar_file(event(description=text), made_at=MADE_AT))
    assert read_back.get("DESCRIPTION", "") == text


def test_an_address_is_no_text_and_keeps_its_signs():
    url = "https://inm.example/pqrsd/consulta/2026-E-000001/"
    assert read(calendar_file(event(url=url), made_at=MADE_AT))["URL"] == url
