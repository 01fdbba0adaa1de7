// ticket_why.js - why the program chose this matter, unit and place, and how to correct it: with one
// tap where it had doubts, else by choosing.
import { button, el, labelled, option, put } from './dom.js';
import { conflictNote } from './conflict.js';
import { category, categoryName, categoryOwner, departmentName, desk, isDesk, placeName, ticketPlace } from './desk.js';
import { readDraft, remember, writeDraft } from './drafts.js';
import { isOpen } from './moves.js';
import { KIND, PRIORITY, problemWords } from './words.js';

const BY = { rules: 'kata kunci', model: 'contoh laporan sebelumnya', both: 'kata kunci dan contoh laporan sebelumnya' };
const words = (list) => list.flatMap((w, i) => [i ? ', ' : '', el('q', {}, w)]);
const texts = (value) => (Array.isArray(value) ? value.filter((w) => typeof w === 'string') : []);
/** Each once, and none that a longer one says too: "jalan" beside "jalan berlubang". */
const told = (list) => [...new Set(list)].filter((w, i, all) => !all.some((longer) => longer !== w && ` ${longer} `.includes(` ${w} `)));

function reasons(t) {
  const x = t.explanation || {}, lines = [];
  const because = told([...texts(x.words), ...texts(x.model_words)]).slice(0, 8), where = told(texts(x.place_words)), urgent = told(texts(x.urgent_words));
  const chosen = x.category && x.category !== t.category;
  if (because.length) lines.push(['Kata yang menentukan', words(because)]);
  if (x.decided_by) lines.push(['Diputuskan dari', `${BY[x.decided_by] || x.decided_by}, ${x.sure ? 'yakin' : 'belum yakin'}`]);
  if (where.length) lines.push(['Kata tentang tempat', words(where)]);
  else if (t.location) lines.push(['Tempat dari', 'titik lokasi yang dikirim pelapor']);
  if (urgent.length) lines.push(['Kata mendesak', words(urgent)]);
  if (chosen) lines.push(['Semula dipahami sebagai', categoryName(x.category)]);
  return lines;
}

/** Other matters that the program had in mind: the runner-up, and one for each other unit. */
function others(t) {
  const x = t.explanation || {}, found = [];
  const offer = (code) => { if (code && code !== t.category && category(code) && !found.includes(code)) found.push(code); };
  if (x.next_score * 3 >= x.score) offer(x.next);
  for (const unit of x.sure ? [] : texts(x.candidates)) {
    if (unit === t.department.code || found.some((c) => categoryOwner(c) === unit)) continue;
    offer(desk.categories.find((c) => c.department === unit)?.code);
  }
  return found.slice(0, 3);
}

/** Villages of one name, of which only the citizen or somebody here knows which is meant. */
const namesakes = (t) => (t.village ? [] : texts(t.explanation?.namesakes).filter((code) => placeName(code) !== code).slice(0, 4));

function placeList() {
  const list = el('datalist', { id: 'places' });
  for (const p of desk.places) list.append(el('option', { value: placeName(p.code) }));
  return list;
}
const placeCode = (typed) => desk.places.find((p) => placeName(p.code).toLowerCase() === typed.toLowerCase())?.code;

function correctForm(bench, report) {
  const t = bench.ticket, now = t.village || t.district;
  const fields = {
    category: el('select', { name: 'category' }, desk.categories.map((c) => option(c.code, c.department ? `${c.name} (${departmentName(c.department)})` : c.name, c.code === t.category))),
    kind: el('select', { name: 'kind' }, Object.entries(KIND).map(([code, name]) => option(code, name, code === t.kind))),
    priority: el('select', { name: 'priority' }, Object.entries(PRIORITY).map(([code, name]) => option(code, name, code === t.priority))),
    place: el('input', { name: 'place', list: 'places', autocomplete: 'off', value: now ? placeName(now.code) : '' }),
  };
  const draft = (name) => `${t.number}:perbaiki:${name}`, names = Object.keys(fields);
  for (const name of names) {
    const kept = readDraft(draft(name));
    if (name === 'place' && kept) fields.place.value = kept;
    remember(fields[name], draft(name));
  }
  const submit = async (event) => {
    event.preventDefault();
    const change = {};
    for (const name of ['category', 'kind', 'priority']) if (fields[name].value !== t[name]) change[name] = fields[name].value;
    const typed = fields.place.value.trim(), code = typed ? placeCode(typed) : null;
    if (typed && !code) { put(report, el('p', { class: 'trouble' }, 'Tempat: pilih salah satu dari daftar.')); fields.place.focus(); return; }
    if (code !== (now ? now.code : null)) change.place = code;
    if (Object.keys(change).length === 0) { put(report, el('p', { class: 'trouble' }, 'Belum ada yang diubah.')); return; }
    await correct(bench, change, report, () => { for (const name of names) writeDraft(draft(name), ''); }); // before the form is drawn anew
  };
  return el('details', { class: 'correct', open: names.some((name) => readDraft(draft(name))) }, el('summary', {}, 'Perbaiki sendiri …'), el('form', { novalidate: true, on: { submit } }, placeList(),
    labelled('Hal', fields.category, { hint: t.status === 'received' || t.status === 'verified' ? 'Unit mengikuti hal dan tempat.' : 'Unit tetap; alihkan lewat tindakan.' }),
    labelled('Tempat', fields.place, { hint: 'Desa atau kecamatan; kosongkan bila tidak disebut.' }),
    labelled('Jenis', fields.kind), labelled('Prioritas', fields.priority), el('button', { class: 'primary' }, 'Simpan perbaikan')));
}

async function correct(bench, change, report, after) {
  put(report);
  try {
    const t = await bench.send('PATCH', '', change);
    if (after) after();
    await bench.done(`Diperbaiki: ${categoryName(t.category)}, ${t.department.name}.`);
  } catch (problem) {
    put(report, problem.changes ? conflictNote(problem) : null, problem.status !== 412 && el('p', { class: 'trouble' }, problemWords(problem)));
  }
}

export function whyPanel(bench) {
  const t = bench.ticket, lines = reasons(t), report = el('div', { role: 'alert' });
  const may = isDesk() && isOpen(t), offers = may ? [
    ...namesakes(t).map((code) => [placeName(code), { place: code }]),
    ...others(t).map((code) => [`${categoryName(code)} · ${categoryOwner(code) ? departmentName(categoryOwner(code)) : 'kecamatan setempat'}`, { category: code }]),
  ] : [];
  return el('section', { class: 'panel', 'aria-labelledby': 'why-title' }, el('h2', { id: 'why-title' }, 'Mengapa unit dan tempat ini'),
    el('dl', { class: 'facts' },
      el('div', {}, el('dt', {}, 'Hal'), el('dd', {}, categoryName(t.category))),
      el('div', {}, el('dt', {}, 'Unit'), el('dd', {}, t.department.name)),
      el('div', {}, el('dt', {}, 'Tempat'), el('dd', {}, ticketPlace(t))),
      lines.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)))),
    lines.length === 0 && el('p', { class: 'soft' }, t.channel === 'staff' ? 'Dipilih oleh petugas yang mencatat.' : 'Tidak ada kata yang menentukan; menjadi urusan meja.'),
    offers.length > 0 && el('div', { class: 'offers' }, el('p', { class: 'hint' }, 'Keliru? Ganti dengan satu ketukan:'),
      offers.map(([name, change]) => button(name, () => correct(bench, change, report), { class: 'offer' }))),
    may && correctForm(bench, report), report);
}
