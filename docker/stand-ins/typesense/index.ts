import express, { type ErrorRequestHandler, type Request, type Router } from 'express';
import { createFaults, type Faults } from '../faults.ts';
import { type Collection, describeCollection, importLine } from './collection.ts';
import { BadFilter, parseFilter } from './filter.ts';
import { type SearchRequest, search } from './search.ts';

export interface TypesenseStandIn {
  router: Router;
  faults: Faults;
  collections: Map<string, Collection>;
}

class NotFound extends Error {}

/** The endpoints of Typesense that the adapter uses. It finds and counts as the real one; its ranking is only plausible. */
export function createTypesense({ apiKey }: { apiKey: string }): TypesenseStandIn {
  const collections = new Map<string, Collection>();
  const aliases = new Map<string, string>();
  const faults = createFaults(status => ({ message: status === 429 ? 'Rate limit exceeded' : 'Internal error' }));
  const collectionOf = (name: string): Collection => {
    const collection = collections.get(aliases.get(name) ?? name);
    if (!collection) throw new NotFound('Not Found');
    return collection;
  };

  const router = express.Router();
  router.use(faults.middleware, faults.routes);
  router.get('/health', (_request, response) => {
    response.json({ ok: true });
  });
  router.use((request, response, next) => {
    if (request.headers['x-typesense-api-key'] === apiKey) return next();
    response.status(401).json({ message: 'Forbidden - a valid `x-typesense-api-key` header must be sent.' });
  });
  router.use(collectionRoutes(collections, collectionOf), aliasRoutes(aliases), documentRoutes(collectionOf));
  // The client sends a multi-search as text, so that browsers need not ask first.
  router.post('/multi_search', express.json({ type: () => true, limit: '4mb' }), (request, response) => {
    const results = (request.body.searches as SearchRequest[]).map(one => {
      try {
        return search(collectionOf(one.collection), one);
      } catch (error) {
        return { code: statusOf(error), error: (error as Error).message };
      }
    });
    response.json({ results });
  });
  router.use(answerErrors);
  return { router, faults, collections };
}

function collectionRoutes(collections: Map<string, Collection>, collectionOf: (name: string) => Collection): Router {
  const routes = express.Router();
  routes.post('/collections', express.json(), (request, response) => {
    const { name, fields, token_separators = [], default_sorting_field = '' } = request.body;
    if (collections.has(name)) {
      response.status(409).json({ message: `A collection with name \`${name}\` already exists.` });
      return;
    }
    const created_at = Math.floor(Date.now() / 1000);
    const collection = { name, fields, token_separators, default_sorting_field, created_at, documents: new Map() };
    collections.set(name, collection);
    response.status(201).json(describeCollection(collection));
  });
  routes.get('/collections/:name', (request, response) => {
    response.json(describeCollection(collectionOf(request.params.name)));
  });
  routes.delete('/collections/:name', (request, response) => {
    const collection = collectionOf(request.params.name);
    collections.delete(collection.name);
    response.json(describeCollection(collection));
  });
  return routes;
}

function aliasRoutes(aliases: Map<string, string>): Router {
  const routes = express.Router();
  const describeAlias = (name: string) => {
    const collection_name = aliases.get(name);
    if (!collection_name) throw new NotFound('Not Found');
    return { name, collection_name };
  };
  routes.put('/aliases/:name', express.json(), (request, response) => {
    aliases.set(request.params.name, request.body.collection_name);
    response.json(describeAlias(request.params.name));
  });
  routes.get('/aliases/:name', (request, response) => {
    response.json(describeAlias(request.params.name));
  });
  routes.delete('/aliases/:name', (request, response) => {
    const alias = describeAlias(request.params.name);
    aliases.delete(alias.name);
    response.json(alias);
  });
  return routes;
}

function documentRoutes(collectionOf: (name: string) => Collection): Router {
  const routes = express.Router();
  const text = express.text({ type: () => true, limit: '64mb' });
  routes.post('/collections/:name/documents/import', text, (request, response) => {
    const collection = collectionOf(String(request.params.name));
    const action = String(request.query.action ?? 'create');
    const results = (request.body as string).split('\n').map(line => importLine(collection, line, action));
    response.type('text/plain').send(results.map(result => JSON.stringify(result)).join('\n'));
  });
  routes.delete('/collections/:name/documents', (request: Request, response) => {
    const { documents } = collectionOf(String(request.params.name));
    const isMeant = parseFilter(String(request.query.filter_by ?? ''));
    const meant = [...documents.values()].filter(isMeant);
    for (const { id } of meant) documents.delete(id);
    response.json({ num_deleted: meant.length });
  });
  return routes;
}

const statusOf = (error: unknown) => (error instanceof NotFound ? 404 : error instanceof BadFilter ? 400 : 500);

const answerErrors: ErrorRequestHandler = (error, _request, response, _next) => {
  response.status(statusOf(error)).json({ message: error.message });
};
