// Builds elements. Data only ever becomes text: nothing here parses markup.

/** el('p', {class: 'muted'}, 'text', child): attributes whose value is null or false are left out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets text only where it differs, so that a selection in unchanged text survives. */
export function text(element, value) {
  if (element.textContent !== value) element.textContent = value;
}

/** A custom property, for widths and positions in percent; the Content Security Policy forbids style attributes. */
export function place(element, property, percent) {
  element.style.setProperty(property, `${Math.max(0, Math.min(100, percent)).toFixed(2)}%`);
}

export const byId = (id) => document.getElementById(id);

/** Puts the elements in this order and touches only what stands elsewhere, so that focus and transitions survive. */
export function arrange(parent, wanted) {
  let at = parent.firstElementChild;
  for (const element of wanted) {
    if (element === at) at = at.nextElementSibling;
    else parent.insertBefore(element, at);
  }
  while (at) {
    const next = at.nextElementSibling;
    at.remove();
    at = next;
  }
}

/** Leaves the elements alone while they say the same: a screen reader is not told every second. */
export function replaceIfChanged(parent, children) {
  const same = children.length === parent.childElementCount
    && children.every((child, i) => child.isEqualNode(parent.children[i]));
  if (!same) parent.replaceChildren(...children);
}
