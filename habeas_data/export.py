"""The ZIP with everything that the portal holds about a person (Ley 1581 de 2012, arts. 8 a, 11 and 14)."""

import json
from itertools import chain
from pathlib import PurePosixPath
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import (
    Characterisation,
    Consent,
    Invitation,
    MembershipRequest,
    Profile,
    Session,
    SupportingDocument,
    User,
)
from expedientes.models import Anexo, Expediente
from ground.documents.models import Document
from ground.mails.models import Mail
from ground.webforms.models import PageDraft
from habeas_data.holdings import (
    facts,
    holdings,
    may_see_content,
    own_radicados,
    petition_files,
    petition_letters,
)
from pqrsd.models import Pqrsd
from radicados.models import Radicado
from radicados.verification import letter_file
from requests_oec.models import OecRequest
from services.models import Instrument, ServiceRequest

FORMAT_VERSION = 1
# Each section of datos.json whose names are those of a model's fields, with what it holds.
SECTIONS = (
    ("account", "Su cuenta", User),
    ("profile", "Su registro", Profile),
    ("characterisation", "Su caracterización", Characterisation),
    ("membership_requests", "Las empresas a las que pidió vincularse", MembershipRequest),
    ("consents", "Las autorizaciones que dio, con el texto que leyó", Consent),
    ("sessions", "Los navegadores en los que su cuenta está abierta", Session),
    ("mails", "Los correos que el portal le envió o le debe", Mail),
    ("invitations_sent", "Las invitaciones que envió por su empresa", Invitation),
    ("drafts", "Las solicitudes que empezó y no ha radicado", OecRequest),
    ("pages_begun", "Lo que escribió en otros formularios y no ha radicado", PageDraft),
    ("radicados", "Lo que radicó, con el contenido de su carta y su trazabilidad", Radicado),
    ("cases", "En qué va lo que radicó y no es una PQRSD, con sus pasos", Expediente),
    ("instruments", "Los instrumentos que ha pedido calibrar, con su última calibración", Instrument),
    ("service_requests", "Los servicios que pidió, con lo que pidió de cada uno y sus pasos", ServiceRequest),
    ("petitions", "Sus PQRSD, con sus pasos y la calificación que dio a la respuesta", Pqrsd),
    ("claims", "Sus reclamos sobre datos personales, como las PQRSD", Pqrsd),
    ("documents", "Los documentos anexos a su registro", Document),
    ("petition_documents", "Los archivos de sus PQRSD, suyos y de las respuestas", Document),
)


def write_export(user: User, file: IO[bytes]) -> None:
    """Write the archive to a file that is open for writing and seeking; one document at a time in memory."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        own = SupportingDocument.objects.filter(profile__user=user).select_related("document__scan")
        documents = [_with_file(archive, row, "documentos") for row in own]
        petition_documents = []
        for row in petition_files(user):
            number = row.step.expediente.radicado.number
            told = _with_file(archive, row, f"documentos/pqrsd-{number}")
            petition_documents.append({"petition": number, "step": row.step.kind, **told})
        # What the person filed, as far as they may still read it, and what was written to them.
        filed, written = (
            radicados.filter(issued_at__isnull=False).defer("snapshot")
            for radicados in (own_radicados(user), petition_letters(user))
        )
        letters = []
        for radicado in chain((one for one in filed if may_see_content(one, user)), written):
            if letter := letter_file(radicado):
                name, pdf = letter
                letters.append(f"cartas/{name}")
                archive.writestr(letters[-1], pdf)
        data = {
            "format": FORMAT_VERSION,
            "generated_at": timezone.now(),
            "responsible": {name: settings.ENTITY[name] for name in ("name", "nit", "email", "website")},
            **holdings(user),
            "documents": documents,
            "petition_documents": petition_documents,
        }
        archive.writestr("datos.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        sections = []
        for name, title, model in SECTIONS:
            told = data[name]
            row = told[0] if isinstance(told, list) and told else told or ()
            # The model's fields that the section has, for their names to be explained.
            fields = [field for field in model._meta.concrete_fields if field.name in row]
            sections.append((name, title, fields))
        context = {
            "person": user,
            "now": timezone.now(),
            "documents": documents + petition_documents,
            "letters": letters,
            "sections": sections,
            "entity": settings.ENTITY,
        }
        archive.writestr("LEAME.txt", render_to_string("habeas_data/export/LEAME.txt", context))


def _with_file(archive: ZipFile, row: SupportingDocument | Anexo, folder: str) -> dict:
    """The document's facts, and where in the archive it is: nowhere while nobody may open it, nor when the
    file is not the one received: the rest must reach the person all the same."""
    told = facts(row, without={"profile", "step", "document"}) | facts(row.document, without={"file"})
    told |= {"state": row.document.state.label, "file": None}
    content = row.document.intact_content() if row.document.is_servable else None
    if content is not None:
        told["file"] = f"{folder}/{row.pk}-{PurePosixPath(row.document.name).name}"
        archive.writestr(told["file"], content)
    return told
