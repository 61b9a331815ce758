import net from 'node:net';
import type { PGlite } from '@electric-sql/pglite';

/**
 * Serves one PGlite over PostgreSQL's wire protocol.
 * Its own package passes messages on one by one, and so mixes the unnamed statements of two connections as soon as
 * several wait behind a transaction (measured: "unnamed prepared statement does not exist", or another's answer).
 * Here a connection keeps the session from its first message to its Sync, and through its transaction.
 */
export async function serveEmbedded(database: PGlite, port: number): Promise<{ port: number; stop(): Promise<void> }> {
  const session = new Turns();
  const sockets = new Set<net.Socket>();
  const server = net.createServer({ noDelay: true }, socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    attach(socket, database, session);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as net.AddressInfo).port,
    async stop() {
      const closed = new Promise(resolve => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await session.take();
    },
  };
}

function attach(socket: net.Socket, database: PGlite, session: Turns): void {
  const reader = new MessageReader();
  let holding = false;
  let work = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  socket.on('data', chunk => {
    clearTimeout(idle);
    const messages = reader.read(chunk);
    if (reader.wantsEncryption()) socket.write('N');
    work = work.then(() => run(messages));
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    clearTimeout(idle);
    work = work.then(abandon);
  });

  async function run(messages: Message[]): Promise<void> {
    for (const unit of units(messages)) {
      if (socket.destroyed) return;
      if (!holding) await session.take();
      holding = true;
      const { bytes, complete } = unit;
      try {
        await database.execProtocolRawStream(bytes, { onRawData: answer => void socket.write(Buffer.from(answer)) });
      } catch (cause) {
        socket.destroy(cause as Error);
        return;
      }
      if (complete && !database.isInTransaction()) release();
    }
    clearTimeout(idle);
    if (holding && session.wanted()) idle = setTimeout(() => socket.end(idleInTransaction), idleLimitMs);
  }

  // A client that vanished in a transaction, or before its Sync, must not leave either to the next one.
  async function abandon(): Promise<void> {
    if (!holding) return;
    await database.execProtocolRawStream(syncMessage, { onRawData: () => {} });
    if (database.isInTransaction()) await database.exec('rollback');
    release();
  }

  function release(): void {
    holding = false;
    session.pass();
  }
}

interface Message {
  type: string;
  bytes: Buffer;
}

// Whoever queries the pool inside a transaction waits for themselves: end that with a sentence instead of never.
const idleLimitMs = 15_000;
const idleInTransaction = errorMessage(
  '25P03',
  'the embedded database serves one transaction at a time and this one was idle: is a query made beside it, not in it?',
);

function errorMessage(code: string, sentence: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${sentence}\0\0`);
  const head = Buffer.from([0x45, 0, 0, 0, 0]);
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

const syncMessage = new Uint8Array([0x53, 0, 0, 0, 4]);
const endsUnit = new Set(['S', 'Q', 'F', 'startup']);

/** Messages that belong together, as few calls of the database as possible. */
function* units(messages: Message[]): Generator<{ bytes: Buffer; complete: boolean }> {
  let parts: Buffer[] = [];
  for (const { type, bytes } of messages) {
    parts.push(bytes);
    if (!endsUnit.has(type)) continue;
    yield { bytes: Buffer.concat(parts), complete: true };
    parts = [];
  }
  if (parts.length > 0) yield { bytes: Buffer.concat(parts), complete: false };
}

const encryptionRequests = new Set([80877103, 80877104]);
const cancelRequest = 80877102;

/** Cuts the stream into messages; the first ones of a connection have no type byte. */
class MessageReader {
  #rest: Buffer = Buffer.alloc(0);
  #started = false;
  #encryptionAsked = false;

  wantsEncryption(): boolean {
    const asked = this.#encryptionAsked;
    this.#encryptionAsked = false;
    return asked;
  }

  read(chunk: Buffer): Message[] {
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const messages: Message[] = [];
    for (let next = this.#next(); next; next = this.#next()) if (next.type !== 'ignored') messages.push(next);
    return messages;
  }

  #next(): Message | undefined {
    const prefix = this.#started ? 1 : 0;
    if (this.#rest.length < prefix + 4) return undefined;
    const length = prefix + this.#rest.readInt32BE(prefix);
    if (this.#rest.length < length) return undefined;
    const bytes = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    if (prefix === 1) return { type: bytes[0] === terminate ? 'ignored' : String.fromCharCode(bytes[0]!), bytes };
    const code = bytes.readInt32BE(4);
    if (code === cancelRequest) return { type: 'ignored', bytes };
    this.#encryptionAsked = encryptionRequests.has(code);
    if (this.#encryptionAsked) return { type: 'ignored', bytes };
    this.#started = true;
    return { type: 'startup', bytes };
  }
}

const terminate = 0x58;

/** Whose turn it is: first come, first served. */
class Turns {
  #waiting: (() => void)[] = [];
  #taken = false;

  take(): Promise<void> {
    if (this.#taken) return new Promise(resolve => this.#waiting.push(resolve));
    this.#taken = true;
    return Promise.resolve();
  }

  wanted(): boolean {
    return this.#waiting.length > 0;
  }

  pass(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#taken = false;
  }
}
