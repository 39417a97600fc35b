/** What the printed 分工表 of a draw says: who goes where now, team by team, substitutions followed. @module */
import { crewsOf } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import { EQUIPMENT_KINDS } from '../../directory/types/vocabulary.ts';
import { isPublic } from '../rules/result.ts';
import type { DutySheetContent, DutyTeam, DutyVisit } from '../types/duty-sheet.ts';
import { findVisitMeans } from './means.ts';
import { listDrawDeeds, type DrawRow } from './progress.ts';
import { findOutcome, listRoster } from './result.ts';
import { standingVisits, type VisitNow } from './standing.ts';
import { listSubstitutions } from './substitutions.ts';
import { readPeople } from './teams.ts';

/** Undefined before the confirmation, and of a sealed draw before its opening: it names whom nobody shall know of. */
export async function readDutySheet(tx: ReadTx, draw: DrawRow): Promise<DutySheetContent | undefined> {
  const outcome = isPublic(draw) ? await findOutcome(tx, draw.draw_id) : undefined;
  const confirmed = (await listDrawDeeds(tx, draw.draw_id)).find(({ kind }) => kind === 'draw.confirm');
  if (outcome === undefined || confirmed === undefined || draw.voided_at !== null) return undefined;
  const bureau = await tx.db
    .selectFrom('bureau')
    .select(['name', 'is_demo'])
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const settled = (await listSubstitutions(tx, draw.draw_id)).flatMap(({ document, decidedAt }) =>
    document === null || decidedAt === null ? [] : [decidedAt],
  );
  return {
    bureau: bureau.name,
    isDemo: bureau.is_demo,
    publicId: draw.public_id,
    name: draw.name,
    year: draw.year,
    inspectFrom: draw.config.inspectFrom,
    inspectTo: draw.config.inspectTo,
    at: settled.at(-1) ?? confirmed.at,
    teams: await readTeams(tx, draw, new Map([...crewsOf(outcome.details.teams)].map(([id, { team }]) => [id, team]))),
  };
}

/** Enterprises with the same officers in the same seats are one team's. `formed`: the fixed team that was drawn for an enterprise. */
async function readTeams(
  tx: ReadTx,
  draw: DrawRow,
  formed: ReadonlyMap<string, string | undefined>,
): Promise<DutyTeam[]> {
  const people = await readPeople(tx, draw.draw_id);
  const nameOf = (id: string): string => (people.has(id) ? `${people.get(id)?.name}　${id}` : id);
  const places = await readPlaces(tx, draw.draw_id);
  const visits = await standingVisits(tx, draw.draw_id);
  const groups = Map.groupBy(visits, ({ officer }) => officer.map(({ person }) => person).join('|'));
  return Promise.all(
    [...groups.values()].map(async (group, index) => ({
      name: formed.get(group[0]?.enterprise ?? '') ?? `第 ${index + 1} 组`,
      members: (group[0]?.officer ?? []).map(({ person }) => nameOf(person)),
      visits: await Promise.all(group.map((visit) => dutyVisit(tx, draw.draw_id, visit, places, nameOf))),
    })),
  );
}

async function dutyVisit(
  tx: ReadTx,
  drawId: string,
  { enterprise, expert }: VisitNow,
  places: ReadonlyMap<string, Place>,
  nameOf: (id: string) => string,
): Promise<DutyVisit> {
  const place = places.get(enterprise);
  if (place === undefined) throw new Error(`${enterprise} is to be visited but not in the roster`);
  const means = await findVisitMeans(tx, drawId, enterprise);
  return {
    ...place,
    creditCode: enterprise,
    day: means?.day ?? null,
    experts: expert.map(({ person }) => nameOf(person)),
    vehicles: (means?.vehicles ?? []).map(({ plate }) => plate),
    devices: (means?.devices ?? []).map(({ kind, serial }) => `${EQUIPMENT_KINDS[kind]} ${serial}`),
  };
}

interface Place {
  readonly enterprise: string;
  readonly street: string;
  readonly address: string;
}

/** Where the enterprises of the roster are today: whoever drives there needs today's address. */
async function readPlaces(tx: ReadTx, drawId: string): Promise<ReadonlyMap<string, Place>> {
  const roster = await listRoster(tx, drawId);
  const rows = await tx.db
    .selectFrom('draw_roster as r')
    .innerJoin('enterprise as e', (join) =>
      join.onRef('e.bureau_id', '=', 'r.bureau_id').onRef('e.enterprise_id', '=', 'r.enterprise_id'),
    )
    .leftJoin('subdistrict as s', (join) =>
      join.onRef('s.bureau_id', '=', 'e.bureau_id').onRef('s.code', '=', 'e.subdistrict_code'),
    )
    .select(['r.id', 's.name as street', 'e.production_address', 'e.registered_address'])
    .where('r.bureau_id', '=', tx.bureauId)
    .where('r.draw_id', '=', drawId)
    .execute();
  const today = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    roster.map(({ id, name }) => {
      const row = today.get(id);
      const address = row?.production_address ?? row?.registered_address ?? '';
      return [id, { enterprise: name, street: row?.street ?? '', address }];
    }),
  );
}
