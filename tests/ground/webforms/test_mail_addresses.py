"""The addresses that forms take, one by one and in each of them."""

import pytest
from django import forms

from accounts.forms.account import InvitationForm
from accounts.forms.credentials import EmailChangeForm
from accounts.forms.registration.contact import EmailForm
from ground.webforms.fields import MailField
from pqrsd.forms.desk import TransferForm
from pqrsd.forms.petitioner import WhereToAnswerForm


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("ana@prueba.example", "ana@prueba.example"), (" ana@prueba.example\u200b", "ana@prueba.example")],
)
def test_an_address_is_kept_without_what_was_pasted_along(typed, kept):
    assert MailField().clean(typed) == kept


@pytest.mark.parametrize("typed", ["ana@localhost", "ana", "ana@", "@x.example", "anı@x.example", "ana @x.example"])
def test_any_other_is_refused_and_told_once(typed):
    with pytest.raises(forms.ValidationError) as refusal:
        MailField().clean(typed)
    assert refusal.value.messages == [str(MailField.default_error_messages["invalid"])]


@pytest.mark.parametrize("form", [EmailForm, EmailChangeForm, InvitationForm, TransferForm, WhereToAnswerForm])
def test_every_form_takes_addresses_alike(form):
    fields = [field for field in form.base_fields.values() if isinstance(field, forms.EmailField)]
    assert fields
    assert all(isinstance(field, MailField) for field in fields)
