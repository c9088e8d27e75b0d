/** The dashboard: pages over the same functions that the API reads with. */
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { assets } from './assets.js';
import { boardPages } from './board.js';
import { classifyPage } from './classify.js';
import { comparePage } from './compare.js';
import { explorePage } from './explore.js';
import { overviewPage } from './overview.js';
import { postingPage } from './posting.js';
import { queuesPage } from './queues.js';
import { withMemory } from './remember.js';
import { runEvents } from './run-events.js';
import { runPages } from './runs.js';
import { salariesPage } from './salaries.js';
import { signInPage } from './sign-in.js';
import { skillPage } from './skill.js';
import { skillsPage } from './skills.js';
import { taxonomyPages } from './taxonomy.js';
import { trendsPage } from './trends.js';

/** A pasted posting, and no more. */
const MOST_BYTES = 1_000_000;

export async function dashboard(app: App, context: ServerContext): Promise<void> {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: MOST_BYTES },
    async (_request: unknown, body: unknown) => new URLSearchParams(String(body)),
  );
  assets(app);
  const remembering = withMemory(context);
  for (const pages of PAGES) pages(app, remembering);
  // Its hooks and its way of drawing pages are its own.
  await app.register(async (scope) => boardPages(scope as App, context));
}

const PAGES = [
  overviewPage,
  explorePage,
  skillsPage,
  skillPage,
  salariesPage,
  trendsPage,
  comparePage,
  postingPage,
  taxonomyPages,
  classifyPage,
  runPages,
  runEvents,
  queuesPage,
  signInPage,
];
