import { Option, type Command } from 'commander';
import type { PostingFilter } from '../db/filter.js';
import { ID_FIELDS, type IdField, type StrangeId } from '../db/filter-ids.js';
import { EMPLOYMENT_TYPES, REMOTE_KINDS } from '../domain/posting.js';
import { UsageError } from '../domain/errors.js';
import { countryCode, dayOrInstant, languageCode, listOf, oneOf } from './parse.js';

/** Adds the filters that `query`, `report`, `export` and `reclassify --diff` share. */
export function addFilterOptions(command: Command): Command {
  return command
    .option('--role <id>', 'role, any of several (repeat it or put commas)', listOf())
    .option('--level <id>', 'level, any of several', listOf())
    .option('--skill <id>', 'skill; of several all must be there', listOf())
    .option('--family <id>', 'family of roles, any of several', listOf())
    .option('--band <id>', 'band of levels, any of several', listOf())
    .option('--company <text>', 'part of the company name')
    .option('--country <code>', 'ISO 3166-1 code such as US, any of several', listOf(countryCode))
    .option('--remote <kind>', `${REMOTE_KINDS.join(', ')}; any of several`, listOf(oneOf(REMOTE_KINDS)))
    .option(
      '--employment <type>',
      `${EMPLOYMENT_TYPES.join(', ')}; any of several`,
      listOf(oneOf(EMPLOYMENT_TYPES)),
    )
    .option('--source <name>', 'adapter that read it such as greenhouse, any of several', listOf())
    .option('--language <code>', 'ISO 639-1 code such as de, any of several', listOf(languageCode))
    .option('--since <date>', 'posted on this day or later', dayOrInstant)
    .option('--until <date>', 'posted on this day or earlier', dayOrInstant)
    .option(
      '--text <words>',
      'whole words that all occur in title or description; kube* for beginnings, "quoted words" next to each other',
    )
    .addOption(new Option('--open', 'still listed by a source').conflicts('closed'))
    .option('--closed', 'listed no more by any source that listed it')
    .option('--all-copies', 'count each copy of a posting, instead of all copies as one')
    .option('--taxonomy <version>', 'verdicts of this version of the rules, also an earlier one');
}

/** The options as commander parsed them; others of the same command may stand beside them. */
export interface FilterOptions extends Omit<PostingFilter, 'state' | 'copies'> {
  open?: true;
  closed?: true;
  allCopies?: true;
}

/** Just the filters among a command's options, in the order that they are documented. */
export function pickFilter(options: FilterOptions): PostingFilter {
  const filter: PostingFilter = {};
  for (const name of ID_FIELDS) if (options[name] !== undefined) filter[name] = options[name];
  if (options.company !== undefined) filter.company = options.company;
  if (options.country !== undefined) filter.country = options.country;
  if (options.remote !== undefined) filter.remote = options.remote;
  if (options.employment !== undefined) filter.employment = options.employment;
  if (options.source !== undefined) filter.source = options.source;
  if (options.language !== undefined) filter.language = options.language;
  if (options.since !== undefined) filter.since = options.since;
  if (options.until !== undefined) filter.until = options.until;
  if (options.text !== undefined) filter.text = options.text;
  if (options.open === true) filter.state = 'open';
  if (options.closed === true) filter.state = 'closed';
  if (options.allCopies === true) filter.copies = 'all';
  if (options.taxonomy !== undefined) filter.taxonomy = options.taxonomy;
  return filter;
}

/** A mistyped id would match nothing and look like an empty market, so it is refused with the nearest known ids. */
export function refuseId({ field, id, near, known }: StrangeId): UsageError {
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : listHint(field, known);
  return new UsageError(`--${field} ${id}: no such ${field}; ${hint}`);
}

function listHint(field: IdField, ids: readonly string[]): string {
  const few = 12;
  return ids.length <= few
    ? `allowed: ${ids.join(', ')}`
    : `\`rolemill taxonomy show --${field === 'family' ? 'role' : field}s\` lists them`;
}
