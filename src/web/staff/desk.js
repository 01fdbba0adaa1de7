// desk.js - the desk's tables (GET /api/v1/desk) and who is looking.
import { get } from './api.js';

export const desk = { departments: [], categories: [], places: [], moves: [], ticket_prefix: 'LK' };
export const person = { name: '', role: '', department: null };

const byCode = { departments: new Map(), categories: new Map(), places: new Map() };

export async function loadDesk() {
  Object.assign(desk, await get('/api/v1/desk'));
  for (const [table, map] of Object.entries(byCode)) {
    map.clear();
    for (const row of desk[table]) map.set(row.code, row);
  }
}

export const departmentName = (code) => byCode.departments.get(code)?.name || code || '';
export const categoryName = (code) => byCode.categories.get(code)?.name || code;
export const category = (code) => byCode.categories.get(code);
export const place = (code) => byCode.places.get(code);
export function placeName(code) {
  const p = place(code);
  if (!p) return code || '';
  return p.district ? `${p.name}, Kec. ${place(p.district)?.name || p.district}` : `Kecamatan ${p.name}`;
}
export const districts = () => desk.places.filter((p) => !p.district);
export const ownDepartments = () => desk.departments.filter((d) => !d.external);
export const externalBodies = () => desk.departments.filter((d) => d.external);
/** Who owns a category; null: the office of the district. */
export const categoryOwner = (code) => byCode.categories.get(code)?.department || null;

export function ticketPlace(t) {
  if (t.village) return `${t.village.name}, Kec. ${t.district ? t.district.name : '?'}`;
  return t.district ? `Kecamatan ${t.district.name}` : 'Tempat belum disebutkan';
}
export const isDesk = () => person.role === 'admin' || person.role === 'operator';
