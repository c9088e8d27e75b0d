import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { codeOf, GiveUpError, messageOf, UsageError } from '../domain/errors.js';

/** An answer that is no success: status, a code for programs, a line for people. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface ErrorBody {
  error: { code: string; message: string };
}

/** What of an error is told to whoever asked; faults of ours are logged and not told. */
export function answerOf(error: unknown): { status: number; body: ErrorBody } {
  const say = (status: number, code: string, message: string): { status: number; body: ErrorBody } => ({
    status,
    body: { error: { code, message } },
  });
  if (error instanceof HttpError) return say(error.status, error.code, error.message);
  if (error instanceof UsageError) return say(400, 'usage', error.message);
  if (error instanceof GiveUpError)
    return say(codeOf(error) === 'not-found' ? 404 : 400, codeOf(error), messageOf(error));
  const { validation, validationContext, statusCode, message } = error as Partial<FastifyError>;
  if (validation !== undefined) return say(400, 'usage', faultsOf(validation, validationContext ?? 'query'));
  if (statusCode === 429) return say(429, 'too-many-requests', message ?? 'too many requests');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return say(statusCode, 'usage', message ?? 'bad request');
  return say(500, 'internal', 'something broke here; the log of the server says what');
}

type Validation = NonNullable<FastifyError['validation']>;

function faultsOf(faults: Validation, where: string): string {
  return faults
    .map(({ instancePath, message, params, keyword }) => {
      const at = instancePath.replace(/^\//, '').replaceAll('/', '.');
      const allowed = (params as { allowedValues?: unknown[] }).allowedValues;
      const extra = (params as { additionalProperty?: string }).additionalProperty;
      if (keyword === 'additionalProperties') return `${where}: unknown "${extra ?? ''}"`;
      return `${at === '' ? where : at}: ${allowed === undefined ? message : `expected one of ${allowed.join(', ')}`}`;
    })
    .join('; ');
}

/**
 * Fastify's error handler.
 * @param page answers a person instead of a program, where one asked: true if it did.
 */
export function errorHandler(
  log: (line: string) => void,
  page: (request: FastifyRequest, reply: FastifyReply, status: number, body: ErrorBody) => boolean,
) {
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { status, body } = answerOf(error);
    if (status >= 500) log(`${request.method} ${request.url}: ${messageOf(error)}`);
    if (page(request, reply, status, body)) return reply;
    return reply.status(status).type('application/json').send(body);
  };
}
