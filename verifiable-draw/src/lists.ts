/** Whether opened lists are the announced ones. SPEC §6.3. @module */
import type { Announcement, ListCommitment } from './announcement.ts';
import {
  orderProblems,
  rosterProblems,
  type CommittedList,
  type ConflictLeaf,
  type PersonLeaf,
  type RosterLeaf,
} from './leaves.ts';
import { MAX_TICKETS } from './tickets.ts';

/** The opened lists of a draw; the optional ones only if the announcement has them. */
export interface DrawLists {
  readonly roster: CommittedList<RosterLeaf>;
  readonly officers: CommittedList<PersonLeaf>;
  readonly conflicts: CommittedList<ConflictLeaf>;
  readonly experts?: CommittedList<PersonLeaf>;
  readonly expertConflicts?: CommittedList<ConflictLeaf>;
  readonly vehicles?: CommittedList<PersonLeaf>;
  readonly devices?: CommittedList<PersonLeaf>;
  /** Who or what cannot be had on a day; `ent` is the day. */
  readonly bookings?: CommittedList<ConflictLeaf>;
}

/** Names of the lists, as in the announcement. */
export const LIST_NAMES = [
  'roster',
  'officers',
  'conflicts',
  'experts',
  'expertConflicts',
  'vehicles',
  'devices',
  'bookings',
] as const;
export type ListName = (typeof LIST_NAMES)[number];

/** What is wrong with the roots and sizes of lists, whatever their leaves are. */
export function rootProblems(announcement: Announcement, lists: DrawLists): string[] {
  return LIST_NAMES.flatMap((name) => commitmentProblems(name, announcement[name], lists[name]));
}

/** Everything that is wrong with the lists; no other list than the committed one can have the announced root. */
export function listProblems(announcement: Announcement, lists: DrawLists): string[] {
  return [
    ...rootProblems(announcement, lists),
    ...rosterProblems(lists.roster.leaves),
    ...LIST_NAMES.filter((name) => name !== 'roster').flatMap((name) => orderProblems(lists[name]?.leaves ?? [])),
    ...countProblems(announcement, lists.roster.leaves),
  ];
}

function commitmentProblems(name: ListName, announced?: ListCommitment, given?: ListCommitment): string[] {
  if (announced === undefined || given === undefined) {
    return announced === given ? [] : [`${name}: ${announced === undefined ? 'not announced' : 'not given'}`];
  }
  const problems: string[] = [];
  if (given.root !== announced.root)
    problems.push(`${name}: root ${given.root} is not the announced ${announced.root}`);
  if (given.size !== announced.size) problems.push(`${name}: ${given.size} leaves, announced were ${announced.size}`);
  return problems;
}

function countProblems({ roster, select }: Announcement, leaves: readonly RosterLeaf[]): string[] {
  const problems: string[] = [];
  const eligible = leaves.filter(({ status }) => status === 'eligible');
  if (eligible.length !== roster.eligible)
    problems.push(`roster: ${eligible.length} eligible, announced were ${roster.eligible}`);
  const announced = new Map(Object.entries(roster.excluded));
  const found = new Map([...announced.keys()].map((reason) => [reason, 0]));
  for (const { reason } of leaves) if (reason !== undefined) found.set(reason, (found.get(reason) ?? 0) + 1);
  for (const [reason, count] of found) {
    const expected = announced.get(reason) ?? 0;
    if (count !== expected) problems.push(`roster: ${count} excluded as ${reason}, announced were ${expected}`);
  }
  const strata = new Map(select.strata.map(({ id, max }) => [id, max]));
  for (const { id, stratum, weight } of eligible) {
    if (select.weights === 'tickets' && weight > MAX_TICKETS)
      problems.push(`roster: ${id} has weight ${weight}, at most ${MAX_TICKETS}`);
    if (!strata.has(stratum as string))
      problems.push(`roster: ${id} is eligible in ${stratum}, which is no announced stratum`);
  }
  for (const [stratum, max] of strata) {
    const size = eligible.filter((leaf) => leaf.stratum === stratum).length;
    if (max > size) problems.push(`stratum ${stratum}: max ${max}, but ${size} are eligible`);
  }
  return problems;
}
