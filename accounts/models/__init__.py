"""Who is asking: accounts, the people and companies behind them, and what they have agreed to."""

from accounts.models.companies import Company, LegalRepresentative, TaxValueUnit
from accounts.models.consents import Consent, ConsentText
from accounts.models.membership import Invitation, MembershipRequest
from accounts.models.people import Characterisation, Profile
from accounts.models.places import Municipality
from accounts.models.registration import RegistrationDraft, SupportingDocument
from accounts.models.users import Session, User

__all__ = [
    "Characterisation", "Company", "Consent", "ConsentText", "Invitation", "LegalRepresentative",
    "MembershipRequest", "Municipality", "Profile", "RegistrationDraft", "Session", "SupportingDocument",
    "TaxValueUnit", "User",
]  # fmt: skip
