"""The PDF of an edition: owed when it is published, made by a worker, and said to be missing until then."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from inm_portal.staff_groups import TARIFFS
from tariffs import tasks
from tariffs.models import Booklet
from tariffs.tasks import make_booklet
from tests.running import eventually
from tests.staff import staff_user, verified
from tests.tariff_editions import FIXTURE

ADDRESS = "/tarifas/015-2020/v1/tarifas.pdf"
LIST = "admin:tariffs_booklet_changelist"


@pytest.fixture
def published(draft):
    """An edition whose PDF no worker has made."""
    draft.publish()
    return draft


@pytest.fixture
def parked(published, monkeypatch, settings):
    """One whose PDF no worker could make."""

    def fail(work):
        raise MemoryError("no cabe")

    settings.WORK_MAX_ATTEMPTS = 1
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "make", fail)
        make_booklet(str(published.pk))
    return published


def test_publishing_owes_the_pdf_and_rings_for_it(draft, monkeypatch, django_capture_on_commit_callbacks):
    rung = []
    monkeypatch.setattr("ground.work.leases.ring", lambda *told: rung.append(told))
    with django_capture_on_commit_callbacks(execute=True):
        draft.publish()
        assert rung == []
    assert rung == [(make_booklet.name, draft.pk)]


def test_while_it_is_made_the_page_says_so_and_what_there_is_instead(client, published):
    page = client.get(ADDRESS)
    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (503, "30", "no-store")
    assert page["Content-Type"].startswith("text/html")
    text = page.content.decode()
    assert "Estamos preparando el PDF" in text
    for extension in ("xlsx", "csv", "json"):
        assert f'href="/tarifas/015-2020/v1/tarifas.{extension}"' in text
    make_booklet(str(published.pk))
    assert client.get(ADDRESS).content.startswith(b"%PDF-")


def test_one_that_stopped_is_told_as_such(client, parked):
    page = client.get(ADDRESS)
    assert page.status_code == 503
    assert "Tuvimos un inconveniente" in page.content.decode()
    assert "Volver a intentarlo" not in page.content.decode()


def test_administrators_of_tariffs_see_one_that_stopped_with_its_reason_and_retry_it(client, parked):
    desk = verified(client, staff_user(TARIFFS))
    assert "MemoryError: no cabe" in desk.get(reverse(LIST)).content.decode()
    retry = {"action": "retry", "_selected_action": [parked.pk]}
    assert "Se ordenó reintentar 1 PDF." in desk.post(reverse(LIST), retry, follow=True).content.decode()
    make_booklet(str(parked.pk))
    assert client.get(ADDRESS).status_code == 200
    assert desk.get(reverse("admin:tariffs_booklet_change", args=[parked.pk])).status_code == 200


def test_two_workers_that_draw_it_at_once_leave_one(published):
    first = Booklet.objects.claim(published.pk)
    Booklet.objects.update(lease_until=None)
    second = Booklet.objects.claim(published.pk)
    tasks.make(second)
    done = Booklet.objects.get()
    tasks.make(first)
    assert Booklet.objects.get().done_at == done.done_at


@pytest.mark.django_db(transaction=True)
def test_resolution_that_a_command_publishes_gets_its_pdf_by_itself(client, celery_worker, celery_beat):
    call_command("import_resolution", FIXTURE, publish=True, verbosity=0)
    assert eventually(lambda: client.get(ADDRESS).status_code == 200), celery_worker.log.read_text()
