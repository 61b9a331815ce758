import { Agent, request } from 'node:http';

export interface Answer {
  status: number;
  body: string;
  setCookie: string[];
}
export interface Ask {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** One buyer's keep-alive connection and cookies: node's own client, because fetch costs the machine three times as much. */
export function createBrowser(base: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(base);
  const cookies = new Map<string, string>();

  const ask = (path: string, { method = 'GET', body, headers = {} }: Ask = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const sent = request(
        {
          agent,
          hostname,
          port,
          path,
          method,
          headers: {
            ...(cookie && { cookie }),
            ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
            ...headers,
          },
          timeout: 60_000,
        },
        response => {
          const parts: Buffer[] = [];
          response.on('data', part => parts.push(part));
          response.once('error', reject);
          response.once('end', () => {
            const setCookie = response.headers['set-cookie'] ?? [];
            for (const line of setCookie)
              cookies.set(line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).split(';')[0]!);
            resolve({ status: response.statusCode!, body: Buffer.concat(parts).toString(), setCookie });
          });
        },
      );
      sent.once('error', reject);
      sent.once('timeout', () => sent.destroy(new Error(`${path} did not answer within a minute`)));
      sent.end(text);
    });

  return {
    ask,
    /** The parsed body of an answer with this status; anything else is an error. */
    async json<Body>(path: string, status: number, what: Ask = {}): Promise<Body> {
      const answer = await ask(path, what);
      if (answer.status !== status) throw new Error(`${path} → ${answer.status} ${answer.body.slice(0, 300)}`);
      return JSON.parse(answer.body);
    },
    forget: () => cookies.clear(),
    close: () => agent.destroy(),
  };
}
export type Browser = ReturnType<typeof createBrowser>;
