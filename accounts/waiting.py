"""What has to be decided about registrations, for the home of the staff."""

from accounts.models import MembershipRequest, Profile
from ground.doors.explicit_permissions import Anybody
from ground.doors.waiting import Waiting, waiting_rows


def registrations_waiting(user: Anybody) -> list[Waiting]:
    unreviewed = Profile.objects.filter(reviewed_at=None)
    undecided = MembershipRequest.objects.filter(decided_at=None)
    decides, words = "accounts.decide_membershiprequest", "Vinculaciones a empresas por decidir"
    return [
        *waiting_rows(user, "accounts.review_profile", unreviewed, "Registros por revisar", revisado="no"),
        *waiting_rows(user, decides, undecided, words, decided_at__isempty="1"),
    ]
