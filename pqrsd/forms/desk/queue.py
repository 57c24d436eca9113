"""The filters of the *Mesa PQRSD*."""

from django import forms

from expedientes.forms.queue import QueueForm
from pqrsd.kinds import RESERVED_KINDS, FilingChannel
from pqrsd.models import Pqrsd


class PetitionsForm(QueueForm):
    cases = Pqrsd
    reserved_kinds = RESERVED_KINDS
    columns = QueueForm.columns | {"canal": "channel"}

    canal = forms.ChoiceField(label="Canal", choices=[("", "Todos"), *FilingChannel.choices], required=False)
    field_order = [
        *("q", "estado", "semaforo", "clase", "dependencia"),
        *("responsable", "canal", "desde", "hasta"),
    ]
