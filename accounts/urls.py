"""The routes of accounts."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("accounts/signup/", views.SignupView.as_view(), name="signup"),
    path("accounts/login/", views.LoginView.as_view(), name="login"),
    path("accounts/token/refresh/", views.RefreshView.as_view(), name="token-refresh"),
    path("accounts/token/verify/", views.VerifyView.as_view(), name="token-verify"),
    path("accounts/logout/", views.LogoutView.as_view(), name="logout"),
    path("accounts/profile/", views.ProfileView.as_view(), name="profile"),
    path("accounts/users/<str:username>/", views.PersonView.as_view(), name="person"),
]
