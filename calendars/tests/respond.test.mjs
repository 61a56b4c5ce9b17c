// The parts of the invitee's page that need no page: node --test calendars/tests/respond.test.mjs

import assert from "node:assert/strict";
import { test } from "node:test";

import { later, packed, passed, repeated, unpacked } from "../../static/respond.js";

const TEN = "at 2026-03-02T10:00:00Z/2026-03-02T10:30:00Z";
const HALF_PAST_TEN = "at 2026-03-02T10:30:00Z/2026-03-02T11:00:00Z";

test("a draft keeps what is chosen and leaves out the rest", () => {
  const fields = [["zone", "Asia/Tokyo"], [TEN, "3"], [HALF_PAST_TEN, "0"], ["comment", ""], ["comment", "0"]];

  assert.deepEqual(unpacked(packed("", fields), ""), [["zone", "Asia/Tokyo"], [TEN, "3"], ["comment", ""], ["comment", "0"]]);
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

test("a brush passes all rows between two of one day, in both directions", () => {
  assert.deepEqual(passed(["Mon", "Mon", "Mon", "Tue"], 0, 2), [0, 1, 2]);
  assert.deepEqual(passed(["Mon", "Mon", "Mon", "Tue"], 2, 0), [0, 1, 2]);
});

test("a brush that goes to another day jumps", () => {
  assert.deepEqual(passed(["Mon", "Mon", "Tue", "Tue"], 0, 3), [3]);
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
