"""Address books in the admin."""

from django.contrib import admin

from contacts.models import Contact


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
