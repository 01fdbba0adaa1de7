// main.js - start: who is signed in, the desk's tables, then the page that the address names.
import { get, setup, useToken, Problem } from './api.js';
import { draftsOf } from './drafts.js';
import { loadDesk, person } from './desk.js';
import { el, pageState, put } from './dom.js';
import { problemWords } from './words.js';
import { frame, showConnection, refreshCounts } from './frame.js';
import { askAgain, signInPage } from './signin.js';
import { startRouter } from './router.js';

const app = document.getElementById('app');

async function known() {
  try {
    return await get('/api/v1/session', { quiet: true });
  } catch (problem) {
    if (problem instanceof Problem && (problem.status === 401 || problem.status === 403)) return null;
    throw problem;
  }
}

function remember(session) {
  Object.assign(person, session);
  useToken(session.csrf);
  draftsOf(session.name);
}

async function start() {
  setup({
    ask: () => askAgain(person.name, (session) => {
      const same = session.name === person.name;
      remember(session);
      if (!same) location.reload();
      return same;
    }),
    connection: showConnection,
  });
  try {
    remember(await known() || await signInPage(app));
    await loadDesk();
  } catch (problem) {
    const again = el('button', { type: 'button', on: { click: () => location.reload() } }, 'Coba lagi');
    put(app, el('main', { class: 'alone' }, pageState('broken', 'Meja kerja belum bisa dibuka', problemWords(problem), again)));
    return;
  }
  startRouter(frame(app));
  refreshCounts();
}

start();
