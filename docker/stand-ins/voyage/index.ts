import express, { type Request, type Response, type Router } from 'express';
import { createFaults, type Faults } from '../faults.ts';
import { embed, tokensIn } from './vectors.ts';

export interface VoyageStandIn {
  router: Router;
  faults: Faults;
}

/** Tokens a batch may have, by model; a text may have 32,000 in all of them. */
const MODELS: Record<string, number> = {
  'voyage-4-large': 120_000,
  'voyage-4': 320_000,
  'voyage-4-lite': 1_000_000,
  'voyage-3.5': 320_000,
  'voyage-3.5-lite': 1_000_000,
};
const DIMENSIONS = [256, 512, 1024, 2048];
const CONTEXT_TOKENS = 32_000;
const BATCH_TEXTS = 1_000;

/** Speaks Voyage's POST /v1/embeddings to its real client, with vectors that depend on the text alone. */
export function createVoyage(): VoyageStandIn {
  const faults = createFaults(status => ({
    detail: status === 429 ? 'You have exceeded your rate limit.' : 'Internal error',
  }));
  const router = express.Router();
  router.use(faults.middleware, faults.routes);
  router.post('/v1/embeddings', express.json({ limit: '16mb' }), answer);
  return { router, faults };
}

interface EmbeddingRequest {
  input?: string | string[];
  model?: string;
  input_type?: string | null;
  truncation?: boolean;
  output_dimension?: number | null;
  output_dtype?: string;
}

function answer(request: Request, response: Response) {
  if (!/^Bearer .+/.test(request.headers.authorization ?? '')) {
    response.status(401).json({ detail: 'Provided API key is invalid.' });
    return;
  }
  const body: EmbeddingRequest = request.body ?? {};
  const objection = objectionTo(body);
  if (objection) {
    response.status(400).json({ detail: objection });
    return;
  }
  const texts = [body.input!].flat();
  const dimensions = body.output_dimension ?? 1024;
  response.json({
    object: 'list',
    data: texts.map((text, index) => ({ object: 'embedding', embedding: embed(text, dimensions), index })),
    model: body.model,
    usage: { total_tokens: texts.reduce((sum, text) => sum + Math.min(tokensIn(text), CONTEXT_TOKENS), 0) },
  });
}

function objectionTo({ input, model = '', input_type, truncation, output_dimension, output_dtype }: EmbeddingRequest) {
  const texts = [input ?? []].flat();
  const tokens = texts.map(tokensIn);
  const batchTokens = MODELS[model];
  if (!batchTokens) return `Model ${model} is not supported. Supported models are ${Object.keys(MODELS).join(', ')}.`;
  if (texts.length === 0) return "The 'input' list must not be empty.";
  if (texts.some(text => typeof text !== 'string' || text === ''))
    return "Every 'input' must be a string and not empty.";
  if (texts.length > BATCH_TEXTS) return `The batch size limit is ${BATCH_TEXTS}. Your batch size is ${texts.length}.`;
  const total = tokens.reduce((sum, count) => sum + count, 0);
  if (total > batchTokens)
    return `The max allowed tokens per submitted batch is ${batchTokens}. Your batch has ${total} tokens.`;
  if (truncation === false && tokens.some(count => count > CONTEXT_TOKENS)) {
    return `A text exceeds the context length of ${CONTEXT_TOKENS} tokens.`;
  }
  if (input_type != null && !['query', 'document'].includes(input_type))
    return `input_type ${input_type} is not valid.`;
  if (output_dimension != null && !DIMENSIONS.includes(output_dimension)) {
    return `Value '${output_dimension}' provided for 'output_dimension' is not supported. Supported: ${DIMENSIONS.join(', ')}.`;
  }
  if (output_dtype !== undefined && output_dtype !== 'float')
    return `output_dtype ${output_dtype} is not offered here.`;
  return null;
}
