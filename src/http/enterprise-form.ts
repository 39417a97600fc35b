/** The forms of an enterprise's page: its words and its photos. @module */
import type { FastifyRequest } from 'fastify';
import { ok, type Result } from '../core/result.ts';
import { PhotoMoment } from '../rectification/types/order.ts';
import { readFileForm } from './forms.ts';

export interface OrderForm {
  readonly command: string;
  readonly values: Readonly<Record<string, string>>;
  readonly photos: readonly { readonly moment: PhotoMoment; readonly name: string; readonly bytes: Uint8Array }[];
}

/** Refusals and errors are those of `readFileForm`. */
export async function readOrderForm(request: FastifyRequest): Promise<Result<OrderForm>> {
  const form = await readFileForm(request, 2);
  if (!form.ok) return form;
  const { command, values, files } = form.value;
  const photos = files.flatMap(({ field, name, bytes }) => {
    const moment = PhotoMoment.safeParse(field);
    return moment.success ? [{ moment: moment.data, name, bytes }] : [];
  });
  return ok({ command, values, photos });
}
