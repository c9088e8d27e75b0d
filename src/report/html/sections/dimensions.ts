/** How each dimension is called where its shares are shown, in the report and on the pages of the dashboard. */
import { familyColour, familyKey } from '../families.js';
import type { SharesWords } from './shares.js';

export const FAMILIES: SharesWords = {
  ...{ id: 'families', title: 'Families of roles', head: 'Family', of: 'postings', kind: 'family' },
  first: 'is the largest family',
  none: 'No posting has a family.',
  ...{ colourOf: familyColour, key: familyKey },
};
export const ROLES: SharesWords = {
  ...{ id: 'roles', title: 'Roles', head: 'Role', of: 'postings', kind: 'role' },
  first: 'is the most frequent role',
  none: 'No posting has a role.',
};
export const LEVELS: SharesWords = {
  ...{ id: 'levels', title: 'Levels', head: 'Level', of: 'postings', kind: 'level' },
  none: 'No posting has a level.',
};
export const COMPANIES: SharesWords = {
  ...{ id: 'companies', title: 'Who hires', head: 'Company', of: 'postings that name a company' },
  kind: 'company',
  first: 'has the most postings',
  none: 'No posting of the selection names its company.',
};
export const COUNTRIES: SharesWords = {
  ...{ id: 'countries', title: 'Where', head: 'Country', of: 'postings whose country is known' },
  kind: 'country',
  first: 'has the most postings',
  none: 'No posting of the selection says its country.',
};
export const REMOTE: SharesWords = {
  ...{ id: 'remote', title: 'Remote, hybrid, on site', head: 'Where', of: 'postings that say it' },
  kind: 'remote',
  none: 'No posting of the selection says whether it is remote.',
};
export const EMPLOYMENT: SharesWords = {
  ...{ id: 'employment', title: 'Kinds of employment', head: 'Kind', of: 'postings that say it' },
  kind: 'employment',
  none: 'No posting of the selection says its kind of employment.',
};
