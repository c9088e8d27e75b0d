import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { Type, type Static } from 'typebox';
import { toClassifiedPosting } from '../../domain/verdict.js';
import { rawOfGiven } from '../../ingest/given.js';
import { normalise } from '../../ingest/normalise.js';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { FAULTS } from '../schemas/common.js';
import { Classified } from '../schemas/posting.js';

const MOST = 100;
const text = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const Given = Type.Object(
  {
    id: text,
    title: Type.String(),
    description: text,
    company: text,
    location: text,
    url: text,
    employmentType: text,
    postedAt: text,
  },
  { additionalProperties: false, description: 'Text or HTML; nothing of it is stored' },
);

/** A posting in the body, classified and forgotten. */
export function classifyRoutes(app: App, { decide }: ServerContext): void {
  app.post(
    '/api/classify',
    {
      // The other one turns values into what the schema asks for, as query strings need: a body has types of its own.
      validatorCompiler: TypeBoxValidatorCompiler,
      schema: {
        tags: ['postings'],
        summary: 'Classify postings that are sent; nothing is stored',
        querystring: Type.Object({
          explain: Type.Optional(Type.Boolean({ description: 'With the evidence' })),
        }),
        body: Type.Union([
          Given,
          Type.Object({ postings: Type.Array(Given, { minItems: 1, maxItems: MOST }) }),
        ]),
        response: {
          200: Type.Union([Classified, Type.Object({ postings: Type.Array(Classified) })]),
          ...FAULTS,
        },
      },
    },
    async (request) => {
      const { explain = false } = request.query;
      const classified = (given: Static<typeof Given>): Static<typeof Classified> => {
        const { posting } = normalise(rawOfGiven(given, 'api'));
        const verdict = toClassifiedPosting(posting, decide(posting), { evidence: explain });
        return given.id === null || given.id === undefined ? verdict : { ...verdict, id: given.id };
      };
      const { body } = request;
      return 'postings' in body ? { postings: body.postings.map(classified) } : classified(body);
    },
  );
}
