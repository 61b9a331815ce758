import {
  type DisputeFacts,
  insertDisputeFile,
  keepGathered,
  readDisputeFacts,
} from '#backoffice/commerce/dispute/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import { houseLocale } from '#backoffice/documents/company.ts';
import { renderCorrespondence, renderDeliveryRecord } from '#backoffice/documents/dispute-evidence.ts';
import { addressLines } from '#backoffice/documents/party.ts';
import { isLetterKind, type LetterData, type LetterKind, renderLetter } from '#backoffice/mail/letters.ts';
import type { Services } from '#backoffice/services.ts';
import { readDocument } from './make-document.ts';
import { storePrivateFile } from './store-private-file.ts';

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_DESCRIPTION = 600;

/**
 * What we know of a disputed sale, in the processor's fields and as files: the invoice, the carrier's scans, the letters. What a person
 * wrote stays as it is. Cut off half-way it leaves files that no answer names; the next run makes them anew.
 */
export async function gatherDisputeEvidence(
  services: Services,
  { disputeId }: { disputeId: string },
): Promise<boolean> {
  const facts = await readDisputeFacts(services.db, disputeId);
  if (!facts) throw notFound('dispute');
  const made = await makeFiles(services, facts);
  const stored = await Promise.all(
    made.map(async ({ field, name, content }) => ({
      field,
      name,
      file: await storePrivateFile(services, { folder: `disputes/${disputeId}`, content, mostBytes: MOST_BYTES }),
    })),
  );
  return services.db.transaction(async trx => {
    const files: Record<string, string> = {};
    for (const { field, name, file } of stored)
      files[field] = await insertDisputeFile(trx, { disputeId, partId: null, name, uploadedBy: null, file });
    return keepGathered(trx, disputeId, { texts: textsOf(facts), files }, services.now());
  });
}

async function makeFiles(services: Services, facts: DisputeFacts) {
  const issuedOn = services.now().toISOString();
  const { orderNumber, parcels } = facts;
  const { content: receipt } = await readDocument(services, 'invoice', facts.orderId);
  const files = [{ field: 'receipt', name: `${orderNumber} invoice.pdf`, content: receipt }];
  if (parcels.length > 0) {
    const content = await renderDeliveryRecord({ ...facts, shipTo: facts.shippingAddress, issuedOn });
    files.push({ field: 'shipping_documentation', name: `${orderNumber} delivery record.pdf`, content });
  }
  const letters = facts.letters.flatMap(({ kind, data, to, sentAt }) => {
    if (!isLetterKind(kind)) return [];
    const { subject, text } = renderLetter(kind, data as LetterData<LetterKind>);
    return [{ to, sentAt, subject, text }];
  });
  if (letters.length > 0) {
    const content = await renderCorrespondence({ orderNumber, issuedOn, letters });
    files.push({ field: 'customer_communication', name: `${orderNumber} correspondence.pdf`, content });
  }
  return files;
}

function textsOf(facts: DisputeFacts): Record<string, string> {
  const { parcels, ipAddress } = facts;
  const [first] = parcels;
  return {
    customer_name: facts.billingAddress.name,
    customer_email_address: facts.email,
    ...(ipAddress ? { customer_purchase_ip: ipAddress } : {}),
    billing_address: addressLines(facts.billingAddress, houseLocale).join('\n'),
    shipping_address: addressLines(facts.shippingAddress, houseLocale).join('\n'),
    product_description: facts.items.map(describe).join('\n\n'),
    // Stripe takes several carriers and numbers, separated by commas; of the dates one, the first.
    ...(first && {
      shipping_carrier: [...new Set(parcels.map(parcel => parcel.carrier))].join(', '),
      shipping_tracking_number: parcels.map(parcel => parcel.trackingCode).join(', '),
      shipping_date: first.shippedAt.slice(0, 10),
    }),
    refund_policy_disclosure: REFUND_POLICY,
    uncategorized_text: story(facts),
  };
}

// As the page of terms says it, which the checkout links to.
const REFUND_POLICY =
  'Customers may return delivered items within 14 days; what was not shipped yet can be cancelled for a full refund. The terms are linked beside the button that places the order, and every letter about an order leads to the page where a return is asked for.';

function describe({
  quantity,
  title,
  variantTitle,
  sku,
  wholesalerName,
  description,
}: DisputeFacts['items'][number]): string {
  const name = variantTitle && variantTitle !== title ? `${title}, ${variantTitle}` : title;
  const words = description
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const short = words.length > MOST_DESCRIPTION ? `${words.slice(0, MOST_DESCRIPTION)}…` : words;
  return [`${quantity} × ${name} (SKU ${sku}), sold by ${wholesalerName}.`, short].filter(Boolean).join('\n');
}

function story({ orderNumber, placedAt, parcels, email }: DisputeFacts): string {
  return [
    `Order ${orderNumber} was placed and paid on ${placedAt.slice(0, 10)}; the confirmation went to ${email}.`,
    ...parcels.map(follow),
  ].join('\n');
}

/** Which carrier had which number, and when it arrived: the fields for carriers and numbers are lists without a link between them. */
function follow({
  carrier,
  trackingCode,
  shippedAt,
  deliveredAt,
  deliveryNote,
}: DisputeFacts['parcels'][number]): string {
  if (!deliveredAt) return `${carrier} has parcel ${trackingCode} since ${shippedAt.slice(0, 10)}.`;
  const note = deliveryNote ? ` (${deliveryNote})` : '';
  return `${carrier} delivered parcel ${trackingCode} on ${deliveredAt.slice(0, 10)}${note}.`;
}
