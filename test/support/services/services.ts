/** What the run found to test against; known to every test file by `inject('services')`. */

export type Service =
  | {
      url: string;
      /** For the last lines of the run: version and where. */
      about: string;
    }
  | { missing: string };

export interface Services {
  /** A cluster made for this run by Rolemill's own code. */
  embedded: Service;
  /** A PostgreSQL that Rolemill did not start; its user may create databases. */
  postgres: Service;
  redis: Service;
}

declare module 'vitest' {
  interface ProvidedContext {
    services: Services;
  }
}

/** Why a declared service that does not answer stops the run, or null when it is only skipped. */
export function declaredButMissing(name: string, service: Service): string | null {
  if (!('missing' in service) || process.env['CI'] !== 'true' || !process.env[name]) return null;
  return `CI=true and ${name} is set, but ${service.missing}`;
}
