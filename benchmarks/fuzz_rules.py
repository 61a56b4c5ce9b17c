"""Which answers are right although the description alone does not lead to them.

A request in the words of the description may break a rule: all that its refusal says has to be among those
below. A request beside the description has to be refused, but where its reading makes it fit.
"""

import re

from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.openapi.checks import EnsureResourceAvailability, RejectedPositiveData, UndefinedStatusCode

from benchmarks.fuzz_reading import as_read, is_fit, is_query_fit

TOO_LATE, CHANGED_MEANWHILE, TOO_LONG, KEY_OF_ANOTHER = 410, 412, 414, 422

RULES = [
    # What names nothing, or nothing of one's own.
    "Invalid (contact|invitation|meeting) id( \\d+)?",
    "Select a valid choice. That choice is not one of the available choices.",
    "Not a time zone: use a name such as Europe/Berlin.",
    "There is no user with this (email|username).",
    "Contact not invited to calendar",
    # Credentials.
    "The password is incorrect.",
    "This link is invalid or has expired.",
    "Token is invalid or expired",
    # Passwords, by Django's validators.
    "Passwords must match.",
    "This password is .*",
    "The password is too similar to .*",
    # Taken already.
    "A user with that (email|username) already exists.",
    "A username that is an e-mail address must be your own.",
    "A contact with this email already exists.",
    "This contact is already invited.",
    "You cannot add yourself.*",
    "A request to .* was already sent.",
    ".* has already sent you a request.*",
    ".* is already a contact.*",
    # Too many.
    "At most .* can be (given|invited|imported at once).",
    "Search for at most .* words.",
    # Times.
    "This (date|time) has passed.?",
    "This date is out of range.",
    "The deadline must be in the future.",
    "The end must be after the start.",
    "The end date is before the start date.",
    "A time can be at most 24 hours long.",
    "This (time )?is more than two years ahead.",
    "(This time lies|Times lie|\\d+ of your times would lie) outside the calendar's dates.",
    ".* does not exist in .*: the clocks go forward then.",
    ".* happens twice in .*: the clocks go back. Add an offset.",
    "(Meeting \\d+: )?(Meeting times overlap|Outside your availability)",
    "Invalid meeting time for contact",
    "The meeting is at this time already.",
    "Contact has (declined|a confirmed meeting|two meetings)",
    "You already have a confirmed meeting at this time",
    # One of two fields.
    "Give either a .* or .*",
    # Pictures and files, which are sent by form; and texts of nothing but spaces.
    "The submitted data was not a file. Check the encoding type on the form.",
    "The submitted file is empty.",
    "The first line must name the columns, such as: .*",
    "Upload a JPEG, PNG, WebP or GIF picture; this file is none, or broken.",
    "This field may not be blank.",
    "Null characters are not allowed.",
    # An address that has the form of one, but not for mail.
    "Enter a valid email address.",
]
_RULE = re.compile("|".join(f"(?:{rule})" for rule in RULES))


def is_to_be_told(failure, case, response):
    """Whether a failure that schemathesis found is one of the product."""
    if isinstance(failure, RejectedPositiveData):
        return not is_rule(case, response)
    if isinstance(failure, AcceptedNegativeData):
        return not is_reading(case, response)
    if isinstance(failure, UndefinedStatusCode):
        return response.status_code != TOO_LONG  # the server's own, of a request line above 4 KiB
    if isinstance(failure, EnsureResourceAvailability):
        return not case.operation.path.endswith("/profile/")  # of a contact who has no account
    return True


def is_rule(case, response):
    """Whether a refusal names rules and nothing else."""
    if response.status_code in {TOO_LATE, CHANGED_MEANWHILE, KEY_OF_ANOTHER}:
        return True
    return response.status_code == 400 and all(
        _RULE.fullmatch(text) or (has_a_whole(case) and text == "This field is required.")
        for text in messages(response.json())
    )


def has_a_whole(case):
    """Whether an operation needs what its description lets out: nothing was patched, or there is no draft."""
    return case.method == "PATCH" or case.operation.path.endswith("/finalize/")


def messages(faults):
    """Yield the texts of an answer of 400."""
    if isinstance(faults, str):
        yield faults
        return
    for each in faults.values() if isinstance(faults, dict) else faults:
        yield from messages(each)


def is_reading(case, response):
    """Whether what was sent was refused for something else, or is read as something in the description."""
    if response.status_code == CHANGED_MEANWHILE:
        return True
    if "page_size" in (case.query or {}):  # one that is no number counts as none
        return True
    if (
        case.media_type == "multipart/form-data"
    ):  # whose fields are texts, and which is empty when it is no form
        return True
    return is_query_fit(case.operation, case.query or {}) and is_fit(
        case.operation, as_read(case.operation, case.body)
    )
