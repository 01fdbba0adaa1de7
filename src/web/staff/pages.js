// pages.js - what comes from the service into a place of a page, at once or page by page: loading, the
// next one, empty, broken.
import { get, query as toQuery } from './api.js';
import { button, loading, put, state } from './dom.js';
import { problemWords } from './words.js';

/** Puts what `make` promises into `place`; where that fails, why, and a way to try `again`. `what`: its name. */
export async function loadInto(place, what, make, again) {
  try {
    put(place, await make());
  } catch (problem) {
    if (problem.name === 'AbortError') throw problem;
    put(place, state('broken', `${what} belum bisa dimuat`, problemWords(problem), button('Coba lagi', again)));
  }
}

/** Appends what `path` answers to `list`, and says in `below` how it stands. `what` is the list's name;
 * `next` stands on the button for more; `empty()` makes what is shown when there is nothing. */
export async function pages({ list, below, path, query, what, next, row, empty, signal }) {
  let cursor = null;
  async function more() {
    put(below, loading(what));
    await loadInto(below, what, async () => {
      const page = await get(`${path}${toQuery({ ...query, cursor })}`, { signal });
      cursor = page.next_cursor;
      for (const item of page.items) list.append(row(item));
      return [cursor && !list.children.length && state('empty', 'Belum ketemu', 'Yang terbaru sudah dilihat; yang lebih lama belum.'), cursor ? button(next, more, { class: 'wide' }) : list.children.length ? null : empty()];
    }, more);
  }
  await more();
}
