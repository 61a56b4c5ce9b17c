"""Every route of the product."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path

from accounts.views import pages
from calendars.views.pages import RespondPage
from calendars.views.unsubscribe import UnsubscribePage
from oneonone import app, docs, faults, health, media

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("accounts.urls")),
    path("api/v1/", include("contacts.urls")),
    path("api/v1/", include("calendars.urls")),
    path("verify-email/<str:uid>/<str:token>/", pages.verify_address, name="verify-address-page"),
    path("reset-password/<str:uid>/<str:token>/", pages.set_password, name="set-password-page"),
    path("respond/<str:token>/", RespondPage.as_view(), name="respond-page"),
    path("unsubscribe/<str:token>/", UnsubscribePage.as_view(), name="unsubscribe-page"),
    path("", app.root, name="root"),
    re_path(r"^app/(?!assets/)", app.page, name="app"),
    path("api/schema/", docs.SchemaView.as_view(), name="schema"),
    path("api/docs/", docs.DocsView.as_view(), name="docs"),
    path("healthz", health.live, name="live"),
    path("readyz", health.ready, name="ready"),
    path("media/pictures/<str:name>", media.picture, name="picture"),
    re_path(r"^api/", faults.no_endpoint),  # after every endpoint
]

handler400 = faults.bad_request
handler500 = faults.server_error
