/** Which elements of a document are its postings. */
import { MAX_FIELD_DEPTH } from '../limits.js';
import { isElement, localName, recordOf, type XmlElement } from './element.js';
import { isHtmlName } from './markup.js';
import { hasPostingFields, isOtherName, isRecordName } from './record-names.js';
import type { Json } from '../sources/item.js';

/** Levels of fields that the choice looks at: as deep as `--map` ever reaches. */
const CHOICE_DEPTH = 5;

export class RecordChoice {
  private readonly isPosting: (record: Json) => boolean;

  /** @param isPosting whether an element's fields are a posting's, beside the usual names of fields. */
  constructor(isPosting: (record: Json) => boolean) {
    this.isPosting = isPosting;
  }

  isRecord(element: XmlElement): boolean {
    if (!holdsFields(element)) return false;
    // A few levels tell, and every element of an unknown document is asked.
    const record = recordOf(element, MAX_FIELD_DEPTH - CHOICE_DEPTH);
    return hasPostingFields(localName(element.name), Object.keys(record)) || this.isPosting(record);
  }

  /** Whether an element that just ended shows what the records are; `open` are those around it. */
  isFirst(element: XmlElement, open: readonly XmlElement[]): boolean {
    const name = localName(element.name);
    if (isRecordName(name)) {
      // `<vacancy><position>…`: the outer one is the posting.
      const outer = open.slice(1).some((other) => isRecordName(localName(other.name)));
      return !outer && this.isRecord(element);
    }
    const parent = open.at(-1);
    if (parent === undefined || isOtherName(name) || isHtmlName(name) || !this.isRecord(element))
      return false;
    return siblings(parent, name).some((other) => this.isRecord(other));
  }

  /**
   * The records of a document in which nothing repeats: the outermost element with a posting's fields, and its like.
   * @param except elements that have not ended.
   */
  search(root: XmlElement, except: ReadonlySet<XmlElement>): XmlElement[] {
    const all = elementsIn(root).filter((element) => !except.has(element));
    const first = all.find((element) => !isOtherName(localName(element.name)) && this.isRecord(element));
    if (first === undefined) return [];
    const name = localName(first.name);
    return all.filter((element) => localName(element.name) === name && this.isRecord(element));
  }
}

/** Whether it is more than a text. */
export function holdsFields(element: XmlElement): boolean {
  return element.children.some(isElement) || Object.keys(element.attributes).length > 0;
}

/** The children of that name. */
export function siblings(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.filter(isElement).filter((other) => localName(other.name) === name);
}

/** All elements, level by level: the outermost first, those of one level as they stand. */
function elementsIn(root: XmlElement): XmlElement[] {
  const found = [root];
  for (const element of found) found.push(...element.children.filter(isElement));
  return found;
}
