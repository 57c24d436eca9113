"""The forms of the OEC request."""

from requests_oec.forms.request import RequestForms, SectorForm, initial_answers
from requests_oec.forms.rows import EquipmentItemForm, PastedItemsForm, PastedStaffForm, StaffMemberForm

__all__ = [
    "EquipmentItemForm",
    "PastedItemsForm",
    "PastedStaffForm",
    "RequestForms",
    "SectorForm",
    "StaffMemberForm",
    "initial_answers",
]
