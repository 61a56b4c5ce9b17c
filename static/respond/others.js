// Times that the reader types, beside those that the owner offers.

import { smallButton } from "./page.js";
import { words } from "./words.js";

const MOST_OTHERS = 20;

/** Return a local time, as `datetime-local` names it, some minutes later; "" for what is no time. */
export function later(local, minutes) {
  const moment = Date.parse(`${local}Z`);
  return Number.isNaN(moment) ? "" : new Date(moment + minutes * 60_000).toISOString().slice(0, 16);
}

/** Give room for more times of one's own, each as long as the meeting unless told otherwise. */
export function letTimesBeAdded({ form }) {
  const others = form.querySelector(".others");
  const add = smallButton(words.addTime, () => {
    const known = others.querySelectorAll(".other");
    const time = known[0].cloneNode(true);
    time.querySelector("legend").textContent = words.otherTime(known.length + 1);
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
