/**
 * Collects text with the line breaks that block elements ask for. Breaks are remembered and written only before
 * the next visible text, so nested and empty elements never pile up empty lines.
 */
/** A line that continues with a bullet inside one text node: authors typed a list into a paragraph. */
const TYPED_BULLETS = /\n[ \t]*(?=[-*•–‣▪·]\s)/;

export class TextWriter {
  private readonly parts: string[] = [];
  private breaks = 0;
  private space = false;
  private bullet = false;
  private itemDepth = 0;
  private cellPending = false;
  private cellsInRow = 0;

  text(data: string, preformatted: boolean): void {
    if (preformatted || (data.includes('\n') && TYPED_BULLETS.test(data))) {
      const lines = preformatted ? data.split('\n') : data.split(TYPED_BULLETS);
      lines.forEach((line, i) => {
        if (i > 0) this.lineBreak();
        this.inline(line);
      });
    } else this.inline(data);
  }

  private inline(data: string): void {
    const folded = data.replace(/[^\S ]\s*| \s+/g, ' ');
    const words = folded.trim();
    if (words === '') {
      this.space ||= folded !== '';
      return;
    }
    this.separate(folded.startsWith(' '));
    this.parts.push(words);
    this.space = folded.endsWith(' ');
  }

  private separate(spaceBefore: boolean): void {
    const started = this.parts.length > 0;
    if (this.cellPending && this.breaks === 0 && this.cellsInRow > 1 && started) this.parts.push(' | ');
    else if (this.breaks > 0 && started) this.parts.push('\n'.repeat(this.breaks));
    else if ((spaceBefore || this.space) && started) this.parts.push(' ');
    if (this.bullet) this.parts.push('- ');
    this.cellPending = false;
    this.bullet = false;
    this.breaks = 0;
    this.space = false;
  }

  /** At least this many line breaks before what follows; inside a list item a paragraph is only a line. */
  gap(breaks: number): void {
    // Right after `- ` the item's own first paragraph stays on the bullet's line.
    if (this.bullet) return;
    this.breaks = Math.max(this.breaks, this.itemDepth > 0 ? 1 : breaks);
    this.space = false;
  }

  /** `<br>`: two of them make an empty line. */
  lineBreak(): void {
    if (this.bullet) return;
    this.breaks = Math.min(2, this.breaks + 1);
    this.space = false;
  }

  openItem(): void {
    this.breaks = Math.max(this.breaks, 1);
    this.bullet = true;
    this.itemDepth++;
  }

  closeItem(): void {
    this.itemDepth--;
    this.bullet = false;
    this.breaks = Math.max(this.breaks, 1);
  }

  openCell(): void {
    this.cellsInRow++;
    this.cellPending = true;
  }

  closeCell(): void {
    this.space = true;
  }

  endRow(): void {
    this.cellsInRow = 0;
    this.cellPending = false;
  }

  toString(): string {
    return this.parts.join('');
  }
}
