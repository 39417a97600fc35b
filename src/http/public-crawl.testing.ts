/** Every public address there is, read byte by byte as anybody without an account can, for tests of what becomes public. @module */
import { unzipSync } from 'fflate';
import type { FastifyInstance } from 'fastify';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_BEACON_HOSTS } from '../core/beacon-hosts.ts';
import { openIdentity } from '../core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../core/identity/secrets.ts';
import { openSetupCode } from '../core/identity/setup-code.ts';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import { refreshOpenData } from '../opendata/jobs.ts';
import { pdfText } from '../testing/pdf.ts';
import type { TestRuntime } from '../testing/runtime.ts';
import { buildSite } from './site.ts';

const SEEDS = [
  '/',
  '/items',
  '/plans',
  '/draws',
  '/draws/how',
  '/fairness',
  '/log',
  '/results',
  '/penalties',
  '/exposures',
  '/dishonesty',
  '/changes',
  '/statistics',
  '/documents',
  '/documents/ABCDEFGHJKMN',
  '/verify',
  '/about',
  '/accessibility',
  '/en',
  '/open-data',
  '/search',
  '/feed.atom',
  '/results?q=%E6%B5%8B%E8%AF%95',
  '/desk',
  '/field',
  '/wall',
  '/setup',
  '/healthz',
  '/api/openapi.json',
  '/api/nowhere',
  '/nowhere',
  '/e/none',
  '/e/none/objections',
  '/objections/none',
  '/robots.txt',
  '/sitemap.xml',
  '/data/v1',
  '/data/catalog.jsonld',
  '/api/disclosures',
  '/api/queue',
  '/api/objections',
  '/objections',
  '/api/disclosure-batch',
];
const MOST = 700;

export interface Answer {
  readonly url: string;
  readonly status: number;
  /** Everything that was sent, headers too; what is packed is opened. */
  readonly text: string;
}

/** The whole site over the runtime. */
export function buildPublicSite(runtime: TestRuntime): Promise<FastifyInstance> {
  return buildSite({
    runtime,
    identity: openIdentity({
      db: runtime.db,
      clock: runtime.clock,
      secrets: temporaryIdentitySecrets(),
      publicUrl: undefined,
    }),
    setupCode: openSetupCode(join(tmpdir(), 'sunlot-canaries-without-setup-code')),
    beaconHosts: NO_BEACON_HOSTS,
    database: 'embedded',
    workerError: () => undefined,
    logging: false,
  });
}

/** Lets what the worker makes of the log stand: checkpoints, files of open data. */
export async function settleSite(runtime: TestRuntime): Promise<void> {
  await publishCheckpoints(runtime, 1);
  await refreshOpenData(runtime, 1);
}

/** Every address that can be reached from the seeds, and from these, without an account. */
export async function crawl(app: FastifyInstance, also: readonly string[]): Promise<Answer[]> {
  const queue = [...SEEDS, ...also];
  const seen = new Set(queue);
  const answers: Answer[] = [];
  for (let url = queue.shift(); url !== undefined && answers.length < MOST; url = queue.shift()) {
    const { statusCode, rawPayload, headers } = await ask(app, url);
    const type = String(headers['content-type'] ?? '');
    const text = `${JSON.stringify(headers)}\n${await opened(rawPayload, type)}`;
    answers.push({ url, status: statusCode, text });
    if (!/html|xml|json/.test(type)) continue;
    for (const [, found = ''] of text.matchAll(
      /(?:href|src|url|Url|downloadURL|next)"?[=:]\s?"(?:https?:\/\/[^/"]+)?(\/[^"#]*)/g,
    )) {
      const next = found.replaceAll('&amp;', '&');
      if (!seen.has(next) && !next.startsWith('/assets')) queue.push(next);
      seen.add(next);
    }
  }
  return answers;
}

/** Each time from elsewhere: nobody is told to wait. */
let asked = 0;
export function ask(app: FastifyInstance, url: string) {
  asked += 1;
  return app.inject({
    method: 'GET',
    url,
    remoteAddress: `10.${(asked >> 16) % 256}.${(asked >> 8) % 256}.${asked % 256}`,
  });
}

async function opened(bytes: Buffer, type: string): Promise<string> {
  const raw = bytes.toString('utf8');
  if (bytes.subarray(0, 2).toString() === 'PK')
    return Object.entries(unzipSync(bytes))
      .map(([name, part]) => `${name}\n${Buffer.from(part).toString('utf8')}`)
      .join('\n');
  return type.includes('pdf') ? `${bytes.toString('latin1')}\n${await pdfText(bytes)}` : raw;
}

/** `address: value` for everything that leaked. The address itself may hold what was searched for. */
export function leaks(answers: readonly Answer[], values: readonly string[]): string[] {
  return answers.flatMap(({ url, text }) =>
    values
      .filter((value) => text.includes(value) || text.includes(JSON.stringify(value).slice(1, -1)))
      .map((value) => `${url}: ${value}`),
  );
}
