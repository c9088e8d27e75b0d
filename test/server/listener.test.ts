import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import { createListener } from '../../src/server/listener.js';

/** An app as `createApp` makes it, with one page that answers when told to. */
async function open() {
  const { serverFactory, endUnasked } = createListener(60_000);
  const app = fastify({ serverFactory });
  app.addHook('preClose', async () => endUnasked());
  let answer = (): void => undefined;
  const asked = new Promise<void>((arrived) => {
    app.get('/slow', async () => {
      const told = new Promise<void>((done) => (answer = done));
      arrived();
      await told;
      return 'said';
    });
  });
  const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  return { app, url, asked, answer: () => answer() };
}

async function connected({ port }: URL): Promise<Socket> {
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

it('a connection that a browser opened ahead does not hold up the end', async () => {
  const { app, url } = await open();
  const ahead = await connected(url);
  // Connections are taken in their order: behind an answer on a later one, the server knows of it.
  await fetch(new URL('/none', url));
  const ended = once(ahead, 'close');
  ahead.resume();
  await app.close();
  await ended;
  expect(app.server.listening).toBe(false);
});

it('what was asked before is answered before the end', async () => {
  const { app, url, asked, answer } = await open();
  const saying = fetch(new URL('/slow', url)).then((said) => said.text());
  await asked;
  const closing = app.close();
  answer();
  expect(await saying).toBe('said');
  await closing;
});
