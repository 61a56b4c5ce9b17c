// A draft of an answer, kept in the reader's browser until the answer is sent.

/** Return a draft as it is stored; `base` is the answer that it changes. */
export const packed = (base, fields) => JSON.stringify({ base, fields });

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

// Storage may be full or forbidden: then there is no draft, and the page says that nothing is sent.
const storage = (verb, ...parameters) => {
  try {
    return localStorage[verb](...parameters);
  } catch {
    return null;
  }
};

export const store = (name, base, fields) => storage("setItem", name, packed(base, fields));
export const stored = (name, base) => unpacked(storage("getItem", name), base);
export const forget = (name) => storage("removeItem", name);
