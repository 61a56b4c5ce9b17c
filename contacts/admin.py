"""Address books in the admin."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from contacts.models import Contact, ContactRequest
from contacts.services import contacts


@admin.register(Contact)
class ContactAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # no subscript at run time
    list_display = ("full_name", "email", "owner", "user", "created_at", "archived_at")
    list_filter = (
        ("archived_at", admin.EmptyFieldListFilter),
        ("user", admin.EmptyFieldListFilter),
        "created_at",
    )
    list_select_related = ("owner", "user")
    search_fields = ("first_name", "last_name", "email", "owner__username", "owner__email")
    autocomplete_fields = ("owner", "user")
    # A picture that is uploaded here would be neither drawn anew nor renamed.
    readonly_fields = ("picture", "created_at")
    date_hierarchy = "created_at"

    def get_readonly_fields(self, request: HttpRequest, contact: Contact | None = None) -> tuple[str, ...]:
        """Keep the owner, whose calendars the contact may be on."""
        return ("owner", *self.readonly_fields) if contact else self.readonly_fields

    def delete_model(self, request: HttpRequest, contact: Contact) -> None:
        """Remove the contact as its owner would, with the picture."""
        contacts.remove(contact=contact, now=timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Contact]) -> None:
        """Remove each contact."""
        for contact in queryset:
            contacts.remove(contact=contact, now=timezone.now())


@admin.register(ContactRequest)
class ContactRequestAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # no subscript at run time
    list_display = ("sender", "recipient", "status", "created_at", "answered_at")
    list_filter = ("status", "created_at")
    list_select_related = ("sender", "recipient")
    search_fields = ("sender__username", "sender__email", "recipient__username", "recipient__email")
    date_hierarchy = "created_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Users ask each other themselves."""
        return False

    def has_change_permission(self, request: HttpRequest, asked: ContactRequest | None = None) -> bool:
        """Users answer themselves: an acceptance is more than a status."""
        return False
