import { LOG_LEVEL } from '$app/env/private';

const levels = ['debug', 'info', 'warn', 'error', 'silent'];
const threshold = Math.max(0, levels.indexOf(LOG_LEVEL));

/** One JSON line, in the shape of the service's logs, so that a request id finds both. */
export function log(
  level: 'debug' | 'info' | 'warn' | 'error',
  msg: string,
  fields: Record<string, unknown> = {},
): void {
  if (levels.indexOf(level) < threshold) return;
  const line = { level, time: new Date().toISOString(), service: 'storefront', ...fields, msg };
  process.stdout.write(`${JSON.stringify(line, (_, value) => (value instanceof Error ? describe(value) : value))}\n`);
}

const describe = (error: Error): object => ({
  type: error.name,
  message: error.message,
  stack: error.stack,
  ...(error.cause ? { cause: error.cause } : {}),
});
