import { basename } from 'node:path';
import * as v from 'valibot';
import type { Document, LineCounter } from 'yaml';
import { RuleFileSchema, type RuleFile, type Skill, type Taxonomy, type Weights } from './authored.js';
import { readRuleFiles, type RuleFiles } from './files.js';
import { yaml } from './yaml.js';

/** A fault in a rule file, where it stands and what is allowed. */
export interface RuleFault {
  file: string;
  line: number;
  message: string;
}

/** Where each part of the merged taxonomy was written, for faults found later (`roles.3.titles.0`). */
export type Locate = (
  part: keyof RuleFile,
  path: readonly (string | number)[],
) => { file: string; line: number };

export interface ReadTaxonomy {
  taxonomy: Taxonomy;
  /** See `RuleFiles`. */
  version: string;
  locate: Locate;
  faults: RuleFault[];
}

interface ParsedFile {
  name: string;
  document: Document;
  lines: LineCounter;
  content: RuleFile;
}

/** Parses rule files as one taxonomy. Faults of shape are collected, not thrown: the caller reports all of them at once. */
export function parseRules({ version, files }: RuleFiles): ReadTaxonomy {
  const faults: RuleFault[] = [];
  const parsed = files
    .map(({ name, text }) => parseRuleFile(name, text, faults))
    .filter((file) => file !== null);
  return { taxonomy: merge(parsed), version, locate: locator(parsed), faults };
}

/**
 * Reads every `.yaml` file below `dir` as one taxonomy.
 * @throws FatalError `taxonomy-not-found`
 */
export function readTaxonomy(dir: string): ReadTaxonomy {
  return parseRules(readRuleFiles(dir));
}

function parseRuleFile(name: string, text: string, faults: RuleFault[]): ParsedFile | null {
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  for (const error of document.errors) {
    faults.push({
      file: name,
      line: lines.linePos(error.pos[0]).line,
      message: error.message.split('\n')[0] ?? '',
    });
  }
  if (document.errors.length > 0) return null;
  const result = v.safeParse(RuleFileSchema, document.toJS() ?? {});
  if (result.success) return { name, document, lines, content: result.output };
  for (const issue of result.issues) {
    const path = (issue.path ?? []).map((item) => item.key as string | number);
    const where = path.length === 0 ? '' : `${path.join('.')}: `;
    faults.push({ file: name, line: lineOf(document, lines, path), message: `${where}${issue.message}` });
  }
  return null;
}

/** Line of the node at `path`, or of its nearest ancestor that exists. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  const { isMap, isScalar, isSeq } = yaml();
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of ['', ...path]) {
    let child: unknown = node;
    if (key !== '' && isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      child = pair?.value ?? pair?.key;
    } else if (key !== '' && isSeq(node)) child = node.items[Number(key)];
    if (child === undefined || child === null) break;
    node = child;
    offset = (node as { range?: [number, number, number] }).range?.[0] ?? offset;
  }
  return lines.linePos(offset).line;
}

type ListPart = Exclude<keyof RuleFile, 'concepts' | 'groups' | 'scored' | 'weights'>;

function merge(files: readonly ParsedFile[]): Taxonomy {
  const all = files.map((file) => file.content);
  return {
    roles: all.flatMap((file) => file.roles),
    levels: all.flatMap((file) => file.levels).toSorted((a, b) => a.rank - b.rank),
    skills: files.flatMap((file) => file.content.skills.map((skill) => completed(skill, file))),
    weights: mergeWeights(all),
    blocked: all.flatMap((file) => file.blocked),
    sections: all.flatMap((file) => file.sections),
    signals: all.flatMap((file) => file.signals),
    heads: all.flatMap((file) => file.heads),
    compound_tails: all.flatMap((file) => file.compound_tails),
    fillers: all.flatMap((file) => file.fillers),
    negations: all.flatMap((file) => file.negations),
    story: all.flatMap((file) => file.story),
    personal: all.flatMap((file) => file.personal),
    colleagues: all.flatMap((file) => file.colleagues),
    unheard: all.flatMap((file) => file.unheard),
    restates: all.flatMap((file) => file.restates),
    experience: all.flatMap((file) => file.experience),
    not_experience: all.flatMap((file) => file.not_experience),
    concepts: mergeLists(all.map((file) => file.concepts)),
    groups: mergeLists(all.map((file) => file.groups)),
  };
}

/** A skill without a category has its file's name for one: `rules/skills/language.yaml`. */
function completed(skill: RuleFile['skills'][number], file: ParsedFile): Skill {
  const category = skill.category ?? basename(file.name).replace(/\.ya?ml$/, '');
  return { ...skill, category, scored: file.content.scored };
}

/** Without any weights file every signal weighs the same. */
function mergeWeights(files: readonly RuleFile[]): Weights {
  const all = files.map((file) => file.weights).filter((weights) => weights !== undefined);
  const join = (part: keyof Weights): Record<string, number> =>
    Object.assign({}, ...all.map((file) => file[part]));
  return { signals: join('signals'), also: join('also'), roles: join('roles'), titles: join('titles') };
}

function mergeLists(lists: readonly Record<string, string[]>[]): Record<string, string[]> {
  const out: Record<string, string[]> = {};
  for (const list of lists)
    for (const [key, words] of Object.entries(list)) out[key] = [...(out[key] ?? []), ...words];
  return out;
}

function locator(files: readonly ParsedFile[]): Locate {
  return (part, path) => {
    if (typeof path[0] !== 'number') {
      const file =
        files.find((f) => path[0] !== undefined && path[0] in f.content[part as 'concepts']) ?? files[0];
      return file === undefined
        ? { file: '', line: 0 }
        : { file: file.name, line: lineOf(file.document, file.lines, [part, ...path]) };
    }
    let index = path[0];
    for (const file of files) {
      const own = file.content[part as ListPart].length;
      if (index < own) {
        return { file: file.name, line: lineOf(file.document, file.lines, [part, index, ...path.slice(1)]) };
      }
      index -= own;
    }
    return { file: '', line: 0 };
  };
}
