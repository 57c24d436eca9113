"""What the portal knows of who asks for a price."""

from accounts.models import Profile
from ground.doors.explicit_permissions import Anybody
from tariffs.pricing.quote import CompanySize, Customer


def known_customer(user: Anybody) -> Customer:
    """The facts of the user's company, or of the user who acts for themself; nobody's, of who has neither.

    Nothing proves a size: that is asked each time (art. 4 par.).
    """
    if not user.is_authenticated:
        return Customer()
    profile = Profile.objects.filter(user=user.pk).select_related("company").first()
    if profile is None or (profile.is_legal_person and profile.company is None):
        return Customer()
    company = profile.company
    residence = company or profile
    return Customer(
        is_foreign=residence.is_foreign,
        is_domiciled_abroad=residence.is_domiciled_abroad,
        pays_from_abroad=residence.pays_from_abroad,
        size=CompanySize(company.size) if company and company.size else None,
        is_secondary_laboratory=bool(company and company.is_secondary_laboratory),
        is_higher_education=bool(company and company.is_higher_education),
        is_under_public_contracting=bool(company and company.is_public_contracting),
    )
