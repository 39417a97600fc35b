/** Rows that other systems are fed with: of what is published, and of the directory's permits. @module */
import type { ReadTx } from '../../core/transact.ts';
import { documentHash } from '../../core/command.ts';
import { findPublicProfile } from '../../bureau/reads.ts';
import '../../directory/tables.ts';
import { listPublicPenalties } from '../../disclosure/reads/public-penalties.ts';
import { listPublishedResults } from '../../disclosure/reads/published.ts';
import '../../draw/tables.ts';
import { fenOf, penaltyWords } from '../../opendata/rules/penalty-words.ts';
import { PENALTY_KINDS } from '../../penalty/types/case.ts';
import type { SourceFields, SourceRow } from '../rules.ts';
import type { SourceName, SOURCES } from '../types/fields.ts';

/** More than any bureau publishes while its rows wait to be exported. */
const EVERYTHING = 1_000_000;

/** The fields of a source that a row brings; the operation and the day are of the export. */
type FieldsOf<S extends SourceName> = {
  readonly [F in Exclude<keyof (typeof SOURCES)[S]['fields'], 'operation' | 'today'>]: string;
};

/** All rows of a source as they stand, the oldest record first. */
export async function listSourceRows(tx: ReadTx, source: SourceName): Promise<readonly SourceRow[]> {
  const rows = await READS[source](tx);
  return rows.map(({ name, fields }) => ({
    recordId: fields.recordId,
    name,
    fields: fields satisfies SourceFields,
    hash: documentHash(fields),
  }));
}

const READS = { results, penalties, permits } satisfies {
  readonly [S in SourceName]: (tx: ReadTx) => Promise<readonly Named<S>[]>;
};

interface Named<S extends SourceName> {
  readonly name: string;
  readonly fields: FieldsOf<S>;
}

async function bureauOf(tx: ReadTx): Promise<{ readonly bureau: string; readonly bureauCode: string }> {
  const { name } = await tx.db
    .selectFrom('bureau')
    .select('name')
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  return { bureau: name, bureauCode: (await findPublicProfile(tx))?.creditCode ?? '' };
}

async function results(tx: ReadTx): Promise<readonly Named<'results'>[]> {
  const bureau = await bureauOf(tx);
  const draws = await tx.db
    .selectFrom('draw')
    .select(['draw_id', 'public_id', 'name'])
    .where('bureau_id', '=', tx.bureauId)
    .where('seq', 'is not', null)
    .execute();
  const drawOf = new Map(draws.map((draw) => [draw.draw_id, draw]));
  const { rows } = await listPublishedResults(tx, { page: 1, size: EVERYTHING });
  return rows.toReversed().map(({ entryId, content, firstPublishedOn }) => ({
    name: content.enterprise.name,
    fields: {
      recordId: entryId,
      ...bureau,
      enterprise: content.enterprise.name,
      creditCode: content.enterprise.creditCode,
      subdistrict: content.enterprise.subdistrict,
      drawId: drawOf.get(content.drawId)?.public_id ?? '',
      drawName: drawOf.get(content.drawId)?.name ?? '',
      joint: (content.jointOrgans ?? []).length > 0 ? 'yes' : 'no',
      inspectedOn: content.inspectedOn,
      itemCodes: content.items.map(({ code }) => code).join('、'),
      itemNames: content.items.map(({ name }) => name).join('、'),
      conclusion: content.conclusion,
      findings: String(content.findings.length),
      findingTexts: content.findings.map(({ number, text }) => `${number}. ${text}`).join('；'),
      publishedOn: firstPublishedOn,
    },
  }));
}

/** 万元 as the tables of 双公示 have it: at most six places, exactly the fen. */
function wan(fen: number): string {
  return fen === 0 ? '' : String(fen / 1_000_000);
}

async function penalties(tx: ReadTx): Promise<readonly Named<'penalties'>[]> {
  const bureau = await bureauOf(tx);
  const { rows } = await listPublicPenalties(tx, { page: 1, size: EVERYTHING });
  return rows.toReversed().map(({ entryId, publishedOn, content }) => {
    return {
      name: content.enterprise.name,
      fields: {
        recordId: entryId,
        ...bureau,
        enterprise: content.enterprise.name,
        creditCode: content.enterprise.creditCode,
        partyKind: content.party,
        number: content.number,
        cause: content.cause,
        facts: content.facts.join('；'),
        violates: content.violates,
        basis: content.basis,
        kinds: content.items.map(({ kind }) => PENALTY_KINDS[kind]).join('、'),
        content: content.items.map(penaltyWords).join('；'),
        fineWan: wan(fenOf(content.items, 'fine')),
        confiscatedWan: wan(fenOf(content.items, 'gains')),
        decidedOn: content.decidedOn,
        publicUntil: content.publicUntil ?? '',
        publishedOn,
      },
    };
  });
}

/** Permits without a number cannot be told apart, so they have no row. */
async function permits(tx: ReadTx): Promise<readonly Named<'permits'>[]> {
  const bureau = await bureauOf(tx);
  const firms = await tx.db
    .selectFrom('enterprise')
    .select(['name', 'credit_code', 'licences'])
    .where('bureau_id', '=', tx.bureauId)
    .where('removed', '=', false)
    .orderBy('credit_code')
    .execute();
  return firms.flatMap((firm) =>
    firm.licences.flatMap(({ name, number, expiresOn }): Named<'permits'>[] =>
      number === null
        ? []
        : [
            {
              name: firm.name,
              fields: {
                recordId: `${firm.credit_code}-${number}`,
                ...bureau,
                enterprise: firm.name,
                creditCode: firm.credit_code,
                permit: name,
                permitNumber: number,
                validUntil: expiresOn ?? '',
              },
            },
          ],
    ),
  );
}
