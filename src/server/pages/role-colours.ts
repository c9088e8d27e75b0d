import type { CompiledTaxonomy } from '../../classify/taxonomy/compiled.js';
import { familyColour, familyKey } from '../../report/html/families.js';
import type { SharesWords } from '../../report/html/sections/shares.js';

/** Roles in the colours of their families. */
export function roleColours({ roles }: CompiledTaxonomy): Pick<SharesWords, 'colourOf' | 'key'> {
  const familyOf = (id: string): string => roles.get(id)?.family ?? 'other';
  return { colourOf: (id) => familyColour(familyOf(id)), key: (ids) => familyKey(ids.map(familyOf)) };
}
