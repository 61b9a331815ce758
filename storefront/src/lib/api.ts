import type {
  AnswerOf,
  Contract,
  EndpointName,
  ErrorBody,
  ParamsOf,
  RefusalDetail,
  SentBodyOf,
  SentQueryOf,
} from '../../../backoffice/http/contract.ts';

/** 'GET /api/catalog/products/:slug' and so on: how the contract's endpoints are called here, types only. */
export type Call = { [Name in EndpointName]: `${Contract[Name]['method']} ${Contract[Name]['path']}` }[EndpointName];
type NameOf<C extends Call> = {
  [Name in EndpointName]: `${Contract[Name]['method']} ${Contract[Name]['path']}` extends C ? Name : never;
}[EndpointName];

type Nothing = Record<never, never>;
type Given<Key extends string, Value> = [Value] extends [never]
  ? unknown
  : Nothing extends Value
    ? { [K in Key]?: Value }
    : { [K in Key]: Value };
export type Input<C extends Call> = Given<'params', ParamsOf<NameOf<C>>> &
  Given<'query', SentQueryOf<NameOf<C>>> &
  Given<'body', SentBodyOf<NameOf<C>>> & {
    /** The same key with the same body answers the same again: a double click pays once. */
    idempotencyKey?: string;
    signal?: AbortSignal;
  };
export type Answer<C extends Call> = AnswerOf<NameOf<C>>;

export type Api = <C extends Call>(
  call: C,
  ...input: Nothing extends Input<C> ? [Input<C>?] : [Input<C>]
) => Promise<Answer<C>>;

/** The service said no (4xx, with its reasons) or could not (5xx). */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: RefusalDetail[];
  readonly requestId: string | null;
  constructor(status: number, body: Partial<ErrorBody>) {
    super(body.message ?? 'The service gave no reason');
    this.name = 'ApiFailure';
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.details = body.details ?? [];
    this.requestId = body.requestId ?? null;
  }
}

export interface ApiSettings {
  /** '' in the browser, where the storefront itself passes /api on. */
  baseUrl: string;
  fetch: typeof fetch;
  /** Asked for each call. */
  headers?: () => Record<string, string>;
  /** Sees every answer, for example to keep its cookies. */
  onAnswer?: (response: Response) => void;
}

interface Parts {
  params?: Record<string, string | number>;
  query?: Record<string, unknown>;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

export function createApi({ baseUrl, fetch, headers, onAnswer }: ApiSettings): Api {
  const send = async (call: string, { params, query, body, idempotencyKey, signal }: Parts = {}) => {
    const space = call.indexOf(' ');
    const response = await fetch(baseUrl + addressOf(call.slice(space + 1), params, query), {
      method: call.slice(0, space),
      headers: {
        accept: 'application/json',
        ...headers?.(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    });
    onAnswer?.(response);
    const answer = await readJson(response);
    if (!response.ok) throw new ApiFailure(response.status, answer ?? {});
    return answer;
  };
  return send as unknown as Api;
}

/** Fills :params and writes the query; absent values are left out, lists repeat their name. */
export function addressOf(path: string, params: Parts['params'], query: Parts['query']): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one));
    }
  }
  return search.size > 0 ? `${filled}?${search}` : filled;
}

async function readJson(response: Response): Promise<Partial<ErrorBody> | null> {
  const text = await response.text();
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    // Something between us answered in its own words (a proxy's error page); the status says enough.
    return null;
  }
}
