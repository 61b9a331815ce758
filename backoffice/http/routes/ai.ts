import { createHash } from 'node:crypto';
import { recordEvents } from '#backoffice/commerce/analytics/index.ts';
import { type Card, readCards } from '#backoffice/commerce/product/index.ts';
import {
  findBoughtTogether,
  findForCart,
  findForPerson,
  findPopular,
  findSimilar,
  type Recommended,
} from '#backoffice/commerce/recommendation/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Routes } from '../route.ts';
import { visitorId } from '../visitor.ts';
import { requireChannel } from '../wholesale-view.ts';

export const aiRoutes: Routes = on => {
  on('similar', async ({ services, caller, params, query }) => {
    requireChannel(caller, query.channel);
    const found = await findSimilar(services.db, params.product, query.limit);
    return { items: await withReasons(services, found, query.channel, () => 'Similar to this product') };
  });

  on('boughtTogether', async ({ services, caller, params, query }) => {
    requireChannel(caller, query.channel);
    const found = await findBoughtTogether(services.db, params.product, query.limit);
    return { items: await withReasons(services, found, query.channel, () => 'Often bought together') };
  });

  on('recommendations', async ({ services, caller, query, request }) => {
    requireChannel(caller, query.channel);
    const person = { userId: caller.user?.id ?? null, visitorId: visitorId(request) };
    const guestTokenHash = caller.guestToken ? createHash('sha256').update(caller.guestToken).digest('hex') : null;
    const personal =
      query.place === 'cart'
        ? await findForCart(services.db, { userId: person.userId, guestTokenHash, channel: query.channel }, query.limit)
        : await findForPerson(services.db, person, query.limit, services.now());
    const missing = query.limit - personal.length;
    const known = new Set(personal.map(one => one.productId));
    const popular =
      missing > 0 ? (await findPopular(services.db, query.limit * 2)).filter(one => !known.has(one.productId)) : [];
    return {
      items: await withReasons(services, [...personal, ...popular].slice(0, query.limit), query.channel, because),
    };
  });

  on('recordEvents', async ({ services, caller, body, request, response }) => {
    const visitor = visitorId(request, response);
    const events = body.events.map(event => ({ ...event, visitorId: visitor, userId: caller.user?.id ?? null }));
    await recordEvents(services.db, events, services.now());
    return { accepted: events.length };
  });
};

const because = ({ becauseOf }: Recommended) => (becauseOf ? `Because of “${becauseOf}”` : 'Popular right now');

async function withReasons(
  services: Services,
  found: Recommended[],
  channel: 'b2c' | 'b2b',
  reason: (one: Recommended) => string,
) {
  const byId = new Map(found.map(one => [one.productId, one]));
  const cards: Card[] = await readCards(services.db, [...byId.keys()], channel);
  return cards.map(card => ({ ...card, reason: reason(byId.get(card.id)!) }));
}
