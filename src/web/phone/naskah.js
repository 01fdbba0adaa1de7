// naskah.js - the script of the showing: its links lead to the server that gets our webhooks.
try {
  const { webhook } = await (await fetch('../sim/config')).json();
  for (const link of document.querySelectorAll('a[data-kanda]')) link.href = new URL(link.dataset.kanda, webhook).href;
} catch { /* the simulator is away: the links lead back to the phone, which says so */ }
