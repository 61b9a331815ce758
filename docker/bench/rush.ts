import { randomUUID } from 'node:crypto';
import { chanceFrom } from '../../db/seeds/chance.ts';
import { ADDRESS, type Stage } from './cases.ts';
import { type Browser, createBrowser } from './http.ts';
import { summarize } from './measure.ts';

/** Many buyers, the same scarce goods, one moment. */
export interface Rush {
  buyers: number;
  variantIds: string[];
}
export interface RushResult {
  sold: number;
  /** 422, naming the buyer's own short line. */
  refused: number;
  /** Anything else, in words. */
  wrong: string[];
  p50: number;
  p95: number;
  seconds: number;
}

interface Waiting {
  browser: Browser;
  lineIds: string[];
}

export async function rush({ buyers, variantIds }: Rush, { serviceUrl }: Stage): Promise<RushResult> {
  const chance = chanceFrom('rush');
  const waiting: Waiting[] = [];
  for (let buyer = 0; buyer < buyers; buyer++) {
    const order = variantIds.map(id => ({ id, at: chance() })).sort((one, other) => one.at - other.at);
    waiting.push(
      await fillCart(
        serviceUrl,
        order.map(one => one.id),
      ),
    );
  }
  const result: RushResult = { sold: 0, refused: 0, wrong: [], p50: 0, p95: 0, seconds: 0 };
  const times: number[] = [];
  const begin = performance.now();
  await Promise.all(
    waiting.map(async one => {
      note(result, await checkOut(one).catch((error: Error) => error.message));
      times.push(performance.now() - begin);
      one.browser.close();
    }),
  );
  const { p50, p95, seconds } = summarize(times, [], (performance.now() - begin) / 1000);
  return { ...result, p50, p95, seconds };
}

async function fillCart(serviceUrl: string, variantIds: string[]): Promise<Waiting> {
  const browser = createBrowser(serviceUrl);
  const lineIds: string[] = [];
  for (const variantId of variantIds) {
    const body = { channel: 'b2c', variantId, quantity: 1 };
    const { lineId } = await browser.json<{ lineId: string }>('/api/cart/lines', 201, { method: 'POST', body });
    lineIds.push(lineId);
  }
  return { browser, lineIds };
}

async function checkOut({ browser, lineIds }: Waiting): Promise<string> {
  const { status, body } = await browser.ask('/api/checkout', {
    method: 'POST',
    body: { channel: 'b2c', email: 'buyer@bench.example', shippingAddress: ADDRESS, payment: 'card' },
    headers: { 'idempotency-key': randomUUID() },
  });
  if (status === 201) return 'sold';
  if (status !== 422) return `${status} ${body.slice(0, 200)}`;
  const { details = [] }: { details?: { subject?: string; fix?: { availableQuantity?: number } }[] } = JSON.parse(body);
  const namesShortLine = details.some(one => lineIds.includes(one.subject ?? '') && one.fix?.availableQuantity === 0);
  return namesShortLine ? 'refused' : `422 without the short line: ${body.slice(0, 200)}`;
}

function note(result: RushResult, outcome: string): void {
  if (outcome === 'sold') result.sold++;
  else if (outcome === 'refused') result.refused++;
  else result.wrong.push(outcome);
}
