"""A page on which somebody is writing: a key of its own, signed with the instant it was opened.

It says nothing of anybody, and no session has it: what is handed over on the page hangs from it alone.
"""

import time
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.core.signing import BadSignature, TimestampSigner, b62_decode

# Nobody reads the page and tells what they ask in less; programs do.
HURRY = timedelta(seconds=3)

_signer = TimestampSigner(salt="ground.webforms.opened_pages")


@dataclass(frozen=True)
class OpenedPage:
    draft_id: UUID
    token: str

    @property
    def is_hurried(self) -> bool:
        """Whether it was opened a moment ago; of one that is still to be opened, a clock was wrong."""
        opened_at = b62_decode(self.token.rsplit(_signer.sep, 2)[1])
        return 0 <= time.time() - opened_at < HURRY.total_seconds()


def begin(draft_id: UUID | None = None) -> OpenedPage:
    """A page that is opened now; with the key of one that was left, it goes on with that."""
    draft_id = draft_id or uuid4()
    return OpenedPage(draft_id, _signer.sign(str(draft_id)))


def opened(token: str) -> OpenedPage:
    """The page with that token; when it is not one of ours, another that begins now."""
    try:
        return OpenedPage(UUID(_signer.unsign(token)), token)
    except BadSignature:
        return begin()
