import { type Form, integer, text } from './form.ts';
import { noSuch, Refusal } from './refusal.ts';
import type { Thing } from './shapes.ts';

export interface List<T> {
  object: 'list';
  data: T[];
  has_more: boolean;
  url: string;
}

/** One page, newest first, as Stripe cuts it: limit, starting_after, ending_before, created[gte|gt|lte|lt]. */
export function page<T extends Thing>(things: T[], query: Form, url: string): List<T> {
  const limit = integer(query, 'limit') ?? 10;
  if (limit < 1 || limit > 100) {
    throw new Refusal(400, { param: 'limit', message: 'This value must be between 1 and 100.', isValidation: true });
  }
  const newestFirst = things.toReversed().filter(thing => isCreatedIn(thing, query));
  const [after, before] = [text(query, 'starting_after'), text(query, 'ending_before')];
  if (before) {
    const end = indexOf(newestFirst, before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: newestFirst.slice(start, end), has_more: start > 0, url };
  }
  const start = after ? indexOf(newestFirst, after, 'starting_after') + 1 : 0;
  const data = newestFirst.slice(start, start + limit);
  return { object: 'list', data, has_more: start + limit < newestFirst.length, url };
}

/** Keeps what equals each of the query's named fields. */
export function matching<T extends object>(things: T[], query: Form, fields: (keyof T & string)[]): T[] {
  return things.filter(thing =>
    fields.every(field => text(query, field) === null || String(thing[field]) === text(query, field)),
  );
}

export const PAGING = ['limit', 'starting_after', 'ending_before', 'created'];

function isCreatedIn({ created }: Thing, query: Form): boolean {
  const exact = integer(query, 'created');
  const [gte, gt] = [integer(query, 'created.gte'), integer(query, 'created.gt')];
  const [lte, lt] = [integer(query, 'created.lte'), integer(query, 'created.lt')];
  return (
    (exact === null || created === exact) &&
    (gte === null || created >= gte) &&
    (gt === null || created > gt) &&
    (lte === null || created <= lte) &&
    (lt === null || created < lt)
  );
}

function indexOf(things: Thing[], id: string, param: string): number {
  const index = things.findIndex(thing => thing.id === id);
  if (index < 0) throw noSuch('object', id, { param, status: 400 });
  return index;
}
