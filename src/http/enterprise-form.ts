/** The forms of an enterprise's page: its words and its photos. @module */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ok, refuse, type Result } from '../core/result.ts';
import { PhotoMoment } from '../rectification/types/order.ts';

export interface OrderForm {
  readonly command: string;
  readonly values: Readonly<Record<string, string>>;
  readonly photos: readonly { readonly moment: PhotoMoment; readonly name: string; readonly bytes: Uint8Array }[];
}

/** @throws FastifyError 413 for a file that is too large, 400 for what is no form */
export async function readOrderForm(request: FastifyRequest): Promise<Result<OrderForm>> {
  if (!request.isMultipart()) return refuse([{ code: 'request-malformed' }]);
  const values: Record<string, string> = {};
  const photos: OrderForm['photos'][number][] = [];
  for await (const part of request.parts({ limits: { files: 2, fields: 10 } })) {
    if (part.type === 'field') {
      values[part.fieldname] = typeof part.value === 'string' ? part.value : '';
      continue;
    }
    const bytes = await part.toBuffer();
    const moment = PhotoMoment.safeParse(part.fieldname);
    // A field without a choice sends an empty file without a name.
    if (moment.success && (part.filename !== '' || bytes.length > 0))
      photos.push({ moment: moment.data, name: part.filename, bytes });
  }
  const command = z.uuid().safeParse(values['command']);
  return command.success ? ok({ command: command.data, values, photos }) : refuse([{ code: 'command-id-missing' }]);
}
