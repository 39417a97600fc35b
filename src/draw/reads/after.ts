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
  stageOf,
  substitutionStageRefusals,
} from '../rules/substitution.ts';
import { knownAt } from '../rules/sources.ts';
import type { AfterView, FreshView, SubstitutionView } from '../types/after.ts';
import { isSealed } from '../rules/sealed.ts';
import { listOwnTeams } from './own-visits.ts';
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
  const stage = substitutionStageRefusals(stageOf(draw));
  if (stage.length > 0)
    return {
      isSealed: isSealed(draw),
      teams: [],
      substitutions: draw.opened_at === null ? [] : await viewSubstitutions(tx, draw, actor),
      needsLottery: false,
      refusals: { 'draw.request-substitution': stage },
    };
  const sealed = isSealed(draw);
  return {
    isSealed: sealed,
    teams: sealed ? await listOwnTeams(tx, drawId, actor.staffId) : await allTeams(tx, drawId),
    substitutions: await viewSubstitutions(tx, draw, actor),
    needsLottery: needsLottery(announcementOfRow(draw)),
    refusals: { 'draw.request-substitution': [] },
  };
}

async function allTeams(tx: ReadTx, drawId: string): Promise<z.input<typeof AfterView>['teams']> {
  const nameOf = await namesOf(tx, drawId);
  const seats = (held: readonly { readonly place: number; readonly person: string }[]) =>
    held.map(({ place, person }) => ({ place, person, name: nameOf(person) }));
  return (await standingVisits(tx, drawId)).map(({ enterprise, officer, expert }) => ({
    enterprise,
    name: nameOf(enterprise),
    officers: seats(officer),
    experts: seats(expert),
  }));
}

async function namesOf(tx: ReadTx, drawId: string): Promise<(id: string) => string> {
  const names = new Map((await listRoster(tx, drawId)).map(({ id, name }) => [id, name]));
  const people = await readPeople(tx, drawId);
  return (id) => people.get(id)?.name ?? names.get(id) ?? id;
}

/** Requests that the reader may know: in a sealed draw those he asked for, or decides. */
async function viewSubstitutions(
  tx: ReadTx,
  draw: DrawRow,
  actor: Actor,
): Promise<z.input<typeof AfterView>['substitutions']> {
  const { draw_id: drawId } = draw;
  const requests = await listSubstitutions(tx, drawId);
  if (requests.length === 0) return [];
  const nameOf = await namesOf(tx, drawId);
  const staff = await staffNames(
    tx,
    requests.flatMap(({ requestedBy, decidedBy }) => (decidedBy === null ? [requestedBy] : [requestedBy, decidedBy])),
  );
  const logged = new Map((await listApprovals(tx, drawId)).map((each) => [each.request, each.isLogged]));
  return requests.map((each) =>
    substitutionView(each, {
      nameOf,
      staffOf: (id) => staff.get(id) ?? id,
      actor,
      isLogged: logged.get(each.request) === true,
    }),
  );
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
