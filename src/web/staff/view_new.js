// view_new.js - a report that came by phone, at the desk or from social media, in as few fields as can be.
import { call, keyDone, keyFor } from './api.js';
import { el, hold, labelled, option, pageState, put, toast } from './dom.js';
import { desk, isDesk, placeName } from './desk.js';
import { remember, writeDraft } from './drafts.js';
import { go } from './router.js';
import { KIND, problemWords, SOURCE } from './words.js';

export async function newView(main) {
  document.title = 'Catat laporan · Lapor Kanda';
  if (!isDesk()) { put(main, pageState('empty', 'Hanya meja yang mencatat laporan', 'Hubungi operator meja.')); return; }
  const f = {
    text: remember(el('textarea', { name: 'text', rows: 5, maxlength: 2000 }), 'baru:text'),
    source: remember(el('select', { name: 'source' }, Object.entries(SOURCE).filter(([code]) => code !== 'whatsapp').map(([code, name]) => option(code, name))), 'baru:source'),
    category: remember(el('select', { name: 'category' }, option('', 'Belum jelas'), desk.categories.map((c) => option(c.code, c.name))), 'baru:category'),
    kind: remember(el('select', { name: 'kind' }, option('', 'Menurut hal'), Object.entries(KIND).map(([code, name]) => option(code, name))), 'baru:kind'),
    place: remember(el('input', { name: 'place', list: 'all-places', autocomplete: 'off' }), 'baru:place'),
    name: remember(el('input', { name: 'name', maxlength: 100, autocomplete: 'off' }), 'baru:name'),
    phone: remember(el('input', { name: 'phone', type: 'tel', maxlength: 20, autocomplete: 'off' }), 'baru:phone'),
  };
  const report = el('div', { role: 'alert' }), send = el('button', { class: 'primary' }, 'Catat laporan');
  const submit = async (event) => {
    event.preventDefault();
    put(report);
    const typed = f.place.value.trim(), place = desk.places.find((p) => placeName(p.code).toLowerCase() === typed.toLowerCase());
    const wrong = (field, text) => { put(report, el('p', { class: 'trouble' }, text)); field.focus(); };
    if (!f.text.value.trim()) return wrong(f.text, 'Isi laporan perlu diisi.');
    if (typed && !place) return wrong(f.place, 'Tempat: pilih salah satu dari daftar.');
    const body = {};
    for (const [name, field] of Object.entries(f)) if (name !== 'place' && field.value.trim()) body[name] = field.value.trim();
    if (place) body.place = place.code;
    const release = hold(send);
    try {
      const { data } = await call('POST', '/api/v1/tickets', { body, key: keyFor('baru', body) });
      keyDone('baru');
      for (const name of ['text', 'source', 'category', 'kind', 'place', 'name', 'phone']) writeDraft(`baru:${name}`, '');
      toast(data.told ? 'Tercatat, dan pelapor dikabari lewat WhatsApp.' : 'Tercatat. Pelapor tidak dikabari, karena tidak ada nomor WhatsApp: sampaikan nomornya sendiri.');
      go(`/staff/laporan/${data.number}`);
    } catch (problem) {
      put(report, el('p', { class: 'trouble' }, problemWords(problem)));
    } finally {
      release();
    }
  };
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Catat laporan')), el('form', { class: 'panel narrow', novalidate: true, on: { submit } },
    el('datalist', { id: 'all-places' }, desk.places.map((p) => el('option', { value: placeName(p.code) }))),
    labelled('Isi laporan', f.text, { required: true, hint: 'Dengan kata-kata pelapor. Jangan tulis NIK atau nomor telepon di sini.' }),
    el('div', { class: 'pair' }, labelled('Lewat', f.source), labelled('Tempat', f.place, { optional: true, hint: 'Desa atau kecamatan.' })),
    el('div', { class: 'pair' }, labelled('Hal', f.category), labelled('Jenis', f.kind)),
    el('div', { class: 'pair' }, labelled('Nama pelapor', f.name, { optional: true }),
      labelled('Nomor WhatsApp', f.phone, { optional: true, hint: 'Kalau diisi, pelapor mendapat kabar di sana.' })),
    report, el('div', { class: 'form-foot' }, send)));
  f.text.focus();
}
