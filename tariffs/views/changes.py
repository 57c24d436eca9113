"""What changed since the last resolution, and every edition that was published."""

from django.db.models import Q
from django.shortcuts import render

from tariffs.differences import Differences, differences
from tariffs.models import Edition
from tariffs.views.catalogue import current_edition, public, standing


@public
def changes(request, number):
    edition = current_edition(number)
    previous, corrected = _before(edition), _corrected(edition)
    context = {
        "edition": edition,
        "previous": previous,
        "differences": _between(previous, edition),
        "corrected": corrected,
        "corrections": _between(corrected, edition),
        "editions": Edition.objects.published().select_related("resolution"),
    }
    return render(request, "tariffs/changes.html", context | standing(edition))


def _before(edition: Edition) -> Edition | None:
    """The last edition of the resolution that ruled before, as `in_force` orders them."""
    begun_before = Q(valid_from__lt=edition.valid_from) | Q(
        valid_from=edition.valid_from, resolution__lt=edition.resolution_id
    )
    others = Edition.objects.current().exclude(resolution=edition.resolution_id).filter(begun_before)
    return others.select_related("resolution").order_by("-valid_from", "-resolution_id").first()


def _corrected(edition: Edition) -> Edition | None:
    """The version of the same resolution that this one put right."""
    earlier = Edition.objects.published().filter(resolution=edition.resolution_id)
    return earlier.filter(version__lt=edition.version).order_by("-version").first()


def _between(before: Edition | None, after: Edition) -> Differences | None:
    return differences(_rates(before), _rates(after)) if before else None


def _rates(edition: Edition):
    return edition.rates.select_related("heading").prefetch_related("footnotes")
