// live.js - the one place that hears of what others do while somebody reads. Pages say what they want
// to hear of; how it is heard is known here alone: the service tells it as it happens, to one tab of a
// browser, which tells the others (a browser gives a service few connections). Where that does not
// work, and for what is not told that way, it is asked for now and then.
import { Problem } from './api.js';

/** How often is asked, in ms; more often than a person looks would help nobody. */
const EVERY = { counts: 30000, list: 30000, ticket: 15000 };
/** After news: a moment, because it seldom comes alone; and not more often than this. */
const MOMENT = 400, REST = 4000;

const watchers = new Set();
const tell = (news) => { for (const hear of watchers) hear(news); };

/* --- the stream --- */

let channel = null;

/** Holds the stream as long as it lives; ends when the service refuses it. */
const stream = () => new Promise((ended) => {
  const source = new EventSource('/api/v1/events');
  const pass = (event) => {
    const news = event.type === 'reset' ? null : JSON.parse(event.data); // null: anything may have changed
    channel.postMessage(news);
    tell(news);
  };
  source.addEventListener('ticket', pass);
  source.addEventListener('reset', pass);
  source.addEventListener('error', () => { if (source.readyState === EventSource.CLOSED) ended(); });
});

/** One tab holds it; when that one is closed, the next has its turn. What is refused (a session has
 * ended, too many streams) is tried again after a while. */
async function listen() {
  if (channel || !navigator.locks || !window.BroadcastChannel) return;
  channel = new BroadcastChannel('kanda:live');
  channel.addEventListener('message', (event) => tell(event.data));
  for (;;) {
    await navigator.locks.request('kanda:live', stream);
    await new Promise((resolve) => { setTimeout(resolve, EVERY.counts); });
  }
}

/* --- watching --- */

/** Calls `look` when there is news that `concerns` (all, where it is not given), and now and then, as
 * long as the page is seen and until `signal` ends; gives back what calls it at once. What the service
 * refuses waits for the next time. */
export function watch(topic, look, signal, concerns = () => true) {
  let timer = null, due = 0, ran = 0;
  const plan = (ms) => {
    clearTimeout(timer);
    due = Date.now() + ms;
    timer = setTimeout(run, ms);
  };
  async function run() {
    ran = Date.now();
    plan(EVERY[topic]);
    if (document.hidden) return;
    try {
      await look();
    } catch (problem) {
      if (!(problem instanceof Problem) && problem.name !== 'AbortError') throw problem;
    }
  }
  const hear = (news) => {
    const wait = Math.max(MOMENT, ran + REST - Date.now());
    if ((news === null || concerns(news)) && due > Date.now() + wait) plan(wait);
  };
  plan(EVERY[topic]);
  watchers.add(hear);
  signal?.addEventListener('abort', () => { clearTimeout(timer); watchers.delete(hear); });
  listen();
  return run;
}
