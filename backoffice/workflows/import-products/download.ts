import { lookup as resolve } from 'node:dns';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface DownloadLimits {
  largestBytes: number;
  /** For everything together, redirects included. */
  withinMs: number;
  mayConnect: (address: string) => boolean;
  mayUsePort: (port: number) => boolean;
}

export const PUBLIC_WEB: DownloadLimits = {
  largestBytes: 10_000_000,
  withinMs: 20_000,
  mayConnect: isPublicAddress,
  mayUsePort: port => port === 80 || port === 443,
};

const MOST_REDIRECTS = 4;

/** Not fetched, and why, in words for the wholesaler. */
export class DownloadRefused extends Error {
  override readonly name = 'DownloadRefused';
}

/**
 * Fetches what a stranger's address points to. The address a name resolves to is judged at the moment of connecting, so a name that
 * changes its mind between check and use gains nothing; every redirect is judged anew. Throws DownloadRefused.
 */
export async function download(address: string, limits: DownloadLimits): Promise<Buffer> {
  const signal = AbortSignal.timeout(limits.withinMs);
  let url = new URL(address);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const answer = await get(url, limits, signal).catch(error => {
      throw error instanceof DownloadRefused ? error : new DownloadRefused(sayWhy(error, url, limits, signal));
    });
    if (!('location' in answer)) return answer.body;
    if (!URL.canParse(answer.location, url.href)) throw new DownloadRefused('The address redirects to nowhere');
    url = new URL(answer.location, url);
  }
  throw new DownloadRefused('The address redirects too often');
}

/** Loopback, private, link-local (the cloud's metadata), carrier and reserved ranges are not the public web, in any notation. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
}

type Answer = { body: Buffer } | { location: string };

function get(url: URL, limits: DownloadLimits, signal: AbortSignal): Promise<Answer> {
  judge(url, limits);
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((done, fail) => {
    const headers = {
      accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif',
      'user-agent': 'Stackr image import',
    };
    const asked = request(url, { headers, signal, lookup: guarded(limits), agent: false }, answer => {
      const { statusCode = 0 } = answer;
      if (statusCode >= 300 && statusCode < 400 && answer.headers.location) {
        answer.destroy();
        return done({ location: answer.headers.location });
      }
      if (statusCode !== 200) {
        answer.destroy();
        return fail(new DownloadRefused(`The address answered ${statusCode}`));
      }
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes > limits.largestBytes) answer.destroy(tooLarge(limits));
      });
      answer.on('end', () => done({ body: Buffer.concat(chunks) }));
      answer.on('error', fail);
    });
    asked.on('error', fail);
    asked.end();
  });
}

/** An address written as a number is never looked up, so it is judged here. */
function judge(url: URL, limits: DownloadLimits): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new DownloadRefused(`${url.protocol} addresses are not fetched`);
  if (url.username || url.password) throw new DownloadRefused('Addresses with a password are not fetched');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (!limits.mayUsePort(port)) throw new DownloadRefused(`Port ${port} is not fetched from`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !limits.mayConnect(host)) throw notPublic(host);
}

/** Every address a name has must be allowed: one private address among public ones is a trap. */
function guarded(limits: DownloadLimits): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      const forbidden = addresses.find(({ address }) => !limits.mayConnect(address));
      if (forbidden) return callback(notPublic(hostname), '');
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}

const notPublic = (host: string) => new DownloadRefused(`${host} is not on the public web`);
const tooLarge = ({ largestBytes }: DownloadLimits) =>
  new DownloadRefused(`The picture is larger than ${Math.round(largestBytes / 1_000_000)} MB`);

function sayWhy(error: unknown, url: URL, { withinMs }: DownloadLimits, signal: AbortSignal): string {
  if (signal.aborted) return `${url.hostname} did not answer within ${Math.round(withinMs / 1000)} seconds`;
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return `${url.hostname} could not be reached${code}`;
}
