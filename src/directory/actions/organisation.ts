/** Sub-libraries, what is recorded of experts, departments and the leading group. @module */
import { z } from 'zod';
import { defineDeed, type DeedSpec } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { directoryDeeds } from '../deeds.ts';
import { findRecord } from '../reads/records.ts';
import {
  AddDepartmentInput,
  AppointInput,
  CloseDepartmentInput,
  DismissInput,
  RecordExpertInput,
  SaveSublibraryInput,
} from '../types/organisation.ts';
import { DIRECTORY_FILTERS } from '../types/views.ts';
import {
  endDepartment,
  endMember,
  insertDepartment,
  insertExpertRecord,
  insertMember,
  insertSublibrary,
  removeSublibraryRow,
} from '../writes/organisation.ts';

/** 存为子库. Conditions that the list of the kind does not have are refused, not kept. */
export const saveSublibrary = defineDeed({
  kind: 'directory.save-sublibrary',
  rule: directoryDeeds['directory.save-sublibrary'],
  input: SaveSublibraryInput,
  output: z.object({ sublibraryId: z.uuid() }),
  run: async (tx, input) => {
    const { kind, conditions } = input;
    const names = Object.keys(conditions);
    const known = Object.keys(DIRECTORY_FILTERS[kind].shape).filter((name) => !['page', 'size', 'sort'].includes(name));
    if (names.length === 0) return refuse([{ code: 'sublibrary-without-conditions' }]);
    const isListed = DIRECTORY_FILTERS[kind].safeParse(conditions).success;
    if (!isListed || names.some((name) => !known.includes(name)))
      return refuse([{ code: 'sublibrary-conditions', at: 'conditions' }]);
    const sublibraryId = tx.newId();
    if (!(await insertSublibrary(tx, sublibraryId, input))) return refuse([{ code: 'sublibrary-name', at: 'name' }]);
    tx.record({ kind: 'directory.save-sublibrary', subject: `sublibrary/${sublibraryId}`, facts: { kind } });
    return ok({ sublibraryId });
  },
});

export const removeSublibrary = defineDeed({
  kind: 'directory.remove-sublibrary',
  rule: directoryDeeds['directory.remove-sublibrary'],
  input: z.object({ sublibraryId: z.uuid() }),
  output: z.object({}),
  run: async (tx, { sublibraryId }) => {
    if (!(await removeSublibraryRow(tx, sublibraryId))) return refuse([{ code: 'sublibrary-not-found' }]);
    tx.record({ kind: 'directory.remove-sublibrary', subject: `sublibrary/${sublibraryId}`, facts: {} });
    return ok({});
  },
});

/** 登记专家履职: evaluations, fees, refusals and sanctions, each once and for good. */
export const recordExpert = defineDeed({
  kind: 'directory.record-expert',
  rule: directoryDeeds['directory.record-expert'],
  input: RecordExpertInput,
  output: z.object({ recordId: z.uuid() }),
  run: async (tx, input) => {
    const { expertId, kind, onDay, score, amountFen } = input;
    if ((await findRecord(tx, 'expert', expertId)) === undefined)
      return refuse([{ code: 'record-not-found', facts: { kind: 'expert' } }]);
    if (onDay > tx.today)
      return refuse([{ code: 'day-in-future', at: 'onDay', facts: { day: onDay, today: tx.today } }]);
    const recordId = tx.newId();
    await insertExpertRecord(tx, recordId, input);
    const facts = { kind, onDay, ...(score === null ? {} : { score }), ...(amountFen === null ? {} : { amountFen }) };
    tx.record({ kind: 'directory.record-expert', subject: `expert/${expertId}`, facts });
    return ok({ recordId });
  },
});

export const addDepartment = defineDeed({
  kind: 'directory.add-department',
  rule: directoryDeeds['directory.add-department'],
  input: AddDepartmentInput,
  output: z.object({ departmentId: z.uuid() }),
  run: async (tx, input) => {
    const departmentId = tx.newId();
    if (!(await insertDepartment(tx, departmentId, input))) return refuse([{ code: 'department-exists', at: 'name' }]);
    tx.record({
      kind: 'directory.add-department',
      subject: `department/${departmentId}`,
      facts: { from: input.fromOn },
    });
    return ok({ departmentId });
  },
});

export const closeDepartment = defineDeed({
  kind: 'directory.close-department',
  rule: directoryDeeds['directory.close-department'],
  input: CloseDepartmentInput,
  output: z.object({}),
  run: async (tx, { departmentId, untilOn }) => {
    if (!(await endDepartment(tx, departmentId, untilOn))) return refuse([{ code: 'organisation-not-standing' }]);
    tx.record({ kind: 'directory.close-department', subject: `department/${departmentId}`, facts: { until: untilOn } });
    return ok({});
  },
});

/** 任命领导小组成员: one leader and one director of the office at a time. */
export const appointMember = defineDeed({
  kind: 'directory.appoint-member',
  rule: directoryDeeds['directory.appoint-member'],
  input: AppointInput,
  output: z.object({ memberId: z.uuid() }),
  run: async (tx, input) => {
    const memberId = tx.newId();
    const { position, fromOn } = input;
    if (!(await insertMember(tx, memberId, input)))
      return refuse([{ code: 'position-taken', at: 'position', facts: { position } }]);
    const facts = { position, from: fromOn };
    tx.record({ kind: 'directory.appoint-member', subject: `group-member/${memberId}`, facts });
    return ok({ memberId });
  },
});

export const dismissMember = defineDeed({
  kind: 'directory.dismiss-member',
  rule: directoryDeeds['directory.dismiss-member'],
  input: DismissInput,
  output: z.object({}),
  run: async (tx, { memberId, untilOn }) => {
    if (!(await endMember(tx, memberId, untilOn))) return refuse([{ code: 'organisation-not-standing' }]);
    tx.record({ kind: 'directory.dismiss-member', subject: `group-member/${memberId}`, facts: { until: untilOn } });
    return ok({});
  },
});

export const organisationDeedSpecs: readonly DeedSpec[] = [
  saveSublibrary,
  removeSublibrary,
  recordExpert,
  addDepartment,
  closeDepartment,
  appointMember,
  dismissMember,
];
