// live.js - the one place that looks for what others did while somebody reads. Pages say what they
// want to hear of; how it is heard (asking now and then) is known here alone.
import { Problem } from './api.js';

/** How often is asked, in ms; more often than a person looks would help nobody. */
const EVERY = { counts: 30000, list: 30000, ticket: 15000 };

/** Calls `look` now and then as long as the page is seen, until `signal` ends; gives back what calls
 * it at once, after which the wait begins anew. What the service refuses waits for the next time. */
export function watch(topic, look, signal) {
  let timer = null;
  const plan = () => { timer = setTimeout(run, EVERY[topic]); };
  async function run() {
    clearTimeout(timer);
    plan();
    if (document.hidden) return;
    try {
      await look();
    } catch (problem) {
      if (!(problem instanceof Problem) && problem.name !== 'AbortError') throw problem;
    }
  }
  plan();
  signal?.addEventListener('abort', () => clearTimeout(timer));
  return run;
}
