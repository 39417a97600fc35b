/** `sunlot verify --db`: reads the whole log of this installation again, against itself and against what others kept. @module */
import { createPublicKey } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseVkey } from 'verifiable-draw';
import { systemClock } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import { auditLog, strangers } from '../core/log/audit/audit.ts';
import type { LogReport } from '../core/log/audit/findings.ts';
import { readOutside, type OutsideCheckpoint } from '../core/log/audit/outside.ts';
import { openSm2Key } from '../core/log/key.ts';
import { read } from '../core/transact.ts';
import { compareProjections, type ProjectionReport } from '../jobs/projections.ts';
import { openBeside, type Beside } from './open-beside.ts';
import { StartError } from './start-error.ts';
import { verifyDbText } from './verify-db.zh.ts';

/** Exit code 0 when all holds, 1 when something does not, 2 when there is nothing to read. */
export async function verifyDbCommand(config: Config, args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const { publicKey, sm2 } = await readPublicKeys(config, options.keys);
  const outside = await readOutsideOf(options.checkpoint, publicKey);
  const beside = await openBeside(config);
  if (publicKey === undefined || outside === undefined || beside === undefined) {
    console.error(
      publicKey === undefined
        ? verifyDbText.noKey
        : outside === undefined
          ? verifyDbText.noCheckpoint
          : verifyDbText.noDatabase(config.dataFolder),
    );
    await beside?.close();
    return 2;
  }
  try {
    return await verifyAll(beside, { publicKey, sm2 }, outside, options.json);
  } finally {
    await beside.close();
  }
}

interface Options {
  readonly checkpoint: readonly string[];
  readonly keys: readonly string[];
  readonly json: boolean;
}

function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        db: { type: 'boolean' },
        checkpoint: { type: 'string', multiple: true },
        key: { type: 'string', multiple: true },
        json: { type: 'boolean' },
      },
    });
    return { checkpoint: values.checkpoint ?? [], keys: values.key ?? [], json: values.json === true };
  } catch {
    throw new StartError(verifyDbText.usage);
  }
}

interface LogPublicKeys {
  readonly publicKey: Uint8Array | undefined;
  readonly sm2: Uint8Array | undefined;
}

/** The keys of the data folder, or those that were printed in public. */
async function readPublicKeys({ dataFolder }: Config, vkeys: readonly string[]): Promise<LogPublicKeys> {
  if (vkeys.length === 0) return { publicKey: await publicKeyIn(dataFolder), sm2: await sm2PublicKeyIn(dataFolder) };
  const keys = vkeys.map((vkey) => parseVkey(vkey.trim()));
  const ofType = (wanted: number): Uint8Array | undefined => keys.find(({ type }) => type === wanted)?.publicKey;
  return { publicKey: ofType(1), sm2: ofType(255) };
}

async function sm2PublicKeyIn(dataFolder: string): Promise<Uint8Array | undefined> {
  const path = join(dataFolder, 'keys', 'log-sm2.pem');
  return (await stat(path).catch(() => undefined)) && (await openSm2Key(path)).publicKey;
}

/** The public half of the log's key in a data folder; undefined when there is none. */
export async function publicKeyIn(dataFolder: string): Promise<Uint8Array | undefined> {
  const pem = await readFile(join(dataFolder, 'keys', 'log-ed25519.pem')).catch(() => undefined);
  if (pem === undefined) return undefined;
  const { x = '' } = createPublicKey(pem).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url');
}

/** Undefined when files were named and not one of them holds a checkpoint: that must not pass for agreement. */
async function readOutsideOf(
  paths: readonly string[],
  publicKey: Uint8Array | undefined,
): Promise<readonly OutsideCheckpoint[] | undefined> {
  if (paths.length === 0 || publicKey === undefined) return [];
  const { checkpoints } = await readOutside(paths, publicKey);
  return checkpoints.length === 0 ? undefined : checkpoints;
}

interface BureauReport {
  readonly bureau: string;
  readonly log: LogReport;
  readonly projections: ProjectionReport;
}

async function verifyAll(
  { db }: Beside,
  keys: { readonly publicKey: Uint8Array; readonly sm2: Uint8Array | undefined },
  outside: readonly OutsideCheckpoint[],
  json: boolean,
): Promise<number> {
  const bureaus = await db.selectFrom('bureau').select(['bureau_id', 'name', 'origin']).orderBy('bureau_id').execute();
  const unknown = strangers(
    outside,
    bureaus.map(({ origin }) => origin),
  );
  const reports: BureauReport[] = [];
  for (const { bureau_id: bureauId, name } of bureaus) {
    const source = { db, clock: systemClock };
    const log = await read(source, bureauId, (tx) => auditLog(tx, { ...keys, outside }));
    reports.push({ bureau: name, log, projections: await read(source, bureauId, compareProjections) });
  }
  const isGood =
    unknown.length === 0 &&
    reports.every(({ log, projections }) => log.problems === 0 && projections.differences.length === 0);
  if (json) console.log(JSON.stringify({ isGood, unknown, reports }, null, 2));
  else for (const line of verifyDbText.report(reports, unknown, outside.length)) console.log(line);
  return isGood ? 0 : 1;
}
