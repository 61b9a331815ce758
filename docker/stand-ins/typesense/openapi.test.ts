import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CONTRACT_DOCUMENTS } from '../../../backoffice/providers/search/contract-documents.ts';
import { createTypesenseSearch } from '../../../backoffice/providers/search/typesense-search.ts';
import { recordExchanges } from '../exchanges.ts';
import { hasSpecs, readSpec } from '../specs.ts';
import { createTypesense } from './index.ts';

describe.runIf(hasSpecs)('against Typesense’s API description', () => {
  it('what the adapter asks and what the stand-in answers are both valid', async () => {
    const description = parse(readSpec('typesense-openapi.yml'));
    // A mistake of the description: it wants every value in a document to be an object.
    delete description.components.schemas.SearchResultHit.properties.document.additionalProperties;
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false }).addSchema(description, 'typesense');
    const problems = (pointer: string, value: unknown) => {
      const isValid = ajv.compile({ $ref: `typesense#${pointer}` });
      return isValid(value) ? [] : isValid.errors;
    };

    const exchanges = await recordExchanges({ '/': createTypesense({ apiKey: 'key' }).router }, async url => {
      const engine = createTypesenseSearch({ url, apiKey: 'key', timeoutMs: 2_000 });
      const { lamp, shade } = CONTRACT_DOCUMENTS;
      await engine.upsert([lamp, shade]);
      const attributes = { Material: ['Brass'] };
      await engine.search({ text: 'lamp', channel: 'b2b', sort: 'relevance', page: 1, perPage: 20, attributes });
      await engine.suggest({ text: 'lam', channel: 'b2c', limit: 5 });
      await engine.rebuild((async function* () {})());
      await engine.remove([lamp.productId]);
      await engine.count();
    });

    const checked = new Set<string>();
    for (const { method, path, status, requestBody, responseBody } of exchanges) {
      const found = operationOf(description, method, path);
      expect(found, `${method} ${path} is not in the description`).toBeDefined();
      const { operation, pointer } = found!;
      checked.add(pointer);
      const answer = `${pointer}/responses/${status}/content/application~1json/schema`;
      expect(operation.responses[status], `${status} of ${pointer}`).toBeDefined();
      if (typeof responseBody === 'object') expect(problems(answer, responseBody), `${method} ${path}`).toEqual([]);
      const isJson = requestBody !== undefined && operation.requestBody?.content['application/json'];
      const question = `${pointer}/requestBody/content/application~1json/schema`;
      if (isJson) expect(problems(question, requestBody), `${method} ${path}`).toEqual([]);
    }
    expect([...checked].filter(pointer => /post|put/.test(pointer)).length).toBeGreaterThanOrEqual(3);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI description as it was read
function operationOf(description: any, method: string, fullPath: string) {
  const path = fullPath.split('?')[0]!;
  const template = Object.keys(description.paths).find(one =>
    new RegExp(`^${one.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
  );
  const operation = template && description.paths[template][method.toLowerCase()];
  if (!operation) return undefined;
  return {
    operation,
    pointer: `/paths/${template.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method.toLowerCase()}`,
  };
}
