// openapi.test.js - the OpenAPI document is a good one, and the service keeps to it whatever is asked of it.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { after, before, test } from 'node:test';
import { createConfig, lint } from '@redocly/openapi-core';
import { broken, document, FILE, operations, resolved, unlike } from './document.js';
import { citizen, Town } from './town.js';

const REQUESTS = Number(process.env.REQUESTS || 20000), AT_ONCE = 12;
let seed = Number(process.env.SEED || 1);

test('the document is linted by Redocly without a finding', async () => {
  // What nobody can be refused needs no 4xx.
  const config = await createConfig({ extends: ['recommended-strict'], rules: { 'operation-4xx-response': 'off' } });
  const found = await lint({ ref: FILE, config });
  assert.deepEqual(found.map((p) => `${p.ruleId} ${p.location[0]?.pointer || ''}: ${p.message}`), []);
});

test('examples are what their schemas say', async () => {
  const wrong = operations.flatMap((o) => Object.entries(o.responses).flatMap(([status, r]) => Object.entries(resolved(r).content || {})
    .filter(([, media]) => media.example !== undefined)
    .map(([type, media]) => [o, broken(o, { status, type, body: typeof media.example === 'string' ? media.example : JSON.stringify(media.example) })])
    .filter(([, why]) => why).map(([, why]) => `${o.method} ${o.path} ${status}: ${why}`)));
  assert.deepEqual(wrong, []);
});

test('what we tell other systems has an example that is true to its schema and its signature', () => {
  for (const [name, { post }] of Object.entries(document.webhooks)) {
    const { schema, example } = post.requestBody.content['application/json'];
    assert.equal(unlike(schema.$ref, example), '', name);
    const header = (which) => post.parameters.find((p) => p.name === which)?.example;
    const time = header('X-Kanda-Time'), signed = (time ? `${time}.` : '') + JSON.stringify(example);
    assert.equal(header('X-Kanda-Signature'), `sha256=${createHmac('sha256', 'rahasia-contoh').update(signed).digest('hex')}`, name);
  }
});

// --- a fuzzer that reads the document ---

const roll = (below) => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return Math.floor((seed / 2 ** 32) * below); };
const pick = (list) => list[roll(list.length)];
const ODD = ['', ' ', '0', '-1', '1e999', '99999999999999999999', 'null', 'true', '\u0000', 'a\u0000b', '\u202e\u2067', '😀'.repeat(300), "' OR 1=1 --",
  '../../etc/passwd', '%00', '%', '{}', '[]', '<script>', '=HYPERLINK("x")', '2026-02-30', '2026-13', '0000-00-00', '9'.repeat(400), 'LK26-00001-3', 'x'.repeat(5000),
  'LK99-99999-9', '\ud800', 'é'.repeat(90), '35.13.99', 'NaN', '1,2', 'abc;def', '*', '"', '\\', 'a b', '\t', '\r\nX-Injected: 1'];
const VALUES = [null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, [], {}, [[[[]]]], { a: { b: {} } }, 'x'];
const known = { number: [], name: ['petugas', 'tidak-ada', 'op'], id: ['1', '2', '999999'], cursor: [] };

/** Something of the schema, mostly; else something odd. */
function value(schema, depth = 0) {
  const s = resolved(schema);
  if (roll(6) === 0) return roll(2) ? pick(ODD) : pick(VALUES);
  if (s.enum) return pick(s.enum);
  if (s.oneOf || s.anyOf) return value(pick(s.oneOf || s.anyOf), depth);
  const type = Array.isArray(s.type) ? pick(s.type) : s.type;
  if (type === 'object') return depth > 4 ? {} : object(s, depth);
  if (type === 'array') return Array.from({ length: roll(4) }, () => value(s.items || {}, depth + 1));
  if (type === 'integer' || type === 'number') return pick([0, 1, 5, -1, s.minimum ?? 1, (s.maximum ?? 200) + roll(2), 1e9]);
  if (type === 'boolean') return roll(2) === 1;
  if (type === 'null') return null;
  return pick([s.example ?? 'x', s.default ?? 'y', 'Sudah diperbaiki', 'DISHUB', 'PUPR', '35.13.18', '2026-12-04', '2026-11', 'road', pick(known.number) ?? 'LK26-00001-3']);
}
function object(s, depth) {
  const out = {};
  for (const [key, of] of Object.entries(s.properties || {}))
    if ((s.required || []).includes(key) ? roll(12) : roll(2)) out[key] = value(of, depth + 1);
  if (roll(15) === 0) out[pick(['tidak_dikenal', '__proto__', 'x'.repeat(2000)])] = pick(VALUES);
  return out;
}

function body(o) {
  const [type, media] = pick(Object.entries(o.body));
  if (roll(12) === 0) return [pick([type, 'text/plain', 'application/x-www-form-urlencoded', '']), pick(['', '{', '[1,2', '{"a":1}{"b":2}', '\ufeff{}', 'x=1', `{"text":"${'y'.repeat(90000)}"}`, '['.repeat(5000), '{"text":"a","text":"b"}'])];
  if (!/json/.test(type)) return [`${type}; boundary=bb`, pick(['--bb\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nabc\r\n--bb--\r\n', '--bb\r\n', '--bb--', ''])];
  const example = media.example && roll(3) === 0 ? media.example : value(media.schema);
  return [type, JSON.stringify(example) ?? ''];
}

const parameter = (p) => (roll(5) ? (known[p.name]?.length && roll(6) ? pick(known[p.name]) : value(p.schema || {})) : pick(ODD));
const encoded = (v) => { try { return encodeURIComponent(typeof v === 'object' ? JSON.stringify(v) : v); } catch { return '%ED%A0%80'; } };
const header = (v) => String(v).replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');

function invent(o, people) {
  const headers = {};
  let path = o.path, query = [], elsewhere = false;
  for (const p of o.parameters) {
    const v = parameter(p);
    if (p.in === 'path' && String(v).includes('/')) elsewhere = true;
    if (p.in === 'path') path = path.replace(`{${p.name}}`, encoded(v) || '-');
    if (p.in === 'query' && (p.required || roll(3) === 0)) query.push(`${p.name}=${encoded(v)}`);
    if (p.in === 'header' && roll(2)) headers[p.name] = p.name === 'If-Match' && roll(3) ? `"${roll(6)}"` : header(v);
  }
  if (roll(20) === 0) query.push(`${encoded(pick(ODD))}=${encoded(pick(ODD))}`);
  const who = pick(people);
  if (who && o.caller !== 'public') headers.Authorization = `Bearer ${roll(40) ? who.token : pick(ODD).replace(/[^\x21-\x7e]/g, '?')}`;
  let content;
  if (o.body && roll(20)) [headers['Content-Type'], content] = body(o);
  if (headers['Content-Type'] === '') delete headers['Content-Type'];
  return { method: o.method, path: path + (query.length ? `?${query.join('&')}` : ''), headers, content, elsewhere };
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
const send = (port, r) => new Promise((resolve, reject) => {
  const asked = request({ host: '127.0.0.1', port, agent, method: r.method, path: r.path, headers: { ...r.headers, 'Content-Length': Buffer.byteLength(r.content || '') } }, (answer) => {
    const pieces = [];
    answer.on('data', (piece) => pieces.push(piece));
    answer.on('end', () => resolve({ status: answer.statusCode, type: answer.headers['content-type'] || '', headers: answer.headers, body: Buffer.concat(pieces).toString('utf8') }));
  });
  asked.on('error', reject);
  asked.end(r.content);
});

/** Told to come again it does, as the document says, and not for ever: where a machine does other things besides. */
async function unlessBusy(ask) {
  for (let left = 3; ; left--) {
    const answer = await ask();
    if (answer.status !== 503 || !answer.headers['retry-after'] || !left) return answer;
    await new Promise((done) => setTimeout(done, 1000));
  }
}

let town, people;
before(async () => {
  town = await Town.open();
  people = [town.staff('admin', 'admin'), town.staff('op', 'operator'), town.staff('officer', 'officer', 'PUPR'), town.staff('supervisor', 'supervisor'), town.staff('auditor', 'auditor'), null];
  town.staff('petugas', 'officer', 'DISHUB');
  const budi = citizen('Warga');
  for (const text of ['Jalan berlubang di desa Sebaung kecamatan Gending', 'Lampu jalan mati di desa Maron Kidul', 'Sampah menumpuk di pasar Leces'])
    known.number.push(await town.reports(budi, text));
});
after(() => town.close());

test(`${REQUESTS} requests made from the document: no 5xx, and nothing that the document does not promise`, async () => {
  // What ends sessions and accounts of the test itself, or reads for ever, is asked for elsewhere.
  const asked = operations.filter((o) => !(o.path.startsWith('/api/v1/staff/{name}') && o.method !== 'GET') && o.id !== 'listenToEvents');
  const wrong = new Map(), seen = new Map();
  let sent = 0;
  const work = async () => {
    while (sent < REQUESTS) {
      sent++;
      // Hashing a password takes 25 ms on purpose: not too many of those.
      const o = pick(asked);
      if (['signIn', 'addStaff'].includes(o.id) && roll(20)) continue;
      const r = invent(o, people);
      let answer, why;
      try { answer = await unlessBusy(() => send(town.port, r)); } catch (error) { why = `no answer: ${error.code}`; }
      why ??= answer.status >= 500 ? `answers ${answer.status}` : r.elsewhere ? '' : broken(o, answer);
      if (answer?.headers['x-injected']) why = 'a header was injected';
      if (answer) seen.set(`${o.id} ${answer.status}`, (seen.get(`${o.id} ${answer.status}`) || 0) + 1);
      if (why && !wrong.has(`${o.method} ${o.path}: ${why}`)) wrong.set(`${o.method} ${o.path}: ${why}`, `${JSON.stringify(r).slice(0, 400)} -> ${answer?.body.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  assert.deepEqual([...wrong].map(([what, how]) => `${what}\n      ${how}`), []);
  // A fuzzer whose requests are all refused tries nothing.
  const good = new Set([...seen.keys()].filter((key) => / 2\d\d$/.test(key)).map((key) => key.split(' ')[0]));
  const never = asked.map((o) => o.id).filter((id) => !good.has(id));
  assert.ok(good.size >= asked.length * 0.7, `answered well at least once: ${good.size} of ${asked.length}; never: ${never}`);
  assert.equal((await fetch(`${town.url}/readyz`)).status, 200);
});
