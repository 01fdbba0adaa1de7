// ticket_reporter.js - who reported, masked; the desk may open it with a reason, which is an audit line.
import { call } from './api.js';
import { button, el, labelled, put } from './dom.js';
import { isDesk } from './desk.js';
import { remember, writeDraft } from './drafts.js';
import { pinMap } from './map.js';
import { moment, problemWords } from './words.js';

const SHOWN_MS = 60000;

const fact = (name, value) => el('div', {}, el('dt', {}, name), el('dd', { dir: 'auto' }, value));

function opener(t, facts) {
  const draft = `${t.number}:identitas`, report = el('div', { role: 'alert' });
  const reason = remember(el('input', { name: 'reason', maxlength: 500, autocomplete: 'off' }), draft);
  const shown = el('div', { 'aria-live': 'polite' });
  const submit = async (event) => {
    event.preventDefault();
    put(report);
    if (!reason.value.trim()) { put(report, el('p', { class: 'trouble' }, 'Alasan perlu diisi.')); reason.focus(); return; }
    try {
      const { data } = await call('POST', `/api/v1/tickets/${t.number}/identity`, { body: { reason: reason.value.trim() } });
      writeDraft(draft, '');
      reason.value = '';
      details.open = false;
      const hide = () => { const had = shown.contains(document.activeElement); put(shown); if (had) details.querySelector('summary').focus(); };
      put(shown, el('div', { class: 'identity' }, el('dl', { class: 'facts' }, fact('Nama', data.name || 'tidak diketahui'),
        fact('Nomor', data.phone ? el('a', { href: `tel:+${data.phone}` }, `+${data.phone}`) : 'tidak diketahui'), data.username && fact('Nama pengguna', data.username)),
      el('p', { class: 'hint' }, 'Pembukaan ini tercatat dalam jejak audit. Tersembunyi lagi dalam satu menit.'), button('Sembunyikan', hide, { class: 'small' })));
      shown.querySelector('button').focus();
      setTimeout(hide, SHOWN_MS);
    } catch (problem) {
      put(report, el('p', { class: 'trouble' }, problemWords(problem)));
    }
  };
  const details = el('details', { class: 'correct' }, el('summary', {}, 'Buka identitas …'), el('form', { novalidate: true, on: { submit } },
    labelled('Alasan', reason, { required: true, hint: 'Misalnya: perlu ditelepon karena alamat tidak jelas.' }), report, el('button', { class: 'primary' }, 'Buka identitas')));
  return [facts, shown, details];
}

export function reporterPanel(bench) {
  const t = bench.ticket, r = t.reporter;
  const facts = el('dl', { class: 'facts' }, fact('Pelapor', r.ref), fact('Nama', r.name || (t.confidential ? 'dirahasiakan' : 'tidak diketahui')),
    fact('Nomor', r.phone || (t.confidential ? 'dirahasiakan' : 'tidak diketahui')), t.supporters > 1 && fact('Ikut melapor', `${t.supporters} orang mendapat kabarnya`));
  return el('section', { class: 'panel', 'aria-labelledby': 'who-title' }, el('h2', { id: 'who-title' }, 'Pelapor dan lokasi'),
    t.confidential && el('p', { class: 'note' }, 'Pelapor meminta dirahasiakan.'),
    r.blocked && el('p', { class: 'note' }, 'Balasan otomatis untuk pelapor ini dihentikan. Pesannya tetap dicatat.'),
    r.unreachable_since && el('p', { class: 'note trouble' }, `WhatsApp tidak dapat mengantar pesan kepada pelapor sejak ${moment(r.unreachable_since)}. Balasan langsung masuk daftar gagal sampai pelapor menulis lagi; setelah setengah hari satu balasan dicoba lagi. Hubungi lewat jalan lain.`),
    t.explanation?.third_party && el('p', { class: 'note' }, 'Melapor untuk orang lain. Yang disebut di dalamnya bukan pelapor dan mungkin tidak tahu: tanyakan dulu kepada yang bersangkutan.'),
    isDesk() ? opener(t, facts) : facts, t.location && !bench.data.messages.some((m) => m.location) && pinMap(t.location));
}
