import { SETTINGS } from '../config.js';
import { codeOf, messageOf } from '../domain/errors.js';
import { formatCount, plural } from '../report/format.js';
import { renderTable } from '../report/table.js';
import { placeOf, type Context } from './context.js';

export interface Check {
  name: string;
  ok: boolean;
  /** A fault means that a service cannot be used (exit code 3), not that a setting is wrong (2). */
  service: boolean;
  detail: string;
}

export interface Diagnosis {
  versions: { rolemill: string; node: string };
  mode: string;
  settings: { name: string; value: string | null; from: 'environment' | '.env' | 'default' }[];
  checks: Check[];
  next: string;
}

/** Settings whose value nobody should find in a bug report. */
const SECRET = /TOKEN/;

/** Looks at everything a run would need. A fault ends its own check, not the others. */
export async function examine(ctx: Context): Promise<Diagnosis> {
  const checks: Check[] = [];
  const look = async (name: string, service: boolean, probe: () => Promise<string>): Promise<boolean> => {
    try {
      checks.push({ name, ok: true, service, detail: await probe() });
      return true;
    } catch (error) {
      checks.push({ name, ok: false, service, detail: `[${codeOf(error)}] ${messageOf(error)}` });
      return false;
    }
  };
  await look('taxonomy', false, async () => {
    const rules = await ctx.taxonomy();
    const counts = [
      `${rules.roles.size} roles`,
      `${rules.levels.length} levels`,
      `${rules.skills.length} skills`,
    ];
    return `${counts.join(', ')} (${rules.version}) in ${ctx.config.rulesDir}`;
  });
  const reachable = await look('database', true, async () => {
    const db = await ctx.database();
    return `PostgreSQL ${db.serverVersion} (${db.mode}), schema up to date`;
  });
  let stored: number | null = null;
  if (reachable) {
    await look('queue', true, async () => {
      const { queueStatus } = await import('../workers/queue-status.js');
      const status = await queueStatus({ db: await ctx.database(), queues: await ctx.queues() });
      const workers = status.queues.map((queue) => queue.workers ?? 0);
      return `BullMQ on ${status.backend === 'redis' ? 'Redis' : 'PostgreSQL'} at ${status.address}, ${plural(Math.max(...workers), 'worker process', 'worker processes')} at work`;
    });
    await look('postings', true, async () => {
      const { storeTotals } = await import('../db/figures/totals.js');
      const totals = await storeTotals((await ctx.database()).orm);
      stored = totals.postings;
      return `${formatCount(totals.postings)} stored, ${formatCount(totals.classified)} classified, ${formatCount(totals.pending)} pending, ${formatCount(totals.failed)} failed`;
    });
  }
  return {
    versions: { rolemill: ctx.io.version, node: process.versions.node },
    mode: ctx.config.mode,
    settings: readSettings(ctx),
    checks,
    next: nextStep(checks, stored),
  };
}

function readSettings({ io }: Context): Diagnosis['settings'] {
  return SETTINGS.map(({ name, fallback }) => {
    const value = io.env[name]?.trim() ?? '';
    if (value === '') return { name, value: fallback, from: 'default' };
    return { name, value: hide(name, value), from: io.fromEnvFile.has(name) ? '.env' : 'environment' };
  });
}

/** Tokens and the user and password of a URL stay out of what people paste into bug reports. */
function hide(name: string, value: string): string {
  if (SECRET.test(name)) return '(set)';
  return /^[a-z+]+:\/\//i.test(value) && URL.canParse(value)
    ? `${new URL(value).protocol}//${placeOf(value)}`
    : value;
}

function nextStep(checks: readonly Check[], stored: number | null): string {
  const broken = checks.find((check) => !check.ok);
  if (broken !== undefined)
    return `mend the ${broken.name}, then \`rolemill doctor\` again; docs/errors.md explains the code`;
  return stored === 0
    ? '`rolemill run SOURCE` reads the first postings'
    : '`rolemill report` shows what is stored';
}

/** The diagnosis for people. */
export function renderDiagnosis(diagnosis: Diagnosis, width: number): string {
  const settings = renderTable(
    [{ head: 'setting' }, { head: 'value', shrink: 12 }, { head: 'from' }],
    diagnosis.settings.map((setting) => [setting.name, setting.value ?? '(not set)', setting.from]),
    width,
  );
  const longest = Math.max(...diagnosis.checks.map((check) => check.name.length));
  return [
    `rolemill ${diagnosis.versions.rolemill}, Node ${diagnosis.versions.node}, mode ${diagnosis.mode}`,
    '',
    settings,
    '',
    ...diagnosis.checks.map(
      (check) => `${check.ok ? 'ok   ' : 'FAULT'} ${check.name.padEnd(longest)}  ${check.detail}`,
    ),
    '',
    `Next: ${diagnosis.next}`,
    '',
  ].join('\n');
}
