// signin.js - signing in: as a page at the start, as a dialog when a session ends in between. The
// page below the dialog stays as it is, with everything that was typed.
import { call, Problem } from './api.js';
import { button, el, hold, labelled, put } from './dom.js';
import { problemWords } from './words.js';

function form(name, done) {
  const user = el('input', { name: 'name', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', value: name });
  const word = el('input', { name: 'password', type: 'password', autocomplete: 'current-password' });
  const trouble = el('p', { class: 'trouble', role: 'alert' });
  const go = el('button', { class: 'primary wide' }, 'Masuk');
  const submit = async (event) => {
    event.preventDefault();
    trouble.textContent = '';
    if (!user.value.trim() || !word.value) {
      trouble.textContent = 'Isi nama dan kata sandi.';
      (user.value.trim() ? word : user).focus();
      return;
    }
    const release = hold(go);
    try {
      const body = { name: user.value.trim(), password: word.value };
      done((await call('POST', '/api/v1/session', { body, quiet: true })).data);
    } catch (problem) {
      trouble.textContent = problemWords(problem instanceof Problem ? problem : { code: 'offline' });
      word.select();
      word.focus();
    } finally {
      release();
    }
  };
  return el('form', { class: 'signin-form', novalidate: true, on: { submit } },
    labelled('Nama akun', user, { required: true }), labelled('Kata sandi', word, { required: true }), trouble, go);
}

const brand = () => el('p', { class: 'brand-lines' },
  el('span', { class: 'brand-name' }, 'Lapor Kanda'), el('span', { class: 'brand-sub' }, 'Pengaduan masyarakat lewat WhatsApp'));

export function signInPage(app) {
  document.title = 'Masuk · Meja Lapor Kanda';
  return new Promise((resolve) => {
    put(app, el('main', { class: 'signin' }, el('div', { class: 'signin-card' }, brand(),
      el('h1', {}, 'Masuk ke meja kerja'), form('', resolve),
      el('p', { class: 'hint' }, 'Akun dibuat oleh admin. Lupa kata sandi? Mintalah admin menggantinya.'))));
    app.querySelector('input').focus();
  });
}

let asking = null;
/** True once the person is signed in again. Many requests may find out at once; one dialog asks. */
export function askAgain(name, accept) {
  asking ||= new Promise((resolve) => {
    const end = (value) => { asking = null; dialog.close(); dialog.remove(); resolve(value); };
    const dialog = el('dialog', { class: 'dialog', 'aria-labelledby': 'again-title', on: { cancel: (e) => { e.preventDefault(); end(false); } } },
      el('h2', { id: 'again-title' }, 'Sesi Anda berakhir'),
      el('p', {}, 'Masuk lagi untuk melanjutkan. Yang sudah Anda ketik tidak hilang.'),
      form(name, (session) => end(accept(session))), button('Nanti saja', () => end(false), { class: 'quiet wide' }));
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector(name ? 'input[type=password]' : 'input').focus();
  });
  return asking;
}
