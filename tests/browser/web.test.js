// web.test.js - how pages are served: policy, types, caching, compression; and that no script of ours
// can read text as markup.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Town } from './town.js';

let town;
before(async () => { town = await Town.open(); });
after(() => town?.close());

const ask = (path, headers = {}, method = 'GET') => new Promise((resolve, reject) => {
  request(town.url + path, { headers, method }, (r) => {
    const parts = [];
    r.on('data', (d) => parts.push(d)).on('end', () => resolve({ status: r.statusCode, headers: r.headers, body: Buffer.concat(parts) }));
  }).on('error', reject).end();
});

const page = async () => (await ask('/staff/')).body.toString();
/** What a page fetches only when it needs it. */
const LATER = ['lib/bootstrap.min.css', 'lib/chart.min.js', 'lib/leaflet.min.js', 'lib/leaflet.css', 'staff/view_numbers.js'];
const assets = async () => { const first = await linked(); return [...first, ...LATER.map((file) => first[0].replace(/^(\/assets\/\w+\/).*/, `$1${file}`))]; };
const linked = async () => [...(await page()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((m) => m[1]);

test('the console is one page under every address below /staff/', async () => {
  const first = await ask('/staff/');
  assert.equal(first.status, 200);
  for (const path of ['/staff', '/staff/laporan', '/staff/laporan/LK26-00001-3?a=1', '/staff/a//b/'])
    assert.deepEqual((await ask(path)).body, first.body, path);
  assert.equal((await ask('/staffs')).status, 404);
  assert.equal((await ask('/staff/', {}, 'POST')).status, 405);
});

test('strict policy on the page and on every file of it', async () => {
  for (const path of ['/staff/', ...await assets()]) {
    const { status, headers } = await ask(path);
    assert.equal(status, 200, path);
    assert.equal(headers['content-security-policy'], "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'");
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.match(headers['content-type'], /^(text\/(html|css|javascript); charset=utf-8|image\/svg\+xml)$/);
  }
  assert.doesNotMatch(await page(), /<script(?![^>]+src=)|<style|\son\w+=|\sstyle=|javascript:/i, 'nothing inline');
});

test('files never change under their address; the page is asked for each time', async () => {
  const first = await ask('/staff/');
  assert.equal(first.headers['cache-control'], 'no-cache');
  const again = await ask('/staff/', { 'If-None-Match': first.headers.etag });
  assert.deepEqual([again.status, again.body.length, again.headers.etag], [304, 0, first.headers.etag]);
  assert.equal((await ask('/staff/', { 'If-None-Match': '"another", W/"one"' })).status, 200);
  const files = await assets();
  assert.ok(files.length >= 3);
  for (const path of files) {
    const file = await ask(path);
    assert.equal(file.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal((await ask(path, { 'If-None-Match': file.headers.etag })).status, 304);
    assert.equal((await ask(path.replace(/^\/assets\/\w+/, '/assets/000000000000'))).status, 404, 'no other version under this name');
  }
  const base = files[0].split('/').slice(0, 3).join('/');
  for (const path of ['/staff/index.html', '/staff/keine.js', '/../version', '/version', '/staff/main.js/', '/staff/main.js.gz', '/'])
    assert.equal((await ask(base + path)).status, 404, path);
});

test('compressed where the browser takes it, the same bytes where it does not', async () => {
  for (const path of ['/staff/', '/assets/look.css?v=1', '/assets/public.css', ...await assets()]) {
    const whole = await ask(path);
    assert.equal(whole.headers['content-encoding'], undefined);
    for (const [takes, is, unpack] of [['br, gzip;q=0.8', 'br', brotliDecompressSync], ['gzip, deflate', 'gzip', gunzipSync], ['br;q=0, gzip', 'gzip', gunzipSync]]) {
      const packed = await ask(path, { 'Accept-Encoding': takes });
      assert.equal(packed.headers.vary, 'Accept-Encoding');
      assert.equal(packed.headers['content-encoding'], is, `${path} for ${takes}`);
      assert.ok(packed.body.length < whole.body.length);
      assert.deepEqual(unpack(packed.body), whole.body);
      assert.notEqual(packed.headers.etag, whole.headers.etag);
    }
    assert.equal((await ask(path, { 'Accept-Encoding': 'gzip;q=0' })).headers['content-encoding'], undefined);
  }
  assert.equal((await ask('/staff/', { 'Accept-Encoding': 'gzip' })).headers['content-encoding'], 'gzip');
});

test('the desk\'s tables are asked for again only when they changed', async () => {
  const adi = town.staff('adi', 'admin'), headers = { Authorization: `Bearer ${adi.token}` };
  const first = await ask('/api/v1/desk', headers);
  assert.equal(first.status, 200);
  assert.ok(first.body.length < 100 * 1024);
  assert.equal((await ask('/api/v1/desk', { ...headers, 'If-None-Match': first.headers.etag })).status, 304);
  assert.equal((await ask('/api/v1/desk', { 'If-None-Match': first.headers.etag })).status, 401);
  const desk = JSON.parse(first.body);
  assert.ok(desk.departments.length > 20 && desk.places.length > 300 && desk.moves.length > 10);
  assert.ok(desk.moves.every((m) => m.from.length > 0 && m.movers.length > 0));
});

test('no script of ours can read text as markup, or ask anybody else', () => {
  const folder = new URL('../../src/web/', import.meta.url).pathname;
  const files = readdirSync(folder, { recursive: true }).filter((f) => f.endsWith('.js'));
  assert.ok(files.length > 10);
  for (const f of files)
    assert.doesNotMatch(readFileSync(folder + f, 'utf8').replace(/^\s*\/\/.*$/gm, ''), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|createContextualFragment|srcdoc|https?:\/\/(?!www\.w3\.org|…)/, f);
});
