// Runs in the page: what has the keyboard, by the name that is read out, and whether it can be seen to have it.
(() => {
  const node = document.activeElement;
  if (node === null || node === document.body) return { name: '', tag: 'body', seen: false };
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  const label = node.getAttribute('aria-label') ?? node.closest('label')?.textContent ?? node.textContent;
  return {
    name: label.replaceAll(/\s+/g, ' ').trim(),
    tag: node.tagName.toLowerCase(),
    seen:
      ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none') &&
      box.width > 0 &&
      box.bottom > 0 &&
      box.top < innerHeight,
  };
})();
