"""What programs and mishaps send to the pages of services: an answer to all of it, never a fault of its own.

A request is taken through its life; wherever a page of an act opens, what it asks is answered wrong in each way, and
undone. The addresses themselves are asked in tests/test_hostile_addresses.py.
"""

import re
from itertools import cycle

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from inm_portal.staff_groups import LABORATORY, SERVICES_OFFICER, TREASURY
from services.acts.completion import request_completion
from services.kinds import Service
from services.models import Instrument, Laboratory, ServiceRequest
from services.quoted import SLUG_OF
from services.urls import urlpatterns
from tests.hostile import GARBAGE, attempt, fault
from tests.services.courses import edition, enrolled
from tests.services.materials import apart, left, lot, wants
from tests.services.payments import paid_online, with_proof
from tests.services.requests import WORDS, accepted, again, asked, checked, facts, filed, quoted
from tests.services.works import certified, delivered, given_back, measured, received, scheduled
from tests.staff import staff_user, verified

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

ACTS = [
    pattern.name
    for pattern in urlpatterns
    if set(pattern.pattern.converters) == {"number"} and pattern.name not in {"case", "desk_case", "due_day", "leave"}
]
# After days have passed, on the way back from the bank, or of what stands beside a request; in tests/services/:
# test_waiting_list.py, test_bank.py, test_complement.py, test_another_year.py, test_circulation.py and
# test_round_results.py.
LATER = {
    *("ask_requote", "take_seats", "payment_back", "accept_more", "decline_more", "accept_difference"),
    *("refuse_difference", "item_arrived", "give_back_item", "report_results", "round_report"),
}
CONTROL = re.compile(r'<(?:input|select|textarea|button)\b[^>]*?\sname="([^"]+)"', re.DOTALL)
WAYS = (*GARBAGE, "1e999", "1.234.567,89", "25-11-2026")
# Fields that many pages have, read by the same lines of the portal.
COMMON = {"csrfmiddlewaretoken", "action", "draft", "seen", "submission", "version", "text"}


@pytest.fixture
def by(ready) -> User:
    """Somebody who may do whatever the staff does."""
    user = staff_user(SERVICES_OFFICER)
    user.groups.add(*Group.objects.filter(name__in=(TREASURY, LABORATORY)))
    for laboratory in Laboratory.objects.all():
        laboratory.members.add(user)
    return user


@pytest.fixture
def desk(by) -> Client:
    client = verified(Client(), by)
    client.raise_request_exception = False
    return client


def customer_of(case: ServiceRequest) -> Client:
    client = Client()
    client.raise_request_exception = False
    client.force_login(case.user)
    return client


def wrong_answers(page: HttpResponse, turn: int) -> list[dict[str, object]]:
    """All controls of the page wrong in some of the ways, others by turns; and each of its own by itself, in one."""
    names = list(dict.fromkeys(CONTROL.findall(page.content.decode())))
    right = {name: shown(page, name) for name in names} | {"action": "send"}
    needed, ways = {"action": "send", "version": right.get("version", "1")}, cycle(WAYS)
    wrong = [dict.fromkeys(names, [way, way]) | needed for way in WAYS[turn % 4 :: 4]]
    return wrong + [right | {name: [next(ways), next(ways)]} for name in names if name not in COMMON]


def shown(page: HttpResponse, name: str) -> str:
    value = re.search(rf'\sname="{re.escape(name)}"[^>]*?\svalue="([^"]*)"', page.content.decode(), re.DOTALL)
    return value[1] if value and value[1] else WORDS


def tried(client: Client, path: str, tell: str, turn: int = 0) -> list[tuple]:
    page = attempt(client, "get", path)
    faults = fault(page, tell)
    if page.status_code != 200:
        return faults
    for posted in wrong_answers(page, turn):
        faults += fault(attempt(client, "post", path, posted), tell, str(posted)[:300])
    return faults


def life(by: User):
    """A request at each turn of its life; those that it does not pass through, beside it."""
    case = filed(items=(asked(serial="B-1", maker="Acme", model="X"),))
    yield case
    request_completion(**facts(other := filed(), by), text=WORDS)
    yield again(other)
    yield checked(case, by)
    yield quoted(again(case), by)
    yield accepted(again(case), by)
    with_proof(proved := accepted(filed(), by))
    yield again(proved)
    yield paid_online(again(case), by)
    yield scheduled(again(case), by)
    yield received(again(case), by)
    yield measured(again(case), by)
    yield certified(again(case), by)
    yield delivered(again(case), by)
    yield given_back(again(case), by)
    course = edition(seats=1)
    yield enrolled(course, 1)
    yield enrolled(course, 2)
    lot("L-1")
    goods = apart(by, wants(2))
    yield goods
    yield left(goods, by)


def test_every_act_answers_whatever_is_sent_to_it(by, desk):
    faults, tried_once = [], set()
    for case in life(by):
        customer = customer_of(case)
        for name in ACTS:
            client = desk if name.startswith("desk_") else customer
            path = reverse(f"services:{name}", args=[case.radicado.number])
            if name in tried_once or attempt(client, "get", path).status_code != 200:
                continue
            tried_once.add(name)
            faults += tried(client, path, name, len(tried_once))
    assert faults == []
    assert set(ACTS) - tried_once == LATER


@pytest.mark.parametrize("service", Service)
def test_requests_of_any_kind_have_an_answer(service, by):
    client = customer_of(filed())
    assert tried(client, reverse("services:request", args=[SLUG_OF[service]]), service) == []


def test_courses_and_instruments_answer_whatever_is_sent_to_them(by, desk):
    course = edition(seats=2)
    case = enrolled(course, 1)
    customer = customer_of(case)
    park = filed(items=(asked(serial="B-9", maker="Acme", model="X"),))
    faults = []
    for name in ("desk_course", "desk_course_close", "desk_course_certify", "desk_course_cancel"):
        faults += tried(desk, reverse(f"services:{name}", args=[course.pk]), name)
    session = course.sessions.first().pk
    faults += tried(desk, reverse("services:desk_course_attendance", args=[course.pk, session]), "attendance")
    faults += tried(customer, reverse("services:instruments"), "instruments")
    owner = customer_of(park)
    instrument = Instrument.objects.get()
    faults += tried(owner, reverse("services:instrument", args=[instrument.pk]), "instrument")
    faults += tried(desk, reverse("services:desk_treasury"), "treasury")
    faults += tried(Client(), reverse("services:lookup"), "lookup")
    assert faults == []
