"""The routes of the address book."""

from rest_framework.routers import SimpleRouter

from contacts.views.contacts import ContactViewSet
from contacts.views.requests import ContactRequestViewSet

router = SimpleRouter()
router.register("contacts/requests", ContactRequestViewSet, basename="contact-request")
router.register("contacts", ContactViewSet, basename="contact")

urlpatterns = router.urls
