/** 签字: the record in full, then each signs on its hash; what one sees here is what is signed. @module */
import { useState, type ReactNode } from 'react';
import { isSealed, type Closing } from '../../../inspection/rules/sync/merge.ts';
import { recordHashOf } from '../../../inspection/rules/sync/record.ts';
import { showRefusals } from '../../kit/api.ts';
import { hashGroups } from '../../kit/format.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { Button, Refusals, Screen } from '../parts/ui.tsx';
import { summaryLines } from '../receipt.ts';
import type { VisitOnPhone } from '../store/visit-on-phone.ts';
import { contentOf, recordNow, recordOf, signingRefusals } from '../visit-model.ts';
import { go, visitLink } from '../words.ts';
import { CompanyWord } from './company-word.tsx';
import { MemberSignature, OwnConfirmation } from './member-signature.tsx';
import { ReceiptCodes } from './receipt-codes.tsx';

export function Signing({ on }: { readonly on: VisitOnPhone }): ReactNode {
  const { standing } = on.merged;
  return standing === undefined ? <Reading on={on} /> : <Signatures on={on} closing={standing} />;
}

/** Before the first signature: everything is read once more, and frozen. */
function Reading({ on }: { readonly on: VisitOnPhone }): ReactNode {
  const { store } = useField();
  const { visit } = on;
  const [closedAt] = useState(() => new Date(store.clock.now()).toISOString());
  const parts = recordNow(on, closedAt);
  const refusals = signingRefusals(on, parts);
  const text = fieldText.signing;
  const freeze = async (): Promise<void> => {
    const seen = contentOf(on.merged.words).map(({ operationId }) => operationId);
    await store.say(visit.inspectionId, { kind: 'close', seen, recordHash: recordHashOf(parts), closedAt });
  };
  return (
    <Screen
      title={text.title}
      back={visitLink(visit.inspectionId)}
      chip={<Chip />}
      actions={
        <Button kind="main" isDisabled={refusals.length > 0} onPress={() => void freeze()}>
          {text.freeze}
        </Button>
      }
    >
      {refusals.length > 0 ? <h2>{text.cannot}</h2> : <p>{text.lead}</p>}
      <Refusals refusals={showRefusals(refusals)} />
      {refusals.length > 0 ? null : <Summary lines={summaryLines(parts, recordHashOf(parts))} />}
    </Screen>
  );
}

function Signatures({ on, closing }: { readonly on: VisitOnPhone; readonly closing: Closing }): ReactNode {
  const { store } = useField();
  const { visit } = on;
  const { recordHash } = closing;
  const text = fieldText.signing;
  const parts = recordOf(on, closing);
  const lines = summaryLines(parts, recordHash);
  const next = visit.team.find(({ personId }) => !closing.signatures.some(({ body }) => body.personId === personId));
  const hasWord = isSealed(closing);
  const unconfirmed = unconfirmedMember(on, store.device.staffId);
  const end = async (): Promise<void> => {
    await store.setStanding(visit.inspectionId, (standing) => ({ ...standing, wantsEnd: true }));
    go(visitLink(visit.inspectionId, 'upload'));
  };
  return (
    <Screen
      title={text.title}
      back={visitLink(visit.inspectionId)}
      chip={<Chip />}
      actions={
        hasWord && next === undefined ? (
          <Button kind="main" isDisabled={on.standing.wantsEnd} onPress={() => void end()}>
            {on.standing.wantsEnd ? text.ended : text.end}
          </Button>
        ) : undefined
      }
    >
      <Summary lines={lines} />
      <p className="hash">{hashGroups(recordHash).join(' ')}</p>
      <ul className="plain">
        {givenSignatures(on, closing).map(({ operationId, member, isOwn }) => (
          <li key={operationId}>{`${isOwn ? '✓ ' : ''}${member.name} ${isOwn ? text.signed : text.waits}`}</li>
        ))}
        {closing.word === undefined ? null : (
          <li>
            {closing.word.body.word.outcome === 'signed'
              ? `✓ ${closing.word.body.word.representative} ${text.signed}`
              : text.refused(closing.word.body.word.reason)}
          </li>
        )}
      </ul>
      {next === undefined ? null : (
        <MemberSignature key={next.personId} on={on} member={next} recordHash={recordHash} />
      )}
      {next === undefined && !hasWord ? <CompanyWord on={on} recordHash={recordHash} /> : null}
      {unconfirmed === undefined ? null : <OwnConfirmation on={on} member={unconfirmed} recordHash={recordHash} />}
      {hasWord ? (
        <>
          <ReceiptCodes lines={lines} />
          <p>{text.sealedHint}</p>
        </>
      ) : (
        <Reopen on={on} recordHash={recordHash} />
      )}
    </Screen>
  );
}

/** One line a person: his own word, or else the stroke on a colleague's phone that waits for it. */
function givenSignatures(
  { visit }: VisitOnPhone,
  { signatures }: Closing,
): { operationId: string; member: VisitOnPhone['visit']['team'][number]; isOwn: boolean }[] {
  return visit.team.flatMap((member) => {
    const theirs = signatures.filter(({ body }) => body.personId === member.personId);
    const own = theirs.find(({ author }) => author === member.staffId);
    const shown = own ?? theirs[0];
    return shown === undefined ? [] : [{ operationId: shown.operationId, member, isOwn: own !== undefined }];
  });
}

/** Whose stroke was made on a colleague's phone and who has not said here that it is his. */
function unconfirmedMember(
  { visit, merged }: VisitOnPhone,
  staffId: string,
): VisitOnPhone['visit']['team'][number] | undefined {
  const me = visit.team.find((member) => member.staffId === staffId);
  const mine = (merged.standing?.signatures ?? []).filter(({ body }) => body.personId === me?.personId);
  return mine.length === 0 || mine.some(({ author }) => author === staffId) ? undefined : me;
}

function Reopen({ on, recordHash }: { readonly on: VisitOnPhone; readonly recordHash: string }): ReactNode {
  const { store } = useField();
  const text = fieldText.signing;
  const reopen = (): void => {
    void store.say(on.visit.inspectionId, { kind: 'reopen', recordHash, reason: text.reopen });
  };
  return (
    <details>
      <summary>{text.reopen}</summary>
      <p>{text.reopenHint}</p>
      <Button kind="danger" onPress={reopen}>
        {text.reopen}
      </Button>
    </details>
  );
}

function Summary({ lines }: { readonly lines: readonly string[] }): ReactNode {
  return (
    <div className="summary">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
