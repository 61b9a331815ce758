import type { Endpoint, ErrorBody } from '../../backoffice/http/contract/shared.ts';
import {
  type AnswerOf,
  contract,
  type EndpointName,
  type SentBodyOf,
  type SentQueryOf,
} from '../../backoffice/http/contract.ts';

/** What the API says no to with a code of its own; whether that was to be expected, the caller knows. */
export class Refused extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  constructor(call: string, status: number, body: ErrorBody) {
    super(`${call} → ${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

export interface Asked<Name extends EndpointName> {
  params?: Record<string, string>;
  query?: SentQueryOf<Name>;
  body?: SentBodyOf<Name>;
  /** Where the endpoint asks for one. */
  key?: string;
}

/** Somebody with a cookie jar, in front of the public address. */
export interface Visitor {
  call<Name extends EndpointName>(name: Name, asked?: Asked<Name>): Promise<AnswerOf<Name>>;
  signIn(person: { email: string; password: string }): Promise<void>;
}

export interface Doors {
  publicUrl: string;
  serviceUrl: string;
}

/** address: where the visitor seems to come from. */
export function createVisitor({ publicUrl, serviceUrl }: Doors, address: string): Visitor {
  const cookies = new Map<string, string>();
  const headers = () => ({
    'content-type': 'application/json',
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  });
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/)!;
      cookies.set(name!, value!);
    }
  };
  return {
    async call(name, asked = {}) {
      const endpoint: Endpoint = contract[name];
      const url = `${publicUrl}${addressOf(endpoint, asked)}`;
      const response = await fetch(url, {
        method: endpoint.method,
        headers: { ...headers(), ...(asked.key && { 'idempotency-key': asked.key }) },
        ...(asked.body !== undefined && { body: JSON.stringify(asked.body) }),
        signal: AbortSignal.timeout(60_000),
      });
      keep(response);
      const body = await response.json();
      if (response.status === (endpoint.status ?? 200)) return endpoint.answer!.parse(body) as AnswerOf<typeof name>;
      throw new Refused(`${endpoint.method} ${url}`, response.status, body as ErrorBody);
    },
    async signIn(person) {
      // At the service's own door, as the storefront forwards it: thirty people from one address are a break-in, and are stopped.
      const response = await fetch(`${serviceUrl}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { ...headers(), origin: publicUrl, 'x-forwarded-for': address },
        body: JSON.stringify(person),
      });
      if (!response.ok) throw new Error(`${person.email} cannot sign in: ${response.status} ${await response.text()}`);
      keep(response);
    },
  };
}

function addressOf(
  endpoint: Endpoint,
  { params = {}, query = {} }: { params?: Record<string, string>; query?: object },
) {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name]!));
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      [value]
        .flat()
        .filter(one => one !== undefined)
        .map(one => [name, String(one)]),
    ),
  );
  return search.size > 0 ? `${path}?${search}` : path;
}
