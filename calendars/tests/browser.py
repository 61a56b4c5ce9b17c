"""A browser without scripts: reads a page's forms and sends them as a person would."""

from html.parser import HTMLParser


class Form:
    """One form of a page: the fields that pressing its button would send."""

    def __init__(self):
        self.fields = []
        self.choices = {}

    def __getitem__(self, name):
        return [value for field, value in self.fields if field == name]

    def sent(self, **changes):
        """Return the data to post, fields replaced by name; None leaves one out."""
        data = {name: self[name] for name, _ in self.fields}
        return {name: value for name, value in (data | changes).items() if value is not None}


class Page(HTMLParser):
    """The forms and the visible text of a page."""

    def __init__(self, response):
        super().__init__()
        self.forms, self.words, self.alert = [], [], []
        self.area = self.select = None
        self.alert_depth = 0
        self.feed(response.content.decode())
        self.text = " ".join(" ".join(self.words).split())
        self.faults = " ".join(" ".join(self.alert).split())

    def form(self, action):
        """Return the form whose button does ``action``."""
        return next(form for form in self.forms if form["action"] == [action])

    @property
    def actions(self):
        return [action for form in self.forms for action in form["action"]]

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        handle = getattr(self, f"start_{tag}", None)
        if handle:
            handle(attrs)
        if tag == "div" and (self.alert_depth or attrs.get("role") == "alert"):
            self.alert_depth += 1

    def start_form(self, _attrs):
        self.forms.append(Form())

    def start_input(self, attrs):
        form, kind = self.forms[-1], attrs["type"]
        if kind == "radio":
            form.choices.setdefault(attrs["name"], []).append(attrs["value"])
        if kind not in {"radio", "checkbox"} or "checked" in attrs:
            form.fields.append((attrs["name"], attrs["value"]))

    def start_textarea(self, attrs):
        self.area = (attrs["name"], "")

    def start_select(self, attrs):
        self.select = attrs["name"]

    def start_option(self, attrs):
        form = self.forms[-1]
        form.choices.setdefault(self.select, []).append(attrs["value"])
        if "selected" in attrs:
            form.fields.append((self.select, attrs["value"]))

    def handle_data(self, text):
        if self.area:
            self.area = (self.area[0], self.area[1] + text)
            return
        self.words.append(text)
        if self.alert_depth:
            self.alert.append(text)

    def handle_endtag(self, tag):
        if tag == "textarea":
            # The first line break belongs to the tag, and a form sends CRLF (HTML, 4.10.22.4).
            name, text = self.area
            self.forms[-1].fields.append((name, text.removeprefix("\n").replace("\n", "\r\n")))
            self.area = None
        if tag == "div" and self.alert_depth:
            self.alert_depth -= 1
