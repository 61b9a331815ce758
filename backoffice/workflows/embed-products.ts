import { createHash } from 'node:crypto';
import { keepEmbeddings, readEmbeddingTexts } from '#backoffice/commerce/recommendation/index.ts';
import type { Services } from '#backoffice/services.ts';

/** Embeds those products whose text or model changed since. Answers how many were embedded. */
export async function embedProducts(services: Services, { productIds }: { productIds: string[] }): Promise<number> {
  const { model } = services.embeddings;
  const texts = await readEmbeddingTexts(services.db, productIds);
  const stale = texts
    .map(one => ({ ...one, textHash: createHash('sha256').update(one.text).digest('hex') }))
    .filter(one => one.textHash !== one.keptHash || one.keptModel !== model);
  for (let start = 0; start < stale.length; start += BATCH) {
    const batch = stale.slice(start, start + BATCH);
    const vectors = await services.embeddings.embed(
      batch.map(one => one.text),
      'document',
    );
    await keepEmbeddings(
      services.db,
      model,
      batch.map((one, index) => ({ ...one, embedding: vectors[index]! })),
    );
  }
  return stale.length;
}

/** Small enough for the model's limit of tokens a call with our texts of at most about 1,200 tokens. */
const BATCH = 64;
