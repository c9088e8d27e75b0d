/** What a part of a posting is for: decides how much its words weigh and what a skill in it is. */
export const SECTION_KINDS = [
  'duties',
  'required',
  'preferred',
  'about',
  'benefits',
  'legal',
  'other-jobs',
] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];
