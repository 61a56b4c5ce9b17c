// Small things that every part of the page uses.

/** Tell a reader of the screen what has just happened. */
export const say = (text) => document.getElementById("news").replaceChildren(text);

/** Make an element; `children` are elements and texts. */
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export const smallButton = (text, onclick) =>
  make("button", { type: "button", className: "plain small", textContent: text, onclick });
