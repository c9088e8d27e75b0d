// Runs in the page: every table of its main part with the heading it stands under. Hidden ones too.
(() => {
  const tidy = (node) => (node?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  const headings = [...document.querySelectorAll('main h1, main h2, main h3, main h4')];
  return [...document.querySelectorAll('main table')].map((table) => ({
    heading: tidy(
      headings.findLast(
        (heading) => heading.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING,
      ),
    ),
    caption: tidy(table.caption),
    rows: [...table.rows].map((row) => [...row.cells].map(tidy)),
  }));
})();
