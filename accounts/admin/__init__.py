"""The staff's view of accounts: people, companies, what they handed over and what they agreed to."""

from accounts.admin import companies, registrations, reserve, users

__all__ = ["companies", "registrations", "reserve", "users"]
