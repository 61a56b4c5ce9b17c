"""The password hasher."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id with the parameters OWASP recommends: 19 MiB, two passes, one lane."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1
