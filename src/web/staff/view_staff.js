// view_staff.js - accounts: who may work here, as what, and whether they may still. For admins.
import { call, get } from './api.js';
import { button, el, labelled, loading, option, pageState, put, toast } from './dom.js';
import { ownDepartments, person } from './desk.js';
import { loadInto } from './pages.js';
import { sender } from './sender.js';
import { tokensOf } from './staff_tokens.js';
import { moment, problemWords, ROLE, shortDay } from './words.js';

const WORD_HINT = 'Sedikitnya 10 huruf. Sampaikan langsung kepada orangnya, jangan lewat pesan.';

function roleFields(role, department) {
  const roles = el('select', { name: 'role' }, Object.entries(ROLE).map(([code, name]) => option(code, name, code === role)));
  const units = el('select', { name: 'department' }, option('', 'Pilih …'), ownDepartments().map((d) => option(d.code, d.name, d.code === department)));
  const unit = labelled('Unit', units, { hint: 'Petugas hanya melihat laporan unitnya.' });
  const follow = () => { unit.hidden = roles.value !== 'officer'; };
  roles.addEventListener('change', follow);
  follow();
  return { nodes: [labelled('Peran', roles), unit], value: () => ({ role: roles.value, department: roles.value === 'officer' ? units.value : null }) };
}
const secret = (title, optional) => {
  const field = el('input', { type: 'password', name: 'password', autocomplete: 'new-password', minlength: 10, maxlength: 200 });
  return { field, node: labelled(title, field, { hint: WORD_HINT, optional }) };
};

function opening(redraw) {
  const name = el('input', { name: 'name', maxlength: 64, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' });
  const role = roleFields('officer', ''), word = secret('Kata sandi');
  const make = () => {
    const body = { name: name.value.trim(), ...role.value(), password: word.field.value };
    if (!/^[A-Za-z0-9._-]{1,64}$/.test(body.name)) return { wrong: 'Nama: huruf, angka, titik, garis; tanpa spasi.' };
    if (body.role === 'officer' && !body.department) return { wrong: 'Petugas perlu unit.' };
    if (body.password.length < 10) return { wrong: 'Kata sandi sedikitnya 10 huruf.' };
    if (!body.department) delete body.department;
    return { body };
  };
  return el('details', { class: 'panel' }, el('summary', {}, 'Buka akun baru …'), sender([labelled('Nama akun', name, { required: true }), role.nodes, word.node], 'Buka akun', make,
    async (body) => { await call('POST', '/api/v1/staff', { body }); toast(`Akun ${body.name} dibuka.`); await redraw(); }));
}

function account(a, redraw) {
  const path = `/api/v1/staff/${encodeURIComponent(a.name)}`, change = async (body, words) => { await call('PATCH', path, { body }); toast(words); await redraw(); };
  const role = roleFields(a.role, a.department?.code), word = secret('Kata sandi baru', true), report = el('div', { role: 'alert' });
  const make = () => {
    const body = {}, now = role.value();
    if (now.role === 'officer' && !now.department) return { wrong: 'Petugas perlu unit.' };
    if (now.role !== a.role) body.role = now.role;
    if (now.department !== (a.department?.code || null)) body.department = now.department;
    if (word.field.value) body.password = word.field.value;
    if (body.password && body.password.length < 10) return { wrong: 'Kata sandi sedikitnya 10 huruf.' };
    return Object.keys(body).length ? { body } : { wrong: 'Belum ada yang diubah.' };
  };
  const shut = button(a.disabled ? 'Aktifkan lagi' : 'Nonaktifkan', () => change({ disabled: !a.disabled }, a.disabled ? `${a.name} aktif lagi.` : `${a.name} tidak bisa masuk lagi.`)
    .catch((problem) => put(report, el('p', { class: 'trouble' }, problemWords(problem)))), { class: a.disabled ? '' : 'danger' });
  return el('li', { class: 'account' }, el('p', { class: 'account-head' }, el('strong', {}, a.name), el('span', { class: 'tag' }, ROLE[a.role]), a.department && el('span', {}, a.department.name),
    a.disabled && el('span', { class: 'tag outbox-failed' }, 'Nonaktif'), a.locked_until && Date.parse(a.locked_until) > Date.now() && el('span', { class: 'tag status-received' }, `Menunggu sampai ${moment(a.locked_until)}`),
    !a.has_password && el('span', { class: 'tag plain' }, 'Tanpa kata sandi'), el('span', { class: 'soft' }, `sejak ${shortDay(a.created_at)}`)),
  el('details', { class: 'correct' }, el('summary', {}, 'Ubah …', el('span', { class: 'visually-hidden' }, ` akun ${a.name}`)),
    sender([role.nodes, word.node], 'Simpan', make, (body) => change(body, `Akun ${a.name} diubah.`)), a.name !== person.name && el('div', { class: 'form-foot' }, shut), report),
  tokensOf(a.name));
}

export async function staffView(main, { signal }) {
  document.title = 'Akun · Lapor Kanda';
  if (person.role !== 'admin') { put(main, pageState('empty', 'Akun hanya diurus oleh admin')); return; }
  const body = el('div', { class: 'two-rows' }, loading('Akun'));
  put(main, el('div', { class: 'page-head' }, el('h1', {}, 'Akun'), el('p', { class: 'soft' }, 'Siapa yang boleh bekerja di sini, dan sebagai apa.')), body);
  const redraw = () => loadInto(body, 'Akun', async () => {
    const { items } = await get('/api/v1/staff', { signal });
    return [opening(redraw), el('ul', { class: 'entries' }, items.map((a) => account(a, redraw)))];
  }, redraw);
  await redraw();
}
