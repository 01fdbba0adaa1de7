// numbers_files.js - what an office hands in: the evidence of a month, the register of requests for information.
import { query as toQuery } from './api.js';
import { el, labelled, option } from './dom.js';
import { isDesk, person } from './desk.js';
import { lastMonths, longMonth } from './months.js';

const file = (words) => el('a', { class: 'btn', download: true }, words);

/** The newest month that is over stands first; this one so far may be wanted too. */
function evidence() {
  const [now, ...over] = lastMonths(13).reverse(), link = file('Unduh bukti bulanan (ZIP)');
  const pick = el('select', { name: 'bukti', on: { change: () => show() } }, [...over, now].map((month) => option(month, longMonth(month))));
  const show = () => { link.href = `/api/v1/export/evidence.zip${toQuery({ month: pick.value })}`; };
  show();
  return el('section', {}, el('h3', {}, 'Bukti bulanan'),
    el('p', { class: 'hint' }, 'Untuk Kemendagri dan Ombudsman: halaman cetak dengan grafik, CSV, dan sidik jari tiap berkas. Nama dan nomor disamarkan.'),
    el('div', { class: 'file-pick' }, labelled('Bulan', pick), link));
}

function register() {
  const link = (ext, words) => { const a = file(words); a.href = `/api/v1/export/information.${ext}`; return el('li', {}, a); };
  return el('section', {}, el('h3', {}, 'Register permintaan informasi'),
    el('p', { class: 'hint' }, person.role === 'officer' ? 'Permintaan informasi di unit Anda, dengan batas waktu 10 + 7 hari kerja.' : 'Untuk PPID: tiap permintaan dengan batas waktu 10 + 7 hari kerja, jawabannya, dan keputusannya.'),
    el('ul', { class: 'download-list' }, link('csv', 'Unduh register (CSV)'), link('json', 'Unduh register (JSON)')));
}

export const reportFiles = () => el('section', { class: 'panel', 'aria-labelledby': 'files-title' }, el('h2', { id: 'files-title' }, 'Berkas untuk pelaporan'),
  el('div', { class: 'two' }, (isDesk() || person.role === 'supervisor') && evidence(), register()));
