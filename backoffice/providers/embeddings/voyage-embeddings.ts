import { VoyageAIClient, VoyageAIError } from 'voyageai';
import { ProviderFailure } from '../failure.ts';
import { httpFailure } from '../http-failure.ts';
import { EMBEDDING_DIMENSIONS, type Embeddings } from './embeddings.ts';

export interface VoyageSettings {
  apiKey: string;
  model: string;
  /** Ends in /v1; without it Voyage's own. */
  baseUrl?: string | undefined;
  timeoutMs: number;
  /** Of the client: on 408, 429 and 5xx, a second and then two apart. */
  maxRetries: number;
}

// Voyage's models answer 256, 512, 1024 or 2048 numbers, none 1536, and pgvector indexes at most 2000. So 1024 are asked
// for and zeros added: cosine, dot product and distance between any two vectors stay what they were.
const ASKED_DIMENSIONS = 1024;

// The tightest limits among the models (voyage-4-large); a token is about four letters, three to be on the safe side.
const BATCH_TEXTS = 128;
const BATCH_LETTERS = 3 * 100_000;

export function createVoyageEmbeddings({ apiKey, model, baseUrl, timeoutMs, maxRetries }: VoyageSettings): Embeddings {
  const client = new VoyageAIClient({
    apiKey,
    ...(baseUrl && { baseUrl: baseUrl.replace(/\/$/, '') }),
    timeoutInSeconds: timeoutMs / 1000,
    maxRetries,
  });
  const embedBatch = async (input: string[], inputType: 'document' | 'query') => {
    const answer = await client
      .embed({ input, model, inputType, truncation: true, outputDimension: ASKED_DIMENSIONS })
      .catch(error => {
        throw failure(error);
      });
    const vectors = (answer.data ?? []).toSorted((a, b) => a.index! - b.index!).map(one => one.embedding!);
    if (vectors.length !== input.length || vectors.some(vector => vector.length !== ASKED_DIMENSIONS)) {
      throw new ProviderFailure(
        'voyage',
        'unknown',
        'unexpected_answer',
        'Voyage answered other vectors than asked for',
      );
    }
    return vectors.map(pad);
  };
  return {
    model,
    async embed(texts, kind) {
      const vectors: number[][] = [];
      for (const batch of batches(texts)) vectors.push(...(await embedBatch(batch, kind)));
      return vectors;
    },
  };
}

function pad(vector: number[]): number[] {
  return [...vector, ...new Array<number>(EMBEDDING_DIMENSIONS - vector.length).fill(0)];
}

export function* batches(texts: string[]): Generator<string[]> {
  let batch: string[] = [];
  let letters = 0;
  for (const text of texts) {
    // Voyage refuses an empty text and would take the whole batch down with it.
    const given = text.trim() || '–';
    if (batch.length === BATCH_TEXTS || (batch.length > 0 && letters + given.length > BATCH_LETTERS)) {
      yield batch;
      batch = [];
      letters = 0;
    }
    batch.push(given);
    letters += given.length;
  }
  if (batch.length > 0) yield batch;
}

function failure(error: unknown): ProviderFailure {
  if (!(error instanceof VoyageAIError)) throw error;
  const detail = (error.body as { detail?: string } | undefined)?.detail;
  // The client hides why a connection broke or that it took too long; to ask for vectors twice harms nobody, so unknown will do.
  return httpFailure('voyage', { status: error.statusCode, message: detail ?? error.message }, error);
}
