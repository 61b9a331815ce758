import type Stripe from 'stripe';
import type { CheckoutRequest } from './payments.ts';

type LineItem = Stripe.Checkout.SessionCreateParams.LineItem;

const MOST_LINES = 100;

/**
 * What the pay page lists. Stripe multiplies unit by quantity, takes at most 100 lines and none below zero; the sum must stay ours:
 * a line that does not divide is shown as one, a discount turns all lines into one, and the lines beyond 99 become one.
 */
export function lineItems({ orderNumber, currency, lines }: CheckoutRequest): LineItem[] {
  const sum = (some: typeof lines) => some.reduce((total, line) => total + line.amountCents, 0);
  const whole = { title: `Order ${orderNumber}`, quantity: 1, amountCents: sum(lines) };
  if (lines.some(line => line.amountCents < 0)) return [lineItem(whole, currency)];
  if (lines.length <= MOST_LINES) return lines.map(line => lineItem(line, currency));
  const [shown, rest] = [lines.slice(0, MOST_LINES - 1), lines.slice(MOST_LINES - 1)];
  const more = { title: `${rest.length} more lines`, quantity: 1, amountCents: sum(rest) };
  return [...shown, more].map(line => lineItem(line, currency));
}

function lineItem({ title, quantity, amountCents }: CheckoutRequest['lines'][number], currency: string): LineItem {
  const divides = amountCents % quantity === 0;
  return {
    quantity: divides ? quantity : 1,
    price_data: {
      currency: currency.toLowerCase(),
      unit_amount: divides ? amountCents / quantity : amountCents,
      product_data: { name: divides ? title : `${quantity} × ${title}` },
    },
  };
}
