// dom.js - elements from text. Nothing that came over the wire is ever read as markup: there is no
// innerHTML in this folder (a test looks), and every string ends as a text node or an attribute.

const SVG = 'http://www.w3.org/2000/svg';

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
    else if (name === 'value') node.value = value;
    else if (name === 'checked') node.checked = value;
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  add(node, children);
  return node;
}

export function add(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

/** Bootstrap's class of an element, which is beside our own. */
function styled(node, tag) {
  if (tag === 'button') node.classList.add('btn');
  else if (tag === 'table') node.classList.add('table');
  else if (/^(input|select|textarea)$/.test(tag) && !/^(checkbox|file)$/.test(node.type)) node.classList.add('form-control');
  return node;
}
/** el('p', {class: 'hint', on: {click: f}}, 'text', node, [more], null) */
export const el = (tag, props, ...children) => styled(fill(document.createElement(tag), props, children), tag);
/** The same for pictures. */
export const svg = (tag, props, ...children) => fill(document.createElementNS(SVG, tag), props, children);

/** Puts these in the place of all that is in there. */
export function put(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

let last = 0;
/** An id that no other element has. */
export const fresh = (name) => `${name}-${++last}`;

/** Words for who cannot see them on the screen. */
export const hidden = (text) => el('span', { class: 'visually-hidden' }, text);

/** A label above its field; `field` is an element, `hint` is read with it. */
export function labelled(text, field, { hint, required, optional } = {}) {
  field.id ||= fresh('f');
  if (required) field.required = true;
  const note = hint ? el('p', { class: 'hint', id: `${field.id}-h` }, hint) : null;
  if (note) field.setAttribute('aria-describedby', note.id);
  return el('div', { class: 'field' },
    el('label', { for: field.id }, text, optional ? el('span', { class: 'soft' }, ' (boleh kosong)') : null),
    field, note);
}

/** A file to choose, as a button of ours: the browser's own speaks the browser's language. */
export function filePicker(title, hint, props) {
  const id = fresh('file'), field = el('input', { type: 'file', id, class: 'visually-hidden', 'aria-describedby': `${id}-h`, ...props });
  return { field, node: el('div', { class: 'picker' }, field, el('label', { for: id, class: 'btn' }, title), el('p', { class: 'hint', id: `${id}-h` }, hint)) };
}

export const button = (text, run, props) => el('button', { type: 'button', on: { click: run }, ...props }, text);

const refuse = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };
/** While something is under way a second press does nothing; gives back what ends that. Not by disabling,
 * which would take the focus from the button. */
export function hold(...buttons) {
  for (const b of buttons) {
    b.setAttribute('aria-disabled', 'true');
    b.addEventListener('click', refuse, true);
  }
  return () => {
    for (const b of buttons) {
      b.removeAttribute('aria-disabled');
      b.removeEventListener('click', refuse, true);
    }
  };
}

export const option = (value, text, chosen) => {
  const o = el('option', { value }, text);
  if (chosen) o.selected = true;
  return o;
};

/** A line that is read out when its text changes. */
export const live = (props) => el('p', { role: 'status', class: 'live', ...props });

const TOAST_MS = 7000;
/** Says something below the head of the page, and to screen readers. What sticks to the top of the
 * page goes below it, and what is in sight moves down by its height: nothing that could be tapped
 * is covered. The browser would keep the words in their place and cover them: not for this frame. */
export function toast(text, kind = 'good') {
  const place = document.getElementById('toasts');
  if (!place) return;
  const root = document.documentElement.style;
  const room = () => root.setProperty('--toasts', `${place.offsetHeight}px`);
  const end = () => { note.remove(); room(); };
  const note = el('p', { class: `notice ${kind}` }, el('span', {}, text), button('✕', end, { class: 'quiet small', 'aria-label': 'Tutup pemberitahuan' }));
  root.overflowAnchor = 'none';
  place.append(note);
  room();
  requestAnimationFrame(() => requestAnimationFrame(() => { root.overflowAnchor = ''; }));
  setTimeout(end, TOAST_MS);
}

/** Empty, loading and broken states, all of one shape. */
const stateOf = (tag) => (kind, title, text, ...more) => el('div', { class: `state ${kind}` },
  el(tag, { class: 'state-title' }, title), text ? el('p', {}, text) : null, more);
export const state = stateOf('p');
/** The same where it is all that the page has. */
export const pageState = stateOf('h1');

export const loading = (what) => el('div', { class: 'state loading', role: 'status' },
  el('span', { class: 'spinner', 'aria-hidden': 'true' }), `${what} sedang dimuat …`);
