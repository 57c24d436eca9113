"""The instruments of a customer: born from what is filed, told of once, copied into a request, and in a calendar."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.urls import reverse

from ground.mails.models import Mail
from ground.webforms import opened_pages
from legal_calendar.days import months_after
from services.models import Instrument, Park, Recall
from services.models.lines import serial_key
from services.notices.mail_events import RECALL, recall_told
from services.park import keep_instruments, park_of, recall_due, recall_instruments
from tests.factories import CompanyFactory, laboratory_user, person_user
from tests.pqrsd.form_answers import text_of
from tests.services.requests import asked, filed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]

LIST = reverse("services:instruments")
DUE = date(2027, 6, 30)
FACTS = {"maker": "Marca Ñ", "model": "M-1", "serial": "AB 12-3"}


def own(user, **facts) -> Instrument:
    given = {"name": "Pesa", "maker": "X", "model": "Y", "serial": str(Instrument.objects.count()), "recall_months": 12}
    return Instrument.objects.create(park=park_of(user), **given | {"last_calibrated_on": date(2026, 6, 30)} | facts)


# --- When it is due -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("last", "months", "due"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 27), 120, date(2036, 11, 27)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_the_ends_of_months_clamp(last, months, due):
    assert months_after(last, months) == due
    assert own(person_user(), last_calibrated_on=last, recall_months=months).due_on == due


@pytest.mark.parametrize(
    ("before", "days", "told"),
    [(61, [60, 30, 7], None), (60, [60, 30, 7], 60), (31, [60, 30, 7], 60), (30, [60, 30, 7], 30),
     (6, [7, 60, 30], 7), (-400, [60, 30, 7], 7), (0, [0], 0), (1, [0], None), (5, [], None), (365, [365], 365)],
)  # fmt: skip
def test_of_the_days_that_are_past_only_the_nearest_is_told(before, days, told):
    assert recall_due(DUE, days, DUE - timedelta(days=before)) == told


# --- Born from what is filed --------------------------------------------------------------------------------
def test_what_is_filed_has_its_instruments_once_with_their_history():
    user = laboratory_user()
    first = filed(user=user, items=(asked(recall_months=12, details={"points": "1; 2"}, **FACTS), asked()))
    found = Instrument.objects.get()  # the other has no serial number
    assert (found.park.company, found.recall_months, found.answers) == (user.profile.company, 12, {"points": "1; 2"})
    again = FACTS | {"serial": "ab123"}
    second = filed(user=user, items=(asked(details={"last_certificate_on": "2026-02-28"}, **again),))
    found.refresh_from_db()
    assert [item.request for item in found.items.order_by("pk")] == [first, second]
    assert (found.serial, found.recall_months, found.due_on) == ("ab123", 12, date(2027, 2, 28))
    filed(user=person_user(), items=(asked(**FACTS),))
    assert Instrument.objects.count() == 2  # of another owner


def test_an_archived_instrument_that_is_asked_for_is_in_use_again():
    user = person_user()
    old = own(user, serial="A-1", is_archived=True)
    item = filed(user=user, items=(asked(maker="X", model="Y", serial="A 1"),)).items.get()
    keep_instruments(user, [item])
    assert [serial_key(each.serial) for each in Instrument.objects.in_use()] == [serial_key(old.serial)]


# --- Told once ----------------------------------------------------------------------------------------------
def test_each_is_told_once_in_one_mail_a_day(on):
    user = laboratory_user()
    first, second = own(user), own(user, last_calibrated_on=date(2026, 7, 30))
    days = [DUE - timedelta(days=60), DUE - timedelta(days=59), DUE - timedelta(days=30), DUE]
    told = []
    for day in days:
        on(day)
        recall_instruments()
        recall_instruments()
        told.append([(recall.instrument, recall.days) for recall in Recall.objects.filter(sent_on=day)])
    assert told == [[(first, 60)], [], [(first, 30), (second, 60)], [(first, 7), (second, 30)]]
    mails = Mail.objects.filter(event=RECALL.name)
    assert sorted(mail.occasion for mail in mails) == [str(days[0]), str(days[2]), str(days[3])]
    words = recall_told(mails.get(occasion=str(DUE))).words
    assert [recall.instrument for recall in words["recalls"]] == [first, second]
    assert words["request_url"].endswith(f"?instrumento={first.pk}&instrumento={second.pk}")


@pytest.mark.parametrize(
    "facts", [{"is_recalled": False}, {"is_archived": True}, {"recall_months": None}, {"last_calibrated_on": None}]
)
def test_of_what_is_not_to_be_recalled_nothing_is_told(on, facts):
    own(person_user(), **facts)
    on(DUE)
    recall_instruments()
    assert not Recall.objects.exists()


def test_a_new_certificate_begins_again(on):
    user = person_user()
    found = own(user)
    on(DUE)
    recall_instruments()
    found.last_calibrated_on = DUE
    found.save()
    recall_instruments()
    on(DUE + timedelta(days=1))
    recall_instruments()
    assert Recall.objects.get().due_on == DUE
    on(date(2028, 6, 30))
    recall_instruments()
    assert Recall.objects.count() == 2


def test_the_clock_looks_at_eight():
    clock = import_module("inm_portal.celery").app.conf.beat_schedule["services.tasks.recall_instruments"]
    assert min(clock["schedule"].hour) == 8


# --- Its page -----------------------------------------------------------------------------------------------
def test_a_customer_sees_changes_and_archives_only_their_own(client):
    user = laboratory_user()
    mine, other = own(user), own(laboratory_user(company=CompanyFactory()))
    client.force_login(user)
    page = client.get(LIST)
    assert (str(mine) in text_of(page), str(other) in text_of(page)) == (True, False)
    assert client.get(reverse("services:instrument", args=[other.pk])).status_code == 404
    url = reverse("services:instrument", args=[mine.pk])
    typed = {"name": "Pesa de 2 kg", "maker": "X", "model": "Y", "serial": "S-9", "recall_months": "24",
             "last_calibrated_on": "31/12/2025", "is_recalled": "on"}  # fmt: skip
    assert client.post(url, typed).status_code == 302
    mine.refresh_from_db()
    assert (mine.name, mine.due_on, mine.revision) == ("Pesa de 2 kg", date(2027, 12, 31), 2)
    client.post(url, {"action": "archive"})
    mine.refresh_from_db()
    assert (mine.is_archived, mine.due_on) == (True, None)
    assert "Archivado" in text_of(client.get(LIST))


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({"serial": "No tiene"}, "por él se reconoce el instrumento"),
        ({"serial": "s 7"}, "ya está entre los suyos"),
        ({"recall_months": "0"}, "un número de meses de 1 a 120"),
        ({"last_calibrated_on": "01/01/2100"}, "no puede ser futura"),
    ],
)
def test_what_is_wrong_of_an_instrument_is_told(client, facts, wrong):
    user = person_user()
    mine = own(user, serial="S-1")
    own(user, serial="S-7")
    client.force_login(user)
    typed = {"name": "Pesa", "maker": "X", "model": "Y", "serial": "S-1"} | facts
    page = client.post(reverse("services:instrument", args=[mine.pk]), typed)
    assert (page.status_code, wrong in text_of(page)) == (422, True)


@pytest.mark.parametrize(
    ("typed", "days"),
    [("60, 30; 7", [60, 30, 7]), ("", []), ("0,365", [365, 0]), ("366", None), ("1,2,3,4,5,6", None),
     ("7, siete", None), ("7,7", None), ("-1", None)],
)  # fmt: skip
def test_the_owner_says_how_many_days_before(client, typed, days):
    user = person_user()
    client.force_login(user)
    page = client.post(LIST, {"action": "days", "days": typed})
    assert page.status_code == (422 if days is None else 302)
    assert Park.objects.get().recall_days == ([60, 30, 7] if days is None else days)


def test_what_is_chosen_is_in_the_request(client):
    user = laboratory_user()
    filed(user=user, items=(asked(details={"points": "1; 2", "is_standard": "True"}, **FACTS),))
    mine, other = Instrument.objects.get(), own(person_user())
    client.force_login(user)
    page = client.get(
        f"{reverse('services:request', args=['calibracion'])}?instrumento={mine.pk}&instrumento={other.pk}"
    )
    for name, value in {"serial": "AB 12-3", "maker": "Marca Ñ", "points": "1; 2", "rate": "CAL-201"}.items():
        assert f'name="item1-{name}"' in page.text
        assert f'value="{value}"' in page.text
    assert 'name="item2-name"' not in page.text


def test_what_was_chosen_comes_beside_what_was_typed_of_another_of_the_same_rate(client):
    user = laboratory_user()
    filed(user=user, items=(asked(**FACTS), asked(**FACTS | {"serial": "Z-9"})))
    first, second = Instrument.objects.order_by("pk")
    client.force_login(user)
    url = reverse("services:request", args=["calibracion"])
    token = opened_pages.begin().token
    client.post(url, {"item1-serial": first.serial, "item1-rate": "CAL-201", "draft": token, "action": "add_item"})
    page = client.get(url, {"instrumento": [first.pk, second.pk]})
    assert 'name="item2-serial" value="Z-9"' in page.text
    assert 'name="item3-serial"' not in page.text


# --- Its calendar -------------------------------------------------------------------------------------------
def test_the_calendar_is_read_at_its_address_until_that_is_changed(client):
    user = laboratory_user()
    mine, gone = own(user), own(user, name="Balanza, de 2 kg")
    gone.is_archived = True
    gone.save()
    park = park_of(user)
    url = reverse("services:instruments_calendar", args=[park.token])
    found = client.get(url)
    assert found["Content-Type"].startswith("text/calendar")
    assert "private" in found["Cache-Control"]
    lines = found.content.decode().replace("\r\n ", "").split("\r\n")
    assert lines.count("BEGIN:VEVENT") == 2
    assert lines.count("DTSTART;VALUE=DATE:20270630") == 2
    assert [line for line in lines if line.startswith(("SEQUENCE", "STATUS"))] == [
        "SEQUENCE:1", "SEQUENCE:2", "STATUS:CANCELLED",
    ]  # fmt: skip
    assert str(user.profile.company) not in found.content.decode()
    assert any(f"instrumento-{mine.pk}@" in line for line in lines)
    client.force_login(user)
    client.post(LIST, {"action": "address"})
    assert client.get(url).status_code == 404
    park.refresh_from_db()
    assert len(park.token) == 32
