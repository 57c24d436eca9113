"""How many queries a page asks the database: as many for long lists as for short ones."""

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.benchmarks import room
from tests.factories import laboratory_user
from tests.pqrsd.petitions import petition


def queries(path: str, user=None) -> int:
    """How many queries a page asks for, to who has just come."""
    client = Client()
    if user:
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return len(asked)


def _form(staff: int) -> int:
    """The form page of a draft with that many people."""
    return queries(reverse("requests_oec:request"), room.draft(staff=staff).applicant)


def _list(cases: int) -> int:
    """*Mis solicitudes* with that many rows."""
    user = laboratory_user()
    for _ in range(cases):
        petition(user=user)
    return queries(reverse("my_cases"), user)


def _detail(staff: int) -> int:
    """The page of a radicado with that many people."""
    radicado = room.issued(room.draft(staff=staff))
    return queries(radicado.get_absolute_url(), radicado.filed_by)


def _verification(staff: int) -> int:
    """The public page of a radicado with that many people."""
    radicado = room.issued(room.draft(staff=staff))
    return queries(reverse("radicados:verify", args=[radicado.verification_code]))


def main(*, is_quick: bool = False) -> dict[str, int]:
    """Queries of each page by number of rows, and how many of them came with more rows."""
    del is_quick  # it takes no time
    counts = {
        "form": [_form(0), _form(18), _form(500)],
        "list": [_list(1), _list(20)],
        "detail": [_detail(1), _detail(18), _detail(500)],
        "verification": [_verification(1), _verification(18), _verification(500)],
    }
    growth = sum(max(found) - min(found) for found in counts.values())
    return {f"{name}_queries": max(found) for name, found in counts.items()} | {"queries_growth": growth}
