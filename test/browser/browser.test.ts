/**
 * The dashboard and the HTML report as a person meets them: a real Chromium clicks through pages over 3,300 postings of
 * 18 months. One browser and one market for all of it, so the parts stand in ./suites and run from here.
 */
import { afterAll, afterEach, beforeAll, describe, inject } from 'vitest';
import { findChromium } from './support/chromium.js';
import { openStage, type Stage } from './support/stage.js';
import { access } from './suites/access.js';
import { explores } from './suites/explore.js';
import { figures } from './suites/figures.js';
import { keyboard } from './suites/keyboard.js';
import { lives } from './suites/live.js';
import { ones } from './suites/one.js';
import { reports } from './suites/report.js';
import { strangeThings } from './suites/strange.js';
import { walks } from './suites/walk.js';

const chromium = findChromium();
const { postgres, embedded } = inject('services');
const server = [postgres, embedded].find((service) => 'url' in service);
const missing = [
  ...(chromium === null ? ['no Chromium is installed: set CHROMIUM_PATH, or put one on PATH'] : []),
  ...(server === undefined ? ['no PostgreSQL'] : []),
].join('; ');

describe.skipIf(missing !== '')(`in a browser [chromium]${missing === '' ? '' : ` ${missing}`}`, () => {
  let opened: Stage | null = null;
  const stage = (): Stage => {
    if (opened === null) throw new Error('the stage is there in hooks and tests only');
    return opened;
  };
  beforeAll(async () => {
    opened = await openStage(chromium ?? '', server?.url ?? '');
  });
  afterEach(async () => {
    const faults = (await opened?.visits.end()) ?? [];
    if (faults.length > 0) throw new Error(`seen in the browser:\n${faults.join('\n')}`);
  });
  afterAll(() => opened?.close());

  describe('figures', () => {
    figures(stage);
  });
  describe('explore', () => {
    explores(stage);
  });
  describe('one at a time', () => {
    ones(stage);
  });
  describe('access', () => {
    access(stage);
  });
  describe('keyboard', () => {
    keyboard(stage);
  });
  describe('strange things', () => {
    strangeThings(stage);
  });
  describe('the report', () => {
    reports(stage);
  });
  describe('live', () => {
    lives(stage, server?.url ?? '');
  });
  describe('every page', () => {
    walks(stage);
  });
});
