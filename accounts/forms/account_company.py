"""The forms of a company's administrator about its users."""

from django import forms

from ground.webforms.fields import PortalForm


class InvitationForm(PortalForm):
    email = forms.EmailField(
        label="Correo electrónico de la persona",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Escriba el correo electrónico de la persona que invita.",
            "invalid": "Escriba el correo electrónico completo, por ejemplo nombre@dominio.com.",
        },
    )
