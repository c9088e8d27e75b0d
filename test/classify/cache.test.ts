import { expect, test } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { pack, unpack } from '../../src/classify/taxonomy/cache.js';
import { taxonomy } from '../support/taxonomy.js';

test('a taxonomy that was packed and unpacked gives the same verdicts for the same reasons', () => {
  const again = unpack(pack(taxonomy));
  if (again === null) throw new Error('not unpacked');
  const postings = [
    { title: 'Sr. Softwre Enginer II (m/w/d)', description: 'You design scalable REST APIs in Go and C++.' },
    { title: 'Développeur·se back-end H/F', description: 'Requirements:\n- 5+ years of experience with PHP' },
    {
      title: 'Staff Engineer',
      description: 'Nice to have: k8s, Spring Boot. No Perl. Berlin, remote, 80k EUR',
    },
  ];
  for (const posting of postings) expect(classify(posting, again)).toEqual(classify(posting, taxonomy));
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['another format', Buffer.from('{"version":"x"}')],
  ['half of it', pack(taxonomy).subarray(0, 100_000)],
])('%s is no taxonomy', (_name, bytes) => expect(unpack(bytes)).toBeNull());
