"""The account: its address, picture, zone, password and end."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from e2e.scene import PASSWORD

OTHER = "four plus three"


@pytest.fixture
def profile(owner):
    """Return Maria, who looks at her profile."""
    owner.log_in("/app/profile")
    return owner


def test_picture_is_set_and_removed(profile):
    page = profile.page
    image = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(image, "PNG")
    with page.expect_file_chooser() as chooser:
        profile.press("Choose a picture")
    chooser.value.set_files({"name": "me.png", "mimeType": "image/png", "buffer": image.getvalue()})
    expect(page.get_by_role("img", name="Picture")).to_be_visible()
    width = page.get_by_role("img", name="Picture").evaluate(
        "image => image.decode().then(() => image.naturalWidth)"
    )

    profile.press("Remove it")

    expect(page.get_by_role("img", name="Picture")).to_be_hidden()
    assert width == 64


def test_name_and_zone_are_changed(profile, account):
    page = profile.page
    page.get_by_label("First name").fill("Marie")
    page.get_by_label("Time zone").select_option("Asia/Tokyo")
    profile.press("Save")

    profile.sees("Saved.")
    stored = account.call("GET", "accounts/profile/")
    assert (stored["first_name"], stored["time_zone"]) == ("Marie", "Asia/Tokyo")
    expect(page.get_by_role("navigation").get_by_role("link", name="Marie")).to_be_visible()


def test_password_is_changed(profile):
    page = profile.page
    page.get_by_label("Present password").fill(PASSWORD)
    page.get_by_label("New password", exact=True).fill(OTHER)
    page.get_by_label("New password again").fill(OTHER)
    profile.press("Change the password")
    profile.sees("Changed.")

    profile.press("Log out")

    profile.log_in(password=OTHER)


def test_forgotten_password_is_set_anew_by_a_mailed_link(owner, stage):
    page = owner.page
    page.goto(f"{stage.url}/app/login")
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("E-mail").fill(owner.email)
    owner.press("Send the link")
    owner.sees("a link is on its way")

    page.goto(stage.mailbox.link_to(owner.email, "/reset-password/", "password"))
    page.get_by_label("New password", exact=True).fill(OTHER)
    page.get_by_label("New password again").fill(OTHER)
    owner.press("Set the password")

    owner.sees("Your password is set")
    owner.log_in(password=OTHER)


def test_account_is_deleted_and_people_are_told(profile, account, stage):
    calendar = account.invite("Talks", "Ana")
    calendar.answer("Ana", (9, 10, 3))
    calendar.finalize(Ana=9)
    profile.press("Delete the account")
    profile.dialog().get_by_label("Your password").fill(PASSWORD)

    profile.press("Delete the account", profile.dialog())

    expect(profile.page.get_by_role("heading", name="Log in")).to_be_visible()
    assert "METHOD:CANCEL" in str(stage.mailbox.to(account.address_of("Ana"), "ancelled"))
