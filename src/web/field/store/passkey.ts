/**
 * The phone's own verification of its holder: finger, face or the lock (WebAuthn, docs/adr/0045). Undefined wherever the
 * phone has none or the holder would not: nobody is kept from working by it. @module
 */
import { fromBase64, toBase64, utf8 } from 'verifiable-draw';
import type { Passkey } from '../../../inspection/types/field.ts';
import type { Assertion } from '../../../inspection/types/operation.ts';
import { own, type Bytes } from './keys.ts';

const ES256 = -7;

/** A credential of this phone for this app. */
export async function makePasskey(person: {
  readonly name: string;
  readonly username: string;
}): Promise<Passkey | undefined> {
  if (!(await hasOwnAuthenticator())) return undefined;
  const made = await answerOf(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: document.title },
        // A handle and no name: the credential may be kept by the phone's maker.
        user: { id: crypto.getRandomValues(new Uint8Array(16)), name: person.username, displayName: person.name },
        // Nothing is attested, so nothing is challenged.
        challenge: crypto.getRandomValues(new Uint8Array(16)),
        pubKeyCredParams: [{ type: 'public-key', alg: ES256 }],
        authenticatorSelection: {
          authenticatorAttachment: 'platform',
          userVerification: 'required',
          residentKey: 'discouraged',
        },
        attestation: 'none',
      },
    }),
  );
  if (!(made instanceof PublicKeyCredential) || !(made.response instanceof AuthenticatorAttestationResponse))
    return undefined;
  const publicKey = made.response.getPublicKey();
  if (publicKey === null || made.response.getPublicKeyAlgorithm() !== ES256) return undefined;
  return { credentialId: textOf(made.rawId), publicKey: textOf(publicKey), origin: window.location.origin };
}

/** The holder's word on `text`, verified by the phone. */
export async function verifyHolder({ credentialId }: Passkey, text: string): Promise<Assertion | undefined> {
  const challenge = await crypto.subtle.digest('SHA-256', own(utf8(text)));
  const given = await answerOf(() =>
    navigator.credentials.get({
      publicKey: {
        challenge,
        allowCredentials: [{ type: 'public-key', id: own(fromBase64(credentialId)), transports: ['internal'] }],
        userVerification: 'required',
      },
    }),
  );
  if (!(given instanceof PublicKeyCredential) || !(given.response instanceof AuthenticatorAssertionResponse))
    return undefined;
  const { authenticatorData, clientDataJSON, signature } = given.response;
  return {
    authenticatorData: textOf(authenticatorData),
    clientData: textOf(clientDataJSON),
    signature: textOf(signature),
  };
}

async function hasOwnAuthenticator(): Promise<boolean> {
  if (!('PublicKeyCredential' in window)) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
}

/** Undefined when the holder declines, takes too long, or the address is none a credential can belong to. */
async function answerOf(ask: () => Promise<Credential | null>): Promise<Credential | undefined> {
  try {
    return (await ask()) ?? undefined;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

function textOf(bytes: ArrayBuffer): string {
  const copy: Bytes = new Uint8Array(bytes);
  return toBase64(copy);
}
