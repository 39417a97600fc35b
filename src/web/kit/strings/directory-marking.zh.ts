/** Words of 批量标记. No React here. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const markingRefusals: RefusalMessages = {
  'mark-field': () => ({ reason: '这个栏目不能批量标记', remedy: '请从列表中选择栏目和方式' }),
  'mark-value': (facts) => ({
    reason: `“${factText(facts, 'found')}”不是这个栏目可用的内容`,
    remedy: '请从列表中选择',
  }),
  'mark-changes-nothing': (facts) => ({
    reason: `所选 ${factText(facts, 'count')} 条记录已经如此，没有需要改的`,
    remedy: '请另选记录或内容',
  }),
  'mark-stale': (facts) => ({
    reason: `看到列表之后，另有人修改了其中 ${factText(facts, 'count')} 条：${factText(facts, 'names')}`,
    remedy: '请刷新列表看过新的内容，再重新选择',
  }),
  'mark-not-found': () => ({
    reason: '没有由您办理的这次标记',
    remedy: '请在各条记录上修改',
  }),
  'mark-row-changed': (facts) => ({
    reason: `标记之后有 ${factText(facts, 'count')} 条记录又被修改：${factText(facts, 'names')}`,
    remedy: '请在各条记录上修改',
  }),
  'mark-used-by-draw': () => ({
    reason: '标记之后已有抽取，名录可能已被冻结使用',
    remedy: '请在各条记录上修改，并写明原因',
  }),
};

export const markingText = {
  field: '标记的栏目',
  mode: '方式',
  modes: { set: '改为', add: '加上', remove: '去掉' },
  value: '内容',
  reason: '变更原因',
  reasonHint: '每条记录各记一条留痕，都写这个原因，如：街镇核实已停产',
  done: (marked: number, unchanged: number): string =>
    unchanged === 0 ? `已标记 ${marked} 条` : `已标记 ${marked} 条，另有 ${unchanged} 条本来如此`,
  undone: (restored: number): string => `已撤销，${restored} 条记录恢复原样`,
};
