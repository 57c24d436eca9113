"""The staff's view of accounts: people, companies, what they handed over and what they agreed to."""

from accounts.admin import companies, consents, registrations, users

__all__ = ["companies", "consents", "registrations", "users"]
