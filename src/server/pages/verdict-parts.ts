/** A verdict for people: what was decided, the text with its marks, and every reason. */
import type { ClassifiedPosting } from '../../domain/verdict.js';
import { plural } from '../../report/format.js';
import { html, type Markup } from '../../report/html/markup.js';
import { levelReason, lossReason, roleReason } from '../../report/reasons.js';
import { highlight, numbered, type Numbered } from './highlight.js';
import { card } from '../../report/html/card.js';
import { NUMBER, table } from '../../report/html/table.js';
import { figure } from './parts.js';

export interface Texts {
  title: string;
  description: string;
}

export function verdictParts(posting: ClassifiedPosting, texts: Texts): Markup {
  const { role, level, years, skills } = posting;
  const evidence = numbered(posting.evidence ?? []);
  const asked =
    years === null ? 'not said' : years.max === null ? `${years.min}+` : `${years.min} to ${years.max}`;
  return html`<dl class="cards">
      ${card('Role', role.label, html`<a href="/taxonomy/roles/${role.id}">${role.id}</a> · family ${role.family} · confidence ${role.confidence.toFixed(2)}${role.uncertain ? html` <span class="tag">unsure: the best guess</span>` : ''}`)}
      ${card('Level', level.label, `band ${level.band} · confidence ${level.confidence.toFixed(2)} · from ${level.basis}`)}
      ${card('Years asked', asked)}
      ${card('Skills', skills.length, `${skills.filter((skill) => skill.requirement === 'required').length} required`)}
    </dl>
    ${
      skills.length === 0
        ? ''
        : html`<ul class="chips">
            ${skills.map((skill) => html`<li><a href="/skills/${skill.id}">${skill.label}</a> <span class="soft">${skill.requirement}</span></li>`)}
          </ul>`
    }
    <section class="figure">
      <h2>The text</h2>
      <ul class="key">
        <li><mark class="role">role</mark></li>
        <li><mark class="level">level</mark></li>
        <li><mark class="years">years</mark></li>
        <li><mark class="skill">skill</mark></li>
        <li><mark class="fact">place, pay and other facts</mark></li>
        <li><mark class="lost">considered, not taken</mark></li>
      </ul>
      <div class="posting">
        <p class="posting-title" dir="auto">${highlight(texts.title, 'title', evidence)}</p>
        ${texts.description === '' ? html`<p class="soft">No description.</p>` : html`<pre class="posting-text" dir="auto">${highlight(texts.description, 'description', evidence)}</pre>`}
      </div>
    </section>
    ${whyPart(evidence, posting)}`;
}

/** As they stand in a verdict: what is asked first comes first. */
const ABOUT = [
  'role',
  'level',
  'years',
  'skill',
  'place',
  'remote',
  'employment',
  'salary',
  'language',
] as const;

/** Why the verdict is what it is, in words, then each reason with its weight and outcome. */
function whyPart(evidence: readonly Numbered[], posting: ClassifiedPosting): Markup {
  const because = [
    ['Role', roleReason(posting)],
    ['Level', levelReason(posting)],
  ].filter(([, reason]) => reason !== '');
  const requirement = (id: string): string =>
    posting.skills.find((skill) => skill.id === id)?.requirement ?? 'taken';
  const rows = ABOUT.flatMap((about) => evidence.filter((item) => item.about === about)).map((item) => [
    html`<span id="e${item.n}">${item.n}</span>`,
    item.about,
    item.for,
    item.used
      ? item.about === 'skill'
        ? requirement(item.for)
        : 'taken'
      : html`<span class="soft loss">${lossReason(item, posting)}</span>`,
    item.weight.toFixed(2),
    item.field,
    html`<code>${item.rule}</code>`,
    item.quote === null ? '' : html`<q dir="auto">${item.quote}</q>`,
  ]);
  const heads = ['Decides', 'For', 'Outcome'].map((head) => ({ head }));
  return figure(
    'Why',
    html`<dl class="facts">
        ${because.map(
          ([what, reason]) =>
            html`<dt>${what}</dt>
              <dd>because ${reason}</dd>`,
        )}
      </dl>
      ${
        rows.length === 0
          ? ''
          : table(
              `${plural(rows.length, 'reason')}; the numbers stand in the text, where the words are`,
              [
                { head: 'No.', ...NUMBER },
                ...heads,
                { head: 'Weight', ...NUMBER },
                ...['Where', 'Rule', 'Words'].map((head) => ({ head })),
              ],
              rows,
            )
      }`,
  );
}
