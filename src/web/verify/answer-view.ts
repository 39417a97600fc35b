/** What the page answers about one enterprise or one receipt. @module */
import { sentenceTime } from '../kit/format.ts';
import type { VerifyText } from '../kit/strings/verify.zh.ts';
import { h } from './dom.ts';
import { enterpriseView, receiptView } from './firm-view.ts';
import type { EnterpriseAnswer, ReceiptAnswer } from './messages.ts';
import { toned } from './parts.ts';

export type Answer =
  | ReceiptAnswer
  | EnterpriseAnswer
  /** A sentence of `firm`: why there is no answer. */
  | { readonly kind: 'sentence'; readonly key: 'needBundle' | 'needKey' | 'notVerified' | 'noCamera' | 'noCode' };

/** @param onChoose - called with the code of one of several that could be meant */
export function answerView(answer: Answer, text: VerifyText, onChoose: (id: string) => void): HTMLElement {
  const { firm: words } = text;
  switch (answer.kind) {
    case 'one':
      return enterpriseView(answer, text);
    case 'receipt':
      return receiptView(answer.report, answer.milliseconds, text);
    case 'many':
      return h(
        'div',
        { class: 'verdict', tabindex: -1 },
        h('p', {}, words.many),
        h(
          'ul',
          { class: 'lines' },
          answer.found.map(({ id, name }) =>
            h(
              'li',
              {},
              h('button', { type: 'button', class: 'button quiet', onclick: () => onChoose(id) }, `${name}（${id}）`),
            ),
          ),
        ),
      );
    case 'nobody':
      return sentence(words.nobody);
    case 'no-result':
      return sentence(words.noResult);
    case 'sealed':
      return sentence(words.sealed(sentenceTime(answer.until)));
    case 'sentence':
      return sentence(words[answer.key]);
  }
}

function sentence(words: string): HTMLElement {
  return h('p', { class: 'verdict', tabindex: -1 }, toned('unsure', words));
}
