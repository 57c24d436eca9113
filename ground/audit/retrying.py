"""How the staff has work that stopped tried again, and the trail that it leaves."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from ground.audit.models import Action, record
from ground.work.leases import LeasedWork


class RetryAdmin(admin.ModelAdmin):
    """For leased work: an action for who has the permission `retry_<model>`."""

    noun: str  # as in «2 carta(s)»
    actions = ["retry"]

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.retry_{self.opts.model_name}")

    @admin.action(description="Reintentar lo elegido", permissions=["retry"])
    @transaction.atomic
    def retry(self, request: HttpRequest, queryset: QuerySet[LeasedWork]) -> None:
        retried = [work for work in queryset if self.try_again(request, work)]
        for work in retried:
            record(Action.CHANGED, request=request, subject=work, what="retried")
        self.message_user(request, f"Se ordenó reintentar {len(retried)} {self.noun}.", messages.SUCCESS)
        if rest := len(queryset) - len(retried):
            reason = f"{rest} {self.noun} no se reintentaron: ya terminaron o están en proceso."
            self.message_user(request, reason, messages.WARNING)

    def try_again(self, request: HttpRequest, work: LeasedWork) -> bool:
        """Have it tried at once, its attempts forgotten; False when it is done or under way."""
        return work.retry()
