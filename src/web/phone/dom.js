// dom.js - elements from text. Nothing that came over the wire is ever read as markup: every string
// ends as a text node or an attribute (a test looks).
export function add(node, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

/** el('p', {class: 'hint', on: {click: f}}, 'text', node, [more], null) */
export function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
    else if (name === 'value') node.value = value;
    else if (name === 'checked') node.checked = value;
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  return add(node, children);
}

export const put = (node, ...children) => { node.replaceChildren(); return add(node, children); };
export const button = (text, run, props) => el('button', { type: 'button', on: { click: run }, ...props }, text);
/** Words for who cannot see the screen. */
export const hidden = (text) => el('span', { class: 'sr' }, text);
export const byId = (id) => document.getElementById(id);

/** A field below its label. */
export function labelled(text, field, hint) {
  field.id ||= `f-${++labelled.last}`;
  const note = hint ? el('p', { class: 'hint', id: `${field.id}-h` }, hint) : null;
  if (note) field.setAttribute('aria-describedby', note.id);
  return el('div', { class: 'field' }, el('label', { for: field.id }, text), field, note);
}
labelled.last = 0;

/** A box to tick, with its words. */
export const tick = (text, checked, run) => el('label', { class: 'tick' },
  el('input', { type: 'checkbox', checked, on: { change: (event) => run(event.target.checked) } }), el('span', {}, text));
