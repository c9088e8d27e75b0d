/**
 * A title can name several jobs: "Mobile, back end, and devops engineers", "Data Engineer / Data Scientist",
 * "UX Designer, Full Stack Developer". The first one is the label (labelling guide, role 7 and 8), even when it
 * is vague and a later one specific.
 */
import { isIn } from './concept-set.js';
import type { TitleElement } from './elements.js';
import type { CompiledTitles } from './compile.js';

export interface FirstJob {
  /** Elements `[0, end)` speak of the first job. */
  end: number;
  /** Whether others follow. */
  several: boolean;
}

/**
 * Where the first job of the title ends: before the part that holds the second job noun, when commas, "/",
 * "&" or "and" stand between. A part without a noun of its own ("Backend, Frontend Engineers", "Engineer,
 * Backend") belongs to the noun beside it.
 */
export function firstJob(elements: readonly TitleElement[], titles: CompiledTitles): FirstJob {
  let closed = false;
  for (let from = 0; from < elements.length;) {
    let to = from + 1;
    while (to < elements.length && !startsPart(elements[to])) to++;
    const noun = nounIn(elements, from, to, titles);
    const another =
      (noun !== null && !isDoublet(elements, from, titles)) ||
      isRoleWord(elements, from, titles) ||
      isListOfWords(elements, from, titles);
    if (another && closed && startsPart(elements[from])) return { end: from, several: true };
    if (isDepartment(elements, from, to, closed, titles)) return { end: from, several: true };
    if (noun !== null) closed ||= isJob(elements, from, to, noun, titles);
    else closed ||= isManyOf(elements[to - 1], titles);
    from = to;
  }
  return { end: elements.length, several: false };
}

function startsPart(element: TitleElement | undefined): boolean {
  return element !== undefined && (element.joined || element.listed);
}

/** "Programistka / Programista Python", "Engineer/Developer": the same noun once more, with what follows it. */
function isDoublet(elements: readonly TitleElement[], at: number, { coders }: CompiledTitles): boolean {
  const [before, after] = [elements[at - 1], elements[at]];
  if (before === undefined || after?.joined !== true || before.plural) return false;
  return before.concept === after.concept
    ? before.concept !== -1
    : isIn(coders, before.concept) && isIn(coders, after.concept);
}

/** The last job noun of a part. */
function nounIn(
  elements: readonly TitleElement[],
  from: number,
  to: number,
  { jobNouns }: CompiledTitles,
): number | null {
  for (let i = to - 1; i >= from; i--) if (isIn(jobNouns, elements[i]?.concept ?? -1)) return i;
  return null;
}

/** "SWE & SRE", "Developers, DevOps": a job; "Software Engineer, DevOps": what that engineer does. */
function isRoleWord(elements: readonly TitleElement[], at: number, titles: CompiledTitles): boolean {
  const [before, element] = [elements[at - 1], elements[at]];
  if (element === undefined || !isIn(titles.roleWords, element.concept)) return false;
  if (before?.plural === true) return true;
  // "Entwickler Backend / DevOps": both words have the noun before them.
  const shared =
    before !== undefined &&
    !before.joined &&
    isIn(titles.crafts, before.concept) &&
    !isIn(titles.heads, before.concept);
  return element.joined && !shared;
}

/** "SWE, SRE, QA": one word behind a comma is what the engineer does, two of them are jobs of their own. */
function isListOfWords(elements: readonly TitleElement[], at: number, titles: CompiledTitles): boolean {
  const { roleWords, coders, fillers } = titles;
  const [first, second] = [elements[at], elements[at + 1]];
  if (first?.listed !== true || !isIn(roleWords, first.concept)) return false;
  if (
    second?.listed !== true ||
    !(isIn(roleWords, second.concept) || isIn(titles.departments, second.concept))
  )
    return false;
  return elements.slice(0, at).every(({ concept }) => isIn(coders, concept) || isIn(fillers, concept));
}

/**
 * "Software Engineer, Marketing Lead", "Frontend, Backend, Sales": a department that is no engineer's ends the
 * first job. Without a noun before it, it must stand alone: "Engineering and Sales Recruiter" is one job.
 */
function isDepartment(
  elements: readonly TitleElement[],
  from: number,
  to: number,
  closed: boolean,
  { departments, crafts, heads }: CompiledTitles,
): boolean {
  const element = elements[from];
  if (element === undefined || !startsPart(element) || !isIn(departments, element.concept)) return false;
  if (!elements.slice(0, from).some(({ concept }) => isIn(crafts, concept))) return false;
  const part = elements.slice(from, to);
  if (part.length === 1) return true;
  return closed && element.listed && part.slice(1).some(({ concept }) => isIn(heads, concept));
}

/** "SREs" */
function isManyOf(element: TitleElement | undefined, { countable }: CompiledTitles): boolean {
  return element?.plural === true && isIn(countable, element.concept);
}

/** "Engineers" alone is a job; "Manager", "Director", "Specialist" alone wait for what they are of. */
function isJob(
  elements: readonly TitleElement[],
  from: number,
  to: number,
  noun: number,
  { coders, fillers }: CompiledTitles,
): boolean {
  if (isIn(coders, elements[noun]?.concept ?? -1)) return true;
  for (let i = from; i < to; i++) if (i !== noun && !isIn(fillers, elements[i]?.concept ?? -1)) return true;
  return false;
}
