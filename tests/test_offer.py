"""The offer of services: what is said of each, in both languages, and how its texts are written and published."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from communications.models import OfferText
from communications.offers import OfferedService
from inm_portal import staff_groups
from inm_portal.offer import TITLES
from tests.pqrsd.form_answers import text_of
from tests.staff import staff_user, verified

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
ADD = reverse("admin:communications_offertext_add")


def parts(client, slug: str, language: str = "es", **more) -> str:
    """The section of a service, as the page shows it."""
    with override(language):
        page = client.get(reverse("service_offer", **more)).text
    return page.partition(f'id="{slug}-title"')[2].partition("</section>")[0]


def text(**facts) -> OfferText:
    told = {"service": "calibracion", "summary": "Nuevo.", "who": "Todos.", "to_quote": "- Algo.", "steps": "1. Uno."}
    return OfferText.objects.create(**told | facts)


def test_all_services_of_the_manual_have_their_section_with_all_its_parts_in_both_languages(client):
    assert set(TITLES) == set(OfferedService)
    for slug in OfferedService:
        spanish, english = parts(client, slug), parts(client, slug, "en")
        for said in ("Quién puede pedirlo", "Pasos y tiempos usuales", "<li>"):
            assert said in spanish, slug
        for said in ("Who may apply", "Steps and usual times", "<li>"):
            assert said in english, slug
        assert not re.search(r'(?<!href)lang="es"', english), slug


def test_each_service_that_is_quoted_tells_two_lists_its_price_and_its_request(client, edition):
    quoted = [slug for slug in OfferedService if slug not in {"comunicacion-oec", "pqrsd"}]
    catalogue = client.get(reverse("tariffs:catalogue")).text
    for slug in quoted:
        shown = parts(client, slug)
        assert "Para cotizarlo se necesita" in shown
        assert "Para el servicio se necesita" in shown
        assert f'href="/servicios/{slug}/solicitar/"' in shown
        (anchor,) = re.findall(r'href="/tarifas/#([^"]+)"', shown)
        assert f'id="{anchor}"' in catalogue


def test_the_last_text_that_was_published_is_shown_and_no_draft(client):
    before = parts(client, "calibracion")
    text(summary="Un borrador.")
    text(summary="De mañana.", published_at=timezone.now() + timedelta(days=1))
    assert parts(client, "calibracion") == before
    text(summary="**Lo** de hoy.", published_at=timezone.now())
    assert "<strong>Lo</strong> de hoy." in parts(client, "calibracion")
    assert "Lo de hoy." in client.get("/").text
    assert '<div class="prose" lang="es"' in parts(client, "calibracion", "en"), "it says that it has no English"


def test_what_was_published_stays(client):
    published, draft = OfferText.objects.first(), text()
    for change in (published.delete, lambda: OfferText.objects.filter(pk=published.pk).update(who="x")):
        with pytest.raises(IntegrityError, match="versión siguiente"), transaction.atomic():
            change()
    OfferText.objects.filter(pk=draft.pk).update(who="x")
    draft.delete()


def test_it_is_english_whole_or_not_at_all():
    with pytest.raises(IntegrityError, match="offer_text_whole_in_english"), transaction.atomic():
        text(english_summary="New.")


def test_the_next_version_begins_as_the_last_is_looked_at_and_then_published(client):
    verified(client, staff_user(staff_groups.COMMUNICATIONS))
    last = OfferText.objects.get(service="calibracion")
    begun = client.get(ADD, {"service": "calibracion"}).context["adminform"].form.initial
    assert begun["steps"] == last.steps
    change = reverse("admin:communications_offertext_change", args=[last.pk])
    assert "Escribir la versión siguiente" in client.get(change).text
    assert client.post(change, begun | {"who": "Nadie."}).status_code == 403
    typed = begun | {"who": "Quien lo <script>x()</script> necesite.", "_preview": ""}
    shown = client.post(ADD, typed, follow=True)
    draft = OfferText.objects.get(published_at=None)
    assert shown.redirect_chain[-1][0] == reverse("offer_preview", args=[draft.pk])
    assert "Vista previa." in text_of(shown)
    assert "Quien lo  necesite." in shown.text
    assert "Quien lo" not in parts(client, "calibracion"), "nobody else sees it"
    soon = timezone.localtime() - timedelta(seconds=1)
    typed |= {"published_at_0": "2020-01-01", "published_at_1": "08:00"}
    change = reverse("admin:communications_offertext_change", args=[draft.pk])
    del typed["_preview"]
    assert "Ya hay un texto que se publica ese día o después" in text_of(client.post(change, typed))
    typed |= {"published_at_0": f"{soon:%d/%m/%Y}", "published_at_1": f"{soon:%H:%M:%S}"}
    assert client.post(change, typed).status_code == 302
    draft.refresh_from_db()
    assert draft.is_published
    history = client.get(reverse("admin:communications_offertext_changelist"), {"service__exact": "calibracion"})
    assert len(history.context["cl"].result_list) == 2
