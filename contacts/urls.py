"""The routes of the address book."""

from rest_framework.routers import SimpleRouter

from contacts.views import ContactViewSet

router = SimpleRouter()
router.register("contacts", ContactViewSet, basename="contact")

urlpatterns = router.urls
