/** 检查表: every point with big 合格/不合格/不适用, saved at each press; what fails is stated right where it stands. @module */
import { Button, Popconfirm } from 'antd';
import { useState, type ReactNode } from 'react';
import { keyOf } from '../../../inspection/rules/record.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { sentenceTime } from '../../kit/format.ts';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';
import { CheckPointLine } from './check-point.tsx';
import { StateFindingForm } from './finding-form.tsx';
import { ReasonForm } from './reason-form.tsx';
import { RecordHash } from './record.tsx';
import { VisitSection } from './section.tsx';
import { PressStep, useIsOpen } from './step.tsx';
import { useAnswers } from './use-answers.ts';
import { standingFindings } from './words.ts';

const text = inspectionText.checklist;

export type Line = VisitView['checklist'][number];

export function Checklist({ view }: { readonly view: VisitView }): ReactNode {
  const { checklist, state, refusals } = view;
  const mayAnswer = useIsOpen('inspection.answer', view);
  const answers = useAnswers(view);
  const [stating, setStating] = useState<string>();
  const [isUnfolded, unfold] = useState(false);
  const open = checklist.filter((line) => answers.of(line) === null);
  const status = answers.isSaving
    ? text.saving
    : answers.savedAt === undefined
      ? ''
      : text.saved(sentenceTime(answers.savedAt));
  return (
    <VisitSection id="checklist">
      {checklist.length === 0 ? (
        <p className="muted">{text.none}</p>
      ) : (
        <p className="check-status">
          {text.standing(checklist.length - open.length, checklist.length)}
          {mayAnswer && open.length > 0 && <AllPass count={open.length} onConfirm={() => answers.save(open, 'pass')} />}
          <span className="muted" role="status">
            {status}
          </span>
        </p>
      )}
      <RefusalBox refusals={answers.refusals} />
      {!mayAnswer && checklist.length > 0 && (
        <button
          type="button"
          className="link screen-only"
          aria-expanded={isUnfolded}
          onClick={() => unfold(!isUnfolded)}
        >
          {isUnfolded ? text.fold : text.unfold}
        </button>
      )}
      <div className={mayAnswer || isUnfolded ? 'check-list' : 'check-list folded'}>
        {groupsOf(checklist).map(({ code, name, lines }) => (
          <section key={code} className="check-item">
            <h3>{`${code} ${name}`}</h3>
            <ol className="check-points">
              {lines.map((line) => (
                <CheckPointLine
                  key={pointOf(line)}
                  line={line}
                  answer={answers.of(line)}
                  findings={standingFindings(view).filter((finding) => keyOf(finding) === pointOf(line))}
                  {...(mayAnswer
                    ? {
                        onAnswer: (answer) => {
                          answers.save([line], answer);
                          setStating(answer === 'fail' ? pointOf(line) : undefined);
                        },
                        onState: () => setStating(pointOf(line)),
                      }
                    : {})}
                >
                  {mayAnswer && stating === pointOf(line) && (
                    <StateFindingForm view={view} line={line} onDone={() => setStating(undefined)} />
                  )}
                </CheckPointLine>
              ))}
            </ol>
          </section>
        ))}
      </div>
      <div className="screen-only" id="record">
        <p className="muted">{inspectionText.closeRecord.hint}</p>
        <PressStep deed="inspection.close-record" view={view} refusals={state === 'inspecting' ? refusals : []} />
        <ReasonForm
          deed="inspection.reopen-record"
          view={view}
          title={inspectionText.closeRecord.reopen}
          label={inspectionText.closeRecord.reopenReason}
          hint={inspectionText.closeRecord.reopenHint}
        />
      </div>
      <RecordHash hash={view.recordHash} />
    </VisitSection>
  );
}

function AllPass({ count, onConfirm }: { readonly count: number; readonly onConfirm: () => void }): ReactNode {
  return (
    <Popconfirm
      title={text.allPassTitle(count)}
      description={text.allPassHint}
      okText={text.confirm}
      cancelText={text.cancel}
      onConfirm={onConfirm}
    >
      <Button size="large" autoInsertSpace={false}>
        {text.allPass}
      </Button>
    </Popconfirm>
  );
}

/** Names a line among the points of the visit. */
export function pointOf({ itemId, no }: Pick<Line, 'itemId' | 'no'>): string {
  return keyOf({ itemId, pointNo: no });
}

interface Group {
  readonly code: string;
  readonly name: string;
  readonly lines: Line[];
}

function groupsOf(checklist: readonly Line[]): readonly Group[] {
  const groups: Group[] = [];
  for (const line of checklist) {
    const last = groups.at(-1);
    if (last?.code === line.code) last.lines.push(line);
    else groups.push({ code: line.code, name: line.itemName, lines: [line] });
  }
  return groups;
}
