"""What the act of filing adds to a letter, as it is printed."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from radicados import qr


@dataclass(frozen=True)
class FilingStamp:
    """The number, instant and verification code of a radicado."""

    number: str
    filed_at: datetime
    code: str
    base_url: str
    is_demo: bool

    def __post_init__(self):
        if self.filed_at.tzinfo is None:
            raise ValueError("filed_at must be an aware datetime")

    @property
    def url(self) -> str:
        return qr.verification_url(self.base_url, self.code)

    @property
    def site(self) -> str:
        """The portal's host as people type it, without scheme."""
        address = urlsplit(self.base_url)
        return f"{address.netloc}{address.path}".rstrip("/")

    @property
    def short_url(self) -> str:
        return qr.verification_url(self.site, self.code)
