// Everything that the scripts of the invitee's page say, and nothing else; the server's words are in its templates.
// The words of another language are another such object, chosen by <html lang>.

const LANGUAGE = "en";
const rules = new Intl.PluralRules(LANGUAGE);
const numbers = new Intl.NumberFormat(LANGUAGE, { useGrouping: false });

/** Return the form for a number, its `#` filled: a language has as many forms as its plural needs. */
const counted = (number, forms) => (forms[rules.select(number)] ?? forms.other).replace("#", numbers.format(number));

export const words = {
  // What is chosen.
  chosen: (number) => counted(number, { other: "# chosen" }),
  chosenOfTimes: (number) => counted(number, { other: ", # chosen" }),
  set: (number) => counted(number, { one: "# time set.", other: "# times set." }),
  setTo: (number, preference) =>
    counted(number, { one: "# time set to %.", other: "# times set to %." }).replace("%", preference),
  undo: "Undo",
  redo: "Redo",
  undone: "Undone.",
  doneAgain: "Done again.",

  // Many at once.
  setMany: "Set many at once",
  hintForTouch: "Hold a choice, then slide over more times to give them the same one.",
  hint:
    "Drag over more times, also across days, to give them the same choice." +
    " Keys: arrows move, 1 to 3 choose, 0 clears, Shift with an arrow takes the choice along.",
  wholeWeek: "Whole week",
  everyDayAt: "Every day at",
  timeOfDay: "Time of day",
  wholeDay: (day) => `All ${day}`,
  ofWeek: (what, week) => `${what}, ${week}`,
  copyToWeek: "Copy to week",

  // Weeks.
  weekBefore: "‹ Week before",
  weekAfter: "Week after ›",
  weekOf: (place, number) => `${numbers.format(place)} of ${numbers.format(number)}`,

  // Times of one's own.
  addTime: "Add another time",
  otherTime: (place) => `Other time ${numbers.format(place)}`,

  // Zones and drafts.
  shownIn: (zone) => `Times are shown in the time zone ${zone}.`,
  deviceIsIn: (zone) => `Your device is in ${zone}.`,
  showThere: "Show times there",
  zoneNotChanged: "The time zone could not be changed just now.",
  restored: "What you chose here before is here again.",
  restoredUnsent: "What you chose here before is here again. You have not sent it yet.",
  notRestored: "Your draft could not be shown just now.",
  startOver: "Start over",
};
