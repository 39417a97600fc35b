/** What a server must check of WebAuthn (§7.1, §7.2) when nothing is attested: thirty lines over Node's own crypto (docs/adr/0045, 0062). @module */
import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** The address the page was on: `https://host[:port]`; the relying party is its host. */
export interface Party {
  readonly origin: string;
  /** Base 64 url, without padding. */
  readonly challenge: string;
}

export interface SignedAnswer {
  readonly clientData: Buffer;
  readonly authenticatorData: Buffer;
  readonly signature: Buffer;
}

const ClientData = z.looseObject({
  type: z.enum(['webauthn.create', 'webauthn.get']),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.boolean().optional(),
});
/** Flags of the authenticator's data: somebody was there, and it was he. */
const [PRESENT, VERIFIED, ATTESTED] = [0x01, 0x04, 0x40];
const FLAGS_AT = 32;
const COUNT_AT = 33;
const LEAST_BYTES = 37;
const CREDENTIAL_AT = 53;

/** The challenge that a page has answered; undefined when these are no client data of this kind and address. */
export function challengeOf(
  clientData: Buffer,
  type: 'webauthn.create' | 'webauthn.get',
  origin: string,
): string | undefined {
  const client = ClientData.safeParse(parsed(clientData));
  if (!client.success || client.data.type !== type || client.data.origin !== origin) return undefined;
  return client.data.crossOrigin === true ? undefined : client.data.challenge;
}

/** Whether the holder of this key (SPKI, DER), present and verified, has answered the challenge at this address. */
export async function isAssertion(publicKey: Buffer, party: Party, answer: SignedAnswer): Promise<boolean> {
  if (challengeOf(answer.clientData, 'webauthn.get', party.origin) !== party.challenge) return false;
  if (!isOfParty(answer.authenticatorData, party.origin)) return false;
  const signed = Buffer.concat([answer.authenticatorData, sha256(answer.clientData)]);
  const key = createPublicKey({ key: publicKey, format: 'der', type: 'spki' });
  return new Promise((resolve) => {
    verify('sha256', signed, key, answer.signature, (error, isRight) => resolve(error === null && isRight));
  });
}

/** The credential that a new key was made for, when its data are of this address; undefined when they are not. */
export function newCredentialId(authenticatorData: Buffer, origin: string): Buffer | undefined {
  if (!isOfParty(authenticatorData, origin) || ((authenticatorData[FLAGS_AT] ?? 0) & ATTESTED) === 0) return undefined;
  if (authenticatorData.length < CREDENTIAL_AT + 2) return undefined;
  const length = authenticatorData.readUInt16BE(CREDENTIAL_AT);
  const id = authenticatorData.subarray(CREDENTIAL_AT + 2, CREDENTIAL_AT + 2 + length);
  return id.length === length && length >= 16 ? id : undefined;
}

/** How often the authenticator has signed; 0 where it does not count. */
export function signCount(authenticatorData: Buffer): number {
  return authenticatorData.length < LEAST_BYTES ? 0 : authenticatorData.readUInt32BE(COUNT_AT);
}

/** ES256 and RS256 (Windows Hello); nothing else is asked for. */
export function isKnownKey(publicKey: Buffer): boolean {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: publicKey, format: 'der', type: 'spki' });
  } catch {
    return false;
  }
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  return key.asymmetricKeyType === 'ec'
    ? namedCurve === 'prime256v1'
    : key.asymmetricKeyType === 'rsa' && modulusLength >= 2_048 && modulusLength <= 4_096;
}

function isOfParty(data: Buffer, origin: string): boolean {
  if (data.length < LEAST_BYTES) return false;
  const flags = data[FLAGS_AT] ?? 0;
  return (
    data.subarray(0, FLAGS_AT).equals(sha256(Buffer.from(new URL(origin).hostname))) &&
    (flags & PRESENT) !== 0 &&
    (flags & VERIFIED) !== 0
  );
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
