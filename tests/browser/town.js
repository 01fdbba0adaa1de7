// town.js - a whole little town for a story: kanda and kanda-sim on loopback, a folder of their own,
// citizens who write, staff who sign in. Nothing here knows the inside of the programs; what time
// would bring is written into the database file, as the C tests do.
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('../../', import.meta.url).pathname;
export const KANDA = process.env.KANDA_BIN || `${root}build/kanda`;
export const SIM = process.env.KANDA_SIM_BIN || `${root}build/kanda-sim`;
export const PASSWORD = 'sandi-contoh-panjang';
const SECRET = 'contoh-app-secret', NUMBER = '100000000000001', TOKEN = 'token-contoh';

// Each test program takes from twenty of its own, below those that the kernel gives away: many run at once.
let nextPort = 0;
const freePort = () => new Promise((resolve) => {
  const port = 10000 + (process.pid % 1000) * 20 + (nextPort++ % 20);
  const server = createServer().once('error', () => resolve(freePort()));
  server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)));
});
export const nap = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
/** Asks until it is true; fails after half a minute, or ms. */
export async function until(what, ask, ms = 30000) {
  for (const end = Date.now() + ms; Date.now() < end; await nap(60)) {
    const found = await ask();
    if (found) return found;
  }
  throw new Error(`did not happen: ${what}`);
}

/** A made-up map of the 24 districts: six columns, four rows. */
function gridMap() {
  const ring = (i) => { const x = 113 + (i % 6) * 0.1, y = -8.1 + Math.floor(i / 6) * 0.1; return [[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]; };
  return JSON.stringify({ type: 'FeatureCollection', features: Array.from({ length: 24 }, (_, i) => ({ type: 'Feature',
    properties: { code: `35.13.${String(i + 1).padStart(2, '0')}` }, geometry: { type: 'Polygon', coordinates: [ring(i)] } })) });
}

export class Town {
  /** extra: more lines of the settings; map: with a boundary file; database: begins with a copy of it. */
  static async open(extra = '', { map = false, database = '' } = {}) {
    const t = new Town();
    [t.secret, t.number] = [SECRET, NUMBER];
    t.dir = mkdtempSync(join(process.env.KANDA_TMP || tmpdir(), 'kanda-browser-'));
    if (database) copyFileSync(database, join(t.dir, 'kanda.db'));
    if (map) writeFileSync(join(t.dir, 'batas.geojson'), gridMap());
    [t.port, t.simPort] = [await freePort(), await freePort()];
    t.url = `http://127.0.0.1:${t.port}`;
    t.conf = join(t.dir, 'kanda.conf');
    writeFileSync(t.conf, `[http]\nlisten=127.0.0.1:${t.port}\n[store]\npath=${t.dir}/kanda.db\nmedia_dir=${t.dir}/media\n`
      + `[whatsapp]\ngraph_url=http://127.0.0.1:${t.simPort}\nphone_number_id=${NUMBER}\nbusiness_account_id=200000000000002\n`
      + `app_secret=${SECRET}\nverify_token=contoh\naccess_token=${TOKEN}\n${map ? `[desk]\nboundaries=${t.dir}/batas.geojson\n` : ''}${extra}`);
    t.log = join(t.dir, 'kanda.log');
    const run = (program, args, log) => spawn(program, args, { stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a')] });
    t.sim = run(SIM, ['serve', '--listen', `127.0.0.1:${t.simPort}`, '--webhook', `${t.url}/webhook`, '--app-secret', SECRET,
      '--phone-number-id', NUMBER, '--access-token', TOKEN], join(t.dir, 'sim.log'));
    t.start = async () => {
      t.kanda = run(KANDA, ['serve', '--config', t.conf], t.log);
      await until('kanda answers', () => fetch(`${t.url}/healthz`).then((r) => r.ok, () => false));
    };
    await t.start();
    await until('kanda-sim answers', () => fetch(`http://127.0.0.1:${t.simPort}/sim/stats`).then((r) => r.ok, () => false));
    return t;
  }

  static ended = (child) => new Promise((resolve) => { if (child.exitCode !== null || child.signalCode) resolve(); else child.once('exit', resolve); });
  async stop() { this.kanda.kill('SIGTERM'); await Town.ended(this.kanda); }
  async close() {
    this.kanda.kill('SIGTERM');
    this.sim.kill('SIGTERM');
    await Promise.all([Town.ended(this.kanda), Town.ended(this.sim)]);
    rmSync(this.dir, { recursive: true });
  }

  /** An account with PASSWORD; the token is for the test's own questions. */
  staff(name, role, department) {
    const file = join(this.dir, 'sandi');
    writeFileSync(file, PASSWORD);
    const token = execFileSync(KANDA, ['staff', 'add', name, '--role', role, ...(department ? ['--department', department] : []),
      '--password-file', file, '--config', this.conf], { encoding: 'utf8' }).trim();
    return { name, role, token };
  }

  /** kanda with these arguments. */
  command(...args) { return execFileSync(KANDA, [...args, '--config', this.conf], { encoding: 'utf8' }); }

  async api(who, path, body, method) {
    const answer = await fetch(`${this.url}/api/v1/${path}`, { method: method || (body ? 'POST' : 'GET'), body: body && JSON.stringify(body),
      headers: { Authorization: `Bearer ${who.token}`, ...(body ? { 'Content-Type': 'application/json' } : {}) } });
    const data = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(data)}`);
    return data;
  }

  /** A citizen writes; content as /sim/send takes it: {text}, {image: {caption}}, {location} ... */
  async says(citizen, content) {
    const answer = await fetch(`http://127.0.0.1:${this.simPort}/sim/send`, { method: 'POST', body: JSON.stringify({ from: citizen.phone, name: citizen.name, ...content }) });
    const { status } = await answer.json();
    if (status !== 200) throw new Error(`webhook answered ${status}`);
  }
  /** What the citizen got, oldest first. */
  async heard(citizen) {
    return (await (await fetch(`http://127.0.0.1:${this.simPort}/sim/messages?to=${citizen.phone}`)).json()).items;
  }
  hears(citizen, words) {
    return until(`${citizen.name} hears "${words}"`, async () => (await this.heard(citizen)).find((m) => m.text.includes(words)));
  }
  /** What Meta gets wrong from now on (kanda-sim(8), FAULTS). */
  async faults(what) {
    const answer = await fetch(`http://127.0.0.1:${this.simPort}/sim/faults`, { method: 'POST', body: JSON.stringify(what) });
    if (!answer.ok) throw new Error(`faults: ${await answer.text()}`);
  }
  /** Reports, and gives back the ticket's number once the answer names it. */
  async reports(citizen, text) {
    const before = (await this.heard(citizen)).length;
    await this.says(citizen, { text });
    const answer = await until('an answer with a number', async () => (await this.heard(citizen)).slice(before).find((m) => /LK\d\d-\d+-\d/.test(m.text)));
    return /LK\d\d-\d+-\d/.exec(answer.text)[0];
  }

  /** What days would bring. */
  sql(text) { return execFileSync('sqlite3', ['-cmd', '.timeout 5000', join(this.dir, 'kanda.db'), text], { encoding: 'utf8' }).trim(); }
  logged() { return readFileSync(this.log, 'utf8'); }
}

let people = 0;
/** The first working day at least so many days from now, 2026-12-08, by the built-in holidays. */
export function workday(days) {
  const holidays = readFileSync(`${root}config/holidays.csv`, 'utf8');
  for (let at = Date.now() + days * 86400000; ; at += 86400000) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (new Date(day).getUTCDay() % 6 && !holidays.includes(`\n${day},`)) return day;
  }
}

/** The ticket's id in the database file: of LK26-00042-7 it is 20260000042. */
export function idOf(number) {
  const [, year, nth] = /LK(\d\d)-(\d+)-/.exec(number);
  return (2000 + Number(year)) * 10000000 + Number(nth);
}
/** A picture of one pixel; what is added to it makes its bytes its own. */
export const pixel = (more = '') => Buffer.concat([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'), Buffer.from(String(more))]);
export const citizen = (name) => ({ name, phone: `62812000${String(10000 + ++people)}` });
