"""A claim from the page of one's data: a petition of its kind, with what the account knows of the person."""

from uuid import UUID, uuid5

from accounts.models import User
from pqrsd.filing import Submission, file_petition
from pqrsd.kinds import AnswerChannel, Applicant, ClaimAsks, Kind, PriorityGround
from pqrsd.models import Pqrsd

OF_PROFILE = (
    "document_type", "document_number", "guardian_name", "mobile", "phone", "country", "municipality",
    "foreign_city", "address",
)  # fmt: skip


def open_claims(user: User):
    """Those under way, with their numbers; in the person's data they figure as «reclamo en trámite» (Ley 1581
    de 2012, art. 15)."""
    return user.pqrsd.open().filter(kind=Kind.DATA_CLAIM).with_number()


def file_claim(*, asks: ClaimAsks, text: str, submission: UUID, request) -> Pqrsd:
    """File the claim of the request's user; one that is open and asks the same is returned as it is, and so
    is the one that the same page filed.

    It belongs to the person, never to their company. Raises pqrsd.filing.OUR_FAULTS.
    """
    user = request.user
    # A second erasure asks for what the first one did; a second correction, only in the same words.
    same = open_claims(user).filter(claim_asks=asks)
    if found := (same if asks == ClaimAsks.ERASURE else same.filter(request=text)).first():
        return found
    profile = getattr(user, "profile", None)  # accounts of the staff have none, and perhaps no names
    is_minor = profile is not None and profile.is_minor
    petition = {
        "kind": Kind.DATA_CLAIM,
        "claim_asks": asks,
        "applicant": Applicant.MINOR if is_minor else Applicant.PERSON,
        "priority_ground": PriorityGround.CHILD if is_minor else "",
        "subject": f"Datos personales: {ClaimAsks(asks).label.lower()}",
        "request": text,
        "answer_channel": AnswerChannel.EMAIL if user.email_verified_at else AnswerChannel.PORTAL,
    }
    petitioner = {
        "first_name": user.first_name or str(user),
        "last_name": user.last_name if user.first_name else "",
        # Written to only at an address that is known to be theirs.
        "email": user.email if user.email_verified_at else "",
        **({name: getattr(profile, name) for name in OF_PROFILE} if profile else {}),
    }
    key = uuid5(submission, str(user.pk))
    return file_petition(Submission(key, petition, petitioner, user=user), request=request)
