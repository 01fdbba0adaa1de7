// frame.js - what stands around every page: the head, the queues with their counts, who is signed in.
import { call } from './api.js';
import { button, el, hidden, put } from './dom.js';
import { isDesk, person } from './desk.js';
import { QUEUES, queueCounts } from './queues.js';
import { count, ROLE } from './words.js';
import { helpDialog, startKeys } from './keys.js';
import { watch } from './live.js';

let banner = null;
const badges = new Map();

/** A line on top while the service cannot be reached. */
export function showConnection(works) {
  if (!banner) return;
  banner.hidden = works;
  if (!works) banner.textContent = 'Tidak ada sambungan ke layanan. Yang Anda ketik tidak hilang; kami coba lagi sendiri.';
}

function queueLink(queue) {
  const badge = el('span', { class: 'badge', hidden: true });
  badges.set(queue.id, badge);
  return el('li', {}, el('a', { href: queue.href, class: 'nav-link', 'data-queue': queue.id },
    el('span', {}, queue.title), badge));
}

function navigation() {
  const readsTickets = person.role !== 'auditor', readsAll = isDesk() || person.role === 'supervisor';
  const others = [
    readsTickets && { href: '/staff/laporan', title: 'Semua laporan' },
    isDesk() && { href: '/staff/laporan/baru', title: 'Catat laporan' },
    isDesk() && { href: '/staff/pelapor', title: 'Cari pelapor' },
    readsTickets && { href: '/staff/angka', title: 'Angka' },
    readsAll && { href: '/staff/gangguan', title: 'Gangguan' },
    readsAll && { href: '/staff/biaya', title: 'Biaya' },
    readsTickets && { href: '/staff/tabel/unit', title: 'Tabel meja' },
    (person.role === 'admin' || person.role === 'auditor') && { href: '/staff/jejak', title: 'Jejak audit' },
    person.role === 'admin' && { href: '/staff/akun', title: 'Akun' },
    person.role === 'admin' && { href: '/staff/narahubung', title: 'Narahubung' },
    person.role === 'admin' && { href: '/staff/sistem-lain', title: 'Sistem lain' },
  ].filter(Boolean);
  return el('nav', { class: 'nav', 'aria-label': 'Menu utama' },
    readsTickets && el('ul', {}, el('li', {}, el('a', { href: '/staff/', class: 'nav-link' }, 'Meja kerja'))),
    readsTickets && el('h2', { class: 'nav-title' }, 'Antrean'),
    readsTickets && el('ul', {}, QUEUES.filter((q) => q.for()).map(queueLink)),
    el('h2', { class: 'nav-title' }, 'Lainnya'),
    el('ul', {}, others.map((o) => el('li', {}, el('a', { href: o.href, class: 'nav-link' }, o.title)))));
}

async function signOut() {
  try { await call('DELETE', '/api/v1/session', { quiet: true }); } catch { /* ended is ended */ }
  location.href = '/staff/';
}

function personBox() {
  const unit = person.department ? person.department.name : ROLE[person.role];
  return el('section', { class: 'person', 'aria-label': 'Akun' },
    el('p', { class: 'person-name' }, person.name, el('span', {}, person.department ? `${ROLE[person.role]}, ${unit}` : unit)),
    el('div', { class: 'person-acts' },
      button('Pintasan', helpDialog, { class: 'quiet small' }), button('Keluar', signOut, { class: 'quiet small' })));
}

function menuButton(side) {
  const b = button('Menu', () => {
    const open = side.classList.toggle('open');
    b.setAttribute('aria-expanded', String(open));
    if (open) side.querySelector('a').focus();
  }, { class: 'menu-button quiet', 'aria-expanded': 'false', 'aria-controls': 'side' });
  return b;
}

/** Builds it, gives back where pages go. */
export function frame(app) {
  banner = el('p', { class: 'banner', role: 'status', hidden: true });
  const side = el('div', { id: 'side', class: 'side' }, el('div', { class: 'side-in' }, navigation(), personBox()));
  const menu = menuButton(side);
  const close = () => { side.classList.remove('open'); menu.setAttribute('aria-expanded', 'false'); };
  side.addEventListener('click', (e) => { if (e.target.closest('a')) close(); });
  side.addEventListener('keydown', (e) => { if (e.key === 'Escape' && side.classList.contains('open')) { close(); menu.focus(); } });
  const main = el('main', { id: 'main', tabindex: '-1' });
  put(app,
    el('a', { class: 'skip', href: '#main', on: { click: (e) => { e.preventDefault(); main.focus(); } } }, 'Langsung ke isi'),
    el('header', { class: 'top' }, el('a', { class: 'brand', href: '/staff/' },
      el('span', { class: 'brand-name' }, 'Lapor Kanda'), el('span', { class: 'brand-sub' }, 'Meja kerja')), menu),
    banner, el('div', { id: 'toasts', class: 'toasts', role: 'status' }), el('div', { class: 'cols' }, side, main));
  startKeys();
  return main;
}

export function markPlace(path, search) {
  const here = path + search, table = /^\/staff\/tabel\//;
  for (const link of document.querySelectorAll('.nav-link')) {
    const href = link.getAttribute('href');
    if (href === here || (table.test(href) && table.test(path))) {
      link.setAttribute('aria-current', 'page');
      link.scrollIntoView({ block: 'nearest' }); // the menu may be longer than the screen
    } else link.removeAttribute('aria-current');
  }
}

async function showCounts() {
  if (person.role === 'auditor') return;
  const counts = await queueCounts();
  for (const [id, badge] of badges) {
    const n = counts.get(id);
    badge.hidden = !n || n.count === 0;
    if (badge.hidden) continue;
    put(badge, n.many ? `${count(n.count)}+` : count(n.count), hidden(' laporan'));
    badge.classList.toggle('alarm', QUEUES.find((q) => q.id === id).alarm === true);
  }
  document.dispatchEvent(new CustomEvent('counts', { detail: counts }));
}

let look = null;
/** Counts of the queues: from the first call on now and then, and at each further call at once. */
export function refreshCounts() {
  look ||= watch('counts', showCounts);
  return look();
}
