"""The participants of a course as somebody types or pastes them: a row each. Pure.

A row of titles says what its columns are, in any order; without it, they come in the order of `COLUMNS`.
"""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms.person import LastNameField
from accounts.identity import OFFERED_DOCUMENT_TYPES, checked_document_number, document_type_called
from ground.spreadsheets.pasted import PastedColumn, are_titles, column, pasted_rows, titled
from ground.webforms.fields import MailField

SEPARATORS = "\t;"
MOST_ROWS = 200
NAME_LENGTH = 80  # of each of the columns of words, as letters have room for


COLUMNS = (
    column("document_type", _("Tipo de documento"), "tipo, tipo doc, tipo de identificacion, type, document type"),
    column(
        "document_number",
        _("Documento"),
        "numero, numero de documento, cedula, identificacion, documento de identidad, numero de identificacion, "
        "document number, id",
    ),
    column("first_name", _("Nombres"), "nombre, first name, given names, name"),
    column("last_name", _("Apellidos"), "apellido, last name, surname"),
    column("email", _("Correo"), "correo electronico, email, e mail, mail, email address"),
    column("job", _("Cargo"), "puesto, cargo u oficio, position, job", is_asked=False),
)


def participants_in(typed: str) -> tuple[dict[str, str], ...]:
    """Each row as the fields of a Participant; raises ValidationError with all that is wrong, by row and column."""
    rows = pasted_rows(typed, SEPARATORS)
    columns: Sequence[PastedColumn] = COLUMNS
    if rows and are_titles(rows[0][1], COLUMNS):
        columns, unknown = titled(*rows[0], COLUMNS)
        if unknown:
            raise ValidationError(unknown)
        rows = rows[1:]
    if not rows:
        raise ValidationError(_("Escriba al menos un participante."))
    if len(rows) > MOST_ROWS:
        sentence = gettext("Pegue hasta {most} participantes; hay {count}.")
        raise ValidationError(sentence.format(most=MOST_ROWS, count=len(rows)))
    wrong: list[str] = []
    people: list[dict[str, str]] = []
    seen: set[tuple[str, str]] = set()
    for number, cells in rows:
        if len(cells) > len(columns) or len([*filter(None, cells)]) < 2:
            sentence = gettext("Fila {number}: van {titles}, separados por punto y coma o en columnas.")
            titles = "; ".join(str(each.label).lower() for each in COLUMNS if each.is_asked)
            wrong.append(sentence.format(number=number, titles=titles))
            continue
        told = dict.fromkeys((each.name for each in COLUMNS), "")
        told |= {each.name: cell for each, cell in zip(columns, cells, strict=False)}
        wrong += _wrong_with(told, number, seen)
        people.append(told)
    if wrong:
        raise ValidationError(wrong)
    return tuple(people)


def _wrong_with(told: dict[str, str], number: int, seen: set[tuple[str, str]]) -> Iterator[str]:
    """What is wrong with a row; type, number and address are left as they are kept."""
    labels = {each.name: each.label for each in COLUMNS}
    for name, wrong in _wrong_answers(told, number, seen):
        yield gettext("Fila {number}, {title}: {wrong}").format(number=number, title=labels[name], wrong=wrong)


def _wrong_answers(told: dict[str, str], number: int, seen: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """By the name of its field."""
    whom = told["first_name"] or gettext("la fila {number}").format(number=number)
    told["document_type"] = kind = document_type_called(told["document_type"])
    if kind not in dict(OFFERED_DOCUMENT_TYPES):
        yield "document_type", gettext("«{kind}» no es un tipo de documento.").format(kind=kind)
    elif not told["document_number"]:
        yield "document_number", gettext("escriba el documento de {whom}.").format(whom=whom)
    else:
        try:
            told["document_number"] = checked_document_number(kind, told["document_number"])
        except ValidationError as error:
            yield "document_number", error.messages[0]
        if (key := (kind, told["document_number"])) in seen:
            yield "document_number", gettext("{document} está repetido.").format(document=told["document_number"])
        else:
            seen.add(key)
    if not told["first_name"] or not told["last_name"]:
        sentence = gettext("escriba el nombre y el apellido de la fila {number}.")
        if told["first_name"]:
            sentence += " " + gettext("Quien tiene un solo nombre lleva un guion en los apellidos.")
        yield "first_name", sentence.format(number=number)
    told["last_name"] = LastNameField(required=False).clean(told["last_name"])
    for name in ("first_name", "last_name", "job"):
        if len(told[name]) > NAME_LENGTH:
            yield name, gettext("admite hasta {limit} caracteres.").format(limit=NAME_LENGTH)
    try:
        told["email"] = MailField().clean(told["email"])
    except ValidationError:
        yield "email", gettext("el correo de {whom} no es válido.").format(whom=whom)
