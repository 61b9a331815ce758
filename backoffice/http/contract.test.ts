import { expect, it } from 'vitest';
import type { Endpoint } from './contract/shared.ts';
import { contract } from './contract.ts';
import { openApi } from './openapi.ts';
import type { On } from './route.ts';
import { routes } from './routes/index.ts';

const endpoints = Object.entries(contract) as [string, Endpoint][];

it('has exactly one handler for every endpoint but the webhooks', () => {
  const handled: string[] = [];
  const on = ((name: string) => void handled.push(name)) as On;
  for (const group of routes) group(on);
  const expected = endpoints.filter(([, endpoint]) => endpoint.access !== 'vendor_webhook').map(([name]) => name);
  expect(handled.sort()).toEqual(expected.sort());
});

it('names no path twice', () => {
  const paths = endpoints.map(([, endpoint]) => `${endpoint.method} ${endpoint.path.replace(/:\w+/g, ':')}`);
  expect(new Set(paths).size).toBe(paths.length);
});

it('asks for an Idempotency-Key wherever money or stock moves', () => {
  for (const name of [
    'placeOrder',
    'cancelOrder',
    'requestReturn',
    'buyLabel',
    'rejectOrder',
    'decideReturn',
    'refundPart',
    'payoutRun',
    'payoutRetry',
    'payoutRelease',
  ] as const)
    expect((contract[name] as Endpoint).needsIdempotencyKey, name).toBe(true);
});

it('describes every endpoint in OpenAPI, with its input and its answer', () => {
  const { paths } = openApi('https://stackr.example') as {
    paths: Record<string, Record<string, { operationId: string; responses: object }>>;
  };
  const described = Object.values(paths).flatMap(path => Object.values(path).map(operation => operation.operationId));
  expect(described.sort()).toEqual(Object.keys(contract).sort());
  expect(JSON.stringify(paths)).not.toContain('undefined');
});
