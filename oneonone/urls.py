"""Every route of the product."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from accounts.views import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("accounts.urls")),
    path("api/v1/", include("contacts.urls")),
    path("verify-email/<str:uid>/<str:token>/", pages.verify_address, name="verify-address-page"),
    path("reset-password/<str:uid>/<str:token>/", pages.set_password, name="set-password-page"),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),  # with DEBUG only
]
