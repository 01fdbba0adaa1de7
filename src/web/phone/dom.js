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

const SVG = 'http://www.w3.org/2000/svg';
const PATHS = {
  plus: 'M12 5v14M5 12h14',
  send: 'M4 12h14M12 5l7 7-7 7',
  pin: 'M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  camera: 'M4 8h4l2-3h4l2 3h4v11H4zM12 16a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  list: 'M5 7h14M5 12h14M5 17h14',
  mic: 'M12 14a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6 11a6 6 0 0 0 12 0M12 17v4',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c0-4 3-6 7-6s7 2 7 6',
  reply: 'M10 6l-6 6 6 6M4 12h9c4 0 7 2 7 6',
  page: 'M7 3h7l4 4v14H7zM14 3v4h4',
};
/** A drawn sign; what it means stands beside it in words. */
export function icon(name) {
  const picture = document.createElementNS(SVG, 'svg'), path = document.createElementNS(SVG, 'path');
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', focusable: 'false' })) picture.setAttribute(key, value);
  path.setAttribute('d', PATHS[name]);
  picture.append(path);
  return picture;
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
