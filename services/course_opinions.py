"""What those who took part in a course thought of it: by a link that each was sent, once, and never told of whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, dumps, loads
from django.db import transaction
from django.db.models import Avg, Count
from django.urls import reverse
from django.utils import timezone

from services.models import CourseEdition, CourseOpinion, Seat

SALT = "services.course_opinions"
LEAST = 5  # answers, under which nothing is told: among fewer, somebody would be known by theirs
QUESTIONS = ("contents", "teaching", "organisation", "use")


@dataclass(frozen=True)
class Summary:
    """How many answered, the mean of each question by its label, and what they wrote."""

    count: int
    means: tuple[tuple[str, Decimal], ...]
    comments: tuple[str, ...]


def opinion_url(seat: Seat) -> str:
    """The address that only its participant is sent: nobody guesses its signature."""
    return settings.PORTAL_BASE_URL + reverse("services:course_opinion", args=[dumps(seat.pk, salt=SALT)])


def seat_of(token: str) -> Seat | None:
    """That of the address, of a course that is over; None when nobody was sent it."""
    try:
        pk = loads(token, salt=SALT)
    except BadSignature:
        return None
    return Seat.objects.select_related("edition").exclude(result="").filter(pk=pk).first()


@transaction.atomic
def give(seat: Seat, **answers: Any) -> bool:
    """Keep what somebody thought, apart from who they are; False when they had told it already."""
    seat = Seat.objects.select_for_update(of=["self"], no_key=True).get(pk=seat.pk)
    if seat.answered_on:
        return False
    CourseOpinion.objects.create(edition=seat.edition, given_on=timezone.localdate(), **answers)
    seat.answered_on = timezone.localdate()
    seat.save(update_fields=["answered_on"])
    return True


def summaries(codes: set[str]) -> dict[str, Summary]:
    """Of the courses with those rates, by code, of all their editions; those of which enough was told."""
    means = {name: Avg(name) for name in QUESTIONS}
    rows = CourseOpinion.objects.filter(edition__code__in=codes).values("edition__code").order_by("edition__code")
    return {
        row["edition__code"]: _summary(row, ())
        for row in rows.annotate(count=Count("pk"), **means)
        if row["count"] >= LEAST
    }


def summary_of(edition: CourseEdition) -> Summary | None:
    """That of one edition, with the comments, for whoever gives it; None when too little was told."""
    row = edition.opinions.aggregate(count=Count("pk"), **{name: Avg(name) for name in QUESTIONS})
    if row["count"] < LEAST:
        return None
    # In no order by which somebody could be told.
    comments = edition.opinions.exclude(comment="").order_by("comment").values_list("comment", flat=True)
    return _summary(row, tuple(comments))


def _summary(row: Mapping[str, Any], comments: tuple[str, ...]) -> Summary:
    fields = {field.name: field for field in CourseOpinion._meta.fields}
    labels = ((str(fields[name].verbose_name).capitalize(), name) for name in QUESTIONS)
    means = tuple((label, Decimal(row[name]).quantize(Decimal("0.1"))) for label, name in labels)
    return Summary(row["count"], means, comments)
