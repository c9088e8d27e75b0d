import { pino, type Logger } from 'pino';
import type { LogLevel } from '../config.js';

/** A logger that writes one line a message: `12:00:05 warn  message key=value`. Times are UTC. */
export function createLogger(level: LogLevel, write: (line: string) => void): Logger {
  const stream = { write: (record: string) => write(`${formatRecord(record)}\n`) };
  return pino({ level, base: null, formatters: { level: (label) => ({ level: label }) } }, stream);
}

/** pino's JSON record -> one line for people. */
export function formatRecord(record: string): string {
  const parsed: unknown = JSON.parse(record);
  const { level, time, msg, ...rest }: Record<string, unknown> =
    typeof parsed === 'object' ? { ...parsed } : {};
  const clock = new Date(Number(time)).toISOString().slice(11, 19);
  const fields = Object.entries(rest).map(([key, value]) => ` ${key}=${textOf(value)}`);
  return `${clock} ${textOf(level).padEnd(5)} ${textOf(msg)}${fields.join('')}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
