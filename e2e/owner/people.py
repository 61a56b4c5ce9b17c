"""What people do on the pages, in their words."""

import itertools

PASSWORD = "three plus four"
_numbers = itertools.count(1)


class Owner:
    """Somebody who signs up and meets people, in one browser."""

    def __init__(self, page, stage):
        self.page = page
        self.stage = stage
        self.username = f"maria{next(_numbers)}"

    def sign_up(self):
        page = self.page
        page.goto(f"{self.stage.url}/app/signup")
        page.get_by_label("First name").fill("Maria")
        page.get_by_label("Last name").fill("Roth")
        page.get_by_label("Username").fill(self.username)
        page.get_by_label("E-mail").fill(f"{self.username}@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_label("Password again").fill(PASSWORD)
        page.get_by_role("button", name="Sign up").click()
        page.get_by_role("heading", name="Hello, Maria").wait_for()

    def log_in(self, page):
        page.get_by_label("Username or e-mail").fill(self.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()

    def make_calendar(self, name, people):
        """Make a calendar of two mornings, painted with the mouse, for pasted people."""
        page = self.page
        page.get_by_role("link", name="New calendar").click()
        page.get_by_role("textbox", name="Name").fill(name)
        self.go_on()
        page.get_by_role("button", name="Week after").click()
        self.paint((2, 0), (5, 1))
        self.go_on()
        page.get_by_label("Or paste new people").fill("\n".join(people))
        page.get_by_role("button", name="Add and choose them").click()
        page.get_by_text(f"{len(people)} people chosen").wait_for()
        self.go_on()
        page.get_by_role("button", name="Send invitations").click()
        page.get_by_role("heading", name=name).wait_for()

    def go_on(self):
        self.page.get_by_role("button", name="Next", exact=True).click()

    def paint(self, start, end):
        """Drag over the grid, from a row and column to another."""
        boxes = [self.cell(*place).bounding_box() for place in (start, end)]
        middles = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]
        self.page.mouse.move(*middles[0])
        self.page.mouse.down()
        self.page.mouse.move(*middles[1], steps=4)
        self.page.mouse.up()

    def cell(self, row, column):
        return self.page.locator(f'[data-row="{row}"][data-column="{column}"]')

    def keep_a_draft(self):
        self.page.get_by_role("link", name="Plan", exact=True).click()
        self.page.get_by_role("button", name="Keep as my draft").click()
        self.page.get_by_role("heading", name="Your draft").wait_for()

    def ask_to_finalize(self):
        self.page.get_by_role("link", name="Go on to finalize").click()
        self.page.get_by_role("button", name="Finalize and send").click()


def answer(page, link, place):
    """Answer on the page behind a mailed link, which needs no script: one time, and it suits best."""
    page.goto(link)
    page.locator("fieldset.row").nth(place).locator("input[value='3']").check(force=True)
    page.get_by_role("button", name="Send answer").click()
    page.get_by_text("your times are saved").wait_for()
