/** 结果之后 as the desk shows it: who is to be visited by whom now, and every request with what it waits for. @module */
import type { z } from 'zod';
import type { SourceSpec } from 'verifiable-draw';
import { staffNames } from '../../bureau/reads.ts';
import type { Actor } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';
import {
  checkRefusals,
  decisionRefusals,
  freshRefusals,
  needsLottery,
  substitutionStageRefusals,
} from '../rules/substitution.ts';
import { knownAt } from '../rules/sources.ts';
import type { AfterView, FreshView, SubstitutionView } from '../types/after.ts';
import type { DrawRow } from './progress.ts';
import { announcementOfRow, listApprovals } from './replay.ts';
import { listRoster } from './result.ts';
import { standingVisits } from './standing.ts';
import {
  freshNow,
  freshValueOf,
  listSubstitutions,
  needsCheck,
  typingsOf,
  type Substitution,
} from './substitutions.ts';
import { readPeople } from './teams.ts';

export async function viewAfter(tx: ReadTx, draw: DrawRow, actor: Actor): Promise<z.input<typeof AfterView>> {
  const { draw_id: drawId } = draw;
  const stage = substitutionStageRefusals({ state: draw.state, isVoid: draw.voided_at !== null });
  if (stage.length > 0)
    return { teams: [], substitutions: [], needsLottery: false, refusals: { 'draw.request-substitution': stage } };
  const names = new Map((await listRoster(tx, drawId)).map(({ id, name }) => [id, name]));
  const people = await readPeople(tx, drawId);
  const requests = await listSubstitutions(tx, drawId);
  const staff = await staffNames(
    tx,
    requests.flatMap(({ requestedBy, decidedBy }) => (decidedBy === null ? [requestedBy] : [requestedBy, decidedBy])),
  );
  const logged = new Map((await listApprovals(tx, drawId)).map((each) => [each.request, each.isLogged]));
  const nameOf = (id: string): string => people.get(id)?.name ?? names.get(id) ?? id;
  const seats = (held: readonly { readonly place: number; readonly person: string }[]) =>
    held.map(({ place, person }) => ({ place, person, name: nameOf(person) }));
  return {
    teams: (await standingVisits(tx, drawId)).map(({ enterprise, officer, expert }) => ({
      enterprise,
      name: nameOf(enterprise),
      officers: seats(officer),
      experts: seats(expert),
    })),
    substitutions: requests.map((each) =>
      substitutionView(each, {
        nameOf,
        staffOf: (id) => staff.get(id) ?? id,
        actor,
        isLogged: logged.get(each.request) === true,
      }),
    ),
    needsLottery: needsLottery(announcementOfRow(draw)),
    refusals: { 'draw.request-substitution': [] },
  };
}

interface Context {
  readonly nameOf: (id: string) => string;
  readonly staffOf: (id: string) => string;
  readonly actor: Actor;
  readonly isLogged: boolean;
}

function substitutionView(
  each: Substitution,
  { nameOf, staffOf, actor, isLogged }: Context,
): z.input<typeof SubstitutionView> {
  const { person, decidedBy, document } = each;
  const substitute = document?.substitute ?? null;
  return {
    request: each.request,
    what: each.what,
    enterprise: each.enterprise,
    enterpriseName: nameOf(each.enterprise),
    place: each.place,
    person,
    personName: person === null ? null : nameOf(person),
    reason: each.reason,
    evidence: each.evidence,
    requestedBy: staffOf(each.requestedBy),
    requestedAt: each.requestedAt,
    state: each.state,
    decidedBy: decidedBy === null ? null : staffOf(decidedBy),
    decidedAt: each.decidedAt,
    isLogged,
    fresh: each.sources.map((source) => freshView(each, source)),
    substitute,
    substituteName: substitute === null ? null : nameOf(substitute),
    documentHash: each.documentHash,
    refusals: refusalsOf(each, actor, isLogged),
  };
}

function refusalsOf(each: Substitution, actor: Actor, isLogged: boolean): Record<string, Refusal[]> {
  const decision = decisionRefusals(each, actor);
  const open = each.sources.find((source) => freshValueOf(each, source) === undefined);
  const fresh = open && freshNow(each, open);
  return {
    'draw.approve-substitution': decision,
    'draw.reject-substitution': decision,
    'draw.record-fresh': freshRefusals(each, isLogged, fresh),
    'draw.confirm-fresh': checkRefusals(each, fresh, actor),
  };
}

function freshView(each: Substitution, source: SourceSpec): z.input<typeof FreshView> {
  const typings = typingsOf(each, source);
  return {
    source: source.id,
    type: source.type,
    spec: specOf(source),
    knownAt: knownAt(source) ?? null,
    needsCheck: needsCheck(source),
    value: freshValueOf(each, source) ?? null,
    awaitsCheck: needsCheck(source) && typings.at(-1)?.isSame === null,
    mismatches: typings.filter(({ isSame }) => isSame === false).length,
  };
}

function specOf(source: SourceSpec): string {
  switch (source.type) {
    case 'dice':
      return source.spec;
    case 'drand':
      return String(source.round);
    case 'lottery':
      return source.issue;
    case 'otc':
      return String(source.index);
    default:
      return '';
  }
}
