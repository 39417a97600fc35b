/** Pages and descriptions of the open data: for people, in Chinese and English, and for machines. @module */
import { findPublicProfile, portalAddress } from '../../bureau/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { listRows } from '../../opendata/reads/rows.ts';
import { listVersions, mayBeServed, newestVersions } from '../../opendata/reads/versions.ts';
import { catalogueDocument } from '../../opendata/rules/catalogue.ts';
import { csvwSchema, dictionaryLines, fileSchema } from '../../opendata/rules/dictionary.ts';
import { openApiDocument } from '../../opendata/rules/openapi.ts';
import { DATASET_NAMES, DATASETS, datasetOf } from '../../opendata/types/datasets.ts';
import type { AnyRow, Dataset } from '../../opendata/types.ts';
import { portalData, portalDataset, portalDictionary, type Language } from '../../web/portal/data.ts';
import type { Page, Visit } from '../portal.ts';
import { dictionaryCsv } from './data-files.ts';

const MOST_VERSIONS = 50;

export const dataPage =
  (language: Language): Page =>
  async (tx, { frame }) =>
    portalData(frame, language, await newestVersions(tx));

export const datasetPage =
  (language: Language): Page =>
  async (tx, { frame, params }) => {
    const name = params['dataset'] ?? '';
    const dataset = datasetOf(name);
    if (dataset === undefined) return undefined;
    const newest = await newestVersions(tx, name);
    return portalDataset(frame, language, {
      name,
      dataset,
      newest,
      versions: await listVersions(tx, name, MOST_VERSIONS),
      sample: await sampleOf(tx, name, dataset, newest.at(-1)?.year),
    });
  };

/** A row of the newest year; nothing while a row that was taken back may still stand among them. */
async function sampleOf(
  tx: ReadTx,
  name: string,
  dataset: Dataset,
  year: number | undefined,
): Promise<AnyRow | undefined> {
  if (year === undefined || !(await mayBeServed(tx, name, dataset))) return undefined;
  const [row] = await listRows(tx, name, { year, where: {}, after: '', limit: 1 });
  return row;
}

export const dictionaryPage =
  (language: Language): Page =>
  (_tx, { frame }) =>
    Promise.resolve(portalDictionary(frame, language));

const text = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Says no time of its own: asked again, it is the same until something is published. */
export async function catalogueJson(tx: ReadTx, { frame }: Visit): Promise<string> {
  const versions = await newestVersions(tx);
  const profile = await findPublicProfile(tx);
  return text(
    catalogueDocument({
      base: await portalAddress(tx),
      publisher: frame.bureau.name,
      creditCode: profile?.creditCode,
      phone: frame.bureau.phone ?? frame.bureau.complaintPhone,
      versions,
      asOf:
        versions
          .map(({ at }) => at)
          .toSorted()
          .at(-1) ?? '1970-01-01T00:00:00.000Z',
    }),
  );
}

export async function openApiJson(tx: ReadTx, { frame }: Visit): Promise<string> {
  return text(openApiDocument(await portalAddress(tx), frame.bureau.name));
}

export async function schemaJson(tx: ReadTx, { params }: Visit): Promise<string | undefined> {
  const [, name = '', csvw] = /^([a-z-]+)(\.csvw)?\.json$/.exec(params['file'] ?? '') ?? [];
  const dataset = datasetOf(name);
  if (dataset === undefined) return undefined;
  const base = await portalAddress(tx);
  return text(csvw === undefined ? fileSchema(name, dataset, base) : csvwSchema(name, dataset, base));
}

export async function indexJson(tx: ReadTx): Promise<string> {
  const versions = await newestVersions(tx);
  return text({
    datasets: DATASET_NAMES.map((name) => ({
      name,
      title: DATASETS[name].title,
      titleEn: DATASETS[name].en,
      years: versions
        .filter(({ dataset }) => dataset === name)
        .map(({ dataset: _name, slot: _slot, ...version }) => version),
    })),
  });
}

export const dictionaryJson = (): Promise<string> => Promise.resolve(text(dictionaryLines()));
export const dictionaryFile = (): Promise<string> => Promise.resolve(dictionaryCsv());
