"""The page behind a mail's unsubscribe link: opening it changes nothing, its buttons and one-click do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from calendars import links, wording
from calendars.models import Suppression
from calendars.services import subscriptions
from calendars.views.personal import PersonalPage
from contacts.models import Contact


class UnsubscribePage(PersonalPage):
    """Where somebody says that an owner shall not write again, or may."""

    contact: Contact

    def open(self, token: str) -> None:
        """Keep the contact."""
        contact = links.find_recipient(token)
        if contact is None:
            raise Contact.DoesNotExist
        self.contact = contact

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what holds, and the button that changes it."""
        is_stopped = Suppression.objects.filter(owner=self.contact.owner, email=self.contact.email).exists()
        context = {"owner": wording.user_name(self.contact.owner), "is_stopped": is_stopped}
        return render(request, "calendars/unsubscribe.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Stop the owner's mails; by the other button, let them come again."""
        if request.POST.get("action") == "resume":
            subscriptions.resume(contact=self.contact)
        else:
            subscriptions.stop(contact=self.contact, now=timezone.now())
        return self.get(request)
