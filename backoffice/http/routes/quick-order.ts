import type { Request, Response } from 'express';
import { type AskedRow, refuseIfTooMany } from '#backoffice/commerce/quick-order/index.ts';
import { Refusal } from '#backoffice/commerce/refusal.ts';
import { addLines } from '#backoffice/workflows/add-lines.ts';
import { quickOrder, rowsOfFile, rowsOfText } from '#backoffice/workflows/quick-order.ts';
import type { BodyOf } from '../contract.ts';
import { cartOwner, cartOwnerForWriting } from '../guest.ts';
import type { Routes } from '../route.ts';
import { readUpload } from '../upload.ts';

export const quickOrderRoutes: Routes = on => {
  on('quickOrder', async ({ services, caller, body, request, response }) => {
    response.setHeader('Cache-Control', 'private, no-store');
    const sent = request.is('multipart/form-data') ? await readFile(request, response) : readBody(body);
    return { currency: services.settings.currency, ...(await quickOrder(services, cartOwner(caller, 'b2b'), sent)) };
  });

  on('addLines', async ({ services, caller, body, response }) => {
    const owner = cartOwnerForWriting(caller, body.channel, response, services.settings.publicUrl.startsWith('https:'));
    return addLines(services, owner, body.lines);
  });
};

interface Sent {
  rows: AskedRow[];
  add: boolean;
}

async function readFile(request: Request, response: Response): Promise<Sent> {
  const { content, fields } = await readUpload(request, response).catch(error => {
    const isTooLarge = error instanceof Refusal && error.code === 'file_too_large';
    throw isTooLarge ? new Refusal('too_large', error.code, error.message, error.details) : error;
  });
  return { rows: content.length > 0 ? rowsOfFile(content) : rowsOfText(fields.text ?? ''), add: fields.add === 'true' };
}

function readBody({ text, rows, add }: BodyOf<'quickOrder'>): Sent {
  if (rows) {
    refuseIfTooMany(rows.length);
    return { rows: rows.map(askedRow), add };
  }
  if (text === undefined) throw new Refusal('malformed', 'nothing_sent', 'Send text, rows or a file');
  return { rows: rowsOfText(text), add };
}

const askedRow = (row: NonNullable<BodyOf<'quickOrder'>['rows']>[number], index: number): AskedRow => ({
  row: row.row ?? index + 1,
  code: row.code.replaceAll('\0', '').trim(),
  variantId: row.variantId ?? null,
  wholesaler: row.wholesaler?.replaceAll('\0', '') || null,
  quantity: row.quantity.trim(),
});
