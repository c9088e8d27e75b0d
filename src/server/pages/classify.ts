import type { FastifyReply, FastifyRequest } from 'fastify';
import { toClassifiedPosting } from '../../domain/verdict.js';
import { rawOfGiven } from '../../ingest/given.js';
import { normalise } from '../../ingest/normalise.js';
import { html, type Markup } from '../../report/html/markup.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { empty } from './parts.js';
import { addPage, frameOf, sendPage } from './route.js';
import { formOf } from './sign-in.js';
import { verdictParts } from './verdict-parts.js';

/** A posting in a box, classified and forgotten. It changes nothing, so anybody who may read may send it. */
export function classifyPage(app: App, context: ServerContext): void {
  addPage(app, context, '/classify', [], async () => ({
    title: 'Classify',
    body: html`${box('', '')}${empty('Paste a posting.', 'Its title is enough; the description settles what the title leaves open. Nothing of it is stored.')}`,
  }));
  app.post('/classify', { schema: { hide: true } }, async (request: FastifyRequest, reply: FastifyReply) => {
    const form = formOf(request);
    const [title, description] = [form.get('title') ?? '', form.get('description') ?? ''];
    if (`${title}${description}`.trim() === '') {
      const body = html`${box('', '')}${empty('There is nothing to classify.', 'Give a title, a description, or both.')}`;
      return sendPage(reply, { title: 'Classify', body, status: 400 }, frameOf(request, context));
    }
    const { posting } = normalise(rawOfGiven({ title, description }, 'api'));
    const classified = toClassifiedPosting(posting, context.decide(posting), { evidence: true });
    const body = html`${box(title, description)}${verdictParts(classified, posting)}`;
    return sendPage(reply, { title: 'Classify', body }, frameOf(request, context));
  });
}

function box(title: string, description: string): Markup {
  return html`<form method="post" action="/classify" class="box">
    <label
      >Title<input
        name="title"
        value="${title}"
        maxlength="1000"
        placeholder="Sr. Backend Engineer (Go)"
        dir="auto"
    /></label>
    <label>Text, or HTML<textarea name="description" rows="10" dir="auto">${description}</textarea></label>
    <button type="submit" class="main">Classify</button>
  </form>`;
}
