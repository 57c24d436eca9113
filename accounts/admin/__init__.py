"""The staff's view of accounts: people, companies, what they handed over and what they agreed to."""

from accounts.admin import companies, consents, memberships, reference, registrations, users

__all__ = ["companies", "consents", "memberships", "reference", "registrations", "users"]
