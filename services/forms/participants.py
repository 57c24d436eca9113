"""The participants of a course as somebody types or pastes them: a row each. Pure.

A row of titles says what its columns are, in any order; without it, they come in the order of `COLUMNS`.
"""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError

from accounts.identity import OFFERED_DOCUMENT_TYPES, checked_document_number, document_type_called
from ground.spreadsheets.pasted import PastedColumn, are_titles, column, pasted_rows, titled
from ground.webforms.fields import MailField

SEPARATORS = "\t;"
MOST_ROWS = 200
NAME_LENGTH = 80  # of each of the columns of words, as letters have room for


COLUMNS = (
    column("document_type", "Tipo de documento", "tipo, tipo documento, tipo doc, tipo de identificacion"),
    column(
        "document_number",
        "Documento",
        "numero, numero de documento, no documento, cedula, identificacion, n, no, n o, numero documento",
    ),
    column("first_name", "Nombres", "nombre"),
    column("last_name", "Apellidos", "apellido"),
    column("email", "Correo", "correo electronico, email, e mail, mail"),
    column("job", "Cargo", "puesto, cargo u oficio", is_asked=False),
)
_ORDER = "; ".join(each.label.lower() for each in COLUMNS if each.is_asked)


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
        raise ValidationError("Escriba al menos un participante.")
    if len(rows) > MOST_ROWS:
        raise ValidationError(f"Pegue hasta {MOST_ROWS} participantes; hay {len(rows)}.")
    wrong: list[str] = []
    people: list[dict[str, str]] = []
    seen: set[tuple[str, str]] = set()
    for number, cells in rows:
        if len(cells) > len(columns) or len([*filter(None, cells)]) < 2:
            wrong.append(f"Fila {number}: van {_ORDER}, separados por punto y coma o en columnas.")
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
    whom = told["first_name"] or f"la fila {number}"
    told["document_type"] = kind = document_type_called(told["document_type"])
    if kind not in dict(OFFERED_DOCUMENT_TYPES):
        yield f"Fila {number}, Tipo de documento: «{kind}» no es un tipo de documento."
    elif not told["document_number"]:
        yield f"Fila {number}, Documento: escriba el documento de {whom}."
    else:
        try:
            told["document_number"] = checked_document_number(kind, told["document_number"])
        except ValidationError as error:
            yield f"Fila {number}, Documento: {error.messages[0]}"
        if (key := (kind, told["document_number"])) in seen:
            yield f"Fila {number}, Documento: {told['document_number']} está repetido."
        else:
            seen.add(key)
    if not told["first_name"] or not told["last_name"]:
        yield f"Fila {number}, Nombres: escriba el nombre y el apellido de la fila {number}."
    for name, label in (("first_name", "Nombres"), ("last_name", "Apellidos"), ("job", "Cargo")):
        if len(told[name]) > NAME_LENGTH:
            yield f"Fila {number}, {label}: admite hasta {NAME_LENGTH} caracteres."
    try:
        told["email"] = MailField().clean(told["email"])
    except ValidationError:
        yield f"Fila {number}, Correo: el correo de {whom} no es válido."
