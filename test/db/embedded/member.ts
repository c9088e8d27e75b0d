/** Child process of the tests: joins the embedded server of a folder and does what it is told, a word per line. */
import { createInterface } from 'node:readline';
import { connect } from '../../../src/db/connection.js';
import { joinEmbedded } from '../../../src/db/embedded/join.js';
import { messageOf } from '../../../src/domain/errors.js';

const say = (word: string): void => void process.stdout.write(`${word}\n`);
// The tests send SIGINT to the whole group, as a terminal does: the server must not mind, and neither must this.
process.on('SIGINT', () => say('SIGINT'));
const server = await joinEmbedded({
  dataDir: process.argv[2] ?? '',
  log: (line) => process.stderr.write(`${line}\n`),
});
const client = connect(server.url, { max: 1 });
say(server.url);
for await (const command of createInterface({ input: process.stdin })) {
  if (command === 'leave') break;
  try {
    say((await client.unsafe(command)).map((row) => Object.values(row).join(' ')).join(','));
  } catch (error) {
    say(`error ${messageOf(error)}`);
  }
}
await client.end();
await server.leave();
say('left');
// An open pipe would keep the process.
process.stdin.destroy();
