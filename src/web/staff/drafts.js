// drafts.js - what was typed and not yet sent, kept in this tab alone until it is sent. It outlives
// a session that ends and a page that is loaded anew; another person in the same tab does not see it.

let who = '';
const name = (key) => `kanda:${who}:${key}`;

export const draftsOf = (person) => { who = person; };
export function readDraft(key) {
  try { return sessionStorage.getItem(name(key)) || ''; } catch { return ''; }
}
export function writeDraft(key, text) {
  try {
    if (text) sessionStorage.setItem(name(key), text);
    else sessionStorage.removeItem(name(key));
  } catch { /* private mode: then it lives in the page alone */ }
}

/** A field that remembers what was put into it: a text where it is empty, a choice or a date over the
 * one that was proposed. */
export function remember(field, key) {
  const kept = readDraft(key), proposed = field.value;
  const isChoice = field.tagName === 'SELECT' || field.type === 'date';
  if (kept && (isChoice || !proposed)) field.value = kept;
  if (isChoice && !field.value) field.value = proposed; // it is offered no more
  field.addEventListener('input', () => writeDraft(key, field.value));
  return field;
}
