// many_staff.test.js - two hundred sessions on the same tickets while citizens write: nothing is lost, nothing is
// done twice, and who comes second is told so. How long it takes is for `make bench`.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { enter, openTown, webhooks, work } from './many_staff.js';

let town;
before(async () => { town = await openTown(); await webhooks(town, 500, 4); });
after(() => town.close());

test('200 sessions at once: no lost update, no double reply, every conflict told', async () => {
  const sessions = await enter(town, 200);
  const meanwhile = webhooks(town, 320, 5);
  const done = await work(sessions, { deeds: 2500 });
  const load = await meanwhile;
  assert.equal(load.ok, load.requests, 'every webhook is answered 200');
  // A reader may be cut off at its deadline, and says try again; everything else is done, or refused with the reason.
  const allowed = new Set(['200', '201', '409 illegal_move', '409 still_running', '412 stale', 'search 200', 'search 422 invalid_value', 'search 503 too_slow', '409 window_closed']);
  assert.deepEqual(Object.keys(done.statuses).filter((status) => !allowed.has(status) && !/^503 /.test(status)), [], JSON.stringify(done.statuses));
  assert.ok(done.statuses['412 stale'] > 20, `they did get into each other's way: ${JSON.stringify(done.statuses)}`);
  // Two changes that lead to the same version: one of them was lost.
  assert.ok(done.versions.length > 100);
  assert.equal(new Set(done.versions).size, done.versions.length);
  // Each change is one line of the trail.
  assert.equal(Number(town.sql("SELECT COUNT(*) FROM event WHERE type IN ('changed', 'assigned')")), done.versions.length);
  assert.ok(done.replies.length > 20);
  for (const text of done.replies) assert.equal(town.sql(`SELECT COUNT(*) FROM outbox WHERE content LIKE '%${text}%'`), '1', text);
});
