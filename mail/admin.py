"""The operator's view of the outbox: read everything, send failed mails again, leave others unsent."""

from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator

from mail import outbox
from mail.models import OutgoingMail


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # no subscript at run time
    """The outbox. Mails appear as template and context; personal links exist only once they are rendered."""

    list_display = ["template", "to_email", "state", "attempts", "due_at", "sent_at", "short_error"]
    list_filter = ["state", "template"]
    search_fields = ["to_email", "dedupe_key"]
    date_hierarchy = "created_at"
    show_full_result_count = False
    actions = ["send_again", "leave_unsent"]

    @admin.display(description="last error")
    def short_error(self, mail: OutgoingMail) -> str:
        """Show the beginning of the last error."""
        return Truncator(mail.last_error).chars(60)

    @admin.action(description="Send again (failed mails only)", permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[OutgoingMail]) -> None:
        """Queue the chosen failed mails once more."""
        count = outbox.retry(queryset, now=timezone.now())
        self.message_user(request, f"{count} failed mails are queued again.")

    @admin.action(description="Leave unsent (mails that wait only)", permissions=["send"])
    def leave_unsent(self, request: HttpRequest, queryset: QuerySet[OutgoingMail]) -> None:
        """Send the chosen mails that still wait neither now nor later."""
        count = outbox.leave(queryset)
        self.message_user(request, f"{count} mails are left unsent.")

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Let those decide what is sent who were given the permission to change mails."""
        return request.user.has_perm(f"mail.{get_permission_codename('change', self.opts)}")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Mails come from the services only."""
        return False

    def has_change_permission(self, request: HttpRequest, mail: OutgoingMail | None = None) -> bool:
        """Nothing is edited by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, mail: OutgoingMail | None = None) -> bool:
        """Nothing is lost by hand."""
        return False
