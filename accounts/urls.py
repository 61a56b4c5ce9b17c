"""The routes of accounts."""

from django.urls import include, path

from accounts.views import passwords, profile, sessions

_routes = [
    path("signup/", sessions.SignupView.as_view(), name="signup"),
    path("login/", sessions.LoginView.as_view(), name="login"),
    path("token/refresh/", sessions.RefreshView.as_view(), name="token-refresh"),
    path("token/verify/", sessions.VerifyView.as_view(), name="token-verify"),
    path("logout/", sessions.LogoutView.as_view(), name="logout"),
    path("profile/", profile.ProfileView.as_view(), name="profile"),
    path("users/<str:username>/", profile.PersonView.as_view(), name="person"),
    path("password/change/", passwords.PasswordChangeView.as_view(), name="password-change"),
    path("password/reset/", passwords.PasswordResetView.as_view(), name="password-reset"),
    path("password/reset/confirm/", passwords.PasswordConfirmView.as_view(), name="password-confirm"),
    path("email/verify/", passwords.EmailVerifyView.as_view(), name="email-verify"),
    path("email/verify/resend/", passwords.EmailVerifyResendView.as_view(), name="email-verify-resend"),
]

urlpatterns = [path("accounts/", include(_routes))]
