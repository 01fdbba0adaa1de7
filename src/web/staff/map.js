// map.js - where a pin lies, without asking anybody on the internet: the middles of the villages
// around it, to scale, from the desk's own table.
import { desk, place } from './desk.js';
import { el, svg } from './dom.js';

const WIDTH = 300, HEIGHT = 170, KM_PER_DEGREE = 111.32;
const km = (a, b) => Math.hypot((a[0] - b[0]) * KM_PER_DEGREE, (a[1] - b[1]) * KM_PER_DEGREE * Math.cos(a[0] * Math.PI / 180));

export function nearest({ lat, lon }, many = 6) {
  return desk.places.filter((p) => p.district && p.centre).map((p) => ({ p, far: km([lat, lon], p.centre) }))
    .sort((a, b) => a.far - b.far).slice(0, many);
}
const far = (n) => (n < 1 ? `${Math.round(n * 100) * 10} m` : `${n.toFixed(1).replace('.', ',')} km`);

export function pinMap(pin) {
  const around = nearest(pin), reach = Math.max(1, around.at(-1)?.far || 1) * 1.15;
  const scale = HEIGHT / 2 / reach;
  const at = (c) => [WIDTH / 2 + (c[1] - pin.lon) * KM_PER_DEGREE * Math.cos(pin.lat * Math.PI / 180) * scale, HEIGHT / 2 - (c[0] - pin.lat) * KM_PER_DEGREE * scale];
  const where = around[0] ? `${far(around[0].far)} dari tengah ${around[0].p.name}, Kec. ${place(around[0].p.district)?.name || ''}` : 'Di luar kabupaten';
  const here = `${pin.lat.toFixed(5)}, ${pin.lon.toFixed(5)}`;
  const away = around[0] && around[0].far > 25;
  return el('figure', { class: 'pin' },
    !away && svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': `Peta kecil: ${where}` },
      svg('rect', { class: 'map-ground', width: WIDTH, height: HEIGHT }),
      around.map(({ p }) => {
        const [x, y] = at(p.centre);
        if (x < 4 || x > WIDTH - 4) return null;
        return svg('g', {}, svg('circle', { class: 'map-village', cx: x, cy: y, r: 3 }),
          svg('text', { class: 'map-name', x: Math.min(Math.max(x, 30), WIDTH - 30), y: y > HEIGHT - 16 ? y - 6 : y + 13, 'text-anchor': 'middle' }, p.name));
      }),
      svg('path', { class: 'map-pin', d: `M${WIDTH / 2} ${HEIGHT / 2} c-9 -13 -9 -22 0 -22 c9 0 9 9 0 22z` })),
    el('figcaption', {}, where, el('br', {}), el('a', { href: `geo:${pin.lat},${pin.lon}`, rel: 'noreferrer' }, here)));
}
