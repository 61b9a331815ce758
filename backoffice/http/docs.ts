import { Router, static as serveStatic } from 'express';
// The path alone: the package's entry would load the browser's bundle into this process.
import absolutePath from 'swagger-ui-dist/absolute-path.js';
import { openApi } from './openapi.ts';

/** /api/openapi.json, and the same for people at /api/docs (Swagger UI, served from here: no outside script). */
export function docsRouter(publicUrl: string): Router {
  const description = openApi(publicUrl);
  const router = Router();
  router.get('/api/openapi.json', (_request, response) => void response.json(description));
  router.get('/api/docs', (_request, response) => void response.type('html').send(page));
  router.get('/api/docs/start.js', (_request, response) => void response.type('js').send(start));
  router.use('/api/docs', serveStatic(absolutePath(), { index: false, dotfiles: 'allow' }));
  return router;
}

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Stackr API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><main id="docs"></main><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', defaultModelsExpandDepth: 0, docExpansion: 'list' });`;
