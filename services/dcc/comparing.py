"""What a certificate says against what the case says: every difference by its name (ISO/IEC 17025, 7.8.2)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from services.dcc.reading import DigitalCertificate

APART = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
PLACES = {"laboratory": "el laboratorio", "customer": "donde el cliente"}


@dataclass(frozen=True)
class CaseFacts:
    number: str
    serial: str
    customer: str
    received_on: date
    measured_to: date
    place: str  # "laboratory" or "customer"
    measured_from: date | None = None


def differences(certificate: DigitalCertificate, case: CaseFacts, today: date) -> list[str]:
    """Nothing when they say the same."""
    told = []
    if not same(certificate.number, case.number):
        told.append(f"DCC: el número “{certificate.number}” no es el del certificado “{case.number}”")
    serials = [item.serial for item in certificate.items]
    if not any(same(serial, case.serial) for serial in serials):
        told.append(f"DCC: el serial “{', '.join(filter(None, serials))}” no es el recibido “{case.serial}”")
    if not same(certificate.customer, case.customer):
        told.append(f"DCC: el cliente “{certificate.customer}” no es el de la solicitud “{case.customer}”")
    for name, theirs, ours in (
        ("la fecha de recepción", certificate.received_on, case.received_on),
        ("el inicio de mediciones", certificate.began_on, case.measured_from),
        ("el fin de mediciones", certificate.ended_on, case.measured_to),
    ):
        if theirs and ours and theirs != ours:
            told.append(f"DCC: {name} “{theirs.isoformat()}” no coincide con “{ours.isoformat()}”")
    if certificate.place.removesuffix("Branch") != case.place:
        ours_place = PLACES[case.place]
        told.append(f"DCC: el lugar “{_place(certificate.place)}” no es el de la solicitud “{ours_place}”")
    return told + _disordered(certificate, today)


def same(one: str, other: str) -> bool:
    """But for its width, its case, its spaces and its hyphens."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return APART.sub("", unicodedata.normalize("NFKC", text)).casefold()


def _place(said: str) -> str:
    return PLACES.get(said.removesuffix("Branch"), said)


def _disordered(certificate: DigitalCertificate, today: date) -> list[str]:
    dates = [
        ("la recepción", certificate.received_on),
        ("el inicio de mediciones", certificate.began_on),
        ("el fin de mediciones", certificate.ended_on),
        ("la expedición", certificate.issued_on),
        ("hoy", today),
    ]
    known = [(name, day) for name, day in dates if day]
    return [
        f"DCC: {name} “{day.isoformat()}” es posterior {_to(after)} “{later.isoformat()}”"
        for (name, day), (after, later) in pairwise(known)
        if day > later
    ]


def _to(name: str) -> str:
    return f"al {name.removeprefix('el ')}" if name.startswith("el ") else f"a {name}"
