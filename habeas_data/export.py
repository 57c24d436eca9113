"""The ZIP with everything that the portal holds about a person (Ley 1581 de 2012, arts. 8 a, 11 and 14)."""

import json
from pathlib import PurePosixPath
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import (
    Characterisation,
    Consent,
    Invitation,
    MembershipRequest,
    Message,
    Profile,
    Session,
    SupportingDocument,
    User,
)
from documents.models import AlteredError, Document
from habeas_data.holdings import facts, holdings, may_see_content, own_radicados
from habeas_data.models import DataClaim
from radicados.models import Radicado
from radicados.verification import sealed_pdf
from requests_oec.models import OecRequest

FORMAT_VERSION = 1
# Each section of datos.json whose names are those of a model's fields, with what it holds.
SECTIONS = (
    ("account", "Su cuenta", User),
    ("profile", "Su registro", Profile),
    ("characterisation", "Su caracterización", Characterisation),
    ("membership_requests", "Las empresas a las que pidió vincularse", MembershipRequest),
    ("consents", "Las autorizaciones que dio, con el texto que leyó", Consent),
    ("sessions", "Los navegadores en los que su cuenta está abierta", Session),
    ("mails", "Los correos que el portal le envió o le debe", Message),
    ("invitations_sent", "Las invitaciones que envió por su empresa", Invitation),
    ("drafts", "Las solicitudes que empezó y no ha radicado", OecRequest),
    ("radicados", "Lo que radicó, con el contenido de su carta y su trazabilidad", Radicado),
    ("claims", "Sus reclamos de habeas data", DataClaim),
    ("documents", "Los documentos anexos a su registro", Document),
)


def write_export(user: User, file: IO[bytes]) -> None:
    """Write the archive to a file that is open for writing and seeking; one document at a time in memory."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        documents = [_with_file(archive, row) for row in _documents(user)]
        letters = list(_written_letters(archive, user))
        data = {
            "format": FORMAT_VERSION,
            "generated_at": timezone.now(),
            "responsible": {name: settings.ENTITY[name] for name in ("name", "nit", "email", "website")},
            **holdings(user),
            "documents": documents,
        }
        archive.writestr("datos.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        archive.writestr("LEAME.txt", _read_me(user, data, letters))


def _read_me(user: User, data: dict, letters: list[str]) -> str:
    context = {
        "person": user,
        "now": timezone.now(),
        "documents": data["documents"],
        "letters": letters,
        "sections": [(name, title, _told_fields(data[name], model)) for name, title, model in SECTIONS],
        "entity": settings.ENTITY,
    }
    return render_to_string("habeas_data/export/LEAME.txt", context)


def _told_fields(told: dict | list[dict] | None, model: type[Model]) -> list:
    """The model's fields that a section has, for its names to be explained."""
    row = told[0] if isinstance(told, list) and told else told
    return [field for field in model._meta.concrete_fields if field.name in (row or ())]


def _documents(user: User):
    rows = SupportingDocument.objects.filter(profile__user=user)
    return rows.select_related("document__scan")


def _with_file(archive: ZipFile, row: SupportingDocument) -> dict:
    """The document's facts, and where in the archive it is: nowhere while nobody may open it."""
    told = facts(row, without={"profile", "document"}) | facts(row.document, without={"file"})
    state = {"state": row.document.state.label, "file": None}
    if row.document.is_servable:
        state["file"] = _copied(archive, row)
    return told | state


def _copied(archive: ZipFile, row: SupportingDocument) -> str | None:
    """None when the file is not the one received: the rest must reach the person all the same."""
    name = f"documentos/{row.pk}-{PurePosixPath(row.document.name).name}"
    try:
        archive.writestr(name, row.document.content())
    except (AlteredError, FileNotFoundError):
        return None
    return name


def _written_letters(archive: ZipFile, user: User):
    for radicado in own_radicados(user).filter(issued_at__isnull=False).defer("snapshot"):
        pdf = sealed_pdf(radicado) if may_see_content(radicado, user) else None
        if pdf:
            name = f"cartas/radicado-{radicado.number}.pdf"
            archive.writestr(name, pdf)
            yield name
