/**
 * The button of a deed: its title comes from the permission table. What the person may not do, or the record does not
 * allow yet, is shown disabled with every reason in words beside it. For an act of law let it open a `SealMoment`. @module
 */
import { Button } from 'antd';
import { useId, type ReactNode } from 'react';
import type { Refusal } from '../../core/result.ts';
import { showRefusals, type ShownRefusal } from './api.ts';
import { ruleOf, useDeedRefusals } from './session.ts';

interface DeedButtonProps {
  /** The deed's one name, e.g. `plan.approve`. */
  readonly kind: string;
  /** What the module's rule says about this record (the same function the server refuses with). */
  readonly refusals?: readonly Refusal[];
  /** The deed asks for a session but for no role: one's own password. */
  readonly isOpenToAll?: boolean;
  /** Left out in a form, which the button then submits. */
  readonly onPress?: () => void;
  readonly isPending?: boolean;
  readonly isPrimary?: boolean;
}

export function DeedButton({ kind, refusals = [], isOpenToAll = false, ...rest }: DeedButtonProps): ReactNode {
  const byRole = useDeedRefusals(kind);
  // Who may not do it at all need not learn what else is missing.
  return (
    <ReasonedButton
      {...rest}
      label={ruleOf(kind).title}
      refusals={byRole.length > 0 && !isOpenToAll ? byRole : showRefusals(refusals)}
    />
  );
}

interface ReasonedButtonProps {
  readonly label: string;
  readonly refusals: readonly ShownRefusal[];
  readonly onPress?: () => void;
  readonly isPending?: boolean;
  readonly isPrimary?: boolean;
}

/** A button that is no deed itself (saving a draft in the browser, opening a form) but has its reasons all the same. */
export function ReasonedButton({
  label,
  refusals,
  onPress,
  isPending = false,
  isPrimary = false,
}: ReasonedButtonProps): ReactNode {
  const reasonsId = useId();
  const isBlocked = refusals.length > 0;
  return (
    <div className="reasoned-button">
      <Button
        type={isPrimary ? 'primary' : 'default'}
        disabled={isBlocked}
        loading={isPending}
        htmlType={onPress === undefined ? 'submit' : 'button'}
        autoInsertSpace={false}
        {...(onPress === undefined ? {} : { onClick: onPress })}
        {...(isBlocked ? { 'aria-describedby': reasonsId } : {})}
      >
        {label}
      </Button>
      {isBlocked && (
        <ul id={reasonsId} className="button-reasons">
          {refusals.map(({ code, at, reason, remedy }) => (
            <li key={`${code} ${at} ${reason}`}>{remedy === undefined ? reason : `${reason}；${remedy}`}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
