// staff_tokens.js - tokens of an account, for programs that work in its name. A token is shown once.
import { call, get } from './api.js';
import { el, hidden, labelled, loading, option, put } from './dom.js';
import { loadInto } from './pages.js';
import { sender, twice } from './sender.js';
import { shortDay } from './words.js';

const SCOPE = { read: 'Membaca saja', write: 'Membaca dan mengubah' };

/** Shown until the page is left: the service keeps a fingerprint of it alone. */
export const shownOnce = (what, secret) => el('div', { class: 'note', role: 'status', tabindex: '-1' }, el('p', {}, `${what} hanya ditampilkan sekali ini. Salin sekarang, lalu simpan di tempat aman:`), el('p', {}, el('code', { class: 'secret-text' }, secret)));

function making(path, made) {
  const label = el('input', { name: 'label', maxlength: 64, autocomplete: 'off' });
  const scope = el('select', { name: 'scope' }, Object.entries(SCOPE).map(([code, words]) => option(code, words)));
  const days = el('input', { name: 'expires_days', type: 'number', min: 1, max: 3650, inputmode: 'numeric', value: '90' });
  const make = () => {
    const body = { label: label.value.trim(), scope: scope.value, expires_days: days.value ? Number(days.value) : null };
    if (!body.label) return { wrong: 'Isi dulu gunanya.' };
    if (days.value && !(Number.isInteger(body.expires_days) && body.expires_days >= 1 && body.expires_days <= 3650)) return { wrong: 'Berlaku 1 sampai 3650 hari.' };
    return { body };
  };
  return sender([labelled('Untuk apa', label, { required: true, hint: 'Misalnya: dasbor. Yang lama dengan nama sama berhenti berlaku.' }), labelled('Boleh', scope), labelled('Berlaku berapa hari', days, { optional: true, hint: 'Kosong: sampai dicabut.' })],
    'Buat token', make, async (body) => made((await call('POST', path, { body })).data));
}

export function tokensOf(name) {
  const path = `/api/v1/staff/${encodeURIComponent(name)}/tokens`, list = el('div', {}), fresh = el('div', {});
  const row = (t) => el('li', {}, el('strong', {}, t.label || 'Token akun'), el('span', { class: 'soft' }, ` ${SCOPE[t.scope]} · dibuat ${shortDay(t.created_at)} · ${t.expires_at ? `sampai ${shortDay(t.expires_at)}` : 'sampai dicabut'} `),
    twice('Cabut', 'Ya, cabut', async () => { await call('DELETE', `${path}/${t.id}`); await redraw(); }));
  async function redraw() {
    put(list, loading('Token'));
    await loadInto(list, 'Token', async () => {
      const { items } = await get(path);
      return items.length ? el('ul', { class: 'plain-list' }, items.map(row)) : el('p', { class: 'soft' }, 'Belum ada token.');
    }, redraw);
  }
  const form = making(path, async (made) => { put(fresh, shownOnce('Token', made.token)).firstChild.focus(); await redraw(); });
  const details = el('details', { class: 'correct', on: { toggle: () => { if (details.open && !list.children.length) redraw(); } } },
    el('summary', {}, 'Token untuk program …', hidden(` akun ${name}`)), el('p', { class: 'hint' }, 'Program yang memakainya bekerja atas nama akun ini.'), list, fresh, form);
  return details;
}
