// many_staff.js - two hundred people of the desk at once: each signed in, each with a connection of their own,
// reading, searching and working on tickets, many of them on the same few. Says what was done and how long reads took.
import { execFile } from 'node:child_process';
import { Agent, request } from 'node:http';
import { promisify } from 'node:util';
import { nap, PASSWORD, SIM, Town } from './town.js';

const run = promisify(execFile);
const LOOKED_AT = 200, FOUGHT_OVER = 20; // tickets

/** Webhooks of made-up citizens, signed; gives the report of kanda-sim. */
export async function webhooks(town, rate, seconds) {
  const { stdout } = await run(SIM, ['load', '--rate', String(rate), '--seconds', String(seconds), '--webhook', `${town.url}/webhook`, '--app-secret', town.secret,
    '--phone-number-id', town.number, '--json', '--seed', String(rate + seconds)], { maxBuffer: 1 << 20 });
  return JSON.parse(stdout);
}

function ask(session, method, path, body, headers = {}) {
  const content = body ? JSON.stringify(body) : '';
  return new Promise((resolve, reject) => {
    const began = process.hrtime.bigint();
    const sent = request({ host: '127.0.0.1', port: session.port, agent: session.agent, method, path: `/api/v1/${path}`,
      headers: { Cookie: session.cookie, 'X-CSRF-Token': session.csrf, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(content), ...headers } }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, ms: Number(process.hrtime.bigint() - began) / 1e6,
        get data() { // read only where it is looked at: two hundred people are one thread here, and would wait for each other
          const text = Buffer.concat(pieces).toString('utf8');
          return /json/.test(answer.headers['content-type']) ? JSON.parse(text) : text;
        } }));
    });
    // A connection that the server ends after a long pause, in the moment it is used again, is opened anew, as browsers do.
    sent.on('error', (error) => (sent.reusedSocket && error.code === 'ECONNRESET' ? resolve(ask(session, method, path, body, headers)) : reject(error)));
    sent.end(content);
  });
}

async function signIn(town, name) {
  const session = { port: town.port, agent: new Agent({ keepAlive: true, maxSockets: 1 }), cookie: '', csrf: '' };
  const answer = await ask(session, 'POST', 'session', { name, password: PASSWORD });
  if (answer.status !== 200) throw new Error(`${name} is not signed in: ${answer.status}`);
  session.cookie = answer.headers['set-cookie'][0].split(';')[0];
  session.csrf = answer.data.csrf;
  return session;
}

/** At most 8 sign-ins at once: each costs 25 ms of hashing on purpose. */
async function signInAll(town, names, count) {
  const sessions = [];
  const next = async () => { while (sessions.length < count) { const i = sessions.push(null) - 1; sessions[i] = await signIn(town, names[i % names.length]); } };
  await Promise.all(Array.from({ length: 8 }, next));
  return sessions;
}

let seed = 1;
const roll = (below) => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return Math.floor((seed / 2 ** 32) * below); };
const pick = (list) => list[roll(list.length)];
/** Good ones, and the worst that a person may ask for: in every ticket, in none, a letter, far too many words. */
const SEARCHES = ['jalan', 'lampu mati', 'rusak jalan desa', 'sampah pasar', 'zzzz', 'a', 'd e s a', 'jalan lampu sampah banjir rusak', '"jalan" OR NOT *', 'ja '.repeat(60).trim()];
/** Filters alone and together: of many rows, of few, of none, and searches that are filtered. */
const FILTERS = ['status=received', 'department=PUPR&sort=created_at', 'category=street_light&status=received', 'district=35.13.18&kind=complaint', 'village=35.13.18.2008', 'overdue=true',
  'from=2020-01-01&to=2020-02-01', 'status=closed&department=DLH&category=waste', 'due_before=2030-01-01&limit=200', 'q=jalan&status=closed', 'q=lampu&department=DISHUB&district=35.13.24', 'queue=new', 'queue=overdue'];

const version = (answer) => answer.headers.etag;

/** Reads, then changes what was read, as the console does. */
async function change(session, number, done) {
  const read = await ask(session, 'GET', `tickets/${number}`);
  done.reads.push(read.ms);
  if (read.status !== 200) { done.count(read); return; } // a reader's deadline has passed: try again later
  const priority = pick(['normal', 'high']);
  const changed = await ask(session, 'PATCH', `tickets/${number}`, { priority }, { 'If-Match': version(read) });
  done.count(changed);
  if (changed.status === 200) done.versions.push(`${number} ${version(changed)}`);
}

async function hand_on(session, number, done) {
  const read = await ask(session, 'GET', `tickets/${number}`);
  done.reads.push(read.ms);
  if (read.status !== 200) { done.count(read); return; }
  const department = pick(['PUPR', 'DISHUB', 'DLH']);
  const answer = await ask(session, 'POST', `tickets/${number}/assignments`, { department, note: '' }, { 'If-Match': version(read) });
  done.count(answer);
  if (answer.status < 300) done.versions.push(`${number} ${version(answer)}`);
}

/** The same reply twice at once, under one key: a page that was clicked twice. */
async function reply(session, number, done) {
  const text = `Kabar nomor ${++done.texts} untuk Bapak/Ibu.`, key = { 'Idempotency-Key': `balas-${done.texts}` };
  const both = await Promise.all([ask(session, 'POST', `tickets/${number}/replies`, { text }, key), ask(session, 'POST', `tickets/${number}/replies`, { text }, key)]);
  both.forEach((answer) => done.count(answer));
  if (both.some((answer) => answer.status === 201)) done.replies.push(text);
}

async function look(session, numbers, done) {
  const path = pick([`tickets/${pick(numbers)}`, `tickets/${pick(numbers)}/timeline`, 'tickets?limit=50', 'tickets?status=received&limit=50', 'queues']);
  const answer = await ask(session, 'GET', path);
  done.count(answer);
  done.reads.push(answer.ms);
}

async function filtered(session, done) {
  const answer = await ask(session, 'GET', `tickets?${pick(FILTERS)}`);
  done.count(answer, true);
  done.lists.push(answer.ms);
}

async function search(session, done) {
  const answer = await ask(session, 'GET', `tickets?q=${encodeURIComponent(pick(SEARCHES))}`);
  done.count(answer, true);
  done.searches.push(answer.ms);
}

/** Accounts, and so many sessions of them. */
export async function enter(town, people) {
  // An account keeps its ten newest sessions.
  const names = ['adi', ...Array.from({ length: Math.ceil(people / 5) }, (_, i) => `oni${i}`)];
  names.forEach((name, i) => town.staff(name, i ? 'operator' : 'admin'));
  return signInAll(town, names, people);
}

/** Everybody works until so many deeds are done, and rests up to twice pause ms before each (plain: nobody
 *  searches or filters): the ms of each read, of
 *  each list with filters and of each search, how often each status, what each change led to, the replies. */
export async function work(sessions, { deeds, pause = 0, plain = false }) {
  const list = await ask(sessions[0], 'GET', `tickets?limit=${LOOKED_AT}`);
  if (list.status !== 200) throw new Error(`the list: ${list.status} ${JSON.stringify(list.data)}`);
  const numbers = list.data.items.map((t) => t.number);
  const done = { reads: [], lists: [], searches: [], versions: [], replies: [], texts: 0, statuses: {},
    count(answer, searched = false) { const key = `${searched ? 'search ' : ''}${answer.status}${answer.status >= 400 ? ` ${answer.data.code}` : ''}`; this.statuses[key] = (this.statuses[key] || 0) + 1; } };
  let left = deeds;
  await Promise.all(sessions.map(async (session) => {
    while (left-- > 0) {
      if (pause) await nap(roll(2 * pause));
      const number = numbers[roll(FOUGHT_OVER)];
      const turn = roll(20);
      if (turn < (plain ? 13 : 8)) await look(session, numbers, done);
      else if (turn < 11) await filtered(session, done);
      else if (turn < 13) await search(session, done);
      else if (turn < 17) await change(session, number, done);
      else if (turn < 19) await hand_on(session, number, done);
      else await reply(session, number, done);
    }
  }));
  sessions.forEach((session) => session.agent.destroy());
  return done;
}

export const share = (values, p) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))];
export const openTown = () => Town.open('messages_per_second=1000\n[desk]\nsettle_seconds=0\n');

// As a program it measures, for `make bench`: TICKETS, SESSIONS and DEEDS, 320 webhooks a second meanwhile. PLAIN: without searches and filters.
if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [tickets, people, deeds] = [process.env.TICKETS || 10000, process.env.SESSIONS || 200, process.env.DEEDS || 4000].map(Number);
  const town = await openTown();
  try {
    await webhooks(town, 1000, Math.ceil(tickets / 1000));
    const sessions = await enter(town, people);
    const meanwhile = webhooks(town, 320, 20);
    const done = await work(sessions, { deeds, pause: 1000, plain: Boolean(process.env.PLAIN) });
    const load = await meanwhile;
    const times = (name, values) => console.log(`${name}_count ${values.length}\n${name}_p50_us ${Math.round(share(values, 0.5) * 1000)}\n${name}_p99_us ${Math.round(share(values, 0.99) * 1000)}`);
    const refused = Object.entries(done.statuses).filter(([status]) => status.startsWith('search 5') || status.startsWith('5')).reduce((sum, [, count]) => sum + count, 0);
    console.log(`tickets ${town.sql('SELECT COUNT(*) FROM ticket')}\nrefused ${refused}`);
    times('any', [...done.reads, ...done.lists, ...done.searches]);
    times('read', done.reads);
    if (done.lists.length) times('list', done.lists);
    if (done.searches.length) times('search', done.searches);
    console.log(`webhook_p99_us ${Math.round(load.latency_ms.p99 * 1000)}\nwebhook_max_us ${Math.round(load.latency_ms.max * 1000)}\nwebhooks_lost ${load.requests - load.ok}`);
  } finally { await town.close(); }
}
