/** 检查表: three big answers to each point, the rest with one press and a second look. @module */
import { useState, type ReactNode } from 'react';
import { keyOf } from '../../../inspection/rules/record.ts';
import { isOf } from '../../../inspection/rules/sync/merge.ts';
import { ANSWERS, type Answer } from '../../../inspection/types/visit.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { Button, Choice, Empty, Screen } from '../parts/ui.tsx';
import type { VisitOnPhone } from '../store/visit-on-phone.ts';
import { answersOf, isInside, nameOf } from '../visit-model.ts';
import { go, visitLink } from '../words.ts';

const OPTIONS = Object.entries(ANSWERS) as [Answer, string][];

export function Sheet({ on }: { readonly on: VisitOnPhone }): ReactNode {
  const { store } = useField();
  const { visit } = on;
  const answers = answersOf(on);
  const text = fieldText.sheet;
  const open = visit.checklist.filter((line) => !answers.has(keyOf({ itemId: line.itemId, pointNo: line.no })));
  const answer = async (line: (typeof visit.checklist)[number], given: Answer): Promise<void> => {
    const point = { itemId: line.itemId, pointNo: line.no };
    await store.say(visit.inspectionId, { kind: 'answer', ...point, answer: given });
    if (given === 'fail') go(visitLink(visit.inspectionId, 'sheet', keyOf(point)));
  };
  const passRest = async (): Promise<void> => {
    await store.sayAll(
      visit.inspectionId,
      open.map(({ itemId, no }) => ({ kind: 'answer', itemId, pointNo: no, answer: 'pass' })),
    );
  };
  const isClosed = !isInside(on);
  return (
    <Screen
      title={text.title}
      back={visitLink(visit.inspectionId)}
      chip={<Chip />}
      actions={
        isClosed ? undefined : open.length > 0 ? (
          <PassRest count={open.length} onPass={() => void passRest()} />
        ) : (
          <Button kind="main" onPress={() => go(visitLink(visit.inspectionId, 'signing'))}>
            {text.toSigning}
          </Button>
        )
      }
    >
      {isClosed ? <Empty what={fieldText.visit.first} next={fieldText.visit.doorOpen} /> : null}
      <ol className="points">
        {visit.checklist.map((line) => {
          const key = keyOf({ itemId: line.itemId, pointNo: line.no });
          return (
            <li key={key} data-point={key}>
              <p className="item">{line.itemName}</p>
              <p className="question">{line.question}</p>
              {line.procedure === undefined ? null : (
                <details>
                  <summary>{text.method}</summary>
                  <p>{line.procedure}</p>
                  {line.standard === undefined ? null : <p>{line.standard}</p>}
                </details>
              )}
              <Contradiction on={on} subject={`answer/${key}`} />
              <Choice
                label={line.question}
                options={OPTIONS}
                value={answers.get(key) ?? null}
                isDisabled={isClosed}
                onChoose={(given) => void answer(line, given)}
              />
            </li>
          );
        })}
      </ol>
    </Screen>
  );
}

/** Both versions, with who said them; answering again settles it. */
function Contradiction({ on, subject }: { readonly on: VisitOnPhone; readonly subject: string }): ReactNode {
  const conflict = on.merged.conflicts.find((each) => each.subject === subject);
  if (conflict === undefined) return null;
  return (
    <div className="notice" role="alert">
      <strong>{fieldText.sheet.conflict}</strong>
      <ul>
        {conflict.versions.filter(isOf('answer')).map(({ operationId, author, body }) => (
          <li key={operationId}>{fieldText.sheet.said(nameOf(on, author), ANSWERS[body.answer])}</li>
        ))}
      </ul>
    </div>
  );
}

function PassRest({ count, onPass }: { readonly count: number; readonly onPass: () => void }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const text = fieldText.sheet;
  if (!isAsking)
    return (
      <Button kind="main" onPress={() => setAsking(true)}>
        {text.rest(count)}
      </Button>
    );
  return (
    <div role="alert">
      <p>{text.restSure(count)}</p>
      <div className="row">
        <Button onPress={() => setAsking(false)}>{text.restStop}</Button>
        <Button kind="main" onPress={onPass}>
          {text.restGo}
        </Button>
      </div>
    </div>
  );
}
