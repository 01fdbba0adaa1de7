// ticket_reply.js - words to the citizen, and words among colleagues. What is typed is kept until it
// was sent, whatever happens in between.
import { get, keyDone, keyFor } from './api.js';
import { button, el, fresh, hold, labelled, put } from './dom.js';
import { readDraft, remember, writeDraft } from './drafts.js';
import { onKey } from './keys.js';
import { isOpen } from './moves.js';
import { conflictNote } from './conflict.js';
import { sentFile } from './ticket_files.js';
import { moment, problemWords } from './words.js';

const WORDS_MAX = 2000, WITH_FILE_MAX = 600;

function windowNote(data) {
  if (data.replyUntil) return el('p', { class: 'window open' }, 'Pelapor bisa dibalas bebas sampai ', el('strong', {}, moment(data.replyUntil)), '.');
  return el('p', { class: 'window shut' }, el('strong', {}, 'Jendela 24 jam sudah tutup. '),
    'WhatsApp mengizinkan pesan bebas lagi setelah pelapor menulis. Kabar dari tindakan (mulai, selesai, janji baru) dikirim lewat template, atau menunggu sampai ia menulis.');
}

function shut(problem) {
  return el('div', { class: 'conflict' }, el('p', {}, problemWords(problem)),
    problem.template && el('p', {}, 'Yang bisa dikirim sekarang: template ', el('code', {}, problem.template), ', lewat tindakan di atas.'));
}

/** Canned answers: a choice fills the field, behind what is there already, and sends nothing. */
function canned(bench, signal, fill) {
  const id = fresh('canned'), choice = el('select', { id, 'aria-describedby': `${id}-h` }, el('option', { value: '' }, 'Pilih …'));
  const block = el('div', { class: 'field canned', hidden: true }, el('label', { for: id }, 'Jawaban siap pakai'), choice,
    el('p', { class: 'hint', id: `${id}-h` }, 'Mengisi kotak di bawah. Baca dan ubah dulu, lalu kirim.'));
  get(`/api/v1/tickets/${bench.ticket.number}/canned`, { signal, quiet: true }).then(({ items }) => {
    for (const a of items) choice.append(el('option', { value: a.code }, a.title));
    block.hidden = items.length === 0;
    choice.addEventListener('change', () => {
      const chosen = items.find((a) => a.code === choice.value);
      choice.value = '';
      if (chosen) fill(chosen.text);
    });
  }, () => {}); // without them a reply is typed as ever
  return block;
}

/** One box: its own draft, its own key, its own troubles. */
function box(bench, { id, path, label, hint, send, sent, before, file }) {
  const t = bench.ticket, draft = `${t.number}:${id}`;
  const field = remember(el('textarea', { rows: 4, maxlength: WORDS_MAX, name: id }), draft);
  const trouble = el('div', { role: 'alert' });
  const left = el('span', { class: 'soft' });
  const counting = () => { left.textContent = field.value.length > WORDS_MAX - 300 ? `sisa ${WORDS_MAX - field.value.length} huruf` : ''; };
  field.addEventListener('input', counting);
  counting();
  const go = el('button', { class: 'primary' }, send);
  const submit = async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    put(trouble);
    if (!text) { put(trouble, el('p', { class: 'trouble' }, 'Tulis dulu isinya.')); field.focus(); return; }
    const attachment = file?.id() || undefined;
    if (attachment && text.length > WITH_FILE_MAX) { put(trouble, el('p', { class: 'trouble' }, `Bersama berkas, balasan paling panjang ${WITH_FILE_MAX} huruf. Sekarang ${text.length}.`)); field.focus(); return; }
    const body = attachment ? { text, attachment } : { text };
    const release = hold(go);
    try {
      await bench.send('POST', path, body, { key: keyFor(draft, body) });
      keyDone(draft);
      writeDraft(draft, '');
      field.value = '';
      file?.clear();
      await bench.done(sent);
    } catch (problem) {
      put(trouble, problem.status === 412 ? conflictNote(problem)
        : problem.code === 'window_closed' ? shut(problem) : el('p', { class: 'trouble' }, problemWords(problem)));
    } finally {
      release();
    }
  };
  const form = el('form', { class: 'box', novalidate: true, on: { submit } }, before,
    labelled(label, field, { hint }), file?.shown, trouble, el('div', { class: 'form-foot' }, go, left), file?.block);
  const fill = (text) => {
    field.value = [field.value.trim(), text].filter(Boolean).join('\n\n').slice(0, WORDS_MAX);
    field.dispatchEvent(new Event('input'));
    field.focus();
  };
  return { form, field, fill };
}

export function replyPanel(bench, signal) {
  const reply = box(bench, { id: 'balasan', path: 'replies', label: 'Balasan untuk pelapor', send: 'Kirim balasan', sent: 'Balasan dikirim.',
    hint: 'Dikirim lewat WhatsApp atas nama unit; nomor pelapor tetap tersembunyi.', before: windowNote(bench.data),
    file: bench.data.replyUntil ? sentFile(bench) : null });
  if (bench.data.replyUntil) reply.field.closest('.field').before(canned(bench, signal, reply.fill));
  const note = box(bench, { id: 'catatan', path: 'notes', label: 'Catatan untuk rekan', send: 'Simpan catatan', sent: 'Catatan disimpan.',
    hint: 'Hanya terlihat oleh petugas, tidak pernah oleh pelapor.' });
  const noteFirst = !readDraft(`${bench.ticket.number}:balasan`) && Boolean(readDraft(`${bench.ticket.number}:catatan`));
  const tabs = [['Balasan', reply], ['Catatan', note]].map(([title, part], i) => {
    const tab = button(title, () => choose(i), { role: 'tab', id: `tab-${i}`, 'aria-controls': `tab-panel-${i}` });
    const panel = el('div', { role: 'tabpanel', id: `tab-panel-${i}`, 'aria-labelledby': `tab-${i}` }, part.form);
    tab.addEventListener('keydown', (e) => { if (e.key === 'ArrowRight' || e.key === 'ArrowLeft') { choose(1 - i); tabs[1 - i].tab.focus(); } });
    return { tab, panel, part };
  });
  function choose(at) {
    tabs.forEach(({ tab, panel }, i) => {
      tab.setAttribute('aria-selected', String(i === at));
      tab.tabIndex = i === at ? 0 : -1;
      panel.hidden = i !== at;
    });
  }
  choose(noteFirst ? 1 : 0);
  onKey('b', () => { choose(0); reply.field.focus(); }, signal);
  onKey('c', () => { choose(1); note.field.focus(); }, signal);
  return el('section', { id: 'write', class: 'panel write', 'aria-label': isOpen(bench.ticket) ? 'Tulis' : 'Tulis (laporan sudah ditutup)' },
    el('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Tulis' }, tabs.map((t) => t.tab)), tabs.map((t) => t.panel));
}
