"""Calendars in the admin: to look into, with few things to correct.

What has a rule, a lock or a mail behind it is read-only here: the product's own calls change it. Personal
links appear nowhere, nor the generation that they are derived from.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from calendars.models import Calendar, CalendarQuerySet, Invitation, LogEntry, Meeting, Slot
from calendars.services import calendars
from calendars.services.calendars import DESCRIPTIVE


class Looking:
    """Rows that are neither added, changed nor deleted by hand."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Leave adding to the product."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Leave changing to the product."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Leave deleting to the product: it cancels by mail what must be cancelled."""
        return False


class InvitationInline(Looking, admin.TabularInline):  # type: ignore[type-arg] # no subscript at run time
    model = Invitation
    fields = ("contact", "status", "deadline", "opened_at", "reminded_at", "responded_at", "comment")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Invitation]:
        """Return the invitations with their contacts."""
        return super().get_queryset(request).select_related("contact")


class MeetingInline(Looking, admin.TabularInline):  # type: ignore[type-arg] # no subscript at run time
    model = Meeting
    fields = ("contact", "start", "end", "status", "owner_preference", "invitee_preference")
    readonly_fields = ("contact",)
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Meeting]:
        """Return the meetings with their contacts."""
        return super().get_queryset(request).select_related("invitation__contact")

    def contact(self, meeting: Meeting) -> str:
        """Show whom it is with."""
        return meeting.invitation.contact.full_name


class SlotInline(Looking, admin.TabularInline):  # type: ignore[type-arg] # no subscript at run time
    model = Slot
    fields = ("start", "end", "preference")


class OwnerSlotInline(SlotInline):
    verbose_name = "time of the owner"
    verbose_name_plural = "times of the owner"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Slot]:
        """Return the owner's times."""
        return super().get_queryset(request).filter(invitation=None)


@admin.register(Calendar)
class CalendarAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # no subscript at run time
    """Calendars; an operator may correct the words of one."""

    list_display = ("name", "owner", "status", "deadline", "invited", "responded", "created_at")
    list_filter = ("status", "deadline", "finalized_at", "created_at")
    list_select_related = ("owner",)
    search_fields = ("name", "owner__username", "owner__email", "invitations__contact__email")
    date_hierarchy = "created_at"
    show_full_result_count = False
    inlines = (InvitationInline, MeetingInline, OwnerSlotInline)
    exclude = ("id", "version", "told_deadline")

    def get_queryset(self, request: HttpRequest) -> CalendarQuerySet:
        """Return the calendars with their counts."""
        return Calendar.objects.with_counts()

    def get_readonly_fields(self, request: HttpRequest, obj: Calendar | None = None) -> list[str]:
        """Return all but the words."""
        return [field.name for field in self.opts.fields if field.name not in DESCRIPTIVE | set(self.exclude)]

    def save_model(self, request: HttpRequest, obj: Calendar, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Change the words as their owner would, so that nothing is written over that happens meanwhile."""
        words = {name: form.cleaned_data[name] for name in form.changed_data}
        calendars.change(calendar=obj, now=timezone.now(), **words)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave adding to the product."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Calendar | None = None) -> bool:
        """Leave deleting to the product: it cancels by mail what must be cancelled."""
        return False

    @admin.display(ordering="invited_count")
    def invited(self, calendar: Any) -> int:
        """Count the invitations."""
        return int(calendar.invited_count)

    @admin.display(ordering="responded_count")
    def responded(self, calendar: Any) -> int:
        """Count the answers."""
        return int(calendar.responded_count)


@admin.register(Invitation)
class InvitationAdmin(Looking, admin.ModelAdmin):  # type: ignore[type-arg] # no subscript at run time
    """Invitations with their answers."""

    list_display = ("contact", "calendar", "status", "deadline", "invited_at", "opened_at", "responded_at")
    list_filter = ("status", "invited_at", ("opened_at", admin.EmptyFieldListFilter))
    list_select_related = ("contact", "calendar")
    search_fields = ("contact__first_name", "contact__last_name", "contact__email", "calendar__name")
    date_hierarchy = "invited_at"
    show_full_result_count = False
    inlines = (SlotInline,)
    exclude = ("generation",)


@admin.register(Meeting)
class MeetingAdmin(Looking, admin.ModelAdmin):  # type: ignore[type-arg] # no subscript at run time
    """Meetings."""

    list_display = ("start", "end", "contact", "calendar", "owner", "status", "sequence")
    list_filter = ("status", "start")
    list_select_related = ("invitation__contact", "calendar", "owner")
    search_fields = ("invitation__contact__email", "calendar__name", "owner__username", "owner__email")
    date_hierarchy = "start"
    show_full_result_count = False

    @admin.display(ordering="invitation__contact__first_name")
    def contact(self, meeting: Meeting) -> str:
        """Show whom it is with."""
        return meeting.invitation.contact.full_name


@admin.register(LogEntry)
class LogEntryAdmin(Looking, admin.ModelAdmin):  # type: ignore[type-arg] # no subscript at run time
    list_display = ("at", "calendar", "actor", "action", "person", "start", "count")
    list_filter = ("action", "actor", "at")
    list_select_related = ("calendar",)
    search_fields = ("calendar__name", "calendar__owner__username", "person")
    date_hierarchy = "at"
