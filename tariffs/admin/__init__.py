"""The desk of the tariffs: drafts are prepared here, published once, and nothing published is touched."""

from tariffs.admin import booklets, editions, rates, resolutions, rows

__all__ = ["booklets", "editions", "rates", "resolutions", "rows"]
