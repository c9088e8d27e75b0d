/** What the server of a folder is told: written to `rolemill.conf` in its data folder before every start. */

/** Where it listens. */
export type Listen = { socketDir: string; port: number } | { host: string; port: number };

/**
 * PostgreSQL's settings for one machine's pipeline. Nothing here trades safety for speed: fsync, full_page_writes and
 * synchronous_commit stay on, since a worker that was told "committed" drops the job, and a commit lost after that
 * (kill -9 of the server is enough with synchronous_commit off) would lose postings without a trace.
 */
export function serverSettings(listen: Listen): string {
  const settings: Record<string, string | number> = {
    ...('socketDir' in listen
      ? {
          listen_addresses: '',
          unix_socket_directories: socketList(listen.socketDir),
          unix_socket_permissions: '0700',
        }
      : { listen_addresses: listen.host, unix_socket_directories: '' }),
    port: listen.port,
    // Several commands at once, each with its pool of 10 and the queue's.
    max_connections: 100,
    shared_buffers: '128MB',
    // No replica will ever read this WAL: the smallest kind of it.
    wal_level: 'minimal',
    max_wal_senders: 0,
    // A bulk load of 1 GB would checkpoint every few seconds with the default of 1 GB, and each checkpoint makes the
    // pages after it go to the WAL whole.
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    // Queries are short; compiling them takes longer than running them.
    jit: 'off',
    // Parallel plans need /dev/shm, of which a container has 64 MB; two cores are busy with workers anyway.
    max_parallel_workers_per_gather: 0,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // One line per start would be all that the log ever says otherwise.
    log_min_messages: 'warning',
    log_line_prefix: '%m [%p] ',
  };
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`,
  );
  return `# Written by rolemill at every start: changes are lost.\n${lines.join('\n')}\n`;
}

/** The setting is a list: a comma or a space in the path would end the first entry, quotes keep it together. */
function socketList(dir: string): string {
  return `"${dir.replaceAll('"', '""')}"`;
}
