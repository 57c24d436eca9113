"""The administration's pages: grouped by task, free of inline code, and each kind of them judged in a browser."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.consents import give, wordings_in_force
from accounts.models import Invitation, MembershipRequest, ReservedGrant, SupportingDocument
from communications.models import ServiceNotice
from expedientes.models import ModelParagraph
from ground.documents.models import Document, Scan
from ground.mails.queue import owe
from inm_portal.admin_site import TASKS
from inm_portal.staff_groups import AUDITOR, INTERNAL_CONTROL
from legal_calendar.models import Suspension
from radicados.mail_events import FILED
from tariffs.models import Edition
from tariffs.printed import loads
from tests.factories import OecRequestFactory, SignatoryFactory, file_simple, laboratory_user
from tests.services.courses import edition
from tests.services.materials import lot
from tests.services.rounds import round_
from tests.staff import staff_user, verified
from tests.steps import assert_fits, go_as
from tests.tariffs.desk import correction_of
from tests.tariffs.editions import published
from tests.test_pages import news_item

INLINE = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)")
PLAIN = {"html", "head", "body", "title", "b", "bdi", "br", "strong"}
OF_ONE_MODEL = re.compile(r"^(field|column|model|app)-")  # classes that name it


def names(model) -> tuple[str, str]:
    return model._meta.app_label, model._meta.model_name


# --- By task -------------------------------------------------------------------------------------------
def test_every_register_is_under_one_task():
    registered = [".".join(names(model)) for model in admin.site._registry]
    assert sorted(label for labels in TASKS.values() for label in labels) == sorted(registered)


@pytest.mark.django_db
def test_index_shows_the_tasks_that_somebody_has_and_no_other(client):
    page = verified(client, staff_user(AUDITOR)).get(reverse("admin:index"))
    assert [task["name"] for task in page.context["app_list"]] == [
        "Personas y accesos",
        "Autorizaciones",
        "Radicación y firma",
        "Comunicación OEC",
        "Servicios",
        "Tarifas",
        "Correos y trabajos",
        "Auditoría",
    ]
    assert "Festivos" not in page.text
    assert "Añadir" not in page.text  # an auditor reads


@pytest.mark.django_db
def test_index_of_who_may_see_nothing_says_so(client):
    assert "no tiene permisos" in verified(client, staff_user()).get(reverse("admin:index")).text


@pytest.mark.django_db
def test_address_of_an_app_leads_to_the_tasks(admin_client):
    assert admin_client.get("/admin/accounts/").url == reverse("admin:index")


# --- Every page ----------------------------------------------------------------------------------------
class Kinds(HTMLParser):
    """The kinds of elements that a page is made of, as judges of its accessibility tell them apart."""

    def __init__(self, html: str):
        super().__init__()
        self.found: set[tuple] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in PLAIN:
            return
        facts = dict(attrs)
        classes = sorted(name for name in (facts.get("class") or "").split() if not OF_ONE_MODEL.match(name))
        self.found.add((tag, facts.get("type"), facts.get("role"), *classes))


def rows_of_every_kind() -> None:
    """A few rows of what is registered and of what its pages show beside it."""
    user = laboratory_user()
    profile = user.profile
    SignatoryFactory()
    OecRequestFactory(applicant=user)
    news_item(slug="una")
    now = timezone.now()
    ServiceNotice.objects.create(title="Corte de luz", begins_at=now, ends_at=now + timedelta(days=1))
    Suspension.objects.create(norm="Resolución 1", reason="Aseo", starts_on="2026-12-24", ends_on="2026-12-31")
    document = Document.objects.create(
        file="a", name="rut.pdf", content_type="application/pdf", size=1, sha256="0" * 64
    )
    Scan.objects.get_or_create(document=document)
    SupportingDocument.objects.create(profile=profile, category="rut", document=document)
    Invitation.objects.create(company=profile.company, email="luz@prueba.example", invited_by=user)
    MembershipRequest.objects.create(profile=profile, company=profile.company)
    control = Group.objects.get(name=INTERNAL_CONTROL)
    ReservedGrant.objects.create(user=staff_user(), group=control, reason="Vacaciones", proposed_by=user)
    ModelParagraph.objects.create(title="Traslado", text="Su petición se trasladó a […].")
    give(user=user, wording=wordings_in_force()["terms"], request=HttpRequest())
    with transaction.atomic():
        radicado = file_simple(user)
    owe(FILED, recipient="luz@prueba.example", about=radicado)
    edition()
    lot()
    round_()
    printed = loads((settings.BASE_DIR / "fixtures" / "resolucion_015_2020.json").read_text(encoding="utf-8"))
    correction_of(published(replace(printed, rates=printed.rates[:2])))


def addresses(request) -> Iterator[str]:
    """Of every page of the administration that this request's user may open, with the row that is first."""
    yield reverse("admin:index")
    for model, model_admin in admin.site._registry.items():
        app, name = names(model)
        yield reverse(f"admin:{app}_{name}_changelist")
        if model_admin.has_add_permission(request):
            yield reverse(f"admin:{app}_{name}_add")
        row = model_admin.get_queryset(request).first()
        assert row is not None, f"no {name} to look at"
        pages = ["change", "history"] + ["delete"] * model_admin.has_delete_permission(request, row)
        yield from (reverse(f"admin:{app}_{name}_{page}", args=[row.pk]) for page in pages)
        if name == "radicado":
            yield reverse("admin:radicados_radicado_annul", args=[row.pk])
        if name == "profile":
            yield reverse("admin:accounts_profile_review", args=[row.pk])
    draft = Edition.objects.drafts().get()
    for page in ("articles", "import", "compare", "publish"):
        yield reverse(f"admin:tariffs_edition_{page}", args=[draft.pk])
    yield reverse("admin:tariffs_edition_add")


def test_every_page_is_free_of_inline_code_and_accessible_at_both_widths(
    reference_data, transactional_db, page, axe, monkeypatch
):
    """All are read; those are judged in the browser that have an element of a kind that none had before."""
    monkeypatch.setattr(admin.ModelAdmin, "list_per_page", 3)  # axe judges each cell, which takes long
    rows_of_every_kind()
    request = RequestFactory().get("/admin/")
    request.user = staff_user(is_superuser=True)
    client = verified(Client(), request.user)
    seen: set[tuple] = set()
    for address in dict.fromkeys(addresses(request)):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not INLINE.search(answer.text), address
        if (kinds := Kinds(answer.text).found) <= seen:
            continue
        seen |= kinds
        page.set_viewport_size({"width": 1366, "height": 800})
        go_as(page, client, address)
        for width in (1366, 360):
            page.set_viewport_size({"width": width, "height": 800})
            axe(page)
            assert_fits(page)


def test_what_the_scripts_of_a_form_open_is_accessible_too(reference_data, transactional_db, page, axe):
    client = verified(Client(), staff_user(is_superuser=True))
    go_as(page, client, reverse("admin:communications_newsitem_add"))
    page.locator("#calendarlink0").click()
    expect(page.get_by_role("dialog", name="Calendario").first).to_be_visible()
    axe(page)
    page.goto(reverse("admin:accounts_company_add"))
    page.get_by_role("combobox", name="Municipio").click()
    expect(page.get_by_role("searchbox", name="Buscar en la lista")).to_be_focused()
    axe(page)
    page.goto(reverse("admin:legal_calendar_festivo_add"))
    page.get_by_role("button", name="Grabar", exact=True).click()
    expect(page.locator(".errornote")).to_be_visible()
    axe(page)
