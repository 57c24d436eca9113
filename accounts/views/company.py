"""*Mi cuenta*: the company that the user acts for, or does not yet, and who else acts for it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import membership
from accounts.changes import change, tell_of_change
from accounts.forms.account import CompanyForms, InvitationForm
from accounts.forms.credentials import CurrentPasswordForm
from accounts.membership import MembershipError
from accounts.models import Company, LegalRepresentative, Profile
from accounts.views.account import administrator, own_profile
from ground.audit.models import Action, record
from ground.doors.throttling import Throttle

PAGE_SIZE = 20
INVITATIONS_SHOWN = 50
invitations_sent = Throttle("invitations", limit=30)


# --- The company ---------------------------------------------------------------------------------------
@require_safe
def company(request):
    """What the portal knows of the company; without one, what the user waits for and may do."""
    profile = own_profile(request)
    if profile.company is None:
        asked = profile.membership_requests.select_related("company").first()
        return render(request, "accounts/account/no_company.html", {"profile": profile, "asked": asked})
    representative = _representative(profile.company)
    _record_reading(request, representative)
    context = {"profile": profile, "company": profile.company, "representative": representative}
    return render(request, "accounts/account/company.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_company(request):
    """Its data, its kind and its representative, by an administrator, with their password; all who administer it are
    told. Name and tax number stay."""
    _, company = administrator(request)
    representative = _representative(company)
    forms = CompanyForms(company, representative, request.POST or None)
    proof = CurrentPasswordForm(request.POST if forms.is_bound else None, user=request.user)
    is_proven = proof.is_valid()
    if forms.is_valid and is_proven:
        with transaction.atomic():
            held = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
            changes = forms.contact.contact | forms.traits.traits
            changed = change(held, changes, request=request, what="company_data")
            person = _representative(held) or LegalRepresentative(company=held)
            told = forms.representative.cleaned_data
            of_person = change(person, told, request=request, what="legal_representative")
            owners = [row.user for row in Profile.objects.administrators_of(held).select_related("user")]
            tell_of_change(held, changed, to=owners, company=held.legal_name)
            tell_of_change(person, of_person, to=owners, company=held.legal_name)
        messages.success(request, "Los datos de la empresa quedaron guardados.")
        return redirect("accounts:company")
    _record_reading(request, representative)
    status = 422 if forms.is_bound else 200
    context = {"company": company, "forms": forms, "proof": proof, "every_form": [*forms, proof]}
    return render(request, "accounts/account/change_company.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def leave_company(request):
    """Says what follows from it, and does it by POST."""
    profile = own_profile(request)
    if profile.company is None:
        raise Http404
    if request.method != "POST":
        return render(request, "accounts/account/remove_user.html", {"member": profile})
    act, sentence = membership.remove_member, "Usted ya no actúa por la empresa."
    _tell(request, act, sentence, profile=profile, by=request.user)
    return redirect("accounts:company")


@require_POST
def become_person(request):
    """Whoever has no company goes on as a natural person."""
    profile = own_profile(request)
    if profile.company or not profile.is_legal_person:
        raise Http404
    act, sentence = membership.act_as_person, "Desde ahora usted actúa como persona natural."
    _tell(request, act, sentence, profile=profile)
    return redirect("accounts:company")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, uid, token):
    """What an invitation's link opens: it names the company, and by POST whoever is logged in accepts.
    Others log in or register first."""
    code = f"{uid}-{token}"
    found = membership.open_invitation(code)
    if found is None:
        return render(request, "accounts/invitation_closed.html", status=404)
    profile = None
    if request.user.is_authenticated:
        profile = Profile.objects.select_related("company").filter(user=request.user).first()
    if request.method != "POST" or profile is None:
        context = {"invitation": found, "profile": profile, "code": code}
        return render(request, "accounts/invitation.html", context)
    act, sentence = membership.accept_invitation, f"Usted actúa por {found.company} desde ahora."
    is_accepted = _tell(request, act, sentence, invitation=found, profile=profile)
    return redirect("accounts:company" if is_accepted else "accounts:account")


# --- Its users, of whom its administrators decide -------------------------------------------------------
@require_safe
def users(request):
    return _page_of_users(request, *administrator(request))


@require_POST
def invite_user(request):
    inviter, company = administrator(request)
    form, key = InvitationForm(request.POST), str(company.pk)
    if not form.is_valid():
        return _page_of_users(request, inviter, company, form)
    email = form.cleaned_data["email"]
    try:
        if request.user.email_verified_at is None:
            raise MembershipError("Verifique su propio correo electrónico antes de invitar a otras personas.")
        if invitations_sent.is_exceeded(key):
            raise MembershipError("La empresa envió muchas invitaciones en poco tiempo. Espere una hora.")
        membership.invite(company=company, email=email, by=request.user, request=request)
    except MembershipError as refusal:
        form.add_error("email", str(refusal))
        return _page_of_users(request, inviter, company, form)
    invitations_sent.count(key)
    messages.success(request, f"Enviamos la invitación a {email}.")
    return redirect("accounts:company_users")


@require_POST
def decide_request(request, pk):
    """Accept or reject somebody who registered with the company's tax number."""
    _, company = administrator(request)
    asked = get_object_or_404(company.membership_requests.of_confirmed().select_related("profile__user"), pk=pk)
    accepted = {"accept": True, "reject": False}.get(request.POST.get("decision", ""))
    if accepted is None:
        raise Http404
    try:
        is_decided = membership.decide(membership_request=asked, accepted=accepted, by=request.user, request=request)
    except MembershipError as refusal:
        messages.error(request, str(refusal))
        return _back(request)
    if is_decided:
        outcome = "quedó vinculada a la empresa" if accepted else "no quedó vinculada a la empresa"
        messages.success(request, f"{asked.profile} {outcome}. Le avisamos por correo.")
    else:
        messages.info(request, f"Otra persona ya había decidido sobre la solicitud de {asked.profile}.")
    return redirect("accounts:company_users")


@require_POST
def revoke_invitation(request, pk):
    _, company = administrator(request)
    invitation = get_object_or_404(company.invitations, pk=pk)
    if membership.revoke(invitation=invitation, by=request.user, request=request):
        messages.success(request, f"La invitación a {invitation.email} quedó retirada.")
    else:
        messages.info(request, "Esa invitación ya no estaba abierta.")
    return redirect("accounts:company_users")


@require_POST
def change_role(request, pk):
    """Make a member an administrator, or one of the administrators a member like any other."""
    member = _member(request, pk)
    role = {"administrator": True, "member": False}.get(request.POST.get("role", ""))
    if role is None:
        raise Http404
    act, sentence = membership.set_administrator, f"El papel de {member} quedó cambiado."
    _tell(request, act, sentence, profile=member, is_administrator=role, by=request.user)
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_user(request, pk):
    """Says what follows from it, and does it by POST."""
    member = _member(request, pk)
    if request.method != "POST":
        return render(request, "accounts/account/remove_user.html", {"member": member})
    act, sentence = membership.remove_member, f"{member} ya no actúa por la empresa."
    _tell(request, act, sentence, profile=member, by=request.user)
    return _back(request)


def _member(request, pk) -> Profile:
    _, company = administrator(request)
    return get_object_or_404(company.profiles.select_related("user", "company"), pk=pk)


def _tell(request, act, sentence: str, **whom) -> bool:
    """Whether it was done, which the sentence says; if not, why not is said."""
    try:
        act(request=request, **whom)
    except MembershipError as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, sentence)
    return True


def _back(request):
    """To what whoever decided may still see."""
    still_administers = Profile.objects.filter(user=request.user, is_company_administrator=True).exists()
    return redirect("accounts:company_users" if still_administers else "accounts:company")


def _page_of_users(request, viewer: Profile, company: Company, form=None):
    people = Paginator(membership.members(company), PAGE_SIZE).get_page(request.GET.get("pagina"))
    waiting = company.membership_requests.of_confirmed().filter(decided_at__isnull=True)
    record(Action.SEARCHED, request=request, subject=Profile, company=company.pk, results=people.paginator.count)
    context = {
        "profile": viewer,
        "company": company,
        "page": people,
        "waiting": waiting.select_related("profile__user"),
        "invitations": company.invitations.select_related("accepted_by")[:INVITATIONS_SHOWN],
        "form": form or InvitationForm(),
        "forms": [form] if form else [],
    }
    return render(request, "accounts/account/users.html", context, status=422 if form else 200)


def _representative(company: Company) -> LegalRepresentative | None:
    return LegalRepresentative.objects.filter(company=company).first()


def _record_reading(request, representative: LegalRepresentative | None) -> None:
    """The representative is a person, and need not be whoever reads."""
    if representative:
        record(Action.READ, request=request, subject=representative)
