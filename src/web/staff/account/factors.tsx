/** The second factors of one's own account: enrolling, the recovery codes that come with it, and taking them away. @module */
import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import { bureauDeeds } from '../../../bureau/deeds.ts';
import type { OwnAccount } from '../../../bureau/types/login.ts';
import { postJson, showRefusals, type ShownRefusal } from '../../kit/api.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedButton, ReasonedButton } from '../../kit/deed-button.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { useDeed } from '../../kit/deed.ts';
import { DescriptionList } from '../../kit/description-list.tsx';
import { Field } from '../../kit/field.tsx';
import { hasPasskeys, makePasskey } from '../../kit/passkey.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useSession } from '../../kit/session.ts';
import { accountText as text } from '../../kit/strings/login.zh.ts';

interface Codes {
  readonly recoveryCodes: readonly string[];
}

export function Factors({ account }: { readonly account: OwnAccount }): ReactNode {
  const [codes, setCodes] = useState<readonly string[]>([]);
  const queryClient = useQueryClient();
  const show = ({ recoveryCodes }: Codes): void => setCodes(recoveryCodes);

  /** Only now may the frame go on to other pages: the codes are shown once. */
  function close(): void {
    setCodes([]);
    void queryClient.invalidateQueries();
  }

  if (codes.length > 0) return <RecoveryCodes codes={codes} onClose={close} />;
  return (
    <>
      <Totp account={account} onCodes={show} />
      <Passkeys account={account} onCodes={show} />
    </>
  );
}

function RecoveryCodes({
  codes,
  onClose,
}: {
  readonly codes: readonly string[];
  readonly onClose: () => void;
}): ReactNode {
  return (
    <section className="account-part">
      <h2>{text.codes.title}</h2>
      <p role="status">{text.codes.once}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <Button type="primary" onClick={onClose} autoInsertSpace={false}>
          {text.codes.done}
        </Button>
      </p>
    </section>
  );
}

interface PartProps {
  readonly account: OwnAccount;
  readonly onCodes: (codes: Codes) => void;
}

function Totp({ account, onCodes }: PartProps): ReactNode {
  const { totpSince, recoveryCodesLeft, passkeys } = account;
  const removal = useDeed<object>('staff.remove-totp');
  const renewal = useDeed<object, Codes>('staff.renew-recovery-codes');
  const isOn = totpSince !== null;

  async function renew(): Promise<void> {
    const outcome = await renewal.run({});
    if (outcome.ok) onCodes(outcome.value);
  }

  return (
    <section className="account-part">
      <h2>{text.factor.title}</h2>
      <p className="muted">{text.factor.hint}</p>
      <DescriptionList
        items={[
          {
            label: text.factor.totp,
            value: isOn ? (
              <>
                {text.factor.since} <DateText value={totpSince} withTime />
              </>
            ) : (
              text.factor.off
            ),
          },
          { label: text.factor.recovery, value: text.factor.left(recoveryCodesLeft) },
        ]}
      />
      <RefusalBox refusals={[...removal.refusals, ...renewal.refusals]} />
      {isOn ? (
        <DeedButton
          kind="staff.remove-totp"
          isOpenToAll
          isPending={removal.isPending}
          onPress={() => void removal.run({})}
        />
      ) : (
        <EnrolTotp onCodes={onCodes} />
      )}
      {(isOn || passkeys.length > 0) && (
        <DeedButton
          kind="staff.renew-recovery-codes"
          isOpenToAll
          isPending={renewal.isPending}
          onPress={() => void renew()}
        />
      )}
    </section>
  );
}

const TotpCode = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, '6 位数字'),
});

function EnrolTotp({ onCodes }: Pick<PartProps, 'onCodes'>): ReactNode {
  const [offer, setOffer] = useState<{ readonly secret: string; readonly qr: string }>();
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);

  async function begin(): Promise<void> {
    const outcome = await postJson<{ readonly secret: string; readonly qr: string }>('/api/account/totp-offer', {});
    setRefusals(outcome.ok ? [] : outcome.refusals);
    if (outcome.ok) setOffer(outcome.value);
  }

  if (offer === undefined)
    return (
      <>
        <RefusalBox refusals={refusals} />
        <ReasonedButton label={text.factor.begin} refusals={[]} onPress={() => void begin()} />
      </>
    );
  return (
    <>
      <p>{text.factor.scan}</p>
      <img className="totp-qr" alt={text.factor.qr} src={`data:image/svg+xml,${encodeURIComponent(offer.qr)}`} />
      <p>
        {text.factor.secret} <code className="totp-secret">{offer.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <DeedForm isOpenToAll kind="staff.enrol-totp" schema={TotpCode} onDone={onCodes}>
        <Field name="code" label={text.factor.code}>
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} />
        </Field>
      </DeedForm>
    </>
  );
}

type Passkey = OwnAccount['passkeys'][number];

const COLUMNS: readonly Column<Passkey>[] = [
  { key: 'label', title: text.passkeys.label, render: ({ label }) => label },
  {
    key: 'createdAt',
    title: text.passkeys.created,
    render: ({ createdAt }) => <DateText value={createdAt} inTable withTime />,
  },
  {
    key: 'usedAt',
    title: text.passkeys.used,
    render: ({ usedAt }) => (usedAt === null ? text.passkeys.unused : <DateText value={usedAt} inTable withTime />),
  },
  { key: 'remove', title: '', render: (passkey) => <RemovePasskey passkey={passkey} /> },
];

function Passkeys({ account: { passkeys }, onCodes }: PartProps): ReactNode {
  const [isAdding, setAdding] = useState(false);
  return (
    <section className="account-part">
      <h2>{text.passkeys.title}</h2>
      <p className="muted">{text.passkeys.hint}</p>
      {passkeys.length === 0 ? (
        <p>{text.passkeys.none}</p>
      ) : (
        <DataTable
          caption={text.passkeys.caption}
          columns={COLUMNS}
          rows={passkeys}
          rowKey={({ credentialId }) => credentialId}
        />
      )}
      {hasPasskeys() &&
        (isAdding ? (
          <AddPasskey
            onDone={(codes) => {
              setAdding(false);
              if (codes.recoveryCodes.length > 0) onCodes(codes);
            }}
          />
        ) : (
          <ReasonedButton label={text.passkeys.add} refusals={[]} onPress={() => setAdding(true)} />
        ))}
    </section>
  );
}

function AddPasskey({ onDone }: { readonly onDone: (codes: Codes) => void }): ReactNode {
  const { username, name } = useSession();
  const [label, setLabel] = useState('');
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const deed = useDeed<object, Codes>('staff.enrol-passkey');

  async function add(): Promise<void> {
    const question = await postJson<Parameters<typeof makePasskey>[0]>('/api/account/passkey-offer', {});
    if (!question.ok) return setRefusals(question.refusals);
    const made = await makePasskey(question.value, { username, name });
    if (made === undefined) return setRefusals(showRefusals([{ code: 'passkey-unavailable' }]));
    setRefusals([]);
    const outcome = await deed.run({ ...made, label: label.trim() });
    if (outcome.ok) onDone(outcome.value);
  }

  return (
    <form className="sign-in-form" action={() => void add()}>
      <RefusalBox refusals={[...refusals, ...deed.refusals]} />
      <div>
        <label htmlFor="passkey-label">{text.passkeys.label}</label>
        <Input
          id="passkey-label"
          value={label}
          maxLength={40}
          required
          aria-describedby="passkey-hint"
          onChange={({ target }) => setLabel(target.value)}
        />
        <p id="passkey-hint" className="muted">
          {text.passkeys.labelHint}
        </p>
      </div>
      <Button type="primary" htmlType="submit" loading={deed.isPending} autoInsertSpace={false}>
        {bureauDeeds['staff.enrol-passkey'].title}
      </Button>
    </form>
  );
}

function RemovePasskey({ passkey: { credentialId } }: { readonly passkey: Passkey }): ReactNode {
  const deed = useDeed<{ readonly credentialId: string }>('staff.remove-passkey');
  return (
    <>
      <DeedButton
        kind="staff.remove-passkey"
        isOpenToAll
        isPending={deed.isPending}
        onPress={() => void deed.run({ credentialId })}
      />
      <RefusalBox refusals={deed.refusals} />
    </>
  );
}
