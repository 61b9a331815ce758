import { fail } from '@sveltejs/kit';
import { type TypedRow, unitsOf } from '#lib/bulk.ts';
import type { JudgedRow } from '../../../../backoffice/http/contract.ts';
import { typed } from './identity.ts';
import { refused } from './refused.ts';

/** The rows of a form: each has one field of every name. A button may fix (place:quantity), choose (place:variant) or drop (place) one. */
export function readRows(form: FormData): TypedRow[] {
  const all = (name: string) => form.getAll(name).map(String);
  const [codes, variants, quantities] = [all('code'), all('variantId'), all('quantity')];
  const rows = all('row').map((row, place) => ({
    row: Number(row),
    code: codes[place] ?? '',
    variantId: variants[place] ?? '',
    quantity: quantities[place] ?? '',
  }));
  const [fixed, quantity] = pressed(form, 'fix');
  if (rows[fixed]) rows[fixed].quantity = quantity;
  const [chosen, variantId] = pressed(form, 'choose');
  if (rows[chosen]) rows[chosen].variantId = variantId;
  const [removed] = pressed(form, 'drop');
  return rows.filter((_, place) => place !== removed);
}

function pressed(form: FormData, name: string): [place: number, value: string] {
  const value = form.get(name);
  if (value === null) return [-1, ''];
  const [place = '', rest = ''] = String(value).split(':');
  return [Number(place), rest];
}

export const sentRow = ({ row, code, variantId, quantity }: TypedRow) => ({
  row,
  code,
  quantity,
  ...(variantId ? { variantId } : {}),
});

/** Lines with a quantity, for what takes no judging. */
export const linesOf = (rows: TypedRow[]) =>
  rows.flatMap(({ variantId, quantity }) =>
    variantId && unitsOf(quantity) > 0 ? [{ variantId, quantity: unitsOf(quantity) }] : [],
  );

/** What is left to do after adding. */
export const leftOf = (rows: JudgedRow[]) => rows.filter(row => row.status !== 'ok' && row.status !== 'duplicate');

/** Onto the list that the form names, or onto a new one. */
export async function saveToList(
  api: App.Locals['api'],
  form: FormData,
  lines: { variantId: string; quantity: number }[],
) {
  const id = typed(form, 'list');
  const name = typed(form, 'name');
  const wanted = lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  const nothing = { code: 'no_quantity', message: 'Choose a quantity first' };
  if (wanted.length === 0) return fail(422, { message: nothing.message, refusals: [nothing] });
  try {
    const list =
      id && !name
        ? await api('POST /api/lists/:id/lines', { params: { id }, body: { lines: wanted } })
        : await api('POST /api/lists', { body: { name, lines: wanted } });
    return { saved: { id: list.id, name: list.name } };
  } catch (error) {
    return refused(error);
  }
}
