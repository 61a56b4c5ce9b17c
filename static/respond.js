// What the invitee's page can do beyond a form: painting, keys, other zones in place, and a draft that survives.
// The server draws everything; without this module the page works, too.

const ROW = "fieldset.row";
const MOST_OTHERS = 20;
const HOLD_MILLISECONDS = 350;
const SCROLL_PIXELS = 10;
const WORDS = ["No", "Low", "Medium", "High"];

/** Return a draft as it is stored, without rows that are not chosen; `base` is the answer that it changes. */
export function packed(base, fields) {
  const isTelling = ([name, value]) => !(name.startsWith("at ") && value === "0");
  return JSON.stringify({ base, fields: fields.filter(isTelling) });
}

/** Return the fields of a stored draft, or null for one of another answer, and for what is no draft. */
export function unpacked(text, base) {
  try {
    const draft = JSON.parse(text);
    const isDraft = Array.isArray(draft?.fields) && draft.base === base;
    return isDraft ? draft.fields.filter((field) => Array.isArray(field) && field.length === 2) : null;
  } catch {
    return null;
  }
}

/** Return the places that a brush passes from one row to another: all between on one day, else the new one. */
export function passed(days, from, to) {
  if (days[from] !== days[to]) return [to];
  const first = Math.min(from, to);
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, place) => first + place);
}

/** Return, for each of the other days' clocks, the value that one day has at the same time. */
export function repeated(day, others) {
  const values = new Map(day.map(({ clock, value }) => [clock, value]));
  return others.map(({ clock, value }) => values.get(clock) ?? value);
}

/** Return a local time, as `datetime-local` names it, some minutes later; "" for what is no time. */
export function later(local, minutes) {
  const moment = Date.parse(`${local}Z`);
  return Number.isNaN(moment) ? "" : new Date(moment + minutes * 60_000).toISOString().slice(0, 16);
}

// Storage may be full or forbidden: then there is no draft, and the page says that nothing is sent.
const storage = (verb, ...parameters) => {
  try {
    return localStorage[verb](...parameters);
  } catch {
    return null;
  }
};

const say = (text) => document.getElementById("news").replaceChildren(text);

const valueOf = (row) => row.querySelector("input:checked")?.value ?? "0";
const choice = (row, value) => row.querySelector(`input[value="${value}"]`);
const choose = (row, value) => Object.assign(choice(row, value), { checked: true });

/** Make an element; `children` are elements and texts. */
function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const smallButton = (text, onclick) =>
  make("button", { type: "button", className: "plain small", textContent: text, onclick });

/** One answer form: its rows, what is changed, and the draft of it. */
class Answer {
  constructor(form, draftKey) {
    this.form = form;
    this.draftKey = draftKey;
    this.rows = [...form.querySelectorAll(ROW)];
    this.days = this.rows.map((row) => row.closest(".day"));
    this.weeks = [...form.querySelectorAll("details.week")];
    this.texts = form.querySelector("#texts");
    this.state = form.querySelector(".state");
    this.total = make("span", { className: "quiet" });
    this.undoButton = Object.assign(smallButton("Undo", () => this.undo()), { hidden: true });
    form.querySelector(".send").prepend(make("div", { className: "sum" }, this.total, this.undoButton));
  }

  /** Whether something differs from what the server has stored. */
  get isDirty() {
    const isChanged = (field) =>
      ["radio", "checkbox"].includes(field.type)
        ? field.checked !== field.defaultChecked
        : "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue;
    return "unsent" in this.form.dataset || [...this.form.elements].some(isChanged);
  }

  /** Show how things stand. */
  show() {
    const { isDirty } = this;
    const text = isDirty ? this.texts.dataset.unsent : this.texts.dataset.sent;
    if (this.state.textContent !== text) this.state.textContent = text;
    this.state.classList.toggle("unsent", isDirty);
    const count = (rows) => rows.filter((row) => valueOf(row) !== "0").length;
    this.total.textContent = `${count(this.rows)} chosen`;
    for (const week of this.weeks) {
      const chosen = count([...week.querySelectorAll(ROW)]);
      week.querySelector(".chosen").textContent = chosen ? `, ${chosen} chosen` : "";
    }
  }

  /** Show how things stand, and keep the draft of what is not sent. */
  update() {
    this.show();
    if (this.isDirty) storage("setItem", this.draftKey, packed(this.form.dataset.base, [...new FormData(this.form)]));
    else storage("removeItem", this.draftKey);
  }

  /** Update once, after all that happens now. */
  updateSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), 100);
  }

  /** Remember everything before many rows change at once. */
  remember() {
    this.former = this.rows.map(valueOf);
  }

  /** Set rows at once. */
  setAll(rows, values) {
    this.remember();
    rows.forEach((row, place) => choose(row, values[place]));
    this.tell();
  }

  /** Say how many rows have changed since they were remembered, and offer to undo it. */
  tell() {
    const changed = this.rows.filter((row, place) => valueOf(row) !== this.former[place]).map(valueOf);
    const isOne = new Set(changed).size === 1;
    say(`${changed.length} ${changed.length === 1 ? "time" : "times"} set${isOne ? ` to ${WORDS[changed[0]]}` : ""}.`);
    Object.assign(this.undoButton, { hidden: false, textContent: "Undo" });
    this.update();
  }

  /** Go back to what was remembered; the button then brings back what was undone. */
  undo() {
    const { former } = this;
    this.remember();
    this.rows.forEach((row, place) => choose(row, former[place]));
    const isUndone = this.undoButton.textContent === "Undo";
    say(isUndone ? "Undone." : "Done again.");
    this.undoButton.textContent = isUndone ? "Redo" : "Undo";
    this.update();
  }

  /** Bring a row to where it can be seen. */
  reveal(row) {
    const week = row.closest("details.week");
    week.open = true;
    this.turnTo?.(this.weeks.indexOf(week));
    choice(row, valueOf(row)).focus();
  }
}

/** Arrow keys go from row to row, with Shift they take the choice along; 0 to 3 choose. */
function letKeysChoose(answer) {
  answer.form.addEventListener("keydown", (event) => {
    const row = event.target.closest(ROW);
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step && answer.rows[answer.rows.indexOf(row) + step];
    if (!step && !/^[0-3]$/.test(event.key)) return;
    event.preventDefault();
    if (next && event.shiftKey) choose(next, valueOf(row));
    if (!step) choose(row, event.key);
    if (next || !step) answer.reveal(next || row);
    answer.updateSoon();
  });
}

/** Press on a choice and draw over other rows; a finger rests first, so that the page can still be scrolled. */
function letPointersPaint(answer) {
  const { form, rows, days } = answer;
  let stroke = null;

  const begin = () => {
    answer.remember();
    stroke.isOn = true;
    choose(rows[stroke.place], stroke.value);
    form.classList.add("painting");
    navigator.vibrate?.(10);
  };
  const end = () => {
    if (stroke) clearTimeout(stroke.timer);
    if (stroke?.isOn) answer.tell();
    form.classList.remove("painting");
    stroke = null;
  };

  form.addEventListener("pointerdown", (event) => {
    const { value } = event.target;
    const row = event.target.closest(".choices") && event.target.closest(ROW);
    if (!row || value === undefined || !event.isPrimary || event.button !== 0) return;
    stroke = { value, place: rows.indexOf(row), x: event.clientX, y: event.clientY };
    stroke.isTouch = event.pointerType === "touch";
    if (stroke.isTouch) stroke.timer = setTimeout(begin, HOLD_MILLISECONDS);
  });
  form.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    const distance = Math.hypot(event.clientX - stroke.x, event.clientY - stroke.y);
    const isResting = stroke.isTouch && !stroke.isOn;
    if (isResting && distance > SCROLL_PIXELS) end();
    const place = rows.indexOf(document.elementFromPoint(event.clientX, event.clientY)?.closest(ROW));
    if (isResting || place < 0 || place === stroke.place) return;
    if (!stroke.isOn) begin();
    for (const each of passed(days, stroke.place, place)) choose(rows[each], stroke.value);
    stroke.place = place;
  });
  for (const name of ["pointerup", "pointerleave", "pointercancel"]) form.addEventListener(name, end);
  form.addEventListener("touchmove", (event) => stroke?.isOn && event.preventDefault(), { passive: false });
  form.addEventListener("contextmenu", (event) => stroke?.isTouch && event.preventDefault());
}

/** Put buttons that set many rows at once into a week or a day. */
function addTools(answer, place, what, rows) {
  const tools = answer.texts.content.querySelector(".tools").cloneNode(true);
  tools.querySelector(".what").textContent = what;
  tools.setAttribute("aria-label", `${what}, ${place.dataset.name}`);
  tools.addEventListener("click", ({ target }) => {
    if (target.value) answer.setAll(rows, rows.map(() => target.value));
  });
  place.append(tools);
  return tools;
}

/** Say what can be done here that a form cannot. */
function explain({ form }) {
  const hint = matchMedia("(pointer: coarse)").matches
    ? "Hold a choice, then slide over more times to give them the same one."
    : "Drag over several times to give them the same one. Keys: ↑ ↓ move, 0 to 3 choose, Shift with ↓ copies down.";
  form.querySelector("details.week")?.before(make("p", { className: "quiet", textContent: hint }));
}

/** Let whole days and weeks be set, and a day be repeated on the other days of its week. */
function letManyBeSet(answer) {
  for (const week of answer.weeks) {
    const rows = [...week.querySelectorAll(ROW)];
    const days = [...week.querySelectorAll(".day")];
    if (days.length > 1) addTools(answer, week.querySelector(".week-tools"), "Whole week", rows);
    for (const day of days) {
      const own = rows.filter((row) => day.contains(row));
      const others = rows.filter((row) => !day.contains(row));
      const tools = addTools(answer, day.querySelector(".day-tools"), "All day", own);
      if (others.length === 0) continue;
      const clocks = (some) => some.map((row) => ({ clock: row.dataset.clock, value: valueOf(row) }));
      const repeat = () => answer.setAll(others, repeated(clocks(own), clocks(others)));
      tools.append(smallButton("Copy to week", repeat));
    }
  }
}

/** Show one week at a time where the window is narrow; the style sheet decides where that is. */
function letWeeksBeTurned(answer) {
  const { weeks } = answer;
  if (weeks.length < 2) return;
  let current = 0;
  const label = make("span", { className: "quiet" });
  const previous = smallButton("‹ Week before", () => answer.turnTo(current - 1));
  const next = smallButton("Week after ›", () => answer.turnTo(current + 1));
  answer.turnTo = (place) => {
    current = place;
    weeks.forEach((week, each) => week.classList.toggle("current", each === place));
    weeks[place].open = true;
    label.textContent = `${place + 1} of ${weeks.length}`;
    previous.disabled = place === 0;
    next.disabled = place === weeks.length - 1;
  };
  weeks[0].before(make("div", { className: "pager" }, previous, label, next));
  answer.form.classList.add("paged");
  answer.turnTo(0);
}

/** Give room for more times of one's own, each as long as the meeting unless told otherwise. */
function letTimesBeAdded({ form }) {
  const others = form.querySelector(".others");
  const add = smallButton("Add another time", () => {
    const known = others.querySelectorAll(".other");
    const time = known[0].cloneNode(true);
    time.querySelector("legend").textContent = `Other time ${known.length + 1}`;
    for (const input of time.querySelectorAll("input")) input.value = input.defaultValue = "";
    add.before(time);
    add.hidden = known.length + 1 >= MOST_OTHERS;
    time.querySelector("input").focus();
  });
  others.append(add);
  others.addEventListener("change", ({ target }) => {
    const end = target.closest(".other")?.querySelector("[name=other_end]");
    if (target.name === "other_start" && !end.value) end.value = later(target.value, form.dataset.minutes);
  });
}

/** Draw the form anew as the server does for these fields; nothing is sent to the owner. */
async function redraw(fields, news) {
  const body = new URLSearchParams([...fields, ["action", "zone"]]);
  const response = await fetch(location.pathname, { method: "POST", body });
  if (!response.ok) throw new Error(`The server answers ${response.status}.`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const places = ["about", "answer"].map((id) => [document.getElementById(id), page.getElementById(id)]);
  if (places.some(([, anew]) => !anew)) return location.reload();
  places.forEach(([place, anew]) => place.replaceWith(anew));
  say(news);
  return start();
}

/** Show all times in the zone that is chosen, and let what else is chosen stay. */
async function turn({ form }) {
  const zone = form.elements.zone.value;
  const hasFocus = form.contains(document.activeElement);
  form.inert = true; // what is chosen while the server answers would be lost
  try {
    await redraw(new FormData(form), `Times are shown in the time zone ${zone}.`);
    if (hasFocus) document.querySelector("#answer [value=zone]").focus({ preventScroll: true });
  } catch {
    form.inert = false;
    form.elements.zone.value = form.dataset.zone;
    say("The time zone could not be changed just now.");
  }
}

/** Bring a draft back. */
async function restore({ form, draftKey }, fields) {
  form.inert = true;
  await redraw(fields, "What you chose here before is here again. You have not sent it yet.");
  const again = smallButton("Start over", () => {
    storage("removeItem", draftKey);
    current.isLeaving = true;
    location.reload();
  });
  const offer = make("p", { className: "offer" }, "What you chose here before is here again. ", again);
  document.querySelector("#answer h2").after(offer);
}

/** Offer the zone of the reader's device where the page shows another one. */
function offerZone(form, show) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { zone, known } = form.dataset;
  if (here === zone || ![...form.elements.zone.options].some((option) => option.value === here)) return;
  const apply = () => {
    form.elements.zone.value = here;
    show();
  };
  if (known === undefined && form.id === "answer") return apply();
  const button = smallButton("Show times there", apply);
  const offer = make("p", { className: "offer" }, `Your device is in ${here}. `, button);
  return (form.closest("details") ?? form.querySelector(".line")).after(offer);
}

function enhance(answer) {
  const { form } = answer;
  const gifts = [explain, letKeysChoose, letPointersPaint, letManyBeSet, letWeeksBeTurned, letTimesBeAdded];
  for (const give of gifts) give(answer);
  form.classList.add("lively");
  form.addEventListener("input", () => answer.updateSoon());
  form.addEventListener("submit", (event) => {
    const isZone = event.submitter?.value === "zone";
    if (isZone) event.preventDefault();
    if (isZone) turn(answer);
    answer.isLeaving = !isZone;
  });
}

let [current, hasRestored] = [null, false];

/** Bring the page to life, or what was drawn anew of it. */
function start() {
  const [about, form, shown] = ["about", "answer", "shown"].map((id) => document.getElementById(id));
  const draftKey = `oneonone:${about.dataset.draft}`;
  if (shown) offerZone(shown, () => shown.requestSubmit());
  if ("saved" in about.dataset) storage("removeItem", draftKey);
  if (!form) return;
  const draft = hasRestored ? null : unpacked(storage("getItem", draftKey), form.dataset.base);
  hasRestored = true;
  current = new Answer(form, draftKey);
  enhance(current);
  if (draft && !("unsent" in form.dataset)) {
    current.show();
    restore(current, draft).catch(() => {
      form.inert = false;
      say("Your draft could not be shown just now.");
    });
  } else {
    current.update();
    offerZone(form, () => turn(current));
  }
}

if (typeof document !== "undefined") {
  window.addEventListener("beforeunload", (event) => {
    if (current?.isDirty && !current.isLeaving) event.preventDefault();
  });
  start();
}
