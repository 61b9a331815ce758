// The production entry. adapter-node takes every request for https unless a header says otherwise; on plain http each form would
// then be refused as cross-site. Behind a proxy the header is there; without one it is given here, before the handler reads it.
import { createServer } from 'node:http';

process.env.PROTOCOL_HEADER ??= 'x-forwarded-proto';
process.env.BODY_SIZE_LIMIT ??= '20M';
const protocolHeader = process.env.PROTOCOL_HEADER;
const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST ?? '0.0.0.0';
const DRAIN_MS = 10_000;

// A variable keeps the type checker from looking for a build that may not be there yet.
const build = './build/handler.js';
const { handler } = await import(build);

const server = createServer((request, response) => {
  request.headers[protocolHeader] ??= 'http';
  handler(request, response, () => response.writeHead(404).end());
});
server.listen(port, host, () =>
  console.log(JSON.stringify({ level: 'info', service: 'storefront', port, msg: 'listening' })),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), DRAIN_MS).unref();
  });
}
