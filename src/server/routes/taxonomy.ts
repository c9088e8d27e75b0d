import { Type } from 'typebox';
import type { App } from '../app.js';
import type { ServerContext } from '../context.js';
import { sendAs } from '../formats.js';
import { FAULTS, Nullable } from '../schemas/common.js';

const text = Nullable(Type.String());
const Skill = Type.Object({
  id: Type.String(),
  label: Type.String(),
  category: Type.String(),
  kind: Type.String(),
});

/** What postings can be. */
export function taxonomyRoutes(app: App, { taxonomy }: ServerContext): void {
  const roles = [...taxonomy.roles.values()].map(({ id, label, family, definition, soc, isco }) => ({
    id,
    label,
    family,
    definition,
    soc,
    isco,
  }));
  const levels = taxonomy.levels.map(({ id, label, band }) => ({ id, label, band }));
  const skills = taxonomy.skills.map(({ id, label, category, kind }) => ({ id, label, category, kind }));
  app.get(
    '/api/taxonomy',
    {
      schema: {
        tags: ['taxonomy'],
        summary: 'Roles and levels of the rules in use, and their version',
        response: {
          200: Type.Object({
            version: Type.String(),
            roles: Type.Array(
              Type.Object({
                id: Type.String(),
                label: Type.String(),
                family: Type.String(),
                definition: Type.String(),
                soc: text,
                isco: text,
              }),
            ),
            levels: Type.Array(Type.Object({ id: Type.String(), label: Type.String(), band: Type.String() })),
            skills: Type.Number({ description: 'How many; /api/taxonomy/skills lists them' }),
          }),
          ...FAULTS,
        },
      },
    },
    async () => ({ version: taxonomy.version, roles, levels, skills: skills.length }),
  );
  app.get(
    '/api/taxonomy/skills',
    {
      schema: {
        tags: ['taxonomy'],
        summary: 'Skills of the rules in use',
        querystring: Type.Object(
          { category: Type.Optional(Type.String()), kind: Type.Optional(Type.Enum(['named', 'practice'])) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ skills: Type.Array(Skill) }), ...FAULTS },
      },
    },
    async (request, reply) => {
      const { category, kind } = request.query;
      const found = skills.filter(
        (skill) =>
          (category === undefined || skill.category === category) &&
          (kind === undefined || skill.kind === kind),
      );
      return sendAs(request, reply, { skills: found }, () => ({
        head: ['id', 'label', 'category', 'kind'],
        rows: found.map((skill) => [skill.id, skill.label, skill.category, skill.kind]),
      }));
    },
  );
}
