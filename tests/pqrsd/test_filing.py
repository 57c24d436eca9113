"""From the page to the rows: what each kind of petition and applicant leaves behind."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from accounts.models import Session, User
from expedientes.attachments import attachments
from expedientes.models import Anexo
from ground.audit.models import Entry
from ground.documents.models import Document, FileDraft
from ground.documents.slots import keep_files
from ground.mails.models import Mail
from ground.webforms import opened_pages
from pqrsd.kinds import Applicant, Kind
from pqrsd.models import Petitioner, PetitionerCharacterisation, Pqrsd
from radicados.letters import from_snapshot
from radicados.models import Radicado
from radicados.rendering import render
from tests.factories import ProfileFactory, UserFactory, laboratory_user
from tests.ground.documents.files import image, pdf, posting, upload
from tests.pqrsd.form_answers import NIT, PAGE, answers, send, sensitive, token

pytestmark = pytest.mark.django_db
# Really committed: by two browsers at once, or with all that a commit sets off.
commits = pytest.mark.django_db(transaction=True)

RISK = {"priority__priority_ground": "vida", "priority__priority_reason": "Hay una fuga de gas."}


def filed(answer) -> Pqrsd:
    """The petition to whose page the answer leads."""
    assert answer.status_code == 302, answer.context["forms"].has_errors
    number = answer.url.removeprefix("/pqrsd/consulta/").strip("/")
    return Pqrsd.objects.with_number().get(radicado__number=number)


# --- Kinds and applicants --------------------------------------------------------------------------------
@pytest.mark.parametrize("applicant", Applicant.values)
@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_is_filed_by_every_applicant(client, ready, kind, applicant):
    pqrsd = filed(send(client, applicant, kind__kind=kind))
    radicado = pqrsd.radicado
    is_report, is_anonymous = kind == "denuncia", applicant == "anonimo"
    assert (pqrsd.kind, pqrsd.filed_kind, pqrsd.applicant, pqrsd.channel) == (kind, kind, applicant, "web")
    assert pqrsd.missing == []
    assert pqrsd.request == "Pido que me envíen el certificado de mi balanza.\n\nLo pagué en mayo."
    assert pqrsd.is_reserved is radicado.is_reserved is is_report
    assert pqrsd.office.is_internal_control is is_report
    assert radicado.office == pqrsd.office.name
    assert radicado.document_kind == pqrsd.get_kind_display()
    assert radicado.kind == Radicado.Kind.ENTRADA
    assert radicado.filed_by is None
    assert radicado.filed_from == (None if is_anonymous else "192.0.2.77")
    assert Petitioner.objects.filter(pqrsd=pqrsd).exists() is not is_anonymous
    assert Mail.objects.filter(event="pqrsd.filed").exists() is not is_anonymous
    assert pqrsd.answer_channel == ("portal" if is_anonymous else "correo")


STORED = {
    "natural": {
        "first_name": "Ana Lucía",
        "last_name": "Ñáñez Güiza",
        "document_type": "CC",
        "document_number": "1020304050",
        "legal_name": "",
        "nit": "",
        "nit_digit": "",
        "represented_name": "",
        "guardian_name": "",
        "email": "ana.nanez@prueba.example",
        "mobile": "3001234567",
        "municipality_id": "05001",
    },
    "juridica": {
        "legal_name": "Laboratorio Ñandú S. A. S.",
        "nit": NIT,
        "nit_digit": "3",
        "document_number": "1020304050",
    },
    "menor": {"first_name": "Luna", "guardian_name": "Abuela Acompañante", "represented_name": ""},
    "apoderado": {
        "first_name": "Ana Lucía",
        "represented_name": "Rosa Representada",
        "represented_document": "CC 1000000001",
    },
}


@pytest.mark.parametrize("applicant", STORED)
def test_the_petitioner_is_stored_as_they_told_it(client, ready, applicant):
    # Everything is sent, as a page without its stylesheet would; only what applies is kept.
    everything = answers("juridica") | answers("apoderado")
    pqrsd = filed(client.post(PAGE, everything | answers(applicant)))
    petitioner = Petitioner.objects.values().get(pqrsd=pqrsd)
    assert petitioner.items() >= STORED[applicant].items()


def test_the_radicado_carries_the_name_and_the_document(client, ready):
    radicado = filed(send(client, "juridica")).radicado
    assert (radicado.filer_name, radicado.filer_document) == (
        "Laboratorio Ñandú S. A. S.",
        "NIT 900.494.393-3",
    )


def test_the_acknowledgement_writes_the_kind_with_its_own_capitals(client, ready):
    snapshot = filed(send(client, "natural", kind__kind="defensoria")).radicado.snapshot
    assert from_snapshot(snapshot).subject == "Acuse de recibo: petición de la Defensoría del Pueblo"


def test_the_company_of_another_country_has_its_own_number(client, ready):
    abroad = {"contact-country": "CL", "contact-foreign_city": "Valparaíso", "petitioner-nit": "76.123.456-k"}
    petitioner = filed(client.post(PAGE, answers("juridica") | abroad)).petitioner
    assert (petitioner.nit, petitioner.place) == ("76.123.456-k", "Valparaíso, Chile")


def test_priority_is_claimed_with_its_reason(client, ready):
    pqrsd = filed(send(client, **RISK))
    assert pqrsd.is_priority
    assert (pqrsd.priority_ground, pqrsd.priority_reason) == ("vida", "Hay una fuga de gas.")


def test_children_come_first_without_asking(client, ready):
    assert filed(send(client, "menor")).priority_ground == "ninez"
    assert filed(send(client, "menor", **RISK)).priority_ground == "vida"


@pytest.mark.parametrize(("channel", "is_accepted"), [("correo", True), ("direccion", False), ("portal", False)])
def test_electronic_notice_is_accepted_only_with_the_mail(client, ready, channel, is_accepted):
    pqrsd = filed(
        send(
            client,
            answer__answer_channel=channel,
            answer__accepts_electronic_notice="on",
            contact__address="Calle 1 # 2-3",
        )
    )
    assert (pqrsd.answer_channel, pqrsd.accepts_electronic_notice) == (channel, is_accepted)


# --- Caracterización -------------------------------------------------------------------------------------
def test_what_was_told_is_kept_with_the_words_that_authorised_it(client, ready):
    told = sensitive(age_range="18-28", ethnic_group="raizal", conditions=["gestante"])
    traits = filed(client.post(PAGE, answers() | told)).characterisation
    assert (traits.age_range, traits.ethnic_group, traits.conditions) == ("18-28", "raizal", ["gestante"])
    assert traits.consent_text.kind == "sensitive_data"
    assert traits.consent_wording


@pytest.mark.parametrize("applicant", ["menor", "juridica", "anonimo"])
def test_nothing_sensitive_is_kept_of_whom_it_is_not_asked(client, ready, applicant):
    told = sensitive(age_range="12-17", ethnic_group="raizal")
    pqrsd = filed(client.post(PAGE, answers(applicant) | told))
    rows = PetitionerCharacterisation.objects.filter(pqrsd=pqrsd)
    assert [(row.age_range, row.ethnic_group, row.consent_text) for row in rows] == (
        [("12-17", "", None)] if applicant == "menor" else []
    )


def test_whoever_tells_nothing_has_no_row(client, ready):
    assert not PetitionerCharacterisation.objects.filter(pqrsd=filed(send(client))).exists()


# --- With an account -------------------------------------------------------------------------------------
def test_with_an_account_it_is_theirs(client, ready):
    user = ProfileFactory().user
    client.force_login(user)
    pqrsd = filed(send(client, account="yes"))
    assert pqrsd.user == pqrsd.radicado.filed_by == user


def test_staff_without_profile_file_as_anybody(client, ready):
    user = UserFactory(is_staff=True)
    client.force_login(user)
    for applicant in ("natural", "juridica"):
        assert filed(send(client, applicant)).user == user


def test_a_petition_for_another_company_is_not_shown_to_ones_own(client, ready):
    user = laboratory_user()
    client.force_login(user)
    assert filed(send(client, "juridica")).radicado.company is None
    own = filed(send(client, "juridica", petitioner__nit=user.profile.company.formatted_nit))
    assert own.radicado.company == user.profile.company


# --- Anonymity -------------------------------------------------------------------------------------------
MARKS = ("anonimísima", "192.0.2.77", "zutana", "navegador-de-zutana", "77700077")


def rows_with_marks() -> Counter[str]:
    """By model, how many rows have something of the person; when a session was last used says nothing."""
    found = Counter()
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields]
        for values in model._default_manager.values(*names):
            if model is Session:
                values = {"session_data": "", "user": values["user_id"], "key": values["session_key"]}
            text = str(values).casefold()
            found[model._meta.label] += any(mark in text for mark in MARKS)
    return found


def rows_pointing_to(user: User) -> dict[str, int]:
    """By relation, how many rows are tied to somebody."""
    return {
        f"{model._meta.label}.{field.name}": model._base_manager.filter(**{field.name: user}).count()
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is User
    }


@commits
@pytest.mark.parametrize("kind", ["queja", "denuncia"])
def test_an_anonymous_petition_leaves_nothing_of_whoever_was_logged_in(client, ready, kind):
    user = UserFactory(username="zutana", first_name="Anonimísima", email="zutana@prueba.example")
    ProfileFactory(user=user, document_number="77700077")
    client.force_login(user)
    before, pointing = rows_with_marks(), rows_pointing_to(user)
    session, entries = Session.objects.get(), Entry.objects.count()
    everything = answers("juridica", kind__kind=kind) | {
        "petitioner-first_name": "Anonimísima",
        "contact-email": "zutana@prueba.example",
        "account": "yes",
        "attachments": upload(pdf(), "prueba.pdf"),
    }
    request = everything | {"applicant-applicant": "anonimo"}
    pqrsd = filed(client.post(PAGE, request, REMOTE_ADDR="192.0.2.77", HTTP_USER_AGENT="navegador-de-zutana"))

    assert rows_with_marks() == before
    assert Session.objects.get().session_data == session.session_data
    assert Entry.objects.count() == entries
    assert rows_pointing_to(user) == pointing
    assert (pqrsd.user, pqrsd.radicado.filed_by, pqrsd.radicado.filed_from) == (None, None, None)
    assert all(event.by is None for event in pqrsd.steps.all())
    assert not Petitioner.objects.exists()
    assert not Mail.objects.exists()


# --- Attachments -----------------------------------------------------------------------------------------
@commits
def test_files_go_with_the_petition_and_their_draft_ends(client, ready):
    files = [upload(pdf(), "uno.pdf"), upload(image(), "dos.jpg")]
    pqrsd = filed(client.post(PAGE, answers() | {"attachments": files}))
    assert [anexo.document.name for anexo in Anexo.objects.filter(step__expediente=pqrsd)] == [
        "uno.pdf",
        "dos.jpg",
    ]
    assert not FileDraft.objects.exists()


def test_the_files_of_a_report_are_reserved(client, ready):
    filed(client.post(PAGE, answers("anonimo", kind__kind="denuncia") | {"attachments": upload(pdf(), "a.pdf")}))
    assert Document.objects.get().is_reserved


# --- Once ------------------------------------------------------------------------------------------------
@commits
def test_the_same_page_twice_is_one_petition(client, ready):
    posted = answers()
    first, second = (filed(client.post(PAGE, posted)) for _ in range(2))
    assert first == second
    assert Radicado.objects.count() == 1


@commits
def test_two_clicks_at_once_are_one_petition(ready):
    posted, start = answers(), Barrier(2)
    keep = opened_pages.opened(posted["draft"]).draft_id
    keep_files(keep, attachments(), posting(attachments=upload(pdf(), "uno.pdf")))

    def click(_) -> str:
        try:
            start.wait()
            return Client().post(PAGE, posted).url
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as clicks:
        first, second = clicks.map(click, range(2))
    assert first == second
    assert Radicado.objects.count() == Anexo.objects.count() == 1


def test_two_pages_are_two_petitions(client, ready):
    assert filed(send(client)) != filed(send(client))


def test_another_petition_from_a_page_that_was_filed_is_not_lost(client, ready):
    posted = answers()
    filed(client.post(PAGE, posted))
    page = client.post(PAGE, posted | {"words-request": "Otra cosa."})
    assert page.status_code == 200
    assert "lo que envía ahora es distinto" in page.content.decode()
    assert page.context["page"].opened.token != posted["draft"]
    again = posted | {"words-request": "Otra cosa.", "draft": token()}
    assert filed(client.post(PAGE, again)).request == "Otra cosa."


# --- Hostile and extreme ---------------------------------------------------------------------------------
EXTREMES = {
    "20,000 characters": {"words__request": "ñ" * 20_000},
    "20,000 with line ends": {"words__request": "línea\r\n" * 3_333},
    "long names": {"petitioner__first_name": "N" * 200, "petitioner__last_name": "A" * 200},
    "long company": {"petitioner__legal_name": "L" * 200},
    "emoji": {"words__subject": "Urgente 🚨", "words__request": "Gracias 👩🏽‍🔬 por todo"},
    "hostile HTML": {
        "words__subject": "<script>alert(1)</script>",
        "words__request": "<img src=x onerror=1>{{ 7 }}",
    },
    "markup of the letter": {"words__request": "<para><b>a & b</i> &amp; ]]>"},
    "direction marks": {"words__subject": "a\u202egpj.exe", "words__request": "b\u2066c\u2069\x07"},
}


@pytest.mark.parametrize("change", EXTREMES.values(), ids=EXTREMES)
def test_extreme_words_are_filed_and_drawn(client, ready, change):
    pqrsd = filed(send(client, "juridica", **change))
    assert not {"\u202e", "\u2066", "\x07"} & set(pqrsd.subject + pqrsd.request)
    radicado = Radicado.objects.get(pk=pqrsd.radicado_id)
    pdf_bytes = render(
        from_snapshot(radicado.snapshot),
        number=radicado.number,
        filed_at=radicado.filed_at,
        verification_code=radicado.verification_code,
        is_demo=True,
    )
    assert pdf_bytes.startswith(b"%PDF")


def test_a_draft_that_is_forged_files_nothing_at_once(client, ready):
    for forged in ("", "x", token()[:-1] + "_", "6d7b4c9e-0000-4000-8000-000000000000"):
        page = send(client, draft=forged)
        assert page.status_code == 200
        assert page.context["is_hurried"]
    assert not Pqrsd.objects.exists()


@pytest.mark.parametrize(("seconds_ago", "is_hurried"), [(0, True), (2, True), (4, False), (-60, False)])
def test_a_page_is_hurried_that_was_opened_a_moment_ago(seconds_ago, is_hurried):
    """Of one that is still to be opened, a clock was wrong: whoever wrote on it goes on."""
    assert opened_pages.opened(token(seconds_ago=seconds_ago)).is_hurried is is_hurried


def test_nobody_reaches_the_files_of_another_page(client, ready):
    theirs = opened_pages.opened(token())
    keep_files(theirs.draft_id, attachments(), posting(attachments=upload(pdf(), "ajeno.pdf")))
    page = send(client, action="show", draft=str(theirs.draft_id))
    assert "ajeno.pdf" not in page.content.decode()
