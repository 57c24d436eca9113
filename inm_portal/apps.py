import atexit
import gc

from django.apps import AppConfig, apps
from django.contrib import admin
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    name = "inm_portal"
    verbose_name = "Portal"
    default = True

    def ready(self) -> None:
        """What is loaded stays: the garbage collector need not look at it again and again.

        Least of all at the end, where to take it apart takes longer than most commands' own work.
        """
        gc.freeze()
        atexit.register(gc.freeze)


class PortalAdminConfig(admin_apps.AdminConfig):
    """Django's administration, with the portal's own door."""

    default = False
    default_site = "inm_portal.admin_site.PortalAdminSite"

    def ready(self) -> None:
        """The secrets of second factors, which django-otp would list, are shown to nobody."""
        super().ready()
        for model in ("otp_totp.TOTPDevice", "otp_static.StaticDevice"):
            admin.site.unregister(apps.get_model(model))
