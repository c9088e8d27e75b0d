// The page of a run that is under way: numbers as the server sends them.
'use strict';
(() => {
  const live = document.getElementById('live');
  const state = document.getElementById('live-state');
  if (!live || !state) return;
  const count = new Intl.NumberFormat('en-US');
  const AGAIN_MS = 3000;
  const show = ({ data }) => {
    const progress = JSON.parse(data);
    for (const field of live.querySelectorAll('[data-field]'))
      field.textContent = count.format(progress[field.dataset.field] ?? 0);
    const bar = live.querySelector('progress');
    bar.max = Math.max(1, progress.added + progress.changed);
    bar.value = progress.classified;
  };
  const lost = () => {
    state.textContent =
      'The server stopped. These are the last numbers; they go on when it is back (rolemill serve).';
    state.className = 'notice';
  };
  const listen = () => {
    const events = new EventSource(live.dataset.events);
    events.addEventListener('open', () => {
      state.textContent = 'Under way; the numbers are live.';
      state.className = 'soft';
    });
    events.addEventListener('progress', show);
    events.addEventListener('end', () => {
      events.close();
      location.reload();
    });
    events.addEventListener('bye', lost);
    events.addEventListener('error', () => {
      lost();
      // Asked while it stops, a server answers 503; the browser asks again by itself only where there was no answer.
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN_MS);
    });
  };
  listen();
})();
