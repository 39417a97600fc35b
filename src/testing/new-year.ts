/** 元旦 of 2027, the first year that no notice covers yet: loaded by the office, for tests of what moves then. @module */
import { loadNotice } from '../calendar/actions.ts';
import type { Runtime } from '../core/runtime.ts';
import { done } from './draw-ceremony.ts';
import { actorOf } from './runtime.ts';

/** Friday the 1st to Sunday the 3rd are off: before the notice Friday counts as a workday. */
export async function loadNewYear(runtime: Runtime, lastDayOff = '2027-01-03'): Promise<void> {
  const notice = {
    year: 2027,
    title: '关于2027年部分节假日安排的通知（示例）',
    source: '国办发明电〔2026〕0号',
    off: [{ name: '元旦', from: '2027-01-01', to: lastDayOff }],
    work: [],
  };
  await done(runtime, actorOf(['group-office']), loadNotice, { notice });
}
