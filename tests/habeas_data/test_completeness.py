"""Nothing about a person is forgotten: neither when it is handed over nor when it is erased."""

from axes.models import AccessAttempt
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry

from accounts import second_factor
from accounts.consents import give, wordings_in_force
from accounts.models import Characterisation, Invitation, Profile, Session, User
from ground.audit.models import Action, record
from ground.mails.models import Mail
from ground.webforms.models import PageDraft
from habeas_data.erasure import erase
from services.models import Instrument, Park
from tests.factories import CompanyFactory, OecRequestFactory, ProfileFactory, UserFactory
from tests.habeas_data.claims import POSTED, filed, officer_request
from tests.habeas_data.conftest import add_document

TOLD = {
    "accounts.Characterisation", "accounts.Consent", "accounts.Invitation", "accounts.MembershipRequest",
    "accounts.Profile", "accounts.Session", "accounts.SupportingDocument",
    "mails.Mail", "pqrsd.Pqrsd", "radicados.Radicado", "requests_oec.OecRequest",
    "services.Park", "services.ServiceRequest", "webforms.PageDraft",
}  # fmt: skip
NOT_TOLD = {
    "expedientes.Expediente",  # whom a case was assigned to
    "services.Laboratory",  # where somebody of the staff works
    "admin.LogEntry", "otp_static.StaticDevice", "otp_totp.TOTPDevice",  # of the staff; secrets
}  # fmt: skip
# What archival law, proof and the trail keep of somebody who was erased.
KEPT_IN = {
    "audit.Entry", "expedientes.Expediente", "mails.Mail", "pqrsd.Petitioner", "pqrsd.Pqrsd",
    "radicados.Actuacion", "radicados.Radicado",
}  # fmt: skip
MARKS = ("zutan", "3119998877", "77700077", "calle del olvido")


def test_every_relation_of_a_person_is_accounted_for():
    relations = {
        relation.related_model._meta.label for model in (User, Profile) for relation in model._meta.related_objects
    }
    assert relations == TOLD | NOT_TOLD


def models_with_marks() -> set[str]:
    """The models in any of whose rows something of the person can still be read."""
    return {
        model._meta.label
        for model in apps.get_models()
        for values in model._default_manager.values_list()
        if any(mark in str(values).casefold() for mark in MARKS)
    }


def test_nothing_of_the_person_can_be_read_after_the_erasure(client, person, officer):
    zutana = ProfileFactory(
        user=UserFactory(username="zutana", first_name="Zutana", last_name="Zutánez", email="zutana@x.example"),
        mobile="3119998877",
        document_number="77700077",
        address="Calle del Olvido 1",
        guardian_name="Zutano",
        guardian_document_number="77700077",
        review_note="Zutana trajo su cédula.",
    )
    client.force_login(zutana.user)
    filed(client, POSTED)
    request = officer_request(zutana.user)
    give(user=zutana.user, wording=wordings_in_force()["personal_data"], request=request)
    Characterisation.objects.create(profile=zutana, stratum=3)
    Mail.objects.create(event="accounts.verify_email", recipient=zutana.user.email, user=zutana.user)
    Mail.objects.create(event="accounts.invitation", recipient="Zutana@x.example")
    Invitation.objects.create(company=CompanyFactory(), email="zutana@x.example", invited_by=person)
    OecRequestFactory(applicant=zutana.user, company=None, typed={"nombre": "Zutana"})
    park = Park.objects.create(user=zutana.user)
    Instrument.objects.create(park=park, name="Balanza de Zutana", maker="M", model="M", serial="1")
    PageDraft.objects.create(owner=zutana.user, page="pqrsd:file", typed={"words-request": "Soy Zutana"})
    add_document(zutana, name="cedula-de-zutana.pdf")
    Mail.objects.create(event="accounts.recovery", details={"identifier": "ZUTANA@x.example"})
    for typed in ("Zutana", "zutana@x.example"):  # in the place of the user name
        AccessAttempt.objects.create(username=typed, ip_address="192.0.2.7", failures_since_start=1)
    added = [{"added": {"name": "registro", "object": str(zutana)}}]
    LogEntry.objects.log_actions(officer.pk, [zutana.user], CHANGE, added, single_object=True)
    second_factor.create_device(zutana.user, key="00")  # of when she worked here
    record(Action.READ, actor=officer, subject=zutana)

    assert {"accounts.User", "accounts.Profile", "documents.Document"} <= models_with_marks()
    erase(user=zutana.user, by=officer, request=officer_request(officer))
    assert models_with_marks() <= KEPT_IN
    assert {owed.event for owed in Mail.objects.all()} == {"pqrsd.filed"}
    assert not Session.objects.filter(user=zutana.user).exists()
    assert second_factor.device_of(zutana.user) is None
