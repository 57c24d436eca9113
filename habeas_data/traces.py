"""What the audit trail says about a person: what they did, and who looked at their data."""

from functools import cache

from django.apps import apps
from django.db.models import Q, QuerySet

from accounts.models import Characterisation, User
from expedientes.models import Anexo
from ground.audit.models import Action, Entry
from ground.documents.models import Document
from radicados.models import Radicado

ACTS_OF_READING = (Action.READ, Action.DOCUMENT_READ, Action.EXPORTED)


def entries_about(user: User) -> QuerySet[Entry]:
    """Everything that the person did, and everything that anybody did to what is theirs.

    The rows of a company are not, save what the person filed for it.
    """
    theirs = [
        User.objects.filter(pk=user.pk),
        Radicado.objects.received().filter(filed_by=user),
        user.pqrsd.all(),
        Document.objects.filter(anexo__in=Anexo.objects.filter(step__expediente__pqrsd__user=user)),
        user.oec_requests.all(),
        user.consents.all(),
        user.mails.all(),
    ]
    if profile := getattr(user, "profile", None):
        theirs += [
            type(profile).objects.filter(pk=profile.pk),
            Characterisation.objects.filter(profile=profile),
            profile.supporting_documents.all(),
            Document.objects.filter(supporting_document__profile=profile),
            profile.membership_requests.all(),
        ]
    about = Q(actor_id=user.pk)
    for rows in theirs:
        keys = [str(key) for key in rows.values_list("pk", flat=True)]
        about |= Q(subject_type=rows.model._meta.label_lower, subject_id__in=keys)
    return Entry.objects.filter(about)


def readings_by_others(user: User) -> QuerySet[Entry]:
    """Who opened the person's data, the latest first."""
    return entries_about(user).filter(action__in=ACTS_OF_READING).exclude(actor_id=user.pk)


@cache
def subject_name(subject_type: str) -> str:
    """What an entry is about, in words; "" when it is about no row."""
    names = {model._meta.label_lower: str(model._meta.verbose_name) for model in apps.get_models()}
    return names.get(subject_type, subject_type)
