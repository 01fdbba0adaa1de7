// send.js - what a citizen sends, with the citizen's own clock and the troubles of the way: twice, or
// one message overtaken by the next.
import { ask, now } from './feed.js';

export const way = { twice: false, swapped: false, offsetMinutes: 0 };
let held = null; // the message that the next one overtakes
export const isHeld = () => held !== null;

const post = (letter) => ask('sim/send', JSON.stringify(letter));

async function deliver(letter) {
  const first = await post(letter);
  if (way.twice) await post({ ...letter, wamid: first.wamid });
}

/** content as /sim/send takes it; resolves when it left. */
export async function send(person, content) {
  const letter = { name: person.name, repeat: true, timestamp: Math.floor(now() / 1000) + way.offsetMinutes * 60, ...content };
  if (person.number) letter.from = person.number;
  else letter.bsuid = person.user;
  if (way.swapped && !held) {
    held = letter;
    return;
  }
  const late = held;
  held = null;
  await deliver(letter);
  if (late) await deliver(late);
}

/** Lets go of what is held back. */
export async function release() {
  const late = held;
  held = null;
  if (late) await deliver(late);
}

export const upload = (blob) => ask('sim/media', blob, blob.type);
