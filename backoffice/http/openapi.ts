import { z } from 'zod';
import { type Endpoint, errorBody } from './contract/shared.ts';
import { contract } from './contract.ts';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 from the contract alone. */
export function openApi(publicUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, endpoint] of Object.entries(contract) as [string, Endpoint][]) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(name, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Stackr API',
      version: '1.0.0',
      description:
        'Money is integer cents beside an ISO currency; times are ISO 8601 in UTC; lists answer { items, nextCursor }. ' +
        'Errors answer { code, message, details?, requestId }: 422 lists every reason.',
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: { Error: schema(errorBody, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'stackr.session_token' } },
    },
  };
}

function operation(name: string, endpoint: Endpoint): Json {
  const idempotency = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    schema: { type: 'string', minLength: 8, maxLength: 255 },
  };
  return {
    operationId: name,
    tags: [endpoint.group],
    summary: endpoint.summary,
    ...(endpoint.access === 'anyone' || endpoint.access === 'vendor_webhook'
      ? {}
      : { security: [{ session: [] }], 'x-access': endpoint.access }),
    parameters: [
      ...parameters(endpoint.params, 'path'),
      ...parameters(endpoint.query, 'query'),
      ...(endpoint.needsIdempotencyKey ? [idempotency] : []),
    ],
    ...(endpoint.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schema(endpoint.body, 'input') } } } }
      : {}),
    responses: {
      [endpoint.status ?? 200]: endpoint.answer
        ? { description: 'Done', content: { 'application/json': { schema: schema(endpoint.answer, 'output') } } }
        : { description: 'A file' },
      default: {
        description: 'Refused',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

function parameters(of: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!of) return [];
  const described = schema(of, 'input') as { properties?: Record<string, Json>; required?: string[] };
  return Object.entries(described.properties ?? {}).map(([name, one]) => ({
    name,
    in: where,
    required: where === 'path' || (described.required ?? []).includes(name),
    schema: one,
  }));
}

function schema(of: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...described } = z.toJSONSchema(of, { io, unrepresentable: 'any' }) as Json;
  return described;
}
