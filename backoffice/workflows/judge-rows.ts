import type { CartOwner } from '#backoffice/commerce/cart/index.ts';
import {
  ladderOf,
  nearestRight,
  type QuantityRules,
  quantityReasons,
  RETAIL_RULES,
  type ShownStep,
  shownLadder,
  TIERS_OF_VARIANT,
  unitPriceAt,
} from '#backoffice/commerce/pricing/index.ts';
import {
  type AskedRow,
  type FoundVariant,
  findNearVariants,
  findVariants,
  type Meaning,
  refuseIfTooMany,
  resolveRows,
} from '#backoffice/commerce/quick-order/index.ts';
import type { Services } from '#backoffice/services.ts';

export type RowStatus =
  | 'ok'
  | 'duplicate'
  | 'unknown'
  | 'ambiguous'
  | 'not_visible'
  | 'bad_quantity'
  | 'formula'
  | 'below_moq'
  | 'not_a_multiple'
  | 'above_maximum'
  | 'out_of_stock';

export interface JudgedVariant
  extends Pick<
    FoundVariant,
    | 'id'
    | 'productSlug'
    | 'title'
    | 'variantTitle'
    | 'sku'
    | 'imageId'
    | 'wholesaler'
    | 'retailPriceCents'
    | 'quantityInCart'
  > {
  /** Null for retail. */
  ladder: ShownStep[] | null;
  /** At the row's quantity. */
  unitPriceCents: number;
  rules: QuantityRules;
  availableQuantity: number | null;
}

export interface JudgedRow {
  row: number;
  code: string;
  typedQuantity: string;
  status: RowStatus;
  message: string;
  /** As judged: the sum where several rows ask for the same. Null where none could be read. */
  quantity: number | null;
  /** Right ones near it, in stock; empty where there is none, or nothing to put right. */
  quantities: number[];
  variant: JudgedVariant | null;
  /** What could have been meant. */
  suggestions: JudgedVariant[];
}

/** Answers every row. Two statements at most, however many rows there are. */
export async function judgeRows(services: Services, owner: CartOwner, rows: AskedRow[]): Promise<JudgedRow[]> {
  refuseIfTooMany(rows.length);
  if (rows.length === 0) return [];
  const { channel } = owner;
  const question = { buyer: owner, now: services.now(), tiersOfVariant: TIERS_OF_VARIANT };
  const meanings = resolveRows(rows, await findVariants(services.db, rows, question), isBuyable(channel));
  const unknown = meanings.flatMap((meaning, n) =>
    meaning.kind === 'unknown' && rows[n]!.code.length > 1 ? [{ n, code: rows[n]!.code }] : [],
  );
  const near = unknown.length > 0 ? await findNearVariants(services.db, unknown, question) : [];
  const suggested = (n: number) => near.filter(one => one.askedBy.includes(n)).slice(0, 3);
  return rows.map((row, n) => judge(row, meanings[n]!, { channel, suggested: () => suggested(n) }));
}

const isBuyable = (channel: CartOwner['channel']) => (one: FoundVariant) =>
  one.isForSale && (channel === 'b2c' || one.wholesalePriceCents !== null);

interface Circumstances {
  channel: CartOwner['channel'];
  suggested: () => FoundVariant[];
}

function judge(row: AskedRow, meaning: Meaning, { channel, suggested }: Circumstances): JudgedRow {
  const shown = (one: FoundVariant, quantity = 1) => variantView(one, quantity, channel);
  const answer = (status: RowStatus, message: string, more: Partial<JudgedRow> = {}): JudgedRow => ({
    row: row.row,
    code: row.code,
    typedQuantity: row.quantity,
    status,
    message,
    quantity: null,
    quantities: [],
    variant: null,
    suggestions: [],
    ...more,
  });
  switch (meaning.kind) {
    case 'formula':
      return answer('formula', 'This is a formula: paste its value instead');
    case 'unknown': {
      const suggestions = suggested().map(one => shown(one));
      const hint = suggestions.length > 0 ? ': did you mean one of these?' : '';
      return answer('unknown', row.code ? `No SKU or barcode like this${hint}` : 'There is no SKU in this row', {
        suggestions,
      });
    }
    case 'ambiguous':
      return answer('ambiguous', 'Several wholesalers have this SKU: which one?', {
        suggestions: meaning.candidates.map(one => shown(one)),
      });
    case 'not_visible':
      return answer(
        'not_visible',
        meaning.variant.isForSale
          ? `${meaning.variant.title} is sold at retail only`
          : `${meaning.variant.title} is not for sale to you any more`,
      );
    case 'bad_quantity':
      return answer('bad_quantity', 'Enter a whole number from 1 to 100,000', {
        variant: meaning.variant && shown(meaning.variant),
        quantities: meaning.variant ? nearestInStock(rulesOf(meaning.variant, channel), meaning.variant, 1) : [],
      });
    case 'duplicate':
      return answer('duplicate', `Counted with row ${meaning.into}`, { variant: shown(meaning.variant) });
    case 'variant':
      return answer('ok', '', judgeQuantity(row, meaning, channel));
  }
}

function judgeQuantity(
  row: AskedRow,
  { variant, quantity, sumOf }: Extract<Meaning, { kind: 'variant' }>,
  channel: Circumstances['channel'],
): Partial<JudgedRow> {
  const rules = rulesOf(variant, channel);
  const view = { quantity, variant: variantView(variant, quantity, channel) };
  const sum = sumOf.length > 1 ? `Rows ${sumOf.join(', ')} together: ${quantity}. ` : '';
  if (quantity > 100_000)
    return { ...view, status: 'bad_quantity', message: `${sum}The most one line may have is 100,000` };
  const [reason] = quantityReasons(rules, quantity, String(row.row));
  const isShort = variant.availableQuantity < quantity;
  if (!reason && !isShort) return { ...view, message: (sum + changeOf(variant, quantity)).trim() };
  const quantities = nearestInStock(rules, variant, quantity);
  const left = variant.availableQuantity === 0 ? 'Out of stock' : `Only ${variant.availableQuantity} left`;
  if (reason && (!isShort || quantities.length > 0))
    return { ...view, quantities, status: reason.code as RowStatus, message: sum + reason.message };
  const tooFew = quantities.length === 0 && variant.availableQuantity > 0 ? ', fewer than can be ordered' : '';
  return { ...view, quantities, status: 'out_of_stock', message: `${sum}${left}${tooFew}` };
}

const changeOf = (variant: FoundVariant, quantity: number): string =>
  variant.quantityInCart > 0 && variant.quantityInCart !== quantity
    ? `${variant.quantityInCart} in the cart now: will be ${quantity}`
    : '';

const rulesOf = ({ moq, casePack, maximumQuantity }: FoundVariant, channel: Circumstances['channel']): QuantityRules =>
  channel === 'b2b' ? { moq, casePack, maximumQuantity } : RETAIL_RULES;

function nearestInStock(rules: QuantityRules, { availableQuantity }: FoundVariant, quantity: number): number[] {
  const right = (one: number) => one <= availableQuantity && quantityReasons(rules, one, '').length === 0;
  const most = Math.min(rules.maximumQuantity ?? availableQuantity, availableQuantity);
  return nearestRight({ ...rules, maximumQuantity: most }, Math.min(quantity, Math.max(most, 1))).filter(right);
}

function variantView(found: FoundVariant, quantity: number, channel: Circumstances['channel']): JudgedVariant {
  const ladder = channel === 'b2b' ? ladderOf(found.wholesalePriceCents, found.tiers) : null;
  const { id, productSlug, title, variantTitle, sku, imageId, wholesaler, retailPriceCents, quantityInCart } = found;
  return {
    ...{ id, productSlug, title, variantTitle, sku, imageId, wholesaler, retailPriceCents, quantityInCart },
    ladder: ladder && shownLadder(ladder),
    unitPriceCents: ladder ? unitPriceAt(ladder, quantity) : retailPriceCents,
    rules: rulesOf(found, channel),
    availableQuantity: channel === 'b2b' ? found.availableQuantity : null,
  };
}
