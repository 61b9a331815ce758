import { type Refusal, rateLimited, serverError } from './refusal.ts';

/**
 * What goes wrong with the next requests that match.
 *   before  at the door: nothing has happened, nothing is remembered under the idempotency key
 *   during  the work has begun and the key is taken. 500: it fails without effect and the 500 is kept; hang: it goes on only when
 *           releaseHung is called, long after the client has given up
 *   after   the work is done. 500: the 500 is kept under the key; hang, reset: the true answer is kept, and lost on its way
 */
export interface Fault {
  kind: '500' | '429' | 'hang' | 'reset';
  when: 'before' | 'during' | 'after';
  method: string;
  /** Segments that begin with a colon match anything: /v1/transfers/:id/reversals. Empty: every path. */
  path: string;
  times: number;
}

export interface Faults {
  script(fault: Partial<Fault> & Pick<Fault, 'kind'>): void;
  clear(): void;
  /** The fault that strikes this request, counted down; null: none. */
  take(method: string, path: string): Fault | null;
  /** Waits as a hang during the work does. */
  hang(): Promise<void>;
  releaseHung(): void;
}

export function createFaults(): Faults {
  let scripted: Fault[] = [];
  let hung: (() => void)[] = [];
  return {
    script(fault) {
      scripted.push({ when: 'before', method: '', path: '', times: 1, ...fault });
    },
    clear() {
      scripted = [];
    },
    take(method, path) {
      const fault = scripted.find(one => isMatch(one, method, path));
      if (!fault) return null;
      fault.times -= 1;
      scripted = scripted.filter(one => one.times > 0);
      return fault;
    },
    hang: () => new Promise(resolve => hung.push(resolve)),
    releaseHung() {
      for (const resume of hung) resume();
      hung = [];
    },
  };
}

/** What a fault that answers says. */
export function spokenBy({ kind }: Fault): Refusal | null {
  if (kind === '500') return serverError();
  return kind === '429' ? rateLimited() : null;
}

function isMatch(fault: Fault, method: string, path: string): boolean {
  if (fault.method && fault.method !== method) return false;
  if (!fault.path) return true;
  const [wanted, given] = [fault.path.split('/'), path.split('/')];
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith(':') || part === given[index]);
}
