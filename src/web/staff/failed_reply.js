// failed_reply.js - what a human does about a reply that reached nobody: send it again, or say how it
// was dealt with otherwise.
import { call, keyDone, keyFor } from './api.js';
import { button, el, hold, labelled, put } from './dom.js';
import { remember, writeDraft } from './drafts.js';
import { ownReason, problemWords } from './words.js';

const WORDS_MAX = 2000;

/** Does it; `after(words)` is told when it was done. */
async function settle(m, what, body, place, after) {
  const form = `balasan:${m.id}:${what}`, trouble = place.querySelector('[role=alert]');
  put(trouble);
  const release = hold(...place.querySelectorAll('button'));
  try {
    await call('POST', `/api/v1/outbox/${m.id}/${what}`, { body, key: keyFor(form, body) });
    keyDone(form);
    writeDraft(`balasan:${m.id}`, '');
    await after(what === 'resend' ? 'Dikirim lagi.' : 'Ditandai sudah ditangani.');
  } catch (problem) {
    put(trouble, el('p', { class: 'trouble' }, problemWords(problem)));
    release();
  }
}

/** Nobody has dealt with it yet, and it is a reply to a citizen. */
export const isFailed = (m) => m.state === 'failed' && !m.handled_at && m.type !== 'template';

/** The two ways; `after(words)` when one was taken. */
export function waysOut(m, after) {
  const place = el('div', { class: 'failed-ways' }), trouble = el('div', { role: 'alert' });
  const field = remember(el('textarea', { name: 'reason', rows: 2, maxlength: WORDS_MAX }), `balasan:${m.id}`);
  const submit = (event) => {
    event.preventDefault();
    const reason = field.value.trim();
    if (!reason) { put(trouble, el('p', { class: 'trouble' }, 'Tulis dulu bagaimana balasan ini ditangani.')); field.focus(); return; }
    settle(m, 'handled', { reason }, place, after);
  };
  return put(place, button('Kirim lagi', () => settle(m, 'resend', {}, place, after), { class: 'primary' }),
    el('details', { class: 'correct', open: Boolean(field.value) }, el('summary', {}, 'Sudah ditangani …'), el('form', { novalidate: true, on: { submit } },
      labelled('Bagaimana ditangani', field, { required: true, hint: 'Misalnya: sudah ditelepon. Tersimpan dalam jejak.' }),
      el('button', {}, 'Tandai sudah ditangani'))),
    trouble);
}

/** What happened, and what to do, in words; Meta's own beside them, for whoever looks it up. */
export const whyFailed = (m) => [el('p', { class: 'trouble' }, m.advice || 'Pesan ini tidak sampai.'),
  (m.error || m.error_code) && el('p', { class: 'soft', dir: 'auto' }, `${ownReason(m.error) || `Kata WhatsApp: ${m.error || 'tanpa keterangan'}`}${m.error_code ? ` (kode Meta ${m.error_code})` : ''}`)];
