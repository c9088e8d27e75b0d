// Runs in the page: what makes it wider than the window; empty where it scrolls up and down only.
(() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const clips = (node) =>
    node !== root &&
    node !== document.body &&
    ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(node).overflowX);
  const isInside = (node) =>
    node.parentElement !== null && (clips(node.parentElement) || isInside(node.parentElement));
  const wide = [...document.body.querySelectorAll('*')].filter(
    (node) => node.getBoundingClientRect().right > root.clientWidth + 0.5 && !isInside(node),
  );
  const named = wide.map(
    (node) => `${node.tagName}.${node.getAttribute('class') ?? ''}: ${node.textContent.trim().slice(0, 40)}`,
  );
  return [`${root.scrollWidth} wide in a window of ${root.clientWidth}`, ...named.slice(0, 8)];
})();
