// sender.js - small forms of the admin's pages: send what was filled in, or say what is wrong with it.
import { button, el, hold, put } from './dom.js';
import { problemWords } from './words.js';

/** A form that sends what `make` gives, or says what is wrong. */
export function sender(nodes, title, make, send) {
  const report = el('div', { role: 'alert' }), go = el('button', { class: 'primary' }, title);
  const submit = async (event) => {
    event.preventDefault();
    put(report);
    const { body, wrong } = make();
    if (wrong) { put(report, el('p', { class: 'trouble' }, wrong)); return; }
    const release = hold(go);
    try { await send(body); } catch (problem) { put(report, el('p', { class: 'trouble' }, problemWords(problem))); } finally { release(); }
  };
  return el('form', { class: 'account-form', novalidate: true, on: { submit } }, nodes, report, el('div', { class: 'form-foot' }, go));
}

/** A button for what cannot be undone: asks once more, in its own place. `run` does it; what goes wrong
 * is said beside it. */
export function twice(title, sure, run) {
  const place = el('span', { class: 'twice' }), report = el('span', { role: 'alert', class: 'trouble' });
  const first = () => put(place, button(title, () => { ask(); place.querySelector('button').focus(); }, { class: 'quiet small' }));
  const ask = () => put(place, button(sure, act, { class: 'danger small' }), button('Batal', () => { first(); place.querySelector('button').focus(); }, { class: 'quiet small' }));
  async function act() {
    put(report);
    try { await run(); } catch (problem) { first(); put(report, problemWords(problem)); }
  }
  first();
  return [place, report];
}
