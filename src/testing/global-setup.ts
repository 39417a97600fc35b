/** One PostgreSQL for a run of tests, with a migrated template that each test file copies. @module */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../core/migrate.ts';
import { startEmbedded } from '../core/postgres/embedded.ts';
import { createDatabase, type DatabaseUrls } from '../core/postgres/roles.ts';

/** The migrated database that test databases are copied from. */
export const TEMPLATE = 'sunlot_template';

declare module 'vitest' {
  interface ProvidedContext {
    /** The addresses of the template on the run's server. */
    readonly postgres: DatabaseUrls;
    /** Where the demo's files lie once it is loaded (`demo/loaded.testing.ts`). */
    readonly demoFolder: string;
  }
}

/** Starts the server and migrates the template; answers what stops the server and removes its folder. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sunlot-test-'));
  const server = await startEmbedded({ dataDir, appName: 'test', fast: true });
  const template = await createDatabase(server, TEMPLATE);
  await migrate(template.ownerUrl);
  // Only what can be sent to the test processes, so not the server itself.
  const { adminUrl, ownerUrl, appUrl } = template;
  project.provide('postgres', { adminUrl, ownerUrl, appUrl });
  project.provide('demoFolder', join(dataDir, 'demo'));
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
