/** Kinds of column that several tables have. */
import { customType, timestamp } from 'drizzle-orm/pg-core';

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
