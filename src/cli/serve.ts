/** `sunlot serve`: database, migrations, demo or set-up, HTTP, jobs; and the orderly end of all of them. @module */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { systemClock } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import { FOLLOWERS } from '../http/modules.ts';
import { buildReadsOnlySite } from '../http/reads-only.ts';
import { buildSite } from '../http/site.ts';
import { startNightly, startShipping } from '../jobs/operation.ts';
import { startCollector, startSealing, startStoreKeeper, startWorker, type Worker } from '../jobs/worker.ts';
import { recipientsOf } from './backup.ts';
import { prepareFirstStart, type ReadyHint } from './first-start.ts';
import { openSunlot, type OpenSunlot } from './open.ts';
import { StartError } from './start-error.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Serves until a stop signal; resolves to the exit code. */
export async function serveCommand(config: Config, args: readonly string[]): Promise<number> {
  const unknown = args.filter((arg) => arg !== '--empty' && arg !== '--demo');
  if (unknown.length > 0)
    throw new StartError(`不认识的参数：${unknown.join(' ')}。可用：--empty（不载入演示数据）、--demo（载入演示数据）`);
  if (config.readsOnly && args.length > 0)
    throw new StartError(`SUNLOT_READS_ONLY=on 的服务器不载入数据：请去掉参数 ${args.join(' ')}`);
  const stopped = stopSignal();
  const sunlot = await openSunlot(config);
  try {
    if (config.readsOnly) {
      await serveReads(sunlot, config, stopped);
      return 0;
    }
    const hint = await prepareFirstStart(sunlot, config, args);
    await serve(sunlot, config, hint, stopped);
    return 0;
  } finally {
    await sunlot.close();
  }
}

async function serve(sunlot: OpenSunlot, config: Config, hint: ReadyHint, stopped: Promise<void>): Promise<void> {
  const { runtime } = sunlot;
  const worker = startWorker(runtime, FOLLOWERS, complain('worker'));
  const collector = startCollector(runtime, complain('witnesses'));
  const sealing = startSealing(runtime, complain('sealing'));
  const keeper = startStoreKeeper(runtime, complain('archive'));
  const nightly = startNightly(runtime, config, complain('nightly'));
  const shipping = await shippingOf(sunlot, config);
  const app = await buildSite({
    ...sunlot,
    beaconHosts: config.beaconHosts,
    logging: true,
    metricsToken: config.metricsToken,
    workerError: () => worker.lastError(),
  });
  try {
    const address = config.publicUrl ?? (await listen(app, config));
    console.log(`阳光抽查已就绪：${address} ${hint(address)}`.trimEnd());
    await Promise.race([stopped, sunlot.databaseGone.then(databaseLost)]);
  } finally {
    await app.close();
    await Promise.all([
      worker.stop(),
      collector.stop(),
      sealing.stop(),
      keeper.stop(),
      nightly.stop(),
      shipping?.stop(),
    ]);
  }
}

/** Portal, open data and log, and no work of any kind. */
async function serveReads({ runtime }: OpenSunlot, config: Config, stopped: Promise<void>): Promise<void> {
  const { publicUrl, metricsToken } = config;
  const app = await buildReadsOnlySite({ runtime, publicUrl, metricsToken, logging: true });
  try {
    const address = publicUrl ?? (await listen(app, config));
    console.log(`阳光抽查已就绪（只供公开查询）：${address}`);
    await stopped;
  } finally {
    await app.close();
  }
}

/** Ships what is new to the backup, where one is set up for the embedded server. */
export async function shippingOf({ runtime, adminUrl }: OpenSunlot, config: Config): Promise<Worker | undefined> {
  if (config.backup === undefined || adminUrl === undefined) return undefined;
  const recipients = await recipientsOf(config, config.backup.recipient);
  return startShipping(runtime, { config, adminUrl, recipients }, complain('shipping'));
}

/** Errors of the background as one JSON line each, like those of the requests. */
function complain(part: string): (error: unknown) => void {
  return (error) => {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    console.error(JSON.stringify({ level: 50, time: systemClock.now(), part, msg: message, stack }));
  };
}

function databaseLost(): never {
  throw new StartError('数据库意外停止。已保存的内容都在；请查看数据目录里的 postgres/log，再重新启动');
}

async function listen(app: FastifyInstance, config: Config): Promise<string> {
  try {
    return await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'EADDRINUSE')
      throw new StartError(
        `端口 ${config.port} 已被占用：请停止占用它的程序，或换一个端口，例如 PORT=${config.port + 1} npm start`,
      );
    if (error.code === 'EACCES')
      throw new StartError(`没有权限使用端口 ${config.port}：请用 1024 以上的端口，例如 PORT=8080 npm start`);
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
      throw new StartError(`本机没有地址 ${config.host}：请检查 HOST`);
    throw error;
  }
}

/** The turns of the event loop that a connection needs to be accepted and its request to be read, and one more. */
const TURNS_TO_HEAR = 3;

/**
 * Resolves at the first stop signal, as soon as everything that had come before it is heard: what still waits with the system when
 * the program ceases to listen is cut off. A second signal is ignored: the orderly end is on its way and short.
 */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const heard = async (): Promise<void> => {
      for (let turn = 0; turn < TURNS_TO_HEAR; turn += 1) await nextTurn();
      resolve();
    };
    for (const signal of STOP_SIGNALS) process.on(signal, () => void heard());
  });
}
