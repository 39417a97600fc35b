/** The handler's work on a draft: write anew, mark, lift with a reason; the copy beside it is made as he types, by the server's own function. @module */
import { Button, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { PUBLICITY_CLASSES, type PublicityClass } from '../../../credit/rules/publicity.ts';
import { markedText } from '../../../disclosure/rules/copy.ts';
import { isAbsolute, PROTECTED_KINDS, type ProtectedKind } from '../../../disclosure/types/protected.ts';
import type { EntryView, Mark, MarkedText, ShownMark } from '../../../disclosure/types.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';
import { SideBySide } from './side-by-side.tsx';

const text = disclosureText.page;

interface Draft {
  /** Words written anew, by place. */
  readonly words: Readonly<Record<string, string>>;
  readonly marks: readonly Mark[];
  readonly level: PublicityClass | undefined;
}

export function Redaction({ view }: { readonly view: EntryView }): ReactNode {
  const saved: Draft = { words: {}, marks: view.marks, level: view.penalty?.level };
  const [draft, setDraft] = useState(saved);
  const redact = useDeed<unknown>('disclosure.redact');
  const confirm = useDeed<{ entryId: string }>('disclosure.confirm');
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved);
  const texts = view.texts.map(({ at, written }) =>
    markedText({ at, text: draft.words[at] ?? written }, view.known, draft.marks),
  );
  const { entryId, refusals } = view;

  async function save(): Promise<void> {
    const wording = Object.entries(draft.words).map(([at, words]) => ({ at, text: words }));
    const outcome = await redact.run({ entryId, wording, marks: draft.marks, level: draft.level });
    // Read back, the words are those saved: from here on nothing is changed.
    if (outcome.ok) setDraft({ ...draft, words: {} });
  }

  return (
    <>
      {draft.level !== undefined && (
        <ClassChoice level={draft.level} onChange={(level) => setDraft({ ...draft, level })} />
      )}
      <SideBySide
        texts={texts}
        places={view.places}
        actionsOf={(at, mark) => <MarkActions at={at} mark={mark} draft={draft} onChange={setDraft} />}
        below={(one) => <TextWork one={one} draft={draft} onChange={setDraft} />}
      />
      <div className="redaction-bar">
        <DeedButton
          kind="disclosure.redact"
          isPending={redact.isPending}
          refusals={isChanged ? (refusals['disclosure.redact'] ?? []) : [{ code: 'disclosure-nothing-changed' }]}
          onPress={() => void save()}
        />
        {isChanged && (
          <Button autoInsertSpace={false} type="link" onClick={() => setDraft(saved)}>
            {text.discard}
          </Button>
        )}
        <DeedButton
          kind="disclosure.confirm"
          isPrimary
          isPending={confirm.isPending}
          refusals={isChanged ? [{ code: 'disclosure-unsaved' }] : (refusals['disclosure.confirm'] ?? [])}
          onPress={() => void confirm.run({ entryId })}
        />
      </div>
      <RefusalBox refusals={[...redact.refusals, ...confirm.refusals]} />
    </>
  );
}

interface ClassChoiceProps {
  readonly level: PublicityClass;
  readonly onChange: (level: PublicityClass) => void;
}

function ClassChoice({ level, onChange }: ClassChoiceProps): ReactNode {
  const options = Object.entries(PUBLICITY_CLASSES).map(([value, label]) => ({
    value: value as PublicityClass,
    label,
  }));
  return (
    <label className="redaction-class">
      {text.level}
      <Select value={level} options={options} onChange={onChange} />
      <span className="muted">{text.levelHint}</span>
    </label>
  );
}

interface DraftProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

interface MarkActionsProps extends DraftProps {
  readonly at: string;
  readonly mark: ShownMark;
}

function MarkActions({ at, mark, draft, onChange }: MarkActionsProps): ReactNode {
  const [reason, setReason] = useState<string>();
  const { kind, found, how } = mark;
  const others = draft.marks.filter((each) => each.at !== at || each.found !== found || each.how !== how);
  if (how !== 'found')
    return (
      <Button autoInsertSpace={false} size="small" onClick={() => onChange({ ...draft, marks: others })}>
        {how === 'lifted' ? text.restore : text.remove}
      </Button>
    );
  if (isAbsolute(kind)) return null;
  if (reason === undefined)
    return (
      <Button autoInsertSpace={false} size="small" onClick={() => setReason('')}>
        {text.lift}
      </Button>
    );
  const lift = (): void => {
    onChange({ ...draft, marks: [...draft.marks, { at, found, kind, how: 'lifted', reason: reason.trim() }] });
    setReason(undefined);
  };
  return (
    <span className="mark-lift">
      <Input
        aria-label={text.liftReason}
        placeholder={text.liftHint}
        value={reason}
        maxLength={300}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button autoInsertSpace={false} size="small" disabled={reason.trim() === ''} onClick={lift}>
        {text.liftDo}
      </Button>
    </span>
  );
}

interface TextWorkProps extends DraftProps {
  readonly one: MarkedText;
}

function TextWork({ one, draft, onChange }: TextWorkProps): ReactNode {
  return (
    <div className="text-work">
      <details>
        <summary>{text.rewrite}</summary>
        <Input.TextArea
          aria-label={text.rewrite}
          rows={2}
          maxLength={2_000}
          value={one.written}
          onChange={({ target }) => onChange({ ...draft, words: { ...draft.words, [one.at]: target.value } })}
        />
      </details>
      <details>
        <summary>{text.addMark}</summary>
        <AddMark one={one} draft={draft} onChange={onChange} />
      </details>
    </div>
  );
}

function AddMark({ one, draft, onChange }: TextWorkProps): ReactNode {
  const [found, setFound] = useState('');
  const [kind, setKind] = useState<ProtectedKind>('other');
  const isThere = found !== '' && one.written.includes(found);
  const options = Object.entries(PROTECTED_KINDS).map(([value, label]) => ({ value: value as ProtectedKind, label }));
  const add = (): void => {
    onChange({ ...draft, marks: [...draft.marks, { at: one.at, found, kind, how: 'added', reason: '' }] });
    setFound('');
  };
  return (
    <div className="add-mark">
      <Input
        aria-label={text.addWhat}
        placeholder={text.addHint}
        value={found}
        maxLength={500}
        onChange={({ target }) => setFound(target.value)}
      />
      <Button autoInsertSpace={false} onClick={() => setFound(globalThis.getSelection()?.toString().trim() ?? '')}>
        {text.takeSelection}
      </Button>
      <Select aria-label={text.addKind} value={kind} options={options} onChange={setKind} />
      <Button autoInsertSpace={false} disabled={!isThere} onClick={add}>
        {text.addDo}
      </Button>
      {found !== '' && !isThere && <span className="muted">{text.notThere}</span>}
    </div>
  );
}
