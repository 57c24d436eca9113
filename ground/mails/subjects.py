"""What mails are about, as the staff names it, opens it and looks for it. The rows are other rooms'."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import CharField, Model, Q
from django.db.models.functions import Cast

if TYPE_CHECKING:
    from ground.mails.models import Mail


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


def places(mails: "Iterable[Mail]", subjects: Iterable[Subject]) -> dict[tuple[str, str], tuple[str, str]]:
    """The name and the page of what the mails are about, by kind and key: one query a kind."""
    keys = defaultdict(set)
    for mail in mails:
        keys[mail.subject_type].add(mail.subject_id)
    return {
        (subject.label, str(key)): (name, subject.url(str(key), name))
        for subject in subjects
        if keys[subject.label]
        for key, name in subject.model._default_manager.filter(pk__in=keys[subject.label]).values_list(
            "pk", subject.name
        )
    }


def about_named(term: str, subjects: Iterable[Subject]) -> Q:
    """The condition on mails about something whose name has the term in it."""
    found = Q(pk__in=[])
    for subject in subjects:
        named = subject.model._default_manager.filter(**{f"{subject.name}__icontains": term})
        found |= Q(subject_type=subject.label, subject_id__in=named.values(key=Cast("pk", CharField())))
    return found
