/** Answers as they are pressed: shown at once, sent one after the other, taken back when the server refuses. @module */
import { useRef, useState } from 'react';
import { keyOf } from '../../../inspection/rules/record.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import type { Answer, AnswerInput } from '../../../inspection/types/visit.ts';
import type { ShownRefusal } from '../../kit/api.ts';
import { useDeed } from '../../kit/deed.ts';

type Line = VisitView['checklist'][number];

interface Answers {
  /** What stands at this point, sent or not. */
  readonly of: (line: Line) => Answer | null;
  readonly save: (lines: readonly Line[], answer: Answer) => void;
  readonly isSaving: boolean;
  readonly savedAt: string | undefined;
  readonly refusals: readonly ShownRefusal[];
}

export function useAnswers({ inspectionId }: Pick<VisitView, 'inspectionId'>): Answers {
  const deed = useDeed<{ inspectionId: string; answers: readonly AnswerInput[] }>('inspection.answer');
  const [pressed, setPressed] = useState<ReadonlyMap<string, Answer>>(new Map());
  const [waiting, setWaiting] = useState(0);
  // A deed under way answers for the next one too (submission.ts), so each waits for the one before.
  const queue = useRef(Promise.resolve());

  async function send(answers: readonly AnswerInput[]): Promise<void> {
    const outcome = await deed.run({ inspectionId, answers });
    if (!outcome.ok) setPressed((before) => without(before, answers));
    setWaiting((count) => count - 1);
  }

  function save(lines: readonly Line[], answer: Answer): void {
    const answers = lines.map(({ itemId, no }) => ({ itemId, pointNo: no, answer }));
    setPressed((before) => new Map([...before, ...answers.map((each) => [keyOf(each), answer] as const)]));
    setWaiting((count) => count + 1);
    queue.current = queue.current.then(() => send(answers));
  }

  return {
    of: (line) => pressed.get(keyOf({ itemId: line.itemId, pointNo: line.no })) ?? line.answer,
    save,
    isSaving: waiting > 0,
    savedAt: deed.doneAt,
    refusals: deed.refusals,
  };
}

function without(pressed: ReadonlyMap<string, Answer>, answers: readonly AnswerInput[]): ReadonlyMap<string, Answer> {
  const refused = new Set(answers.map(keyOf));
  return new Map([...pressed].filter(([key]) => !refused.has(key)));
}
