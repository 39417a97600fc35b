/** An officer's phone for tests: the pure half of the protocol over the real server. @module */
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Actor } from '../core/actor.ts';
import { newId } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { read } from '../core/transact.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { registerDevice } from './actions/devices.ts';
import { syncVisit } from './actions/sync.ts';
import { judgeFactsOf } from './reads/operations.ts';
import { findVisit } from './reads/visits.ts';
import { latestOf, say, unite } from './rules/sync/device.ts';
import { signedText } from './rules/sync/judge.ts';
import { recordHashOf, recordPartsFrom, type VisitFacts } from './rules/sync/record.ts';
import { stableText, subjectOf } from './rules/sync/registers.ts';
import { laterStamp } from './rules/sync/stamp.ts';
import { linesOf, type Scene, type Team } from './scene.testing.ts';
import type { Passkey, SyncAnswer } from './types/field.ts';
import type { Assertion, Operation, OperationBody, SentOperation, Stamp } from './types/operation.ts';

/** What a forger may change. */
export interface Bent {
  readonly text?: string;
  readonly origin?: string;
  readonly party?: string;
  readonly flags?: number;
  readonly type?: string;
}

/** A platform authenticator (WebAuthn §6), as phones have them. */
export class Authenticator {
  readonly passkey: Passkey;
  private readonly key: KeyObject;
  private readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.key = privateKey;
    const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    this.passkey = { credentialId: Buffer.from('credential').toString('base64'), publicKey: spki, origin };
  }

  verify(text: string, { origin = this.origin, party, flags = 0x05, type = 'webauthn.get' }: Bent): Assertion {
    const hash = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();
    const client = Buffer.from(JSON.stringify({ type, challenge: hash(text).toString('base64url'), origin }));
    const data = Buffer.concat([hash(party ?? new URL(this.origin).hostname), Buffer.from([flags, 0, 0, 0, 0])]);
    const signature = sign('sha256', Buffer.concat([data, hash(client)]), this.key);
    return {
      authenticatorData: data.toString('base64'),
      clientData: client.toString('base64'),
      signature: signature.toString('base64'),
    };
  }
}

const SIGNATURE: number[][] = [[10, 20, 30, 40]];

/** One phone, in one visit. */
export class Phone {
  readonly deviceId = newId();
  known: readonly Operation[] = [];
  unsent: readonly Operation[] = [];
  private heard = 0;
  private latest: Stamp | undefined;
  private readonly key: KeyObject;
  private readonly publicKey: string;
  /** The phone verifies its holder; set before `register`. */
  authenticator: Authenticator | undefined;
  private readonly scene: Scene;
  private readonly team: Team;
  readonly owner: Actor;

  constructor(scene: Scene, team: Team, owner: Actor) {
    this.scene = scene;
    this.team = team;
    this.owner = owner;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.key = privateKey;
    this.publicKey = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  }

  async register(): Promise<this> {
    await done(this.scene.runtime, this.owner, registerDevice, {
      deviceId: this.deviceId,
      label: '测试手机',
      publicKey: this.publicKey,
      storeKey: Buffer.alloc(32, 7).toString('base64'),
      ...(this.authenticator === undefined ? {} : { passkey: this.authenticator.passkey }),
    });
    return this;
  }

  /** Says something now, without signal. `at`: what the phone takes for now. */
  say(body: OperationBody, at = this.scene.runtime.clock.now()): Operation {
    const voice = { device: this.deviceId, author: this.owner.staffId, now: Date.parse(at), latest: this.latest };
    const operation = say(newId(), this.team.inspectionId, body, this.known, voice);
    this.latest = operation.stamp;
    this.known = unite(this.known, [operation]);
    this.unsent = [...this.unsent, operation];
    return operation;
  }

  checkIn(): void {
    this.say({ kind: 'check-in', officerIds: [...this.team.officerIds] });
  }

  /** 其余全部合格. */
  async passAll(except: readonly { readonly itemId: string; readonly no: number }[] = []): Promise<void> {
    const lines = await linesOf(this.scene, this.team);
    for (const { itemId, no } of lines)
      if (!except.some((each) => each.itemId === itemId && each.no === no))
        this.say({ kind: 'answer', itemId, pointNo: no, answer: 'pass' });
  }

  /** Freezes the record of what this phone knows; answers its hash. */
  async close(): Promise<string> {
    const closedAt = this.scene.runtime.clock.now();
    const made = this.known.filter(({ body }) => subjectOf(body) !== undefined || body.kind === 'check-in');
    const recordHash = recordHashOf(recordPartsFrom(made, await this.facts(), closedAt));
    const seen = made.map(({ operationId }) => operationId);
    this.say({ kind: 'close', seen, recordHash, closedAt });
    return recordHash;
  }

  /** The signer's stroke on this phone, with its proof. */
  sign(recordHash: string, personId: string, as: 'officer' | 'expert' = 'officer', key = this.key): void {
    const text = this.textOf(recordHash, personId);
    const proof = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64');
    this.say({ kind: 'sign', as, personId, recordHash, strokes: SIGNATURE, proof });
  }

  /** The signer's stroke, and the phone's verification of its holder, bent where a test wants it. */
  signVerified(recordHash: string, personId: string, bent: Bent = {}): Operation {
    if (this.authenticator === undefined) throw new Error('the phone verifies nobody');
    const assertion = this.authenticator.verify(bent.text ?? this.textOf(recordHash, personId), bent);
    return this.say({ kind: 'sign', as: 'officer', personId, recordHash, strokes: SIGNATURE, assertion });
  }

  private textOf(recordHash: string, personId: string): string {
    const strokesHash = createHash('sha256').update(stableText(SIGNATURE)).digest('hex');
    return signedText(this.team.inspectionId, recordHash, personId, strokesHash);
  }

  signEnterprise(recordHash: string): void {
    const word = { outcome: 'signed', representative: '企业负责人' } as const;
    this.say({ kind: 'sign-enterprise', word, recordHash, strokes: SIGNATURE });
  }

  /** Sends these (everything that is not confirmed, unless given) and takes in the answer. */
  async sync(operations: readonly SentOperation[] = this.unsent, lateReason?: string): Promise<Result<SyncAnswer>> {
    const answer = await act(this.scene.runtime, this.owner, syncVisit, {
      deviceId: this.deviceId,
      inspectionId: this.team.inspectionId,
      operations: [...operations],
      heard: this.heard,
      ...(lateReason === undefined ? {} : { lateReason }),
    });
    if (answer.ok) this.takeIn(answer.value);
    return answer;
  }

  private takeIn({ outcomes, news, heard }: SyncAnswer): void {
    const confirmed = new Set(outcomes.map(({ operationId }) => operationId));
    this.unsent = this.unsent.filter(({ operationId }) => !confirmed.has(operationId));
    this.known = unite(this.known, news);
    this.latest = laterStamp(this.latest, latestOf(news));
    this.heard = heard;
  }

  private facts(): Promise<VisitFacts> {
    return read(this.scene.runtime, 1, async (tx) => {
      const visit = await findVisit(tx, this.team.inspectionId);
      if (visit === undefined) throw new Error('no visit');
      return judgeFactsOf(tx, visit);
    });
  }
}
