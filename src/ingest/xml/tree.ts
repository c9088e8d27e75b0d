import { isElement, type XmlElement } from './element.js';

/** All elements, level by level: the outermost first, those of one level as they stand. */
export function elementsIn(root: XmlElement): XmlElement[] {
  const found = [root];
  for (const element of found) found.push(...element.children.filter(isElement));
  return found;
}
