/** The last lines of a run: what was tested against, and which suites were skipped because a service is missing. */
import type { Reporter, TestModule, TestSuite, Vitest } from 'vitest/node';
import './services/services.js';

export default class ServicesReporter implements Reporter {
  private vitest: Vitest | null = null;

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const services = this.vitest?.getRootProject().getProvidedContext().services;
    if (services === undefined || this.vitest === null) return;
    const { logger } = this.vitest;
    for (const service of Object.values(services)) {
      logger.log(
        'url' in service ? `   tested against ${service.about}` : `   NOT tested: ${service.missing}`,
      );
    }
    for (const module of modules) {
      for (const suite of module.children.suites()) {
        if (lacksSomething(suite)) logger.log(`   skipped: ${module.relativeModuleId} > ${suite.name}`);
      }
    }
  }
}

/** The reason stands behind what is in brackets (backends.ts, browser.test.ts); a suite that `-t` left out has none. */
function lacksSomething(suite: TestSuite): boolean {
  return suite.options.mode === 'skip' && / \[(embedded|postgres|full|chromium)\] ./.test(suite.name);
}
