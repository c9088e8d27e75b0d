import type { MarketReport } from './market.js';
import { comparison } from './terminal/comparison.js';
import { hintFor, renderHead } from './terminal/head.js';
import { movers } from './terminal/movers.js';
import { pay } from './terminal/pay.js';
import { rolesByLevels } from './terminal/roles.js';
import { fitText, type Room } from './terminal/section.js';
import { shares } from './terminal/shares.js';
import { skillPairs, skills } from './terminal/skills.js';
import { timeToClose, years } from './terminal/times.js';
import { trend } from './terminal/trend.js';

/**
 * The report as text of at most `width` columns, a section a figure; sections with nothing in them are left out.
 * @param room.rows how many lines a table may have at most; what is left out is counted in its title.
 */
export function renderReport(report: MarketReport, room: Room): string {
  const head = renderHead(report);
  if (report.basis.postings === 0) return `${head}\n\nNo classified posting fits. ${hintFor(report)}\n`;
  const { family, remote, employment, company, country } = report.shares;
  const sections = [
    head,
    rolesByLevels(report, room),
    shares('FAMILIES', 'family', family, room),
    skills(report, room),
    skillPairs(report.skillPairs, room),
    trend(report.trend, room),
    movers(report.movers, room),
    pay(report.pay, room),
    years(report.years, room),
    timeToClose(report.timeToClose, room),
    shares('COMPANIES', 'company', company, room, 'postings that name a company'),
    shares('COUNTRIES', 'country', country, room, 'postings whose country is known'),
    shares('REMOTE', 'where', remote, room, 'postings that say it'),
    shares('EMPLOYMENT', 'kind', employment, room, 'postings that say it'),
    comparison(report.comparison, room),
  ];
  return `${sections
    .filter((section) => section !== '')
    .map((section) => fitText(section, room.width))
    .join('\n\n')}\n`;
}
