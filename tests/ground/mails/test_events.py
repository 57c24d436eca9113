"""Every mail that may be owed can be written."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from ground.mails import events
from ground.mails.events import Content, check_templates, declare, every_event


def test_every_event_has_its_subject_and_its_body():
    assert len(list(every_event())) > 25
    assert check_templates(None) == []


def test_event_without_templates_is_found_out_at_the_start(monkeypatch):
    monkeypatch.setattr(events, "_EVENTS", {})
    declare("prueba.nada", "Nada", readers="auth.view_group", content=lambda mail: Content())
    assert [error.msg for error in check_templates(None)] == [
        "Falta la plantilla «prueba/mail/nada_subject.txt» de un correo.",
        "Falta la plantilla «prueba/mail/nada_body.txt» de un correo.",
    ]


def test_two_events_have_not_the_same_name(monkeypatch):
    monkeypatch.setattr(events, "_EVENTS", {})
    facts = {"readers": "auth.view_group", "content": lambda mail: Content()}
    declare("prueba.nada", "Nada", **facts)
    with pytest.raises(ImproperlyConfigured):
        declare("prueba.nada", "Otra cosa", **facts)
