/** The part of its line around an offset: statements of facts do not run over lines. */
export function windowAround(
  text: string,
  at: number,
  back: number,
  ahead: number,
): { text: string; from: number; to: number } {
  let from = Math.max(0, at - back);
  const opened = text.lastIndexOf('\n', at - 1);
  if (opened >= from) from = opened + 1;
  let to = Math.min(text.length, at + ahead);
  // Within the window only: a text without line breaks must not be searched to its end each time.
  const closed = text.slice(at, to).indexOf('\n');
  if (closed !== -1) to = at + closed;
  return { text: text.slice(from, to), from, to };
}
