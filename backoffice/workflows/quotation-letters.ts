import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { type PartFacts, readOfferFacts, readPartFacts } from '#backoffice/commerce/quotation/index.ts';
import { wholesalerRecipient } from '#backoffice/commerce/wholesaler/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

export async function tellOfRequest(trx: Db, services: Services, partId: string): Promise<void> {
  const facts = await readPartFacts(trx, partId);
  await writeLetter(trx, services.queue, {
    ...(await toWholesaler(trx, facts)),
    kind: 'quotation-requested',
    dedupeKey: `quotation:${partId}:requested`,
    data: {
      ...about(facts),
      quoteUrl: panelUrl(services, partId),
      answerBy: facts.openUntil,
      note: facts.note,
      lines: facts.lines,
    },
  });
}

export async function tellOfOffer(trx: Db, services: Services, { partId, offerId }: Said): Promise<void> {
  const facts = await readPartFacts(trx, partId);
  const { validUntil, ...offer } = await readOfferFacts(trx, offerId);
  await writeLetter(trx, services.queue, {
    ...toStore(facts),
    kind: 'quotation-offered',
    dedupeKey: `quotation-offer:${offerId}:offered`,
    data: { ...about(facts), ...offer, quoteUrl: storeUrl(services, facts), validUntil: validUntil! },
  });
}

export async function tellOfCounter(trx: Db, services: Services, { partId, offerId }: Said): Promise<void> {
  const facts = await readPartFacts(trx, partId);
  const { message, lines } = await readOfferFacts(trx, offerId);
  await writeLetter(trx, services.queue, {
    ...(await toWholesaler(trx, facts)),
    kind: 'quotation-countered',
    dedupeKey: `quotation-offer:${offerId}:countered`,
    data: { ...about(facts), quoteUrl: panelUrl(services, partId), answerBy: facts.openUntil, message, lines },
  });
}

export async function tellOfAcceptance(trx: Db, services: Services, { partId, offerId }: Said): Promise<void> {
  const facts = await readPartFacts(trx, partId);
  const { validUntil, lines } = await readOfferFacts(trx, offerId);
  await writeLetter(trx, services.queue, {
    ...(await toWholesaler(trx, facts)),
    kind: 'quotation-accepted',
    dedupeKey: `quotation-offer:${offerId}:accepted`,
    data: { ...about(facts), quoteUrl: panelUrl(services, partId), validUntil: validUntil!, lines },
  });
}

/** To the one who did not end it. */
export async function tellOfEnd(
  trx: Db,
  services: Services,
  end: { partId: string; by: 'store' | 'wholesaler'; how: 'declined' | 'withdrawn'; reason: string },
): Promise<void> {
  const facts = await readPartFacts(trx, end.partId);
  const isToStore = end.by === 'wholesaler';
  await writeLetter(trx, services.queue, {
    ...(isToStore ? toStore(facts) : await toWholesaler(trx, facts)),
    kind: 'quotation-declined',
    dedupeKey: `quotation:${end.partId}:ended`,
    data: {
      ...about(facts),
      quoteUrl: isToStore ? storeUrl(services, facts) : panelUrl(services, end.partId),
      by: end.by,
      how: end.how,
      reason: end.reason,
    },
  });
}

/** Once for each offer, however often the job runs. */
export async function tellOfEnding(
  trx: Db,
  services: Services,
  { partId, offerId, isAccepted }: Said & { isAccepted: boolean },
): Promise<void> {
  const facts = await readPartFacts(trx, partId);
  const { validUntil, lines } = await readOfferFacts(trx, offerId);
  await writeLetter(trx, services.queue, {
    ...toStore(facts),
    kind: 'quotation-expiring',
    dedupeKey: `quotation-offer:${offerId}:expiring`,
    data: { ...about(facts), quoteUrl: storeUrl(services, facts), validUntil: validUntil!, lines, isAccepted },
  });
}

interface Said {
  partId: string;
  offerId: string;
}

const about = ({ number, storeName, wholesalerName, currency }: PartFacts) => ({
  number,
  storeName,
  wholesalerName,
  currency,
});
const storeUrl = ({ settings }: Services, { number }: PartFacts) => `${settings.publicUrl}/quotes/${number}`;
const panelUrl = ({ settings }: Services, partId: string) =>
  `${settings.publicUrl}/admin/resources/quotation_parts/records/${partId}/show`;
const toStore = ({ asker }: PartFacts) => ({ to: { name: asker.name, address: asker.email }, userId: asker.id });

async function toWholesaler(trx: Db, { wholesalerId }: PartFacts) {
  const { name, address, userId } = await wholesalerRecipient(trx, wholesalerId);
  return { to: { name, address }, userId };
}
