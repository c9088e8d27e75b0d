/**
 * Dates as sources write them -> ISO 8601 in UTC. A date that does not exist, or that no posting can have,
 * is null: a wrong date would put the posting into a wrong month of the report.
 *
 * A date without a zone is read as UTC. Day and month are only told apart where the text itself does it:
 * 03/04/2026 is March in one country and April in the next, so it is null.
 */
const MONTHS =
  'jan|ene|gen feb|fev mar|mrt|maa apr|avr|abr may|mai|maj|mei|mag jun|juin|giu jul|juil|lug aug|aou|ago sep|set oct|okt|ott|out nov dec|dez|dic|des'
    .split(' ')
    .map((names) => new RegExp(`^(?:${names})`));
/** Online job boards began in the nineties; what is later than 2100 is a placeholder such as 9999-12-31. */
const FIRST_YEAR = 1995;
const LAST_YEAR = 2100;

const ISO =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(z|utc?|gmt|[ecmp][sd]t|ces?t|ees?t|bst|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const DAY_FIRST_DOTS = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const SLASHES = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?)?$/i;
const DAY_MONTH_NAME =
  /^(?:\p{L}{3,10}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.|er)?[ -](?:de )?(\p{L}{3,10})\.?,?[ -](?:de )?(\d{4})(?:[ ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(z|utc?|gmt|[ecmp][sd]t|ces?t|ees?t|bst|[+-]\d{2}:?\d{2})?)?$/iu;
const MONTH_NAME_DAY = /^(?:\p{L}{3,10}\.?,?\s+)?(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/iu;

type Parts = (string | undefined)[];

/** `null` where the value is no date, an impossible one, or outside 1995–2100. */
export function parseDate(value: string | number): string | null {
  if (typeof value === 'number') return fromEpoch(value);
  const text = value.trim();
  if (/^\d{9,14}$/.test(text)) return fromEpoch(Number(text));
  let m: RegExpExecArray | null;
  if ((m = ISO.exec(text))) return build(m[1], m[2], m[3], m.slice(4, 7), m[7]);
  if ((m = COMPACT.exec(text))) return build(m[1], m[2], m[3], [], undefined);
  if ((m = DAY_FIRST_DOTS.exec(text))) return build(m[3], m[2], m[1], m.slice(4, 7), undefined);
  if ((m = SLASHES.exec(text))) return fromSlashes(m);
  if ((m = DAY_MONTH_NAME.exec(text))) return build(m[3], monthOf(m[2]), m[1], m.slice(4, 7), m[7]);
  if ((m = MONTH_NAME_DAY.exec(text))) return build(m[3], monthOf(m[1]), m[2], [], undefined);
  return null;
}

function fromEpoch(value: number): string | null {
  // 1e11 seconds is the year 5138, 1e11 milliseconds is 1973: nothing sensible lies between.
  const ms = Math.abs(value) >= 1e11 ? value : value * 1000;
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return null;
  const year = date.getUTCFullYear();
  return year < FIRST_YEAR || year > LAST_YEAR ? null : iso(date);
}

function fromSlashes(m: RegExpExecArray): string | null {
  const [a, b] = [Number(m[1]), Number(m[2])];
  const time: Parts = m.slice(4, 7);
  if (m[7] !== undefined) time[0] = String((Number(m[4]) % 12) + (/^p/i.test(m[7]) ? 12 : 0));
  if (a > 12) return build(m[3], m[2], m[1], time, undefined);
  if (b > 12 || a === b) return build(m[3], m[1], m[2], time, undefined);
  return null;
}

function monthOf(name: string | undefined): string | undefined {
  const plain = (name ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const index = MONTHS.findIndex((names) => names.test(plain));
  return index < 0 ? undefined : String(index + 1);
}

function build(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  time: Parts,
  zone: string | undefined,
): string | null {
  const [y, mo, d] = [Number(year), Number(month), Number(day)];
  const [h, mi, s] = [Number(time[0] ?? 0), Number(time[1] ?? 0), Number(time[2] ?? 0)];
  if (!(y >= FIRST_YEAR && y <= LAST_YEAR && mo >= 1 && mo <= 12) || h > 24 || mi > 59 || s > 60) return null;
  // Date.UTC rolls 31 February over into March; a day beyond the month's last is a mistake, not a March date.
  if (d < 1 || d > new Date(Date.UTC(y, mo, 0)).getUTCDate()) return null;
  return iso(new Date(Date.UTC(y, mo - 1, d, h, mi, s) - offsetMinutes(zone) * 60_000));
}

/** Zones that feeds name instead of giving an offset, in hours. */
const ZONES: Readonly<Record<string, number>> = {
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  cet: 1,
  cest: 2,
  eet: 2,
  eest: 3,
  bst: 1,
};

function offsetMinutes(zone: string | undefined): number {
  const named = ZONES[zone?.toLowerCase() ?? ''];
  if (named !== undefined) return named * 60;
  const m = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? '');
  if (m === null) return 0;
  const minutes = Number(m[2]) * 60 + Number(m[3] ?? 0);
  return m[1] === '-' ? -minutes : minutes;
}

function iso(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
