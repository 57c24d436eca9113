from django.urls import path

from requests_oec import views

app_name = "requests_oec"
urlpatterns = [
    path("oec/solicitud/", views.oec_request, name="request"),
    path("oec/solicitud/responsables/", views.staff_member, name="new_staff_member"),
    path("oec/solicitud/responsables/lista/", views.staff_list, name="staff_list"),
    path("oec/solicitud/responsables/<int:pk>/", views.staff_member, name="staff_member"),
    path("oec/solicitud/elementos/", views.equipment_item, name="new_equipment_item"),
    path("oec/solicitud/elementos/lista/", views.equipment_list, name="equipment_list"),
    path("oec/solicitud/elementos/<int:pk>/", views.equipment_item, name="equipment_item"),
]
