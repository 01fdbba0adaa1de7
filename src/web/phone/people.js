// people.js - the invented citizens: whose telephone this is at the moment, and who has news.
import { button, byId, el, hidden, put } from './dom.js';

const STORE = 'kanda-sim-warga';
const INVENTED = [
  // The first three have a past in `make demo` (src/demo/life.c).
  { name: 'Bu Melati', number: '6281200001001' },
  { name: 'Pak Cemara', number: '6281200001002' },
  { name: 'Mas Samudra', number: '6281200001003' },
  { name: 'Mbak Seruni', number: '6281200001004' },
  { name: 'Warga tanpa nomor', user: 'ID.900000000001005' },
];
export const keyOf = (person) => person.number || person.user;

const initialOf = (name) => [...name.replace(/^(Bu|Pak|Mas|Mbak|Warga) /, '')][0].toUpperCase();
let people, chosen, onChange = () => {};
const unread = new Map();

/* A browser that forbids storage forgets who was added; nothing else is lost. */
function load() {
  let kept = [];
  try { kept = JSON.parse(localStorage.getItem(STORE)) || []; } catch { /* see above */ }
  if (!Array.isArray(kept)) kept = [];
  people = [...INVENTED, ...kept.filter((p) => typeof p?.name === 'string' && /^\d{8,15}$/.test(p.number))];
  [chosen] = people;
}
function store() {
  try { localStorage.setItem(STORE, JSON.stringify(people.slice(INVENTED.length))); } catch { /* see load */ }
}

function draw() {
  put(byId('people'), people.map((person) => {
    const news = unread.get(keyOf(person)) || 0;
    return el('li', {}, button([el('span', { class: 'avatar small', 'aria-hidden': 'true' }, initialOf(person.name)),
      el('span', { class: 'who' }, el('span', { dir: 'auto' }, person.name), el('span', { class: 'soft' }, person.number ? `+${person.number}` : 'nomor disembunyikan')),
      news > 0 && el('span', { class: 'badge' }, news, hidden(' pesan baru'))],
    () => choose(person), { 'aria-current': person === chosen ? 'true' : null, class: 'person' }));
  }));
}

function choose(person) {
  const held = byId('people').contains(document.activeElement);
  chosen = person;
  unread.delete(keyOf(person));
  draw();
  const list = byId('people'); // on a narrow screen they stand in a row
  list.scrollLeft = list.querySelector('[aria-current]').offsetLeft - list.offsetLeft - 12;
  if (held) byId('people').querySelector('[aria-current]').focus();
  onChange(person);
}

export const current = () => chosen;
export const everyone = () => people;
export function countNews(keys) {
  for (const key of keys) if (key !== keyOf(chosen)) unread.set(key, (unread.get(key) || 0) + 1);
  if (keys.length) draw();
}

export function start(changed) {
  onChange = changed;
  load();
  byId('new-person').addEventListener('submit', (event) => {
    event.preventDefault();
    const name = byId('new-name').value.trim();
    if (!name) return;
    const number = `628120${String(Date.now()).slice(-8)}`;
    people.push({ name, number });
    store();
    byId('new-name').value = '';
    choose(people.at(-1));
    byId('write').focus();
  });
  choose(chosen);
}
