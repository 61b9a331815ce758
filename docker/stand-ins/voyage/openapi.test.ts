import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createVoyageEmbeddings } from '../../../backoffice/providers/embeddings/voyage-embeddings.ts';
import { recordExchanges } from '../exchanges.ts';
import { hasSpecs, readSpec } from '../specs.ts';
import { createVoyage } from './index.ts';

describe.runIf(hasSpecs)('against Voyage’s API description', () => {
  it('what the adapter asks and what the stand-in answers are both valid', async () => {
    const description = parse(readSpec('voyage-openapi.yml'));
    const operation = description.paths['/embeddings'].post;
    const request = operation.requestBody.content['application/json'].schema;
    // A mistake of the description: an object beside a choice of string and list, so that nothing would be valid.
    delete request.properties.input.type;
    const ajv = new Ajv({ strict: false, allErrors: true });

    const exchanges = await recordExchanges({ '/voyage': createVoyage().router }, async url => {
      const settings = { apiKey: 'k', model: 'voyage-4', timeoutMs: 2_000, maxRetries: 0, baseUrl: `${url}/voyage/v1` };
      await createVoyageEmbeddings(settings).embed(['A lamp', 'A vase'], 'document');
      await createVoyageEmbeddings({ ...settings, model: 'none' })
        .embed(['A lamp'], 'query')
        .catch(() => {});
    });
    expect(exchanges.map(one => one.status)).toEqual([200, 400]);
    for (const { status, requestBody, responseBody } of exchanges) {
      const response = operation.responses[status === 200 ? '200' : '4XX'].content['application/json'].schema;
      const isAsked = ajv.compile(request);
      expect(isAsked(requestBody), JSON.stringify(isAsked.errors)).toBe(true);
      const isAnswered = ajv.compile(response);
      expect(isAnswered(responseBody), JSON.stringify(isAnswered.errors)).toBe(true);
    }
  });
});
