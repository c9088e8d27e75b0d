/** Whether words are the title of a job: they end in the name of one. */

/** Names of jobs, as the last word of a title. */
const NOUNS =
  /^(?:(?:co-?)?founders?|cto|vps?|engineers?|owners?|engs?|developers?|devs?|programmers?|hackers?|architects?|scientists?|designers?|managers?|directors?|analysts?|admins?|administrators?|sysadmins?|researchers?|specialists?|consultants?|technicians?|writers?|editors?|marketers?|recruiters?|accountants?|advocates?|evangelists?|strategists?|coordinators?|associates?|assistants?|executives?|representatives?|reps?|testers?|leads?|leaders?|heads?|chiefs?|officers?|presidents?|members?|interns?|fellows?|generalists?|contributors?|counsel|lawyers?|attorneys?|physicists?|chemists?|biologists?|mathematicians?|statisticians?|linguists?|economists?|teachers?|instructors?|tutors?|trainers?|operators?|mechanics?|machinists?|artists?|animators?|producers?|planners?|buyers?|traders?|quants?|experts?|devops|devrel|entwickler(?:in|innen)?|ingenieure?|développeurs?|ingénieurs?)$/i;
/** As capitals only: "am", "pm" and "em" are words. */
const ACRONYMS =
  /^(?:SRE|SWE|SDE|SDET|EM|PM|TPM|PMM|PdM|CTO|CEO|COO|CFO|CPO|CISO|CMO|CRO|VP|AE|SDR|BDR|CSM|FDE|DBA|MLE|MTS)s?$/;
/** What follows the name of a job without being another one: levels, numbers, how many. */
const LEVELS = /^(?:i{1,3}|iv|v|vi|l\d|ic\d|\d|x\d|\dx|#\d|m\/f\/d|m\/w\/d|intern)$/i;
/** Whether the words name a job by themselves: "VP of Sales", "Engineer II", "Tech Lead (Go)" do, "Backend" does not. */
export function isWholeTitle(written: string): boolean {
  const core = bare(written).split(/\s+(?:[-–—@]|[Oo]f|OF|for|with|w\/|in|at|on|who|near)\s|:\s/)[0] ?? '';
  const words = core.split(/[\s,]+/).filter((word) => word !== '');
  while (words.length > 1 && LEVELS.test(words.at(-1) ?? '')) words.pop();
  const last = (words.at(-1) ?? '').split('/').at(-1) ?? '';
  const name = last.replace(/[^\p{L}-]+$/u, '').replace(/^[^\p{L}]+/u, '');
  return NOUNS.test(name) || ACRONYMS.test(name);
}

/** Whether the name of a job stands anywhere in it: "Engineer Back End", "Developer, various levels". */
export function mentionsJob(text: string): boolean {
  return text.split(/[^\p{L}]+/u).some((word) => NOUNS.test(word) || ACRONYMS.test(word));
}

/** "SRE", "PMs": names of jobs that no other word is written like. */
export function isAcronym(text: string): boolean {
  return ACRONYMS.test(text);
}

/** Whether the name of the job is meant more than once. */
export function isPlural(text: string): boolean {
  return /s$/.test(bare(text).split(/\s+(?:[-–—]|of|for|with|in)\s/)[0] ?? '');
}

/** Without what stands in brackets. */
export function bare(text: string): string {
  return text
    .replace(/\([^()]*\)?/g, ' ')
    .replace(/ruby on rails/gi, 'Rails')
    .replace(/\s+(?:multiple\s+)?(?:roles|positions|openings|wanted|needed)\b.*$/i, '')
    .replace(/\s+/g, ' ')
    .trim();
}
