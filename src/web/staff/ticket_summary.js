// ticket_summary.js - what everybody may read about the ticket: whoever works on it writes, the desk
// approves. Nothing is public before that.
import { keyDone, keyFor } from './api.js';
import { button, el, labelled, put } from './dom.js';
import { conflictNote } from './conflict.js';
import { isDesk } from './desk.js';
import { remember, writeDraft } from './drafts.js';
import { mayWork } from './moves.js';
import { moment, problemWords } from './words.js';

const MAX = 400;

/** Sends below the ticket; says what went wrong. */
async function send(bench, what, body, report, words) {
  const form = `${bench.ticket.number}:${what}`;
  put(report);
  try {
    await bench.send('POST', what, body, { key: keyFor(form, body) });
    keyDone(form);
    if (what === 'summary') writeDraft(`${bench.ticket.number}:ringkasan`, '');
    await bench.done(words);
  } catch (problem) {
    put(report, problem.changes ? conflictNote(problem) : null, problem.status !== 412 && el('p', { class: 'trouble' }, problemWords(problem)));
  }
}

function writing(bench, summary, report) {
  const field = el('textarea', { name: 'summary', rows: 4, maxlength: MAX });
  remember(field, `${bench.ticket.number}:ringkasan`);
  const typed = Boolean(field.value);
  field.value ||= summary.text || '';
  const submit = (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) { put(report, el('p', { class: 'trouble' }, 'Tulis dulu ringkasannya.')); field.focus(); return; }
    send(bench, 'summary', { text }, report, 'Ringkasan disimpan; menunggu persetujuan meja.');
  };
  return el('details', { class: 'correct', open: typed }, el('summary', {}, summary.text ? 'Tulis ulang …' : 'Tulis ringkasan …'), el('form', { novalidate: true, on: { submit } },
    labelled('Ringkasan untuk umum', field, { required: true, hint: 'Satu dua kalimat: apa masalahnya, apa yang dikerjakan. Tanpa nama, nomor, atau kata-kata pelapor.' }),
    el('button', { class: 'primary' }, 'Simpan sebagai rancangan')));
}

export function summaryPanel(bench) {
  const t = bench.ticket, s = bench.data.summary, report = el('div', { role: 'alert' });
  const secret = t.confidential || t.kind === 'whistleblowing';
  const approve = (yes) => send(bench, 'summary/approval', { approved: yes }, report, yes ? 'Ringkasan terbit untuk umum.' : 'Ringkasan ditarik. Halaman umum mengikutinya dalam beberapa menit.');
  return el('section', { class: 'panel', 'aria-labelledby': 'told-title' }, el('h2', { id: 'told-title' }, 'Ringkasan untuk umum'),
    secret && el('p', { class: 'soft' }, 'Laporan rahasia tidak pernah diumumkan.'),
    !secret && !s.text && el('p', { class: 'soft' }, 'Belum ada. Yang ditulis di sini baru terlihat umum setelah disetujui meja.'),
    s.text && el('blockquote', { class: 'public-text', dir: 'auto' }, s.text),
    s.text && el('p', { class: 'soft' }, el('span', { class: `tag ${s.approved ? 'status-closed' : 'status-received'}` }, s.approved ? 'Terbit' : 'Rancangan'),
      ` ditulis ${s.written_by}, ${moment(s.written_at)}`, s.approved && `; disetujui ${s.approved_by}, ${moment(s.approved_at)}`),
    s.text && isDesk() && (s.approved || !secret) && el('div', { class: 'form-foot' }, s.approved ? button('Tarik dari umum', () => approve(false), { class: 'danger' })
      : button('Setujui dan terbitkan', () => approve(true), { class: 'primary' })),
    report, !secret && mayWork(t) && writing(bench, s, report));
}
