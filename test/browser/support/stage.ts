/** What every browser test works with: one browser, one market, servers over it. */
import { storeMarket } from '../../support/market.js';
import { launchChromium } from './chromium.js';
import { finishEveryRun, storeStrange, type Strange } from './data.js';
import { listen, openStore, type Server, type Store } from './servers.js';
import { visitsOf, type Visits } from './visits.js';

/** Originals; with their copies a tenth more. */
const POSTINGS = 3000;

export interface Stage {
  visits: Visits;
  /** The market and a few postings that are hard to show. */
  store: Store;
  strange: Strange;
  /** Open to this machine. */
  open: Server;
  /** For others: asks for the token. */
  locked: Server;
  /** Over a store without a posting. */
  empty: Server;
  /** What the API of the open server answers, asked without the browser. */
  api<T>(path: string): Promise<T>;
  close(): Promise<void>;
}

export async function openStage(executablePath: string, serverUrl: string): Promise<Stage> {
  const [browser, store, bare] = await Promise.all([
    launchChromium(executablePath),
    openStore(serverUrl),
    openStore(serverUrl),
  ]);
  await storeMarket(store.db, POSTINGS);
  const strange = await storeStrange(store);
  await finishEveryRun(store.db);
  const [open, locked, empty] = await Promise.all([
    listen(store),
    listen(store, { loopback: false }),
    listen(bare),
  ]);
  return {
    ...{ visits: visitsOf(browser), store, strange, open, locked, empty },
    api: async <T>(path: string) => {
      const answer = await fetch(`${open.url}${path}`);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    close: async () => {
      await browser.close();
      await Promise.all([open, locked, empty].map((server) => server.close()));
      await Promise.all([store.close(), bare.close()]);
    },
  };
}
