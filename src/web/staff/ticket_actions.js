// ticket_actions.js - what may be done now: only moves that the table allows this person. Each opens
// a small form with what it needs, and says whether the citizen is told.
import { keyDone, keyFor } from './api.js';
import { button, el, fresh, hold, labelled, option, put } from './dom.js';
import { conflictNote } from './conflict.js';
import { externalBodies, isDesk, ownDepartments } from './desk.js';
import { readDraft, remember, writeDraft } from './drafts.js';
import { fileField, proofs } from './ticket_files.js';
import { isOpen, handsOver, mayAssign, mayWork, movesFor, moveWords } from './moves.js';
import { dayOf, problemWords } from './words.js';

/** A form that is closed until its button is pressed. fields: [{name, node, draft}] */
function openable(bench, { id, title, hint, tells, primary, fields = [], make, path, method = 'POST', done, danger, gone }) {
  const panelId = fresh('act'), trouble = el('div', { role: 'alert' });
  const go = el('button', { class: danger ? 'danger' : 'primary' }, title);
  const close = () => { panel.hidden = true; opener.setAttribute('aria-expanded', 'false'); };
  const submit = async (event) => {
    event.preventDefault();
    put(trouble);
    const wrong = fields.find((f) => f.required && !f.field.value.trim());
    if (wrong) { put(trouble, el('p', { class: 'trouble' }, `${wrong.title} perlu diisi.`)); wrong.field.focus(); return; }
    const body = make();
    const form = `${bench.ticket.number}:${id}`;
    const release = hold(go);
    try {
      await bench.send(method, path, body, { key: method === 'POST' ? keyFor(form, body) : undefined });
      keyDone(form);
      for (const f of fields) if (f.draft) writeDraft(f.draft, '');
      await (gone ? bench.gone(done) : bench.done(done || `${title}: tersimpan.`));
    } catch (problem) {
      put(trouble, problem.changes ? conflictNote(problem) : null, problem.status !== 412 && el('p', { class: 'trouble' }, problemWords(problem)));
    } finally {
      release();
    }
  };
  const opener = button(title, () => {
    const open = panel.hidden;
    panel.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
    if (open) (fields[0]?.field || go).focus();
  }, { class: primary ? 'primary' : '', 'aria-expanded': 'false', 'aria-controls': panelId });
  const panel = el('form', { id: panelId, class: 'act-form', novalidate: true, hidden: true, on: { submit, keydown: (e) => { if (e.key === 'Escape') { close(); opener.focus(); } } } },
    hint && el('p', { class: 'hint' }, hint), fields.map((f) => f.block),
    el('p', { class: tells ? 'tells' : 'hint' }, tells ? 'Pelapor diberi tahu lewat WhatsApp.' : 'Pelapor tidak diberi tahu.'),
    trouble, el('div', { class: 'form-foot' }, go, button('Batal', () => { close(); opener.focus(); }, { class: 'quiet' })));
  if (fields.some((f) => f.draft && readDraft(f.draft))) { panel.hidden = false; opener.setAttribute('aria-expanded', 'true'); }
  return el('div', { class: 'act' }, opener, panel);
}

function text(bench, id, name, title, { required, hint, max = 600 } = {}) {
  const draft = `${bench.ticket.number}:${id}:${name}`;
  const field = remember(el('textarea', { rows: 3, maxlength: max, name }), draft);
  return { field, title, required, draft, block: labelled(title, field, { required, hint, optional: !required }) };
}
function choice(bench, id, title, name, rows, chosen) {
  const draft = `${bench.ticket.number}:${id}:${name}`;
  const field = remember(el('select', { name }, option('', 'Pilih …'), rows.map((r) => option(r.code, r.name, r.code === chosen))), draft);
  return { field, title, required: true, draft, block: labelled(title, field, { required: true }) };
}

/* --- moves --- */

const MESSAGE_TITLE = { awaiting_reporter: 'Pertanyaan untuk pelapor', resolved: 'Apa yang sudah dikerjakan', in_progress: 'Pesan untuk pelapor' };

function moveForm(bench, move, primary) {
  const id = move.outcome || `${move.to}-${bench.ticket.status}`, words = moveWords(move, bench.ticket);
  const needs = (what) => move.needs.includes(what);
  const fields = [], parts = {};
  const proof = move.to === 'resolved' ? proofs(bench) : null;
  const takesMessage = needs('message') || (move.tells && (move.to === 'resolved' || (move.to === 'in_progress' && bench.ticket.status === 'assigned')));
  if (takesMessage) fields.push(parts.message = text(bench, id, 'message', MESSAGE_TITLE[move.to] || 'Pesan untuk pelapor', { required: needs('message') }));
  if (needs('department')) fields.push(parts.department = choice(bench, id, 'Instansi', 'department', externalBodies(), ''), parts.contact = text(bench, id, 'contact', 'Cara menghubunginya', { max: 160,
    hint: 'Nomor atau saluran instansi itu, satu kalimat, misalnya: Silakan hubungi 0335-000000. Kosong: yang tercatat di tabel meja.' }));
  if (needs('into')) {
    const draft = `${bench.ticket.number}:${id}:into`;
    const field = remember(el('input', { name: 'into', placeholder: 'LK26-00042-7', autocapitalize: 'characters', spellcheck: 'false' }), draft);
    fields.push(parts.into = { field, draft, title: 'Nomor laporan tujuan', required: true, block: labelled('Nomor laporan tujuan', field, { required: true }) });
  }
  if (needs('reason') || needs('department')) fields.push(parts.reason = text(bench, id, 'reason', 'Alasan', { required: needs('reason') }));
  if (proof) fields.push({ field: proof.block, block: [needs('proof') && el('p', { class: 'note' }, 'Meja ini mensyaratkan bukti pekerjaan.'), proof.block] });
  const make = () => {
    const body = { to: move.to };
    if (move.outcome) body.outcome = move.outcome;
    for (const [name, part] of Object.entries(parts)) if (part.field.value.trim()) body[name] = name === 'contact' ? part.field.value.trim().replace(/\s+/g, ' ') : part.field.value.trim();
    if (proof && proof.chosen().length) body.proof = proof.chosen();
    return body;
  };
  return openable(bench, { id, ...words, tells: move.tells, primary, fields, make, path: 'transitions', danger: move.outcome === 'rejected' });
}

/* --- the others --- */

function assignForm(bench, primary) {
  const t = bench.ticket, hands = handsOver(t), again = hands || t.status === 'assigned';
  const own = ownDepartments(), proposed = again || !own.some((d) => d.code === t.department.code) ? '' : t.department.code;
  const unit = choice(bench, 'disposisi', 'Unit', 'department', again ? own.filter((d) => d.code !== t.department.code) : own, proposed);
  const note = text(bench, 'disposisi', 'note', hands ? 'Alasan, untuk unit itu' : 'Catatan untuk unit', { max: 2000, required: hands });
  return openable(bench, { id: 'disposisi', title: again ? 'Alihkan ke unit lain' : 'Disposisikan', tells: true, primary, fields: [unit, note], path: 'assignments',
    hint: hands ? 'Unit Anda tidak melihat laporan ini lagi. Tenggatnya tetap berjalan. Bila salah, unit itu mengembalikannya ke meja.' : again ? '' : proposed ? `Usulan program: ${t.department.name}.` : 'Pemilik sekarang bukan unit kabupaten. Pilih unit, atau teruskan ke instansi lain.',
    gone: hands, done: hands ? 'Laporan dialihkan.' : undefined,
    make: () => ({ department: unit.field.value, ...(note.field.value.trim() ? { note: note.field.value.trim() } : {}) }) });
}

function promiseForm(bench) {
  const tomorrow = dayOf(Date.now() + 86400000);
  const draft = `${bench.ticket.number}:janji:date`, field = remember(el('input', { type: 'date', name: 'date', min: tomorrow }), draft);
  const date = { field, draft, title: 'Tanggal baru', required: true, block: labelled('Tanggal baru', field, { required: true, hint: 'Hari kerja setelah hari ini, paling jauh 60 hari kerja.' }) };
  const reason = text(bench, 'janji', 'reason', 'Alasan untuk pelapor', { required: true });
  return openable(bench, { id: 'janji', title: 'Janjikan hari lain', tells: true, fields: [date, reason], path: 'promises', done: 'Tanggal baru dijanjikan kepada pelapor.',
    make: () => ({ date: field.value, reason: reason.field.value.trim() }) });
}

function reasonForm(bench, id, title, path, hint) {
  const reason = text(bench, id, 'reason', 'Alasan', { required: true });
  return openable(bench, { id, title, hint, tells: id === 'perpanjang' || id === 'pisah', fields: [reason], path, make: () => ({ reason: reason.field.value.trim() }) });
}

export function actionPanel(bench) {
  const t = bench.ticket;
  const moves = movesFor(t), on = moves.filter((m) => m.to !== 'closed'), ends = moves.filter((m) => m.to === 'closed');
  const assign = mayAssign(t);
  const acts = [];
  const assignFirst = t.status === 'received' || t.status === 'verified';
  if (assign && assignFirst) acts.push(assignForm(bench, true));
  on.forEach((m, i) => acts.push(moveForm(bench, m, !assignFirst && i === preferred(on, t))));
  if (assign && !assignFirst) acts.push(assignForm(bench, false));
  if (mayWork(t) && isOpen(t) && t.status !== 'resolved' && !t.paused_since) acts.push(promiseForm(bench));
  if (mayWork(t) && t.kind === 'information' && isOpen(t) && !t.extended && t.due_at)
    acts.push(reasonForm(bench, 'perpanjang', 'Perpanjang 7 hari kerja', 'extensions', 'Permintaan informasi boleh diperpanjang sekali.'));
  if (isDesk()) acts.push(t.reporter.blocked ? reasonForm(bench, 'buka-blokir', 'Buka balasan otomatis', 'unblock', 'Pelapor dibalas lagi.')
    : reasonForm(bench, 'blokir', 'Hentikan balasan otomatis', 'block', 'Pelapor tidak dibalas lagi; pesannya tetap dicatat.'));
  if (isDesk() && t.outcome === 'merged') acts.push(reasonForm(bench, 'pisah', 'Pisahkan lagi', 'unmerge', 'Laporan ini hidup sendiri lagi.'));
  if (mayWork(t) && isOpen(t)) acts.push(el('details', { class: 'correct' }, el('summary', {}, 'Tambah berkas …'), fileField(bench, 'Pilih foto atau PDF', () => {})));
  const opens = (m) => ['message', 'reason', 'department', 'into'].some((name) => readDraft(`${t.number}:${m.outcome || `${m.to}-${t.status}`}:${name}`));
  return el('section', { class: 'panel acts', 'aria-labelledby': 'acts-title' }, el('h2', { id: 'acts-title' }, 'Tindakan'),
    acts.length === 0 && ends.length === 0
      ? el('p', { class: 'soft' }, mayWork(t) ? 'Tidak ada langkah lagi untuk laporan ini.' : 'Peran Anda membaca saja.') : null,
    acts, ends.length > 0 && el('details', { class: 'ends', open: ends.some(opens) }, el('summary', {}, 'Tutup laporan …'), ends.map((m) => moveForm(bench, m, false))));
}
/** The step that most tickets take next. */
function preferred(moves, t) {
  const next = { received: 'verified', assigned: 'in_progress', in_progress: 'resolved', awaiting_reporter: 'in_progress' }[t.status];
  return moves.findIndex((m) => m.to === next);
}
