"""Where the items of a round are, as their passages tell it."""

from services.models import Participation, Passage, Round, RoundItem


def last_passage(item: RoundItem) -> Passage | None:
    return item.passages.select_related("participation").order_by("-pk").first()


def coming_to(place: Participation) -> Passage | None:
    """What is on its way to a participant."""
    return place.passages.filter(is_back=False, received_at=None).select_related("item").first()


def items_with(place: Participation) -> list[RoundItem]:
    """Those that a participant received and did not give back."""
    mine = RoundItem.objects.filter(passages__participation=place).distinct()
    return [item for item in mine if _is_with(last_passage(item), place)]


def _is_with(last: Passage | None, place: Participation) -> bool:
    return bool(last and last.participation_id == place.pk and not last.is_back and last.received_at)


def coming_back(chosen: Round) -> list[Passage]:
    """What is on its way to the laboratory."""
    rows = Passage.objects.filter(item__round=chosen, is_back=True, received_at=None)
    return list(rows.select_related("item", "participation").prefetch_related("participation__codes").order_by("pk"))


def at_home(chosen: Round) -> list[RoundItem]:
    """Those that are in the laboratory, and may be sent."""
    return [item for item in chosen.travelling.all() if not sending_refusal(item)]


def sending_refusal(item: RoundItem) -> str:
    """Why it cannot be sent from the laboratory; "" when it can."""
    last = last_passage(item)
    if last is None or (last.is_back and last.received_at):
        return ""
    return (
        "El ítem está en camino a otro participante." if not last.received_at else "El ítem lo tiene un participante."
    )
