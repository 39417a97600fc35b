/**
 * Every reason why something cannot be done or was not done, each with its remedy. Takes the focus when it appears and stays
 * until the next attempt. `DeedForm` and `SealMoment` show their own; use it for a deed without a form. @module
 */
import { useEffect, useRef, type ReactNode } from 'react';
import type { ShownRefusal } from './api.ts';
import { kitText } from './strings/kit.zh.ts';

interface RefusalBoxProps {
  readonly refusals: readonly ShownRefusal[];
  readonly title?: string;
  /** Leads to the field that a reason names with `at`. */
  readonly onGoTo?: (at: string) => void;
  /** Not for boxes that are there from the start. */
  readonly takesFocus?: boolean;
}

export function RefusalBox({
  refusals,
  title = titleOf(refusals),
  onGoTo,
  takesFocus = true,
}: RefusalBoxProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus && refusals.length > 0) box.current?.focus();
  }, [refusals, takesFocus]);
  if (refusals.length === 0) return null;
  return (
    <div ref={box} className="refusal-box" role="alert" tabIndex={-1}>
      <strong>{title}</strong>
      <ul>
        {refusals.map((refusal) => (
          <li key={`${refusal.code} ${refusal.at} ${refusal.reason}`}>
            <Reason refusal={refusal} {...(onGoTo === undefined ? {} : { onGoTo })} />
            {refusal.remedy !== undefined && (
              <p className="muted">
                {kitText.remedy}
                {refusal.remedy}
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Reason({
  refusal,
  onGoTo,
}: {
  readonly refusal: ShownRefusal;
  readonly onGoTo?: (at: string) => void;
}): ReactNode {
  const { at, reason } = refusal;
  if (at === undefined || at === '' || onGoTo === undefined) return reason;
  return (
    <button type="button" className="link" onClick={() => onGoTo(at)}>
      {reason}
    </button>
  );
}

function titleOf(refusals: readonly ShownRefusal[]): string {
  return refusals.length === 1 ? kitText.refusedOne : kitText.refusedMany(refusals.length);
}
