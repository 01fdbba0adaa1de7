// hostile_words.test.js - names, texts, captions and file names of a citizen who means harm, and what Meta or a colleague
// might hand on, on every page and in every export: nothing of it runs, nothing of it moves what stands beside it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { begin, close, launch, look, NARROW, open, settled, WIDE } from './browser.js';
import { citizen, KANDA, Town, until } from './town.js';

const RUNS = `"'></textarea></title><img src=x onerror="jahat(1)"><script>jahat(2)</script><svg onload=jahat(3)><a href="javascript:jahat(4)">a</a>{{constructor.constructor('jahat(5)')()}}`;
const TURNS = '\u202Ekilabret\u202C \u2067مرحبا\u2069 \u200F', FORMULA = '=HYPERLINK("http://contoh.invalid","klik")', EMOJI = '🦅'.repeat(4040);
const BAD = `${RUNS} ${TURNS}`, NAME = `<b onclick=jahat(6)>\u202Eganas ${'"'}><script>jahat(7)</script>`.slice(0, 60);

let town, browser, number, key;
const who = {}, crow = citizen(NAME);

before(async () => {
  town = await Town.open('[desk]\nsettle_seconds=0\npublic_number=0812-0000-0001\n[http]\npublic_url=http://lapor.example\n', { map: true });
  browser = await launch();
  Object.assign(who, { adi: town.staff('adi', 'admin'), rina: town.staff('rina', 'operator'), budi: town.staff('budi', 'officer', 'DISHUB'), audi: town.staff('audi', 'auditor') });
  number = await town.reports(crow, `Lampu jalan mati di desa Sebaung ${BAD}`);
  key = /lapor\.example(\/t\/\S+)/.exec((await town.heard(crow)).map((m) => m.text).join('\n'))[1];
  await town.says(crow, { image: { caption: `${number} ${BAD}` } });
  await town.says(crow, { type: 'document', content: { id: '1', mime_type: 'application/pdf', sha256: 'AAAA', filename: `${RUNS.slice(0, 200)}.pdf`, caption: `${number} ${FORMULA}` } });
  await town.says(crow, { location: { latitude: -7.81239, longitude: 113.31282, name: RUNS, address: BAD } });
  for (const text of [FORMULA, '@SUM(1+1)', `+62${TURNS}`, '-2+3+cmd|calc', `\t${FORMULA}`]) await town.reports(citizen(NAME), `${text} lampu jalan mati di desa Sebaung`);
  await town.reports(citizen(NAME), `Lampu jalan mati di desa Sebaung ${EMOJI}`);
  await town.api(who.rina, `tickets/${number}/assignments`, { department: 'DISHUB', note: BAD });
  await town.api(who.rina, `tickets/${number}/notes`, { text: `${FORMULA} ${BAD}` });
  await town.api(who.rina, `tickets/${number}/identity`, { reason: BAD });
  await town.api(who.budi, `tickets/${number}/summary`, { text: BAD });
  await town.api(who.rina, `tickets/${number}/summary/approval`, { approved: true });
  await town.api(who.budi, `tickets/${number}/transitions`, { to: 'awaiting_reporter', message: BAD });
  await town.api(who.adi, 'tickets', { text: BAD, category: 'street_light', place: '35.13.18', name: NAME });
  const sql = BAD.replaceAll("'", "''");
  // What Meta says of us, in its own words.
  town.sql(`INSERT INTO alarm (cause, severity, text, since, last_at) VALUES ('account_news', 2, '${sql}', 1795000000000, 1795000000000);
    UPDATE template SET reason = '${sql}', category = '<b>', quality = '<i>' WHERE name IN (SELECT name FROM template LIMIT 3);
    UPDATE outbox SET state = 8, error_code = 131026, error_text = '${sql}' WHERE id IN (SELECT id FROM outbox WHERE ticket_id IS NOT NULL ORDER BY id LIMIT 2)`);
  await until('counted', () => town.sql('SELECT (SELECT event_id FROM statistics_mark) = (SELECT MAX(id) FROM event)') === '1');
});
after(async () => {
  await browser?.close();
  await town?.close();
});

/** A page in which whatever runs, and whatever its policy has to refuse, is an error of the console. */
async function watched(options) {
  const page = await open(browser, options);
  await page.addInitScript(() => {
    globalThis.jahat = (n) => console.error(`ran: ${n}`);
    addEventListener('securitypolicyviolation', (e) => console.error(`refused: ${e.violatedDirective} ${e.sample}`));
  });
  return page;
}

/* In the page: elements that only markup of a citizen could have made, and turning marks beside other words. */
function smuggled() {
  const found = [...document.querySelectorAll('[onerror], [onload], [onclick], img[src="x"], a[href^="javascript:"], body script, iframe, object, embed, base, form[action]')].map((n) => n.outerHTML.slice(0, 120));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!/[\u202E\u2067]/.test(node.data) || node.parentElement.closest('.bubble-text, p[dir]')) continue; // a message is one text, whoever wrote its parts
    let at = node.parentElement;
    const kept = () => /isolate|plaintext/.test(getComputedStyle(at).unicodeBidi) && getComputedStyle(at).display.startsWith('inline');
    while (getComputedStyle(at).display.startsWith('inline') && !kept()) at = at.parentElement;
    const behind = document.createRange();
    behind.setStartAfter(node);
    behind.setEndAfter(at.lastChild);
    if (!kept() && behind.toString().trim()) found.push(`turns what stands beside it: ${at.tagName}.${at.className} "${at.textContent.slice(0, 80)}"`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push(`${document.documentElement.scrollWidth - innerWidth} px wider than the screen`);
  return found;
}
async function harmless(page, where) {
  for (const summary of await page.locator('summary').all()) await summary.evaluate((s) => { s.parentElement.open = true; });
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); }));
  assert.deepEqual(await page.evaluate(smuggled), [], where);
  assert.deepEqual(page.troubles, [], where);
}

for (const width of [NARROW, WIDE]) test(`on every page of the console at ${width} px`, async () => {
  for (const [name, paths] of [['adi', ['', 'laporan', `laporan?q=${encodeURIComponent(BAD.slice(0, 150))}`, `laporan?queue=${encodeURIComponent(RUNS)}&status=<b>&sort='`, 'laporan?queue=waiting', `laporan/${number}`,
    'laporan/baru', 'balasan', 'balasan?state=', 'jejak', 'angka', 'gangguan', 'gangguan?state=', 'biaya', 'akun', 'tabel/unit', 'tabel/template', `tabel/${encodeURIComponent('<b>')}`,
    `laporan/${encodeURIComponent(RUNS)}`, 'laporan/%E0%A4%A', '<script>jahat(8)</script>']], ['audi', ['jejak']], ['budi', [`laporan/${number}`]]]) {
    const page = await watched({ width });
    await begin(page, town.url, name);
    for (const path of paths) {
      await page.goto(`${town.url}/staff/${path}`);
      await settled(page);
      await harmless(page, `${name}: ${path}`);
      if (path === `laporan/${number}` && name === 'adi') await look(page, 'warga-jahil');
    }
    await close(page);
  }
});

test('on the pages for everybody, and on the phone', async () => {
  for (const width of [NARROW, WIDE]) {
    const page = await watched({ width });
    for (const path of ['/', key, `/t/${encodeURIComponent(RUNS.slice(0, 60))}?key=${encodeURIComponent(RUNS)}`]) {
      await page.goto(town.url + path);
      await harmless(page, path);
    }
    await page.goto(`http://127.0.0.1:${town.simPort}/`);
    await page.getByLabel('Warga baru').fill(NAME);
    await page.getByRole('button', { name: 'Tambah' }).click();
    await page.getByText(`sebagai ${NAME.slice(0, 20)}`).waitFor();
    await page.getByRole('textbox', { name: 'Pesan' }).fill(`Jalan rusak di desa Sebaung kecamatan Gending ${BAD} ${FORMULA}`);
    await page.getByRole('button', { name: 'Kirim', exact: true }).click();
    await page.getByRole('log').locator('.theirs').getByText(/LK\d\d-/).first().waitFor();
    await harmless(page, 'the phone');
    await look(page, 'telepon-jahil');
    await close(page);
  }
});

/** The cells of a file as a table calculator reads it. */
function cellsOf(csv) {
  return [...csv.matchAll(/("(?:[^"]|"")*"|[^,\r\n"]*)(,|\r\n|$)/g)].map(([, cell]) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}

test('in every export: no cell is a formula, the page of the evidence is a page', async () => {
  const dir = join(town.dir, 'bukti'), month = town.sql("SELECT strftime('%Y-%m', MAX(created_at) / 1000 + 25200, 'unixepoch') FROM ticket");
  execFileSync(KANDA, ['export', '--evidence', month, dir, '--config', town.conf]);
  const files = Object.fromEntries(['tiket.csv', 'sp4n.csv', 'ringkasan.csv'].map((name) => [name, readFileSync(join(dir, name), 'utf8')]));
  for (const path of ['export/tickets.csv', 'statistics.csv?by=department']) {
    const answer = await fetch(`${town.url}/api/v1/${path}`, { headers: { Authorization: `Bearer ${who.adi.token}` } });
    if (path.startsWith('export')) assert.equal(answer.status, 200, path);
    if (answer.ok) files[path] = await answer.text();
  }
  const open = await (await fetch(`${town.url}/data.csv`)).text();
  for (const [name, csv] of Object.entries({ ...files, 'data.csv': open })) {
    const cells = cellsOf(csv.replace(/^\uFEFF/, ''));
    assert.ok(cells.length > 10 || name === 'data.csv', `${name}: ${cells.length} cells`);
    assert.deepEqual(cells.filter((cell) => /^[=+@\t\r]/.test(cell) || /^-(?!\d+(\.\d+)?$)/.test(cell)), [], name);
  }
  assert.ok(files['tiket.csv'].includes('HYPERLINK'), 'the words are there');
  assert.ok(!Object.values(files).join('').includes(crow.phone));
  const server = createServer((_, r) => r.setHeader('Content-Type', 'text/html; charset=utf-8').end(readFileSync(join(dir, 'laporan.html')))).listen(0, '127.0.0.1');
  try {
    await new Promise((resolve) => { server.on('listening', resolve); });
    for (const width of [NARROW, WIDE]) {
      const page = await watched({ width });
      await page.goto(`http://127.0.0.1:${server.address().port}/laporan.html`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await harmless(page, 'evidence');
      await look(page, 'bukti-bulan');
      if (width === WIDE) { // no paper is as narrow as a phone
        await page.emulateMedia({ media: 'print' });
        await look(page, 'bukti-bulan-cetak');
      }
      await close(page);
    }
  } finally { server.close(); }
});
