"""What mails tell of. Each app declares its events in a module that it imports when it is ready.

A declaration is all that a new mail takes: its templates are `<app>/mail/<event>_subject.txt` and
`<app>/mail/<event>_body.txt`, and a system check asks for both.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

if TYPE_CHECKING:
    from ground.mails.models import Mail


@dataclass(frozen=True)
class Content:
    """What one mail says: `words` for its templates, `files` as (name, content, media type), and what is
    recorded in the transaction that notes that it went out."""

    words: dict[str, Any] = field(default_factory=dict)
    files: tuple[tuple[str, bytes, str], ...] = ()
    record: Callable[[], object] = lambda: None


@dataclass(frozen=True)
class Subject:
    """The rows of a model: `name` is the lookup of what people call one, `url` gives its page for the staff
    from its key and its name."""

    model: type[Model]
    name: str
    url: Callable[[str, str], str]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


@dataclass(frozen=True)
class Event:
    """Something that is told by mail, named `<app>.<event>`.

    `readers`: the permission that shows its mails to the staff. `content` is asked when the mail is sent, and
    before it `needless`: why the mail need not be sent any more, "" while it must. A mail without a recipient
    is for whoever `spread` finds, and owes one each. `kept`: how long a mail is kept once it is settled, for
    as long as what it tells of when None; of one that `is_forgotten_unsent`, settled or not. `action`: what its
    first link does, in the words of a button, "" when it has none.
    """

    name: str
    label: str
    readers: str
    content: "Callable[[Mail], Content]"
    subject: Subject | None = None
    needless: "Callable[[Mail], str]" = lambda mail: ""
    spread: "Callable[[Mail], None] | None" = None
    kept: timedelta | None = None
    is_forgotten_unsent: bool = False
    action: str = ""

    @property
    def app(self) -> str:
        return self.name.partition(".")[0]

    def template(self, part: str) -> str:
        app, _, event = self.name.partition(".")
        return f"{app}/mail/{event}_{part}.txt"


_EVENTS: dict[str, Event] = {}


def declare(name: str, label: str, **facts: Any) -> Event:
    """A new event; the other `facts` are the fields of Event. Raises ImproperlyConfigured for a second one of
    the same name."""
    if name in _EVENTS:
        raise ImproperlyConfigured(f"Dos correos se llaman «{name}».")
    _EVENTS[name] = Event(name, label, **facts)
    return _EVENTS[name]


def event_named(name: str) -> Event:
    """Raises KeyError when no app declares it."""
    return _EVENTS[name]


def every_event() -> Iterable[Event]:
    return _EVENTS.values()


@register
def check_templates(app_configs: object, **kwargs: object) -> list[Error]:
    """A mail that cannot be written is found out at the start, not when it is due."""
    missing = []
    for name in (event.template(part) for event in every_event() for part in ("subject", "body")):
        try:
            get_template(name)
        except TemplateDoesNotExist:
            missing.append(Error(f"Falta la plantilla «{name}» de un correo.", id="mails.E001"))
    return missing
