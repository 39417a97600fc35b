/** What an OCFL inventory says, once it has been read. @module */

/** Specification versions, oldest first. */
export const SPECS = ['1.0', '1.1'] as const;
export type Spec = (typeof SPECS)[number];

/** Digest, as written, → paths. */
export type PathsByDigest = ReadonlyMap<string, readonly string[]>;

export interface InventoryVersion {
  readonly state: PathsByDigest;
  readonly created: unknown;
  readonly message: unknown;
  readonly user: unknown;
}

export interface Inventory {
  readonly id: string;
  readonly spec: Spec;
  readonly algorithm: string;
  readonly head: string;
  /** `content` when it is not named; whether it is named matters to prior versions. */
  readonly contentDirectory: string;
  readonly manifest: PathsByDigest;
  readonly versions: ReadonlyMap<string, InventoryVersion>;
  /** Algorithm → digests. */
  readonly fixity: ReadonlyMap<string, PathsByDigest>;
}

export const DEFAULT_CONTENT = 'content';
export const INVENTORY = 'inventory.json';

/** Number of a version folder; undefined for what is none. */
export function versionNumber(name: string): number | undefined {
  const digits = /^v(\d+)$/.exec(name)?.[1];
  const number = digits === undefined ? 0 : Number(digits);
  return number > 0 ? number : undefined;
}
