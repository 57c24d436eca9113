"""Who opens what: every address of petitions, for every role, of an ordinary petition and of a *denuncia*.

An address without a row fails. What is out of somebody's scope is not there (404); what they may read but not
do is refused (403). *Denuncias* are for Control interno disciplinario alone.
"""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from inm_portal import staff_groups
from pqrsd import urls
from pqrsd.following.access import key_to
from pqrsd.kinds import Kind
from pqrsd.models import Pqrsd
from pqrsd.reports.publishing import publish
from pqrsd.reports.quarters import Quarter
from tests.factories import SignatoryFactory, person_user
from tests.pqrsd.following import signed
from tests.pqrsd.petitions import document, petition
from tests.staff import staff_user, verified

pytestmark = pytest.mark.django_db

ROLES = (
    "anybody", "owner", "stranger", "staff", "registrar", "officer", "head", "control", "auditor",
    "superuser", "unverified",
)  # fmt: skip
GROUPS = {
    "registrar": staff_groups.OFFICER,
    "officer": staff_groups.PETITIONS_OFFICER,
    "head": staff_groups.PETITIONS_HEAD,
    "control": staff_groups.INTERNAL_CONTROL,
    "auditor": staff_groups.AUDITOR,
    "unverified": staff_groups.PETITIONS_OFFICER,
}
QUARTER = Quarter(2026, 1)
# 2: it opens. 4: it is not there. F: forbidden. L: log in first. U: second factor first. C: on to the case.
# P: only posted to.
# fmt: off
#             any own str sta reg off hea con aud sup unv
PUBLIC      = "2   2   2   2   2   2   2   2   2   2   2"
BACK        = "C   C   C   C   C   C   C   C   C   C   C"
POSTED      = "P   P   P   P   P   P   P   P   P   P   P"
OWN         = "L   C   4   4   4   4   4   4   4   4   4"
DESK        = "L   4   4   4   4   2   2   2   2   2   U"
RECEPTION   = "L   4   4   4   4   2   2   2   F   2   U"
READ        = "L   4   4   4   4   2   2   4   2   2   U"
ACT         = "L   4   4   4   4   2   2   4   F   2   U"
RESERVED    = "L   4   4   4   4   4   4   2   4   4   U"
# fmt: on

EVERYBODYS = (
    "landing", "file", "lookup", "case", "document", "letter", "reply", "withdraw", "public_notices",
    "calculator", "reports", "report", "report_csv", "report_xlsx",
)  # fmt: skip
ACTS = (
    "assign", "note", "relate", "reclassify", "prioritise", "move", "request_completion", "extend",
    "transfer", "answer", "reject", "archive", "lapse", "deliver",
)  # fmt: skip
# By the name of the address: of an ordinary petition, and of a denuncia.
MATRIX = {
    **dict.fromkeys(EVERYBODYS, (PUBLIC, PUBLIC)),
    # Nothing was asked yet, nor answered.
    **dict.fromkeys(("complete", "more_time", "rate"), (BACK, BACK)),
    "own": (OWN, OWN),
    "desk": (DESK, DESK),
    "desk_export": (DESK, DESK),
    "desk_presence": (POSTED, POSTED),
    "desk_new": (RECEPTION, RECEPTION),
    "desk_case": (READ, RESERVED),
    "desk_document": (READ, RESERVED),
    "desk_letter": (READ, RESERVED),
    **{f"desk_{act}": (ACT, RESERVED) for act in ACTS},
}


NAMES = {pattern.name: pattern for pattern in urls.urlpatterns}


@pytest.fixture
def owner(reference_data) -> User:
    SignatoryFactory()
    return person_user()


@pytest.fixture
def clients(owner) -> dict[str, Client]:
    """Somebody of each role, logged in; the staff with both factors."""
    people = {"owner": owner, "stranger": person_user()}
    staff = {"staff": staff_user(), "superuser": staff_user(is_superuser=True)}
    staff |= {role: staff_user(group) for role, group in GROUPS.items()}
    clients = {role: verified(Client(), user) for role, user in staff.items()}
    for role, user in (people | {"unverified": staff["unverified"]}).items():
        clients[role] = Client()
        clients[role].force_login(user)
    return {role: clients.get(role) or Client() for role in ROLES}


@pytest.fixture
def cases(owner, pki) -> list[Pqrsd]:
    """An ordinary petition and a denuncia of the same person, each with a file and its signed letter."""
    filed = [
        petition(kind, user=owner, documents=(document(),)) for kind in (Kind.PRIVATE_INTEREST, Kind.REPORT)
    ]
    for pqrsd in filed:
        signed(pqrsd.radicado)
    return filed


def path_of(name: str, pqrsd: Pqrsd) -> str:
    """The address of that name, for that petition."""
    known = {
        "number": pqrsd.radicado.number,
        "letter": pqrsd.radicado.number,
        "key": key_to(pqrsd),
        "pk": pqrsd.events.get().anexos.get().pk,
        "year": QUARTER.year,
        "quarter": QUARTER.number,
    }
    return reverse(f"pqrsd:{name}", kwargs={key: known[key] for key in NAMES[name].pattern.converters})


def outcome(response) -> str:
    """The answer as the matrix writes it."""
    if response.status_code != 302:
        return {200: "2", 403: "F", 404: "4", 405: "P"}.get(response.status_code, str(response.status_code))
    doors = {"/ingreso/?": "L", "/ingreso/segundo-factor/": "U", "/pqrsd/consulta/": "C"}
    return next((letter for path, letter in doors.items() if response.url.startswith(path)), response.url)


def test_every_address_has_its_row():
    assert set(MATRIX) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_role_opens_what_the_matrix_says(name, clients, cases):
    publish(QUARTER)
    for pqrsd, row in zip(cases, MATRIX[name], strict=True):
        path = path_of(name, pqrsd)
        found = {role: outcome(client.get(path)) for role, client in clients.items()}
        assert found == dict(zip(ROLES, row.split(), strict=True)), (path, pqrsd.kind)


@pytest.mark.parametrize("name", [name for name, rows in MATRIX.items() if rows[0] in {ACT, RECEPTION}])
def test_whoever_may_not_do_it_may_not_post_it_either(name, clients, cases):
    for pqrsd, row in zip(cases, MATRIX[name], strict=True):
        refused = {role: sign for role, sign in zip(ROLES, row.split(), strict=True) if sign != "2"}
        path, version = path_of(name, pqrsd), pqrsd.version
        assert {role: outcome(clients[role].post(path, {})) for role in refused} == refused
        pqrsd.refresh_from_db(fields=["version"])
        assert pqrsd.version == version


@pytest.mark.parametrize("name", ["desk", "desk_export"])
@pytest.mark.parametrize("search", ["", "balanza", "1000000555", "own number"])
def test_lists_have_denuncias_for_internal_control_alone(name, search, clients, cases):
    ordinary, secret = (pqrsd.radicado.number for pqrsd in cases)
    for role, seen in {
        "officer": {ordinary},
        "head": {ordinary},
        "auditor": {ordinary},
        "superuser": {ordinary},
        "control": {secret},
    }.items():
        numbers = [ordinary, secret] if search == "own number" else [search]
        found = "".join(content_of(clients[role], name, typed) for typed in numbers)
        assert {number for number in (ordinary, secret) if is_listed(number, found)} == seen, role


def content_of(client: Client, name: str, typed: str) -> str:
    return client.get(reverse(f"pqrsd:{name}"), {"q": typed, "estado": "todas"}).getvalue().decode()


def is_listed(number: str, content: str) -> bool:
    """As a row of the page or of the file; the search box has the number that was typed."""
    return f"/{number}/" in content or f"{number};" in content
