/** The module's deeds and reads for HTTP. Founding and one's own password have routes of their own (src/http). @module */
import { z } from 'zod';
import { isDay } from '../core/calendar/day.ts';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { listInput } from '../core/list-query.ts';
import { operationReasons, readOperation } from '../core/operation.ts';
import { ok, refuse } from '../core/result.ts';
import {
  approveEmergency,
  endEmergency,
  listEmergencies,
  refuseEmergency,
  requestEmergency,
} from './actions/emergency.ts';
import { arrangeList } from './actions/lists.ts';
import { amendProfile } from './actions/profile.ts';
import { endStaffSessions, resetFactors, setLoginPolicy } from './actions/login-policy.ts';
import { enrollWitness, retireWitness, setWitnessPolicy } from './actions/witnesses.ts';
import { createStaff, deactivateStaff, grantRoles, resetPassword } from './actions/staff.ts';
import { bureauReads } from './deeds.ts';
import { bureauCode, findProfile, findStaff, listListColumns, listStaff, STAFF_SORTS } from './reads.ts';
import { listSecurityEvents } from './security-log.ts';
import { profileDocument } from './rules.ts';
import { findWitnessPolicy, witnessStandings } from '../core/log/witnesses.ts';
import { findPolicy } from '../core/identity/policies.ts';
import { Emergency } from './types/emergency.ts';
import { ListColumns } from './types/lists.ts';
import { PolicyView } from './types/login.ts';
import { OperationView } from './types/operation.ts';
import { WitnessesView } from './types/witnesses.ts';
import { PageQuery, ProfileView, Role, SecurityEvent, SECURITY_EVENT_KINDS, Staff, StaffId } from './types.ts';

const Day = z.string().refine(isDay, '日期写法：2026-03-02');
const Kind = z.enum(Object.keys(SECURITY_EVENT_KINDS) as (keyof typeof SECURITY_EVENT_KINDS)[]);

const readBureau = defineRead({
  path: '/api/bureau',
  kind: 'bureau.read',
  rule: bureauReads['bureau.read'],
  input: z.object({}),
  output: z.object({ version: z.int(), since: z.string(), profile: ProfileView }),
  run: async (tx) => {
    const found = await findProfile(tx);
    return found === undefined
      ? refuse([{ code: 'profile-not-found' }])
      : ok({ ...found, profile: profileDocument(found.profile) });
  },
});

const readStaff = defineRead({
  path: '/api/staff',
  kind: 'staff.list',
  rule: bureauReads['staff.list'],
  input: z.object({
    ...listInput(STAFF_SORTS, 50),
    role: Role.optional(),
    active: z.stringbool().optional(),
  }),
  output: z.object({ total: z.int(), rows: z.array(Staff), asOf: z.string() }),
  run: async (tx, input) => {
    const { total, rows } = await listStaff(tx, input);
    return ok({ total, rows: [...rows], asOf: tx.now });
  },
});

const readPerson = defineRead({
  path: '/api/staff/:staffId',
  kind: 'staff.list',
  rule: bureauReads['staff.list'],
  input: z.object({ staffId: StaffId }),
  output: Staff,
  run: async (tx, { staffId }) => {
    const person = await findStaff(tx, staffId);
    return person === undefined ? refuse([{ code: 'staff-not-found' }]) : ok(person);
  },
});

const readListColumns = defineRead({
  path: '/api/list-columns',
  kind: 'staff.read-lists',
  rule: bureauReads['staff.read-lists'],
  input: z.object({}),
  output: z.object({ rows: z.array(ListColumns) }),
  run: async (tx, _input, actor) => ok({ rows: [...(await listListColumns(tx, actor.staffId))] }),
});

const readSecurityEvents = defineRead({
  path: '/api/security-events',
  kind: 'security.read',
  rule: bureauReads['security.read'],
  input: z.object({
    kind: Kind.optional(),
    staffId: StaffId.optional(),
    from: Day.optional(),
    to: Day.optional(),
    ...PageQuery,
  }),
  output: z.object({ total: z.int(), rows: z.array(SecurityEvent), asOf: z.string() }),
  run: async (tx, input) => {
    const { total, rows } = await listSecurityEvents(tx, input);
    return ok({ total, rows: [...rows], asOf: tx.now });
  },
});

const readWitnesses = defineRead({
  path: '/api/log-witnesses',
  kind: 'log-witness.read',
  rule: bureauReads['log-witness.read'],
  input: z.object({}),
  output: WitnessesView,
  run: async (tx) => {
    const code = await bureauCode(tx);
    const rows = (await witnessStandings(tx)).map(({ url, last, waitingSince, contact, ...row }) => ({
      ...row,
      url: url ?? null,
      last: last ?? null,
      waitingSince: waitingSince ?? null,
      contact: contact ?? null,
    }));
    return ok({ log: `/log/${code}/${tx.today.slice(0, 4)}`, policy: await findWitnessPolicy(tx), rows });
  },
});

const readOperationView = defineRead({
  path: '/api/operation',
  kind: 'operation.read',
  rule: bureauReads['operation.read'],
  input: z.object({}),
  output: OperationView,
  run: async (tx, _input, _actor, runtime) => {
    const states = await readOperation(runtime);
    const reasons = operationReasons(states, tx.now);
    return ok({ checks: states.map((state) => ({ ...state, isStale: reasons.includes(`${state.name}-stale`) })) });
  },
});

const readLoginPolicy = defineRead({
  path: '/api/login-policy',
  kind: 'bureau.read-login-policy',
  rule: bureauReads['bureau.read-login-policy'],
  input: z.object({}),
  output: PolicyView,
  run: async (tx) => {
    const { policy, version, since = null } = await findPolicy(tx.db, tx.bureauId);
    return ok({ policy, version, since });
  },
});

const readEmergencies = defineRead({
  path: '/api/emergencies',
  kind: 'emergency.read',
  rule: bureauReads['emergency.read'],
  input: z.object({}),
  output: z.object({ rows: z.array(Emergency) }),
  run: async (tx) => ok({ rows: [...(await listEmergencies(tx))] }),
});

export const bureauDeedSpecs: readonly DeedSpec[] = [
  amendProfile,
  createStaff,
  resetPassword,
  grantRoles,
  deactivateStaff,
  setLoginPolicy,
  endStaffSessions,
  resetFactors,
  requestEmergency,
  approveEmergency,
  refuseEmergency,
  endEmergency,
  arrangeList,
  enrollWitness,
  retireWitness,
  setWitnessPolicy,
];
export const bureauReadSpecs: readonly ReadSpec[] = [
  readBureau,
  readStaff,
  readPerson,
  readListColumns,
  readSecurityEvents,
  readOperationView,
  readLoginPolicy,
  readEmergencies,
  readWitnesses,
];
