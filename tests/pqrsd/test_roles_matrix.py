"""Who opens what: every address of petitions, for every role, of an ordinary petition and of a *denuncia*.

An address without a row fails. What is out of somebody's scope is not there (404); what they may read but not
do is refused (403). *Denuncias* are for Control interno disciplinario alone.
"""

import pytest
from django.test import Client

from accounts.models import User
from inm_portal import staff_groups
from pqrsd.kinds import Kind
from pqrsd.models import Pqrsd
from pqrsd.reports.publication import publish
from tests.factories import SignatoryFactory, person_user
from tests.pqrsd.addresses import OF_A_CASE, PATTERNS, QUARTER, address, facts_of
from tests.pqrsd.following import enter, path_of, signed
from tests.pqrsd.petitions import document, petition
from tests.staff import staff_user, verified

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

ROLES = (
    "anybody", "owner", "stranger", "staff", "registrar", "officer", "head", "control", "auditor",
    "superuser", "unverified", "coded", "gone",
)  # fmt: skip
GROUPS = {
    "registrar": staff_groups.OFFICER,
    "officer": staff_groups.PETITIONS_OFFICER,
    "head": staff_groups.PETITIONS_HEAD,
    "control": staff_groups.INTERNAL_CONTROL,
    "auditor": staff_groups.AUDITOR,
    "unverified": staff_groups.PETITIONS_OFFICER,
}
# `coded` came with number and code, without an account; `gone` is the owner, who read it and has logged out.
# 2: it opens. 4: it is not there. F: forbidden. L: log in first. U: second factor first. C: on to the case.
# P: only posted to.
# fmt: off
#             any own str sta reg off hea con aud sup unv cod gon
PUBLIC      = "2   2   2   2   2   2   2   2   2   2   2   2   2"
FOLLOWED    = "4   2   4   4   4   4   4   4   4   4   4   2   4"
BACK        = "4   C   4   4   4   4   4   4   4   4   4   C   4"
LEFT        = "4   P   4   4   4   4   4   4   4   4   4   P   4"
POSTED      = "P   P   P   P   P   P   P   P   P   P   P   P   P"
DESK        = "L   4   4   4   4   2   2   2   2   2   U   L   L"
RECEPTION   = "L   4   4   4   4   2   2   2   F   2   U   L   L"
READ        = "L   4   4   4   4   2   2   4   2   2   U   L   L"
ACT         = "L   4   4   4   4   2   2   4   F   2   U   L   L"
NO_ACT      = "L   4   4   4   4   4   4   4   4   4   U   L   L"
RESERVED    = "L   4   4   4   4   4   4   2   4   4   U   L   L"
# fmt: on
# Whose petitions somebody finds at the desk.
LISTED = dict.fromkeys(("officer", "head", "auditor", "superuser"), {"ordinary"}) | {"control": {"denuncia"}}

EVERYBODYS = (
    "landing", "file", "lookup", "public_notices", "calculator", "reports", "report", "report_csv",
    "report_xlsx",
)  # fmt: skip
ACTS = (
    "assign", "note", "relate", "reclassify", "prioritise", "rights", "move", "request_completion", "extend",
    "transfer", "answer", "reject", "archive", "lapse", "deliver",
)  # fmt: skip
# By the name of the address: of an ordinary petition, and of a denuncia.
MATRIX = {
    **dict.fromkeys(EVERYBODYS, (PUBLIC, PUBLIC)),
    **dict.fromkeys(("case", "due_day", "document", "letter", "reply", "withdraw"), (FOLLOWED, FOLLOWED)),
    # Nothing was asked yet, nor answered.
    **dict.fromkeys(("complete", "more_time", "rate"), (BACK, BACK)),
    "leave": (LEFT, LEFT),
    "desk": (DESK, DESK),
    "desk_export": (DESK, DESK),
    "desk_export_xlsx": (DESK, DESK),
    # Of no act: tests/pqrsd/test_desk_many.py asks for each.
    "desk_many": (NO_ACT, NO_ACT),
    "desk_presence": (POSTED, POSTED),
    "desk_new": (RECEPTION, RECEPTION),
    "desk_case": (READ, RESERVED),
    "desk_document": (READ, RESERVED),
    "desk_letter": (READ, RESERVED),
    **{f"desk_{act}": (ACT, RESERVED) for act in ACTS},
}
# Which petition, in the rows of the matrix and in `cases`; an address of no case is the same for both.
NAMES = {"ordinary": tuple(MATRIX), "denuncia": tuple(name for name in MATRIX if name in OF_A_CASE)}
of_each_kind = pytest.mark.parametrize("kind", NAMES)


@pytest.fixture
def owner(reference_data) -> User:
    SignatoryFactory()
    return person_user()


@pytest.fixture
def clients(owner, cases) -> dict[str, Client]:
    """Somebody of each role, logged in; the staff with both factors."""
    people = {"owner": owner, "stranger": person_user(), "gone": owner}
    staff = {"staff": staff_user(), "superuser": staff_user(is_superuser=True)}
    staff |= {role: staff_user(group) for role, group in GROUPS.items()}
    clients = {role: verified(Client(), user) for role, user in staff.items()}
    for role, user in (people | {"unverified": staff["unverified"]}).items():
        clients[role] = Client()
        clients[role].force_login(user)
    assert [clients["gone"].get(path_of(case)).status_code for case in cases.values()] == [200, 200]
    clients["gone"].post("/salir/")
    return {role: clients.get(role) or Client() for role in ROLES}


@pytest.fixture
def cases(owner, pki) -> dict[str, Pqrsd]:
    """An ordinary petition and a denuncia of the same person, each with a file and its signed letter."""
    kinds = {"ordinary": Kind.PRIVATE_INTEREST, "denuncia": Kind.REPORT}
    filed = {name: petition(kind, user=owner, documents=(document(),)) for name, kind in kinds.items()}
    for pqrsd in filed.values():
        signed(pqrsd.radicado)
    return filed


def outcome(response) -> str:
    """The answer as the matrix writes it."""
    if response.status_code != 302:
        return {200: "2", 403: "F", 404: "4", 405: "P"}.get(response.status_code, str(response.status_code))
    doors = {"/ingreso/?": "L", "/ingreso/segundo-factor/": "U", "/pqrsd/consulta/": "C"}
    return next((letter for path, letter in doors.items() if response.url.startswith(path)), response.url)


def row_of(name: str, kind: str) -> str:
    """One space between the signs."""
    return " ".join(MATRIX[name][list(NAMES).index(kind)].split())


def found(clients: dict[str, Client], path: str, row: str) -> str:
    """The row of the matrix that the roles find; asking leaves nothing behind but that it was read.

    A page that is everybody's looks at nobody: one of each kind asks for it.
    """
    asked = {"anybody", "owner", "officer", "unverified", "gone"} if row == row_of("landing", "ordinary") else ROLES
    signs = zip(row.split(), clients.items(), strict=True)
    return " ".join(outcome(client.get(path)) if role in asked else sign for sign, (role, client) in signs)


def refused(clients: dict[str, Client], path: str, row: str) -> str:
    """The same of who posts there; who may, is not asked."""
    signs = zip(row.split(), clients.values(), strict=True)
    return " ".join("2" if sign == "2" else outcome(client.post(path, {})) for sign, client in signs)


def test_every_address_has_its_row():
    assert set(MATRIX) == set(PATTERNS)
    assert all(len(row.split()) == len(ROLES) for rows in MATRIX.values() for row in rows)
    assert all(len(set(MATRIX[name])) == 1 for name in set(MATRIX) - set(OF_A_CASE))


@pytest.mark.usefixtures("undrawn")
@of_each_kind
def test_each_role_opens_what_the_matrix_says(kind, clients, cases):
    publish(QUARTER)
    facts = facts_of(cases[kind])
    enter(clients["coded"], cases[kind])
    wanted = {name: row_of(name, kind) for name in NAMES[kind]}
    assert {name: found(clients, address(name, facts), row) for name, row in wanted.items()} == wanted


@pytest.mark.usefixtures("undrawn")
@of_each_kind
def test_whoever_may_not_do_it_may_not_post_it_either(kind, clients, cases):
    names = [name for name in NAMES[kind] if MATRIX[name][0] in {ACT, RECEPTION}]
    wanted = {name: row_of(name, kind) for name in names}
    facts, rows, versions = facts_of(cases[kind]), {}, {}
    for name, row in wanted.items():
        rows[name] = refused(clients, address(name, facts), row)
        versions[name] = Pqrsd.objects.values_list("version", flat=True).get(pk=cases[kind].pk)
    assert rows == wanted
    assert versions == dict.fromkeys(names, cases[kind].version)


@pytest.mark.parametrize("name", ["desk", "desk_export"])
def test_lists_have_denuncias_for_internal_control_alone(name, clients, cases):
    numbers = {kind: pqrsd.radicado.number for kind, pqrsd in cases.items()}
    searches = {text: [text] for text in ("", "balanza", "1000000555")} | {"own number": [*numbers.values()]}
    seen = {
        search: {role: listed(clients[role], name, typed, numbers) for role in LISTED}
        for search, typed in searches.items()
    }
    assert seen == dict.fromkeys(searches, LISTED)


def listed(client: Client, name: str, typed: list[str], numbers: dict[str, str]) -> set[str]:
    """Which of the two a list has, for any of the texts searched."""
    found = "".join(content_of(client, address(name, {}), text) for text in typed)
    return {kind for kind, number in numbers.items() if is_listed(number, found)}


def content_of(client: Client, path: str, typed: str) -> str:
    return client.get(path, {"q": typed, "estado": "todas"}).getvalue().decode()


def is_listed(number: str, content: str) -> bool:
    """As a row of the page or of the file; the search box has the number that was typed."""
    return f"/{number}/" in content or f"{number};" in content
