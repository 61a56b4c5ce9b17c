"""What people and the worker do all day, by name."""

from calendars import links
from oneonone.tests.hot_scene import API, PASSWORD, Scene

CALLS = {
    "home": lambda scene: scene.get("home/"),
    "home of an invitee": lambda scene: scene.get("home/", user=scene.invitee),
    "list of calendars": lambda scene: scene.get("calendars/"),
    "open calendars by deadline": lambda scene: scene.get("calendars/?status=open&ordering=deadline"),
    "search for calendars": lambda scene: scene.get("calendars/?search=talks"),
    "second page of calendars": lambda scene: scene.get("calendars/?page=2&page_size=1"),
    "detail": lambda scene: scene.get(scene.part),
    "change of a calendar": lambda scene: scene.ask("patch", scene.part, {"name": "Chats"}),
    "deletion of a calendar": lambda scene: scene.ask("delete", scene.finished),
    "new calendar": Scene.invite,
    "list of contacts": lambda scene: scene.get("contacts/"),
    "search for contacts": lambda scene: scene.get("contacts/?search=ana1"),
    "second page of contacts": lambda scene: scene.get("contacts/?page=2&page_size=1"),
    "a contact": Scene.add_contact,
    "import": lambda scene: scene.ask("post", "contacts/import/", {"text": "Ben Lee <ben@example.org>"}),
    "requests": Scene.befriend,
    "invitations to me": lambda scene: scene.get("invitations/?status=responded", user=scene.invitee),
    "one invitation to me": lambda scene: scene.get(
        f"invitations/{scene.invitation.pk}/", user=scene.invitee
    ),
    "list of invitations": lambda scene: scene.get(f"{scene.part}invitations/"),
    "new link": lambda scene: scene.ask("post", f"{scene.part}invitations/{scene.invitation.pk}/resend/"),
    "revoked link": lambda scene: scene.ask("delete", f"{scene.part}invitations/{scene.invitation.pk}/"),
    "reminders to all": lambda scene: scene.ask("post", f"{scene.part}remind/"),
    "new times": lambda scene: scene.ask("put", f"{scene.part}availability/", scene.slots),
    "own times": lambda scene: scene.get(f"{scene.part}availability/"),
    "times of an invitation": lambda scene: scene.get(
        f"invitations/{scene.invitation.pk}/availability/", user=scene.invitee
    ),
    "repair": lambda scene: scene.get(f"{scene.finished}repair/"),
    "move": Scene.move,
    "accepted proposal": Scene.agree,
    "list of meetings": lambda scene: scene.get(f"{scene.finished}meetings/"),
    "suggestions": lambda scene: scene.get(f"{scene.part}suggestions/"),
    "draft": lambda scene: scene.ask("post", f"{scene.part}schedule/generate/"),
    "finalize": Scene.finalize,
    "mails of finalizing": lambda scene: scene.finalize("?dry_run=true"),
    "reopen": lambda scene: scene.ask("post", f"{scene.finished}reopen/"),
    "log": lambda scene: scene.get(f"{scene.part}log/"),
    "second page of the log": lambda scene: scene.get(f"{scene.part}log/?page=2&page_size=1"),
    "table": lambda scene: scene.get(f"{scene.finished}export.csv"),
    "events": lambda scene: scene.get(f"{scene.finished}export.ics"),
    "feed": lambda scene: scene.get(links.feed_url(scene.feed).partition(API)[2]),
    "by link": lambda scene: scene.get(scene.link()),
    "event by link": lambda scene: scene.get(f"{scene.link(scene.meeting.invitation)}meeting.ics"),
    "answer by link": lambda scene: scene.ask(
        "put", f"{scene.link()}availability/", {"availability": scene.slots}
    ),
    "decline by link": lambda scene: scene.ask("post", f"{scene.link()}decline/"),
    "proposal": Scene.propose,
    "log-in": Scene.stay_logged_in,
    "password reset": lambda scene: scene.ask(
        "post", "accounts/password/reset/", {"email": scene.owner.email}
    ),
    "farewell": lambda scene: scene.ask(
        "delete", "accounts/profile/", {"password": PASSWORD}, user=scene.invitee
    ),
    "mails": Scene.send,
    "deadlines": Scene.remind,
    "chores": Scene.do_chores,
    "forgetting": Scene.forget,
    "health": Scene.look_after,
}
