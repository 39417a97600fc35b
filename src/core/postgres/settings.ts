import type { Listener } from './listener.ts';

/** For tests alone: nothing survives a power cut, and that is all it gives up. */
const FAST = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '64MB',
  max_wal_size: '2GB',
};

const SAFE = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on', shared_buffers: '128MB' };

/**
 * The server's settings as `-c` words. Given on the command line they stand above every file and above `ALTER SYSTEM`,
 * so that durability cannot be switched off unseen.
 */
export function serverSettings(listener: Listener, fast: boolean): string[] {
  const settings = {
    ...(fast ? FAST : SAFE),
    listen_addresses: listener.isSocket ? '' : listener.host,
    port: `${listener.port}`,
    // A list of names: quoted, because a folder may hold a comma or a blank.
    unix_socket_directories: listener.isSocket ? `"${listener.host.replaceAll('"', '""')}"` : '',
    unix_socket_permissions: '0700',
    max_connections: '60',
    timezone: 'UTC',
    log_timezone: 'UTC',
    idle_in_transaction_session_timeout: '30s',
    // A backup that cannot be written must not fill the disk the bureau works on.
    max_slot_wal_keep_size: '4GB',
    logging_collector: 'on',
    log_directory: '../log',
    // One file a weekday, overwritten a week later: the log stays small without anybody's care.
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    // DETAIL lines repeat values of the row: personal data has no place in a log.
    log_error_verbosity: 'terse',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
