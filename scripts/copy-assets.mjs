// What the compiler leaves out of dist/: the SQL migrations, which are read from beside the compiled code.
import { chmodSync, cpSync } from 'node:fs';

cpSync('src/db/migrations', 'dist/db/migrations', { recursive: true });
chmodSync('dist/cli/main.js', 0o755);
