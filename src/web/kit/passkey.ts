/** 通行密钥 in the browser: asking the authenticator, and what it said as text (WebAuthn). Undefined: declined, too late, or none. @module */

interface Question {
  readonly challenge: string;
  readonly rpId: string;
  readonly credentialIds: readonly string[];
}

export interface PasskeyAnswer {
  readonly credentialId: string;
  readonly clientData: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

export interface MadePasskey {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly clientData: string;
  readonly authenticatorData: string;
}

const [ES256, RS256] = [-7, -257];

export function hasPasskeys(): boolean {
  return 'PublicKeyCredential' in window;
}

/** A new credential that this person can sign in with. */
export async function makePasskey(
  question: Question & { readonly userId: string },
  person: { readonly username: string; readonly name: string },
): Promise<MadePasskey | undefined> {
  const made = await answerOf(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { id: question.rpId, name: document.title },
        user: { id: bytesOf(question.userId), name: person.username, displayName: person.name },
        challenge: bytesOf(question.challenge),
        pubKeyCredParams: [ES256, RS256].map((alg) => ({ type: 'public-key' as const, alg })),
        excludeCredentials: question.credentialIds.map((id) => ({ type: 'public-key' as const, id: bytesOf(id) })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        attestation: 'none',
      },
    }),
  );
  if (!(made instanceof PublicKeyCredential) || !(made.response instanceof AuthenticatorAttestationResponse))
    return undefined;
  const publicKey = made.response.getPublicKey();
  if (publicKey === null) return undefined;
  return {
    credentialId: textOf(made.rawId),
    publicKey: textOf(publicKey),
    clientData: textOf(made.response.clientDataJSON),
    authenticatorData: textOf(made.response.getAuthenticatorData()),
  };
}

/** The word of a credential on the challenge; without ids the browser offers what it has. */
export async function askPasskey(question: Question): Promise<PasskeyAnswer | undefined> {
  const given = await answerOf(() =>
    navigator.credentials.get({
      publicKey: {
        rpId: question.rpId,
        challenge: bytesOf(question.challenge),
        allowCredentials: question.credentialIds.map((id) => ({ type: 'public-key' as const, id: bytesOf(id) })),
        userVerification: 'required',
      },
    }),
  );
  if (!(given instanceof PublicKeyCredential) || !(given.response instanceof AuthenticatorAssertionResponse))
    return undefined;
  return {
    credentialId: textOf(given.rawId),
    clientData: textOf(given.response.clientDataJSON),
    authenticatorData: textOf(given.response.authenticatorData),
    signature: textOf(given.response.signature),
  };
}

async function answerOf(ask: () => Promise<Credential | null>): Promise<Credential | undefined> {
  if (!hasPasskeys()) return undefined;
  try {
    return (await ask()) ?? undefined;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (sign) => sign.codePointAt(0) ?? 0);
}

function textOf(bytes: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCodePoint(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
