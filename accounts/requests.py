"""What views may assume about a request."""

from rest_framework.request import Request
from rest_framework_simplejwt.tokens import Token

from accounts.models import User


class UserRequest(Request):
    """A request whose user has signed in, as every endpoint demands that is not public."""

    user: User
    auth: Token
