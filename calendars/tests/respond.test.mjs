// The parts of the invitee's page that need no page: node --test calendars/tests/respond.test.mjs

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { packed, unpacked } from "../../static/respond/draft.js";
import { later } from "../../static/respond/others.js";
import { line, neighbour, rectangle } from "../../static/respond/places.js";
import { repeated, shared } from "../../static/respond/tools.js";
import { words } from "../../static/respond/words.js";

const TEN = "at 2026-03-02T10:00:00Z/2026-03-02T10:30:00Z";

test("a draft comes back as it was stored", () => {
  const fields = [["zone", "Asia/Tokyo"], [TEN, "0"], ["comment", ""]];

  assert.deepEqual(unpacked(packed("", fields), ""), fields);
});

test("a draft of another answer is no draft", () => {
  assert.equal(unpacked(packed("2026-02-23T09:00:00+00:00", [[TEN, "3"]]), ""), null);
});

for (const text of [null, "", "{", "null", "3", "[]", '{"base":""}', '{"base":"","fields":{}}']) {
  test(`${JSON.stringify(text)} is no draft`, () => {
    assert.equal(unpacked(text, ""), null);
  });
}

test("fields that are no pairs are left out", () => {
  assert.deepEqual(unpacked('{"base":"","fields":[["zone","UTC"],["zone"],"zo",null]}', ""), [["zone", "UTC"]]);
});

// Monday has three hours, Tuesday the last two of them, Thursday one more.
const PLACES = [
  { day: 0, clock: "09:00–10:00" },
  { day: 0, clock: "10:00–11:00" },
  { day: 0, clock: "11:00–12:00" },
  { day: 1, clock: "10:00–11:00" },
  { day: 1, clock: "11:00–12:00" },
  { day: 2, clock: "08:00–09:00" },
  { day: 2, clock: "10:00–11:00" },
];

test("a rectangle has the same hours on all days between, whichever corner it is drawn from", () => {
  assert.deepEqual(rectangle(PLACES, 1, 4), [1, 2, 3, 4]);
  assert.deepEqual(rectangle(PLACES, 4, 1), [1, 2, 3, 4]);
  assert.deepEqual(rectangle(PLACES, 0, 6), [0, 1, 3, 6]);
});

test("a rectangle on one day has all rows between", () => {
  assert.deepEqual(rectangle(PLACES, 2, 0), [0, 1, 2]);
});

test("a line has all rows between, in both directions", () => {
  assert.deepEqual(line(1, 3), [1, 2, 3]);
  assert.deepEqual(line(3, 1), [1, 2, 3]);
});

test("arrows up and down lead to the rows before and after", () => {
  assert.equal(neighbour(PLACES, 2, "ArrowDown"), 3);
  assert.equal(neighbour(PLACES, 3, "ArrowUp"), 2);
});

test("arrows left and right lead to the same hour of the days before and after, else to one that is near", () => {
  assert.equal(neighbour(PLACES, 1, "ArrowRight"), 3);
  assert.equal(neighbour(PLACES, 0, "ArrowRight"), 3);
  assert.equal(neighbour(PLACES, 4, "ArrowRight"), 6);
  assert.equal(neighbour(PLACES, 5, "ArrowLeft"), 3);
  assert.equal(neighbour(PLACES, 4, "ArrowLeft"), 2);
});

test("where there is nothing more, arrows lead nowhere", () => {
  for (const [from, key] of [[0, "ArrowUp"], [6, "ArrowDown"], [0, "ArrowLeft"], [6, "ArrowRight"]]) {
    assert.equal(neighbour(PLACES, from, key), undefined);
  }
});

test("hours of more than one day are found once each, in order", () => {
  assert.deepEqual(shared(PLACES.map(({ clock }) => clock)), ["10:00–11:00", "11:00–12:00"]);
});

test("a day is repeated at the same times of others, which keep their own times", () => {
  const monday = [{ clock: "10:00–10:30", value: "3" }, { clock: "10:30–11:00", value: "0" }];
  const others = ["10:30–11:00", "10:00–10:30", "15:00–15:30"].map((clock) => ({ clock, value: "1" }));

  assert.deepEqual(repeated(monday, others), ["0", "3", "1"]);
});

test("an end is some minutes after its start, on the next day too", () => {
  assert.equal(later("2026-03-29T02:30", "30"), "2026-03-29T03:00");
  assert.equal(later("2026-12-31T23:45", "30"), "2027-01-01T00:15");
});

test("what is no time has no end", () => {
  assert.equal(later("", "30"), "");
});

test("what is counted agrees with its number, which has no commas", () => {
  assert.deepEqual([0, 1, 2, 1000].map(words.set), ["0 times set.", "1 time set.", "2 times set.", "1000 times set."]);
  assert.deepEqual([1, 3].map((number) => words.setTo(number, "High")), ["1 time set to High.", "3 times set to High."]);
  assert.deepEqual([words.chosen(1), words.chosenOfTimes(4)], ["1 chosen", ", 4 chosen"]);
});

// Safari knows one property by an older name only.
const STYLES = readFileSync(new URL("../../static/oneonone.css", import.meta.url), "utf8");

test("what cannot be marked as text cannot be in Safari either", () => {
  const rules = STYLES.match(/{[^}]*[ ;]user-select:[^}]*}/g);
  rules.forEach((rule) => assert.match(rule, /-webkit-user-select/));
});
