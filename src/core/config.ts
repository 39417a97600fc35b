/** The environment, read once and checked; nothing else touches `process.env`. @module */
import { resolve } from 'node:path';
import { z } from 'zod';
import type { UnifiedPlatform } from './identity/unified.ts';
import { PUBLIC_BEACON_HOSTS, type BeaconHosts } from './beacon-hosts.ts';

const Port = z.coerce.number().int().min(0).max(65_535);

/** `https://one.example,https://two.example`, or `none`. */
const Hosts = z
  .string()
  .transform((text) => (text.trim() === 'none' ? [] : text.split(',').map((part) => part.trim())))
  .pipe(z.array(z.url({ protocol: /^https?$/, message: '须为 https://… 这样的地址，多个用逗号分开；不获取则写 none' })))
  // Only scheme, name and port: a path of somebody's own would be another service.
  .transform((addresses) => addresses.map((address) => new URL(address).origin));

const Environment = z.object({
  PORT: Port.default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  SUNLOT_DATA: z.string().min(1).default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SUNLOT_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SUNLOT_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  SUNLOT_OIDC_CLIENT_ID: z.string().min(1).optional(),
  SUNLOT_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  SUNLOT_DRAND_HOSTS: Hosts.optional(),
  SUNLOT_NIST_HOSTS: Hosts.optional(),
  SUNLOT_LOG_SM2: z.enum(['on', 'off'], { message: '须为 on 或 off' }).default('off'),
  SUNLOT_READS_ONLY: z.enum(['on', 'off'], { message: '须为 on 或 off' }).default('off'),
  SUNLOT_METRICS_TOKEN: z.string().min(16, '须至少 16 个字符').optional(),
  SUNLOT_BACKUP: z.string().min(1).optional(),
  SUNLOT_BACKUP_RECIPIENT: z
    .string()
    .startsWith('age1', '须为 age1… 这样的公钥（npx sunlot backup --new-key）')
    .optional(),
});

/** All three or none: a platform half configured would look like none. */
function unifiedOf(data: z.output<typeof Environment>): UnifiedPlatform | undefined {
  const { SUNLOT_OIDC_ISSUER: issuer, SUNLOT_OIDC_CLIENT_ID: clientId, SUNLOT_OIDC_CLIENT_SECRET: clientSecret } = data;
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined)
    return { issuer, clientId, clientSecret };
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  throw new ConfigError(
    '环境变量有误：\n  SUNLOT_OIDC_ISSUER、SUNLOT_OIDC_CLIENT_ID、SUNLOT_OIDC_CLIENT_SECRET 须同时设置',
  );
}

export interface Config {
  /** TCP port; 0 takes any free one. */
  readonly port: number;
  readonly host: string;
  /** Absolute path of the data folder: embedded database, files, keys. */
  readonly dataFolder: string;
  /** Login of the application on a server of the user's own; undefined means the embedded server. */
  readonly databaseUrl: string | undefined;
  /** Login of the owner of the schema, used for migrations only. */
  readonly databaseOwnerUrl: string | undefined;
  /** The address people use, when a proxy stands before us; decides secure cookies. */
  readonly publicUrl: string | undefined;
  /** The unified identity platform that people may sign in through; undefined: there is none. */
  readonly unified: UnifiedPlatform | undefined;
  /** Where random beacons are fetched from. */
  readonly beaconHosts: BeaconHosts;
  /** Whether each checkpoint of the log bears an SM2 signature beside the Ed25519 one. */
  readonly signsSm2: boolean;
  /** Serves the portal, open data and the log from a hot standby, and nothing that writes (docs/adr/0084). */
  readonly readsOnly: boolean;
  /** Whoever shows it may read /metrics; without one only this machine may. */
  readonly metricsToken: string | undefined;
  /** Absolute path of the folder that backups go to, and the public key they are sealed to; undefined while none is set up. */
  readonly backup: { readonly folder: string; readonly recipient: string } | undefined;
}

/** A setting is wrong; the message names each variable, what was found and what is wanted. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** @throws ConfigError naming every wrong variable */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable means an unset one, as in any shell.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}：${issue.message}`);
    throw new ConfigError(`环境变量有误：\n${lines.join('\n')}`);
  }
  const { data } = parsed;
  const { SUNLOT_BACKUP: folder, SUNLOT_BACKUP_RECIPIENT: recipient } = data;
  if ((folder === undefined) !== (recipient === undefined))
    throw new ConfigError('环境变量有误：\n  SUNLOT_BACKUP 和 SUNLOT_BACKUP_RECIPIENT 要么都设，要么都不设');
  if (data.SUNLOT_READS_ONLY === 'on' && data.DATABASE_URL === undefined)
    throw new ConfigError('环境变量有误：\n  SUNLOT_READS_ONLY=on 须同时设置 DATABASE_URL（热备库）');
  return {
    port: data.PORT,
    host: data.HOST,
    dataFolder: resolve(data.SUNLOT_DATA),
    databaseUrl: data.DATABASE_URL,
    databaseOwnerUrl: data.DATABASE_OWNER_URL,
    publicUrl: data.SUNLOT_PUBLIC_URL,
    unified: unifiedOf(data),
    beaconHosts: {
      drand: data.SUNLOT_DRAND_HOSTS ?? PUBLIC_BEACON_HOSTS.drand,
      nist: data.SUNLOT_NIST_HOSTS ?? PUBLIC_BEACON_HOSTS.nist,
    },
    readsOnly: data.SUNLOT_READS_ONLY === 'on',
    signsSm2: data.SUNLOT_LOG_SM2 === 'on',
    metricsToken: data.SUNLOT_METRICS_TOKEN,
    backup: folder === undefined || recipient === undefined ? undefined : { folder: resolve(folder), recipient },
  };
}
