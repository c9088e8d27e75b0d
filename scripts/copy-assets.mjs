// What the compiler leaves out of dist/: the SQL migrations and the style sheet, which are read from beside the
// compiled code, and the shipped rules, compiled (see src/classify/taxonomy/cache.ts).
import { chmodSync, cpSync } from 'node:fs';
import { compileRules } from '../dist/classify/load.js';
import { writeCache } from '../dist/classify/taxonomy/cache.js';

cpSync('src/db/migrations', 'dist/db/migrations', { recursive: true });
cpSync('src/report/html/theme.css', 'dist/report/html/theme.css');
cpSync('src/server/assets', 'dist/server/assets', { recursive: true });
chmodSync('dist/cli/main.js', 0o755);
const { compiled, faults } = compileRules('rules');
// Faulty rules are the tests' to report, and the program's when it starts; a cache of them would hide them.
if (faults.length === 0) writeCache(compiled);
