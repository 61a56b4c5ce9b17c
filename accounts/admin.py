"""Users in the admin. Sessions hold digests of credentials and are not shown."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from accounts.services import accounts, passwords
from oneonone.addresses import one_spelling


class FreeNames:
    """Refuse names that would let a log-in mean two people."""

    def clean_email(self) -> str:
        """Return the stored form."""
        email: str = self.cleaned_data["email"]  # type: ignore[attr-defined]
        return one_spelling(email)

    def clean(self) -> dict[str, Any]:
        """Check the names that are fit so far."""
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        username, email = cleaned.get("username"), cleaned.get("email")
        if username and email:
            named = User(pk=self.instance.pk, username=username, email=email)  # type: ignore[attr-defined]
            for field, messages in accounts.name_faults(named).items():
                self.add_error(field, messages)  # type: ignore[attr-defined]
        return cleaned


class AccountChangeForm(FreeNames, UserChangeForm):  # type: ignore[type-arg] # no subscript at run time
    pass


class AccountPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg] # no subscript at run time
    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 - Django's signature
        """Set the password as its user would: every session ends, and the user is told."""
        password = self.cleaned_data["password1"] if self.cleaned_data["set_usable_password"] else None
        user: User = self.user
        passwords.change(user=user, password=password, session=None, now=timezone.now())
        return user


class AccountCreationForm(FreeNames, AdminUserCreationForm):  # type: ignore[type-arg] # no subscript at run time
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "email")


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg] # no subscript at run time
    form = AccountChangeForm
    add_form = AccountCreationForm
    change_password_form = AccountPasswordForm
    list_display = ("username", "email", "first_name", "last_name", "is_verified", "is_active", "last_login")
    list_filter = ("is_active", "is_staff", ("email_verified_at", admin.EmptyFieldListFilter), "date_joined")
    search_fields = ("username", "email", "first_name", "last_name")
    # A picture that is uploaded here would be neither drawn anew nor renamed.
    readonly_fields = ("picture", "last_login", "date_joined")
    date_hierarchy = "date_joined"
    ordering = ("-date_joined",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (
            "Person",
            {"fields": ("first_name", "last_name", "email", "email_verified_at", "time_zone", "picture")},
        ),
        ("Permissions", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "email", "usable_password", "password1", "password2")}),)

    @admin.display(boolean=True, ordering="email_verified_at", description="verified")
    def is_verified(self, user: User) -> bool:
        """Show whether the address is proved."""
        return user.email_verified

    def save_model(self, request: HttpRequest, user: User, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Change the account as its user would; relations follow by themselves."""
        if not change:
            super().save_model(request, user, form, change)
            return
        columns = {field.name for field in self.opts.concrete_fields}
        changes = {name: form.cleaned_data[name] for name in form.changed_data if name in columns}
        accounts.change(user=User.objects.get(pk=user.pk), now=timezone.now(), **changes)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Say what goes with accounts; whoever may delete them needs no permission for each of its parts."""
        parts, counts, _lacking, protected = super().get_deleted_objects(objs, request)
        return parts, counts, set(), protected

    def delete_model(self, request: HttpRequest, user: User) -> None:
        """Close the account as its user would, taking leave of others."""
        accounts.close(user=user, now=timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Close each account."""
        for user in queryset:
            accounts.close(user=user, now=timezone.now())
