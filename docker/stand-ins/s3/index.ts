import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

export interface S3StandIn {
  endpoint: string;
  /** s3rver knows this one pair. It does not check the secret, so access rules cannot be tested against it. */
  accessKeyId: string;
  secretAccessKey: string;
  stop(): Promise<void>;
}

interface S3rver {
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
}
// Untyped and CommonJS.
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3rver;

/** The S3 protocol over a folder, with the bucket made at start. Port 0 takes any free one. */
export async function startS3(options: { port: number; folder: string; bucket: string }): Promise<S3StandIn> {
  mkdirSync(options.folder, { recursive: true });
  const server = new S3rver({
    port: options.port,
    address: '127.0.0.1',
    directory: options.folder,
    silent: true,
    configureBuckets: [{ name: options.bucket, configs: [] }],
  });
  const { port } = await server.run();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    stop: () => server.close(),
  };
}
