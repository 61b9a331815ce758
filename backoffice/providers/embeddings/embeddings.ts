/** Texts as unit vectors of EMBEDDING_DIMENSIONS numbers; near texts point the same way. Throws ProviderFailure. */
export interface Embeddings {
  readonly model: string;
  embed(texts: string[], kind: 'document' | 'query'): Promise<number[][]>;
}

/** The width of product_embeddings.embedding. */
export const EMBEDDING_DIMENSIONS = 1536;
