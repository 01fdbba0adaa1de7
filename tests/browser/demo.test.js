// demo.test.js - `make demo` as a visitor has it: three months that never were, the pages that show
// them, the script of the showing followed, and time moved for both programs.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { close, launch, look, NARROW, open, signIn, WIDE } from './browser.js';
import { until } from './town.js';

const root = new URL('../../', import.meta.url).pathname;
let demo, said = '', browser, kanda, sim, dir, token, ready;

before(async () => {
  const began = Date.now();
  demo = spawn(join(root, 'src/tools/demo.sh'), { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [demo.stdout, demo.stderr]) stream.on('data', (text) => { said += text; });
  await until('the demo is ready', () => {
    assert.equal(demo.exitCode, null, said);
    return said.includes('Berhenti: Ctrl-C');
  }, 60000);
  ready = Date.now() - began;
  const found = (pattern) => pattern.exec(said)[1];
  sim = found(/Telepon warga +(\S+)/);
  kanda = found(/Halaman publik +(\S+)/);
  token = found(/Token +(\S+)/);
  dir = found(/Data dan catatan selama peragaan: (\S+)/);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  demo.kill('SIGINT');
  await new Promise((resolve) => { if (demo.exitCode !== null) resolve(); else demo.once('exit', resolve); });
  assert.equal(demo.exitCode, 0, said);
  assert.ok(!existsSync(dir), 'nothing is left behind');
});

const sql = (text) => execFileSync('sqlite3', ['-readonly', join(dir, 'kanda.db'), text], { encoding: 'utf8' }).trim();
const count = (text) => Number(sql(text));
const api = async (path) => (await fetch(`${kanda}api/v1/${path}`, { headers: { Authorization: `Bearer ${token}` } })).json();
async function enter(name, options) {
  const page = await open(browser, options);
  await signIn(page, kanda.replace(/\/$/, ''), name, 'sandi-peragaan');
  return page;
}

test('two hundred reports of every sort, ready within seconds, and the trail is whole', () => {
  assert.equal(count('SELECT count(*) FROM ticket'), 200);
  assert.equal(count('SELECT count(DISTINCT kind) FROM ticket'), 5);
  assert.equal(count('SELECT count(DISTINCT outcome) FROM ticket WHERE status = 7'), 8);
  assert.equal(count('SELECT count(DISTINCT district) FROM ticket'), 3);
  assert.ok(count('SELECT count(DISTINCT status) FROM ticket') >= 6);
  assert.ok(count('SELECT count(DISTINCT department) FROM ticket') >= 20);
  assert.ok(count(`SELECT count(*) FROM ticket WHERE status < 6 AND due_at < ${Date.now()}`) >= 1, 'some are late');
  assert.ok(count('SELECT count(*) FROM ticket WHERE reopened > 0') >= 5);
  assert.ok(count('SELECT count(*) FROM ticket WHERE rating > 0') >= 40);
  assert.ok(count('SELECT max(received_at) - min(received_at) FROM ticket') > 70 * 86400000);
  assert.equal(count('SELECT count(*) FROM quarantine'), 0);
  assert.ok(ready < 60000, `ready after ${ready} ms`);
  execFileSync(process.env.KANDA_BIN || join(root, 'build/kanda'), ['audit', 'verify', '--config', join(dir, 'kanda.conf')]);
});

for (const options of [{ width: NARROW }, { width: WIDE }]) describe(`at ${options.width} px`, () => {
  test('the phone knows what was, and the script is at hand', async () => {
    const page = await open(browser, options);
    await page.goto(sim);
    await page.getByText('sebagai Bu Melati').waitFor();
    await page.getByRole('log').getByText(/LK\d\d-\d+-\d/).first().waitFor();
    await look(page, 'peragaan-telepon');
    await page.getByRole('button', { name: /Pak Cemara/ }).click();
    await page.getByText('sebagai Pak Cemara').waitFor();
    await page.getByRole('log').getByRole('button', { name: 'Belum' }).waitFor();
    await look(page, 'peragaan-telepon-selesai');
    await page.getByRole('link', { name: 'Naskah peragaan' }).click();
    await page.getByRole('heading', { name: 'Menit 9: waktu berjalan' }).waitFor();
    await until('the links lead to the server', async () => (await page.getByRole('link', { name: 'halaman publik' }).getAttribute('href')) === kanda);
    await look(page, 'peragaan-naskah');
    await close(page);
  });

  test('public page and console are alive', async () => {
    const page = await open(browser, options);
    await page.goto(kanda);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look(page, 'peragaan-publik');
    assert.equal(await page.locator('.scroll').evaluateAll((all) => all.filter((s) => s.scrollWidth > s.clientWidth).length), 0, 'no table is cut off');
    await close(page);
    const desk = await enter('meja', options);
    for (const [path, name] of [['', 'meja'], ['angka', 'angka']]) {
      await desk.goto(`${kanda}staff/${path}`);
      await desk.locator('#main h1').waitFor();
      await until('all charts are drawn', () => desk.evaluate((charts) => document.querySelectorAll('canvas[data-drawn]').length >= charts, name === 'angka' ? 8 : 0));
      await look(desk, `peragaan-${name}`);
    }
    const { items: [newest] } = await api('tickets?status=in_progress&limit=1');
    await desk.goto(`${kanda}staff/laporan/${newest.number}`);
    await desk.locator('.ticket-title').waitFor();
    await look(desk, 'peragaan-laporan');
    await close(desk);
  });
});

test('the script of the showing holds', async () => {
  const page = await open(browser);
  const chat = page.getByRole('log');
  const pick = async (name) => { await page.getByRole('button', { name: new RegExp(name) }).click(); await page.getByText(`sebagai ${name}`).waitFor(); };
  const write = async (text) => { await page.locator('dialog').waitFor({ state: 'hidden' }); await page.getByRole('textbox', { name: 'Pesan' }).fill(text); await page.getByRole('button', { name: 'Kirim', exact: true }).click(); };
  const says = await (await open(browser)).goto(`${sim}phone/naskah.html`).then((r) => r.text())
    .then((html) => [...html.matchAll(/class="say">([^<]+)</g)].map(([, words]) => words));
  assert.equal(says.length, 4);
  const newest = async (kind) => (await api(`tickets?limit=1${kind ? `&kind=${kind}` : ''}`)).items[0];
  const move = async (number, what) => {
    const answer = await fetch(`${kanda}api/v1/tickets/${number}/transitions`, { method: 'POST', body: JSON.stringify(what),
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' } });
    assert.equal(answer.status, 200, await answer.text());
  };
  await page.goto(sim);

  await pick('Bu Melati'); // minutes 2 to 6
  await write(says[0]);
  const number = await until('the report is a ticket', async () => { const t = await newest(); return t.text.startsWith('Sampah menumpuk di depan') && t.number; });
  await chat.locator('.theirs').filter({ hasText: number }).first().waitFor();
  await page.getByRole('button', { name: 'Lampirkan' }).click();
  await page.getByRole('button', { name: 'Foto', exact: true }).click();
  await page.getByRole('button', { name: 'Sampah menumpuk' }).click();
  await until('the photo is on it', async () => (await api(`tickets/${number}`)).attachments.length === 1);
  assert.equal((await api(`tickets/${number}`)).department.code, 'DLH');
  for (const to of ['verified', 'assigned', 'in_progress', 'resolved']) await move(number, { to, ...(to === 'resolved' && { message: 'Sampah sudah diangkut.' }) });
  await chat.locator('.taps').last().getByRole('button', { name: 'Sudah' }).click();
  await until('she has decided', async () => (await api(`tickets/${number}`)).outcome === 'solved');

  await pick('Pak Cemara');
  const lamp = /LK\d\d-\d+-\d/.exec(await chat.locator('.theirs').filter({ hasText: 'sudah selesai?' }).last().textContent())[0];
  await write(says[1]);
  await until('it is open again', async () => (await api(`tickets/${lamp}`)).status === 'in_progress');

  await pick('Mas Samudra'); // minute 7
  const waiting = (await api('tickets?status=awaiting_reporter')).items.find((t) => /gorong-gorong/i.test(t.text));
  await write(says[2]);
  await until('his answer is on his ticket', async () => (await api(`tickets/${waiting.number}`)).text.includes('pos kamling'));
  await write(says[3]);
  await until('a report of its own', async () => (await newest('whistleblowing')).text.startsWith('Ada pungli di loket'));
  const asDesk = await enter('meja');
  await asDesk.goto(`${kanda}staff/laporan/${(await newest('whistleblowing')).number}`);
  await asDesk.getByText('tidak ada').first().waitFor();
  await close(asDesk);

  await page.getByLabel('Meta, saat kanda mengirim').selectOption({ label: 'Mati: menjawab 503' }); // minute 8
  await pick('Mbak Seruni');
  await write('Lampu jalan mati di Desa Karanglaut');
  await chat.locator('.mine').filter({ hasText: 'Karanglaut' }).getByText('✓✓').waitFor();
  await page.getByRole('button', { name: 'Semua normal lagi' }).click();
  await page.locator('#alarm').waitFor({ state: 'hidden' });
  await chat.locator('.theirs').filter({ hasText: 'Karanglaut' }).waitFor({ timeout: 40000 });
  assert.equal(await chat.locator('.theirs').count(), 1, 'told once');
  await close(page);
});

test('time is moved for both programs: what was promised is missed, and the citizens hear of it', async () => {
  const page = await open(browser);
  await page.goto(sim);
  await page.getByRole('heading', { name: 'Waktu' }).waitFor();
  const late = () => count('SELECT count(*) FROM event WHERE type = \'late\''), before = late();
  await page.getByRole('button', { name: 'Dua minggu kemudian' }).click();
  await page.getByText('Waktu sudah dimajukan; seluruhnya 336 jam').waitFor();
  await until('the simulator lives then', async () => (await (await fetch(`${sim}sim/time`)).json()).now_ms - Date.now() > 13 * 86400000);
  await until('deadlines pass', () => late() > before);
  // A library that moves clocks may end waits at once: nothing may run hot.
  assert.ok(readFileSync(join(dir, 'kanda.log'), 'utf8').split('event=templates.compared').length < 5);
  await page.getByRole('textbox', { name: 'Pesan' }).fill('Jembatan bambu di Desa Sumberjaya Baru putus');
  await page.getByRole('button', { name: 'Kirim', exact: true }).click();
  const mine = page.getByRole('log').locator('.mine').filter({ hasText: 'Jembatan' });
  await until('the citizen lives then too', async () => Date.parse(await mine.locator('time').getAttribute('datetime')) - Date.now() > 13 * 86400000);
  const answer = page.getByRole('log').locator('.theirs').filter({ hasText: 'Jembatan' }).last();
  await answer.getByText(/LK\d\d-\d+-\d/).first().waitFor();
  const number = /LK\d\d-\d+-\d/.exec(await answer.textContent())[0];
  const ticket = await api(`tickets/${number}`);
  assert.ok(Date.parse(ticket.created_at) - Date.now() > 13 * 86400000, 'the report came a fortnight from now');
  await look(page, 'peragaan-waktu');
  await close(page);
});
