import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take longest, begun first: the last of them would else run on alone while the other cores have nothing to
 * do. Vitest learns how long a file takes, but a fresh clone has learned nothing yet.
 */
const LONGEST = [
  ...['browser/browser', 'integration/recovery', 'db/embedded/lifecycle', 'integration/pipeline'],
  ...['integration/many-hosts', 'cli/walk', 'integration/lifecycle', 'db/figures-truth'],
];

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at === -1 ? LONGEST.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
