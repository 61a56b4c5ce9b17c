"""The page behind a mail's unsubscribe link: opening it changes nothing, its buttons and one-click do."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from calendars import links, wording
from calendars.models import Suppression
from calendars.services import subscriptions
from calendars.views.pages import HEADERS
from contacts.models import Contact


# Mail programs post without a cookie (RFC 8058, 3.1); the token in the address is the only credential.
@method_decorator(csrf_exempt, name="dispatch")
class UnsubscribePage(View):
    """Where somebody says that an owner shall not write again, or may."""

    http_method_names = ["get", "head", "post"]
    contact: Contact

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer whoever has a live link, and let nobody keep, index, frame or pass on the address."""
        contact = links.find_recipient(kwargs["token"])
        if contact is None:
            response: HttpResponseBase = render(request, "calendars/no_invitation.html", status=404)
        else:
            self.contact = contact
            response = super().dispatch(request)
        for name, value in HEADERS.items():
            response[name] = value
        return response

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
