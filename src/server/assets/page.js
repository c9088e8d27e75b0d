// Runs in the browser as it is. Pages work without it: it keeps the choice of dark or light, and suggests skills.
'use strict';
(() => {
  const root = document.documentElement;
  let kept = null;
  try {
    kept = localStorage.getItem('theme');
  } catch {
    // A browser that keeps nothing follows the system.
  }
  if (kept === 'dark' || kept === 'light') root.dataset.theme = kept;

  const suggest = async (list) => {
    const answer = await fetch('/api/taxonomy/skills');
    if (!answer.ok) return;
    for (const { id, label } of (await answer.json()).skills) list.append(new Option(label, id));
  };

  document.addEventListener('DOMContentLoaded', () => {
    const button = document.querySelector('button.theme');
    if (button) {
      button.hidden = false;
      button.addEventListener('click', () => {
        const dark = root.dataset.theme
          ? root.dataset.theme === 'dark'
          : matchMedia('(prefers-color-scheme: dark)').matches;
        root.dataset.theme = dark ? 'light' : 'dark';
        try {
          localStorage.setItem('theme', root.dataset.theme);
        } catch {
          // For this page then.
        }
      });
    }
    const list = document.getElementById('skills');
    let asked = false;
    for (const input of document.querySelectorAll('input[list="skills"]')) {
      input.addEventListener('focus', () => {
        if (asked || !list) return;
        asked = true;
        void suggest(list);
      });
    }
  });
})();
