// Runs in the page: every table of its main part with the section it stands in. Those behind a closed summary too.
(() => {
  const tidy = (node) => (node?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  const headings = [...document.querySelectorAll('main h1, main h2')];
  const isBefore = (heading, table) =>
    (heading.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return [...document.querySelectorAll('main table')].map((table) => ({
    heading: tidy(headings.findLast((heading) => isBefore(heading, table))),
    caption: tidy(table.caption),
    rows: [...table.rows].map((row) => [...row.cells].map(tidy)),
  }));
})();
