/** Sources as readers of a page may see them: where on the server a file lies is nobody's business. */

/** Files without the folders that all of them share, so that two of one name stay apart; addresses as they are. */
export function sourceNames(locators: readonly string[]): Map<string, string> {
  const files = locators.filter((locator) => !isAddress(locator)).map(partsOf);
  const [first = []] = files;
  let shared = 0;
  while (files.every((parts) => shared < parts.length - 1 && parts[shared] === first[shared])) {
    shared += 1;
    if (shared >= first.length) break;
  }
  return new Map(
    locators.map((locator) => [
      locator,
      isAddress(locator) ? locator : partsOf(locator).slice(shared).join('/') || locator,
    ]),
  );
}

/** `https://...`, or a board such as `greenhouse:acme`; `C:\...` is a file. */
function isAddress(locator: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(locator);
}

function partsOf(path: string): string[] {
  return path.split(/[\\/]+/);
}
