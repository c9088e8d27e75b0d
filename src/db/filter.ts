/** What `query`, `report` and the API can ask for. Lists mean "any of", except `skill`: "all of". */
export interface PostingFilter {
  role?: string[];
  level?: string[];
  skill?: string[];
  family?: string[];
  band?: string[];
  /** Contained in the company's name, case ignored. */
  company?: string;
  /** ISO 3166-1 alpha-2. */
  country?: string[];
  remote?: string[];
  /** ISO date or instant, inclusive; on the posting date, else the day it was first seen. */
  since?: string;
  /** ISO date (that day included) or instant (exclusive). */
  until?: string;
  /** Words that all occur in title or description, case ignored; `"quoted words"` stay together. */
  text?: string;
}
