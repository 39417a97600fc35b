/** The environment, read once and checked; nothing else touches `process.env`. @module */
import { resolve } from 'node:path';
import { z } from 'zod';
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
  SUNLOT_DRAND_HOSTS: Hosts.optional(),
  SUNLOT_NIST_HOSTS: Hosts.optional(),
});

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
  /** Where random beacons are fetched from. */
  readonly beaconHosts: BeaconHosts;
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
  return {
    port: data.PORT,
    host: data.HOST,
    dataFolder: resolve(data.SUNLOT_DATA),
    databaseUrl: data.DATABASE_URL,
    databaseOwnerUrl: data.DATABASE_OWNER_URL,
    publicUrl: data.SUNLOT_PUBLIC_URL,
    beaconHosts: {
      drand: data.SUNLOT_DRAND_HOSTS ?? PUBLIC_BEACON_HOSTS.drand,
      nist: data.SUNLOT_NIST_HOSTS ?? PUBLIC_BEACON_HOSTS.nist,
    },
  };
}
