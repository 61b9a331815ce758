import { describe, expect, expectTypeOf, it } from 'vitest';
import { ApiFailure, addressOf, createApi } from './api.ts';

const answering = (status: number, body: unknown) => {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const api = createApi({
    baseUrl: 'http://service',
    fetch: async (url, init) => {
      asked.push({ url: String(url), init });
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
    },
  });
  return { api, asked };
};

describe('the address of a call', () => {
  it('fills parameters, repeats lists and leaves absent values out', () => {
    expect(addressOf('/api/p/:slug', { slug: 'a/b' }, undefined)).toBe('/api/p/a%2Fb');
    expect(addressOf('/api/search', {}, { q: 'mug & cup', attr: ['A:1', 'B:2'], page: undefined, category: '' })).toBe(
      '/api/search?q=mug+%26+cup&attr=A%3A1&attr=B%3A2',
    );
  });
});

describe('a call', () => {
  it('sends JSON with its idempotency key and answers what came back', async () => {
    const { api, asked } = answering(201, { lineId: 'x', quantity: 2, lineCount: 1, unitCount: 2 });
    const answer = await api('POST /api/cart/lines', { body: { variantId: 'v', quantity: 2 }, idempotencyKey: 'k1' });
    expectTypeOf(answer.lineId).toEqualTypeOf<string>();
    expect(answer.unitCount).toBe(2);
    expect(asked[0]?.url).toBe('http://service/api/cart/lines');
    expect(asked[0]?.init).toMatchObject({ method: 'POST', headers: { 'idempotency-key': 'k1' } });
  });

  it('throws a refusal with all its reasons', async () => {
    const details = [{ code: 'below_moq', message: 'Order at least 6' }];
    const { api } = answering(422, {
      code: 'refused',
      message: 'Cannot be ordered like this',
      details,
      requestId: 'r1',
    });
    const failure = await api('GET /api/cart').catch(error => error);
    expect(failure).toBeInstanceOf(ApiFailure);
    expect(failure).toMatchObject({ status: 422, code: 'refused', details, requestId: 'r1' });
  });

  it('survives an answer that is not JSON', async () => {
    const { api } = answering(502, '<h1>Bad gateway</h1>');
    await expect(api('GET /api/cart')).rejects.toMatchObject({ status: 502, code: 'unknown' });
  });
});
