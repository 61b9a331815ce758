import type { Readable } from 'node:stream';

/** Objects by key. What may be read by whom is decided by our routes, never by the store. Throws ProviderFailure. */
export interface Storage {
  put(key: string, body: Buffer, contentType: string): Promise<void>;
  /** Null when there is no such object. */
  get(key: string): Promise<{ body: Readable; contentType: string; byteSize: number } | null>;
  remove(key: string): Promise<void>;
}
