/** Is there a posting at this address? Told from the address alone: it decides what is fetched, not what is believed. */
import { pathSteps } from '../sources/board.js';
import { folded, isNoPage, stepMeaning } from './words.js';

const JOB_HOST =
  /^(?:jobs?|careers?|karriere|carriere|empleo|emploi|stellen|recruiting|recruitment|apply|vacatures?)\./i;
/** Parameters that name one posting. */
const ID_PARAMETER =
  /^(?:gh_jid|ashby_jid|lever_jid|job_?id|jid|job|vacancy(?:_?id)?|position(?:_?id)?|opening|requisition(?:_?id)?|req_?id|posting(?:_?id)?|stelle|offre|oferta|vacature)$/i;
const LIST_PARAMETER =
  /^(?:page|p|offset|start|sort|q|query|keyword|search|filter|department|location|team|category|s)$/i;

/**
 * Whether the address looks like one posting's: something below a step that names jobs (`/jobs/backend-engineer`), a
 * posting's number in a parameter, or a titled or numbered page of a host that is all about jobs (`jobs.acme.com/123-cook`).
 */
export function isJobAddress(address: string): boolean {
  const url = new URL(address);
  const steps = pathSteps(url);
  if (isNoPage(url.pathname)) return false;
  const meanings = steps.map(stepMeaning);
  if (meanings.includes('other')) return false;
  const parameters = [...url.searchParams].filter(([, value]) => value !== '');
  const named = parameters.some(([name, value]) => ID_PARAMETER.test(name) && /\d|-/.test(value));
  const inJobs = meanings.includes('jobs') || JOB_HOST.test(url.hostname);
  if (named) return inJobs || parameters.some(([name]) => /^(?:gh_jid|ashby_jid|job_?id)$/i.test(name));
  if (!inJobs || parameters.some(([name]) => LIST_PARAMETER.test(name))) return false;
  const first = meanings.indexOf('jobs');
  const leaf = steps.at(-1) ?? '';
  if (steps.length - 1 === first || leaf === '' || meanings.at(-1) === 'jobs') return false;
  return namesOneThing(leaf) || (first >= 0 && steps.slice(first + 1).some(namesOneThing));
}

/** `backend-engineer`, `4012`, `Koch_m_w_d`, a UUID: words or a number, where a section of a site has one word. */
function namesOneThing(step: string): boolean {
  const words = folded(step.replace(/\.[a-z]{2,5}$/i, '')).split(' ');
  return words.length > 1 || /\d{2}/.test(step);
}

/** Whether two addresses are on one site: one host, `www.` aside, or one below the other. */
export function sameSite(a: string, b: string): boolean {
  const [x, y] = [a, b].map((url) => new URL(url).host.replace(/^www\./, ''));
  if (x === undefined || y === undefined) return false;
  return x === y || x.endsWith(`.${y}`) || y.endsWith(`.${x}`);
}
