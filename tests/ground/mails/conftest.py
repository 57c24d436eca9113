"""An event of no app, as the room sees all of them."""

import pytest

from ground.mails import events
from ground.mails.events import Content, Event


@pytest.fixture
def declare(monkeypatch):
    """Declares events that are forgotten after the test; their words are those of an event that is there."""
    monkeypatch.setattr(events, "_EVENTS", dict(events._EVENTS))
    monkeypatch.setattr(Event, "template", lambda event, part: f"accounts/mail/email_changed_{part}.txt")

    def declared(name="prueba.algo", **facts) -> Event:
        said = facts.pop("content", lambda mail: Content({"user": mail.user}))
        return events.declare(name, "Algo de prueba", readers="auth.view_group", content=said, **facts)

    return declared
