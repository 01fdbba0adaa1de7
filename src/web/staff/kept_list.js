// kept_list.js - a long list of which the far end is folded away, and which keeps what has not changed:
// a voice note plays on while others work, what was opened stays open, and whoever has the keyboard in it
// keeps it.
import { button, el } from './dom.js';

const SHOWN = 40;

/** On paper nothing is folded away, nor what unfolding brings. */
addEventListener('beforeprint', () => {
  for (let more; (more = document.querySelector('main .unfold:not([hidden])'));) more.click();
});

/** rows of show(): [{key, print, make, below}], in order. print() tells whether its element is made anew;
 * below: a row of the same kind, a heading, that stands before it where the one before has another. `end`:
 * 'last' or 'first' ones are in sight. {node, parts: [...], show}. */
export function keptList(props, words, end) {
  const list = el('ol', { ...props, tabindex: '-1' }), kept = new Map();
  let most = SHOWN, rows = [];
  const more = button(words, () => {
    most = Infinity;
    draw();
    list.focus({ preventScroll: true }); // the button is gone
  }, { class: 'quiet wide unfold', hidden: true });

  /** Its element, made anew where it has changed. */
  function nodeOf({ key, print, make }) {
    const text = print(), old = kept.get(key);
    if (old?.text === text) return old.node;
    const node = make(), held = old?.node.contains(document.activeElement);
    old?.node.replaceWith(node);
    if (held) list.focus({ preventScroll: true });
    kept.set(key, { node, text });
    return node;
  }
  /** The rows in sight, each behind its heading. */
  function inSight() {
    let heading = null;
    return (end === 'last' ? rows.slice(-most) : rows.slice(0, most)).flatMap((row) => {
      const lines = row.below && row.below.key !== heading ? [row.below, row] : [row];
      heading = row.below?.key;
      return lines;
    });
  }
  function draw() {
    const seen = inSight(), keys = new Set(seen.map((row) => row.key));
    for (const [key, { node }] of kept) if (!keys.has(key)) { node.remove(); kept.delete(key); }
    let next = list.firstChild;
    for (const row of seen) {
      const had = kept.get(row.key)?.node, node = nodeOf(row);
      if (next === had) next = node;
      if (next !== node) list.insertBefore(node, next); // what is in its place is not touched: a sound that is moved stops
      else next = node.nextSibling;
    }
    more.textContent = `${words} (${Math.max(rows.length - most, 0)})`;
    more.hidden = rows.length <= most;
  }
  const show = (all) => { rows = all; draw(); };
  return { node: list, parts: end === 'last' ? [more, list] : [list, more], show };
}
