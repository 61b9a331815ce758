import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../../docker/stand-ins/listen.ts';
import { createVoyage } from '../../../docker/stand-ins/voyage/index.ts';
import { EMBEDDING_DIMENSIONS } from './embeddings.ts';
import { batches, createVoyageEmbeddings } from './voyage-embeddings.ts';

const standIn = createVoyage();
let server: Listening;
beforeAll(async () => {
  server = await listen(0, { '/voyage': standIn.router });
});
beforeEach(() => standIn.faults.clear());
afterAll(() => server.stop());

const adapter = (changed: { model?: string; timeoutMs?: number } = {}) =>
  createVoyageEmbeddings({
    apiKey: 'pa-stand-in',
    model: 'voyage-4',
    baseUrl: `${server.url}/voyage/v1`,
    timeoutMs: 2_000,
    maxRetries: 0,
    ...changed,
  });

const dot = (a: number[], b: number[]) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);

it('a text becomes a unit vector of the column’s width, the same one every time', async () => {
  const [first, again] = await adapter().embed(['Linen table runner', 'Linen table runner'], 'document');
  expect(first).toHaveLength(EMBEDDING_DIMENSIONS);
  expect(dot(first!, first!)).toBeCloseTo(1, 5);
  expect(again).toEqual(first);
});

it('like texts lie nearer than unlike ones', async () => {
  const [lamp, lamps, soap] = await adapter().embed(
    ['Brass desk lamp with linen shade', 'Desk lamps in brass', 'Olive oil soap, unscented'],
    'document',
  );
  expect(dot(lamp!, lamps!)).toBeGreaterThan(0.4);
  expect(dot(lamp!, lamps!)).toBeGreaterThan(dot(lamp!, soap!) + 0.3);
});

it('more texts than one batch takes come back in their order', async () => {
  const texts = Array.from({ length: 300 }, (_, index) => `Product number ${index}`);
  const vectors = await adapter().embed(texts, 'document');
  expect(vectors).toHaveLength(300);
  const [alone] = await adapter().embed(['Product number 257'], 'document');
  expect(vectors[257]).toEqual(alone);
});

it('no texts, no call; an empty text gets a vector like any other', async () => {
  expect(await adapter().embed([], 'document')).toEqual([]);
  expect((await adapter().embed(['', 'Vase'], 'document'))[0]).toHaveLength(EMBEDDING_DIMENSIONS);
});

it('a batch stays under the limits of texts and of letters', () => {
  const sizes = [...batches(['a'.repeat(200_000), 'b'.repeat(150_000), ...Array(130).fill('c')])].map(
    one => one.length,
  );
  expect(sizes).toEqual([1, 128, 3]);
});

describe('failures', () => {
  it('a model that does not exist is refused with Voyage’s reason', async () => {
    await expect(adapter({ model: 'voyage-9' }).embed(['x'], 'query')).rejects.toMatchObject({
      provider: 'voyage',
      kind: 'refused',
      message: expect.stringContaining('Model voyage-9 is not supported'),
    });
  });

  it.each([
    ['500', 'unknown'],
    ['reset', 'unknown'],
    ['429', 'busy'],
  ] as const)('%s is %s', async (kind, meaning) => {
    standIn.faults.script({ kind });
    await expect(adapter().embed(['x'], 'query')).rejects.toMatchObject({ kind: meaning });
  });

  it('a silent Voyage is given up', async () => {
    standIn.faults.script({ kind: 'hang' });
    await expect(adapter({ timeoutMs: 100 }).embed(['x'], 'query')).rejects.toMatchObject({ kind: 'unknown' });
  });

  it.each([
    [{ input: [], model: 'voyage-4' }, 'must not be empty'],
    [{ input: Array(1_001).fill('x'), model: 'voyage-4' }, 'batch size limit is 1000'],
    [{ input: Array(4).fill('x'.repeat(160_000)), model: 'voyage-4-large' }, 'max allowed tokens'],
    [{ input: 'x', model: 'voyage-4', output_dimension: 1536 }, "'output_dimension' is not supported"],
  ])('the stand-in refuses what Voyage refuses: %#', async (body, reason) => {
    const answer = await ask(body);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { detail: string }).detail).toContain(reason);
  });

  it('without a key nobody is served', async () => {
    expect((await ask({ input: 'x', model: 'voyage-4' }, {})).status).toBe(401);
  });
});

function ask(body: object, headers: Record<string, string> = { authorization: 'Bearer k' }) {
  return fetch(`${server.url}/voyage/v1/embeddings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}
