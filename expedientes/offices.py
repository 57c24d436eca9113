"""Which office receives what is filed."""

from expedientes.models import Dependencia
from legal_calendar.days import IncompleteTablesError


class NoOfficeError(IncompleteTablesError):
    """No Dependencia receives what is filed: an administrator must name one."""


def receiving_office(*, is_reserved: bool) -> Dependencia:
    """Who receives what is filed; raises NoOfficeError."""
    role = {"is_internal_control": True} if is_reserved else {"is_first": True}
    office = Dependencia.objects.filter(**role).first()
    if office is None:
        raise NoOfficeError(f"Falta la dependencia que recibe: {role}.")
    return office
