// view_reporter.js - somebody calls or stands at the counter and does not know the number: what they have
// reported. What is typed goes into no address, so that it stands in no history of this computer.
import { call } from './api.js';
import { el, hold, labelled, live, loading, option, pageState, put, state } from './dom.js';
import { isDesk } from './desk.js';
import { ticketRow } from './ticket_row.js';
import { problemWords } from './words.js';

const REASONS = [['call', 'Menelepon'], ['counter', 'Datang ke loket'], ['letter', 'Menulis surat atau surel'], ['other', 'Lainnya']];
/** The most that one answer holds. */
const ALL = 50;

const wishOf = (typed, reason) => (/^p-/i.test(typed) ? { ref: typed, reason } : { phone: typed, reason });

export async function reporterView(main, { signal }) {
  document.title = 'Cari pelapor · Lapor Kanda';
  if (!isDesk()) { put(main, pageState('empty', 'Hanya meja yang mencari pelapor', 'Hubungi operator meja.')); return; }
  const who = el('input', { name: 'who', inputmode: 'tel', maxlength: 40, autocomplete: 'off', spellcheck: 'false' });
  const reason = el('select', { name: 'reason' }, REASONS.map(([code, name]) => option(code, name)));
  const report = el('div', { role: 'alert' }), send = el('button', { class: 'primary' }, 'Cari');
  const summary = live({ class: 'list-summary' }), list = el('ol', { class: 'entries' }), below = el('div', { class: 'below' });
  const show = (items) => {
    put(below, items.length ? null : state('empty', 'Tidak ada laporan dari nomor itu', 'Mungkin dikirim dari nomor lain: tanyakan nomornya, atau catat sebagai laporan baru.', el('a', { href: '/staff/laporan/baru' }, 'Catat laporan')));
    for (const t of items) list.append(ticketRow(t));
    summary.textContent = items.length === ALL ? `${ALL} laporan terbaru` : items.length ? `${items.length} laporan` : '';
  };
  const submit = async (event) => {
    event.preventDefault();
    const typed = who.value.trim();
    put(report); put(list); put(below); summary.textContent = '';
    if (!typed) { put(report, el('p', { class: 'trouble' }, 'Nomor telepon perlu diisi.')); who.focus(); return; }
    const release = hold(send);
    put(below, loading('Laporan'));
    try {
      show((await call('POST', '/api/v1/reporters/search', { body: wishOf(typed, reason.value), signal })).data.items);
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      put(below);
      put(report, el('p', { class: 'trouble' }, problem.status === 422 ? 'Tulis nomor telepon lengkap, misalnya 0812-0000-0001, atau kode pelapor seperti P-3F7K.' : problemWords(problem)));
      who.focus();
    } finally {
      release();
    }
  };
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Cari pelapor'), summary),
    el('form', { class: 'panel narrow', novalidate: true, on: { submit } },
      el('p', { class: 'soft' }, 'Untuk pelapor yang tidak ingat nomor laporannya. Setiap pencarian tercatat di jejak audit, tanpa nomor teleponnya.'),
      el('div', { class: 'pair' },
        labelled('Nomor telepon atau kode pelapor', who, { required: true, hint: 'Nomor lengkap, misalnya 0812-0000-0001.' }),
        labelled('Mengapa dicari', reason)),
      report, el('div', { class: 'form-foot' }, send)),
    list, below);
  who.focus();
}
