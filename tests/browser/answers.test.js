// answers.test.js - whatever the API answered in the tests before this one is what the OpenAPI document says.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { broken, operationOf } from './document.js';

test('an answer that the document does not promise is found', () => {
  const alarms = operationOf('GET', '/api/v1/alarms?limit=2');
  const good = { status: 200, type: 'application/json', body: '{"items":[],"next_cursor":null}' };
  assert.equal(broken(alarms, good), '');
  assert.match(broken(alarms, { ...good, status: 418 }), /418/);
  assert.match(broken(alarms, { ...good, type: 'text/plain' }), /text\/plain/);
  assert.match(broken(alarms, { ...good, body: '{"items":{}}' }), /./);
  assert.match(broken(alarms, { ...good, body: '{' }), /no JSON/);
  assert.equal(operationOf('GET', '/api/v1/tickets/LK26-00001-3/timeline').id, 'listTimeline');
  assert.equal(operationOf('PUT', '/api/v1/tickets'), undefined);
});

const file = process.env.KANDA_ANSWERS;
const there = file && existsSync(file);
test('every answer of the tests before', { skip: there ? false : 'no test has asked the API in this run' }, () => {
  const answers = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const wrong = new Set();
  for (const a of answers) {
    const o = operationOf(a.method, a.path);
    // What is at no path, or takes no such method, is answered so.
    const why = o ? broken(o, { ...a, method: a.method }) : [401, 404, 405].includes(a.status) ? '' : `answers ${a.status} at a path without an operation`;
    if (why && !(a.method === 'HEAD' && a.body === '')) wrong.add(`${a.method} ${o?.path || a.path}: ${why}`);
  }
  assert.deepEqual([...wrong], []);
  console.log(`${answers.length} answers`);
});
