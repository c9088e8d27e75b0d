/** The report as one file: nothing is loaded, no script runs. */
import type { MarketReport } from '../market.js';
import { html, raw, toText, type Markup } from './markup.js';
import { comparison } from './sections/comparison.js';
import { headline } from './sections/headline.js';
import { method } from './sections/method.js';
import { movers } from './sections/movers.js';
import { pay } from './sections/pay.js';
import { roles } from './sections/roles.js';
import { COMPANIES, COUNTRIES, EMPLOYMENT, FAMILIES, REMOTE } from './sections/dimensions.js';
import { selectionText } from './sections/selection.js';
import { shares } from './sections/shares.js';
import { skillPairs, skills } from './sections/skills.js';
import { timeToClose, years } from './sections/times.js';
import { trend } from './sections/trend.js';
import { reportSetting } from './setting.js';
import { themeCss } from './theme.js';
import { formatDay, plural } from '../format.js';

export interface PageOptions {
  /** Absent: `Market report`. */
  title?: string;
  /** How many rows a drawing and its table may have. */
  rows: number;
  /** Stands below the title. */
  madeAt: Date;
}

/** A report -> a whole HTML document. */
export function renderPage(
  report: MarketReport,
  { title = 'Market report', rows, madeAt }: PageOptions,
): string {
  const { basis } = report;
  const empty = basis.postings === 0;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="Rolemill" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>${title}</title>
        <style>
          ${raw(themeCss())}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">To the figures</a>
        <div class="page">
          <header>
            <h1 dir="auto">${title}</h1>
            <p class="lead">
              ${empty ? 'No postings' : plural(basis.postings, 'posting')},
              <bdi>${selectionText(basis.filter)}</bdi>.
              ${basis.period === null ? '' : `Posted ${formatDay(basis.period.from)} to ${formatDay(basis.period.to)}.`}
            </p>
            <p class="soft">Made by Rolemill on ${madeAt.toISOString().slice(0, 10)}.</p>
          </header>
          <main id="main">
            ${empty ? nothing(report) : html`${headline(report)} ${contents(report)} ${figures(report, rows)}`}
            ${method(report)}
          </main>
        </div>
      </body>
    </html>`;
  return `${toText(page).trimStart()}\n`;
}

/** What to do where there is nothing to count. */
export function nothing({ totals }: MarketReport): Markup {
  const [what, hint] =
    totals.postings === 0
      ? [
          'The store is empty.',
          html`<code>rolemill run SOURCE</code> fills it; <code>rolemill demo</code> fills one to look at.`,
        ]
      : totals.classified === 0
        ? ['No posting is classified yet.', html`<code>rolemill work</code> classifies those that wait.`]
        : [
            'No classified posting fits the filters.',
            html`Leave one out, or see what is there with <code>rolemill report</code>.`,
          ];
  return html`<div class="empty">
    <h2>${what}</h2>
    <p>${hint}</p>
  </div>`;
}

const CONTENTS: readonly [string, string][] = [
  ['roles', 'Roles and levels'],
  ['families', 'Families'],
  ['skills', 'Skills'],
  ['pairs', 'Skill pairs'],
  ['trend', 'Over time'],
  ['movers', 'Rising and falling'],
  ['pay', 'Pay'],
  ['years', 'Experience'],
  ['close', 'Days open'],
  ['companies', 'Who hires'],
  ['countries', 'Where'],
  ['comparison', 'Side by side'],
  ['method', 'Method and limits'],
];

function contents({ comparison: compared }: MarketReport): Markup {
  const links = CONTENTS.filter(([id]) => id !== 'comparison' || compared !== null);
  return html`<nav class="contents" aria-label="Contents">
    <ul>
      ${links.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li> `)}
    </ul>
  </nav>`;
}

function figures(report: MarketReport, rows: number): Markup[] {
  const { basis } = report;
  const { family, level, company, country, remote, employment } = report.shares;
  const setting = reportSetting(
    rows,
    level.items.map(({ id }) => id),
  );
  return [
    ...(report.comparison === null ? [] : [comparison(report.comparison, setting)]),
    roles(report.rolesByLevels, level.items, basis, setting),
    shares(family, basis, setting, FAMILIES),
    skills(report.skills, basis, setting),
    skillPairs(report.skillPairs, basis, setting),
    trend(report.trend, basis, setting),
    movers(report.movers, basis, setting),
    pay(report.pay, basis, setting),
    years(report.years, basis, setting),
    timeToClose(report.timeToClose, basis, setting),
    shares(company, basis, setting, COMPANIES),
    shares(country, basis, setting, COUNTRIES),
    shares(remote, basis, setting, REMOTE),
    shares(employment, basis, setting, EMPLOYMENT),
  ];
}
