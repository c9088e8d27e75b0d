/** Made-up postings, the same for the same seed: for benches and tests that need many. */

const ROLES = [
  'Backend Developer',
  'Frontend Engineer',
  'Data Scientist',
  'DevOps Engineer',
  'QA Engineer',
  'Product Manager',
];
const LEVELS = ['Junior', '', 'Senior', 'Sr.', 'Lead', 'Staff'];
const SKILLS = [
  'Java',
  'TypeScript',
  'Go',
  'PostgreSQL',
  'Kubernetes',
  'React',
  'Terraform',
  'Python',
  'Kafka',
  'AWS',
];
const PLACES = ['Berlin, Germany', 'Remote', 'Austin, TX', 'Lisbon, Portugal', 'Toronto, Canada'];
const WORDS =
  'you will own services that our customers rely on every day work closely with product and design write clear code review the work of others improve how we test and ship and help the people around you grow while we keep our systems simple fast and safe'.split(
    ' ',
  );

export interface MadePosting {
  id: string;
  title: string;
  company: string;
  location: string;
  url: string;
  description: string;
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param chars length of each description, about. */
export function* makePostings(
  count: number,
  options: { seed: number; chars: number },
): Generator<MadePosting> {
  const next = seeded(options.seed);
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)] ?? '';
  for (let n = 0; n < count; n += 1) {
    const skills = [pick(SKILLS), pick(SKILLS), pick(SKILLS)];
    const parts = [
      `We look for someone with ${skills.join(', ')} and ${1 + Math.floor(next() * 8)} years of experience.`,
    ];
    for (let length = parts[0]?.length ?? 0; length < options.chars;) {
      const sentence = `${Array.from({ length: 14 }, () => pick(WORDS)).join(' ')}.\n`;
      parts.push(sentence);
      length += sentence.length;
    }
    const id = `made-${options.seed}-${n}`;
    yield {
      id,
      title: `${pick(LEVELS)} ${pick(ROLES)} (${skills[0]})`.trim(),
      company: `Company ${Math.floor(next() * 500)} Example`,
      location: pick(PLACES),
      url: `https://jobs.example/${id}`,
      description: parts.join('\n'),
    };
  }
}
