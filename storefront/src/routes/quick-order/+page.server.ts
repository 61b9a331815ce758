import { leftOf, linesOf, readRows, sentRow } from '#lib/server/bulk.ts';
import { typed } from '#lib/server/identity.ts';
import { requireStore } from '#lib/server/quotation.ts';
import { refused } from '#lib/server/refused.ts';
import { filesOf, sendForm } from '#lib/server/upload.ts';
import type { QuickOrderAnswer } from '../../../../backoffice/http/contract.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals: { session }, url }) => requireStore(session, url);

export const actions: Actions = {
  /** A paste or a file. */
  read: async event => {
    const form = await event.request.formData();
    const text = String(form.get('text') ?? '');
    try {
      return { answer: await read(event, form, text), text };
    } catch (error) {
      return refused(error, { text });
    }
  },

  check: async event => judge(event, false),
  add: async event => judge(event, true),

  save: async ({ request, locals: { api } }) => {
    const form = await request.formData();
    const rows = readRows(form);
    try {
      const { name, id } = await api('POST /api/lists', { body: { name: typed(form, 'name'), lines: linesOf(rows) } });
      const answer = await api('POST /api/cart/quick-order', { body: { rows: rows.map(sentRow) } });
      return { answer, saved: { name, id } };
    } catch (error) {
      return refused(error, {
        answer: await api('POST /api/cart/quick-order', { body: { rows: rows.map(sentRow) } }),
      });
    }
  },
};

async function read(event: RequestEvent, form: FormData, text: string): Promise<QuickOrderAnswer> {
  const [file] = filesOf(form, 'file');
  if (!file) return event.locals.api('POST /api/cart/quick-order', { body: { text } });
  const sent = new FormData();
  sent.set('file', file);
  return (await sendForm(event, '/api/cart/quick-order', sent)) as QuickOrderAnswer;
}

async function judge({ request, locals: { api } }: RequestEvent, add: boolean) {
  const rows = readRows(await request.formData());
  if (rows.length === 0) return { answer: null };
  try {
    const answer = await api('POST /api/cart/quick-order', { body: { rows: rows.map(sentRow), add } });
    return { answer: answer.added ? { ...answer, rows: leftOf(answer.rows) } : answer };
  } catch (error) {
    return refused(error);
  }
}
