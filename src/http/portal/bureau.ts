/** Whose portal is asked for. @module */
import { sql, type RawBuilder } from 'kysely';
import type { FastifyRequest } from 'fastify';
import type { Runtime } from '../../core/runtime.ts';

export type Asked = Pick<FastifyRequest, 'hostname'>;

/**
 * The bureau whose pages the public sees under the address that was asked: the one whose 公示网址 has that host, else the first of the
 * installation. Undefined until one is founded.
 */
export async function askedBureau({ db }: Pick<Runtime, 'db'>, { hostname }: Asked): Promise<number | undefined> {
  const { rows } = await sql<{ bureauId: number | null }>`SELECT ${bureauAt(hostname)} AS "bureauId"`.execute(db);
  return rows[0]?.bureauId ?? undefined;
}

/** The number of that bureau, in a statement. */
export function bureauAt(hostname: string): RawBuilder<number | null> {
  return sql`coalesce((SELECT bureau_id FROM bureau WHERE host = ${hostname.toLowerCase()}), (SELECT min(bureau_id) FROM bureau))`;
}
