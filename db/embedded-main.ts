import { EmbeddedRefusal, startEmbedded } from './embedded.ts';

// The embedded database as a process of its own: it is bound by the CPU, and a service beside it would wait.
const [dataDir, port] = process.argv.slice(2);
if (!dataDir || !port) throw new Error('Usage: node db/embedded-main.ts <folder> <port>');

try {
  const { url, stop } = await startEmbedded({ dataDir, port: Number(port) });
  console.log(url);
  process.send?.({ ready: url });
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void stop().then(() => process.exit(0)));
} catch (error) {
  if (!(error instanceof EmbeddedRefusal)) throw error;
  console.error(error.message);
  process.exit(1);
}
