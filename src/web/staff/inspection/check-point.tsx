/** One check point with its three answers, or the answer given. @module */
import type { ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import { ANSWERS, type Answer } from '../../../inspection/types/visit.ts';
import { formatCitation } from '../../../items/rules/citations.ts';
import { DescriptionList } from '../../kit/description-list.tsx';
import { StateTag, type StateTone } from '../../kit/state-tag.tsx';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';

const text = inspectionText.checklist;
const TONES: Readonly<Record<Answer, StateTone>> = { pass: 'done', fail: 'problem', 'not-applicable': 'ended' };

interface CheckPointLineProps {
  readonly line: VisitView['checklist'][number];
  readonly answer: Answer | null;
  /** The findings that stand at this point. */
  readonly findings: VisitView['findings'];
  /** Left out when the person may not answer now. */
  readonly onAnswer?: (answer: Answer) => void;
  readonly onState?: () => void;
  /** The form of a finding, while one is stated here. */
  readonly children: ReactNode;
}

export function CheckPointLine({
  line,
  answer,
  findings,
  onAnswer,
  onState,
  children,
}: CheckPointLineProps): ReactNode {
  const numbers = findings.map(({ number }) => number).join('、');
  return (
    <li className="check-point">
      <div>
        <p>{line.question}</p>
        <p className="muted screen-only">
          {line.evidence === '' ? '' : `${text.evidence(line.evidence)}　`}
          {text.severity[line.severity]}
        </p>
        <HowToCheck line={line} />
        {findings.length > 0 && <p className="check-stated">{text.stated(numbers)}</p>}
        {answer === 'fail' && onState !== undefined && children === false && (
          <button type="button" className="link" onClick={onState}>
            {text.state}
          </button>
        )}
      </div>
      {onAnswer === undefined ? (
        <AnswerWord answer={answer} />
      ) : (
        <AnswerButtons question={line.question} answer={answer} onAnswer={onAnswer} />
      )}
      {children}
    </li>
  );
}

/** 检查方法、检查标准 and the articles, folded: the officer who knows them sees the question alone. */
function HowToCheck({ line }: Pick<CheckPointLineProps, 'line'>): ReactNode {
  const { procedure = '', standard = '', bases = [] } = line;
  const facts = [
    { label: itemsText.item.procedure, value: procedure },
    { label: itemsText.item.standard, value: standard },
    { label: itemsText.item.bases, value: bases.map(formatCitation).join('；') },
  ].filter(({ value }) => value !== '');
  if (facts.length === 0) return null;
  return (
    <details className="check-how screen-only">
      <summary>{text.how}</summary>
      <DescriptionList items={facts} />
    </details>
  );
}

function AnswerWord({ answer }: { readonly answer: Answer | null }): ReactNode {
  return answer === null ? (
    <span className="muted">{text.unanswered}</span>
  ) : (
    <StateTag tone={TONES[answer]} word={ANSWERS[answer]} />
  );
}

interface AnswerButtonsProps {
  readonly question: string;
  readonly answer: Answer | null;
  readonly onAnswer: (answer: Answer) => void;
}

function AnswerButtons({ question, answer, onAnswer }: AnswerButtonsProps): ReactNode {
  return (
    <div className="check-answers" role="group" aria-label={text.group(question)}>
      {codesOf(ANSWERS).map((value) => (
        <button
          key={value}
          type="button"
          className={`check-answer check-${value}`}
          aria-pressed={answer === value}
          onClick={() => onAnswer(value)}
        >
          {ANSWERS[value]}
        </button>
      ))}
    </div>
  );
}
