"""What programs and mishaps send: every address of petitions has an answer to it, never a fault of its own.

Each attempt is undone before the next one, so that all of them find the same case. What the same lines of the
portal read at every address (bodies, numbers, common fields) is sent to them by turns, all of it to some.
"""

import re
from itertools import cycle, product
from uuid import uuid4

import pytest
from django.core.cache.backends.redis import RedisCache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from redis.exceptions import RedisError

from expedientes.attachments import ANSWER, ATTACHMENTS
from expedientes.models import Dependencia
from expedientes.views.act_page import FAULT
from pqrsd.acts.completion import request_completion
from pqrsd.deadlines import Ground
from pqrsd.kinds import Kind
from pqrsd.models import Pqrsd
from pqrsd.reports.publication import publish
from tests.factories import person_user
from tests.hostile import BAD_FILES, BODIES, GARBAGE, attempt, fault
from tests.pqrsd.addresses import PATTERNS, QUARTER, address, facts_of
from tests.pqrsd.desk import QUEUE, REASON, act
from tests.pqrsd.following import WORDS, enter, keys, page_fields, send, text_of
from tests.pqrsd.form_answers import answers, token
from tests.pqrsd.petitions import document, petition

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

DESK = [name for name in PATTERNS if name.startswith("desk")]
OTHERS = [name for name in PATTERNS if name not in DESK]
by_room = pytest.mark.parametrize("names", [DESK, OTHERS], ids=["desk", "public"])
METHODS = ("get", "head", "post", "put", "delete", "options")
# What the addresses read after the question mark; at the calculator, one wrong answer hides the others.
QUERIES = {
    "desk": [dict.fromkeys(("q", "clase", "dependencia", "responsable", "desde", "hasta", "pagina"), "")],
    "desk_export_xlsx": [dict.fromkeys(("q", "clase", "desde"), "")],
    "desk_export": [dict.fromkeys(("q", "semaforo", "canal", "desde", "hasta"), "")],
    "calculator": [
        {"clase": "queja", "fecha": "2026-11-20", name: ""}
        for name in ("fecha", "hora", "pedida", "completada", "prorroga")
    ],
    "file": [{"clase": ""}],
    "public_notices": [{"pagina": ""}],
    "case": [{"hecho": ""}],
    "desk_new": [{"radicada": ""}],
}
ADDRESSES = {
    "number": ("2026-E-999999", "0000-S-000001", "2026-X-000001", "2026-E-000001%00", "9" * 400),
    "letter": ("2026-S-999999", "2026-E-000001%00"),
    "pk": ("0", "9" * 30, "9" * 5_000, "-1", "%D9%A3"),
    "year": ("0", "99999999", "9" * 30),
    "quarter": ("0", "9", "9" * 30),
}
# Fields that many pages have, read by the same lines of the portal.
COMMON = {"action", "draft", "seen", "submission", "version"}
FILES = {"file": ATTACHMENTS, "desk_new": ATTACHMENTS, "reply": ATTACHMENTS, "desk_answer": ANSWER}


@pytest.fixture
def case(ready, ana) -> Pqrsd:
    """With a letter and a file, waiting for its petitioner."""
    pqrsd = petition(user=person_user(), documents=(document(),))
    request_completion(pk=pqrsd.pk, version=pqrsd.version, ground=Ground.INCOMPLETE, text="Falta.", by=ana)
    return Pqrsd.objects.with_number().get(pk=pqrsd.pk)


@pytest.fixture
def clients(case, desk, control) -> dict[str, Client]:
    clients = {"anybody": Client(), "officer": desk, "control": control}
    enter(clients["anybody"], case)
    for client in clients.values():
        client.raise_request_exception = False
    return clients


@pytest.fixture
def facts(case) -> dict:
    return facts_of(case)


def whose(name: str) -> str:
    """Who of the clients the pages are for."""
    return "officer" if name.startswith("desk") else "anybody"


# --- Addresses --------------------------------------------------------------------------------------------
@by_room
def test_every_method_has_an_answer(names, clients, facts):
    """Those whose pages they are not get theirs in tests/pqrsd/test_roles_matrix.py."""
    publish(QUARTER)
    faults = []
    for name, method in product(names, METHODS):
        faults += fault(attempt(clients[whose(name)], method, address(name, facts)), name, method)
    assert faults == []


def test_addresses_of_nothing_have_an_answer(clients, facts):
    faults = []
    parts = [(name, part) for name, pattern in PATTERNS.items() for part in pattern.converters]
    for turn, (name, part) in enumerate(parts):
        place = "-{}" if part == "quarter" else "/{}"
        for value, method in zip(ADDRESSES[part], cycle(("get", "post")[:: (-1) ** turn]), strict=False):
            wrong = address(name, facts).replace(place.format(facts[part]), place.format(value), 1)
            faults += fault(attempt(clients[whose(name)], method, wrong), name, part, method, value[:20])
    assert faults == []


def test_queries_of_any_kind_have_an_answer(clients, facts):
    faults = []
    for name, value in product(QUERIES, GARBAGE):
        for asked in QUERIES[name]:
            last = list(asked)[-1] if name == "calculator" else ""
            query = {key: value if not last or key == last else right for key, right in asked.items()}
            twice = {key: [text, text] for key, text in query.items()}
            page = attempt(clients["officer"], "get", address(name, facts), twice)
            faults += fault(page, name, last, value[:20])
    assert faults == []


# --- Forms ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["file", "desk_new"])
def test_petitions_of_any_kind_have_an_answer(name, clients, facts):
    """A button that files nothing judges nothing: it is pressed on pages of either kind by turns."""
    path, faults = address(name, facts), []
    for turn, (action, value) in enumerate(product(("insist", "remove:\x00"), GARBAGE)):
        right = answers(action=action) | {"reception-channel": "verbal", "spot-answer": "Se le dijo."}
        right |= dict.fromkeys(("reception-language", "traits-age_range", "sensitive-accepted"), "")
        needed = {field: right[field] for field in ("action", "draft", "kind-kind", "applicant-applicant")}
        wrong = dict.fromkeys(right, [value, value])
        pages = (wrong | needed, wrong | {"action": action})
        for posted in pages if action == "insist" else [pages[turn % 2]]:
            page = attempt(clients[whose(name)], "post", path, posted)
            faults += fault(page, name, action, value[:20])
    assert faults == []


@by_room
def test_acts_of_any_kind_have_an_answer(names, clients, facts):
    """All fields of a page wrong in each way if it has some of its own, and else in some; and each by itself:
    its own in two ways by turns, those that pages have in common in one, which is another one on the next page."""
    faults = []
    for turn, name in enumerate(name for name in names if "number" in PATTERNS[name].converters):
        client, path = clients[whose(name)], address(name, facts)
        page = attempt(client, "get", path)
        right = filled(page)
        has_own = bool(set(right) - COMMON - {"text", "score"})
        ways = GARBAGE if has_own else GARBAGE[turn % 3 :: 3]
        wrong = [dict.fromkeys(right, value) | {"action": "send"} for value in ways]
        if attempt(client, "post", path, right).status_code != 405:
            wrong += [right | {field: value} for field, value in one_by_one(page, right, turn)]
        for posted in wrong:
            changed = {key: str(value)[:20] for key, value in posted.items() if right[key] != value}
            faults += fault(attempt(client, "post", path, posted), name, changed)
    assert faults == []


def filled(page: HttpResponse) -> dict[str, str]:
    """Something right in each field of a page."""
    posted = page_fields() | {"version": "1", "seen": "0" * 64}
    posted |= {"text": WORDS, "score": "5"}
    for form in (page.context or {}).get("forms", ()):
        for field in form:
            offered = [str(value) for value, _ in getattr(field.field, "choices", ()) if str(value)]
            posted[field.html_name] = str(field.value() or "") or (offered or [WORDS])[0]
    return posted


def one_by_one(page: HttpResponse, right: dict[str, str], turn: int) -> list[tuple[str, str]]:
    """Fields with something wrong for each: those of the page, or all of them when there is none to be had.

    `action` is a button.
    """
    shown = set(re.findall(r' name="([^"]+)"', page.content.decode())) & set(right)
    fields = [field for field in right if field in shown | {"action"}] if shown else list(right)
    ways = (*GARBAGE[:3], "9" * 9)
    return [
        (field, ways[(turn + place + again) % len(ways)])
        for place, field in enumerate(fields)
        for again in range(1 if field in COMMON else 2)
    ]


@pytest.mark.parametrize(("name", "field"), FILES.items())
def test_files_of_any_kind_have_an_answer(name, field, clients, facts):
    client, path, faults = clients[whose(name)], address(name, facts), []
    draft = token() if name in {"file", "desk_new"} else str(uuid4())
    given = [[SimpleUploadedFile(filename, content)] for filename, content in BAD_FILES]
    given += [[SimpleUploadedFile("a.pdf", b"x") for _ in range(101)], "no es un archivo"]
    for files in given:
        posted = {"action": "attach", "draft": draft, field: files}
        faults += fault(attempt(client, "post", path, posted), files[0])
    assert faults == []


@by_room
def test_bodies_of_any_kind_have_an_answer(names, clients, facts):
    faults = []
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "\x00", "HTTP_COOKIE": "csrftoken=\x00"}
    for turn, name in enumerate(names):
        client, path = clients[whose(name)], address(name, facts)
        for body, kind in BODIES[turn % 3 :: 3]:
            faults += fault(attempt(client, "generic", "POST", path, body, kind), name, kind, body[:20])
        faults += fault(attempt(client, "get", path, **headers), name, "headers")
    assert faults == []


# --- Faults of ours ---------------------------------------------------------------------------------------
@pytest.mark.usefixtures("ready")
def test_page_that_says_a_version_to_come_is_told_that_the_case_is_another(desk):
    assert act(desk, petition(), "nota", text="Nota.", version=999_999_999).status_code == 409


@pytest.mark.usefixtures("ready")
def test_queue_until_the_end_of_time(desk):
    number = petition().radicado.number
    page = desk.get(QUEUE, {"hasta": "9999-12-31", "desde": "0001-01-01"})
    assert (page.status_code, number in page.content.decode()) == (200, True)


def test_without_redis_everything_goes_on(clients, case, facts, monkeypatch):
    def fail(*args, **facts):
        raise RedisError("nobody there")

    for name in ("get", "set", "add", "incr"):
        monkeypatch.setattr(RedisCache, name, fail)
    anybody, officer = clients["anybody"], clients["officer"]
    assert anybody.post(address("file", facts), answers()).status_code == 302
    assert anybody.post(address("lookup", facts), keys(case)).status_code == 302
    assert send(anybody, case, "completar/", text=WORDS).status_code == 302
    assert officer.get(address("desk_case", facts)).status_code == 200
    assert act(officer, case, "nota", text="Nota.").status_code == 302


@pytest.mark.usefixtures("ready")
def test_denuncia_that_no_office_receives_stays_what_it_was(desk):
    Dependencia.objects.filter(is_internal_control=True).update(is_internal_control=False)
    case = petition()
    page = act(desk, case, "clase", kind=Kind.REPORT, reason=REASON)
    assert page.status_code == 503
    assert FAULT in text_of(page)
    assert REASON in text_of(page)
    case.refresh_from_db()
    assert (case.kind, case.version) == (Kind.PRIVATE_INTEREST, 1)
