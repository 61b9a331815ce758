import type { Reason } from '../refusal.ts';

export type QuotationStatus =
  | 'requested'
  | 'offered'
  | 'countered'
  | 'accepted'
  | 'ordered'
  | 'declined'
  | 'expired'
  | 'withdrawn';

/** Days a wholesaler has for its answer, when the goods are not needed sooner. */
const ANSWER_DAYS = 14;
/** No offer binds anyone longer. */
const LONGEST_VALIDITY_DAYS = 365;

export interface AskedLine {
  variantId?: string | undefined;
  title?: string | undefined;
  quantity: number;
  targetPriceCents?: number | null | undefined;
  neededBy?: string | null | undefined;
  note: string;
  isOpen: boolean;
}
export interface Asked {
  wholesalers: string[];
  note: string;
  lines: AskedLine[];
}
/** What the catalogue knows of those who are asked and of what for. */
export interface Askable {
  wholesalers: { id: string; slug: string; name: string }[];
  variants: {
    id: string;
    wholesalerId: string;
    wholesalerName: string;
    title: string;
    /** Published, by an approved wholesaler, not withdrawn. */
    isVisible: boolean;
    isSoldInBulk: boolean;
  }[];
}

const DAY_MS = 86_400_000;
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The last day for an answer: two weeks, or the first day something is needed by. */
export function answerUntil(lines: { neededBy?: string | null | undefined }[], today: string): string {
  const days = [dayAfter(today, ANSWER_DAYS), ...lines.flatMap(line => line.neededBy ?? [])];
  return days.sort()[0]!;
}

export function requestReasons(asked: Asked, known: Askable, today: string): Reason[] {
  const slugs = asked.wholesalers;
  const chosen = new Set(known.wholesalers.map(one => one.id));
  const whom = slugs.flatMap((slug, index): Reason[] => {
    const subject = `wholesalers.${index}`;
    if (slugs.indexOf(slug) !== index) return [{ code: 'twice', subject, message: `${slug} is asked twice` }];
    if (known.wholesalers.some(one => one.slug === slug)) return [];
    return [{ code: 'unknown_wholesaler', subject, message: `There is no wholesaler ${slug} that could be asked` }];
  });
  const what = asked.lines.flatMap((line, index) => lineReasons(line, `lines.${index}`, { known, chosen, today }));
  return [...whom, ...what, ...(whom.length + what.length === 0 ? idle(asked, known) : [])];
}

function lineReasons(
  line: AskedLine,
  at: string,
  { known, chosen, today }: { known: Askable; chosen: Set<string>; today: string },
): Reason[] {
  const reasons: Reason[] = [];
  if (line.neededBy && line.neededBy < today)
    reasons.push({ code: 'in_the_past', subject: `${at}.neededBy`, message: 'This day is over: choose a later one' });
  if (!line.variantId) {
    if (!line.title)
      reasons.push({
        code: 'nothing_named',
        subject: `${at}.title`,
        message: 'Say what you want, or choose a product',
      });
    return reasons;
  }
  const subject = `${at}.variantId`;
  const variant = known.variants.find(one => one.id === line.variantId);
  if (!variant?.isVisible) reasons.push({ code: 'unknown_variant', subject, message: 'There is no such product' });
  else if (!chosen.has(variant.wholesalerId))
    reasons.push({
      code: 'not_asked',
      subject,
      message: `${variant.title} is from ${variant.wholesalerName}, whom you do not ask`,
    });
  else if (!variant.isSoldInBulk)
    reasons.push({ code: 'not_sold_in_bulk', subject, message: `${variant.title} is not sold in bulk` });
  return reasons;
}

/** Whoever is asked must find something to answer. */
function idle(asked: Asked, known: Askable): Reason[] {
  const isForAll = asked.lines.some(line => !line.variantId || line.isOpen);
  if (isForAll) return [];
  const owners = new Set(asked.lines.map(line => known.variants.find(one => one.id === line.variantId)?.wholesalerId));
  return known.wholesalers
    .filter(one => !owners.has(one.id))
    .map(one => ({
      code: 'nothing_to_answer',
      subject: `wholesalers.${asked.wholesalers.indexOf(one.slug)}`,
      message: `No line is for ${one.name}: leave them out, or ask them for something`,
    }));
}

export interface OfferedLine {
  lineId: string;
  sku?: string | undefined;
  quantity: number;
  unitPriceCents: number;
}
/** A line as the one who answers sees it: its own variant, or words. */
export interface AnswerableLine {
  id: string;
  title: string;
  variantId: string | null;
}
export interface OwnVariant {
  id: string;
  sku: string;
  isForSale: boolean;
}

/** The variant behind each offered line, or every reason why not. */
export function judgeOffer(
  offer: { validUntil: string; lines: OfferedLine[] },
  known: { lines: AnswerableLine[]; variants: OwnVariant[] },
  today: string,
): { variantIds: string[]; reasons: Reason[] } {
  const reasons = [...validityReasons(offer.validUntil, today), ...namedLines(offer.lines, known.lines)];
  const variantIds: string[] = [];
  for (const [index, line] of offer.lines.entries()) {
    const asked = known.lines.find(one => one.id === line.lineId);
    if (!asked) continue;
    const subject = `lines.${index}.sku`;
    const variant = known.variants.find(one => (line.sku ? one.sku === line.sku : one.id === asked.variantId));
    if (!variant)
      reasons.push({
        code: 'unknown_sku',
        subject,
        message: line.sku
          ? `You have no product with the SKU ${line.sku}`
          : `Say by its SKU which of your products ${asked.title} is`,
      });
    else if (!variant.isForSale)
      reasons.push({ code: 'not_for_sale', subject, message: `${variant.sku} is not published and sold in bulk` });
    else if (variantIds.includes(variant.id))
      reasons.push({ code: 'twice', subject, message: `${variant.sku} is offered twice: put it into one line` });
    else variantIds.push(variant.id);
  }
  return { variantIds, reasons };
}

function validityReasons(validUntil: string, today: string): Reason[] {
  const subject = 'validUntil';
  if (validUntil < today)
    return [{ code: 'in_the_past', subject, message: 'This day is over: an offer ends today at the earliest' }];
  if (validUntil > dayAfter(today, LONGEST_VALIDITY_DAYS))
    return [{ code: 'too_far', subject, message: 'An offer ends within a year' }];
  return [];
}

export function namedLines(named: { lineId: string }[], known: { id: string }[]): Reason[] {
  const ids = named.map(line => line.lineId);
  return ids.flatMap((id, index): Reason[] => {
    const subject = `lines.${index}.lineId`;
    if (!known.some(line => line.id === id))
      return [{ code: 'unknown_line', subject, message: 'This line is not part of the request' }];
    return ids.indexOf(id) === index ? [] : [{ code: 'twice', subject, message: 'This line is named twice' }];
  });
}

export interface StandingPart {
  status: QuotationStatus;
  openUntil: string;
  currentOfferId: string | null;
}

/** Why the store cannot answer this offer any more; null: it can. */
export function staleOffer(
  part: StandingPart,
  offerId: string,
  today: string,
): { code: string; message: string } | null {
  if (part.status !== 'offered') return { code: `already_${part.status}`, message: SAID[part.status] };
  if (part.currentOfferId !== offerId)
    return { code: 'offer_revised', message: 'The wholesaler has made another offer meanwhile: look at it first' };
  if (part.openUntil < today) return { code: 'offer_expired', message: 'This offer has ended: ask again' };
  return null;
}

export const SAID: Record<QuotationStatus, string> = {
  requested: 'The wholesaler has not answered yet',
  offered: 'The wholesaler has made an offer',
  countered: 'You have answered this offer: wait for the next one',
  accepted: 'This offer is accepted already',
  ordered: 'This offer is ordered already',
  declined: 'This request was declined',
  expired: 'This offer has ended: ask again',
  withdrawn: 'This was withdrawn',
};
