// voice.js - a voice note that nobody spoke: seconds of silence, as WhatsApp has them (Opus in Ogg,
// RFC 6716 and 7845).
const RATE = 48000, PACKET = 960; // samples in 20 ms
const SILENCE = [0xf8, 0xff, 0xfe]; // one packet: CELT, mono, 20 ms
const ascii = (text) => [...text].map((c) => c.charCodeAt(0));
const little = (n, bytes) => Array.from({ length: bytes }, (_, i) => Math.floor(n / 256 ** i) % 256);

/* The checksum of Ogg: 0x04c11db7, highest bit first, begun with zero. */
function checksum(bytes) {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum < 0 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}

function page(packets, { flags = 0, granule = 0, number }) {
  const head = (sum) => [...ascii('OggS'), 0, flags, ...little(granule, 8), ...little(1, 4), ...little(number, 4), ...little(sum, 4),
    packets.length, ...packets.map((p) => p.length)];
  const body = packets.flat();
  return [...head(checksum([...head(0), ...body])), ...body];
}

export function silence(seconds) {
  const count = Math.min(seconds * RATE / PACKET, 255);
  const opening = [...ascii('OpusHead'), 1, 1, ...little(312, 2), ...little(RATE, 4), 0, 0, 0];
  const tags = [...ascii('OpusTags'), ...little(9, 4), ...ascii('kanda-sim'), ...little(0, 4)];
  return new Blob([new Uint8Array([...page([opening], { flags: 2, number: 0 }), ...page([tags], { number: 1 }),
    ...page(Array(count).fill(SILENCE), { flags: 4, granule: count * PACKET, number: 2 })])], { type: 'audio/ogg' });
}
