// map.js - maps by Leaflet, fetched with the first of them, without asking anybody on the internet:
// the ground is the desk's own outlines of the districts and the middles of its villages.
import { get, Problem } from './api.js';
import { desk, place } from './desk.js';
import { el } from './dom.js';
import { count } from './words.js';

const KM_PER_DEGREE = 111.32, FAR_KM = 25;
const km = (a, b) => Math.hypot((a[0] - b[0]) * KM_PER_DEGREE, (a[1] - b[1]) * KM_PER_DEGREE * Math.cos(a[0] * Math.PI / 180));
const far = (n) => (n < 1 ? `${Math.round(n * 100) * 10} m` : `${n.toFixed(1).replace('.', ',')} km`);

export function nearest({ lat, lon }, many = 6) {
  return desk.places.filter((p) => p.district && p.centre).map((p) => ({ p, far: km([lat, lon], p.centre) }))
    .sort((a, b) => a.far - b.far).slice(0, many);
}

/* --- the library, the outlines, an empty map --- */

let library = null, outlines = null;
function leaflet() {
  library ||= new Promise((resolve, reject) => {
    const sheet = el('link', { rel: 'stylesheet', href: new URL('../lib/leaflet.css', import.meta.url), on: { load: resolve, error: reject } });
    document.head.prepend(sheet); // below our own sheet
  }).then(() => import('../lib/leaflet.min.js')).then(() => globalThis.L);
  return library;
}
/** GeoJSON features of the districts; none without a boundary file. */
export function districtOutlines() {
  outlines ||= get('/api/v1/boundaries', { quiet: true }).then((map) => map.features, (problem) => {
    outlines = null;
    if (problem instanceof Problem) return [];
    throw problem;
  });
  return outlines;
}
const nextFrame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });

async function groundOf(box) {
  const [L, features] = await Promise.all([leaflet(), districtOutlines()]);
  await nextFrame();
  if (!box.isConnected) return null;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = L.map(box, { attributionControl: false, zoomControl: false, scrollWheelZoom: false, zoomAnimation: !still, fadeAnimation: !still, zoomSnap: 0.1 });
  L.control.zoom({ zoomInTitle: 'Perbesar', zoomOutTitle: 'Perkecil' }).addTo(map);
  return { L, map, features };
}
/** Texts go in as nodes: Leaflet would read a string as markup. */
const tip = (text) => el('span', {}, text);

function mapBox(label, kind, draw) {
  const box = el('div', { class: `map ${kind}`, role: 'group', 'aria-label': label });
  draw(box).then((ok) => { if (ok) box.dataset.drawn = ''; }, () => box.replaceWith(el('p', { class: 'soft' }, 'Peta tidak bisa digambar di peramban ini.')));
  return box;
}

/* --- where a pin lies --- */

async function drawPin(box, pin, around) {
  const ground = await groundOf(box);
  if (!ground) return false;
  const { L, map, features } = ground, at = [pin.lat, pin.lon];
  map.fitBounds(L.latLngBounds([at, ...around.slice(0, 4).map(({ p }) => p.centre)]).pad(0.35), { maxZoom: 15 }); // before there is anything to draw
  L.geoJSON(features, { interactive: false, className: 'map-district' }).addTo(map);
  for (const { p } of around)
    L.circleMarker(p.centre, { radius: 3, className: 'map-village', interactive: false })
      .bindTooltip(tip(p.name), { permanent: true, direction: 'bottom', className: 'map-name', offset: [0, 4] }).addTo(map);
  L.marker(at, { icon: L.divIcon({ className: 'map-pin', iconSize: [18, 18], iconAnchor: [9, 18], html: el('span') }), interactive: false, keyboard: false }).addTo(map);
  return true;
}

export function pinMap(pin) {
  const around = nearest(pin), first = around[0];
  const where = first ? `${far(first.far)} dari tengah ${first.p.name}, Kec. ${place(first.p.district)?.name || ''}` : 'Di luar kabupaten';
  return el('figure', { class: 'pin' }, first && first.far <= FAR_KM && mapBox(`Peta lokasi: ${where}`, 'small', (box) => drawPin(box, pin, around)),
    el('figcaption', {}, where, el('br', {}), el('a', { href: `geo:${pin.lat},${pin.lon}`, rel: 'noreferrer' }, `${pin.lat.toFixed(5)}, ${pin.lon.toFixed(5)}`)));
}

/* --- districts by a number --- */

const STEPS = 5;
/** 0 for none, else 1 to STEPS, so that the most is darkest. */
export const stepOf = (n, most) => (n === 0 ? 0 : Math.max(1, Math.ceil(STEPS * n / most)));

async function drawDistricts(box, rows, most, choose) {
  const ground = await groundOf(box);
  if (!ground) return false;
  const { L, map, features } = ground;
  const layer = L.geoJSON(features, {
    style: ({ properties }) => ({ className: `map-step step-${stepOf(rows.get(properties.code) || 0, most)}` }),
    onEachFeature: ({ properties }, shape) => {
      shape.bindTooltip(tip(`${properties.name}: ${count(rows.get(properties.code) || 0)} terbuka`), { sticky: true });
      shape.on('click', () => choose(properties.code));
    },
  });
  map.fitBounds(layer.getBounds(), { padding: [6, 6] });
  layer.addTo(map);
  return true;
}

/** rows: Map of district code -> open tickets; null where no boundary file is configured. */
export async function districtMap(rows, choose) {
  const features = await districtOutlines();
  if (features.length === 0) return null;
  const most = Math.max(1, ...rows.values());
  const from = (step) => Math.floor((step - 1) * most / STEPS) + 1, to = (step) => Math.floor(step * most / STEPS);
  const steps = [0, ...Array.from({ length: STEPS }, (_, i) => i + 1).filter((s) => from(s) <= to(s))];
  return el('figure', { class: 'district-map' }, el('figcaption', {}, 'Laporan yang masih terbuka; ketuk kecamatan untuk daftarnya'),
    mapBox('Peta kecamatan menurut laporan terbuka; angkanya juga ada di tabel kecamatan', 'large', (box) => drawDistricts(box, rows, most, choose)),
    el('ul', { class: 'map-legend' }, steps.map((s) => el('li', {}, el('span', { class: `swatch step-${s}`, 'aria-hidden': 'true' }),
      s === 0 ? '0' : from(s) === to(s) ? count(to(s)) : `${count(from(s))}–${count(to(s))}`))));
}
