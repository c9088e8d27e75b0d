/**
 * Families of roles by colour. An eye tells six or seven colours apart, and there are more families: so the colour says
 * what kind of work a family does, and the name beside it says which family it is. What belongs nowhere is grey.
 */
import { html, type Markup } from './markup.js';

interface Group {
  id: string;
  label: string;
  families: readonly string[];
}

export const FAMILY_GROUPS: readonly Group[] = [
  {
    id: 'build',
    label: 'Build',
    families: ['backend', 'frontend', 'fullstack', 'mobile', 'embedded', 'software'],
  },
  { id: 'data', label: 'Data and AI', families: ['data', 'ml'] },
  { id: 'run', label: 'Run', families: ['cloud-devops', 'it-operations'] },
  { id: 'protect', label: 'Secure and test', families: ['security', 'quality'] },
  { id: 'lead', label: 'Design and lead', families: ['architecture', 'leadership'] },
  { id: 'business', label: 'Product and business', families: ['product', 'enterprise-apps'] },
];
const NEUTRAL: Group = { id: 'other', label: 'Other', families: ['other'] };

/** The colour of a family's kind of work; grey for one that rules of one's own may have added. */
export function familyColour(family: string): string {
  return `var(--group-${groupOf(family).id})`;
}

/** What the colours of some families mean, in the order of the groups. */
export function familyKey(families: readonly string[]): Markup {
  const groups = new Set(families.map(groupOf));
  return html`<ul class="key" aria-label="Colours">
    ${[...FAMILY_GROUPS, NEUTRAL]
      .filter((group) => groups.has(group))
      .map(({ id, label }) => html`<li>${mark(`var(--group-${id})`)}${label}</li> `)}
  </ul>`;
}

/** The colour of a family beside its name. */
export function familyMark(family: string): Markup {
  return mark(familyColour(family));
}

function mark(colour: string): Markup {
  return html`<svg class="mark" viewBox="0 0 10 10" aria-hidden="true">
    <rect width="10" height="10" rx="2" fill="${colour}" />
  </svg>`;
}

function groupOf(family: string): Group {
  return FAMILY_GROUPS.find(({ families }) => families.includes(family)) ?? NEUTRAL;
}
