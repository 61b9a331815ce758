import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Holds a folder for this process; undefined when another live process holds it.
 * A listening socket rather than a pid file: it dies with its process, so neither a crash nor a reused pid can lie.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> } | undefined> {
  mkdirSync(folder, { recursive: true });
  const path = socketPath(realpathSync(folder));
  const server = (await listen(path)) ?? (await replaceDead(path));
  return server && { release: () => new Promise(resolve => server.close(() => resolve())) };
}

async function replaceDead(path: string): Promise<net.Server | undefined> {
  if (await answers(path)) return undefined;
  rmSync(path, { force: true });
  return await listen(path);
}

function listen(path: string): Promise<net.Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = net.createServer(socket => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(path, () => resolve(server.unref()));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

// Not inside the folder: a socket's path may have no more than about 100 characters.
function socketPath(folder: string): string {
  const name = `stackr-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.lock`);
}
