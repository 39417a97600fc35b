/** What a bureau sets for its cases: thresholds, benchmarks, who signs in the head's place. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { penaltyDeeds } from '../deeds.ts';
import { readSetting } from '../reads/cases.ts';
import { Benchmark, Delegation, PenaltySetting } from '../types/settings.ts';
import { endDelegation, insertBenchmark, insertDelegation, insertSetting } from '../writes.ts';

/** A new version of the thresholds; acts that come later are judged by it. */
export const setSettings = defineDeed({
  kind: 'penalty.set-settings',
  rule: penaltyDeeds['penalty.set-settings'],
  input: z.object({ version: z.int().min(0), setting: PenaltySetting }),
  output: z.object({ version: z.int() }),
  run: async (tx, { version, setting }) => {
    const stale = (await readSetting(tx)).version !== version;
    if (stale || !(await insertSetting(tx, version + 1, setting))) return refuse([{ code: 'penalty-setting-stale' }]);
    tx.record({
      kind: 'penalty.set-settings',
      subject: `penalty-setting/${version + 1}`,
      facts: { version: version + 1 },
    });
    return ok({ version: version + 1 });
  },
});

/** A benchmark from its day on; of one day the last one said counts. */
export const setBenchmark = defineDeed({
  kind: 'penalty.set-benchmark',
  rule: penaltyDeeds['penalty.set-benchmark'],
  input: z.object({ benchmark: Benchmark }),
  output: z.object({ code: z.string(), version: z.int() }),
  run: async (tx, { benchmark }) => {
    const version = await insertBenchmark(tx, benchmark);
    tx.record({
      kind: 'penalty.set-benchmark',
      subject: `penalty-benchmark/${benchmark.code}`,
      facts: { from: benchmark.validFrom, version, grades: benchmark.grades.length },
    });
    return ok({ code: benchmark.code, version });
  },
});

/** 委托代理: a deputy signs in the head's place, with the days. */
export const delegate = defineDeed({
  kind: 'penalty.delegate',
  rule: penaltyDeeds['penalty.delegate'],
  input: z.object({ delegation: Delegation }),
  output: z.object({ delegationId: z.uuid() }),
  run: async (tx, { delegation }) => {
    if (delegation.until < tx.today) return refuse([{ code: 'delegation-past', at: 'delegation.until' }]);
    const delegationId = await insertDelegation(tx, delegation);
    tx.record({
      kind: 'penalty.delegate',
      subject: `penalty-delegation/${delegationId}`,
      facts: { to: delegation.staffId, from: delegation.from, until: delegation.until },
    });
    return ok({ delegationId });
  },
});

export const stopDelegation = defineDeed({
  kind: 'penalty.end-delegation',
  rule: penaltyDeeds['penalty.end-delegation'],
  input: z.object({ delegationId: z.uuid() }),
  output: z.object({ delegationId: z.uuid() }),
  run: async (tx, { delegationId }) => {
    if (!(await endDelegation(tx, delegationId))) return refuse([{ code: 'delegation-none' }]);
    tx.record({ kind: 'penalty.end-delegation', subject: `penalty-delegation/${delegationId}`, facts: {} });
    return ok({ delegationId });
  },
});
