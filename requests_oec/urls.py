from django.urls import path

from requests_oec.forms.rows import EquipmentItemForm, PastedItemsForm, PastedStaffForm, StaffMemberForm
from requests_oec.views.request import oec_request
from requests_oec.views.review import oec_review
from requests_oec.views.rows import ITEMS, STAFF, edit

person = {"rows": STAFF, "form_class": StaffMemberForm}
people = {"rows": STAFF, "form_class": PastedStaffForm}
item = {"rows": ITEMS, "form_class": EquipmentItemForm}
items = {"rows": ITEMS, "form_class": PastedItemsForm}

app_name = "requests_oec"
urlpatterns = [
    path("oec/solicitud/", oec_request, name="request"),
    path("oec/solicitud/revision/", oec_review, name="review"),
    path("oec/solicitud/responsables/", edit, person, name="new_staff_member"),
    path("oec/solicitud/responsables/lista/", edit, people, name="staff_list"),
    path("oec/solicitud/responsables/<int:pk>/", edit, person, name="staff_member"),
    path("oec/solicitud/elementos/", edit, item, name="new_equipment_item"),
    path("oec/solicitud/elementos/lista/", edit, items, name="equipment_list"),
    path("oec/solicitud/elementos/<int:pk>/", edit, item, name="equipment_item"),
]
