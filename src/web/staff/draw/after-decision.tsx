/** Deciding a request: the seal of approving or refusing, and the lottery issue where a draw has no beacon. @module */
import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { SUBSTITUTION_REASONS, type LotteryIssue, type SubstitutionView } from '../../../draw/types/after.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { useMayDo } from '../../kit/session.ts';
import { afterText as text } from '../../kit/strings/draw-after.zh.ts';
import { outOf, toInstant } from './words.ts';

interface DecisionProps {
  readonly drawId: string;
  readonly each: SubstitutionView;
  readonly needsLottery: boolean;
}

type Decided = 'draw.approve-substitution' | 'draw.reject-substitution';

const SEALS: Readonly<Record<Decided, { readonly title: string; readonly stamp: string; readonly effect: string }>> = {
  'draw.approve-substitution': {
    title: text.decide.approveTitle,
    stamp: text.decide.approveStamp,
    effect: text.decide.approveEffect,
  },
  'draw.reject-substitution': {
    title: text.decide.rejectTitle,
    stamp: text.decide.rejectStamp,
    effect: text.decide.rejectEffect,
  },
};

export function Decision({ drawId, each, needsLottery }: DecisionProps): ReactNode {
  const mayDecide = useMayDo('draw.approve-substitution');
  const [open, setOpen] = useState<Decided>();
  const [lottery, setLottery] = useState<Partial<LotteryIssue>>({});
  if (!mayDecide) return null;
  return (
    <div className="after-actions">
      <p>
        {each.request} · {outOf(each)} · {SUBSTITUTION_REASONS[each.reason]}
      </p>
      <p className="muted">
        {text.evidence} <HashText hash={each.evidence} />
      </p>
      {needsLottery && <Lottery request={each.request} value={lottery} onChange={setLottery} />}
      <div className="after-buttons">
        {(['draw.approve-substitution', 'draw.reject-substitution'] as const).map((kind) => (
          <DeedButton
            key={kind}
            kind={kind}
            isPrimary={kind === 'draw.approve-substitution'}
            refusals={each.refusals[kind] ?? []}
            onPress={() => setOpen(kind)}
          />
        ))}
      </div>
      {(['draw.approve-substitution', 'draw.reject-substitution'] as const).map((kind) => (
        <DecisionSeal
          key={kind}
          kind={kind}
          drawId={drawId}
          each={each}
          {...(kind === 'draw.approve-substitution' && needsLottery ? { lottery } : {})}
          isOpen={open === kind}
          onClose={() => setOpen(undefined)}
        />
      ))}
    </div>
  );
}

interface DecisionSealProps extends Omit<DecisionProps, 'needsLottery'> {
  readonly lottery?: Partial<LotteryIssue>;
  readonly kind: Decided;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function DecisionSeal({ kind, drawId, each, lottery, isOpen, onClose }: DecisionSealProps): ReactNode {
  const deed = useDeed<{ drawId: string; request: number; lottery?: Partial<LotteryIssue> }>(kind);
  const seal = SEALS[kind];
  return (
    <SealMoment
      isOpen={isOpen}
      onClose={onClose}
      title={seal.title}
      summary={[
        { label: text.decide.order, value: `${each.request}` },
        { label: text.out, value: outOf(each) },
        { label: text.reason, value: SUBSTITUTION_REASONS[each.reason] },
      ]}
      hash={each.evidence}
      consequence={seal.effect}
      stampWord={seal.stamp}
      deed={deed}
      onSeal={() => void deed.run({ drawId, request: each.request, ...(lottery === undefined ? {} : { lottery }) })}
    />
  );
}

interface LotteryProps {
  readonly request: number;
  readonly value: Partial<LotteryIssue>;
  readonly onChange: (value: Partial<LotteryIssue>) => void;
}

function Lottery({ request, value, onChange }: LotteryProps): ReactNode {
  const id = `lottery ${request}`;
  return (
    <fieldset className="after-lottery">
      <legend className="muted">{text.decide.lotteryHint}</legend>
      <label htmlFor={`${id} game`}>{text.decide.lottery}</label>
      <Select
        id={`${id} game`}
        value={value.game ?? null}
        options={Object.entries(text.decide.games).map(([game, label]) => ({ value: game, label }))}
        onChange={(game) => onChange({ ...value, game: gameOf(game) })}
      />
      <label htmlFor={`${id} issue`}>{text.decide.issue}</label>
      <Input
        id={`${id} issue`}
        inputMode="numeric"
        value={value.issue ?? ''}
        onChange={({ target }) => onChange({ ...value, issue: target.value })}
      />
      <label htmlFor={`${id} at`}>{text.decide.at}</label>
      <Input
        id={`${id} at`}
        type="datetime-local"
        onChange={({ target }) => onChange({ ...value, at: String(toInstant(target.value)) })}
      />
    </fieldset>
  );
}

function gameOf(game: unknown): LotteryIssue['game'] {
  return game === 'dlt' || game === 'kl8' ? game : 'ssq';
}
