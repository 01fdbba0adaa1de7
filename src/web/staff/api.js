// api.js - the REST API: CSRF, problems as errors, and a session that may end in between.

/** What went wrong: status 0 and code "offline" when nothing was answered. */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail || body.code);
    Object.assign(this, { status, code: body.code, detail: body.detail || '', template: body.template || '', retryAfter });
  }
}

let csrf = null;
let signInAgain = async () => false;
let sawConnection = () => {};

/** ask: called when the session has ended; true once somebody is signed in again, and the request
 * is made anew. connection: told after every request whether the service answered. */
export function setup({ ask, connection }) {
  signInAgain = ask;
  sawConnection = connection;
}
export const useToken = (value) => { csrf = value; };

async function send(method, path, { body, ifMatch, key, etag, signal }) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && csrf) headers['X-CSRF-Token'] = csrf;
  if (ifMatch) headers['If-Match'] = `"${ifMatch}"`;
  if (key) headers['Idempotency-Key'] = key;
  if (etag) headers['If-None-Match'] = etag;
  try {
    const answer = await fetch(path, {
      method, headers, signal, credentials: 'same-origin', cache: 'no-store',
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    sawConnection(true);
    return answer;
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    sawConnection(false);
    throw new Problem(0, { code: 'offline' });
  }
}

async function problemOf(answer) {
  let body = {};
  try { body = await answer.json(); } catch { /* an answer of a proxy in between */ }
  if (!body.code) body = { code: answer.status >= 500 ? 'unavailable' : 'internal', detail: answer.statusText };
  return new Problem(answer.status, body, Number(answer.headers.get('Retry-After')) || 0);
}

/** {data, etag, status}; throws Problem. options: body, ifMatch (version), key, etag, signal, quiet
 * (a 401 is an answer, not the end of a session). */
export async function call(method, path, options = {}) {
  let answer = await send(method, path, options);
  if (answer.status === 401 && !options.quiet && await signInAgain()) answer = await send(method, path, options);
  if (answer.status === 304) return { status: 304 };
  if (!answer.ok) throw await problemOf(answer);
  const data = answer.status === 204 ? null : await answer.json();
  return { data, status: answer.status, etag: answer.headers.get('ETag') };
}
export const get = async (path, options) => (await call('GET', path, options)).data;

/* fetch tells nothing of how far a body has gone; the older way does. */
const sendFile = (path, file, progress) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest(), body = new FormData();
  body.append('file', file, 'berkas'); // the name stays here: the content says what it is
  request.open('POST', path);
  request.setRequestHeader('Accept', 'application/json');
  if (csrf) request.setRequestHeader('X-CSRF-Token', csrf);
  request.upload.addEventListener('progress', (e) => { if (e.lengthComputable) progress(e.loaded / e.total); });
  request.addEventListener('error', () => { sawConnection(false); reject(new Problem(0, { code: 'offline' })); });
  request.addEventListener('load', () => {
    sawConnection(true);
    resolve(new Response(request.response, { status: request.status, headers: { 'Retry-After': request.getResponseHeader('Retry-After') || '' } }));
  });
  request.send(body);
});
/** Sends one file; progress hears 0 to 1. Gives back what the service answered. */
export async function upload(path, file, progress) {
  let answer = await sendFile(path, file, progress);
  if (answer.status === 401 && await signInAgain()) answer = await sendFile(path, file, progress);
  if (!answer.ok) throw await problemOf(answer);
  return answer.json();
}

/** "?status=received&q=a+b", without what is empty. */
export function query(values) {
  const q = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== '' && value !== null && value !== undefined) q.set(name, value);
  const text = q.toString();
  return text ? `?${text}` : '';
}

const digits = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
const keys = new Map();
/** The same key as long as the same form sends the same: a repeat after a broken line does nothing
 * twice. Forget it once it was done. */
export function keyFor(form, body) {
  const text = JSON.stringify(body), known = keys.get(form);
  if (known && known.text === text) return known.key;
  const key = digits();
  keys.set(form, { text, key });
  return key;
}
export const keyDone = (form) => keys.delete(form);
