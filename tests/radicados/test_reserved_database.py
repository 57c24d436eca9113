"""What nobody can change of a reserved radicado: what the database allows."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from radicados.filing import annul
from radicados.models import Radicado
from tests.factories import laboratory_user
from tests.radicados.issued import REASON, file_issued

OTHER_VALUES = {
    "id": uuid4(),
    "kind": "S",
    "year": 2020,
    "sequence": 9,
    "filed_at": "2020-01-01T00:00:00Z",
    "document_kind": "Otra clase",
    "subject": "Otro asunto",
    "office": "Otra dependencia",
    "filed_by": None,
    "company": None,
    "filer_name": "Otro",
    "filer_document": "CC 1",
    "filed_from": "192.0.2.1",
    "slot": "otro",
    "in_reply_to": None,
    "snapshot": {},
    "template_version": 9,
    "verification_code": "A" * 18,
    "issued_at": None,
    "sha256": "b" * 64,
    "signature_level": "otro",
    "signed_by": "CN=otro",
    "channel": "Otro canal",
    "folios": 99,
    "annexes": [{"name": "otro.pdf"}],
    "responsible": "Otra persona",
    "annulled_at": None,
    "annulled_by": None,
    "annulment_reason": "Otra razón",
}
CHANGEABLE = {"is_reserved", "number"}  # the number is computed from what is frozen


def test_every_field_of_a_radicado_is_in_the_table():
    assert {field.name for field in Radicado._meta.concrete_fields} == set(OTHER_VALUES) | CHANGEABLE


@pytest.mark.parametrize("is_reserved", [True, False])
@pytest.mark.parametrize("field", OTHER_VALUES)
def test_nothing_else_changes_with_the_reserve(ordinary, field, is_reserved):
    radicado = file_issued(filed_by=laboratory_user(), in_reply_to=ordinary)
    annul(radicado=radicado, by=radicado.filed_by, reason=REASON)
    with pytest.raises(DatabaseError, match="no se puede modificar"), transaction.atomic():
        Radicado.objects.filter(pk=radicado.pk).update(is_reserved=is_reserved, **{field: OTHER_VALUES[field]})


def test_what_answers_nothing_cannot_be_made_to_answer_something(ordinary, reserved):
    with pytest.raises(DatabaseError, match="no se puede modificar"), transaction.atomic():
        Radicado.objects.filter(pk=ordinary.pk).update(in_reply_to=reserved)


def is_reserved(radicado) -> bool:
    return Radicado.objects.get(pk=radicado.pk).is_reserved


def test_reserve_is_put_and_taken_away_with_that_of_the_replies(ordinary):
    annul(radicado=ordinary, by=ordinary.filed_by, reason=REASON)  # in every state
    reply = file_issued(kind="S", in_reply_to=ordinary)
    more = file_issued(in_reply_to=reply)
    other = file_issued()
    for value in (True, False):
        Radicado.objects.filter(pk=ordinary.pk).update(is_reserved=value)
        assert [is_reserved(row) for row in (ordinary, reply, more, other)] == [value, value, value, False]


def test_what_answers_a_reserved_radicado_is_reserved(ordinary, reserved):
    assert is_reserved(file_issued(kind="S", in_reply_to=reserved))
    assert not is_reserved(file_issued(kind="S", in_reply_to=ordinary))
    assert is_reserved(file_issued(kind="S", in_reply_to=ordinary, is_reserved=True))
