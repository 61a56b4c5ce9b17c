// What the invitee's page can do beyond a form: painting, keys, other zones in place, and a draft that survives.
// The server draws everything; without this module the page works, too.

import { Answer, ROW } from "./respond/answer.js";
import { forget, stored } from "./respond/draft.js";
import { letTimesBeAdded } from "./respond/others.js";
import { make, say, smallButton } from "./respond/page.js";
import { letKeysChoose, letPointersPaint } from "./respond/painting.js";
import { letManyBeSet, letWeeksBeTurned } from "./respond/tools.js";
import { words } from "./respond/words.js";

let [current, hasRestored] = [null, false];

/** Draw the form anew as the server does for these fields; nothing is sent to the owner. */
async function redraw(fields, news) {
  const body = new URLSearchParams([...fields, ["action", "zone"]]);
  const response = await fetch(location.pathname, { method: "POST", body });
  if (!response.ok) throw new Error(response.status);
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
    await redraw(new FormData(form), words.shownIn(zone));
    if (hasFocus) document.querySelector("#answer .zone summary").focus({ preventScroll: true });
  } catch {
    form.inert = false;
    form.elements.zone.value = form.dataset.zone;
    say(words.zoneNotChanged);
  }
}

/** Bring a draft back. */
async function restore({ form }, fields) {
  form.inert = true;
  try {
    await redraw(fields, words.restoredUnsent);
  } catch {
    form.inert = false;
    return say(words.notRestored);
  }
  const again = smallButton(words.startOver, () => {
    current.discard();
    current.isLeaving = true;
    location.reload();
  });
  return document.querySelector("#answer h2").after(make("p", { className: "offer" }, `${words.restored} `, again));
}

/** Show the zone of the reader's device where none is known; offer it where the page shows another one. */
function offerZone(form, show) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { zone, known } = form.dataset;
  if (here === zone || ![...form.elements.zone.options].some((option) => option.value === here)) return;
  const apply = () => {
    form.elements.zone.value = here;
    show();
  };
  if (known === undefined && !document.querySelector(".fault")) return apply();
  const button = smallButton(words.showThere, apply);
  const offer = make("p", { className: "offer" }, `${words.deviceIsIn(here)} `, button);
  return document.querySelector("details.zone").after(offer);
}

/** Load the page anew with a meeting in the zone that is chosen; what is said there is said again. */
function show(form) {
  const address = new URL(location.href);
  address.searchParams.set("zone", form.elements.zone.value);
  location.replace(address);
}

/** Take out of the address that something was saved, so that it is not said again. */
function sayOnce() {
  const address = new URL(location.href);
  address.searchParams.delete("saved");
  history.replaceState(null, "", address);
}

function enhance(answer) {
  const { form } = answer;
  const gifts = [letKeysChoose, letPointersPaint, letManyBeSet, letWeeksBeTurned, letTimesBeAdded];
  for (const give of gifts) give(answer);
  form.classList.add("lively");
  form.addEventListener("input", ({ target }) => {
    answer.keep(target.closest(ROW));
    answer.updateSoon();
  });
  form.addEventListener("submit", (event) => {
    const isZone = event.submitter?.value === "zone";
    if (isZone) event.preventDefault();
    if (isZone) turn(answer);
  });
}

/** Bring the page to life, or what was drawn anew of it. */
function start() {
  const [about, form, shown] = ["about", "answer", "shown"].map((id) => document.getElementById(id));
  const draftName = `oneonone:${about.dataset.draft}`;
  if (shown) offerZone(shown, () => show(shown));
  if (about.dataset.saved) sayOnce();
  if (!form && about.dataset.saved === "answer") forget(draftName);
  if (!form) return;
  const draft = hasRestored ? null : stored(draftName, form.dataset.base);
  hasRestored = true;
  current = new Answer(form, draftName);
  enhance(current);
  if (draft && !("unsent" in form.dataset)) {
    current.show();
    restore(current, draft);
  } else {
    current.update();
    offerZone(form, () => turn(current));
  }
}

window.addEventListener("beforeunload", (event) => {
  if (current?.isDirty && !current.isLeaving) event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") current?.updateNow();
});
window.addEventListener("submit", (event) => {
  if (current) current.isLeaving = !event.defaultPrevented;
});
start();
