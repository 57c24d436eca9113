"""What the workers do about tariffs: the edition as a PDF to read and print, with the resolution named on
each page. Every task is safe to repeat."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from celery import shared_task
from django.conf import settings
from django.utils.timezone import localtime

from ground.printable import clean, unbroken
from ground.work.running import attempt, sweep
from legal_calendar.legal_time import LEGAL_TIME, long_date
from radicados.rendering.layout import Bar, Strip, Words, paginate, stuck
from radicados.rendering.sheet import PAGE_HEIGHT, Identity, Sheet
from radicados.rendering.version_1 import style
from radicados.rendering.version_1.blocks import beside, lines, on_background, paragraph, right_aligned, row, spaced
from radicados.rendering.version_1.furniture import HEADING_TOP, draw_datum, running_heading
from tariffs.downloads import LICENCE, PUBLISHED_ON, Contents, Line, contents_of
from tariffs.figures import dollars, pesos, wages
from tariffs.kinds import Unit
from tariffs.models import Booklet, Edition

TOP, BOTTOM = PAGE_HEIGHT - 66.0, 52.0
TITLE = replace(style.TITLE, size=17.0, leading=22.0)
SECTION = replace(style.TITLE, size=13.0, leading=17.0)
CODE_WIDTH = 52.0
NAME_LEFT = style.LEFT + CODE_WIDTH
# The right edges of pesos, minimum wages and dollars.
RIGHTS = (style.RIGHT - 114.0, style.RIGHT - 56.0, style.RIGHT - 4.0)
NAME_WIDTH = RIGHTS[0] - 66.0 - NAME_LEFT
HEADINGS = ("COP", "S.M.M.L.V.", "USD")


@shared_task
def make_booklet(edition_id: str) -> None:
    """Draw the PDF of one edition."""
    attempt(Booklet, edition_id, make)


@shared_task
def make_pending_booklets() -> None:
    """Ring again for every PDF that is due."""
    sweep(Booklet)


def make(work: Booklet) -> None:
    """Draw and keep the PDF of a claimed row: whichever worker does it, and when, the bytes are the same."""
    edition, contents, room = work.edition, contents_of(work.edition), TOP - BOTTOM
    sheet = Sheet(
        Identity(
            title=f"Tasas de los servicios de metrología · {edition}",
            author=clean(settings.ENTITY["name"]),
            subject=clean(edition.resolution.title),
            tool="Portal de Servicios en Línea",
            created_at=localtime(edition.published_at, LEGAL_TIME),
            fingerprint=sha256(f"{edition} {contents.published_on}".encode()).hexdigest()[:32],
        )
    )
    rules = f"Rige desde el {long_date(edition.begins_on)}"
    rules += f" hasta el {long_date(edition.valid_to)}." if edition.valid_to else "."
    strips = [
        *stuck(lines("Tasas de los servicios de metrología", TITLE, style.LEFT, style.WIDTH)),
        *paragraph(f"{edition}. {rules}", style.BODY_STRONG, gap=4.0),
        *paragraph(edition.resolution.title, gap=4.0),
        *(strip for note in edition.validity_notes for strip in paragraph(note, style.NOTE, gap=4.0)),
        *paragraph(f"{LICENCE} {PUBLISHED_ON} {long_date(contents.published_on)}.", style.NOTE, gap=6.0),
        *_preamble(edition),
        *_tables(contents),
        *_articles(edition),
    ]
    pages = paginate(strips, first_room=room, room=room)
    for number, placed in enumerate(pages, start=1):
        _draw_furniture(sheet, contents, f"Página {number} de {len(pages)}")
        for strip, top in placed:
            strip.draw(sheet, TOP - top)
        sheet.end_page()
    work.complete(pdf=sheet.to_bytes())


def _tables(contents: Contents) -> Iterator[Strip]:
    look = style.CELL_HEADING
    names = [
        Words(style.LEFT + 4, look.size, "Código", look),
        Words(NAME_LEFT, look.size, "Nombre del servicio", look),
        *(right_aligned(name, look, right, look.size) for name, right in zip(HEADINGS, RIGHTS, strict=True)),
    ]
    columns = on_background(Strip(look.leading, tuple(names)), padding=4.0)
    own: dict[int, list[Line]] = {}
    for line in contents.lines:
        own.setdefault(line.rate.heading_id, []).append(line)
    for heading in contents.headings:
        # Never parted from what follows.
        title = SECTION if heading.parent_id is None else style.TITLE
        yield from spaced(stuck(lines(heading.name, title, style.LEFT, style.WIDTH)), 16.0)
        if heading.misprint:
            yield from stuck(lines(f"Está impreso «{heading.misprint}».", style.NOTE, style.LEFT, style.WIDTH))
        if heading.pk in own:
            yield replace(columns, gap=5.0, sticks=True)
        for line in own.get(heading.pk, []):
            yield from (replace(strip, heading=columns) for strip in _row(line))


def _row(line: Line) -> list[Strip]:
    rate, look = line.rate, style.CELL
    below = [] if rate.unit == Unit.SERVICE else [f"Por {Unit(rate.unit).label}."]
    below += [f"Está impreso «{rate.misprint}»."] if rate.misprint else []
    below += (f"({note.number}) {note.text}" for note in line.notes)
    below += [line.remark] if line.remark else []
    name = lines(unbroken(rate.name), look, NAME_LEFT, NAME_WIDTH)
    name += lines("\n".join(below), style.NOTE, NAME_LEFT, NAME_WIDTH) if below else []
    if rate.text_price:
        left = RIGHTS[0] - 58.0
        figures = lines(rate.text_price, look, left, style.RIGHT - left)
    else:
        written = (
            pesos(rate.cop) if rate.cop else "—",
            wages(rate.smmlv) if rate.smmlv is not None else "—",
            dollars(rate.usd) if rate.usd else "—",
        )
        marks = (right_aligned(text, look, at, look.size) for text, at in zip(written, RIGHTS, strict=True))
        figures = [Strip(look.leading, tuple(marks))]
    return row(beside(lines(rate.code, style.NOTE, style.LEFT + 4, CODE_WIDTH - 4), name, figures))


def _preamble(edition: Edition) -> Iterator[Strip]:
    """Who issues it, by what power and why."""
    if edition.issued_by:
        yield from spaced(stuck(lines(edition.issued_by, style.BODY_STRONG, style.LEFT, style.WIDTH)), 14.0)
    yield from paragraph(edition.competence, gap=4.0)
    if edition.recitals:
        yield from spaced(stuck(lines("Considerando", style.TITLE, style.LEFT, style.WIDTH)), 10.0)
        for recital in edition.recitals.split("\n\n"):
            yield from paragraph(recital, gap=4.0)


def _articles(edition: Edition) -> Iterator[Strip]:
    notes = {note.number: note.text for note in edition.footnotes.all()}
    for article in edition.articles:
        yield from spaced(stuck(lines(article["name"], style.TITLE, style.LEFT, style.WIDTH)), 14.0)
        yield from paragraph(article["text"], gap=4.0)
        for part in article["paragraphs"]:
            yield from paragraph(f"{part['name']}. {part['text']}", gap=5.0)
        for number in filter(notes.get, article["footnotes"]):
            yield from paragraph(f"({number}) {notes[number]}", style.NOTE, gap=5.0)
    if edition.signatory:
        yield from paragraph(f"Firmada por {edition.signatory}.", gap=14.0)


def _draw_furniture(sheet: Sheet, contents: Contents, page: str) -> None:
    heading = running_heading(settings.ENTITY["acronym"], settings.ENTITY["name"], str(contents.edition))
    footer = (
        Bar(style.LEFT, 0.0, style.WIDTH, 0.6, style.HAIRLINE),
        *lines(contents.address, style.SMALL, style.LEFT, style.WIDTH - 90.0)[0].marks,
        right_aligned(page, style.SMALL_STRONG, style.RIGHT, style.SMALL.size),
    )
    heading.draw(sheet, HEADING_TOP)
    draw_datum(sheet, BOTTOM - 28.0)
    # The bar at the top of the footer, its words under it.
    Strip(9.0, footer[:1]).draw(sheet, BOTTOM - 14.0)
    Strip(9.0, footer[1:]).draw(sheet, BOTTOM - 20.0)
