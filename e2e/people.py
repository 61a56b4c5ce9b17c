"""What people do on the pages, in their words."""

from playwright.sync_api import expect

from e2e.browsers import draw_with_mouse
from e2e.focus import STOPS
from e2e.scene import PASSWORD

MOST_STEPS = 60  # of a meeting that is moved


class Owner:
    """Somebody who meets people, in one browser."""

    def __init__(self, page, stage, username):
        self.page, self.stage, self.username = page, stage, username

    @property
    def email(self):
        return f"{self.username}@example.org"

    def sign_up(self):
        page = self.page
        page.goto(f"{self.stage.url}/app/signup")
        page.get_by_label("First name").fill("Maria")
        page.get_by_label("Last name").fill("Roth")
        page.get_by_label("Username").fill(self.username)
        page.get_by_label("E-mail").fill(self.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_label("Password again").fill(PASSWORD)
        self.press("Sign up")
        expect(page.get_by_role("heading", name="Hello, Maria")).to_be_visible()

    def log_in(self, path="/app/", password=PASSWORD):
        """Go to a screen of the app, which asks who one is."""
        page = self.page
        page.goto(f"{self.stage.url}{path}")
        page.get_by_label("Username or e-mail").fill(self.username)
        page.get_by_label("Password").fill(password)
        self.press("Log in")
        expect(page.get_by_role("navigation", name="Main menu")).to_be_visible()

    def go_to(self, name):
        self.page.get_by_role("link", name=name, exact=True).click()

    def press(self, name, within=None):
        (within or self.page).get_by_role("button", name=name, exact=True).click()

    def dialog(self):
        return self.page.get_by_role("dialog")

    def sees(self, text):
        expect(self.page.get_by_text(text).first).to_be_visible()

    def paint(self, start, end):
        """Drag over the grid, from a row and column to another."""
        draw_with_mouse(self.page, self.cell(*start), self.cell(*end))

    def cell(self, row, column):
        return self.page.locator(f'[data-row="{row}"][data-column="{column}"]')

    def block(self, name):
        """Return a meeting that can be moved on the grid."""
        return self.page.locator("button.block", has_text=name)

    def steer(self, key, when, told):
        """Press a key until what is moved stands at a time of day; wait for what is told there."""
        place = self.page.locator(".move-told")
        expect(place).to_contain_text("–")  # of a time
        for _ in range(MOST_STEPS):
            former = place.inner_text()
            if when in former:
                return expect(place).to_contain_text(f"{when}: {told}")
            self.page.keyboard.press(key)
            expect(place).not_to_have_text(former)
        raise AssertionError(f"{key} does not lead to {when}, but to: {former}")

    def move_by_keyboard(self, name, *keys):
        self.block(name).focus()
        for key in ("Enter", *keys, "Enter"):
            self.page.keyboard.press(key)


def answer_plainly(page, link, *rows):
    """Answer by a mailed link: some rows suit best. It needs no script."""
    page.goto(link)
    for row in rows:
        page.locator("fieldset.row").nth(row).get_by_label("High", exact=True).check()
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_text("your times are saved")).to_be_visible()


def tab_to(page, test):
    """Press Tab until the element that has the focus passes a test in JavaScript; wait until there is one."""
    page.wait_for_function(
        f"stops => [...document.querySelectorAll(stops)].some(element => {test})", arg=STOPS
    )
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"(element => {test})(document.activeElement)"):
            return
    raise AssertionError(f"Tab leads to nothing with {test}.")
