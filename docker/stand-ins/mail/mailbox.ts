import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What the next letter meets. drop: taken politely, never delivered. hang: no answer until release(). */
export type Mishap = { kind: 'refuse' | 'busy'; at: 'recipient' | 'data' } | { kind: 'drop' | 'hang' | 'cut' };

export interface Mailbox {
  /** smtp://127.0.0.1:port */
  url: string;
  /** Everything delivered so far, oldest first. */
  letters: ParsedMail[];
  /** The oldest letter to this address that no earlier call was given; waits for one to come. */
  letterTo(address: string): Promise<ParsedMail>;
  /** For the next letters, one each. */
  script(...mishaps: Mishap[]): void;
  /** Lets letters that hang go through. */
  release(): void;
  stop(): Promise<void>;
}

/** A mail server for tests: nothing leaves it, and it misbehaves on demand. Port 0 takes any free one. */
export async function startMailbox({ port = 0 } = {}): Promise<Mailbox> {
  const letters: ParsedMail[] = [];
  const unread: ParsedMail[] = [];
  const readers: { address: string; give: (letter: ParsedMail) => void }[] = [];
  const mishaps: Mishap[] = [];
  let held: (() => void)[] = [];

  const deliver = (letter: ParsedMail) => {
    letters.push(letter);
    const reader = readers.findIndex(one => isTo(letter, one.address));
    if (reader >= 0) readers.splice(reader, 1)[0]!.give(letter);
    else unread.push(letter);
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    // A client's pooled connections do not hold up the end of a test.
    closeTimeout: 50,
    onRcptTo(_address, _session, done) {
      const mishap = mishaps[0];
      if (mishap && 'at' in mishap && mishap.at === 'recipient') done(refusal(mishaps.shift() as { kind: string }));
      else done();
    },
    onData(stream, _session, done) {
      void buffer(stream).then(async bytes => {
        const mishap = mishaps.shift();
        if (mishap?.kind === 'cut') return cutAll(server);
        if (mishap?.kind === 'hang') await new Promise<void>(resolve => held.push(resolve));
        if (mishap && 'at' in mishap) return done(refusal(mishap));
        if (mishap?.kind !== 'drop') deliver(await simpleParser(bytes));
        done();
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    letters,
    letterTo(address) {
      const known = unread.findIndex(letter => isTo(letter, address));
      if (known >= 0) return Promise.resolve(unread.splice(known, 1)[0]!);
      return new Promise(give => readers.push({ address, give }));
    },
    script: (...next) => void mishaps.push(...next),
    release() {
      for (const go of held) go();
      held = [];
    },
    stop: () => new Promise(resolve => server.close(resolve)),
  };
}

function isTo(letter: ParsedMail, address: string): boolean {
  const fields = [letter.to ?? []].flat();
  return fields.some(field => field.value.some(one => one.address?.toLowerCase() === address.toLowerCase()));
}

function refusal({ kind }: { kind: string }): Error {
  const isForGood = kind === 'refuse';
  return Object.assign(new Error(isForGood ? 'No such mailbox here' : 'Try again later'), {
    responseCode: isForGood ? 550 : 451,
  });
}

/** smtp-server ends connections politely only; a crash is not polite. */
function cutAll({ connections }: SMTPServer) {
  for (const { _socket } of connections as Set<{ _socket: Socket }>) _socket.destroy();
}
