// The answer form: its rows, what is changed, and the draft of it.

import { forget, store } from "./draft.js";
import { make, say, smallButton } from "./page.js";
import { words } from "./words.js";

export const ROW = "fieldset.row";

const NOT_LOOKED_AT = "";

const choices = (row) => [...row.querySelectorAll("input")];
const chosen = (row) => choices(row).find(({ checked }) => checked);
export const valueOf = (row) => chosen(row)?.value ?? NOT_LOOKED_AT;
export const choose = (row, value) => choices(row).forEach((each) => (each.checked = each.value === value));

export class Answer {
  constructor(form, draftName) {
    this.form = form;
    this.draftName = draftName;
    this.rows = [...form.querySelectorAll(ROW)];
    this.weeks = [...form.querySelectorAll("details.week")];
    const days = [...form.querySelectorAll(".day")];
    this.places = this.rows.map((row) => ({ day: days.indexOf(row.closest(".day")), clock: row.dataset.clock }));
    this.texts = form.querySelector("#texts");
    this.state = form.querySelector(".state");
    this.total = make("span", { className: "quiet" });
    this.undoButton = Object.assign(smallButton(words.undo, () => this.undo()), { hidden: true });
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
    const count = (rows) => rows.filter((row) => valueOf(row) > 0).length;
    this.total.textContent = words.chosen(count(this.rows));
    for (const week of this.weeks) {
      const number = count([...week.querySelectorAll(ROW)]);
      week.querySelector(".chosen").textContent = number ? words.chosenOfTimes(number) : "";
    }
  }

  /** Show how things stand, and keep the draft of what is not sent. */
  update() {
    this.stopWaiting();
    this.show();
    if (this.isDirty) store(this.draftName, this.form.dataset.base, [...new FormData(this.form)]);
    else forget(this.draftName);
  }

  /** Update once, after all that happens now. */
  updateSoon() {
    this.stopWaiting();
    this.timer = setTimeout(() => this.update(), 100);
  }

  /** Update now what waits to be updated, as the page may not live on. */
  updateNow() {
    if (this.timer) this.update();
  }

  /** Throw the draft away. */
  discard() {
    this.stopWaiting();
    forget(this.draftName);
  }

  stopWaiting() {
    clearTimeout(this.timer);
    this.timer = null;
  }

  /** Remember everything before many rows change at once. */
  remember() {
    this.former = this.rows.map(valueOf);
  }

  /** Choose for one row; what was remembered of it changes, too. */
  pick(row, value) {
    choose(row, value);
    this.keep(row);
  }

  /** Let a row stay as it is now when what was remembered comes back. */
  keep(row) {
    if (row && this.former) this.former[this.rows.indexOf(row)] = valueOf(row);
  }

  /** Give some places one value, and all others the one that was remembered. */
  paint(places, value) {
    const painted = new Set(places);
    this.rows.forEach((row, place) => {
      const wanted = painted.has(place) ? value : this.former[place];
      if (valueOf(row) !== wanted) choose(row, wanted);
    });
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
    const preference = new Set(changed).size === 1 && this.nameOf(changed[0]);
    say(preference ? words.setTo(changed.length, preference) : words.set(changed.length));
    Object.assign(this.undoButton, { hidden: false, textContent: words.undo });
    this.update();
  }

  /** Go back to what was remembered; the button then brings back what was undone. */
  undo() {
    const { former } = this;
    this.remember();
    this.rows.forEach((row, place) => choose(row, former[place]));
    const isUndone = this.undoButton.textContent === words.undo;
    say(isUndone ? words.undone : words.doneAgain);
    this.undoButton.textContent = isUndone ? words.redo : words.undo;
    this.update();
  }

  /** Return what the page calls a value; undefined for a row that was not looked at. */
  nameOf(value) {
    return this.texts.content.querySelector(`button[value="${value}"]`)?.textContent;
  }

  /** Bring a row to where it can be seen. */
  reveal(row) {
    const week = row.closest("details.week");
    week.open = true;
    this.turnTo?.(this.weeks.indexOf(week));
    (chosen(row) ?? choices(row)[0]).focus();
  }
}
