// What sets many rows at once, and turns the weeks.

import { ROW, valueOf } from "./answer.js";
import { make, smallButton } from "./page.js";
import { words } from "./words.js";

const hint = () => (matchMedia("(pointer: coarse)").matches ? words.hintForTouch : words.hint);

/** Return, for each of the other days' clocks, the value that one day has at the same time. */
export function repeated(day, others) {
  const values = new Map(day.map(({ clock, value }) => [clock, value]));
  return others.map(({ clock, value }) => values.get(clock) ?? value);
}

/** Return the clocks that more than one row shows, in order. */
export function shared(clocks) {
  return [...new Set(clocks.filter((clock, place) => clocks.indexOf(clock) !== place))].sort();
}

/** Let whole days, hours and weeks be set, and a day be repeated on the other days of its week. */
export function letManyBeSet(answer) {
  for (const week of answer.weeks) {
    const place = make("details", { className: "many" }, make("summary", { textContent: words.setMany }));
    place.append(make("p", { className: "quiet", textContent: hint() }));
    const shown = week.querySelector(".days");
    place.dataset.name = shown.dataset.name;
    const days = [...shown.querySelectorAll(".day")];
    const rows = [...week.querySelectorAll(ROW)];
    if (days.length > 1) addWeekTools(answer, place, rows);
    for (const day of days) addDayTools(answer, place, day, rows);
    shown.before(place);
  }
}

function addWeekTools(answer, place, rows) {
  addTools(answer, place, words.wholeWeek, () => rows);
  const clocks = shared(rows.map((row) => row.dataset.clock));
  if (clocks.length === 0) return;
  const options = clocks.map((clock) => make("option", { textContent: clock }));
  const hour = make("select", { autocomplete: "off" }, ...options);
  hour.setAttribute("aria-label", words.timeOfDay);
  const atHour = () => rows.filter((row) => row.dataset.clock === hour.value);
  const tools = addTools(answer, place, words.everyDayAt, atHour);
  tools.querySelector(".what").after(hour);
}

function addDayTools(answer, place, day, rows) {
  const own = rows.filter((row) => day.contains(row));
  const others = rows.filter((row) => !day.contains(row));
  const tools = addTools(answer, place, words.wholeDay(day.dataset.name), () => own);
  if (others.length === 0) return;
  const clocks = (some) => some.map((row) => ({ clock: row.dataset.clock, value: valueOf(row) }));
  const repeat = () => answer.setAll(others, repeated(clocks(own), clocks(others)));
  tools.append(smallButton(words.copyToWeek, repeat));
}

/** Add buttons that set many rows at once. */
function addTools(answer, place, what, rowsOf) {
  const tools = answer.texts.content.querySelector(".tools").cloneNode(true);
  tools.querySelector(".what").textContent = what;
  tools.setAttribute("aria-label", words.ofWeek(what, place.dataset.name));
  tools.addEventListener("click", ({ target }) => {
    const rows = rowsOf();
    if (target.matches("button[value]")) answer.setAll(rows, rows.map(() => target.value));
  });
  place.append(tools);
  return tools;
}

/** Show one week at a time where the window is narrow; the style sheet decides where that is. */
export function letWeeksBeTurned(answer) {
  const { weeks } = answer;
  if (weeks.length < 2) return;
  let current = 0;
  const label = make("span", { className: "quiet" });
  const previous = smallButton(words.weekBefore, () => answer.turnTo(current - 1));
  const next = smallButton(words.weekAfter, () => answer.turnTo(current + 1));
  answer.turnTo = (place) => {
    current = place;
    weeks.forEach((week, each) => week.classList.toggle("current", each === place));
    weeks[place].open = true;
    label.textContent = words.weekOf(place + 1, weeks.length);
    previous.disabled = place === 0;
    next.disabled = place === weeks.length - 1;
  };
  weeks[0].before(make("div", { className: "pager" }, previous, label, next));
  answer.form.classList.add("paged");
  answer.turnTo(0);
}
