"""Mails about petitions: owed in the transaction of what they tell, sent by a worker."""

from pqrsd.models import CaseNotice, Pqrsd
from radicados.models import Radicado


def owe(
    event: CaseNotice.Event,
    *,
    recipient: str,
    occasion: object,
    pqrsd: Pqrsd | None = None,
    letter: Radicado | None = None,
    is_reserved: bool = False,
) -> None:
    """Owe one mail, unless it was owed before; without an address there is nobody to tell.

    It is reserved when its petition is, or when `is_reserved` says so of one about no petition.
    """
    if not recipient:
        return
    notice, is_new = CaseNotice.objects.get_or_create(
        event=event,
        recipient=recipient,
        occasion=str(occasion),
        pqrsd=pqrsd,
        defaults={"letter": letter, "is_reserved": pqrsd.is_reserved if pqrsd else is_reserved},
    )
    if is_new:
        notice.ring()
