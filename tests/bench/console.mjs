// console.mjs DATABASE ROUNDS - the console on a filled database, in a real browser: how long each queue, each
// list and tickets of every sort take from the click until they are painted, in the page's own trace; the largest
// answer, and how many were refused. Prints "name value" a line, one of each name a round: the median of what was
// opened in it. What took longest goes to stderr.
import { launch } from '../browser/browser.js';
import { enter, median, openLarge, places, visit } from '../browser/many_tickets.js';

const [database, rounds] = process.argv.slice(2);
const { town, admin, numbers } = await openLarge(database);
const browser = await launch();
/* A search among filters that nothing passes looks further page by page, and says so: apart. */
const sortOf = (what, address) => (what.startsWith('ticket') ? 'ticket' : what === 'list' && address.includes('q=') ? 'search' : what);
try {
  const page = await enter(town, browser), all = await places(town, admin, numbers);
  let largest = 0, refused = 0;
  for (let i = 0; i < Number(rounds); i++) {
    const took = {};
    for (const [what, address] of all) {
      const { ms, requests } = await visit(page, address);
      (took[sortOf(what, address)] ||= []).push([ms, address]);
      largest = Math.max(largest, ...requests.map((r) => r.bytes));
      refused += requests.filter((r) => r.status !== 200).length;
    }
    for (const [sort, visits] of Object.entries(took)) {
      const [most, where] = visits.reduce((a, b) => (b[0] > a[0] ? b : a));
      console.log(sort, median(visits.map(([ms]) => ms)).toFixed(1));
      console.log(`${sort}_worst`, most.toFixed(1));
      console.error(`console, round ${i + 1}: longest ${sort}: ${most.toFixed(0)} ms, ${where}`);
    }
  }
  console.log('largest_kb', (largest / 1024).toFixed(1));
  console.log('refused', refused);
} finally {
  await browser.close();
  await town.close();
}
