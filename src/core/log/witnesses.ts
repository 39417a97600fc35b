/** The witnesses of a bureau's log, what was asked of them at a time, and which of them are silent. @module */
import type { ReadTx } from '../transact.ts';
import type { ContactOutcome } from './contact.ts';
import './tables.ts';

/** 见证方 */
export interface Witness {
  readonly witnessId: string;
  /** 单位名称 */
  readonly title: string;
  /** Name of its key. */
  readonly name: string;
  readonly vkey: string;
  readonly url: string | undefined;
  readonly enrolledAt: string;
  readonly retiredAt: string | undefined;
}

/** 见证规则 */
export interface WitnessPolicy {
  /** 0: none recorded yet. */
  readonly version: number;
  /** How many must sign; 0 asks for none. */
  readonly quorum: number;
  readonly silentMinutes: number;
}

/** Until a bureau records its own: nobody is asked for, and a day is silence. */
const FIRST_POLICY: WitnessPolicy = { version: 0, quorum: 0, silentMinutes: 1_440 };

/** Every witness, those retired too, in the order they were enrolled. */
export async function listWitnesses(tx: ReadTx): Promise<readonly Witness[]> {
  const rows = await tx.db
    .selectFrom('witness')
    .select(['witness_id', 'title', 'name', 'vkey', 'url', 'enrolled_at', 'retired_at'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('enrolled_at')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    witnessId: row.witness_id,
    title: row.title,
    name: row.name,
    vkey: row.vkey,
    url: row.url ?? undefined,
    enrolledAt: row.enrolled_at,
    retiredAt: row.retired_at ?? undefined,
  }));
}

/** The policy in force, or the one that was at an instant. */
export async function findWitnessPolicy(tx: ReadTx, at?: string): Promise<WitnessPolicy> {
  const row = await tx.db
    .selectFrom('witness_policy')
    .select(['version', 'quorum', 'silent_minutes as silentMinutes'])
    .where('bureau_id', '=', tx.bureauId)
    .$if(at !== undefined, (query) => query.where('at', '<=', at ?? ''))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? FIRST_POLICY;
}

/** What an announcement of this instant is held to: the witnesses of then, and a quorum that was lowered since counts as lowered. */
export async function heldTo(
  tx: ReadTx,
  announcedAt: string,
): Promise<{ readonly quorum: number; readonly witnesses: readonly Witness[] }> {
  const then = await findWitnessPolicy(tx, announcedAt);
  const now = await findWitnessPolicy(tx);
  const witnesses = (await listWitnesses(tx)).filter(
    ({ enrolledAt, retiredAt }) => enrolledAt <= announcedAt && (retiredAt === undefined || retiredAt > announcedAt),
  );
  return { quorum: Math.min(then.quorum, now.quorum), witnesses };
}

/** How a witness stands now. */
export interface WitnessStanding extends Witness {
  /** The last checkpoint it signed of this year's log. */
  readonly last: { readonly size: number; readonly signedAt: string } | undefined;
  /** Since when a checkpoint waits for it; undefined when it has signed the newest. */
  readonly waitingSince: string | undefined;
  /** Whether that is longer than the policy allows. */
  readonly isSilent: boolean;
  readonly contact: ContactOutcome | undefined;
}

/** The witnesses that were not retired, with how they stand in this year's log. */
export async function witnessStandings(tx: ReadTx): Promise<readonly WitnessStanding[]> {
  const { silentMinutes } = await findWitnessPolicy(tx);
  const active = (await listWitnesses(tx)).filter(({ retiredAt }) => retiredAt === undefined);
  const standings: WitnessStanding[] = [];
  for (const witness of active) standings.push(await standingOf(tx, witness, silentMinutes));
  return standings;
}

async function standingOf(tx: ReadTx, witness: Witness, silentMinutes: number): Promise<WitnessStanding> {
  const year = Number(tx.today.slice(0, 4));
  const last = await tx.db
    .selectFrom('cosignature')
    .select(['size', 'signed_at as signedAt'])
    .where('bureau_id', '=', tx.bureauId)
    .where('witness_id', '=', witness.witnessId)
    .where('year', '=', year)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  const first = await tx.db
    .selectFrom('checkpoint')
    .select('at')
    .where('bureau_id', '=', tx.bureauId)
    .where('year', '=', year)
    .where('size', '>', last?.size ?? 0)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst();
  const contact = await tx.db
    .selectFrom('witness_contact')
    .select('outcome')
    .where('bureau_id', '=', tx.bureauId)
    .where('witness_id', '=', witness.witnessId)
    .executeTakeFirst();
  // What was published before it was a witness is not its silence.
  const waitingSince = first && (first.at > witness.enrolledAt ? first.at : witness.enrolledAt);
  return {
    ...witness,
    last,
    waitingSince,
    isSilent: waitingSince !== undefined && minutesBetween(waitingSince, tx.now) > silentMinutes,
    contact: contact?.outcome,
  };
}

function minutesBetween(from: string, to: string): number {
  return Temporal.Instant.from(from).until(Temporal.Instant.from(to)).total('minutes');
}

/** The trust policy of a bundle (C2SP tlog-policy): the logs, the witnesses, and how many of them must sign. */
export function policyText(
  logs: readonly string[],
  { quorum, witnesses }: { readonly quorum: number; readonly witnesses: readonly Witness[] },
): string {
  const lines = [
    ...logs.map((key) => `log ${key}`),
    ...witnesses.flatMap(({ title, name, vkey }) => [`# ${title.replaceAll(/\s+/g, ' ')}`, `witness ${name} ${vkey}`]),
    ...(quorum === 0
      ? ['quorum none']
      : [`group witnesses ${quorum} ${witnesses.map(({ name }) => name).join(' ')}`, 'quorum witnesses']),
  ];
  return `${lines.join('\n')}\n`;
}
