// keys.js - single keys for who has eighty tickets to go through. They can be turned off (WCAG
// 2.1.4), and never work while somebody types.
import { button, el } from './dom.js';

const SWITCH = 'kanda:keys';
const isOn = () => { try { return localStorage.getItem(SWITCH) !== 'off'; } catch { return true; } };

const KEYS = [
  ['j', 'laporan berikutnya'], ['k', 'laporan sebelumnya'], ['Enter', 'buka laporan'], ['x', 'pilih atau lepas laporan'], ['a', 'pilih semua yang tampil'],
  ['/', 'cari'], ['u', 'kembali ke daftar'], ['b', 'tulis balasan'], ['c', 'tulis catatan'], ['?', 'tampilkan pintasan ini'],
];
const actions = new Map();

/** A view says what a key does as long as it is shown. */
export function onKey(key, run, signal) {
  actions.set(key, run);
  signal?.addEventListener('abort', () => { if (actions.get(key) === run) actions.delete(key); });
}

const typing = (node) => node.closest?.('input:not([type=checkbox]), textarea, select, dialog, [contenteditable]');

export function startKeys() {
  actions.set('?', helpDialog);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !isOn()) return;
    const run = actions.get(event.key);
    if (!run) return;
    event.preventDefault();
    run();
  });
}

export function helpDialog() {
  const on = el('input', { type: 'checkbox', checked: isOn(), on: { change: () => {
    try { localStorage.setItem(SWITCH, on.checked ? 'on' : 'off'); } catch { /* then for this page alone */ }
  } } });
  const dialog = el('dialog', { class: 'dialog', 'aria-labelledby': 'keys-title', on: { close: () => dialog.remove() } },
    el('h2', { id: 'keys-title' }, 'Pintasan papan tik'),
    el('dl', { class: 'keys' }, KEYS.map(([key, what]) => el('div', {}, el('dt', {}, el('kbd', {}, key)), el('dd', {}, what)))),
    el('label', { class: 'check' }, on, 'Pintasan satu huruf menyala'),
    button('Tutup', () => dialog.close(), { class: 'primary' }));
  document.body.append(dialog);
  dialog.showModal();
}
