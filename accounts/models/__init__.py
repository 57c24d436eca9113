"""Who is asking: accounts, the people and companies behind them, and what they have agreed to."""

from accounts.models.companies import Company, LegalRepresentative, TaxValueUnit
from accounts.models.consents import Consent, ConsentKind, ConsentText
from accounts.models.membership import INVITATION_LIFE, Invitation, MembershipRequest
from accounts.models.people import Characterisation, CharacterisationAnswers, GuardianCapacity, Profile
from accounts.models.places import COLOMBIA, Municipality, Residence
from accounts.models.registration import DocumentCategory, RegistrationDraft, SupportingDocument
from accounts.models.reserve import ReservedGrant
from accounts.models.users import Session, User

__all__ = [
    "COLOMBIA", "INVITATION_LIFE", "Characterisation", "CharacterisationAnswers", "Company", "Consent",
    "ConsentKind", "ConsentText", "DocumentCategory", "GuardianCapacity", "Invitation", "LegalRepresentative",
    "MembershipRequest", "Municipality", "Profile", "RegistrationDraft", "ReservedGrant", "Residence", "Session",
    "SupportingDocument", "TaxValueUnit", "User",
]  # fmt: skip
