/** 处理意见 as papers write it: amounts in words and figures. Pure. @module */
import { amountInFigures, amountInWords } from '../../core/documents/money.ts';
import { NO_PENALTY_GROUNDS, PENALTY_KINDS, type Outcome } from '../types/case.ts';

/** One line for each kind of penalty; one for not punishing or withdrawing. */
export function outcomeLines(outcome: Outcome): readonly string[] {
  switch (outcome.kind) {
    case 'penalty':
      return outcome.items.map(({ kind, fen, detail }) => {
        const amount = fen === undefined ? '' : `${amountInWords(fen)}（${amountInFigures(fen)}）`;
        return `${PENALTY_KINDS[kind]}${amount}${detail === undefined || detail === '' ? '' : `：${detail}`}`;
      });
    case 'no-penalty':
      return [`不予行政处罚：${NO_PENALTY_GROUNDS[outcome.ground]}`];
    case 'withdraw':
      return [`撤销立案：${outcome.reason}`];
  }
}
