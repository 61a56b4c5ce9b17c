// Choosing with a mouse, a finger or the keyboard.

import { ROW, valueOf } from "./answer.js";
import { line, neighbour, rectangle } from "./places.js";

const HOLD_MILLISECONDS = 350;
const SCROLL_PIXELS = 10;

/** Arrow keys go from row to row and from day to day, with Shift they take the choice along; 0 to 3 choose. */
export function letKeysChoose(answer) {
  answer.form.addEventListener("keydown", (event) => {
    const row = event.target.closest(ROW);
    const isArrow = event.key.startsWith("Arrow");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!isArrow && !/^[0-3]$/.test(event.key)) return;
    event.preventDefault();
    const next = isArrow ? answer.rows[neighbour(answer.places, answer.rows.indexOf(row), event.key)] : row;
    if (!next) return;
    if (!isArrow) answer.pick(row, event.key);
    else if (event.shiftKey) answer.pick(next, valueOf(row));
    answer.reveal(next);
    answer.updateSoon();
  });
}

/** Whether the days of a row's week lie side by side, so that a stroke can span a rectangle. */
function isWide(row) {
  const days = [...row.closest(".week").querySelectorAll(".day")];
  return new Set(days.map((day) => day.offsetLeft)).size > 1;
}

/** Press on a choice and draw over other rows; a finger rests first, so that the page can still be scrolled. */
export function letPointersPaint(answer) {
  const { form, rows, places } = answer;
  let stroke = null;

  const reach = (place) => {
    stroke.place = place;
    const { from, value } = stroke;
    answer.paint(stroke.isWide ? rectangle(places, from, place) : line(from, place), value);
  };
  const begin = () => {
    answer.remember();
    stroke.isOn = true;
    stroke.isWide = isWide(rows[stroke.from]);
    reach(stroke.from);
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
    const from = rows.indexOf(row);
    stroke = { value, from, place: from, x: event.clientX, y: event.clientY };
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
    reach(place);
  });
  for (const name of ["pointerup", "pointerleave", "pointercancel"]) form.addEventListener(name, end);
  form.addEventListener("touchmove", (event) => stroke?.isOn && event.preventDefault(), { passive: false });
  form.addEventListener("contextmenu", (event) => stroke?.isTouch && event.preventDefault());
}
