"""Address books in the admin."""

from django.contrib import admin

from contacts.models import Contact, ContactRequest


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
    readonly_fields = ("created_at",)
    date_hierarchy = "created_at"


@admin.register(ContactRequest)
class ContactRequestAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # no subscript at run time
    list_display = ("sender", "recipient", "status", "created_at", "answered_at")
    list_filter = ("status", "created_at")
    list_select_related = ("sender", "recipient")
    search_fields = ("sender__username", "sender__email", "recipient__username", "recipient__email")
    autocomplete_fields = ("sender", "recipient")
    date_hierarchy = "created_at"
