import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import type { ProviderFailure } from '../failure.ts';
import { httpFailure } from '../http-failure.ts';
import type { Storage } from './storage.ts';

export interface S3Settings {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  timeoutMs: number;
}

export interface S3Storage extends Storage {
  /** Ends the kept-alive connections, so that the process may end. */
  close(): void;
}

/** Any store that speaks S3: Cloudflare R2 in production. All three verbs may be repeated without harm, so the client retries. */
export function createS3Storage(settings: S3Settings): S3Storage {
  const { endpoint, region, bucket: Bucket, accessKeyId, secretAccessKey, timeoutMs } = settings;
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
    // R2 does not know the checksums that newer clients send unasked.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return {
    async put(key, body, contentType) {
      const command = new PutObjectCommand({ Bucket, Key: key, Body: body, ContentType: contentType });
      await client.send(command).catch(fail);
    },
    async get(key) {
      try {
        const object = await client.send(new GetObjectCommand({ Bucket, Key: key }));
        return {
          body: object.Body as Readable,
          contentType: object.ContentType ?? 'application/octet-stream',
          byteSize: object.ContentLength!,
        };
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw failure(error);
      }
    },
    async remove(key) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: key })).catch(fail);
    },
    close: () => client.destroy(),
  };
}

function fail(error: unknown): never {
  throw failure(error);
}

function failure(error: unknown): ProviderFailure {
  const { name, message, $metadata } = error as S3ServiceException;
  const code = (error as { code?: string }).code ?? name;
  // "SlowDown" is how S3 says 429, with status 503.
  const status = name === 'SlowDown' ? 429 : $metadata?.httpStatusCode;
  return httpFailure('s3', { status, code, message }, error);
}
