"""What each picture shows: how to get there from a browser in which nobody is logged in yet."""

from playwright.sync_api import expect

from e2e.scene import MONDAY


def to_top(owner):
    owner.page.evaluate("scrollTo(0, 0)")


def scroll_to(element, room=12):
    """Scroll so that an element begins so many pixels below the top of the window."""
    element.evaluate("(element, room) => scrollBy(0, element.getBoundingClientRect().top - room)", room)


def login(owner, showcase):
    owner.page.goto(f"{showcase.stage.url}/app/login")
    expect(owner.page.get_by_role("heading", name="Log in")).to_be_visible()


def home(owner, _showcase):
    owner.log_in()
    owner.sees("Thesis talks")


def contacts(owner, _showcase):
    owner.log_in("/app/contacts")
    owner.sees("Ana Lee")


def profile(owner, _showcase):
    owner.log_in("/app/profile")
    owner.sees("New password")


def what(owner, _showcase):
    owner.log_in("/app/calendars/new")
    owner.page.get_by_role("textbox", name="Name").fill("Thesis talks")
    owner.page.get_by_label("Answers until").fill(f"{MONDAY}T08:00")


def paint(owner, showcase):
    what(owner, showcase)
    owner.press("Next")
    if not owner.page.get_by_text(f"Week of {MONDAY.day} {MONDAY:%b}").count():
        owner.press("Week after")
    owner.page.get_by_role("grid").scroll_into_view_if_needed()
    owner.paint((2, 0), (4, 1))
    owner.page.get_by_text("2 · good").click()
    owner.paint((5, 0), (6, 1))
    owner.paint((4, 3), (7, 3))
    owner.sees("hours painted in all")
    to_top(owner)


def people(owner, showcase):
    what(owner, showcase)
    owner.press("Next")
    owner.press("Weekdays 9–12")
    owner.press("Next")
    for name in ("Ana Lee", "Ben Okafor", "Cy Ito"):
        owner.page.get_by_role("row", name=name).click()


def review(owner, showcase):
    people(owner, showcase)
    owner.press("Next")
    owner.sees("room for about")


def answers(owner, showcase):
    owner.log_in(showcase.waiting.path)
    owner.sees("5 of 7 answered")


def heat(owner, showcase):
    answers(owner, showcase)
    nine = owner.page.get_by_role("gridcell", name="09:00").first
    nine.wait_for()
    scroll_to(owner.page.get_by_role("heading", name="When can they?"))
    nine.hover()


def manage(owner, showcase):
    answers(owner, showcase)
    owner.press("Manage Ana Lee")
    owner.dialog().wait_for()


def plan(owner, showcase):
    owner.log_in(f"{showcase.ready.path}/plan")
    owner.sees("7 of 7 placed")


def repairs(owner, showcase):
    owner.log_in(f"{showcase.full.path}/plan")
    owner.page.get_by_role("heading", name="Not placed").wait_for()
    scroll_to(owner.page.locator(".card").filter(has=owner.page.locator(".week")))


def draft(owner, showcase):
    plan(owner, showcase)
    if not owner.page.get_by_role("heading", name="Your draft").count():
        owner.press("Keep as my draft")
    owner.page.get_by_role("heading", name="Your draft").wait_for()
    owner.page.locator(".toast.shown").wait_for(state="detached")
    to_top(owner)


def why(owner, showcase):
    draft(owner, showcase)
    owner.page.get_by_role("button", name="Why this time?").first.click()
    owner.dialog().get_by_text("The best schedule has").wait_for()


def finalize(owner, showcase):
    draft(owner, showcase)
    owner.go_to("Go on to finalize")
    owner.page.get_by_text("Your meeting with Maria Roth").first.click()


def meetings(owner, showcase):
    owner.log_in(f"{showcase.done.path}/meetings")
    owner.block("Rosa").wait_for()


def history(owner, showcase):
    owner.log_in(f"{showcase.done.path}/history")
    owner.sees("Finalized with 4 meetings")


def invitee(owner, showcase):
    page = owner.page
    page.goto(showcase.waiting.link_of("Fatima"))
    page.locator("form.lively").wait_for()
    for row, word in ((0, "High"), (1, "High"), (2, "Medium"), (8, "Low"), (9, "Low"), (13, "High")):
        page.locator("fieldset.row").nth(row).get_by_label(word, exact=True).check()
    expect(page.locator(".sum")).to_contain_text("6 chosen")
    to_top(owner)


def invitee_on_phone(owner, showcase):
    invitee(owner, showcase)
    scroll_to(owner.page.locator("details.week").first, room=64)  # for what sticks to the top


def meeting(owner, showcase):
    owner.page.goto(showcase.done.link_of("Rosa"))
    owner.page.get_by_role("heading", name="Ask for another time").click()


GALLERY = {
    "login": login,
    "home": home,
    "home-phone": home,
    "contacts": contacts,
    "profile": profile,
    "what": what,
    "paint": paint,
    "paint-phone": paint,
    "people": people,
    "review": review,
    "answers": answers,
    "heat": heat,
    "manage": manage,
    "repairs": repairs,
    "plan": plan,
    "plan-dark": plan,
    "draft": draft,
    "draft-phone": draft,
    "why": why,
    "finalize": finalize,
    "meetings": meetings,
    "history": history,
    "invitee": invitee,
    "invitee-phone": invitee_on_phone,
    "invitee-dark": invitee,
    "meeting": meeting,
}
